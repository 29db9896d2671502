#!/bin/sh
# A table that runs over pages, in a tagged PDF.
# One would guess: one Table in the structure, its head once (ISO 32000-1, 14.8.4.3.4); that the head
# is printed again on each page is for the eye alone.
# What happens: a Table of its own on each page, each with a THead: a screen reader hears of three
# tables, and cannot say that row 30 is row 30.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0 pypdf==7.1.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io
from collections import Counter
import pypdf
import weasyprint

ROWS = "".join(f"<tr><th>Row {n}</th><td>{n * n}</td></tr>" for n in range(1, 41))
PAGE = f"""<html lang="en"><title>A table</title><style>@page {{ size: 200pt 400pt; margin: 20pt }}</style>
<h1>Squares</h1><table><thead><tr><th>Name<th>Value</tr></thead><tbody>{ROWS}</tbody></table></html>"""


def kinds(node):
    node = node.get_object()
    for child in node if isinstance(node, list) else [node]:
        child = child.get_object()
        if isinstance(child, dict):
            if "/S" in child:
                yield str(child["/S"])
            if "/K" in child:
                yield from kinds(child["/K"])


reader = pypdf.PdfReader(io.BytesIO(weasyprint.HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1")))
counted = Counter(kinds(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))
pages = len(reader.pages)
print("weasyprint", weasyprint.__version__, "- pages:", pages)
print("Table:", counted["/Table"], "THead:", counted["/THead"], "TR:", counted["/TR"], "(41 rows in the source)")
assert pages > 1
assert counted["/Table"] == counted["/THead"] == pages, "tables are joined now"
PYTHON
