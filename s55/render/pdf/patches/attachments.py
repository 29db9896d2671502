"""Name each attached file once.

Made for: WeasyPrint 70.0 (`weasyprint.pdf.pdfa.pdfa`).
Why: WeasyPrint lists an attachment twice among the associated files (/AF): once as an embedded
    file, once as a file specification.
Upstream: `pdfa` would have to look for file specifications that are not embedded files.
"""

from __future__ import annotations

from typing import Any


def name_attachments_once(pdf: Any) -> None:
    """Drop repeated associated files of a ``pydyf.PDF`` that is about to be written."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
