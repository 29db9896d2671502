"""Find columns and tables in a plain text whose white space holds them, as a page did.

Each line of such a text is measured as a line of a page of which every character has one width,
and read by the geometry by which PDF files are read: a table becomes rows with cells, and columns
of prose come one after the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import accumulate, groupby, pairwise

from s55.importers.readers import blocks as make
from s55.importers.readers.paging import TypedLine
from s55.importers.readers.pdf.lines.lines import lines_of
from s55.importers.readers.pdf.lines.order import set_in_columns
from s55.importers.readers.pdf.parts import Area, Furniture, Grid, Line, Look, Page, Segment
from s55.importers.readers.runs import BREAK
from s55.importers.readers.typed_tables import TypedTable, goes_on, typed_tables
from s55.records import dataclass

_WIDTH, _SIZE, _STEP, _BLANK = 5.5, 10.0, 12.0, 8.0
"""Points: the width of a character, its size, from one line to the next, and for a blank line."""
_WIDEST = 10_000.0
_LOOK = Look(_SIZE, bold=False, italic=False, colour="#000000", way=0)
_WORDS = re.compile(r"\S+(?: \S+)*")
"""Words with single spaces between them; wider white space may lie between two columns."""
_WIDE = re.compile(r"\S {3,}(?=\S)")
_FEWEST_WIDE = 2
"""Lines with wide white space in them of the shortest table."""
_LONGEST_PAGE = 200
"""Lines of what is measured as one page, so that a text without pages is read as fast."""
_HANGING = 4 * _WIDTH
"""Points by which a bullet hangs left of its text at most."""
_SAME_CELL = 1.5 * _STEP
"""From one line of a paragraph in a cell to the next, at most."""


def with_columns(lines: Sequence[TypedLine]) -> list[TypedLine]:
    """Put the lines of each page in the order in which people read them, rows with their cells."""
    sheets: list[_Sheet] = []
    for page in _pages(lines):
        sheets.append(_sheet(page, sheets[-1].goes_on if sheets else ()))
    if any(sheet.has_columns for sheet in sheets):
        for sheet in sheets:
            sheet.share_columns()
    return [line for sheet in sheets for line in _read(sheet)]


def _pages(lines: Sequence[TypedLine]) -> Iterator[list[TypedLine]]:
    """Divide lines where pages begin, and a long stretch without pages at blank lines."""
    page: list[TypedLine] = []
    for line in lines:
        is_long = len(page) >= _LONGEST_PAGE and not (line.text or page[-1].text)
        if page and ((line.first and line.text) or is_long or len(page) >= 2 * _LONGEST_PAGE):
            yield page
            page = []
        page.append(line)
    if page:
        yield page


@dataclass(slots=True)
class _Sheet:
    """A page of text, measured as a page of a PDF.

    Attributes:
        typed: its lines.
        at: the same by their baselines.
        page: what was measured; None where nothing can stand beside anything.
        starts: where text begins after wide white space on several lines.
        goes_on: where the columns begin of the table with which it ends; () without one.
    """

    typed: list[TypedLine]
    at: Mapping[float, TypedLine]
    page: Page | None = None
    starts: Set[int] = frozenset()
    goes_on: tuple[int, ...] = ()

    @property
    def has_columns(self) -> bool:
        """Whether it is set in columns."""
        return self.page is not None and len(_bands(self.page)) > 1

    def share_columns(self) -> None:
        """Find the columns of a page with few lines, where other pages have columns.

        Each page has white space of its own: columns begin at other places on each.
        """
        if self.page and not self.has_columns and not self.page.furniture.grids:
            lefts = [line.marker_x if line.marker else line.x0 for line in self.page.lines]
            edges = (_WIDTH * start for start in self.starts)
            near = ([x for x in lefts if edge - _HANGING <= x <= edge] for edge in edges)
            set_in_columns(self.page, [min(found) for found in near if found])


def _bands(page: Page) -> set[int]:
    return {line.column for line in page.lines if line.cell is None}


def _sheet(typed: list[TypedLine], before: Sequence[int]) -> _Sheet:
    """Measure the lines of a page.

    Args:
        typed: its lines.
        before: where the columns begin of the table with which the page before ends.
    """
    heights = list(accumulate(_STEP if line.text else _BLANK for line in typed))
    at = dict(zip(heights, typed, strict=True))
    if any(line.cells or "\t" in line.text for line in typed):
        return _Sheet(typed, at)
    tables = typed_tables(typed, before)
    if not tables and sum(map(_is_wide, typed)) < _FEWEST_WIDE:
        return _Sheet(typed, at)
    starts = _starts_of_columns(typed)
    furniture = Furniture(grids=[_grid(table, heights) for table in tables])
    inside = {
        line: table.starts[1:] for table in tables for line in range(table.rows[0], table.rows[-1])
    }
    segments = [
        list(_segments(line, y, starts, inside.get(index)))
        for index, (y, line) in enumerate(at.items())
        if line.text
    ]
    lines = lines_of(segments, furniture, 1, across=True)
    page = Page(1, 0.0, 0.0, lines, furniture)
    return _Sheet(typed, at, page, starts, goes_on(typed, tables))


def _grid(table: TypedTable, heights: Sequence[float]) -> Grid:
    """Measure a table as a ruled one."""
    xs = [-_WIDTH, *((start - 1) * _WIDTH - 1 for start in table.starts[1:]), _WIDEST]
    ends = heights[table.rows[-1] - 1] + 1
    ys = [*(heights[row] - _SIZE for row in table.rows[:-1]), ends]
    cells = [[Area(x0, y0, x1, y1) for x0, x1 in pairwise(xs)] for y0, y1 in pairwise(ys)]
    return Grid(Area(xs[0], ys[0], xs[-1], ys[-1]), cells)


def _read(sheet: _Sheet) -> list[TypedLine]:
    """Read the lines of a page; they stay as they are if nothing stands beside anything."""
    page, typed = sheet.page, sheet.typed
    if page is None or not (page.furniture.grids or sheet.has_columns):
        return typed
    made: list[TypedLine] = []
    for (_, grid), group in groupby(page.lines, key=_place):
        own = list(group)
        if grid is None:
            made += _in_column(sheet.at, own, narrow=sheet.has_columns)
        else:
            made += _rows(sheet.at, own, len(page.furniture.grids[grid].rows[0]))
    if made and typed[0].first:
        made[0] = replace(made[0], first=True)
    return made


def _is_wide(line: TypedLine) -> bool:
    marker = make.bullet_of(line.text) or make.number_of(line.text)
    return bool(_WIDE.search(line.text[len(marker) :]))


def _place(line: Line) -> tuple[int, int | None]:
    return line.column, line.cell[0] if line.cell else None


def _starts_of_columns(page: Sequence[TypedLine]) -> set[int]:
    """Find where text begins after wide white space on several lines."""
    starts = Counter(
        line.indent + found.end() for line in page for found in _WIDE.finditer(line.text)
    )
    return {start for start, count in starts.items() if count >= _FEWEST_WIDE}


def _spans(
    line: TypedLine, starts: Set[int], inside: Sequence[int] | None
) -> Iterator[tuple[int, int]]:
    """Divide a line at white space; a long cell leaves but one space before the next column."""
    spans = [found.span() for found in _WORDS.finditer(line.text)]
    may_be_cut = len(spans) > 1 or inside is not None
    for start, end in spans:
        columns = starts if inside is None else inside
        cuts = [at for at in columns if line.indent + start < at < line.indent + end]
        own = sorted(at - line.indent for at in cuts if line.text[at - line.indent - 1] == " ")
        own = [at for at in own if may_be_cut and _holds_words(line.text[start:at])]
        for first, past in pairwise([start, *own, end]):
            yield first, past - (past < end)


def _holds_words(text: str) -> bool:
    """Whether a text is more than the bullet or the number of what comes after it."""
    return bool(text[len(make.bullet_of(text) or make.number_of(text)) :].strip())


def _segments(
    line: TypedLine, y: float, starts: Set[int], inside: Sequence[int] | None
) -> Iterator[Segment]:
    for span in _spans(line, starts, inside):
        start, end = (line.indent + edge for edge in span)
        yield Segment(
            start * _WIDTH,
            end * _WIDTH,
            y,
            _LOOK,
            line.text[slice(*span)],
            start,
            end,
            spaced=start > 0,
        )


def _typed(line: Line) -> str:
    return f"{line.marker} {line.text}" if line.marker else line.text


# --- text ---------------------------------------------------------------------------


def _in_column(
    sheet: Mapping[float, TypedLine], lines: Sequence[Line], *, narrow: bool
) -> Iterator[TypedLine]:
    """Yield the lines of a column, with the blank ones between them and how wide it is."""
    starts = [line.marker_x if line.marker else line.x0 for line in lines]
    left = min(starts) if narrow else 0.0
    width = round((max(line.x1 for line in lines) - left) / _WIDTH) if narrow else 0
    before = 0.0
    pitch = _pitch(lines)
    for line, start in zip(lines, starts, strict=True):
        source = sheet[line.y]
        if line.y - before > pitch + 0.5 * _STEP:
            yield TypedLine(source.number, "", 0, first=False)
        indent = round((start - left) / _WIDTH)
        yield TypedLine(source.number, _typed(line), indent, first=False, width=width)
        before = line.y
    yield TypedLine(sheet[lines[-1].y].number, "", 0, first=False)


def _pitch(lines: Sequence[Line]) -> float:
    """Measure how far apart the lines of a column are: those of another may lie between them."""
    steps = Counter(round(below.y - above.y) for above, below in pairwise(lines))
    ((usual, _),) = steps.most_common(1) or [(0, 0)]
    return usual if usual > 0 and usual % _STEP == 0 else _STEP


# --- tables -------------------------------------------------------------------------


def _rows(
    sheet: Mapping[float, TypedLine], lines: Sequence[Line], count: int
) -> Iterator[TypedLine]:
    """Yield the rows of a table, whose lines are in the order of its cells."""
    for _, group in groupby(lines, key=lambda line: line.cell and line.cell[1]):
        row = list(group)
        cells = [[line for line in row if line.cell and line.cell[2] == k] for k in range(count)]
        said = tuple(map(_cell, cells))
        first = min((sheet[line.y] for line in row), key=lambda line: line.number)
        yield TypedLine(first.number, " | ".join(said), 0, first=False, cells=said)


def _cell(lines: Sequence[Line]) -> str:
    """Join the lines of a cell, with a break between its paragraphs and list items."""
    said = ""
    before = 0.0
    for line in lines:
        new = bool(line.marker) or line.y - before > _SAME_CELL
        joint = "" if not said else BREAK if new else "" if said.endswith("-") else " "
        said += joint + _typed(line)
        before = line.y
    return said
