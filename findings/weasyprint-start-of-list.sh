#!/bin/sh
# An ordered list that begins with 3, or that has letters, without any stylesheet.
# One would guess: "3." and "c)" as in every browser: the attributes start, value and type of a list
# say what its items are called, and texts refer to it ("recommendation 3").
# What happens: such attributes count as looks ("presentational hints"), which are off unless asked
# for: the list is printed 1., 2. and nothing is reported.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0 pypdfium2==5.15.2
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import pypdfium2
import weasyprint

PAGE = """<html lang="en"><title>Lists</title>
<ol start="3"><li>third</li><li>fourth</li></ol>
<ol><li value="7">seventh</li></ol>
<ol type="a"><li>letter</li></ol></html>"""


def marks(**options):
    pdf = weasyprint.HTML(string=PAGE).write_pdf(**options)
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    return [word for word in text.split() if word.endswith(".")]


plain, asked = marks(), marks(presentational_hints=True)
print("weasyprint", weasyprint.__version__)
print("as it comes:            ", plain)
print("presentational_hints on:", asked)
assert plain == ["1.", "2.", "1.", "1."], "the attributes count now"
assert asked == ["3.", "4.", "7.", "a."]
PYTHON
