"""What WeasyPrint makes without the patches that put a finished PDF right."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

from s55.render.pdf.fonts import only_fonts_of
from s55.render.pdf.loading import weasyprint as native
from tests.render.sets_for_tests import standard_set


def plain_document(html: str) -> Any:
    """A page in English, laid out."""
    with only_fonts_of(standard_set()):
        weasyprint = native.weasyprint()
        return weasyprint.HTML(string=f'<html lang="en-GB"><body>{html}').render(
            font_config=weasyprint.FontConfiguration(), pdf_variant="pdf/a-3a"
        )


def plain_pdf(html: str, before: Callable[[Any], object] = id, **named: Any) -> Any:
    """The ``pydyf.PDF`` that WeasyPrint is about to write.

    Args:
        html: what stands in the page.
        before: is given the laid out document before it is written.
        named: further arguments of ``write_pdf``.
    """
    found: list[Any] = []
    document = plain_document(html)
    before(document)
    with warnings.catch_warnings():
        # WeasyPrint leaves the file of a colour profile open.
        warnings.simplefilter("ignore", ResourceWarning)
        document.write_pdf(
            finisher=lambda _, pdf: found.append(pdf), pdf_variant="pdf/a-3a", **named
        )
    (pdf,) = found
    return pdf
