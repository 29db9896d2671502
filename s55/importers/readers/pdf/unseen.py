"""Set aside the words of a page that a person does not see, or sees crossed out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from s55.importers.readers.pdf.cut_or_covered import cut_or_covered, in_bands
from s55.importers.readers.pdf.page import TextOfPage
from s55.importers.readers.pdf.parts import Area, Furniture, Segment
from s55.importers.source import SetAside, SourcePosition
from s55.model.verdict import Aside

Lines = list[list[Segment]]

_LOWEST, _HIGHEST = 0.12, 0.52
"""How far above the baseline a line through words runs, in sizes of characters."""
_OVER = 0.7
"""How far a line through words goes beyond them at most, in sizes of characters."""
_WHITE = 250
_MOST_COLOURS = 1_000
"""So many are remembered, of all documents."""
_NONE: frozenset[int] = frozenset()
_SMALLEST = 1.0
"""Points of the smallest characters that count as visible."""


def without_unseen(
    found: Lines, text: TextOfPage, drawn: Furniture, struck: Sequence[Area], sheet: Area
) -> tuple[Lines, list[tuple[str, str]]]:
    """Take out hidden and crossed-out words.

    Args:
        found: the segments of each line, of text that reads one way.
        text: the text of the page.
        drawn: what is drawn on the page.
        struck: the areas that annotations cross out.
        sheet: the page itself.

    Returns:
        the segments that are left, and for each stretch taken out its words and the kind.
    """
    kept: Lines = []
    gone: list[tuple[str, str]] = []
    crossing = _Crossing(drawn.rules, struck)
    may_be, covers = bool(drawn.left or drawn.covers), in_bands(drawn.covers)
    for line in found:
        hidden = [_is_hidden(segment, drawn, sheet) for segment in line]
        through = [crossing.through(segment, line) for segment in line]
        cut = [cut_or_covered(one, text, drawn, covers) if may_be else _NONE for one in line]
        if not any(hidden) and not any(through) and not any(cut):
            kept.append(line)
            continue
        parts: list[tuple[str, Segment]] = []
        for segment, is_hidden, over, gone_of in zip(line, hidden, through, cut, strict=True):
            if is_hidden:
                parts.append((Aside.HIDDEN, segment))
            else:
                parts += _parted(segment, text, over, gone_of)
        kept.append(list(_kept(parts)))
        for why, group in groupby(parts, lambda part: part[0]):
            if why:
                gone.append((_joined([segment for _, segment in group]), why))
    return [line for line in kept if line], gone


def _kept(parts: Sequence[tuple[str, Segment]]) -> Iterator[Segment]:
    """Yield the segments that stay, grown over what is gone beside them: a gap is no column."""
    last: Segment | None = None
    gone: Segment | None = None
    spaced = False
    for why, segment in parts:
        if why:
            spaced = spaced or segment.spaced
            if last is not None and segment.x0 - last.x1 < segment.look.size:
                last.x1 = segment.x1
            else:
                gone = segment
            continue
        if gone is not None and 0 <= segment.x0 - gone.x1 < segment.look.size:
            segment.x0 = gone.x0
        segment.spaced = segment.spaced or (spaced and segment.text[:1].isalnum())
        last, gone, spaced = segment, None, False
        yield segment


def as_set_aside(gone: Sequence[tuple[str, str]], number: int) -> Iterator[SetAside]:
    """Join the stretches of neighbouring lines that went for the same reason."""
    for why, group in groupby(gone, lambda one: one[1]):
        text = " ".join(text for text, _ in group)
        yield SetAside(text.replace("\x02", "-"), why, SourcePosition(page=number))


def _joined(segments: Sequence[Segment]) -> str:
    return "".join(
        (" " if segment.spaced and index else "") + segment.text
        for index, segment in enumerate(segments)
    ).strip()


def _is_hidden(segment: Segment, drawn: Furniture, sheet: Area) -> bool:
    """Whether nothing of a segment shows: unpainted, white on white, off the page, or too small."""
    look = segment.look
    size = look.size
    level = segment.y - 0.3 * size
    if size < _SMALLEST or segment.x1 < 0 or segment.x0 > sheet.x1 or not -size < level < sheet.y1:
        return True
    if look.painted and not (look.plain_fill and _is_white(look.colour)):
        return False
    # Unpainted text over a picture is what text recognition found in it.
    grounds = drawn.pictures if not look.painted else (*drawn.pictures, *drawn.painted)
    return not any(area.holds((segment.x0 + segment.x1) / 2, level) for area in grounds)


@lru_cache(_MOST_COLOURS)
def _is_white(colour: str) -> bool:
    return min(int(colour[at : at + 2], 16) for at in (1, 3, 5)) >= _WHITE


class _Crossing:
    """The level rules of a page and the areas that annotations cross out.

    Args:
        rules: the rules.
        struck: the areas.
    """

    def __init__(self, rules: Sequence[Area], struck: Sequence[Area]) -> None:
        self._rules = sorted(rules, key=_middle)
        self._heights = [_middle(rule) for rule in self._rules]
        self._struck = struck

    def through(self, segment: Segment, line: Sequence[Segment]) -> list[Area]:
        """Find what runs through a segment of a line."""
        size, y = segment.look.size, segment.y
        first = bisect_right(self._heights, y - _HIGHEST * size)
        past = bisect_left(self._heights, y - _LOWEST * size, first)
        found: list[Area] = []
        if first < past:
            left = min(one.x0 for one in line) - _OVER * size
            right = max(one.x1 for one in line) + _OVER * size
            rules = self._rules[first:past]
            found += [rule for rule in rules if left < rule.x0 and rule.x1 < right]
        found += [area for area in self._struck if area.y0 < y - 0.3 * size < area.y1]
        return [area for area in found if area.x0 < segment.x1 and segment.x0 < area.x1]


def _middle(rule: Area) -> float:
    return (rule.y0 + rule.y1) / 2


def _parted(
    segment: Segment, text: TextOfPage, through: Sequence[Area], cut: frozenset[int]
) -> Iterator[tuple[str, Segment]]:
    """Divide a segment at the ends of the lines that run through it, and of what is cut away."""
    if not through and not cut:
        yield "", segment
        return
    places = list(text.characters(segment))
    spaced = segment.spaced
    for why, group in groupby(places, lambda place: _why(place, through, cut)):
        part = list(group)
        start, end = part[0][0], part[-1][0] + 1
        said = text.text[start:end]
        if shown := said.strip():
            piece = replace(segment, start=start, end=end, x0=part[0][1], x1=part[-1][2], gaps=())
            piece.text, piece.spaced = shown, spaced or said[0].isspace()
            yield why, piece
        spaced = said[-1:].isspace()


def _why(place: tuple[int, float, float], through: Sequence[Area], cut: frozenset[int]) -> str:
    index, x0, x1 = place
    if index in cut:
        return Aside.HIDDEN
    middle = (x0 + x1) / 2
    crossed = any(one.x0 - 0.5 <= middle <= one.x1 + 0.5 for one in through)
    return Aside.CROSSED_OUT if crossed else ""
