#!/bin/sh
# A page with a heading and a link to it, written by WeasyPrint as PDF/UA-2.
# One would guess: the file is what the option says, as with PDF/UA-1 and these elements.
# What happens: PDF/UA-2 wants places within a file to be named by their tags (structure destinations, ISO 14289-2, 8.8; ISO
# 32000-2, 12.3.2.3); the bookmark of the heading and the link name a spot on a page. So whatever has a heading fails.
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

PAGE = """<html lang="en"><title>Report</title><p><a href="#found">What we found</a></p><h1 id="found">Found</h1></html>"""
pdf = pypdf.PdfReader(io.BytesIO(weasyprint.HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-2")))
root = pdf.trailer["/Root"]
bookmark = root["/Outlines"]["/First"].get_object()
named = root["/Names"]["/Dests"]["/Names"]
kinds = {
    "the bookmark": bookmark["/Dest"] if "/Dest" in bookmark else bookmark["/A"],
    f"the link's place {named[0]!r}": named[1],
}
print("weasyprint", weasyprint.__version__)
for what, place in kinds.items():
    place = place.get_object()
    first = place[0].get_object()
    print(what, "names a", first.get("/Type"), "and has a structure destination:", "/SD" in place or "/S" in first)
    assert first.get("/Type") == "/Page", "places are named by their tags now"
PYTHON
