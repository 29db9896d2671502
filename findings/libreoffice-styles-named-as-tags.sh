#!/bin/sh
# A Word file with paragraphs in styles called "Quote" (Word's own), "Code", "Note" and "Letter", exported by LibreOffice as
# PDF/UA.
# One would guess: names of styles are the author's affair, and the tags are those of the standard.
# What happens: LibreOffice makes a tag of each name and says in the role map what it stands for: a paragraph. Quote, Code
# and Note are tags of the standard already, which must not be given another meaning (ISO 14289-1, 7.1), so the PDF fails
# because of the name of a style. "Letter" is not one, and does no harm.
set -eu
command -v soffice >/dev/null || { echo "LibreOffice is not here" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypdf==7.1.0
cat > styles.py <<'PYTHON'
import sys
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{WORD}.styles+xml"/>
</Types>"""
RELATIONS = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r1" Type="{KIND}/officeDocument" Target="word/document.xml"/></Relationships>"""
OF_DOCUMENT = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r1" Type="{KIND}/styles" Target="styles.xml"/></Relationships>"""
NAMES = ("Quote", "Code", "Note", "Letter")
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
{"".join(f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/></w:style>' for one in NAMES)}</w:styles>"""
LINES = "".join(f'<w:p><w:pPr><w:pStyle w:val="{one}"/></w:pPr><w:r><w:t>{one}</w:t></w:r></w:p>' for one in NAMES)
BODY = f'<w:document xmlns:w="{W}"><w:body>{LINES}</w:body></w:document>'
if sys.argv[1] == "make":
    with zipfile.ZipFile("a.docx", "w") as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr("word/document.xml", BODY)
        file.writestr("word/styles.xml", STYLES)
        file.writestr("word/_rels/document.xml.rels", OF_DOCUMENT)
else:
    import pypdf

    roles = pypdf.PdfReader("a.pdf").trailer["/Root"]["/StructTreeRoot"]["/RoleMap"]
    found = {name: str(roles.get(f"/{name}")) for name in NAMES}
    print("role map:", found)
    assert found == dict.fromkeys(NAMES, "/P"), "tags of the standard keep their meaning now"
PYTHON
python3 styles.py make
soffice --version
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to \
  'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}' a.docx >/dev/null 2>&1
venv/bin/python styles.py judge
