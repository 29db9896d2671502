"""Join the lines of all pages to blocks: paragraphs, list items, headings and table rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from math import inf
from operator import itemgetter

from s55.importers.readers import blocks as make
from s55.importers.readers.pdf.joins import Joins
from s55.importers.readers.pdf.lines.markers import strip_lead
from s55.importers.readers.pdf.margins import body_size
from s55.importers.readers.pdf.parts import Area, Grid, Line, Page
from s55.importers.readers.runs import BREAK, Run
from s55.importers.source import BlockKind, SetAside, SourceBlock, SourcePosition
from s55.model.verdict import Aside
from s55.records import dataclass


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
class _LastTable:
    """The last ruled table so far: its last page, its first grid and the text of its first row."""

    page: int
    grid: Grid | None
    head: str

    def runs_over(self, groups: Sequence[Group], page: Page, grid: Grid) -> bool:
        """Whether a grid at the top of a page or column continues this table."""
        if self.grid is None or not groups[-1].table:
            return False
        one, two = self.grid.rows[0], grid.rows[0]
        shift = two[0].x0 - one[0].x0
        turned, in_columns = self.page == page.number - 1, abs(shift) > _NEXT_COLUMN
        if not (turned or (self.page == page.number and shift > _NEXT_COLUMN)):
            return False
        shift = shift if in_columns else 0.0
        return len(one) == len(two) and all(
            abs(a.x0 + shift - b.x0) < 4 for a, b in zip(one, two, strict=True)
        )


# --- rows of tables -------------------------------------------------------------------


def _row_text(row: Group) -> str:
    """Join the text of a row, by which a repeated head is recognised."""
    return " ".join(line.text for line in row.lines)


def _table_rows(lines: Sequence[Line], grid: Grid) -> Iterator[Group]:
    """Yield the rows of a ruled table."""
    rows: dict[int, dict[int, list[Line]]] = {}
    for line in lines:
        _, row, column = line.cell or (0, 0, 0)
        rows.setdefault(row, {}).setdefault(column, []).append(line)
    for row in sorted(rows):
        count = len(grid.rows[row])
        cells = [rows[row].get(column, []) for column in range(count)]
        yield Group([line for cell in cells for line in cell], rows=cells)


# --- groups: lines that belong together ------------------------------------------------


def _groups_of(pages: Sequence[Page], joins: Joins) -> tuple[list[Group], list[SetAside]]:
    """Join lines to groups, across columns and pages, and give list items their depth.

    Returns:
        the groups, and the heads of tables that pages repeat.
    """
    grouper = _Grouper(joins)
    for page in pages:
        index = 0
        while index < len(page.lines):
            index = grouper.take(page, index)
    _take_numbers(grouper.groups)
    return _with_depths(grouper.groups), grouper.repeated


def _take_numbers(groups: Sequence[Group]) -> None:
    """Make typed numbers at the start of paragraphs markers: in a hanging indent or a sequence."""
    before: tuple[float, int] | None = None
    for index, group in enumerate(groups):
        lead = "" if group.marker or group.table else _number(group)
        if not lead:
            continue
        x0, value = group.first.x0, _value(lead)
        hangs = len(group.lines) > 1 and group.lines[1].x0 > x0 + 0.5 * group.first.size
        in_turn = before is not None and abs(before[0] - x0) < 2 and before[1] + 1 == value
        begins = value == 1 and any(
            _first_number(other) == 2 for other in groups[index + 1 : index + 4]
        )
        if hangs or in_turn or begins:
            strip_lead(group.first, lead, lead.strip())
            group.first.settle()
            group.marker = lead.strip()
            before = x0, value


def _number(group: Group) -> str:
    """Return the number at the start of a group, if its segment has text too, or ''."""
    first = group.first.segments[0].text
    lead = make.number_of(first)
    return lead if len(lead) < len(first) else ""


def _value(lead: str) -> int:
    digits = "".join(filter(str.isdigit, lead.strip(" ().").rpartition(".")[2]))
    return int(digits) if digits else ord(lead.strip(" ()")[0].lower()) - ord("a") + 1


def _first_number(group: Group) -> int | None:
    lead = "" if group.table else group.marker or _number(group)
    return _value(lead) if make.number_of(f"{lead.strip()} ") else None


_LONGEST_NAME = 30


def _is_name(cell: Sequence[Line]) -> bool:
    text = " ".join(line.text for line in cell)
    return text[:1].isupper() and len(text) <= _LONGEST_NAME and text[-1] not in ".:;"


class _Grouper:
    """Collects the groups while going through the lines."""

    def __init__(self, joins: Joins) -> None:
        self.groups: list[Group] = []
        self._joins = joins
        self._boxes = _Boxes()
        self._tables = 0
        self._last_table = _LastTable(0, None, "")
        self.repeated: list[SetAside] = []
        """The heads of tables that pages repeat, which are no rows of them."""

    def take(self, page: Page, index: int) -> int:
        """Add the line at ``index``, with the table it begins; return the index of the next one."""
        line = page.lines[index]
        box = self._boxes.number(page, line)
        if line.cell is not None:
            return self._take_table(page, index, box)
        below = page.lines[index + 1] if index + 1 < len(page.lines) else None
        self._add(line, below, box)
        return index + 1

    def _take_table(self, page: Page, index: int, box: int) -> int:
        lines = page.lines
        number, _, _ = lines[index].cell or (0, 0, 0)
        end = index
        while end < len(lines) and (lines[end].cell or (-1,))[0] == number:
            end += 1
        grid = page.furniture.grids[number]
        rows = list(_table_rows(lines[index:end], grid))
        first = not index or lines[index].column != lines[index - 1].column
        if not first or not self._last_table.runs_over(self.groups, page, grid):
            self._tables += 1
            self._last_table = _LastTable(page.number, grid, _row_text(rows[0]))
        else:
            self._go_on(rows, page)
        self._last_table.page = page.number
        for row in rows:
            row.table, row.box = self._tables, box
        self.groups.extend(rows)
        return end

    def _go_on(self, rows: list[Group], page: Page) -> None:
        """Take out of the rows of a page what is no further row of the table of the page before."""
        if len(rows) > 1 and _row_text(rows[0]) == self._last_table.head:
            place = SourcePosition(page=page.number)
            self.repeated.append(SetAside(_row_text(rows.pop(0)), Aside.RUNNING_HEAD, place))
        if _is_rest(rows[0], self.groups[-1]):
            for cell, rest in zip(self.groups[-1].rows, rows.pop(0).rows, strict=True):
                cell.extend(rest)

    def _add(self, line: Line, below: Line | None, box: int) -> None:
        last = self.groups[-1] if self.groups else None
        if last is None or last.table or last.box != box:
            self.groups.append(Group([line], 0, line.marker, box, line.x0))
            return
        before, second = last.lines[-1], len(last.lines) == 1
        x0 = last.text_x
        if not self._joins.goes_on(before, line, second=second, text_x=x0, below=below):
            self.groups.append(Group([line], 0, line.marker, box, line.x0))
            return
        moved = (before.page, before.column) != (line.page, line.column)
        if moved or second:
            last.text_x = line.x0
        last.lines.append(line)


def _is_rest(row: Group, last: Group) -> bool:
    """Whether the first row of a page is the rest of the last one.

    It has no first cell, and no name below another as beside a cell that spans both; or just the
    cells that the last one has not; or fewer, and goes on in the middle of sentences or lists.
    """
    if len(row.rows) != len(last.rows):
        return False
    there = [(cell, above) for cell, above in zip(row.rows, last.rows, strict=True) if cell]
    goes_on = all(
        cell[0].text[:1].islower() or any(_is_next_entry(line, cell[0]) for line in above)
        for cell, above in there
    )
    apart = not any(above for _, above in there)
    names = any(_is_name(above) and _is_name(cell) for cell, above in there)
    without_first = not row.rows[0] and not names
    return without_first or apart or (goes_on and len(there) < sum(map(bool, last.rows)))


class _Boxes:
    """Numbers the boxes of the document; a box that continues on the next page is one."""

    def __init__(self) -> None:
        self._count = 0
        self._numbers: dict[tuple[int, int, int], int] = {}
        self._last: Page | None = None
        self._last_line: Line | None = None

    def number(self, page: Page, line: Line) -> int:
        """Return the number of the box that a line is in, or 0."""
        before, self._last_line = self._last_line, line
        last, self._last = self._last, page
        if not line.box:
            return 0
        key = page.number, line.way, line.box
        if key not in self._numbers:
            runs_over = (
                before is not None
                and last is not None
                and before.box
                and _same_box(last, before, page, line)
            )
            if not runs_over:
                self._count += 1
            self._numbers[key] = self._count
        return self._numbers[key]


def _same_box(last: Page, before: Line, page: Page, line: Line) -> bool:
    """Whether a box goes on in another at the top of the next page or column."""
    one, two = last.furniture.boxes[before.box - 1], page.furniture.boxes[line.box - 1]
    if abs(one.width - two.width) > 8 or _is_row(two, page):
        return False
    # A column may end with a box and the next begin with another: what goes on has no upper edge.
    cut = line.y - line.size - two.y0 < _CUT * line.size
    if last is page:
        return cut and one.x1 < two.x0 and before.column != line.column
    if _is_row(one, last) and not cut:
        return False
    turned = last.number == page.number - 1
    ends_low = one.y1 > 0.85 * last.height and two.y0 < 0.3 * page.height
    return turned and ends_low and (abs(one.x0 - two.x0) < 4 or (cut and two.x1 < one.x0))


def _is_row(box: Area, page: Page) -> bool:
    """Whether a box is a row of a table of one column: it touches the next one or the last."""
    return any(
        min(abs(other.y0 - box.y1), abs(other.y1 - box.y0)) < 1 and abs(other.x0 - box.x0) < 1
        for other in page.furniture.boxes
    )


_CUT = 0.4
"""Space over the first line of a box that was cut off at most, in sizes of characters."""


def _with_depths(groups: list[Group]) -> list[Group]:
    """Give list items, and further paragraphs of an item, their depth by indentation."""
    stack: list[tuple[float, float]] = []
    box = 0
    lefts = _lefts(groups)
    place = 0, 0
    for group in groups:
        line = group.first
        shift = lefts.get((line.page, line.column), 0.0) - lefts.get(place, 0.0)
        if stack and (line.page, line.column) != place and abs(shift) > _NEXT_COLUMN:
            stack = [(marker_x + shift, x0 + shift) for marker_x, x0 in stack]
        place = group.lines[-1].page, group.lines[-1].column
        if group.table or group.box != box:
            stack, box = [], group.box
        if group.table:
            continue
        if not group.marker:
            if stack and _belongs(line, stack):
                group.level = len(stack)
            else:
                stack = []
            continue
        while stack and line.marker_x < stack[-1][0] - 4:
            stack.pop()
        if not stack or line.marker_x > stack[-1][0] + 6:
            stack.append((line.marker_x, line.x0))
        else:
            stack[-1] = (stack[-1][0], line.x0)
        group.level = len(stack)
    return groups


def _lefts(groups: Sequence[Group]) -> dict[tuple[int, int], float]:
    """Find where each column of each page begins."""
    found: dict[tuple[int, int], float] = {}
    for line in (line for group in groups for line in group.lines):
        place = line.page, line.column
        found[place] = min(found.get(place, inf), _left_of(line))
    return found


_AT_MARGIN = 4.0
"""Points right of the margin at which a line begins there."""
_NEXT_COLUMN = 100.0
"""Points by which columns begin apart at the least; less is an indentation."""


def _belongs(line: Line, stack: list[tuple[float, float]]) -> bool:
    """Whether a paragraph without a marker lines up with the text of an open list item."""
    while stack and line.x0 < stack[-1][1] - 4:
        stack.pop()
    return bool(stack) and abs(line.x0 - stack[-1][1]) <= 4 and not line.bold


_SAME_SIZE = 0.06
"""How much the characters of two lines of one text differ in size at most."""
_LARGER = 1.09
"""How much larger than the body characters of a heading are at least."""
_MAX_HEADING_LINES = 4


# --- blocks ---------------------------------------------------------------------------


def blocks_of(pages: Sequence[Page]) -> tuple[list[SourceBlock], list[SetAside]]:
    """Join lines to blocks, after heads, feet and footnotes were set aside.

    Returns:
        the blocks, and the heads of tables that pages repeat.
    """
    _widen(pages)
    joins = Joins(pages)
    groups, repeated = _groups_of(pages, joins)
    _box_entries(groups)
    body = _Body(pages, groups)
    _open_bars(groups, body)
    blocks = [_block(group, joins, body) for group in groups]
    return [block for block in blocks if block is not None], repeated


def _box_entries(groups: Sequence[Group]) -> None:
    """Make a box of each entry of a list of terms: a bold line, and the text set in below it.

    Where more than one paragraph is said of a term, nothing else shows where its entry ends.
    """
    number = max((group.box for group in groups), default=0)
    for entries in list(_lists_of_terms(groups)):
        if any(len(entry) > 2 for entry in entries):
            for entry in entries:
                number += 1
                for group in entry:
                    group.box = number


def _lists_of_terms(groups: Sequence[Group]) -> Iterator[list[list[Group]]]:
    margins = _margins(groups)
    set_in = [_is_set_in(group, margins) for group in groups]
    if 2 * sum(set_in) > len(groups):
        return  # headings stand out to the left of all text
    entries: list[list[Group]] = []
    for group, below, inside in zip(groups, [*groups[1:], None], set_in, strict=True):
        if inside and entries:
            entries[-1].append(group)
        elif _begins_entry(group, below, margins):
            entries.append([group])
        elif entries:
            yield entries
            entries = []
    if entries:
        yield entries


def _begins_entry(
    group: Group, below: Group | None, margins: Mapping[tuple[int, int], float]
) -> bool:
    """Whether a group is a term: a bold line at the margin over a paragraph that is set in."""
    line = group.first
    if below is None or below.marker or group.table or group.box or group.marker:
        return False
    at_margin = line.x0 - margins[line.page, line.column] < _AT_MARGIN
    alike = abs(line.size - below.first.size) <= _SAME_SIZE * line.size
    bold = all(one.bold for one in group.lines) and not below.first.bold
    return at_margin and alike and bold and _is_set_in(below, margins)


def _is_set_in(group: Group, margins: Mapping[tuple[int, int], float]) -> bool:
    """Whether all lines of a group, which is in no box or table, begin right of the margin."""
    return not (group.table or group.box) and all(
        _left_of(line) - margins[line.page, line.column] >= make.FEWEST_POINTS_SET_IN
        for line in group.lines
    )


def _margins(groups: Sequence[Group]) -> dict[tuple[int, int], float]:
    """Find where the text of each column begins, on whatever page it is not all set in."""
    lefts = sorted(_lefts(groups).items(), key=itemgetter(1))
    found: dict[tuple[int, int], float] = {}
    margin = -inf
    for place, left in lefts:
        margin = left if left - margin > _NEXT_COLUMN else margin
        found[place] = margin
    return found


def _left_of(line: Line) -> float:
    return line.marker_x if line.marker else line.x0


def _open_bars(groups: Sequence[Group], body: _Body) -> None:
    """Take headings alone on a shaded bar out of their boxes, and number the others again."""
    members: dict[int, list[Group]] = {}
    for group in groups:
        members.setdefault(group.box, []).append(group)
    members.pop(0, None)
    number = 0
    for found in members.values():
        bar = len(found) == 1 and body.stands_out(found[0])
        number += 0 if bar else 1
        for group in found:
            group.box = 0 if bar else number


def _widen(pages: Sequence[Page]) -> None:
    """Give the lines of short pages the right edge that the document's text has."""
    edges: list[float] = []
    for page in pages:
        free = [line.right for line in page.lines if not line.box and line.cell is None]
        if free and len({line.column for line in page.lines}) == 1:
            edges.append(max(free))
    if not edges:
        return
    usual = sorted(edges)[int(0.8 * (len(edges) - 1))]
    for page in pages:
        if len({line.column for line in page.lines}) == 1:
            for line in page.lines:
                if not line.box and line.cell is None:
                    line.right = max(line.right, usual)


class _Body:
    """What the body text looks like, and so which groups look like headings."""

    def __init__(self, pages: Sequence[Page], groups: Sequence[Group]) -> None:
        self.size = body_size(pages)
        colours: Counter[str] = Counter()
        for group in groups:
            for segment in group.first.segments[:1]:
                colours[segment.look.colour] += len(segment.text)
        self.colour = max(colours, key=lambda colour: colours[colour], default="#000000")
        sizes = Counter(
            group.first.size for group in groups if self.stands_out(group) and not group.level
        )
        larger = sorted((size for size in sizes if size > self.size + 0.4), reverse=True)
        self._levels: dict[float, int] = {}
        level = 0
        before = 0.0
        for size in larger:
            # Sizes that differ by less than the eye sees are one.
            level += 0 if before and before - size < 0.6 else 1
            self._levels[size] = min(level, 6)
            before = size

    def stands_out(self, group: Group) -> bool:
        """Whether a group looks like a heading."""
        line = group.first
        if group.table or group.marker in (make.BULLET, "o", "–", "▪", "■", "◦"):
            return False
        text = " ".join(part.text for part in group.lines)
        if not any(map(str.isalpha, text)) or len(text) > 2 * make.MAX_HEADING:
            return False
        larger = all(part.size > _LARGER * self.size for part in group.lines)
        if larger:
            return not (text.endswith(".") and len(text) > 80)
        if len(group.lines) > _MAX_HEADING_LINES:
            return False
        bold = all(part.bold for part in group.lines)
        colour = line.segments[0].look.colour
        coloured = (
            colour != self.colour
            and not any(segment.link for part in group.lines for segment in part.segments)
            and all(
                segment.look.colour == colour for part in group.lines for segment in part.segments
            )
            and make.looks_like_heading(text)
            and line.size >= 0.97 * self.size
        )
        return (bold and not text.endswith((".", ",", ";"))) or (coloured and not group.level)

    def level(self, group: Group) -> int:
        """Return the level of a heading by its size, 0 where only its weight or colour shows it."""
        return self._levels.get(group.first.size, 0)


def _block(group: Group, joins: Joins, body: _Body) -> SourceBlock | None:
    line = group.first
    segment = line.segments[0] if line.segments else None
    place = SourcePosition(page=line.page)
    looks: dict[str, object] = {
        "size": line.size,
        "colour": segment.look.colour if segment else "",
        "boxed": group.box,
    }
    if group.table:
        cells = [_cell_runs(cell, joins) for cell in group.rows]
        return make.row(cells, place, table=group.table, **looks)
    runs = _runs(group.lines, joins)
    if body.stands_out(group):
        if group.marker:
            runs = [Run(f"{group.marker} "), *runs]
        return make.make(BlockKind.HEADING, runs, place, level=body.level(group), **looks)
    if group.level:
        return make.make(
            BlockKind.LIST_ITEM, runs, place, level=group.level, marker=group.marker, **looks
        )
    return make.paragraph(runs, place, **looks)


def _runs(lines: Sequence[Line], joins: Joins) -> list[Run]:
    """Join the runs of a paragraph's lines; broken words are whole again."""
    runs: list[Run] = []
    before: Line | None = None
    for line in lines:
        found = line.runs()
        if runs and found and runs[-1].note:
            runs.append(Run(" "))
        elif runs and found:
            last = runs[-1]
            alone = before is not None and last.text.strip() == before.text.strip()
            of_cell = before if alone and line.cell is not None else None
            text, between = joins.joined(last.text.rstrip(), line.text, of_cell)
            runs[-1] = Run(text + between, *last[1:])
        runs.extend(found)
        before = line
    # A hyphen of the text that PDFium gives as U+0002 and nothing follows is still a hyphen.
    return [
        run._replace(text=run.text.replace("\x02", "-")) if "\x02" in run.text else run
        for run in runs
    ]


def _cell_runs(lines: Sequence[Line], joins: Joins) -> list[Run]:
    """Join the runs of a cell, with a break between its paragraphs and list items."""
    parts: list[list[Line]] = []
    for line in lines:
        last = parts[-1][-1] if parts else None
        listed = line.marker or (last and _is_next_entry(parts[-1][0], line))
        if last is not None and not listed and _same_cell_paragraph(last, line, joins):
            parts[-1].append(line)
        else:
            parts.append([line])
    runs: list[Run] = []
    for part in parts:
        lead = [Run(f"{part[0].marker} ")] if part[0].marker else []
        runs += [*([Run(BREAK)] if runs else []), *lead, *_runs(part, joins)]
    return runs


def _is_next_entry(first: Line, line: Line) -> bool:
    """Whether a line begins with the number after that of a paragraph which begins as far left."""
    numbers = [make.number_of(one.text) for one in (first, line)]
    below = abs(line.x0 - first.x0) <= _AT_MARGIN
    return all(numbers) and below and _value(numbers[1]) == _value(numbers[0]) + 1


def _same_cell_paragraph(last: Line, line: Line, joins: Joins) -> bool:
    alike = abs(line.size - last.size) <= _SAME_SIZE * line.size
    near = alike and line.y - last.y < 1.35 * joins.pitch(line.size)
    wrapped = joins.full(last, line) or line.text[0].islower()
    labels = line.bold and last.plain and last.text.rstrip().endswith((".", "!", "?"))
    return near and wrapped and not labels and (last.bold == line.bold or not last.bold)
