#!/bin/sh
# A page number in the margin of a page (@bottom-center), in a PDF that is to be PDF/UA.
# One would guess: it is marked as an artifact, as everything outside of the text has to be (ISO 14289-1,
# 7.8), so that no screen reader reads "Page 1" in the middle of a sentence.
# What happens: it is marked as a Span like the words, with a number (MCID) that no element of the structure
# has: it is neither an artifact nor part of the document.
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

PAGE = """<html lang="en"><title>A page</title>
<style>@page { @bottom-center { content: "Page " counter(page) } }</style><p>Words.</p></html>"""


def numbers(node):
    node = node.get_object()
    for kid in node if isinstance(node, list) else [node]:
        kid = kid.get_object()
        if isinstance(kid, int):
            yield int(kid)
        elif isinstance(kid, dict):
            yield from numbers(kid["/K"]) if "/K" in kid else [int(kid["/MCID"])] if "/MCID" in kid else []


pdf = pypdf.PdfReader(io.BytesIO(weasyprint.HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1")))
drawn = pdf.pages[0].get_contents().get_data()
marked = {int(number) for number in re.findall(rb"/MCID (\d+)", drawn)}
tagged = set(numbers(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"]))
print("weasyprint", weasyprint.__version__)
print("marked on the page:", sorted(marked), "in the structure:", sorted(tagged), "artifacts:", drawn.count(b"/Artifact"))
assert len(tagged) == 1
assert marked - tagged and b"/Artifact" not in drawn, "what stands in the margin is an artifact now"
PYTHON
