#!/bin/sh
# A Word file with a line below a paragraph (w:pBdr), exported by LibreOffice 7.4 as PDF/UA.
# One would guess: the line is marked as decoration, as the lines of tables are (ISO 14289-1, 7.1).
# What happens: it is drawn outside of all marks, so the PDF fails. LibreOffice 25.2 marks it.
set -eu
command -v soffice >/dev/null || { echo "LibreOffice is not here" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > make.py <<'PYTHON'
import re
import sys
import zipfile
import zlib

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
BODY = f"""<w:document xmlns:w="{W}"><w:body>
<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="6" w:space="3" w:color="000000"/></w:pBdr></w:pPr>
<w:r><w:t>Lined</w:t></w:r></w:p>
</w:body></w:document>"""
TYPES = f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
</Types>"""
RELATIONS = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>"""
if sys.argv[1] == "make":
    with zipfile.ZipFile("a.docx", "w") as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr("word/document.xml", BODY)
else:
    data = open("a.pdf", "rb").read()
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            text = zlib.decompress(stream)
        except zlib.error:
            continue
        if b"BDC" in text:
            depth = outside = 0
            for word in re.findall(rb"\b(BDC|BMC|EMC|S)\b(?=\s)", text):
                depth += (word in (b"BDC", b"BMC")) - (word == b"EMC")
                outside += depth == 0 and word == b"S"
            print("lines outside of marks:", outside > 0)
PYTHON
python3 make.py make
soffice --version
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to \
  'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}' a.docx >/dev/null 2>&1
python3 make.py show | tee last
grep -q "lines outside of marks: True" last
