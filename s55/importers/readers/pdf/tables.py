"""Rows of tables: ruled ones by their cells, others by lines that begin at the same places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from s55.importers.readers.pdf.parts import Grid, Line, Page


@dataclass(slots=True)
class Group:
    """Lines that are one block."""

    lines: list[Line]
    level: int = 0
    """The depth of a list item from 1, 0 for others."""
    marker: str = ""
    box: int = 0
    text_x: float = 0.0
    table: int = 0
    rows: list[list[Line]] = field(default_factory=list)
    """For a table row, the lines of each cell."""

    @property
    def first(self) -> Line:
        """The line it begins with."""
        return self.lines[0]


@dataclass(slots=True)
class LastTable:
    """The ruled table met last: the page it was on last, its first grid and its first row."""

    page: int
    grid: Grid | None
    head: str

    def runs_over(self, groups: Sequence[Group], page: Page, grid: Grid, rows: list[Group]) -> bool:
        """Whether a grid at the top of a page goes on with this table.

        A head that the layout repeats is taken out of ``rows``.
        """
        if self.grid is None or self.page != page.number - 1 or not groups[-1].table:
            return False
        one, two = self.grid.rows[0], grid.rows[0]
        same = len(one) == len(two) and all(
            abs(a.x0 - b.x0) < 4 and abs(a.x1 - b.x1) < 4 for a, b in zip(one, two, strict=True)
        )
        if same and len(rows) > 1 and row_text(rows[0]) == self.head:
            del rows[0]
        return same


def row_text(row: Group) -> str:
    """The text of a row, to tell a repeated head by."""
    return " ".join(line.text for line in row.lines)


def table_rows(lines: Sequence[Line], grid: Grid) -> Iterator[Group]:
    """The rows of a ruled table."""
    rows: dict[int, dict[int, list[Line]]] = {}
    for line in lines:
        _, row, column = line.cell or (0, 0, 0)
        rows.setdefault(row, {}).setdefault(column, []).append(line)
    for row in sorted(rows):
        count = len(grid.rows[row])
        cells = [rows[row].get(column, []) for column in range(count)]
        yield Group([line for cell in cells for line in cell], rows=cells)


def loose_rows(lines: Sequence[Line], index: int) -> list[list[list[Line]]]:
    """Rows of a table without rules: lines beside each other that begin at the same places."""
    rows: list[list[list[Line]]] = []
    starts: list[float] = []
    while index < len(lines):
        row = _beside(lines, index)
        if len(row) >= 2 and (not starts or _aligned(row, starts)):
            starts = starts or [line.x0 for line in row]
            rows.append([[line] for line in row])
            index += len(row)
        elif rows and len(row) == 1 and (column := _column(row[0], rows[-1], starts)) >= 0:
            rows[-1][column].append(row[0])
            index += 1
        else:
            break
    return rows if len(rows) >= 2 else []


def _beside(lines: Sequence[Line], index: int) -> list[Line]:
    """The lines on one baseline from ``index`` on, from left to right."""
    first = lines[index]
    row = [first]
    for line in lines[index + 1 : index + 12]:
        if (
            abs(line.y - first.y) > 1.5
            or line.x0 < row[-1].x1
            or line.cell
            or line.marker
            or line.box != first.box
        ):
            break
        row.append(line)
    return [] if first.marker else row


def _aligned(row: Sequence[Line], starts: Sequence[float]) -> bool:
    return (
        len(row) <= len(starts) + 1
        and abs(row[0].x0 - starts[0]) < 4
        and all(
            any(abs(line.x0 - start) < 6 or abs(line.x1 - start) < 6 for start in starts)
            for line in row
        )
    ) or (len(row) == len(starts) == 2 and abs(row[0].x0 - starts[0]) < 4)


def _column(line: Line, row: Sequence[Sequence[Line]], starts: Sequence[float]) -> int:
    """The column of a row that a further line goes on with, or -1."""
    if line.marker:
        return -1
    for column, start in enumerate(starts):
        if abs(line.x0 - start) < 3 and column < len(row):
            last = row[column][-1]
            near = 0 < line.y - last.y < 1.35 * line.size and abs(last.size - line.size) < 0.5
            return column if near and column > 0 else -1
    return -1
