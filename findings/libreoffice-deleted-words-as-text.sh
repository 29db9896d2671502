#!/bin/sh
# A Word file with the sentence "We answer at once.", in which somebody put "soon" in place of "at once" with Track Changes
# on. LibreOffice makes plain text and a PDF of it.
# One would guess: the text as it stands now, "We answer soon."
# What happens: "We answer at oncesoon.": what was deleted is in the text like everything else, next to what replaced it. In
# the PDF a line through the words is all that tells them from the others; its tags do not.
set -eu
command -v soffice >/dev/null || { echo "LibreOffice is not here" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pypdf==7.1.0
cat > tracked.py <<'PYTHON'
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
BY = 'w:author="A" w:date="2026-11-30T10:00:00Z"'
CHANGED = f"""<w:del w:id="1" {BY}><w:r><w:delText>at once</w:delText></w:r></w:del>
<w:ins w:id="2" {BY}><w:r><w:t>soon</w:t></w:r></w:ins>"""
BODY = f"""<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t xml:space="preserve">We answer </w:t></w:r>{CHANGED}
<w:r><w:t>.</w:t></w:r></w:p></w:body></w:document>"""


def tags(node):
    """The kinds of all tags below an element."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return {kind for kid in node for kind in tags(kid)}
    return {str(node["/S"])} | tags(node.get("/K")) if isinstance(node, dict) and "/S" in node else set()


if sys.argv[1] == "make":
    with zipfile.ZipFile("a.docx", "w") as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("_rels/.rels", RELATIONS)
        file.writestr("word/document.xml", BODY)
else:
    import pypdf

    with open("a.txt", encoding="utf-8-sig") as file:
        text = file.read().strip()
    pdf = pypdf.PdfReader("a.pdf")
    words, kinds = pdf.pages[0].extract_text().strip(), tags(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"])
    print("text:", repr(text), " PDF:", repr(words), "with the tags", sorted(kinds))
    assert text == "We answer at oncesoon.", "deleted words are left out now"
    assert "at once" in words and kinds <= {"/Document", "/Standard", "/P", "/Span"}
PYTHON
python3 tracked.py make
soffice --version
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to 'txt:Text (encoded):UTF8' a.docx >/dev/null 2>&1
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to \
  'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}' a.docx >/dev/null 2>&1
venv/bin/python tracked.py judge
