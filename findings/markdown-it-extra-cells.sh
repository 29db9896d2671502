#!/bin/sh
# A row of a table with one cell more than the head, as a bar (|) in the words of the last cell makes it.
# One would guess: the words are in the table somewhere, or the table is not taken for one.
# What happens: they are dropped without a word, as GitHub's specification of tables has it ("the excess is ignored").
# The bar need not be a mistake: inside of backticks, where nothing else is Markdown, it divides the row as well.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check markdown-it-py==4.3.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import re
from importlib.metadata import version

from markdown_it import MarkdownIt

parser = MarkdownIt("commonmark").enable("table")


def cells(row):
    """The cells of a row below a head of two columns."""
    made = parser.render(f"| Measure | Result |\n|---|---|\n{row}\n")
    return re.findall("<td>(.*?)</td>", made)


typed = cells("| Calls | answered in 10 s | but only by day |")
code = cells("| Search | `open|late` |")
print("markdown-it-py", version("markdown-it-py"))
print("three cells:      ", typed)
print("a bar within code:", code)
assert typed == ["Calls", "answered in 10 s"], "the third cell is kept now"
assert code == ["Search", "`open"]
PYTHON
