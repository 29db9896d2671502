"""Divide the lines of a page at wide white space and at the edges of cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from s55.importers.readers.pdf.parts import Area, Furniture, Grid, Line, Segment
from s55.richtext.figures import lowered

_GAP = 1.6
"""White space between two columns or cells on one line at least, in sizes of characters."""
_RAISED = 0.22
"""How far a raised figure is above the baseline at least, in sizes of characters."""
_RAISED_WHOLE = 0.3
"""The same for a figure that is as large as the text."""
_LOWERED = 0.08
"""How far a lowered figure is below the baseline at least, in sizes of characters."""
_MORE = 24.0
"""Points by which a box is at least higher than the table in it: a line of text, and space."""
_FOOTNOTE = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]+|[ivx]{1,4})[\])]?(?:,\s?\d{1,3})*")


def whole_lines(found: Sequence[Sequence[Segment]]) -> list[list[Segment]]:
    """Join lines that the library broke at a raised character."""
    lines: list[list[Segment]] = []
    for segments in found:
        last, first = lines[-1][-1] if lines else None, segments[0]
        if last is not None:
            size = max(last.look.size, first.look.size)
            gap = first.x0 - last.x1
            if -0.3 * size < gap < _GAP * size and abs(last.y - first.y) < 0.55 * size:
                first.spaced = gap > 0.15 * size
                lines[-1].extend(segments)
                continue
        lines.append(list(segments))
    return lines


def pieces_of(lines: Sequence[Sequence[Segment]], furniture: Furniture, number: int) -> list[Line]:
    """Divide lines at wide white space and at the edges of cells, and take raised figures out."""
    return _joined([piece for line in lines for piece in _pieces(line, furniture, number)])


def _joined(pieces: list[Line]) -> list[Line]:
    """Join pieces side by side that the library gave as different lines."""
    rows: dict[tuple[int, object], list[Line]] = {}
    result: list[Line] = []
    for piece in pieces:
        key = (round(piece.y / 2), piece.box if piece.cell is None else piece.cell)
        for other in rows.get(key, ()):
            gap = piece.x0 - other.x1
            if -0.1 * piece.size < gap < 0.6 * piece.size and abs(piece.y - other.y) < 1.0:
                piece.segments[0].spaced = gap > 0.15 * piece.size
                other.segments.extend(piece.segments)
                other.x1 = max(other.x1, piece.x1)
                break
        else:
            rows.setdefault(key, []).append(piece)
            result.append(piece)
    return result


def _pieces(segments: Sequence[Segment], furniture: Furniture, number: int) -> list[Line]:
    """Divide the segments of a line at wide white space and at the edges of cells."""
    pieces: list[Line] = []
    drawn = bool(furniture.grids or furniture.boxes)
    for segment in _cut(segments, furniture) if furniture.grids else segments:
        box, cell = _region(segment, furniture) if drawn else (0, None)
        last = pieces[-1] if pieces else None
        if last is not None and _beside(last, segment) and (last.box, last.cell) == (box, cell):
            last.segments.append(segment)
            last.x1 = max(last.x1, segment.x1)
            continue
        size = segment.look.size
        pieces.append(
            Line(
                number,
                segment.x0,
                segment.x1,
                segment.y,
                size,
                [segment],
                box=box,
                cell=cell,
                way=segment.look.way or 0,
            )
        )
    for piece in pieces:
        _measure(piece)
    return pieces


def _beside(last: Line, segment: Segment) -> bool:
    size = max(last.segments[-1].look.size, segment.look.size)
    gap = segment.x0 - last.x1
    return -size < gap < _GAP * size and abs(last.y - segment.y) < 0.7 * size


# --- cells and boxes ---------------------------------------------------------


def _cut(segments: Sequence[Segment], furniture: Furniture) -> Iterator[Segment]:
    """Cut the segments where they cross the edge of a cell."""
    for segment in segments:
        rest = segment
        y = segment.y - 0.3 * segment.look.size
        for left, right, start in segment.gaps:
            if any(_is_edge(grid, left, right, y) for grid in furniture.grids):
                length = start - rest.start
                yield replace(rest, x1=left, text=rest.text[:length].rstrip(), gaps=())
                rest = replace(rest, x0=right, start=start, text=rest.text[length:], gaps=())
        yield rest


def _is_edge(grid: Grid, left: float, right: float, y: float) -> bool:
    """Whether the edge of a cell runs between two points on a line."""
    return any(
        left - 1 <= cell.x0 <= right + 1 and cell.y0 <= y <= cell.y1
        for row in grid.rows
        for cell in row
    )


def _region(segment: Segment, furniture: Furniture) -> tuple[int, tuple[int, int, int] | None]:
    """Find the box and the cell that a segment is in."""
    x = min(segment.x0 + 2.0, (segment.x0 + segment.x1) / 2)
    y = segment.y - 0.3 * segment.look.size
    for index, grid in enumerate(furniture.grids):
        if grid.area.holds(x, y):
            for row_index, row in enumerate(grid.rows):
                for column, cell in enumerate(row):
                    if cell.holds(x, y, 0.0):
                        return _box_round(grid.area, furniture), (index, row_index, column)
    for index, box in enumerate(furniture.boxes, start=1):
        if box.holds(x, y):
            return index, None
    return 0, None


def _box_round(table: Area, furniture: Furniture) -> int:
    """Find the box that a table stands in, with more than the table in it; 0 for none."""
    for index, box in enumerate(furniture.boxes, start=1):
        if table.is_in(box) and table.width <= box.width and box.height > table.height + _MORE:
            return index
    return 0


# --- raised figures ----------------------------------------------------------


def _measure(line: Line) -> None:
    """Set size and baseline by most characters, and take raised figures out."""
    if len(line.segments) == 1:
        return
    sizes: Counter[float] = Counter()
    bases: Counter[float] = Counter()
    for segment in line.segments:
        sizes[segment.look.size] += len(segment.text)
        bases[segment.y] += len(segment.text)
    line.size = max(sizes, key=lambda size: (sizes[size], size))
    line.y = max(bases, key=lambda base: bases[base])
    kept: list[Segment] = []
    for segment in line.segments:
        higher = line.y - segment.y
        small = segment.look.size <= 0.88 * line.size
        least = _RAISED if small else _RAISED_WHOLE
        if higher >= least * segment.look.size and _FOOTNOTE.fullmatch(segment.text):
            line.raised.append((segment, kept[-1] if kept else None))
            continue
        if kept and small and higher > 1.0:
            segment.spaced = False
        if kept and small and -higher >= _LOWERED * segment.look.size:
            segment.text = lowered(segment.text) or segment.text
        kept.append(segment)
    line.segments = kept
    if kept:
        line.x0, line.x1 = kept[0].x0, max(segment.x1 for segment in kept)
