#!/bin/sh
# The paragraphs of a Word file in which one paragraph, and one word of another, stand in content
# controls, as in every form to be filled in.
# One would guess: document.paragraphs has every paragraph of the body, with its whole text.
# What happens: a paragraph in a control is not in the list, and the word in a control is not in the
# text of its paragraph. Nothing says so: what was filled in is what is missing.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-docx==1.2.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import docx
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
document = docx.Document()
body = document.element.body
body.insert(0, parse_xml(f"""<w:sdt {W}><w:sdtPr><w:alias w:val="Comments"/></w:sdtPr><w:sdtContent>
<w:p><w:r><w:t>We accept the recommendation.</w:t></w:r></w:p></w:sdtContent></w:sdt>"""))
body.insert(1, parse_xml(f"""<w:p {W}><w:r><w:t xml:space="preserve">Owner: </w:t></w:r><w:sdt><w:sdtPr/>
<w:sdtContent><w:r><w:t>Head of Contact</w:t></w:r></w:sdtContent></w:sdt></w:p>"""))
saved = io.BytesIO()
document.save(saved)
read = docx.Document(io.BytesIO(saved.getvalue()))
texts = [paragraph.text for paragraph in read.paragraphs]
print("python-docx", docx.__version__)
print("paragraphs:", texts)
print("in the file:", [text.text for text in read.element.body.iter(docx.oxml.ns.qn("w:t"))])
assert texts == ["Owner: "], "controls are read now"
PYTHON
