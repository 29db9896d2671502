"""Find two columns of prose on a page: where the right one begins, and how far down both go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import inf

from s55.importers.readers.pdf.parts import Area, Line
from s55.records import dataclass

Unit = tuple[Area, list[Line]]
"""What is read in one piece: a line, or a table or box with its lines, and the area of it."""
_ACROSS = 0.3
"""The part of the lines of two columns that may stand elsewhere than in one of them."""
_BESIDE_BY_CHANCE = 0.4
"""The part of the lines of a column that end as high as one of the next column at most."""
_TEXT_IN_BOX = 120
"""Characters of a box that holds text at the least."""
_HANGING = 24.0
"""Points by which the bullets of a column stand left of its text at most."""
_NEAR = 3.0
"""Points by which the beginnings of lines of one column may differ at most."""
BETWEEN = 4.0
"""Points of white space between two columns at the least."""
_INDENTED = 80.0
"""Points by which lines of a column are indented at most."""


@dataclass(frozen=True, slots=True)
class Gutter:
    """Where the right of two columns of prose begins, and from where to where they go."""

    x: float
    stretches: tuple[tuple[float, float], ...]

    def is_beside(self, area: Area) -> bool:
        """Whether some of a line or box stands as high as the columns do."""
        return any(area.y1 > top and area.y0 < bottom for top, bottom in self.stretches)

    def is_left(self, area: Area) -> bool:
        """Whether a line or box ends before the right column begins."""
        return area.x1 <= self.x

    def is_right(self, area: Area) -> bool:
        """Whether a line or box begins where the right column does, or right of there."""
        return area.x0 >= self.x - _NEAR


def gutter_of(units: Sequence[Unit]) -> Gutter | None:
    """Find the two columns of prose on a page; None where it has none."""
    if sum(map(_counts_for, units)) < 10:
        return None
    start = min(area.x0 for area, _ in units)
    edge = max(area.x1 for area, _ in units)
    starts: Counter[int] = Counter()
    for unit in units:
        starts[round(_start_of(unit))] += _counts_for(unit)
    for candidate, count in starts.most_common(6):
        inner = start + 0.3 * (edge - start) < candidate < start + 0.75 * (edge - start)
        if count < 4 or not inner:
            continue
        near = (unit[0].x0 for unit in units if abs(_start_of(unit) - candidate) <= _NEAR)
        x = _outermost(units, max(min(near), candidate - _HANGING))
        whole = stretch_of(units, x, edge)
        if whole:
            return Gutter(x, (whole,))
        runs = _between_full_lines(units, x)
        found = [one for run in runs if (one := stretch_of(run, x, edge))]
        if found:
            return Gutter(x, tuple(found))
    return None


def _outermost(units: Sequence[Unit], x: float) -> float:
    """Give where the right column begins if some of its lines begin further left than most.

    Nothing that begins left of these ends beside them, as text beside an indented list shows.
    """
    inner = [area for area, _ in units if area.x0 >= x - _NEAR]
    top, bottom = min(area.y0 for area in inner), max(area.y1 for area in inner)
    areas = sorted(area for area, _ in units if area.x0 < x - _NEAR)
    begun = Counter(round(area.x0) for area in areas)
    edge = -inf
    at = 0
    for area in areas:
        while areas[at].x0 < area.x0 - _NEAR:
            left = areas[at]
            # The head and the foot of the page end where they like.
            if left.x1 <= x - BETWEEN and left.y1 > top and left.y0 < bottom:
                edge = max(edge, left.x1)
            at += 1
        among = top <= area.y0 and area.y1 <= bottom
        is_text = among or begun[round(area.x0)] > 1  # and not the number of the page
        if is_text and area.x0 > x - _INDENTED and edge <= area.x0 - BETWEEN:
            return area.x0
    return x


def _between_full_lines(units: Sequence[Unit], x: float) -> list[list[Unit]]:
    """Divide units at the lines that go over both columns."""
    runs: list[list[Unit]] = [[]]
    for unit in units:
        if unit[0].x0 < x - _NEAR and unit[0].x1 > x + _NEAR:
            runs.append([])
        else:
            runs[-1].append(unit)
    return [run for run in runs if run]


def stretch_of(
    units: Sequence[Unit], x: float, edge: float, *, known: bool = False
) -> tuple[float, float] | None:
    """Find from where to where units are two columns; None if they are not.

    Two lines in each are enough where other pages have columns there (``known``).
    """
    fewest = 2 if known else 4
    inner = [unit for unit in units if x - _NEAR <= unit[0].x0 < x + _INDENTED]
    if sum(map(_counts_for, inner)) < fewest:
        return None
    right = [area for area, _ in inner]
    top, bottom = min(area.y0 for area in right) - 2, right[-1].y1 + 2
    beside = [unit for unit in units if top <= unit[0].y0 and unit[0].y1 <= bottom]
    outer = [unit for unit in beside if unit[0].x1 <= x - BETWEEN]
    left = [area for area, _ in outer]
    elsewhere = len(beside) - len(left) - len(right)
    if (
        sum(map(_counts_for, outer)) >= fewest
        and left[-1].y1 - min(area.y0 for area in left) > 7.5 * fewest
        and elsewhere < _ACROSS * len(beside)
        and _are_columns(left, right, x, edge, known=known)
    ):
        return top, bottom
    return None


def _are_columns(
    left: Sequence[Area], right: Sequence[Area], x: float, edge: float, *, known: bool
) -> bool:
    """Whether both of two columns are prose; or one of them, beside lines at other heights."""
    prose = [is_prose(right, edge - x), is_prose(left, x - min(area.x0 for area in left))]
    return all(prose) or (any(prose) and (known or _are_apart(left, right)))


def is_prose(areas: Sequence[Area], room: float) -> bool:
    """Whether lines fill a column as wrapped text does."""
    widths = sorted(area.width for area in areas)
    return widths[len(widths) // 2] > 0.55 * room


def _are_apart(left: Sequence[Area], right: Sequence[Area]) -> bool:
    """Whether few lines of either column have one beside them in the other: no rows of a table.

    So columns of short lines, such as headings and lists, are told from labels beside text.
    """
    lines = {round(area.y1) + near for area in right for near in (-1, 0, 1)}
    beside = sum(round(area.y1) in lines for area in left)
    return beside < _BESIDE_BY_CHANCE * min(len(left), len(right))


def _counts_for(unit: Unit) -> int:
    """Give for how many lines of a column a unit counts."""
    return len(unit[1]) if _is_text_in_box(unit[1]) else 1


def _start_of(unit: Unit) -> float:
    """Give where a unit begins: a box with text where its frame does, not its first line."""
    area, members = unit
    return area.x0 if _is_text_in_box(members) else members[0].x0


def _is_text_in_box(members: Sequence[Line]) -> bool:
    """Whether lines are text in a box, which shows a column as lines without one do."""
    return members[0].box > 0 and sum(len(line.text) for line in members) >= _TEXT_IN_BOX
