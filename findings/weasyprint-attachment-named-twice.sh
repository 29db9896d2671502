#!/bin/sh
# A PDF/A-3 file with one file attached to it.
# One would guess: the catalogue's list of associated files (/AF; ISO 19005-3, 6.8) names it once.
# What happens: it names it twice, by the same reference: once for the embedded file, and once more because its file
# specification is an object of the PDF like those of links to files. Programs that list what belongs to a document show
# two attachments where there is one.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check weasyprint==70.0 pypdf==7.1.1
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import io

import pypdf
import weasyprint

document = weasyprint.HTML(string='<html lang="en"><title>Data</title><p>See the data.').render(pdf_variant="pdf/a-3a")
document.metadata.attachments = [weasyprint.Attachment(string=b"{}", name="data.json", relationship="Source")]
reader = pypdf.PdfReader(io.BytesIO(document.write_pdf(pdf_variant="pdf/a-3a")))
named = [one.idnum for one in reader.trailer["/Root"]["/AF"]]
print("weasyprint", weasyprint.__version__, "attached files:", len(reader.attachments), "objects in /AF:", named)
assert len(reader.attachments) == 1
assert len(named) == 2 and len(set(named)) == 1, "it is named once now"
PYTHON
