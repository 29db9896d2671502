"""Read PDF files by the geometry of their pages.

pypdfium2 reads text and drawn shapes page by page (:mod:`.page`, :mod:`.drawing`), and
:mod:`.lines` puts each page's text into lines. With all pages read, :mod:`.margins` sets running
heads, page numbers and footnotes aside, and :mod:`.blocks` joins the lines to blocks.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from threading import RLock
from typing import Any

import pypdfium2
from pypdfium2 import raw

from s55.garbage import gc_disabled
from s55.importers.readers import refusals
from s55.importers.readers.pdf.annotations import Bounds, annotations_of, drawn_by_annotations
from s55.importers.readers.pdf.blocks import blocks_of
from s55.importers.readers.pdf.drawing import furniture_of
from s55.importers.readers.pdf.end_notes import with_end_notes
from s55.importers.readers.pdf.lines.lines import lines_of
from s55.importers.readers.pdf.lines.order import share_columns
from s55.importers.readers.pdf.margins import body_size, set_footnotes_aside, set_margins_aside
from s55.importers.readers.pdf.page import WAYS, TextOfPage
from s55.importers.readers.pdf.parts import Area, Page, Segment
from s55.importers.readers.pdf.structure import alternatives, carried_over, roots_of
from s55.importers.readers.pdf.tables.tagged import tagged_grids
from s55.importers.readers.pdf.unseen import Lines, as_set_aside, without_unseen
from s55.importers.source import Progress, SetAside, Source, SourcePosition
from s55.model.verdict import Aside

PDFIUM = RLock()
"""Held by who works with PDFium, which does one thing at a time and not two in two threads."""
_PATIENCE = 300.0
"""Seconds after which no more pages are read; the longest real reports take two."""
_LEAST_SHARE = 20
"""Pages that are worth a process."""
_MAX_ATTACHMENTS = 50
_OUR_DATA = "response.json"
_LEAST_PICTURE = 0.03
"""The part of a page that a picture covers at least: smaller ones are logos and ornaments."""
_FEW_WORDS = 30
"""Fewer on a picture that covers the page are a title or a stamp, and not the words in it."""
_ARTEFACTS = 6
"""Lines of a running head at most, which come before the first line of the text."""


def read_pdf(data: bytes, name: str, progress: Progress | None = None, jobs: int = 1) -> Source:
    """Read the blocks of a PDF file.

    Args:
        data: the file.
        name: the file as the user named it, for messages.
        progress: called after each page with the pages done and the pages in all.
        jobs: how many processes may share the pages of a long file.

    Raises:
        S55Error: I101 it is empty, I102 a limit is passed, I104 it is damaged, I105 it is locked
            with a password, I106 its pages are pictures.
    """
    with PDFIUM, gc_disabled():
        return _read_pdf(data, name, progress, jobs)


def _read_pdf(data: bytes, name: str, progress: Progress | None, jobs: int) -> Source:
    document = _opened(data, name)
    try:
        count = len(document)
        if count > refusals.MAX_PAGES:
            raise refusals.too_large(
                name, f"the PDF file has {count} pages, more than {refusals.MAX_PAGES}"
            )
        if count == 0:
            raise refusals.damaged(name, "PDF", "it has no pages")
        pages, aside = _all_pages(document, count, name, progress, jobs)
        title = _title(document)
        attachments = tuple(_attachments(document))
        aside += _beside_the_pages(document, attachments)
    finally:
        document.close()
    share_columns(pages)
    pictures = _picture_pages(pages)
    if not any(page.lines for page in pages):
        raise refusals.scanned(name, count) if pictures else refusals.empty(name)
    aside += set_margins_aside(pages)
    aside = [one for one in aside if one.why != Aside.PICTURE or one.place.page not in pictures]
    aside += [SetAside("", Aside.PICTURE_PAGE, SourcePosition(page=number)) for number in pictures]
    aside += set_footnotes_aside(pages, body_size(pages))
    blocks, repeated = blocks_of(pages)
    aside += repeated
    found = with_end_notes(blocks)
    if not found.blocks:
        raise refusals.empty(name)
    aside += found.marks
    aside.sort(key=lambda found: found.place.page or 0)
    return Source("pdf", title, found.blocks, tuple(aside), attachments, pages=count)


def _picture_pages(pages: Sequence[Page]) -> list[int]:
    """List the pages that are pictures, without a word on them or with a few, such as a stamp.

    The first page may be a picture with the title on it; it is listed if all others are.
    """
    ways: dict[int, list[Page]] = {}
    for page in pages:
        ways.setdefault(page.number, []).append(page)
    found = [number for number, own in ways.items() if _is_unread(own)]
    if found[:1] == [1] and len(found) < len(ways) and any(page.lines for page in ways[1]):
        return found[1:]
    return found


def _is_unread(ways: Sequence[Page]) -> bool:
    """Whether a page is a picture with few words on it, none of which were found in the picture.

    Args:
        ways: the page, and what is printed sideways on it.
    """
    sheet = ways[0]
    segments = [segment for page in ways for line in page.lines for segment in line.segments]
    if not segments:
        return sheet.picture
    return (
        any(map(sheet.is_covered_by, sheet.furniture.pictures))
        and all(segment.look.painted for segment in segments)
        and sum(len(segment.text.split()) for segment in segments) < _FEW_WORDS
    )


def _opened(data: bytes, name: str) -> Any:
    try:
        document = pypdfium2.PdfDocument(data)
        document.init_forms()
        return document
    except pypdfium2.PdfiumError as failure:
        code = getattr(failure, "err_code", None)
        if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise refusals.encrypted(name, "PDF") from None
        raise refusals.damaged(name, "PDF", "its structure cannot be followed") from None


def _all_pages(
    document: Any, count: int, name: str, progress: Progress | None, jobs: int
) -> tuple[list[Page], list[SetAside]]:
    """Read every page; several processes share those of a long file.

    Raises:
        S55Error: I102 when it takes too long, I104 when no page can be read.
    """
    tell = progress or (lambda _done, _of: None)
    shares = min(jobs, count // _LEAST_SHARE)
    begun = time.monotonic()

    def read(index: int) -> tuple[list[Page], list[SetAside]]:
        if time.monotonic() - begun > _PATIENCE:
            raise refusals.too_large(
                name, f"reading {count} pages takes longer than {_PATIENCE:.0f} s"
            )
        return _page_or_note(document, index)

    if shares > 1:
        # Only who reads a long file needs it.
        from s55.beside import shared_out

        found = shared_out(read, count, shares - 1, lambda index: tell(index + 1, count))
    else:
        found = []
        for index in range(count):
            found.append(read(index))
            tell(index + 1, count)
    pages = [page for own, _ in found for page in own]
    if not pages:
        raise refusals.damaged(name, "PDF", "none of its pages can be read")
    return pages, [one for _, gone in found for one in gone]


def _page_or_note(document: Any, index: int) -> tuple[list[Page], list[SetAside]]:
    try:
        return _page(document, index)
    except pypdfium2.PdfiumError:
        place = SourcePosition(page=index + 1)
        return [], [SetAside("", "a page that cannot be read", place)]


def _page(document: Any, index: int) -> tuple[list[Page], list[SetAside]]:
    """Read a page, its sideways text as a page after it; and what is set aside."""
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            text = TextOfPage(page, textpage, index + 1)
            segments = text.segments()
            annotations = annotations_of(page, index + 1)
            aside = annotations.aside[:]
            with roots_of(page) as tags:
                pages, gone = _ways(page, text, segments, annotations.struck, tags)
                aside += [*gone, *_pictures(pages, tags)]
                for line in pages[0].lines[:_ARTEFACTS] if index else ():
                    line.carried = carried_over(tags, text.mark_at(line.segments[0].start))
                    if line.carried is not None:
                        break
        finally:
            textpage.close()
    finally:
        page.close()
    if annotations.silent:
        aside += drawn_by_annotations(document, index, annotations)
    return pages, [*aside, *_askew(segments, index + 1)]


def _ways(
    page: Any, text: TextOfPage, segments: Lines, struck: Sequence[Bounds], tags: Sequence[Any]
) -> tuple[list[Page], list[SetAside]]:
    """Read the text of a page, what reads each way by itself; what is upright comes first."""
    ways = {segment.look.way for line in segments for segment in line}
    pages: list[Page] = []
    aside: list[SetAside] = []
    for way in WAYS:
        if way in ways or not way:
            own = [[one for one in line if one.look.way == way] for line in segments]
            turn = text.turn(way)
            furniture = furniture_of(page, turn)
            if not way:
                furniture.grids += tagged_grids(tags, own, text.mark_at, furniture.grids)
            areas = [turn.area(*area) for area in struck]
            sheet = Area(0.0, 0.0, turn.width, turn.height)
            seen, gone = without_unseen(list(filter(None, own)), text, furniture, areas, sheet)
            lines = lines_of(seen, furniture, text.number)
            pages.append(Page(text.number, turn.width, turn.height, lines, furniture))
            aside += as_set_aside(gone, text.number)
    return pages, aside


def _pictures(ways: Sequence[Page], tags: Sequence[Any]) -> list[SetAside]:
    """Tell the pictures, with what the file's tags say they show; not those behind a text."""
    found = ways[0]
    sheet = found.width * found.height
    is_unread = _is_unread(ways)
    shown = [
        area
        for area in found.furniture.pictures
        if area.width * area.height > _LEAST_PICTURE * sheet
        and (
            (is_unread and found.is_covered_by(area))
            or not any(area.holds(line.x0 + 1, line.y - 1) for line in found.lines)
        )
    ]
    said = alternatives(tags)[: len(shown)] if shown else []
    said += [""] * (len(shown) - len(said))
    return [SetAside(text, Aside.PICTURE, SourcePosition(page=found.number)) for text in said]


def _askew(segments: Sequence[Sequence[Segment]], number: int) -> Iterator[SetAside]:
    """Set aside the text that stands at an angle, such as a watermark."""
    for line in segments:
        if text := " ".join(segment.text for segment in line if segment.look.way is None):
            yield SetAside(text, Aside.ANGLE, SourcePosition(page=number))


def _title(document: Any) -> str:
    try:
        return " ".join(str(document.get_metadata_value("Title")).split())
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return ""


def _beside_the_pages(
    document: Any, attachments: Sequence[tuple[str, bytes]]
) -> Iterator[SetAside]:
    """Tell of files in the PDF that are not ours, and of a form that pages alone may not show."""
    start = SourcePosition(page=1)
    for name, _ in attachments:
        if name != _OUR_DATA:
            yield SetAside(f"attached file: {name}", Aside.OBJECT, start, about=True)
    if raw.FPDF_GetFormType(document.raw) in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
        what = "an XFA form, whose fields and words only Adobe's programs show"
        yield SetAside(what, Aside.UNKNOWN_PART, start, about=True)


def _attachments(document: Any) -> Iterator[tuple[str, bytes]]:
    """Yield the files embedded in the PDF, within the limits of any file."""
    total = 0
    for index in range(min(document.count_attachments(), _MAX_ATTACHMENTS)):
        try:
            attachment = document.get_attachment(index)
            found = attachment.get_name(), bytes(attachment.get_data())
        except (pypdfium2.PdfiumError, UnicodeDecodeError, ValueError):
            continue
        total += len(found[1])
        if total > refusals.MAX_BYTES:
            return
        yield found
