#!/bin/sh
# A table with a head of two rows, in a tagged PDF: "Year" over both rows, and "Items" over the columns "Open" and
# "Closed". Below it one row: 2025, 3, 4.
# One would guess: the cell 3 names the headers Items and Open, and 4 names Items and Closed (ISO 32000-1, 14.8.5.7).
# What happens: 2025 names Year and Open, 3 names Items and Closed, and 4 names none. WeasyPrint counts the columns of
# the second row without the cell that reaches into it from above. A screen reader reads out figures under the headers
# of other columns, and a validator passes the file.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import weasyprint

TABLE = """<html lang="en"><title>Items</title><table>
<thead><tr><th rowspan=2>Year<th colspan=2>Items<tr><th>Open<th>Closed</thead>
<tbody><tr><td>2025<td>3<td>4</table>"""
HEADERS, CELLS = ["Year", "Items", "Open", "Closed"], ["2025", "3", "4"]

found = []
weasyprint.HTML(string=TABLE).write_pdf(pdf_variant="pdf/ua-1", finisher=lambda _, pdf: found.append(pdf))
elements = [thing for thing in found[0].objects if isinstance(thing, dict)]
names = {head["ID"].string: word for head, word in zip((e for e in elements if e.get("S") == "/TH"), HEADERS)}
cells = [e for e in elements if e.get("S") == "/TD"]
told = {word: [names[one.string] for one in cell["A"]["Headers"]] for cell, word in zip(cells, CELLS)}
print("weasyprint", weasyprint.__version__, "headers of the cells:", told)
assert told == {"2025": ["Year", "Open"], "3": ["Items", "Closed"], "4": []}, "the headers are others now"
PYTHON
