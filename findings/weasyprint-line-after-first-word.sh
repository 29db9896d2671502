#!/bin/sh
# A paragraph of plain words followed by a bold one, where the plain words just fill a line.
# One would guess: the line holds all the plain words, and the bold word starts the next line.
# What happens: where there is room for the plain words, but not for the space after them, the line is broken
# after its *first* word: "An", and the rest below it. Nothing is reported. It depends on the system's Pango:
# so it is with 1.50.12 (Debian 12), and with 1.56.3 (Debian 13) the line stays whole.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0 pypdfium2==5.15.2
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import pypdfium2
import weasyprint
from weasyprint.text.ffi import pango

WORDS = "An item whose words run on for some lines, so that the hanging indent can be seen."
STYLE = "<style>@page { size: 900pt 100pt; margin: 10pt } p { font-size: 12pt; break-after: page }</style>"
WIDTHS = [number / 2 for number in range(800, 1600)]


def first_lines(bold):
    html = "".join(f'<p style="width: {width}pt">{WORDS} {bold} after</p>' for width in WIDTHS)
    pages = pypdfium2.PdfDocument(weasyprint.HTML(string=STYLE + html).write_pdf())
    return [page.get_textpage().get_text_bounded().splitlines()[0].strip() for page in pages]


plain, bold = first_lines("Bold"), first_lines("<b>Bold</b>")
wrong = [width for width, line in zip(WIDTHS, bold) if line == "An"]
print("weasyprint", weasyprint.__version__, "with Pango", pango.pango_version(), "-", len(WIDTHS), "widths, half a point apart")
print("first line is only 'An': without emphasis at", plain.count("An"), "widths, with it at", len(wrong), wrong)
assert "An" not in plain
assert bool(wrong) == (pango.pango_version() < 15603), "full lines are broken otherwise than they were"
PYTHON
