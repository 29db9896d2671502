"""Find the tables that are set as tiles: boxes of a few words in rows and columns.

Grades are often shown so. Each tile is painted or framed by itself, and empty ones may be missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from s55.importers.readers.pdf.parts import Area, Grid, Line

_SLACK = 2.0
"""Points by which the edges of tiles in one row or column may differ."""
_APART = 14.0
"""Points between a tile and the one below it at most."""
_WORDS = 110
"""Characters of the longest text on a tile: what says more is a box of text."""
_LEADING = 1.6
"""How far apart the lines of one text are at most, in sizes of characters."""
_LABEL = 30
"""Characters of the longest label."""
_MOST = 400
"""Boxes on one page that are looked at."""
_FEWEST = 4
"""Tiles of the smallest table."""
_FEWEST_STACKS = 3
"""Stacks of tiles side by side that are a table where their tiles are not in rows."""

_Tiles = Sequence[Area]


def grids_of_tiles(boxes: Sequence[Area]) -> list[Grid]:
    """Find the boxes that stand in rows and columns as tiles do, whatever is in them."""
    boxes = list(dict.fromkeys(boxes))  # some programs draw each of them twice
    if not _FEWEST <= len(boxes) <= _MOST:
        return []
    found: list[Grid] = []
    taken: set[Area] = set()
    for run in _tables(_rows(boxes)):
        own = {tile for row in run for tile in row}
        grid = _of_rows(run)
        if not any(_stands_among(box, own, grid.area) for box in boxes if box not in own):
            found.append(grid)
            taken |= own
    stacks = _stacks([box for box in boxes if box not in taken])
    return found + [_of_stacks(one) for one in _side_by_side(stacks)]


def with_few_words(grids: Sequence[Grid], pieces: Sequence[Line]) -> list[Grid]:
    """Select the tables each of whose tiles has a few words at most, and several have some."""
    return [grid for grid in grids if _has_few_words(grid, pieces)]


def _has_few_words(grid: Grid, pieces: Sequence[Line]) -> bool:
    said: Counter[Area] = Counter()
    for piece in pieces:
        x, y = piece.x0 + 1.0, piece.y - 0.3 * piece.size
        if grid.area.holds(x, y):
            cell = next((one for row in grid.rows for one in row if one.holds(x, y, 0.0)), None)
            if cell is not None:
                said[cell] += _length(piece)
    return len(said) >= _FEWEST and max(said.values()) <= _WORDS


def labels_beside_text(boxes: Sequence[Area], pieces: Sequence[Line]) -> list[Area]:
    """Find the boxes that only show off a few words, each on a line with text outside of boxes.

    A heading on a bar, with its number before the bar, is no such box.
    """
    if not boxes:
        return []
    inside: dict[int, list[Line]] = {}
    for piece in pieces:
        if piece.box:
            inside.setdefault(piece.box, []).append(piece)
    short = {
        number: {round(one.y) for one in found}
        for number, found in inside.items()
        if all(_length(one) <= _LABEL for one in found)
    }
    if not short:
        return []
    outside = {
        round(piece.y)
        for piece in pieces
        if not piece.box and piece.cell is None and _has_letters(piece)
    }
    return [
        boxes[number - 1]
        for number, found in short.items()
        if all(any(y + near in outside for near in (-2, -1, 0, 1, 2)) for y in found)
        and not _is_wrapped(inside[number])
    ]


def _is_wrapped(found: Sequence[Line]) -> bool:
    """Whether the words of a box go on in the next line: then the lines beside it are others."""
    ordered = sorted(found, key=lambda one: one.y)
    return any(0 < two.y - one.y < _LEADING * one.size for one, two in pairwise(ordered))


def _has_letters(piece: Line) -> bool:
    return any(letter.isalpha() for segment in piece.segments for letter in segment.text)


def _length(piece: Line) -> int:
    return sum(len(segment.text) for segment in piece.segments)


# --- tiles in rows ----------------------------------------------------------------------


def _rows(boxes: Sequence[Area]) -> list[list[Area]]:
    """Gather the boxes whose upper edges are at one height, from the top down."""
    rows: list[list[Area]] = []
    for box in sorted(boxes, key=lambda box: (box.y0, box.x0)):
        if rows and box.y0 - rows[-1][0].y0 <= _SLACK:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row, key=lambda box: box.x0) for row in rows]


def _tables(rows: Sequence[_Tiles]) -> Iterator[list[_Tiles]]:
    """Yield rows below each other with tiles of one height, in the same columns."""
    return (run for run in _runs(rows) if len(run) > 1 and any(len(row) > 1 for row in run))


def _runs(rows: Sequence[_Tiles]) -> Iterator[list[_Tiles]]:
    run: list[_Tiles] = []
    for row in rows:
        if run and len(run[-1]) > 1 and row[0].y0 < run[-1][0].y1 - _SLACK:
            continue  # drawn on a tile
        even = all(abs(box.y1 - row[0].y1) <= _SLACK for box in row)
        if run and not (even and _goes_on(run, row)):
            yield run
            run = []
        if even:
            run.append(row)
    yield run


def _goes_on(run: Sequence[_Tiles], row: _Tiles) -> bool:
    above = run[-1][0]
    if not -_SLACK <= row[0].y0 - above.y1 <= _APART:
        return False
    widest = max(run, key=len)
    new, columns = ([row], widest) if len(row) <= len(widest) else (run, row)
    return all(any(_over(one, tile) for one in columns) for other in new for tile in other)


def _over(one: Area, other: Area) -> bool:
    """Whether two boxes stand in the same column."""
    return abs(one.x0 - other.x0) <= _SLACK and abs(one.x1 - other.x1) <= _SLACK


def _stands_among(box: Area, tiles: Iterable[Area], area: Area) -> bool:
    """Whether a box lies between tiles; not on one of them, nor round all of them."""
    beside = box.x0 < area.x1 and area.x0 < box.x1 and box.y0 < area.y1 and area.y0 < box.y1
    if not beside or (box.width >= area.width and box.height >= area.height):
        return False
    return not any(box.is_in(tile) for tile in tiles)


def _of_rows(rows: Sequence[_Tiles]) -> Grid:
    """Make a grid; a tile that is not painted is an empty cell."""
    widest = max(rows, key=len)
    cells = [[Area(one.x0, row[0].y0, one.x1, row[0].y1) for one in widest] for row in rows]
    return Grid(_around(cells), cells)


# --- tiles in stacks --------------------------------------------------------------------


def _stacks(boxes: Sequence[Area]) -> list[list[Area]]:
    """Gather the boxes that are as wide as each other, one right below the other."""
    stacks: list[list[Area]] = []
    for box in sorted(boxes, key=lambda box: (round(box.x0), box.y0)):
        last = stacks[-1][-1] if stacks else None
        if last and _over(last, box) and -_SLACK <= box.y0 - last.y1 <= _APART:
            stacks[-1].append(box)
        else:
            stacks.append([box])
    return stacks


def _side_by_side(stacks: Sequence[list[Area]]) -> Iterator[list[list[Area]]]:
    """Yield the stacks that begin with tiles at one height, from left to right."""
    heads = _rows([stack[0] for stack in stacks])
    by_head = {stack[0]: stack for stack in stacks}
    for row in heads:
        found = [by_head[head] for head in row]
        apart = all(left.x1 <= right.x0 + _SLACK for left, right in pairwise(row))
        if len(found) >= _FEWEST_STACKS and apart and any(len(stack) > 1 for stack in found):
            yield found


def _of_stacks(stacks: Sequence[_Tiles]) -> Grid:
    """Make a grid: its first row has the first tile of each stack, and so on down."""
    count = max(map(len, stacks))
    cells = [[_at(stack, row) for stack in stacks] for row in range(count)]
    return Grid(_around(cells), cells)


def _at(stack: _Tiles, row: int) -> Area:
    """Give a tile of a stack; below its last one, a cell that nothing is in."""
    if row < len(stack):
        return stack[row]
    last = stack[-1]
    return Area(last.x0, last.y1, last.x1, last.y1)


def _around(rows: Sequence[_Tiles]) -> Area:
    cells = [cell for row in rows for cell in row]
    return Area(
        min(cell.x0 for cell in cells),
        min(cell.y0 for cell in cells),
        max(cell.x1 for cell in cells),
        max(cell.y1 for cell in cells),
    )
