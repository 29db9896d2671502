#!/bin/sh
# A form with two content controls around whole paragraphs, as Word makes them: one around two paragraphs, one around a
# paragraph, a table and a paragraph. LibreOffice Writer opens it and saves it as .docx, without any edit.
# One would guess: the controls are around what they were around, or are gone.
# What happens: both are still there with their titles, around the first paragraph alone. What was typed below it looks
# as before on the page and is in no control, so a program that reads the form by its controls takes one paragraph for
# the whole answer. Versions before 25.2 also drop the tags (w:tag).
set -eu
command -v soffice >/dev/null || { echo "LibreOffice is not here" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > form.py <<'PYTHON'
import sys
import xml.etree.ElementTree as ET
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
RELATIONS = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r1" Type="{KIND}/officeDocument" Target="word/document.xml"/></Relationships>"""


def paragraph(words):
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def control(name, number, inside):
    about = f'<w:alias w:val="{name}"/><w:tag w:val="tag-{name}"/><w:id w:val="{number}"/>'
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


TABLE = f"""<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc><w:tcPr>
<w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{paragraph("cell")}</w:tc></w:tr></w:tbl>"""
BODY = "".join([
    control("Answer", 1, paragraph("one") + paragraph("two")), paragraph("between"),
    control("Figures", 2, paragraph("first") + TABLE + paragraph("last")), paragraph("after"),
])


def words(element):
    return [one.text for one in element.iter(f"{{{W}}}t")]


if sys.argv[1] == "make":
    with zipfile.ZipFile("form.docx", "w") as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{BODY}</w:body></w:document>')
root = ET.fromstring(zipfile.ZipFile(sys.argv[2]).read("word/document.xml"))
held = {one.find(f".//{{{W}}}alias").get(f"{{{W}}}val"): words(one) for one in root.iter(f"{{{W}}}sdt")}
print(sys.argv[2], "all words:", words(root), "in controls:", held, "tags:", len(list(root.iter(f"{{{W}}}tag"))))
if sys.argv[1] == "judge":
    assert len(words(root)) == 7, "words are lost now"
    assert held == {"Answer": ["one"], "Figures": ["first"]}, "the controls are others now"
PYTHON
soffice --version
python3 form.py make form.docx
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to docx --outdir saved form.docx >/dev/null 2>&1
python3 form.py judge saved/form.docx
