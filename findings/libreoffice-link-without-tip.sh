#!/bin/sh
# Two links in a Word file, one with a ScreenTip and one without, exported by LibreOffice (25.2 or newer) as PDF/UA.
# One would guess: the link without a tip is described by its words, which say where it leads, since PDF/UA wants every
# link described (ISO 14289-1, 7.18.5), and that is what the export is for.
# What happens: only the tip becomes its description (/Contents). A link as everybody makes it has none, and the file fails.
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
cat > links.py <<'PYTHON'
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
LINKS = "".join(
    f'<w:p><w:hyperlink r:id="r1"{tip}><w:r><w:t>The report of May</w:t></w:r></w:hyperlink></w:p>'
    for tip in (' w:tooltip="The report as a web page"', "")
)
BODY = f'<w:document xmlns:w="{W}" xmlns:r="{KIND}"><w:body>{LINKS}</w:body></w:document>'
if sys.argv[1] == "make":
    with zipfile.ZipFile("a.docx", "w") as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr("word/document.xml", BODY)
        file.writestr("word/_rels/document.xml.rels", OF_DOCUMENT)
else:
    import pypdf

    links = [one.get_object() for one in pypdf.PdfReader("a.pdf").pages[0].get("/Annots", [])]
    found = [one.get("/Contents") for one in links]
    print("descriptions of the links:", found)
    assert found == ["The report as a web page", None], "a link without a tip is described now, or this version is older"
PYTHON
python3 links.py make
"$office" --version
"$office" "-env:UserInstallation=file://$folder/profile" --headless --convert-to \
  'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}' a.docx >/dev/null 2>&1
venv/bin/python links.py judge
