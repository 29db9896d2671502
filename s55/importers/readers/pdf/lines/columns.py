"""Divide what is on a page into the stretches of its columns, to be read one after the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile
from math import inf
from statistics import median

from s55.importers.readers.pdf.lines.gutters import BETWEEN, Gutter, Unit, gutter_of, is_prose
from s55.importers.readers.pdf.parts import Area, Line, joined

_NEXT_LINE = 0.75
"""White space between the lines of a paragraph at most, in sizes of characters."""
_ROOM, _MUCH_ROOM = 1.7, 3.0
"""White space with a heading in it at the least, and without a doubt, in heights of the heading."""
_FOOT = 2.0
"""How far below a column the foot of a page is at least, in heights of a line."""


def divided(units: list[Unit], shared: Gutter | None = None) -> list[tuple[list[Unit], float]]:
    """Divide units into stretches to be read one after the other, each with its right edge."""
    units = _down_the_page(units)
    edge = max((area.x1 for area, _ in units), default=0.0)
    gutter = shared or gutter_of(units)
    if gutter is None:
        return [(units, edge)]
    units = sorted(units, key=lambda unit: (round(unit[0].y1), unit[0].x0))
    stretches: list[tuple[list[Unit], float]] = []
    left: list[Unit] = []
    right: list[Unit] = []

    def flush() -> None:
        for side in (left, right):
            if side:
                as_wide = min(area.x0 for area, _ in side) + edge - gutter.x
                own = max(area.x1 for area, _ in side)
                stretches.append((_down_the_page(side), max(own, min(as_wide, gutter.x - BETWEEN))))
                side.clear()

    beyond = joined(sorted((area.y0, area.y1) for area, _ in units if gutter.is_right(area)))
    size = median(area.height for area, _ in units)
    lowest = max(bottom for _, bottom in gutter.stretches)
    if not _is_alone_below(units, gutter, lowest):
        lowest = inf
    raised = _raised(units, gutter)
    for unit, below in zip(units, _below_in_left(units, gutter), strict=True):
        area = unit[0]
        alone = area.y1 > lowest and not _is_number(unit[1])
        beside = gutter.is_beside(area) or alone or area in raised
        if beside and gutter.is_right(area):
            right.append(unit)
        elif (
            gutter.is_left(area)
            and (beside or _goes_down(left, area))
            and not (area.y1 <= lowest and _is_over_both(unit, below, beyond, size))
        ):
            left.append(unit)
        else:
            flush()
            stretches.append(([unit], edge))
    flush()
    return _glued(stretches)


def _glued(stretches: list[tuple[list[Unit], float]]) -> list[tuple[list[Unit], float]]:
    """Join neighbouring stretches with the same right edge: lines over the whole width."""
    glued: list[tuple[list[Unit], float]] = []
    for units, edge in stretches:
        if glued and abs(glued[-1][1] - edge) < 0.5:
            glued[-1][0].extend(units)
        else:
            glued.append((units, edge))
    return glued


def _down_the_page(units: Sequence[Unit]) -> list[Unit]:
    """Sort units by where they end; boxes in a row, which begin together, from left to right."""
    ends: dict[int, float] = {}
    for area, members in units:
        if members[0].box:
            top = round(area.y0)
            ends[top] = max(ends.get(top, 0.0), area.y1)

    def place(unit: Unit) -> tuple[int, float]:
        area, members = unit
        end = ends[round(area.y0)] if members[0].box else area.y1
        return round(end), area.x0

    return sorted(units, key=place)


def _below_in_left(units: Sequence[Unit], gutter: Gutter) -> list[Area | None]:
    """Give for each unit the next one below it in the left column; None for the last."""
    found: list[Area | None] = []
    below: Area | None = None
    for area, _ in reversed(units):
        found.append(below)
        below = area if gutter.is_left(area) else below
    return found[::-1]


def _raised(units: Sequence[Unit], gutter: Gutter) -> set[Area]:
    """Find the lines of left columns that are above the first line of the right one.

    They are next to each other; but not below a line over both columns, whose text they end.
    """
    raised: set[Area] = set()
    chain: list[Area] = []
    for area, _ in reversed(units):
        near = bool(chain) and chain[-1].y0 - area.y1 < _NEXT_LINE * area.height
        if gutter.is_beside(area):
            chain = [area] if gutter.is_left(area) else chain
        elif near and gutter.is_left(area):
            chain.append(area)
        else:
            raised.update(() if near else chain)
            chain = []
    return raised.union(chain)


def _is_alone_below(units: Sequence[Unit], gutter: Gutter, lowest: float) -> bool:
    """Whether the left column, with what is over it, goes on alone below the end of the right.

    It is prose there; or it ends with a heading, which is over nothing but the next column.
    """
    below = [unit for unit in units if unit[0].y1 > lowest and not _is_number(unit[1])]
    own = list(takewhile(lambda unit: unit[0].x1 <= gutter.x - BETWEEN, below))
    if not own:
        return False
    last = own[-1][0]
    if len(below) > len(own) and below[len(own)][0].y0 - last.y1 < _FOOT * last.height:
        return False
    areas = [area for area, _ in own]
    return own[-1][1][-1].bold or is_prose(areas, gutter.x - min(area.x0 for area in areas))


def _is_number(members: Sequence[Line]) -> bool:
    """Whether lines have no letters, as the number of a page."""
    return not any(map(str.isalpha, "".join(line.text for line in members)))


def _is_over_both(
    unit: Unit, below: Area | None, beyond: Sequence[tuple[float, float]], size: float
) -> bool:
    """Whether a line on the left is a heading over both columns.

    Nothing stands to its right, and not only because a paragraph ends there. There is less doubt
    where both columns begin again at one height below it.

    Args:
        unit: the line.
        below: the next line of the left column.
        beyond: from where to where there is text in the right column, from the top down.
        size: of most lines.
    """
    area, lines = unit
    if len(lines) > 1 or not (lines[0].bold or area.height > 1.15 * size):
        return False
    at = bisect_right(beyond, (area.y1 + 0.3 * size, inf))
    last = beyond[at - 1][1] if at else -inf
    following = beyond[at][0] if at < len(beyond) else inf
    if last >= area.y0 - 0.3 * size:
        return False
    alike = below is not None and at < len(beyond) and abs(beyond[at][1] - below.y1) < 1
    return following - last > (_ROOM if alike else _MUCH_ROOM) * area.height


def _goes_down(column: Sequence[Unit], area: Area) -> bool:
    """Whether a line is right below a column that is longer than its neighbour."""
    return bool(column) and area.y0 - column[-1][0].y1 < 1.5 * area.height
