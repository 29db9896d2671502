#!/bin/sh
# Characters in the cells of a spreadsheet that XML cannot hold, such as the carriage return of a pasted text: the format
# writes them as _x000D_ (ECMA-376 part 1, 22.9.2.19), and a text that happens to read so as _x005F_x000D_.
# One would guess: openpyxl reads and writes them so, as XlsxWriter writes and LibreOffice reads them.
# What happens: neither. What another program wrote as a carriage return is read as the seven characters _x000D_; and a text
# such as "form_x000D_2026" that openpyxl writes is read with a carriage return in it by the others.
set -eu
command -v soffice >/dev/null || { echo "LibreOffice is not here" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5 xlsxwriter==3.3.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import openpyxl
import xlsxwriter

with xlsxwriter.Workbook("written.xlsx") as book:
    page = book.add_worksheet()
    page.write_string("A1", "first\r\nsecond")
    page.write_string("A2", "form_x000D_2026")
found = [cell.value for cell in openpyxl.load_workbook("written.xlsx").active["A"]]
print("openpyxl", version("openpyxl"), "reads of XlsxWriter", version("xlsxwriter"), found)
book = openpyxl.Workbook()
book.active["A1"] = "form_x000D_2026"
book.save("own.xlsx")
assert found[0] == "first_x000D_\nsecond", "carriage returns are read now"
PYTHON
soffice --version
for file in written own; do
  soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to csv "$file.xlsx" >/dev/null 2>&1
  echo "LibreOffice reads of $file.xlsx: $(grep form "$file.csv" | tr '\r' '|')"
done
grep -q '^form_x000D_2026$' written.csv
grep -q '^"form.2026"$' own.csv || { echo "openpyxl writes such a text in code now"; exit 1; }
