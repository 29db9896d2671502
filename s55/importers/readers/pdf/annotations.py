"""Read the annotations of a PDF page: comments, the values of form fields, words crossed out."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from pypdfium2 import raw

from s55.importers.readers.pdf.elements import ANNOTATIONS, UNKNOWN
from s55.importers.source import SetAside, SourcePosition
from s55.model.verdict import Aside, Verdict

_MAX_ANNOTATIONS = 5_000
_MAX_POINTS = 2_000
_MAX_TEXT = 200_000

Bounds = tuple[float, float, float, float]
"""Left, bottom, right and top of an area, in the space of the PDF page."""


def annotations_of(page: Any, number: int) -> tuple[list[SetAside], list[Bounds]]:
    """Read what annotations say, and find the areas that they cross out.

    Returns:
        What is told, and the areas of words that are crossed out, as PDFium gives them.
    """
    aside: list[SetAside] = []
    struck: list[Bounds] = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MAX_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            aside += _told(annotation, kind, number)
            if kind == raw.FPDF_ANNOT_STRIKEOUT:
                struck += _areas(annotation)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return aside, struck


def _told(annotation: Any, kind: int, number: int) -> Iterator[SetAside]:
    verdict, why = ANNOTATIONS.get(kind, UNKNOWN)
    if verdict is not Verdict.TOLD:
        return
    text = _value(annotation) if why == Aside.FORM_FIELD else _string(annotation, b"Contents")
    if text or why == Aside.OBJECT:
        yield SetAside(text, why, SourcePosition(page=number))


def _value(annotation: Any) -> str:
    """Read the value of a form field, of its parent where several boxes share it."""
    own = _string(annotation, b"V")
    if own:
        return own
    parent = raw.FPDFAnnot_GetLinkedAnnot(annotation, b"Parent")
    if not parent:
        return ""
    try:
        return _string(parent, b"V")
    finally:
        raw.FPDFPage_CloseAnnot(parent)


def _string(annotation: Any, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not 2 < length < 2 * _MAX_TEXT:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(
        annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length
    )
    return " ".join(buffer.raw[: length - 2].decode("utf-16-le", "replace").split())


def _areas(annotation: Any) -> Iterator[Bounds]:
    points = raw.FS_QUADPOINTSF()
    for index in range(min(raw.FPDFAnnot_CountAttachmentPoints(annotation), _MAX_POINTS)):
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, index, points):
            xs = points.x1, points.x2, points.x3, points.x4
            ys = points.y1, points.y2, points.y3, points.y4
            yield min(xs), min(ys), max(xs), max(ys)
