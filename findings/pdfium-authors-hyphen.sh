#!/bin/sh
# Text out of a PDF in which a line ends with a hyphen that the author typed ("neighbourhood-policing").
# One would guess: a hyphen, and the end of the line as at each other line.
# What happens: the hyphen comes out as U+0002 (get_text_bounded) or U+FFFE (get_text_range), and the
# line break is gone; a reader that drops control characters makes one word of two. A soft hyphen
# that a typesetter put there comes out as U+2010 and keeps its line break.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0 pypdfium2==5.15.2
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
import pypdfium2
import weasyprint

PAGE = """<html lang="en"><title>T</title><style>@page {{ size: 170pt 200pt; margin: 20pt }}
body {{ font: 12pt monospace }}</style><p>{}</p></html>"""


def read(words):
    page = pypdfium2.PdfDocument(weasyprint.HTML(string=PAGE.format(words)).write_pdf())[0]
    text = page.get_textpage()
    return text.get_text_bounded(), text.get_text_range()


bounded, ranged = read("neighbourhood-policing")
soft, _ = read("neighbourhood&shy;policing")
print("pypdfium2", version("pypdfium2"))
print("typed hyphen, get_text_bounded:", ascii(bounded))
print("typed hyphen, get_text_range:  ", ascii(ranged))
print("soft hyphen,  get_text_bounded:", ascii(soft))
assert bounded == "neighbourhood\x02policing", "the author's hyphen comes out otherwise now"
assert ranged == "neighbourhood\ufffepolicing"
assert "policing" in soft and "-" not in soft
PYTHON
