#!/bin/sh
# A sentence in which somebody inserted "not" with Track Changes on.
# One would guess: paragraph.text says what Word shows, with the insertion ("We do not accept it"), or
# that there are changes.
# What happens: inserted runs are left out of the text, and so are deleted ones: "We do accept it".
# The sentence reads well, and says the opposite of what is on the screen.
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
BY = 'w:author="An author" w:date="2026-01-05T10:00:00Z"'
document = docx.Document()
document.element.body.insert(0, parse_xml(f"""<w:p {W}>
<w:r><w:t xml:space="preserve">We do </w:t></w:r>
<w:ins w:id="1" {BY}><w:r><w:t xml:space="preserve">not </w:t></w:r></w:ins>
<w:r><w:t>accept it.</w:t></w:r></w:p>"""))
saved = io.BytesIO()
document.save(saved)
(paragraph,) = docx.Document(io.BytesIO(saved.getvalue())).paragraphs
print("python-docx", docx.__version__)
print("paragraph.text:", repr(paragraph.text), "- runs:", [run.text for run in paragraph.runs])
assert paragraph.text == "We do accept it.", "tracked insertions are read now"
PYTHON
