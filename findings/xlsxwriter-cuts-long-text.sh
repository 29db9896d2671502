#!/bin/sh
# A text of 40,000 characters and a web address of 2,100, written to cells of a spreadsheet.
# One would guess: an exception, as for the name of a sheet that is too long, or at least two warnings.
# What happens: the text is cut to 32,767 characters without a warning. The address is not written at all, not
# even as text, which would fit. Only the numbers that write() returns (-2, -3) show it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check XlsxWriter==3.3.1 openpyxl==3.1.5
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import warnings

import openpyxl
import xlsxwriter

TEXT, ADDRESS = "word " * 8_000, "https://www.example.org/" + "a" * 2_076
with xlsxwriter.Workbook("a.xlsx") as book, warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    sheet = book.add_worksheet()
    results = [sheet.write("A1", TEXT), sheet.write("A2", ADDRESS)]
read = openpyxl.load_workbook("a.xlsx").active
kept = [len(read[cell].value or "") for cell in ("A1", "A2")]
print("XlsxWriter", xlsxwriter.__version__)
print("characters given:", [len(TEXT), len(ADDRESS)], "in the file:", kept)
print("returned:", results, "warned of:", ["URL" for one in told if "URL" in str(one.message)])
assert kept == [32_767, 0], "nothing is lost now"
assert not any("string" in str(one.message).lower() for one in told), "it warns of a text that is cut now"
PYTHON
