#!/bin/sh
# A Word layout with one field in the body and one in a footnote.
# One would guess: get_undeclared_template_variables() names both, since render() fills both.
# What happens: it names the body's only. A field misspelt in a footnote passes the check, and the
# footnote is published with a gap.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check docxtpl==0.20.2 python-docx==1.2.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import re
import zipfile
from importlib.metadata import version
import docx
import docxtpl

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
NOTES = f"""<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:t>Source: {{{{ source }}}}</w:t>
</w:r></w:p></w:footnote></w:footnotes>"""


def layout():
    plain, made = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Title: {{ title }}")
    document.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode("latin-1")
            if name == "[Content_Types].xml":
                part = part.replace("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{KIND}"/></Types>')
            if name == "word/_rels/document.xml.rels":
                part = part.replace("</Relationships>", f'<Relationship Id="rIdNotes" Type="{RELATION}" Target="footnotes.xml"/></Relationships>')
            if name == "word/document.xml":
                part = part.replace("</w:p>", '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>', 1)
            new.writestr(name, part.encode("latin-1"))
        new.writestr("word/footnotes.xml", NOTES)
    return docxtpl.DocxTemplate(io.BytesIO(made.getvalue()))


names = layout().get_undeclared_template_variables()
template, saved = layout(), io.BytesIO()
template.render({"title": "A report", "source": "the inspectorate"})
template.save(saved)
note = re.search("Source: [^<]*", zipfile.ZipFile(saved).read("word/footnotes.xml").decode()).group().strip()
print("docxtpl", version("docxtpl"))
print("named:", names, "- the footnote that was filled in:", repr(note))
assert names == {"title"} and note == "Source: the inspectorate", "footnotes are looked at now"
PYTHON
