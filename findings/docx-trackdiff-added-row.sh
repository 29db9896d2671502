#!/bin/sh
# A redline of two Word files that differ by one row of a table, made by docx-trackdiff, and all its
# changes rejected by another program.
# One would guess: the old table comes back.
# What happens: the words of the new row are tracked and the row itself is not (no <w:ins> in its
# <w:trPr>), so an empty row stays where the new one was.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    docx-trackdiff==1.0.0 jubarte-redlines==0.14.0 python-docx==1.2.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import subprocess
import sys
from importlib.metadata import version
import docx
import jubarte_redlines
from docx.oxml.ns import qn

OLD = [["Boat", "Crew"], ["Anna", "four"]]
NEW = [*OLD, ["Berta", "two"]]


def write(rows, path):
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for words in rows:
        for cell, text in zip(table.add_row().cells, words):
            cell.text = text
    document.save(path)


def rows_of(document):
    return [[cell.text for cell in row.cells] for row in document.tables[0].rows]


write(OLD, "old.docx")
write(NEW, "new.docx")
command = [sys.executable, "-m", "docx_trackdiff.compare", "old.docx", "new.docx", "redline.docx"]
subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

added = docx.Document("redline.docx").tables[0].rows[-1]._tr
tracked_words = len(list(added.iter(qn("w:ins"))))
tracked_row = added.find(f"{qn('w:trPr')}/{qn('w:ins')}") is not None
with open("redline.docx", "rb") as file:
    rejected = jubarte_redlines.reject_revisions(file.read())
left = rows_of(docx.Document(io.BytesIO(rejected)))

print("docx-trackdiff", version("docx-trackdiff"))
print("jubarte-redlines", version("jubarte-redlines"))
print("insertions within the new row:", tracked_words)
print("the new row itself is tracked:", tracked_row)
print("rows after all is rejected:", left)
assert tracked_words and not tracked_row, "the redline has changed"
assert left == [*OLD, ["", ""]], "rejecting has changed"
PYTHON
