#!/bin/sh
# The name "Fire & Rescue" filled into a Word layout with render(context), as the first page of the
# documentation shows it.
# One would guess: "Fire & Rescue", or an error.
# What happens: the value goes into the XML as it is, the parser recovers in silence, and the
# document that is saved says "Fire  Rescue". autoescape=True gives what was meant.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check docxtpl==0.20.2 python-docx==1.2.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
from importlib.metadata import version
import docx
import docxtpl


def rendered(**options):
    layout, saved = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.add_paragraph("{{ name }}")
    document.save(layout)
    template = docxtpl.DocxTemplate(io.BytesIO(layout.getvalue()))
    template.render({"name": "Fire & Rescue"}, **options)
    template.save(saved)
    return docx.Document(io.BytesIO(saved.getvalue())).paragraphs[0].text


plain, escaped = rendered(), rendered(autoescape=True)
print("docxtpl", version("docxtpl"))
print("render(context):                 ", repr(plain))
print("render(context, autoescape=True):", repr(escaped))
assert plain == "Fire  Rescue", "the character is kept, or refused, now"
assert escaped == "Fire & Rescue"
PYTHON
