#!/bin/sh
# A list with small letters that begins with (y), in a Word file (lowerLetter) and on a web page (<ol type="a">), as a reply
# with many points has it in both.
# One would guess: the same letters in both: after z come aa and ab, as the columns of a spreadsheet.
# What happens: on the page, yes; in Word, aa, bb, cc (ECMA-376 part 1, 17.18.59), as LibreOffice shows it too. Both begin with
# aa, and from the 28th entry on "point (bb)" and "point (ab)" are the same one.
set -eu
command -v soffice >/dev/null || { echo "LibreOffice is not here" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check weasyprint==70.0 pypdf==7.1.0
cat > letters.py <<'PYTHON'
import io
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
<Override PartName="/word/numbering.xml" ContentType="{WORD}.numbering+xml"/>
</Types>"""
RELATIONS = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r1" Type="{KIND}/officeDocument" Target="word/document.xml"/></Relationships>"""
OF_DOCUMENT = f"""<Relationships xmlns="{PACKAGE}/relationships">
<Relationship Id="r1" Type="{KIND}/numbering" Target="numbering.xml"/></Relationships>"""
NUMBERING = f"""<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="25"/>
<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
POINT = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>point</w:t></w:r></w:p>'
BODY = f'<w:document xmlns:w="{W}"><w:body>{POINT * 5}</w:body></w:document>'
PAGE = '<html lang="en"><title>T</title><ol type="a" start="25">' + "<li>point" * 5 + "</ol></html>"
if sys.argv[1] == "make":
    with zipfile.ZipFile("a.docx", "w") as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr("word/document.xml", BODY)
        file.writestr("word/numbering.xml", NUMBERING)
        file.writestr("word/_rels/document.xml.rels", OF_DOCUMENT)
else:
    import pypdf
    import weasyprint

    with open("a.txt", encoding="utf-8-sig") as file:
        word = re.findall(r"(\w+)\. point", file.read())
    pdf = weasyprint.HTML(string=PAGE).write_pdf(presentational_hints=True)
    page = re.findall(r"(\w+)\. ", pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text())
    print("weasyprint", weasyprint.__version__, page, " in Word files:", word)
    assert page == ["y", "z", "aa", "ab", "ac"]
    assert word == ["y", "z", "aa", "bb", "cc"], "letters are counted alike now"
PYTHON
python3 letters.py make
soffice --version
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to 'txt:Text (encoded):UTF8' a.docx >/dev/null 2>&1
venv/bin/python letters.py judge
