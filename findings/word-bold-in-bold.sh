#!/bin/sh
# A word in a character style that is bold ("Strong"), in a paragraph whose style is bold too, as a heading.
# One would guess: bold.
# What happens: regular. In styles bold is a switch: a bold style within a bold style turns it off again (ECMA-376 part 1,
# 17.7.3), as in Word; LibreOffice does the same from 25.2 on, and 7.4 does not. Bold that is set on the word itself stays
# bold. So an emphasis that comes out well in text disappears in a heading.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
case $(soffice --version 2>/dev/null) in
LibreOffice\ 2[5-9].*) office=soffice ;;
*)  # Debian 12 offers a newer one among its backports: it is unpacked here, from the servers that the machine uses.
    sources=$folder/sources archives=$folder/archives
    mkdir -p "$sources" lists/partial "$archives/partial"
    sed 's/^Suites: bookworm .*/Suites: bookworm bookworm-backports/' /etc/apt/sources.list.d/debian.sources > "$sources/here.sources"
    set -- -qq -o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$sources" -o "Dir::State::Lists=$folder/lists" \
        -o "Dir::Cache=$folder" -o "Dir::Cache::Archives=$archives" -o Debug::NoLocking=1 -o APT::Sandbox::User=root
    apt-get "$@" update
    apt-get "$@" install -t bookworm-backports --no-install-recommends --download-only -y libreoffice-writer >/dev/null
    for archive in "$archives"/*.deb; do dpkg -x "$archive" .; done
    inside=$folder/usr/lib/libreoffice
    cp -n usr/lib/*-linux-*/lib* "$inside/program/" 2>/dev/null || true
    ln -sf ../.registry/main.xcd "$inside/share/registry/main.xcd"
    sed -i 's,file:///usr/lib/libreoffice,${ORIGIN}/..,' "$inside/program/fundamentalrc"
    office=$inside/program/soffice ;;
esac
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypdf==7.1.0
cat > bold.py <<'PYTHON'
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
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style></w:styles>"""
STRONG, BOLD, TITLE = '<w:rStyle w:val="Strong"/>', "<w:b/>", '<w:pPr><w:pStyle w:val="Title"/></w:pPr>'
BODY = f"""<w:document xmlns:w="{W}"><w:body>
<w:p><w:r><w:rPr>{STRONG}</w:rPr><w:t>Text</w:t></w:r></w:p>
<w:p>{TITLE}<w:r><w:rPr>{STRONG}</w:rPr><w:t>Heading</w:t></w:r></w:p>
<w:p>{TITLE}<w:r><w:rPr>{BOLD}</w:rPr><w:t>Itself</w:t></w:r></w:p></w:body></w:document>"""
if sys.argv[1] == "make":
    with zipfile.ZipFile("a.docx", "w") as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr("word/document.xml", BODY)
        file.writestr("word/styles.xml", STYLES)
        file.writestr("word/_rels/document.xml.rels", OF_DOCUMENT)
else:
    import pypdf

    found = {}

    def look(text, _matrix, _text_matrix, font, _size):
        if text.strip() and font:
            found[text.strip()] = "Bold" in font["/BaseFont"]

    pypdf.PdfReader("a.pdf").pages[0].extract_text(visitor_text=look)
    print("bold:", found)
    assert found == {"Text": True, "Heading": False, "Itself": True}, "bold within bold is bold, or this version is older"
PYTHON
python3 bold.py make
"$office" --version
"$office" "-env:UserInstallation=file://$folder/profile" --headless --convert-to \
  'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}' a.docx >/dev/null 2>&1
venv/bin/python bold.py judge
