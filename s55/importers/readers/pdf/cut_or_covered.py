"""Find the words that clip paths cut away (ISO 32000-2, 8.5.4), or that shapes cover.

PDFium gives the text of a page whatever is left of it. It drops the clip paths that an object does
not pass, so that few objects have any. Of a path only the bounds count here: they are never less
than what it leaves, so that a word is taken for cut away only if nothing of it shows. A word that
a shape seems to cover is looked for on a picture of the page. Pictures cover nothing: the words
under them are those that text recognition found.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pypdfium2 import raw

from s55.importers.readers.pdf.layers import direct
from s55.importers.readers.pdf.page import TextOfPage, Turn
from s55.importers.readers.pdf.parts import Area, Cover, Furniture, Segment

_MOST_POINTS = 2_000
"""Points of all clip paths of an object; one that has more is taken for whole."""
_NOTHING = 0.05
"""Points: nothing shows within a clip path that is narrower."""
_HEIGHT = 0.7
"""How far letters reach above the baseline, in sizes of characters."""
_SLIVER = 0.1
"""What shows of a word that nobody can read, in sizes of characters."""
_BAND = 20.0
"""Points that a band of the page is high."""
_MOST_BANDS = 1_000
_WORD = re.compile(r"\S+")

_clip_of = direct(raw.FPDFPageObj_GetClipPath, ctypes.c_void_p, ctypes.c_void_p)
_count_paths = direct(raw.FPDFClipPath_CountPaths, ctypes.c_int, ctypes.c_void_p)


def left_by_clips(
    thing: int | None, matrices: Sequence[Any], turn: Turn, around: Area | None
) -> Area | None:
    """Give the bounds of what the clip paths of a page object leave; None if they cut nothing off.

    Args:
        thing: the address of the object.
        matrices: of the forms it is in, the innermost first.
        turn: how the page is seen.
        around: what the clip paths of these forms leave.
    """
    clip = _clip_of(thing)
    count = _count_paths(clip)
    if count <= 0:
        return around
    path = ctypes.cast(clip, raw.FPDF_CLIPPATH)
    segments = [raw.FPDFClipPath_CountPathSegments(path, index) for index in range(count)]
    if sum(segments) > _MOST_POINTS:
        return around
    left = around
    for index, number in enumerate(segments):
        if number > 0:
            points = [_point(path, index, at, matrices) for at in range(number)]
            xs, ys = zip(*points, strict=True)
            left = _common(turn.area(min(xs), min(ys), max(xs), max(ys)), left)
    return left


def _common(one: Area, other: Area | None) -> Area:
    """Give what two areas share, which may be less than nothing wide or high."""
    if other is None:
        return one
    return Area(
        max(one.x0, other.x0),
        max(one.y0, other.y0),
        min(one.x1, other.x1),
        min(one.y1, other.y1),
    )


def _point(path: Any, index: int, at: int, matrices: Sequence[Any]) -> tuple[float, float]:
    across, up = ctypes.c_float(), ctypes.c_float()
    raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, index, at), across, up)
    x, y = across.value, up.value
    for matrix in matrices:
        x, y = matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f
    return x, y


Covers = Mapping[int, Sequence[Cover]]
"""The covers of a page by the bands of it that they reach into, counted from its top."""


def in_bands(covers: Sequence[Cover]) -> Covers:
    """Sort covers by height, so that only few are looked at for a word."""
    found: dict[int, list[Cover]] = {}
    for cover in covers:
        top, bottom = cover.area.y0 // _BAND, cover.area.y1 // _BAND
        for band in range(max(0, int(top)), min(_MOST_BANDS, int(bottom) + 1)):
            found.setdefault(band, []).append(cover)
    return found


def cut_or_covered(
    segment: Segment, text: TextOfPage, drawn: Furniture, covers: Covers
) -> frozenset[int]:
    """List the characters of the words of a painted segment of which nothing shows.

    Args:
        segment: the segment.
        text: the text of the page.
        drawn: what is drawn on the page.
        covers: its covers.
    """
    if not segment.look.painted:
        return frozenset()
    gone = set(_cut_away(segment, text, drawn.left)) if drawn.left else set()
    level = segment.y - 0.3 * segment.look.size
    areas = [
        cover
        for cover in covers.get(int(level // _BAND), ())
        if cover.area.y0 < level < cover.area.y1
        and cover.area.x0 < segment.x1
        and segment.x0 < cover.area.x1
    ]
    if areas:
        gone.update(_covered(segment, text, areas, drawn.order))
    return frozenset(gone)


def _cut_away(segment: Segment, text: TextOfPage, left: Mapping[int, Area]) -> Iterator[int]:
    for word in _WORD.finditer(text.text, segment.start, segment.end):
        start, end = word.span()
        ends = [left.get(text.object_at(index)) for index in (start, end - 1)]
        areas = [area for area in ends if area is not None]
        if len(areas) == len(ends):
            x0, x1 = text.span(segment, start, end)
            if all(_is_outside(area, x0, x1, segment) for area in areas):
                yield from range(start, end)


def _is_outside(area: Area, x0: float, x1: float, segment: Segment) -> bool:
    size, y = segment.look.size, segment.y
    sliver = _SLIVER * size
    return (
        min(area.width, area.height) < _NOTHING
        or x1 < area.x0 + sliver
        or x0 > area.x1 - sliver
        or y < area.y0 + sliver
        or y - _HEIGHT * size > area.y1 - sliver
    )


def _covered(
    segment: Segment, text: TextOfPage, covers: Sequence[Cover], order: Mapping[int, int]
) -> Iterator[int]:
    drawn_at = order.get(text.object_at(segment.start), 0)
    colour = segment.look.colour
    areas = [one.area for one in covers if one.after > drawn_at or one.colour == colour]
    for word in _WORD.finditer(text.text, segment.start, segment.end) if areas else ():
        start, end = word.span()
        x0, x1 = text.span(segment, start, end)
        middle = (x0 + x1) / 2
        is_under = any(area.x0 < middle < area.x1 for area in areas)
        if is_under and not any(text.has_ink(index) for index in range(start, end)):
            yield from range(start, end)
