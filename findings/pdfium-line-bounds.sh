#!/bin/sh
# The bounds of a level line 1.5 points thick (ISO 32000-1, 8.4.3.2: half of the thickness on either side of
# the path), as PDFium's FPDFPageObj_GetBounds gives them.
# One would guess: they are 1.5 points high, and as long as the line, whose ends are butt.
# What happens: they are 3 points high, and 1.5 points longer at either end: they go out by the whole thickness
# on all sides. A program that looks for thin rules by their bounds takes thick lines for no rules, and lines
# that end 3 points apart for lines that touch.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pikepdf==10.1.0 pypdfium2==5.2.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import ctypes
import sys
from importlib.metadata import version

import pikepdf
import pypdfium2
from pypdfium2 import raw

pdf = pikepdf.new()
page = pdf.add_blank_page(page_size=(300, 120)).obj
page.Contents = pdf.make_stream(b"1.5 w 0 J 20 60 m 220 60 l S\n")
pdf.save("line.pdf", deterministic_id=True)

read = pypdfium2.PdfDocument("line.pdf")[0]
line = raw.FPDFPage_GetObject(read.raw, 0)
sides = [ctypes.c_float() for _ in range(4)]
assert raw.FPDFPageObj_GetBounds(line, *map(ctypes.byref, sides))
left, bottom, right, top = (side.value for side in sides)
width = ctypes.c_float()
assert raw.FPDFPageObj_GetStrokeWidth(line, ctypes.byref(width))
print("pypdfium2", version("pypdfium2"))
print(f"thickness {width.value}, height of the bounds {top - bottom}, from {left} to {right}")
found = width.value, top - bottom, left, right
sys.exit(0 if found == (1.5, 3.0, 18.5, 221.5) else "this has changed")
PYTHON
