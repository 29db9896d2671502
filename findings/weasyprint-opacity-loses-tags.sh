#!/bin/sh
# A paragraph that is a little transparent (opacity: 0.5), between two others, in a PDF that is to be PDF/UA.
# One would guess: it is tagged like its neighbours: tags do not depend on how it looks.
# What happens: its words are drawn in an object of their own, to which the page refers, and the tag names a place in the page
# itself (ISO 32000-1, 14.7.4.2, asks for the object beside the number). So the tag leads to nothing and the words belong to no
# tag: a screen reader passes over the paragraph.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0 pypdf==7.1.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
import re

import pypdf
import weasyprint

PAGE = """<html lang="en"><title>Notice</title>
<p>Before</p><p style="opacity: 0.5">Withdrawn on 1 May</p><p>After</p></html>"""
pdf = pypdf.PdfReader(io.BytesIO(weasyprint.HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1")))
page = pdf.pages[0]


def numbers(node):
    """The numbers of marked content that the tags below an element name."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, int):
        return {int(node)}
    if isinstance(node, list):
        return set().union(*map(numbers, node))
    return numbers(node["/K"]) if "/K" in node else set()


def marked(data):
    return set(map(int, re.findall(rb"/MCID (\d+)", data)))


named = numbers(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"])
on_page = marked(page.get_contents().get_data())
apart = set().union(*(marked(one.get_object().get_data()) for one in page["/Resources"]["/XObject"].values()))
print("weasyprint", weasyprint.__version__)
print("tags name the numbers", sorted(named), "of the page, which has", sorted(on_page), "- in an object apart:", sorted(apart))
assert named == {0, 1, 2}
assert (on_page, apart) == ({0, 1}, {2}), "transparent words are in the page now"
PYTHON
