"""Draw the pages of a PDF as pictures, with the text of each for those who do not see it."""

from __future__ import annotations

import io

import pypdfium2

from s55.records import dataclass

_POINTS_PER_INCH = 72
_DPI = 80
MAX_PAGES = 80
"""A preview shows no more pages than this of one document."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page.

    Attributes:
        png: its picture.
        width: in pixels.
        height: in pixels.
        words: the text on it.
    """

    png: bytes
    width: int
    height: int
    words: str


def page_pictures(pdf: bytes) -> list[PagePicture]:
    """Draw the pages of a PDF, up to :data:`MAX_PAGES`."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_picture(document, number) for number in range(min(len(document), MAX_PAGES))]
    finally:
        document.close()


def _picture(document: pypdfium2.PdfDocument, number: int) -> PagePicture:
    page = document[number]
    words = " ".join(page.get_textpage().get_text_bounded().split())
    drawn = page.render(scale=_DPI / _POINTS_PER_INCH).to_pil()
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return PagePicture(out.getvalue(), drawn.width, drawn.height, words)
