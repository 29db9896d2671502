#!/bin/sh
# A Word file that LibreOffice Writer opens and saves several times, without any edit.
# One would guess: line spacing and page breaks stay.
# What happens: spacing of 1.175 lines (w:line 282) is less after each save, 280, 278, 276, as it is
# kept in whole per cent and rounded down; a page break before a paragraph (w:pageBreakBefore)
# becomes one at the end of the paragraph before it, and is lost where that one is a {%p tag. In a
# style it stays: so the layouts of s55 break pages by styles.
set -eu
command -v soffice >/dev/null || { echo "LibreOffice is not here" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > make.py <<'PYTHON'
import re
import sys
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
BODY = f"""<w:document xmlns:w="{W}"><w:body>
<w:p><w:pPr><w:spacing w:line="282" w:lineRule="auto"/></w:pPr><w:r><w:t>First</w:t></w:r></w:p>
<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>Second</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="New"/></w:pPr><w:r><w:t>Third</w:t></w:r></w:p>
</w:body></w:document>"""
TYPES = f"""<Types xmlns="{PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
</Types>"""
STYLES = f"""<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:customStyle="1" w:styleId="New">
<w:name w:val="New"/><w:pPr><w:pageBreakBefore/></w:pPr></w:style></w:styles>"""
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r1" Type="{KIND}/officeDocument" Target="word/document.xml"/></Relationships>"""
OF_DOCUMENT = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r1" Type="{KIND}/styles" Target="styles.xml"/></Relationships>"""
if sys.argv[1] == "make":
    with zipfile.ZipFile("a.docx", "w") as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr("word/document.xml", BODY)
        file.writestr("word/styles.xml", STYLES)
        file.writestr("word/_rels/document.xml.rels", OF_DOCUMENT)
else:
    file = zipfile.ZipFile("a.docx")
    text = file.read("word/document.xml").decode()
    style = re.search(r'w:styleId="New".*?</w:style>', file.read("word/styles.xml").decode(), re.S)
    first, second = re.findall(r"<w:p>.*?</w:p>", text, re.DOTALL)[:2]
    line = re.search(r'w:line="(\d+)"', first)
    print("line", line and line[1], "- break in the first:", 'w:type="page"' in first,
          "- before the second:", "pageBreakBefore" in second,
          "- in the style:", "pageBreakBefore" in style[0])
PYTHON
python3 make.py make
soffice --version
python3 make.py show
for _ in 1 2 3; do
  soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to docx \
    --outdir saved a.docx >/dev/null 2>&1
  mv saved/a.docx a.docx
  python3 make.py show | tee last
done
grep -q "line 282" last && { echo "the spacing stays now"; exit 1; }
grep -q "first: True - before the second: False - in the style: True" last
