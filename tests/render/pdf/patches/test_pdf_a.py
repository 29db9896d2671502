"""What WeasyPrint's PDF/A leaves to do: the metadata, pictures and attachments.

What the patches make of it is judged by veraPDF (tests/render/pdf/test_conformance.py).
"""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image

from s55.render.pdf.loading import weasyprint as native
from s55.render.pdf.patches.attachments import name_attachments_once
from s55.render.pdf.patches.metadata import declare_pdf_ua, uncompress_metadata
from s55.render.pdf.patches.pictures import forbid_smoothing
from tests.render.pdf.patches.plain import plain_document, plain_pdf

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


def test_metadata_still_needed() -> None:
    """Plain WeasyPrint declares PDF/A alone, and compresses what it declares."""
    metadata = plain_document("<p>Words</p>").metadata
    assert b"pdfuaid" not in metadata.generate_rdf_metadata("a", 3, "A")
    declare_pdf_ua(metadata)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata.generate_rdf_metadata("a", 3, "A")
    pdf = plain_pdf("<p>Words</p>")
    stream = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    assert stream.compress
    uncompress_metadata(pdf)
    assert not stream.compress


def test_pictures_still_needed() -> None:
    """Plain WeasyPrint asks viewers to smooth a picture."""
    data = io.BytesIO()
    Image.new("RGB", (4, 4)).save(data, "PNG")
    address = f"data:image/png;base64,{base64.b64encode(data.getvalue()).decode()}"
    pdf = plain_pdf(f'<img alt="A square" src="{address}">')
    pictures = [one for one in pdf.objects if "Interpolate" in getattr(one, "extra", ())]
    assert [one.extra["Interpolate"] for one in pictures] == ["true"]
    forbid_smoothing(pdf)
    assert [one.extra["Interpolate"] for one in pictures] == ["false"]


def test_attachments_still_needed() -> None:
    """Plain WeasyPrint names one attached file twice."""
    attachment = native.weasyprint().Attachment(
        file_obj=io.BytesIO(b"{}"), name="response.json", relationship="Source"
    )
    pdf = plain_pdf("<p>Words</p>", attachments=[attachment])
    assert len(pdf.catalog["AF"]) == 2
    name_attachments_once(pdf)
    assert len(pdf.catalog["AF"]) == 1
