#!/bin/sh
# A line of a form that was ticked with Insert, Symbol (Wingdings), as people do who find no box to click on.
# One would guess: paragraph.text has some character for the tick, or a mark that there is one it cannot give.
# What happens: Word writes such a character as an element of its own (w:sym, ECMA-376 part 1, 17.3.3.30), and python-docx
# passes over it. Ticked and unticked lines read alike.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check python-docx==1.2.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

TICKED, EMPTY = "F0FE", "F0A8"
form = docx.Document()
for sign, words in ((TICKED, " The force accepts this."), (EMPTY, " The force does not accept this.")):
    paragraph = form.add_paragraph()
    symbol = OxmlElement("w:sym")
    symbol.set(qn("w:font"), "Wingdings")
    symbol.set(qn("w:char"), sign)
    paragraph.add_run()._r.append(symbol)
    paragraph.add_run(words)
form.save("form.docx")
found = [paragraph.text for paragraph in docx.Document("form.docx").paragraphs]
print("python-docx", version("python-docx"))
print(found)
assert found == [" The force accepts this.", " The force does not accept this."], "symbols are read now"
PYTHON
