"""Keep the references to a PDF's pages, rather than write them out for each of its tags.

Made for: pydyf 0.13.0 (`pydyf.PDF.page_references`).
Why: pydyf puts together the references of all pages each time that WeasyPrint asks for one of
    them, and WeasyPrint asks for every tag. For a paper of hundreds of pages that takes minutes.
Upstream: `PDF.page_references` would have to keep its value until a page is added.
"""

from __future__ import annotations

import functools
from typing import Any

_KEPT = "kept_page_references"


def keep_references(pydyf: Any) -> None:
    """Let a PDF keep the references to its pages until there are more of them.

    Args:
        pydyf: the module of that name.
    """
    original = pydyf.PDF.page_references.fget

    @functools.wraps(original)
    def page_references(pdf: Any) -> tuple[bytes, ...]:
        count = len(pdf.pages["Kids"])
        known: tuple[int, tuple[bytes, ...]] | None = getattr(pdf, _KEPT, None)
        if known is None or known[0] != count:
            known = count, original(pdf)
            setattr(pdf, _KEPT, known)
        return known[1]

    pydyf.PDF.page_references = property(page_references)
