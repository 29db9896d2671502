"""Forbid viewers to smooth pictures.

Made for: WeasyPrint 70.0 (`weasyprint.images`).
Why: WeasyPrint asks viewers to smooth each picture, which PDF/A forbids (ISO 19005-3, 6.2.8).
Upstream: the PDF/A variants would have to write /Interpolate false.
"""

from __future__ import annotations

from typing import Any


def forbid_smoothing(pdf: Any) -> None:
    """Write /Interpolate false for the pictures of a ``pydyf.PDF`` that is about to be written."""
    for thing in pdf.objects:
        if "Interpolate" in getattr(thing, "extra", ()):
            thing.extra["Interpolate"] = "false"
