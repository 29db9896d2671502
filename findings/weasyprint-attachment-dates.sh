#!/bin/sh
# The same page twice to PDF, once with a file attached to it.
# One would guess: the same bytes both times, as for a page without an attachment.
# What happens: an attachment made from a text takes the time at which it was made for its dates, so
# two runs differ, whatever the document's own dates say.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import time
import weasyprint


def pdf(attached):
    files = [weasyprint.Attachment(string="{}")] if attached else []
    return weasyprint.HTML(string="<title>T</title><p>Words.</p>").write_pdf(attachments=files)


def same(attached):
    first = pdf(attached)
    time.sleep(1.1)
    return first == pdf(attached)


alone, attached = same(False), same(True)
print("weasyprint", weasyprint.__version__)
print("the same bytes without an attachment:", alone)
print("the same bytes with one:             ", attached)
assert alone and not attached, "attachments no longer take the time of day"
PYTHON
