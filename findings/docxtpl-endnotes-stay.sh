#!/bin/sh
# A Word layout with the same field in the body, the header, a footnote and an endnote, filled in by docxtpl.
# One would guess: all four are filled in, as Word keeps footnotes and endnotes alike and turns the ones into the others.
# What happens: the endnote keeps its tag, which is then printed at the end of the document, and no error says so:
# StrictUndefined finds nothing either, since nobody reads the tag.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check docxtpl==0.20.2 python-docx==1.2.0 jinja2==3.1.6
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import re
import zipfile
from importlib.metadata import version

import docx
import docxtpl
import jinja2
from docx.opc.packuri import PackURI
from docx.opc.part import Part

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
layout = docx.Document()
layout.add_paragraph("{{ force }}")
layout.sections[0].header.paragraphs[0].text = "{{ force }}"
for name in ("footnote", "endnote"):
    words = "<w:p><w:r><w:t>{{ force }}</w:t></w:r></w:p>"
    xml = f'<w:{name}s xmlns:w="{W}"><w:{name} w:id="2">{words}</w:{name}></w:{name}s>'
    kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}s+xml"
    part = Part(PackURI(f"/word/{name}s.xml"), kind, xml.encode(), layout.part.package)
    layout.part.relate_to(part, f"{KIND}/{name}s")
layout.save("layout.docx")
template = docxtpl.DocxTemplate("layout.docx")
template.render({"force": "Example Police"}, jinja2.Environment(undefined=jinja2.StrictUndefined), autoescape=True)
template.save("filled.docx")
file = zipfile.ZipFile("filled.docx")
found = {
    name: "".join(re.findall("<w:t[^>]*>(.*?)</w:t>", file.read(f"word/{name}.xml").decode()))
    for name in ("document", "header1", "footnotes", "endnotes")
}
print("docxtpl", version("docxtpl"))
print(found)
assert found["endnotes"] == "{{ force }}", "endnotes are filled in now"
assert {found[name] for name in ("document", "header1", "footnotes")} == {"Example Police"}
PYTHON
