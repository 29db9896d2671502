"""Find tables without rules: text in columns, with white space from the first row to the last.

A table begins with a line that has wide white space in it, and goes on as long as the text of the
next lines leaves some of that free. Less white space will do where line after line begins anew at
one place, which no line between them crosses. Where the space between two lines is wider than
within a cell, a row ends. Two columns that text fills are prose, and no table.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from math import inf
from statistics import median, median_high
from typing import NamedTuple

from s55.importers.readers.pdf.parts import Area, Grid, Line, joined
from s55.records import dataclass

_LEFT = 0.5
"""How wide white space is that all lines of a table leave free, in sizes of characters."""
_TIGHT = 0.2
"""The same where text begins below other text line after line, and nothing crosses that place."""
_REPEATED = 3
"""On so many lines at the least."""
_MOST_STARTS = 40
"""Places on a page at which text begins so often that are looked at."""
_LEADING = 1.5
"""How far apart the lines of one cell are at most, in sizes of characters."""
_WIDEST_LEADING = 1.7
"""The same in a table all of whose lines are set so far apart."""
_FAR = 4.0
"""How far apart two rows are at most."""
_LARGER = 1.15
"""A line so much larger than those before it is a heading after the table."""
_ROW_GAP = 0.15
"""How much further apart rows are than the lines of a cell, in sizes of characters."""
_LINE = 0.95
"""How far apart two lines of one cell are at least."""
_NARROW = 7.0
"""How wide a column of numbers is at the most, in sizes of characters."""
_MOST_COLUMNS, _MOST_ROWS = 20, 200
"""What has more on one page is no table that anybody reads."""
_MOST_TABLES = 40
"""On one page; each piece of text is looked for in every one of them."""
_FILLED = 0.55
"""The part of a column's width that most lines of prose fill."""
_COLUMN = 14.0
"""How wide a column of prose is at the least, in sizes of characters."""


class _Stretch(NamedTuple):
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class _Baseline:
    """The text on one baseline: its stretches, and those by every white space that is told."""

    y: float
    size: float
    spans: tuple[_Stretch, ...]
    fine: tuple[_Stretch, ...]
    runs_on: bool = False
    """Whether a cell on it begins in small letters, and so goes on with the one above it."""
    starts: tuple[float, ...] = ()
    """Where text begins on several of the lines around it, none of which crosses that place."""


def loose_grids(
    pieces: Sequence[Line], is_marker: Sequence[bool], sides: Sequence[int]
) -> list[Grid]:
    """Find the tables among pieces of text that are in no ruled table.

    Args:
        pieces: the text of a page, divided at wide white space.
        is_marker: of each piece, whether it is a bullet or a number that belongs to its right.
        sides: of each piece, in which column of prose it is; no table goes over two of them.
    """
    boxes: dict[tuple[int, int], list[tuple[Line, bool]]] = {}
    for piece, marks, side in zip(pieces, is_marker, sides, strict=True):
        if piece.cell is None and piece.segments:
            boxes.setdefault((piece.box, side), []).append((piece, marks))
    rows = (_rows(found) for found in boxes.values())
    # Most pages have no table, and their rows need not be measured.
    grids = (
        grid for found in rows if any(map(_is_wide, found)) for grid in _grids(_measured(found))
    )
    return list(islice(grids, _MOST_TABLES))


def tables_across(pieces: Sequence[Line], is_marker: Sequence[bool]) -> list[Grid]:
    """Find the tables over the whole page that are no prose in two columns for certain.

    They have three columns or more, or their cells begin on the same lines.
    """
    found = [
        (piece, marks)
        for piece, marks in zip(pieces, is_marker, strict=True)
        if piece.cell is None and not piece.box and piece.segments
    ]
    grids = _grids(_measured(_rows(found)), aligned=True)
    return list(islice(grids, _MOST_TABLES))


Row = list[tuple[Line, bool]]
"""The pieces of text on one baseline, and of each whether it is a marker."""


def _rows(found: Sequence[tuple[Line, bool]]) -> list[Row]:
    """Gather what stands on one baseline, from the top of the page down."""
    rows: list[Row] = []
    for one in sorted(found, key=lambda one: (one[0].y, one[0].x0)):
        if rows and one[0].y - rows[-1][0][0].y <= 1.5:
            rows[-1].append(one)
        else:
            rows.append([one])
    return rows


def _is_wide(row: Row) -> bool:
    """Whether a row has wide white space in it, not only between a marker and its text."""
    return len(row) > 1 and len(_row(row, ()).spans) > 1


def _measured(rows: Sequence[Row]) -> list[_Baseline]:
    return [_row(row, starts) for row, starts in zip(rows, _starts_of(rows), strict=True)]


def _starts_of(rows: Sequence[Row]) -> list[tuple[float, ...]]:
    """Find for each row the places where text begins on several lines and that none crosses."""
    begun = [sorted(_begun(row)) for row in rows]
    counted = Counter(round(x) for row in begun for x in row)
    often = [x for x, count in counted.most_common(_MOST_STARTS) if count >= _REPEATED]
    found: list[list[float]] = [[] for _ in rows]
    for x in often:
        run: list[int] = []
        lines = 0
        for at in range(len(rows) + 1):
            if at < len(rows) and not _crosses(rows[at], begun[at], x):
                run.append(at)
                lines += _has(begun[at], x)
                continue
            if lines >= _REPEATED:
                for one in run:
                    found[one].append(float(x))
            run, lines = [], 0
    return [tuple(row) for row in found]


def _begun(row: Row) -> Iterator[float]:
    """Yield where text begins on a row: its pieces, and what comes after white space in them."""
    for piece, _ in row:
        yield piece.x0
        yield from (right for _, right in _white(piece))


def _has(places: Sequence[float], x: float) -> bool:
    return any(abs(place - x) <= 1.0 for place in places)


def _crosses(row: Row, begun: Sequence[float], x: float) -> bool:
    """Whether a row has text at a place at which none of it begins."""
    over = any(piece.x0 < x - 1.0 and piece.x1 > x + 1.0 for piece, _ in row)
    return over and not _has(begun, x)


def _white(piece: Line) -> Iterator[tuple[float, float]]:
    """Yield the white space within a piece that is known: between its segments, and wide spaces."""
    before = piece.x0
    for segment in piece.segments:
        for left, right in ((before, segment.x0), *(gap[:2] for gap in segment.gaps)):
            if right - left >= _TIGHT * piece.size:
                yield left, right
        before = segment.x1


def _row(found: Sequence[tuple[Line, bool]], starts: tuple[float, ...]) -> _Baseline:
    spans: list[_Stretch] = []
    fine: list[_Stretch] = []
    marker: float | None = None
    for piece, marks in sorted(found, key=lambda one: one[0].x0):
        if marks:
            marker = piece.x0 if marker is None else marker
            continue
        start = piece.x0 if marker is None else marker
        spans.append(_Stretch(start, piece.x1))
        for left, right in _white(piece):
            if right - left < _LEFT * piece.size and not _has(starts, right):
                continue
            fine.append(_Stretch(start, left))
            start = right
        fine.append(_Stretch(start, piece.x1))
        marker = None
    if marker is not None:
        spans.append(_Stretch(marker, found[-1][0].x1))
        fine.append(spans[-1])
    lines = [piece for piece, _ in found]
    size = median(line.size for line in lines)
    return _Baseline(
        max(line.y for line in lines),
        size,
        tuple(spans),
        tuple(map(_Stretch._make, joined(fine))),
        any(line.segments[0].text[:1].islower() for line in lines),
        starts,
    )


# --- where a table begins and ends ----------------------------------------------------


def _grids(rows: Sequence[_Baseline], *, aligned: bool = False) -> Iterator[Grid]:
    """Yield the tables, with ``aligned`` those that are no prose in two columns for certain."""
    taken = 0
    for start, row in enumerate(rows):
        if start < taken or len(row.spans) < 2:
            continue
        first, end, holes = _stretch(rows, start, taken)
        taken = end
        found = rows[first:end]
        side_by_side = sum(len(one.spans) > 1 for one in found)
        side_by_side += len(found[0].spans) == 1 and len(found[0].fine) == len(holes) + 1
        if side_by_side < 2 or not 0 < len(holes) < _MOST_COLUMNS:
            continue
        if not (_is_aligned(found, holes) if aligned else not _is_prose(found, holes)):
            continue
        grid = _grid(found, holes)
        if 1 < len(grid.rows) < _MOST_ROWS:
            yield grid


def _stretch(rows: Sequence[_Baseline], start: int, taken: int) -> tuple[int, int, list[_Stretch]]:
    """Find how far the white space of a row goes on: first row, the one after the last, holes.

    The free space left and right of the row counts too: other rows may have a cell there.
    """
    free = _left([_Stretch(-inf, inf)], rows[start])
    end = start + 1
    while end < len(rows):
        left = _left(free, rows[end])
        if len(left) < len(free) or not _goes_on(rows, end, free):
            break
        free, end = left, end + 1
    first = start
    while first > taken:
        left = _left(free, rows[first - 1])
        if len(left) < len(free) or not _goes_before(rows, first, end, free):
            break
        free, first = left, first - 1
    return first, end, free[1:-1]


def _goes_before(rows: Sequence[_Baseline], first: int, end: int, free: Sequence[_Stretch]) -> bool:
    """Whether the row above one belongs to its table: a line of a cell, or a head of its columns.

    Lines of cells can be further apart than those of the text: as far as those below are.
    """
    row, above = rows[first], rows[first - 1]
    step = row.y - above.y
    if step < 1.2 * row.size:
        return True
    pitch = rows[first + 1].y - row.y if first + 1 < end else 0.0
    start = above.spans[0].x0
    beside_first = start >= free[1].x1 and any(abs(one.x0 - start) < 1 for one in row.spans)
    if beside_first and step <= min(pitch + 0.5, _WIDEST_LEADING * row.size):
        return True
    return step <= _FAR * row.size and len(above.fine) == len(free) - 1


def _left(holes: Sequence[_Stretch], row: _Baseline) -> list[_Stretch]:
    """List what the text of a row leaves free of the holes; both are in order and apart."""
    left: list[_Stretch] = []
    at = 0
    for hole in holes:
        start = hole.x0
        while at < len(row.fine) and row.fine[at].x1 <= start:
            at += 1
        while at < len(row.fine) and row.fine[at].x0 < hole.x1:
            left.append(_Stretch(start, row.fine[at].x0))
            start = row.fine[at].x1
            if start > hole.x1:
                break  # it may reach into the next hole
            at += 1
        left.append(_Stretch(start, hole.x1))
    return [hole for hole in left if hole.x1 - hole.x0 >= _least(hole, row) * row.size]


def _least(hole: _Stretch, row: _Baseline) -> float:
    return _TIGHT if _has(row.starts, hole.x1) else _LEFT


def _goes_on(rows: Sequence[_Baseline], at: int, free: Sequence[_Stretch]) -> bool:
    """Whether a row, which leaves the holes free, goes on with the table above it."""
    row, before = rows[at], rows[at - 1]
    step = row.y - before.y
    if row.size > _LARGER * before.size or step > _FAR * row.size:
        return False
    if len(row.spans) > 1 or step <= _LEADING * row.size or row.spans[0].x0 >= free[1].x0:
        return True
    # The cells beside it may begin lower.
    following = rows[at + 1] if at + 1 < len(rows) else None
    if following is None or following.y - row.y > _FAR * row.size:
        return free[1].x1 - row.spans[0].x0 < _NARROW * row.size  # its number, and the page ends
    beside = len(following.spans) > 1 or following.spans[0].x0 >= free[1].x0
    return (
        beside
        and following.y - row.y <= _LEADING * row.size
        and len(_left(free, following)) >= len(free)
    )


def _is_prose(rows: Sequence[_Baseline], holes: Sequence[_Stretch]) -> bool:
    """Whether text fills two columns side by side, line after line."""
    if len(holes) != 1:
        return False
    spans = [span for row in rows for span in row.spans]
    sides = [[s for s in spans if s.x0 < holes[0].x0], [s for s in spans if s.x0 >= holes[0].x0]]
    for side in sides:
        room = max(span.x1 for span in side) - min(span.x0 for span in side)
        usual = median_high(span.x1 - span.x0 for span in side)
        if usual <= _FILLED * room or room < _COLUMN * rows[0].size:
            return False
    return True


_ALIGNED = 0.8
"""The part of the cells of a table that begin beside one in the first column."""


def _is_aligned(rows: Sequence[_Baseline], holes: Sequence[_Stretch]) -> bool:
    """Whether lines go over three columns, or text begins on the same lines in both of two."""
    if len(holes) > 1:
        return sum(len(row.spans) > len(holes) for row in rows) > 1
    begun: list[set[int]] = [set(), set()]
    last = [-inf, -inf]
    for at, row in enumerate(rows):
        for span in row.spans:
            side = int(span.x0 >= holes[0].x0)
            if row.y - last[side] > _LEADING * row.size:
                begun[side].add(at)
            last[side] = row.y
    both = begun[0] & begun[1]
    return len(both) > 2 and len(both) >= _ALIGNED * len(begun[0] | begun[1])


# --- its rows and cells -----------------------------------------------------------------


def _grid(rows: Sequence[_Baseline], holes: Sequence[_Stretch]) -> Grid:
    spans = [span for row in rows for span in row.spans]
    left, right = min(span.x0 for span in spans) - 2, max(span.x1 for span in spans) + 2
    xs = [left, *(hole.x1 - min(2.0, (hole.x1 - hole.x0) / 2) for hole in holes), right]
    tops = [rows[0].y - rows[0].size]
    for at in _starts(rows, holes):
        above, below = rows[at - 1], rows[at]
        tops.append((above.y + 0.2 * above.size + below.y - below.size) / 2)
    tops.append(rows[-1].y + 0.3 * rows[-1].size)
    cells = [[Area(x0, y0, x1, y1) for x0, x1 in pairwise(xs)] for y0, y1 in pairwise(tops)]
    return Grid(Area(left, tops[0], right, tops[-1]), cells)


def _starts(rows: Sequence[_Baseline], holes: Sequence[_Stretch]) -> list[int]:
    """Find where rows after the first begin.

    Where all lines are equally far apart, a row begins wherever the first column has text, but
    not in the middle of a sentence; or as far above that text as it ends below it.
    """
    ends = _ends_of_rows(rows, holes)
    if ends:
        return ends
    if middles := _around_middles([row.spans[0].x0 < holes[0].x0 for row in rows]):
        return middles
    return [
        at
        for at, (above, row) in enumerate(pairwise(rows), start=1)
        if row.spans[0].x0 < holes[0].x0 and not (row.runs_on and _is_near(above, row))
    ]


def _around_middles(first: Sequence[bool]) -> list[int]:
    """Find where rows begin of which the first cell, of one line, is in the middle; or [].

    Then as many lines are above it as below it, from the head of the table to its end.

    Args:
        first: of each line, whether it has text in the first column.
    """
    starts = [1] if first[0] else [0]
    for middle in (at for at, has in enumerate(first) if has and at):
        starts.append(2 * middle - starts[-1] + 1)
    is_so = starts[-1] == len(first) and all(above < below for above, below in pairwise(starts))
    is_set_in = len(starts) > 2 and any(not first[at] for at in starts[:-1])
    return [at for at in starts[:-1] if at] if is_so and is_set_in else []


def _is_near(above: _Baseline, row: _Baseline) -> bool:
    """Whether a line can go on with a cell of the one above."""
    return row.y - above.y <= _LEADING * row.size


def _ends_of_rows(rows: Sequence[_Baseline], holes: Sequence[_Stretch]) -> list[int]:
    """Find the lines that are further below the one before than lines of a cell are."""
    last: dict[int, float] = {}
    least = _FAR * rows[0].size
    for above, row in zip([rows[0], *rows], rows, strict=False):
        if (step := row.y - above.y) >= _LINE * row.size:
            least = min(least, step)  # a cell may be set in the middle of the one beside it
        for span in row.spans:
            column = bisect_right(holes, (span.x0, inf))
            if column in last and row.y - last[column] > 1.0:
                least = min(least, row.y - last[column])
            last[column] = row.y
    return [
        at
        for at, (above, below) in enumerate(pairwise(rows), start=1)
        if below.y - above.y > least + _ROW_GAP * below.size
    ]
