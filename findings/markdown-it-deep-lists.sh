#!/bin/sh
# A list of ten levels, and a quotation within a quotation, twenty deep, rendered with the preset gfm-like.
# One would guess: ten levels, or an error for too many of them.
# What happens: below level 20 of nesting the parser stops without a word, and an item counts as two levels (list and
# item). So the words of the tenth level are not in the page, and of the quotations nothing but the frames is left. The
# limit (the option maxNesting) is there against hostile input; where it bites, text that somebody typed is gone.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check markdown-it-py==4.3.0 linkify-it-py==2.2.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

from markdown_it import MarkdownIt

parser = MarkdownIt("gfm-like")


def listed(depth):
    text = "\n".join("  " * level + f"- level {level + 1}" for level in range(depth))
    return parser.render(text).count("level")


found = {depth: listed(depth) for depth in (8, 9, 10, 30)}
quoted = {depth: "words" in parser.render("> " * depth + "words") for depth in (19, 20)}
print("markdown-it-py", version("markdown-it-py"))
print("levels typed and levels rendered:", found)
print("words within so many quotations are rendered:", quoted)
assert found == {8: 8, 9: 9, 10: 9, 30: 9}, "the tenth level is rendered now"
assert quoted == {19: True, 20: False}
PYTHON
