#!/bin/sh
# A link with an emphasised word in it, made into a PDF.
# One would guess: one link on the page, as long as its words.
# What happens: two annotations; the second is on the emphasised word, on top of the first. People who move
# through the links by keyboard, or list them, meet the same link twice.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0 pypdf==7.1.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io

import pypdf
import weasyprint


def links(words):
    html = f'<p>See <a href="https://www.example.org/">{words}</a>.'
    page = pypdf.PdfReader(io.BytesIO(weasyprint.HTML(string=html).write_pdf())).pages[0]
    return [[round(float(side)) for side in one.get_object()["/Rect"]] for one in page["/Annots"]]


plain, marked = links("the whole report"), links("the <em>whole</em> report")
print("weasyprint", weasyprint.__version__)
print("plain words:", plain)
print("one of them emphasised:", marked)
assert len(plain) == 1
assert len(marked) == 2, "a link is one annotation now"
assert marked[0][0] < marked[1][0] and marked[1][2] < marked[0][2]
PYTHON
