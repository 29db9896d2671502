#!/bin/sh
# The same link twice in a Word file: in a paragraph, and in a content control within a paragraph, as in a form. LibreOffice
# (25.2 or newer) exports it as PDF/UA.
# One would guess: both are tagged as links.
# What happens: the one in the control can be clicked on and has no Link among the tags (ISO 14289-1, 7.18.5): its words are
# read out as plain ones. A control around the whole paragraph does no harm.
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
LINK = '<w:hyperlink r:id="r1" w:tooltip="The report"><w:r><w:t>The report</w:t></w:r></w:hyperlink>'
ABOUT = '<w:sdtPr><w:alias w:val="Report"/><w:id w:val="7"/></w:sdtPr>'
IN_CONTROL = f"<w:sdt>{ABOUT}<w:sdtContent>{LINK}</w:sdtContent></w:sdt>"
BODY = f"""<w:document xmlns:w="{W}" xmlns:r="{KIND}"><w:body><w:p>{LINK}</w:p><w:p>{IN_CONTROL}</w:p></w:body></w:document>"""


def tags(node):
    """The kinds of all tags below an element."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [kind for kid in node for kind in tags(kid)]
    if not isinstance(node, dict) or "/S" not in node:
        return []
    return [node["/S"], *tags(node.get("/K"))]


if sys.argv[1] == "make":
    with zipfile.ZipFile("a.docx", "w") as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr("word/document.xml", BODY)
        file.writestr("word/_rels/document.xml.rels", OF_DOCUMENT)
else:
    import pypdf

    pdf = pypdf.PdfReader("a.pdf")
    links = len(pdf.pages[0].get("/Annots", []))
    tagged = tags(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"]).count("/Link")
    print("links on the page:", links, "among the tags:", tagged)
    assert (links, tagged) == (2, 1), "a link in a control is tagged now, or this version is older"
PYTHON
python3 links.py make
"$office" --version
"$office" "-env:UserInstallation=file://$folder/profile" --headless --convert-to \
  'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}' a.docx >/dev/null 2>&1
venv/bin/python links.py judge
