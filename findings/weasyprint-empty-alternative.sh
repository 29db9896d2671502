#!/bin/sh
# A picture that is only decoration, with alt="" as HTML and WCAG 2.2 (1.1.1) ask, in a PDF that is to be PDF/UA.
# One would guess: it is marked as an artifact (ISO 14289-1, 7.1), so that screen readers pass over it.
# What happens: it is a Figure without an alternative, which a screen reader announces as a picture that nobody described, and
# for which a validator fails the file (7.3). As a background of the stylesheet the same picture is an artifact.
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

LINE = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='90' height='3'><rect width='90' height='3'/></svg>"


def figures(alternative):
    """The pictures among the tags, with their alternatives."""
    page = f'<html lang="en"><title>Letter</title><p>Words</p><img alt="{alternative}" src="{LINE}"></html>'
    pdf = pypdf.PdfReader(io.BytesIO(weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")))
    return sorted(below(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"]), key=str)


def below(node):
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [found for kid in node for found in below(kid)]
    if not isinstance(node, dict):
        return []
    return [node.get("/Alt")] if node.get("/S") == "/Figure" else below(node["/K"]) if "/K" in node else []


described, decoration = figures("A crest"), figures("")
print("weasyprint", weasyprint.__version__)
print('alt="A crest": figures', described, ' alt="": figures', decoration)
assert described == ["A crest"]
assert decoration == [None], "a picture with an empty alternative is no figure now"
PYTHON
