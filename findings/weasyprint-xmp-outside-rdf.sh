#!/bin/sh
# Metadata of one's own (here: that the file is PDF/UA-1) with the option xmp_metadata.
# One would guess: the rdf:Description is put into rdf:RDF, where XMP has all of them (ISO 16684-1,
# 7.4), and a validator finds it.
# What happens: it is appended after the end of rdf:RDF. Readers of the metadata do not see it, so a
# file that was to be PDF/UA and PDF/A at once is neither one to a validator.
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

OURS = b"""<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>"""
pdf = weasyprint.HTML(string='<html lang="en"><title>T</title><p>Words.</p></html>').write_pdf(
    pdf_variant="pdf/a-3a", xmp_metadata=[io.BytesIO(OURS)]
)
reader = pypdf.PdfReader(io.BytesIO(pdf))
raw = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
seen = reader.xmp_metadata.rdf_root.toxml()
print("weasyprint", weasyprint.__version__, "- pypdf", pypdf.__version__)
print("in the stream:", raw.count("pdfuaid:part>1"), "- inside rdf:RDF:", seen.count("pdfuaid"))
print("end of rdf:RDF before it:", raw.index("</rdf:RDF>") < raw.index("pdfuaid"))
assert "pdfuaid" in raw and "pdfuaid" not in seen, "it is put inside now"
assert "pdfaid" in seen
PYTHON
