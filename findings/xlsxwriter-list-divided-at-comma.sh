#!/bin/sh
# A cell with a list to choose from, two choices: "Red, needs action" and "Green".
# One would guess: two choices in the cell, or an error, as for a list that is too long.
# What happens: the format keeps the choices as one text with commas between them and has no way to write a comma that is
# part of one. XlsxWriter joins them and returns 0, for success. The cell offers three, "Red", "needs action" and "Green",
# and refuses what was meant. A list that is kept in cells, and named by them, has no such limit.
set -eu
command -v soffice >/dev/null || { echo "LibreOffice is not here" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check xlsxwriter==3.3.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import re
import zipfile
from importlib.metadata import version

import xlsxwriter

with xlsxwriter.Workbook("register.xlsx") as book:
    page = book.add_worksheet()
    said = page.data_validation("A1", {"validate": "list", "source": ["Red, needs action", "Green"]})
written = re.search("<formula1>(.*?)</formula1>", zipfile.ZipFile("register.xlsx").read("xl/worksheets/sheet1.xml").decode())[1]
print("xlsxwriter", version("xlsxwriter"), "returned", said, "and wrote", written)
assert (said, written) == (0, '"Red, needs action,Green"'), "a comma in a choice is refused now, or written otherwise"
PYTHON
soffice --version
soffice "-env:UserInstallation=file://$folder/profile" --headless --convert-to fods register.xlsx >/dev/null 2>&1
offered=$(grep -o 'is-in-list([^)]*)' register.fods)
echo "LibreOffice offers $offered"
[ "$offered" = 'is-in-list(&quot;Red&quot;;&quot;needs action&quot;;&quot;Green&quot;)' ]
