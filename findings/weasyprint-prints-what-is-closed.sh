#!/bin/sh
# A page with a part that is folded away (<details>) and a box that is not open (<dialog>), without any stylesheet.
# One would guess: the PDF has what a browser shows and prints of the page: the line to click on, and nothing of the rest.
# What happens: both are printed in full. WeasyPrint's own sheet has no rules for them, although it hides what has the attribute
# hidden. What a page keeps for later, such as a question whether to delete something, is in the published file.
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

PAGE = """<html lang="en"><title>T</title><details><summary>Earlier versions</summary><p>Folded away</p></details>
<dialog><p>Not open</p></dialog><p hidden>Hidden</p></html>"""
words = pypdf.PdfReader(io.BytesIO(weasyprint.HTML(string=PAGE).write_pdf())).pages[0].extract_text().split("\n")
print("weasyprint", weasyprint.__version__)
print(words)
assert words == ["Earlier versions", "Folded away", "Not open"], "what is closed is not printed now"
PYTHON
