#!/bin/sh
# A link in a Word file with a ScreenTip, the words that appear beside the pointer. LibreOffice 7.4 saves the file as Word.
# One would guess: the tip is kept or lost.
# What happens: its words become the name of the frame in which the link is to open (w:tgtFrame), and there is no tip.
# LibreOffice 25.2 keeps the tip.
set -eu
command -v soffice >/dev/null || { echo "LibreOffice is not here" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > tip.py <<'PYTHON'
import re
import sys
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
TYPES = f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>
</Types>"""
RELATIONS = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r1" Type="{KIND}/officeDocument" Target="word/document.xml"/></Relationships>"""
OF_DOCUMENT = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r1" Type="{KIND}/hyperlink" Target="https://example.org/report" TargetMode="External"/></Relationships>"""
LINK = '<w:hyperlink r:id="r1" w:tooltip="The report of May"><w:r><w:t>report</w:t></w:r></w:hyperlink>'
BODY = f'<w:document xmlns:w="{W}" xmlns:r="{KIND}"><w:body><w:p>{LINK}</w:p></w:body></w:document>'
if sys.argv[1] == "make":
    with zipfile.ZipFile("a.docx", "w") as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr("word/document.xml", BODY)
        file.writestr("word/_rels/document.xml.rels", OF_DOCUMENT)
else:
    saved = zipfile.ZipFile("saved/a.docx").read("word/document.xml").decode()
    link = re.search("<w:hyperlink[^>]*>", saved)[0]
    print("saved:", link)
    assert 'w:tgtFrame="The report of May"' in link and "tooltip" not in link, "the tip is kept, or this version is newer"
PYTHON
python3 tip.py make
soffice --version
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to docx --outdir saved a.docx >/dev/null 2>&1
python3 tip.py judge
