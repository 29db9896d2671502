#!/bin/sh
# A scanned letter of two pages; somebody has put the classification and the page number on the second one as text.
# One would guess: ocrmypdf --skip-text recognises both pages, since what is on them is pictures.
# What happens: it takes the second page for one that has text and leaves it as it is; its log says the same of it as of a
# page that was typed, and the exit status is 0. A search finds the stamp, and not a word of the page. --redo-ocr
# recognises the picture and keeps the stamp.
set -eu
command -v tesseract >/dev/null || { echo "tesseract is not here" >&2; exit 1; }
command -v gs >/dev/null || { echo "ghostscript is not here" >&2; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ocrmypdf==17.13.0 weasyprint==70.0 pypdfium2==5.15.2
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import base64
import io
import subprocess
import sys

import pypdfium2
import weasyprint

WORDS = "The inspectors found that victims wait too long for an answer."
typed = weasyprint.HTML(string=f"<p style='font: 24pt sans-serif'>{WORDS}").write_pdf()
picture = io.BytesIO()
pypdfium2.PdfDocument(typed)[0].render(scale=3).to_pil().save(picture, "png")
scan = "data:image/png;base64," + base64.b64encode(picture.getvalue()).decode()
page = f'<img src="{scan}" style="width: 210mm; height: 297mm; position: absolute; left: 0; top: 0">'
stamp = '<p style="position: absolute; left: 80mm; bottom: 10mm">OFFICIAL: page 2 of 2</p>'
style = "<style>@page { size: A4; margin: 0 } div { height: 296mm; position: relative }</style>"
weasyprint.HTML(string=f"{style}<div>{page}</div><div>{page}{stamp}</div>").write_pdf("scan.pdf")


def recognised(option):
    command = ["ocrmypdf", option, "--output-type", "pdf", "scan.pdf", "out.pdf"]
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False)
    document = pypdfium2.PdfDocument("out.pdf")
    texts = [one.get_textpage().get_text_bounded() for one in document]
    found = [["victims" in text, "OFFICIAL" in text] for text in texts]
    said = [line.strip() for line in done.stderr.splitlines() if "page" in line]
    print(option, "status", done.returncode, "said", said, "[words, stamp] of each page:", found)
    return found


print(subprocess.run([sys.executable, "-m", "ocrmypdf", "--version"], capture_output=True, text=True).stdout.strip())
skipped, again = recognised("--skip-text"), recognised("--redo-ocr")
assert skipped == [[True, False], [False, True]], "the stamped page is recognised now"
assert again == [[True, False], [True, True]]
PYTHON
