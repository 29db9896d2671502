"""The references to a PDF's pages, put together once and not anew for each of its tags.

pydyf (0.13) writes out those of all pages each time that WeasyPrint asks for one of them, and
WeasyPrint asks for every tag: of a paper with hundreds of pages, that is millions of words.
"""

from __future__ import annotations

from typing import Any

_KEPT = "kept_page_references"


def keep_references(pydyf: Any) -> None:
    """Let a PDF keep the references to its pages until there are more of them.

    Args:
        pydyf: the module, whose PDF puts them together.
    """
    original = pydyf.PDF.page_references.fget
    if getattr(original, _KEPT, False):
        return

    def page_references(pdf: Any) -> tuple[bytes, ...]:
        count = len(pdf.pages["Kids"])
        known: tuple[int, tuple[bytes, ...]] | None = getattr(pdf, _KEPT, None)
        if known is None or known[0] != count:
            known = count, original(pdf)
            setattr(pdf, _KEPT, known)
        return known[1]

    setattr(page_references, _KEPT, True)
    pydyf.PDF.page_references = property(page_references)
