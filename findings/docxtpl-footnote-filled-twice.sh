#!/bin/sh
# A Word layout of two sections with one and the same field in the body and in a footnote. The value that is filled in
# speaks of a field itself: "write {{ office }} here".
# One would guess: the words of the value, in both places: a value is no template.
# What happens: so it is in the body. The notes are filled in once for each section, so that in the footnote the words of
# the value are taken for a template the second time, and the name of the office stands there.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check docxtpl==0.20.2 python-docx==1.2.0 jinja2==3.1.6
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import re
import zipfile
from importlib.metadata import version

import docx
import docxtpl
from docx.opc.packuri import PackURI
from docx.opc.part import Part

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES = f"""<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:t>{{{{ text }}}}</w:t></w:r></w:p>
</w:footnote></w:footnotes>"""
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def filled(sections):
    """What stands in the body and in the note."""
    layout = docx.Document()
    layout.add_paragraph("{{ text }}")
    for _ in range(sections - 1):
        layout.add_section()
    notes = Part(PackURI("/word/footnotes.xml"), TYPE, NOTES.encode(), layout.part.package)
    layout.part.relate_to(notes, KIND)
    layout.save("layout.docx")
    template = docxtpl.DocxTemplate("layout.docx")
    template.render({"text": "write {{ office }} here", "office": "Example Office"}, autoescape=True)
    made = io.BytesIO()
    template.save(made)
    parts = zipfile.ZipFile(made)
    texts = (parts.read(f"word/{one}.xml").decode() for one in ("document", "footnotes"))
    return ["".join(re.findall("<w:t[^>]*>(.*?)</w:t>", text)) for text in texts]


one, two = filled(1), filled(2)
print("docxtpl", version("docxtpl"))
print("one section,  body and note:", one)
print("two sections, body and note:", two)
assert one == ["write {{ office }} here"] * 2
assert two == ["write {{ office }} here", "write Example Office here"], "a note is filled in once now"
PYTHON
