#!/bin/sh
# A list inside an item of a list, and an item of two paragraphs, in a PDF that is to be PDF/UA.
# One would guess: an item (LI) holds its label (Lbl) and one body (LBody), and the body holds the
# paragraphs and the inner list (ISO 32000-1, 14.8.4.3.3).
# What happens: the inner list is a child of the outer list, beside the item that it belongs to, and the two
# paragraphs are in the item without a body. A screen reader announces a list that belongs to no item.
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

PAGE = """<html lang="en"><title>Lists</title>
<ul><li>Fruit<ul><li>Apple</li></ul></li><li><p>One paragraph.</p><p>Another.</p></li></ul></html>"""


def written(node):
    """The kinds of elements, those within another in brackets."""
    node = node.get_object()
    kids = [kid.get_object() for kid in (node if isinstance(node, list) else [node])]
    named = [kid for kid in kids if isinstance(kid, dict) and "/S" in kid and kid["/S"] != "/Span"]
    inner = [written(kid["/K"]) if "/K" in kid else "" for kid in named]
    return " ".join(f"{kid['/S'][1:]}({inside})" if inside else kid["/S"][1:] for kid, inside in zip(named, inner))


pdf = pypdf.PdfReader(io.BytesIO(weasyprint.HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1")))
found = written(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"])
print("weasyprint", weasyprint.__version__)
print("is:        ", found)
print("should be: ", "Document(L(LI(Lbl LBody(L(LI(Lbl LBody)))) LI(Lbl LBody(P P))))")
assert found == "Document(L(LI(Lbl LBody) L(LI(Lbl LBody)) LI(Lbl P P)))", "lists are nested now"
PYTHON
