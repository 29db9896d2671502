#!/bin/sh
# A page with a picture, written by WeasyPrint as PDF/A-3.
# One would guess: the file is what the option says, whatever is on the page.
# What happens: the picture asks viewers to smooth it (/Interpolate true), which PDF/A forbids (ISO 19005-3, 6.2.8.1), so
# a logo is enough to make the file fail. The CSS image-rendering: pixelated is no way out for a logo on paper.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0 pypdf==7.1.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import base64
import io

import PIL.Image
import pypdf
import weasyprint

picture = io.BytesIO()
PIL.Image.new("RGB", (4, 4), "navy").save(picture, "png")
address = "data:image/png;base64," + base64.b64encode(picture.getvalue()).decode()


def smoothed(style):
    html = f'<html lang="en"><title>Logo</title><img alt="Our logo" style="{style}" src="{address}">'
    page = pypdf.PdfReader(io.BytesIO(weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/a-3a"))).pages[0]
    return [image.indirect_reference.get_object().get("/Interpolate") for image in page.images]


as_it_is, pixelated = smoothed(""), smoothed("image-rendering: pixelated")
print("weasyprint", weasyprint.__version__, "/Interpolate:", as_it_is, "- pixelated:", pixelated)
assert [str(one) for one in as_it_is] == ["True"], "a picture is not smoothed now"
assert [str(one) for one in pixelated] == ["False"]
PYTHON
