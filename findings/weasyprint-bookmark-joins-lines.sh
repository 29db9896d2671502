#!/bin/sh
# A heading of two lines, divided by <br>, in a PDF with bookmarks.
# One would guess: the bookmark says "Report of May Custody", with a space for the end of the line.
# What happens: "Report of MayCustody". The panel of bookmarks, by which readers and screen readers move about, has a word that
# does not exist. On the page and in its text the lines are apart.
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

PAGE = "<html lang='en'><title>T</title><h1>Report of May<br>Custody</h1></html>"
pdf = pypdf.PdfReader(io.BytesIO(weasyprint.HTML(string=PAGE).write_pdf()))
print("weasyprint", weasyprint.__version__)
print("on the page:", pdf.pages[0].extract_text().split("\n"))
print("bookmark:   ", [one.title for one in pdf.outline])
assert [one.title for one in pdf.outline] == ["Report of MayCustody"], "the lines are apart in bookmarks now"
PYTHON
