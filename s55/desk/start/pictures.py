"""Draw the page of a PDF from which an item comes, with its words marked."""

from __future__ import annotations

import ctypes
import io
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageDraw
from pypdfium2 import raw

from s55.importers.readers.pdf.reader import PDFIUM
from s55.importers.reports.reviewing import letters_of

LONGEST_SIDE = 1_100
"""Pixels of the longer side of a picture, however large the page is."""
_PATIENCE = 5.0
"""Seconds that a page may take; what is not drawn by then is missing in its picture."""
_MOST_CHARACTERS = 20_000
"""Characters of a page that are looked through."""
_BEGINNINGS = (60, 30, 14)
"""As many letters of the words are looked for, the longest beginning first."""
_MOST_STARTS = 50
"""Places of a page that begin alike and are compared."""
_AGAIN = 12
"""As many letters in a row are found again after some that are not of the words, such as a note's
number."""
_NEAR = 80
"""Letters between two parts of the words at most."""
_YELLOW = (255, 240, 150)
_BLACK = (11, 12, 12)

Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels."""


def page_picture(pdf: bytes, number: int, words: str) -> bytes | None:
    """Draw a page as PNG, and mark on it the words of an item that begins there.

    Args:
        pdf: the file.
        number: the page, counted from 1.
        words: the words; they may go on on the next page.

    Returns:
        the picture; None where the file has no such page, or it cannot be drawn.
    """
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError:
            return None
        try:
            return _drawn(document, number, words) if 0 < number <= len(document) else None
        except pypdfium2.PdfiumError:
            return None
        finally:
            document.close()


def _drawn(document: Any, number: int, words: str) -> bytes:
    page = document[number - 1]
    try:
        drawn = _sheet(page)
        textpage = page.get_textpage()
        try:
            found = _found(textpage.raw, words)
            boxes = list(_lines(_boxes(page, textpage.raw, found, drawn.size)))
        finally:
            textpage.close()
    finally:
        page.close()
    out = io.BytesIO()
    _marked(drawn, boxes).convert("P", palette=Image.Palette.ADAPTIVE).save(out, "PNG")
    return out.getvalue()


def _sheet(page: Any) -> Image.Image:
    """Draw a page, as far as it gets in :data:`_PATIENCE`."""
    scale = LONGEST_SIDE / max(page.get_width(), page.get_height(), 1.0)
    width, height = (max(1, round(side * scale)) for side in (page.get_width(), page.get_height()))
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, raw.FPDFBitmap_BGRx)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    until = time.monotonic() + _PATIENCE
    pause = raw.IFSDK_PAUSE(version=1)
    pypdfium2.internal.set_callback(pause, "NeedToPauseNow", lambda _: time.monotonic() > until)
    raw.FPDF_RenderPageBitmap_Start(
        bitmap.raw, page.raw, 0, 0, width, height, 0, raw.FPDF_ANNOT, pause
    )
    raw.FPDF_RenderPage_Close(page.raw)
    drawn: Image.Image = bitmap.to_pil().convert("RGB")
    bitmap.close()
    return drawn


def _marked(drawn: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    """Mark lines as with a felt pen, and draw a box around all of them."""
    if not boxes:
        return drawn
    marks = Image.new("RGB", drawn.size, "white")
    pen = ImageDraw.Draw(marks)
    for box in boxes:
        pen.rectangle(_wider(box, 2), fill=_YELLOW)
    marked = ImageChops.multiply(drawn, marks)
    ImageDraw.Draw(marked).rectangle(_wider(_around(boxes), 6), outline=_BLACK, width=3)
    return marked


def _found(textpage: Any, words: str) -> list[int]:
    """Find the characters of a page that the words are, by the letters and digits of both.

    Where several places begin alike, it is the one at which most of the words follow.
    """
    letters, places = _letters_on(textpage)
    said = letters_of(words)
    starts: list[int] = []
    for many in _BEGINNINGS:
        starts = starts or list(islice(_starts(letters, said[:many]), _MOST_STARTS))
    found = max((_following(letters, said, start) for start in starts), key=len, default=[])
    return [places[at] for at in found]


def _starts(letters: str, beginning: str) -> Iterator[int]:
    """Yield each place at which the letters begin so."""
    at = letters.find(beginning) if beginning else -1
    while at >= 0:
        yield at
        at = letters.find(beginning, at + 1)


def _following(letters: str, said: str, start: int) -> list[int]:
    """Follow the words from a place on, over what is between their parts."""
    found: list[int] = []
    at = 0
    while start >= 0 and at < len(said):
        while start < len(letters) and at < len(said) and letters[start] == said[at]:
            found.append(start)
            start, at = start + 1, at + 1
        again = said[at : at + _AGAIN]
        start = letters.find(again, start, start + _NEAR) if len(again) == _AGAIN else -1
    return found


def _letters_on(textpage: Any) -> tuple[str, list[int]]:
    """Give the letters and digits of a page, and for each the position of its character."""
    letters: list[str] = []
    places: list[int] = []
    for at in range(min(raw.FPDFText_CountChars(textpage), _MOST_CHARACTERS)):
        for letter in letters_of(chr(raw.FPDFText_GetUnicode(textpage, at))):
            letters.append(letter)
            places.append(at)
    return "".join(letters), places


def _boxes(page: Any, textpage: Any, found: Sequence[int], size: tuple[int, int]) -> Iterator[Box]:
    """Yield the place of each character on the picture."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for at in found:
        if raw.FPDFText_GetCharBox(textpage, at, left, right, bottom, top):
            corners = [
                _on_picture(page, size, x.value, y.value) for x, y in ((left, top), (right, bottom))
            ]
            across, down = ([corner[part] for corner in corners] for part in (0, 1))
            yield min(across), min(down), max(across), max(down)


def _on_picture(page: Any, size: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, x, y, across, down)
    return across.value, down.value


def _lines(boxes: Iterator[Box]) -> Iterator[Box]:
    """Join the places of characters that follow each other on one line."""
    line: Box | None = None
    for box in boxes:
        if line and box[1] < line[3] and box[3] > line[1] and box[0] >= line[0]:
            line = _around([line, box])
            continue
        if line:
            yield line
        line = box
    if line:
        yield line


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _wider(box: Box, by: int) -> Box:
    left, top, right, bottom = box
    return left - by, top - by, right + by, bottom + by
