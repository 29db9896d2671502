#!/bin/sh
# The text of a PDF page, part of which is on a layer (optional content, ISO 32000-1, 8.11) that is
# switched off, read with PDFium.
# One would guess: the text that PDFium gives is the text that it shows.
# What happens: the picture of the page lacks the words on the layer, and the text has them, without a
# sign. Text that was replaced and kept on such a layer comes back beside what replaced it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check \
    pikepdf==10.1.0 pypdfium2==5.2.0 Pillow==12.0.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name

CONTENT = (
    b"BT /F1 24 Tf 40 140 Td (Four boats) Tj ET\n"
    b"/OC /Layer BDC BT /F1 24 Tf 40 60 Td (Three boats) Tj ET EMC\n"
)


def written(is_off):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(240, 200))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Earlier figures"))
    off = Array([layer]) if is_off else Array([])
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=off))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(
        Font=Dictionary(F1=font), Properties=Dictionary(Layer=layer)
    )
    page.obj.Contents = pdf.make_stream(CONTENT)
    pdf.save("layer.pdf", deterministic_id=True)


def seen():
    page = pypdfium2.PdfDocument("layer.pdf")[0]
    picture = page.render(scale=1).to_pil().convert("L")
    lower = picture.crop((0, 100, 240, 200))
    has_ink = lower.getextrema()[0] < 128
    return has_ink, page.get_textpage().get_text_range().split("\r\n")


print("pypdfium2", version("pypdfium2"))
found = {}
for is_off in (False, True):
    written(is_off)
    found[is_off] = seen()
    ink, text = found[is_off]
    state = "off" if is_off else "on"
    print(f"layer {state}: {'ink' if ink else 'no ink'} where its words are; text: {text}")
both = ["Four boats", "Three boats"]
sys.exit(0 if found == {False: (True, both), True: (False, both)} else "this has changed")
PYTHON
