#!/bin/sh
# The name "Fire & Rescue" filled into a Word layout with autoescape=True, in a paragraph and in the title of the file
# (File, Properties), which docxtpl fills in as well.
# One would guess: "Fire & Rescue" in both places.
# What happens: the title is "Fire &amp; Rescue", in Word's title bar, in the list of a search and in a PDF made of it: it is
# escaped by docxtpl, though it is not XML, and once more when it is saved. Without autoescape the title is right, and the
# paragraph loses its "&".
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check docxtpl==0.20.2 python-docx==1.2.0 jinja2==3.1.6
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import docx
import docxtpl

layout = docx.Document()
layout.add_paragraph("{{ name }}")
layout.core_properties.title = "{{ name }}"
layout.save("layout.docx")
found = {}
for escape in (True, False):
    template = docxtpl.DocxTemplate("layout.docx")
    template.render({"name": "Fire & Rescue"}, autoescape=escape)
    template.save("filled.docx")
    filled = docx.Document("filled.docx")
    found[escape] = (filled.paragraphs[0].text, filled.core_properties.title)
print("docxtpl", version("docxtpl"))
print("autoescape=True,  paragraph and title:", found[True])
print("autoescape=False, paragraph and title:", found[False])
assert found[True] == ("Fire & Rescue", "Fire &amp; Rescue"), "the title is as it was given now"
assert found[False] == ("Fire  Rescue", "Fire & Rescue")
PYTHON
