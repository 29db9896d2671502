#!/bin/sh
# A link that runs over several lines, in a tagged PDF.
# One would guess: one Link in the structure, described by its words, with one annotation a line.
# What happens: a Link of its own for each line, and each is described by the address; a screen
# reader announces five links, and reads the address out five times.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0 pypdf==7.1.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import pypdf
import weasyprint

WORDS = "the whole of the long report on how calls are answered in each part of the county"
PAGE = f"""<html lang="en"><title>A link</title>
<style>@page {{ size: 200pt 400pt; margin: 20pt }} body {{ font-size: 14pt }}</style>
<h1>A link</h1><p>Read <a href="https://example.org/report">{WORDS}</a> now.</p></html>"""


def kinds(node):
    node = node.get_object()
    for child in node if isinstance(node, list) else [node]:
        child = child.get_object()
        if isinstance(child, dict):
            if "/S" in child:
                yield child["/S"]
            if "/K" in child:
                yield from kinds(child["/K"])


pdf = weasyprint.HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1")
reader = pypdf.PdfReader(io.BytesIO(pdf))
links = [kind for kind in kinds(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]) if kind == "/Link"]
notes = [note.get_object() for note in reader.pages[0]["/Annots"]]
print("weasyprint", weasyprint.__version__)
print("Link elements:", len(links), "- annotations:", len(notes))
print("descriptions:", sorted({str(note["/Contents"]) for note in notes}))
assert len(links) == len(notes) > 1, "the link is one element now"
assert {str(note["/Contents"]) for note in notes} == {"https://example.org/report"}
PYTHON
