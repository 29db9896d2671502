#!/bin/sh
# A Word file with a link, exported by LibreOffice 7.4 as PDF/UA.
# One would guess: the page says in which order the Tab key goes through its links: that of the tags (/Tabs /S), as PDF/UA
# wants it (ISO 14289-1, 7.18.3).
# What happens: it says /Tabs (S), a text where the format has a name (ISO 32000-1, table 30). Both are an S to most who look,
# and every file with a link fails. LibreOffice 25.2 writes the name.
set -eu
command -v soffice >/dev/null || { echo "LibreOffice is not here" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypdf==7.1.0
cat > tabs.py <<'PYTHON'
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
<Relationship Id="r1" Type="{KIND}/hyperlink" Target="https://example.org/report" TargetMode="External"/>
<Relationship Id="r2" Type="{KIND}/styles" Target="styles.xml"/></Relationships>"""
STYLES = f"""<w:styles xmlns:w="{W}"><w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>
<w:rPr><w:u w:val="single"/></w:rPr></w:style></w:styles>"""
STYLED = '<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>The report of May</w:t></w:r>'
LINK = f'<w:p><w:hyperlink r:id="r1" w:tooltip="The report">{STYLED}</w:hyperlink></w:p>'
BODY = f'<w:document xmlns:w="{W}" xmlns:r="{KIND}"><w:body>{LINK}</w:body></w:document>'
if sys.argv[1] == "make":
    with zipfile.ZipFile("a.docx", "w") as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr("word/document.xml", BODY)
        file.writestr("word/styles.xml", STYLES)
        file.writestr("word/_rels/document.xml.rels", OF_DOCUMENT)
else:
    import pypdf

    page = pypdf.PdfReader("a.pdf").pages[0]
    order = page.get("/Tabs")
    print("links:", len(page.get("/Annots", [])), " order of the Tab key:", type(order).__name__, repr(order))
    assert isinstance(order, pypdf.generic.TextStringObject), "the order is a name now, or this version is newer"
PYTHON
python3 tabs.py make
soffice --version
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to \
  'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}' a.docx >/dev/null 2>&1
venv/bin/python tabs.py judge
