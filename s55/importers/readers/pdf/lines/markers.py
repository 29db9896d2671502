"""Find the bullets and numbers of lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from s55.importers.readers import blocks as make
from s55.importers.readers.pdf.parts import Area, Line

_SET_OFF = 4.0
"""White space between a number in a cell and the next cell, in sizes of characters."""
_MARKER_REACH = 60.0
"""Points at most between a marker and its text."""
_LONE_NUMBER = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[A-Za-z]|[ivxIVX]{2,5})[.)]|\d\.\d{1,2}"
)
_TICKS = frozenset("✓✔☑☒☐✅")
_BULLET_GLYPH = re.compile(rf"[{make.BULLETS}]\ufe0e?|o|\x02")


def are_markers(pieces: Sequence[Line]) -> list[bool]:
    """Tell of each piece whether it is a bullet or a number that belongs to the text on its right.

    A number is a cell below the head of its own column, beside which the text has another, and
    between text on its left and text far on its right.
    """
    lone = [bool(lone_marker(piece)) for piece in pieces]
    rows: dict[int, list[int]] = {}
    for at, piece in enumerate(pieces):
        rows.setdefault(round(piece.y), []).append(at)
    heads: set[tuple[int, int]] = set()
    for _, row in sorted(rows.items()):
        row.sort(key=lambda at: pieces[at].x0)
        for at, right in pairwise(row):
            starts = round(pieces[at].x0), round(pieces[right].x0)
            if lone[at] and not lone[right]:
                gap = pieces[right].x0 - pieces[at].x1
                between = at != row[0] and gap > _SET_OFF * pieces[at].size
                lone[at] = not between and heads.isdisjoint(_near(starts))
            elif not (lone[at] or lone[right]):
                heads.add(starts)
    return lone


def _near(starts: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the places at most a point from two."""
    left, right = starts
    yield from product((left - 1, left, left + 1), (right - 1, right, right + 1))


def lone_marker(piece: Line) -> str:
    """Give the bullet or the number that a piece is by itself; '' where it is none."""
    if len(piece.segments) == 1:
        text = piece.segments[0].text.strip()
    else:
        text = "".join(segment.text for segment in piece.segments).strip()
    is_marker = len(text) <= 8 and (_BULLET_GLYPH.fullmatch(text) or _LONE_NUMBER.fullmatch(text))
    return text if is_marker else ""


def take_markers(pieces: list[Line]) -> None:
    """Join bullets and numbers by themselves to the text on their right."""
    rows: dict[int, list[Line]] = {}
    for piece in pieces:
        rows.setdefault(round(piece.y), []).append(piece)
    for piece in pieces:
        text = lone_marker(piece)
        if not text:
            _split_marker(piece)
            continue
        beside = [
            other
            for near in (-1, 0, 1)
            for other in rows.get(round(piece.y) + near, ())
            if other is not piece
            and other.segments
            and other.x0 - piece.x0 > 0
            and other.x0 - piece.x1 < _MARKER_REACH
            and other.cell == piece.cell
        ]
        if beside:
            text_line = min(beside, key=lambda other: other.x0)
            if text_line.marker not in _TICKS:  # a tick after a bullet says more than the bullet
                text_line.marker = _shown(text)
            text_line.marker_x = piece.x0
            piece.segments = []


def _shown(text: str) -> str:
    return text if _LONE_NUMBER.fullmatch(text) else make.shown_bullet(text)


def _split_marker(line: Line) -> None:
    """Make a bullet or number at the beginning of a line's text its marker."""
    if not line.segments or line.marker:
        return
    first = line.segments[0]
    lone = first.text.strip()
    others = line.segments[1:]
    if others and (_BULLET_GLYPH.fullmatch(lone) or _LONE_NUMBER.fullmatch(lone)):
        gap = others[0].x0 - first.x1
        if others[0].spaced or gap > 0.2 * line.size:
            line.marker, line.marker_x = _shown(lone), first.x0
            line.segments = others
            line.x0 = others[0].x0
        return
    lead = make.bullet_of(first.text)
    if (lead and lead.strip() not in ("-", "–", "—", "·", "o")) or (lead and len(lead) > 2):
        strip_lead(line, lead, make.shown_bullet(lead))


def strip_lead(line: Line, lead: str, marker: str) -> None:
    """Take ``lead`` off the beginning of a line, and give the line its marker."""
    first = line.segments[0]
    width = (first.x1 - first.x0) * len(lead) / max(1, len(first.text))
    line.marker, line.marker_x = marker, first.x0
    first.text = first.text[len(lead) :]
    first.x0 += width
    line.x0 = first.x0


def take_dots(pieces: Sequence[Line], dots: Sequence[Area]) -> None:
    """Take small shapes drawn left of a line for its bullet."""
    if not dots or len(dots) > 400:
        return
    for dot in dots:
        x, y = dot.x1, (dot.y0 + dot.y1) / 2
        beside = [
            line
            for line in pieces
            if line.segments
            and 0 <= line.x0 - x < _MARKER_REACH * 0.7
            and line.y - line.size < y < line.y + 0.1 * line.size
        ]
        nearest = min(beside, key=lambda line: line.x0, default=None)
        if nearest is not None and not nearest.marker:
            nearest.marker, nearest.marker_x = make.BULLET, dot.x0
