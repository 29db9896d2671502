"""Read the annotations of a PDF page: comments, the values of form fields, words crossed out."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pypdfium2 import raw

from s55.importers.readers.pdf.elements import ANNOTATIONS, UNKNOWN
from s55.importers.source import SetAside, SourcePosition
from s55.model.verdict import Aside, Verdict

_MAX_ANNOTATIONS = 5_000
_MAX_POINTS = 2_000
_MAX_TEXT = 200_000
_MAX_CHOICES = 1_000
_DRAWS_WORDS = frozenset({raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM})

Bounds = tuple[float, float, float, float]
"""Left, bottom, right and top of an area, in the space of the PDF page."""


class PageAnnotations(NamedTuple):
    """What the annotations of a page say.

    Attributes:
        aside: what is told.
        struck: the areas of words that are crossed out, as PDFium gives them.
        silent: the kinds of those that say nothing themselves, and draw words all the same.
    """

    aside: list[SetAside]
    struck: list[Bounds]
    silent: frozenset[str]


def annotations_of(page: Any, number: int) -> PageAnnotations:
    """Read what annotations say, and find the areas that they cross out."""
    aside: list[SetAside] = []
    struck: list[Bounds] = []
    silent: set[str] = set()
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MAX_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            told = list(_told(annotation, kind, number, page.formenv))
            aside += told
            if (
                not told
                and (why := ANNOTATIONS.get(kind, UNKNOWN).why)
                and _draws_words(annotation)
            ):
                silent.add(why)
            if kind == raw.FPDF_ANNOT_STRIKEOUT:
                struck += _areas(annotation)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return PageAnnotations(aside, struck, frozenset(silent))


def drawn_by_annotations(document: Any, index: int, found: PageAnnotations) -> Iterator[SetAside]:
    """Tell the words that annotations draw on a page and do not say.

    The page must be closed. It is opened once more, with its annotations as a part of it, and
    stays so.

    Args:
        document: the document of PDFium.
        index: of the page, from 0.
        found: its annotations.
    """
    said = Counter(word for one in found.aside for word in one.text.split())
    before = Counter(_words(document, index, flatten=True))
    whole = _words(document, index, flatten=False)
    new = Counter(whole) - before - said
    words = []
    for word in reversed(whole):  # what annotations draw comes last
        if new[word] > 0:
            new[word] -= 1
            words.append(word)
    is_form = found.silent == {Aside.FORM_FIELD}
    why = Aside.FORM_FIELD if is_form else Aside.COMMENT
    if words:
        yield SetAside(" ".join(reversed(words)), why, SourcePosition(page=index + 1))


def _words(document: Any, index: int, *, flatten: bool) -> list[str]:
    """Read the words of a page, and make its annotations a part of it if ``flatten``."""
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            found = str(textpage.get_text_bounded()).split()
        finally:
            textpage.close()
        if flatten:
            raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    finally:
        page.close()
    return found


def _draws_words(annotation: Any) -> bool:
    """Whether what an annotation draws has text in it."""
    drawn = min(raw.FPDFAnnot_GetObjectCount(annotation), _MAX_ANNOTATIONS)
    return any(
        raw.FPDFPageObj_GetType(raw.FPDFAnnot_GetObject(annotation, one)) in _DRAWS_WORDS
        for one in range(drawn)
    )


def _told(annotation: Any, kind: int, number: int, form: Any) -> Iterator[SetAside]:
    verdict, why = ANNOTATIONS.get(kind, UNKNOWN)
    if verdict is not Verdict.TOLD:
        return
    is_field = why == Aside.FORM_FIELD
    text = _value(annotation, form) if is_field else _string(annotation, b"Contents")
    if text or why == Aside.OBJECT:
        yield SetAside(text, why, SourcePosition(page=number))


def _value(annotation: Any, form: Any) -> str:
    """Read the value of a form field: what was chosen, or what it or the field above it holds."""
    own = _string(annotation, b"V")
    if form is None:
        return own
    choices = min(raw.FPDFAnnot_GetOptionCount(form.raw, annotation), _MAX_CHOICES)
    chosen = [
        _text(raw.FPDFAnnot_GetOptionLabel, form.raw, annotation, one)
        for one in range(choices)
        if raw.FPDFAnnot_IsOptionSelected(form.raw, annotation, one)
    ]
    if any(chosen):
        return ", ".join(filter(None, chosen))
    return own or _text(raw.FPDFAnnot_GetFormFieldValue, form.raw, annotation)


def _string(annotation: Any, key: bytes) -> str:
    return _text(raw.FPDFAnnot_GetStringValue, annotation, key)


def _text(function: Callable[..., int], *arguments: Any) -> str:
    """Call a function of PDFium that writes a text into a buffer."""
    length = function(*arguments, None, 0)
    if not 2 < length < 2 * _MAX_TEXT:
        return ""
    buffer = ctypes.create_string_buffer(length)
    function(*arguments, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return " ".join(buffer.raw[: length - 2].decode("utf-16-le", "replace").split())


def _areas(annotation: Any) -> Iterator[Bounds]:
    points = raw.FS_QUADPOINTSF()
    for index in range(min(raw.FPDFAnnot_CountAttachmentPoints(annotation), _MAX_POINTS)):
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, index, points):
            xs = points.x1, points.x2, points.x3, points.x4
            ys = points.y1, points.y2, points.y3, points.y4
            yield min(xs), min(ys), max(xs), max(ys)
