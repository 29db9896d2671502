#!/bin/sh
# A Welsh sentence in an English page, marked lang="cy", in a tagged PDF.
# One would guess: the tag of the sentence has /Lang (cy) (ISO 32000-1, 14.9.2), so that a screen
# reader changes its voice (WCAG 2.2, 3.1.2).
# What happens: the language of the document is written and no other; Welsh is read as English.
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

PAGE = """<html lang="en"><title>Two languages</title><h1>Greeting</h1>
<p lang="cy">Bore da i chi i gyd.</p><p>Say <span lang="cy">diolch</span> at the end.</p></html>"""
reader = pypdf.PdfReader(io.BytesIO(weasyprint.HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1")))


def languages(node):
    node = node.get_object()
    for child in node if isinstance(node, list) else [node]:
        child = child.get_object()
        if isinstance(child, dict):
            if "/Lang" in child:
                yield str(child["/Lang"])
            if "/K" in child:
                yield from languages(child["/K"])


root = reader.trailer["/Root"]
found = list(languages(root["/StructTreeRoot"]["/K"]))
print("weasyprint", weasyprint.__version__)
print("of the document:", root["/Lang"], "- of its parts:", found)
assert root["/Lang"] == "en" and "cy" not in found, "parts have their language now"
PYTHON
