"""Find the tables that the tags of a PDF page name, whatever is drawn round their cells.

The tags say which text is in which cell; where that text stands says where the cell is. A table
whose cells do not stand in rows and columns is left to the eye.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import Any

from s55.importers.readers.pdf.parts import Area, Grid, Segment
from s55.importers.readers.pdf.structure import child_elements, children_of, type_of

_MAX_ELEMENTS = 20_000
_MAX_TABLES = 40
_MOST_COLUMNS, _MOST_ROWS = 20, 200
_CELLS = frozenset({"TD", "TH"})
_TEXT = frozenset({"P", "Span", "Link", "Figure", "L", *(f"H{level}" for level in range(1, 7))})
"""Elements in which no table is looked for, as most of a page is text."""
_SLACK = 2.0
"""Points by which text of neighbouring cells can overlap, and an edge is away from its text."""

Marks = list[frozenset[int]]
"""The marked content of each cell of a row."""


def tagged_grids(
    roots: Sequence[Any],
    segments: Sequence[Sequence[Segment]],
    mark_at: Callable[[int], int],
    drawn: Sequence[Grid],
) -> list[Grid]:
    """Find the tables of a page by its tags.

    Args:
        roots: the outermost elements of its tags.
        segments: the stretches of its text.
        mark_at: gives the number of the marked content that a character is in, -1 for none.
        drawn: the tables that rules show, which need no tags.
    """
    tables = _tables(roots)
    if not tables:
        return []
    places = _places(segments, mark_at)
    found: list[Grid] = []
    for rows in tables:
        grid = _grid([[_bounds(cell, places) for cell in row] for row in rows])
        if grid and not any(_overlap(grid.area, other.area) for other in (*drawn, *found)):
            found.append(grid)
    return found


# --- what the tags say ------------------------------------------------------------------


def _tables(roots: Sequence[Any]) -> list[list[Marks]]:
    """List the outermost tables of a page: their rows, and the marks of each cell."""
    found: list[list[Marks]] = []
    budget = _MAX_ELEMENTS
    waiting = list(reversed(roots))
    while waiting and budget and len(found) < _MAX_TABLES:
        budget -= 1
        element = waiting.pop()
        kind = type_of(element)
        if kind == "Table":
            found.append(list(_rows(element)))
        elif kind not in _TEXT:
            waiting += reversed([child for child, _ in children_of(element) if child])
    return found


def _rows(table: Any) -> Iterator[Marks]:
    """Yield the rows of a table, those of its head, body and foot too."""
    waiting = [table]
    for _ in range(_MAX_ELEMENTS):
        if not waiting:
            return
        element = waiting.pop()
        if type_of(element) == "TR":
            yield [
                _marks(cell) if cell is not None else frozenset()
                for cell in child_elements(element)
                if cell is None or type_of(cell) in _CELLS
            ]
        elif element is table or type_of(element) in {"THead", "TBody", "TFoot"}:
            waiting += reversed([child for child, _ in children_of(element) if child])


def _marks(cell: Any) -> frozenset[int]:
    found: set[int] = set()
    waiting = [cell]
    for _ in range(_MAX_ELEMENTS):
        if not waiting:
            break
        for child, mark in children_of(waiting.pop()):
            if child is not None:
                waiting.append(child)
            else:
                found.add(mark)
    return frozenset(found)


# --- where it stands --------------------------------------------------------------------


def _places(
    segments: Sequence[Sequence[Segment]], mark_at: Callable[[int], int]
) -> dict[int, Area]:
    """Measure the text of each mark; a stretch that goes over two marks is cut at its spaces."""
    found: dict[int, Area] = {}
    for segment in (one for line in segments for one in line):
        starts = [(segment.x0, segment.start), *((gap[1], gap[2]) for gap in segment.gaps)]
        ends = [*(gap[0] for gap in segment.gaps), segment.x1]
        for (x0, index), x1 in zip(starts, ends, strict=True):
            mark = mark_at(index)
            if mark >= 0:
                area = Area(x0, segment.y - segment.look.size, x1, segment.y)
                found[mark] = _around(found[mark], area) if mark in found else area
    return found


def _bounds(cell: frozenset[int], places: dict[int, Area]) -> Area | None:
    """Measure the text of a cell; None where it has none on this page."""
    found: Area | None = None
    for mark in cell & places.keys():
        found = _around(found, places[mark]) if found else places[mark]
    return found


def _around(one: Area, other: Area) -> Area:
    return Area(
        min(one.x0, other.x0), min(one.y0, other.y0), max(one.x1, other.x1), max(one.y1, other.y1)
    )


def _overlap(one: Area, other: Area) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 and other.y0 < one.y1


def _grid(cells: Sequence[Sequence[Area | None]]) -> Grid | None:
    """Make a grid of the text of cells; None where it does not stand in rows and columns."""
    filled = [row for row in cells if any(row)]
    rows = [[cell for cell in row if cell] for row in filled]
    columns = _columns(filled) if 1 < len(rows) < _MOST_ROWS else []
    if not columns:
        return None
    xs, ys = _edges(columns, 0), _edges(rows, 1)
    if xs is None or ys is None:
        return None
    area = Area(xs[0], ys[0], xs[-1], ys[-1])
    found = [[Area(x0, y0, x1, y1) for x0, x1 in pairwise(xs)] for y0, y1 in pairwise(ys)]
    return Grid(area, found)


def _columns(rows: Sequence[Sequence[Area | None]]) -> list[list[Area]]:
    """Put the cells into columns: by their order, where no row has more cells than another.

    Else a row has a cell over several columns, or the tags leave out the empty ones: each cell is
    in the one column of the fullest rows that it is below. [] where it is below none, or several.
    """
    if len({len(row) for row in rows}) == 1:
        found = [[cell for cell in column if cell] for column in zip(*rows, strict=True)]
        columns = [column for column in found if column]
        return columns if 1 < len(columns) < _MOST_COLUMNS else []
    there = [[cell for cell in row if cell] for row in rows]
    count = max(map(len, there))
    if not 1 < count < _MOST_COLUMNS:
        return []
    full = [row for row in there if len(row) == count]
    columns = [[row[at] for row in full] for at in range(count)]
    spans = [(min(one.x0 for one in found), max(one.x1 for one in found)) for found in columns]
    for cell in (cell for row in there if len(row) < count for cell in row):
        under = [at for at, (x0, x1) in enumerate(spans) if cell.x0 < x1 and x0 < cell.x1]
        if len(under) != 1:
            return []
        columns[under[0]].append(cell)
    return columns


def _edges(stretches: Sequence[Sequence[Area]], side: int) -> list[float] | None:
    """List the edges between columns (``side`` 0) or rows (1); None where two of them overlap."""
    edges: list[float] = []
    end = -inf
    for areas in stretches:
        start = min(area[side] for area in areas)
        if start < end - _SLACK:
            return None
        edges.append(start - _SLACK)
        end = max(area[side + 2] for area in areas)
    return [*edges, end + 2 * _SLACK]
