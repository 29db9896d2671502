"""Lines of all pages to groups, each of which is one block: what belongs together, how deep."""

from __future__ import annotations

from collections.abc import Sequence

from s55.importers.readers import blocks as make
from s55.importers.readers.pdf.joins import Joins
from s55.importers.readers.pdf.lines import strip_lead
from s55.importers.readers.pdf.parts import Line, Page
from s55.importers.readers.pdf.tables import Group, LastTable, loose_rows, row_text, table_rows


def groups_of(pages: Sequence[Page], joins: Joins) -> list[Group]:
    """Lines joined to blocks, over the ends of columns and pages; list items with their depth."""
    grouper = _Grouper(joins)
    for page in pages:
        index = 0
        while index < len(page.lines):
            index = grouper.take(page, index)
    _take_numbers(grouper.groups)
    return _with_depths(grouper.groups)


def _take_numbers(groups: Sequence[Group]) -> None:
    """Numbers typed at the beginning of paragraphs are markers: in a hanging indent, or in turn."""
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
    """The number that a group begins with, in one segment with some of its text, or ''."""
    first = group.first.segments[0].text
    lead = make.number_of(first)
    return lead if len(lead) < len(first) else ""


def _value(lead: str) -> int:
    digits = "".join(filter(str.isdigit, lead.strip(" ().").rpartition(".")[2]))
    return int(digits) if digits else ord(lead.strip(" ()")[0].lower()) - ord("a") + 1


def _first_number(group: Group) -> int | None:
    lead = "" if group.table else group.marker or _number(group)
    return _value(lead) if make.number_of(f"{lead.strip()} ") else None


class _Grouper:
    """The state while the lines go by."""

    def __init__(self, joins: Joins) -> None:
        self.groups: list[Group] = []
        self._joins = joins
        self._boxes = _Boxes()
        self._tables = 0
        self._last_table = LastTable(0, None, "")

    def take(self, page: Page, index: int) -> int:
        """Take the line at ``index``, with the table it begins; the index of the next one."""
        line = page.lines[index]
        box = self._boxes.number(page, line)
        if line.cell is not None:
            return self._take_table(page, index, box)
        if loose := loose_rows(page.lines, index):
            self._tables += 1
            for cells in loose:
                flat = [part for cell in cells for part in cell]
                self.groups.append(Group(flat, table=self._tables, rows=cells, box=box))
                index += len(flat)
            return index
        self._add(line, box)
        return index + 1

    def _take_table(self, page: Page, index: int, box: int) -> int:
        lines = page.lines
        number, _, _ = lines[index].cell or (0, 0, 0)
        end = index
        while end < len(lines) and (lines[end].cell or (-1,))[0] == number:
            end += 1
        grid = page.furniture.grids[number]
        rows = list(table_rows(lines[index:end], grid))
        if index or not self._last_table.runs_over(self.groups, page, grid, rows):
            self._tables += 1
            self._last_table = LastTable(page.number, grid, row_text(rows[0]))
        elif not rows[0].rows[0] and len(rows[0].rows) == len(self.groups[-1].rows):
            # A row without its first cell is the rest of the last one of the page before.
            for cell, rest in zip(self.groups[-1].rows, rows.pop(0).rows, strict=True):
                cell.extend(rest)
        self._last_table.page = page.number
        for row in rows:
            row.table, row.box = self._tables, box
        self.groups.extend(rows)
        return end

    def _add(self, line: Line, box: int) -> None:
        last = self.groups[-1] if self.groups else None
        if last is None or last.table or last.box != box:
            self.groups.append(Group([line], 0, line.marker, box, line.x0))
            return
        before, second = last.lines[-1], len(last.lines) == 1
        if not self._joins.goes_on(before, line, second=second, text_x=last.text_x):
            self.groups.append(Group([line], 0, line.marker, box, line.x0))
            return
        moved = (before.page, before.column) != (line.page, line.column)
        if moved or (second and not last.marker):
            last.text_x = line.x0
        last.lines.append(line)


class _Boxes:
    """Numbers the boxes of the document; one that runs over the page end keeps its number."""

    def __init__(self) -> None:
        self._count = 0
        self._numbers: dict[tuple[int, int], int] = {}
        self._last: Page | None = None
        self._last_line: Line | None = None

    def number(self, page: Page, line: Line) -> int:
        """The number of the box a line stands in, 0 outside."""
        before, self._last_line = self._last_line, line
        last, self._last = self._last, page
        if not line.box:
            return 0
        key = page.number, line.box
        if key not in self._numbers:
            runs_over = (
                before is not None
                and last is not None
                and before.box
                and last.number == page.number - 1
                and _same_width(last, before.box, page, line.box)
            )
            if not runs_over:
                self._count += 1
            self._numbers[key] = self._count
        return self._numbers[key]


def _same_width(last: Page, box: int, page: Page, other: int) -> bool:
    one, two = last.furniture.boxes[box - 1], page.furniture.boxes[other - 1]
    ends_low = one.y1 > 0.85 * last.height and two.y0 < 0.3 * page.height
    return ends_low and abs(one.x0 - two.x0) < 4 and abs(one.x1 - two.x1) < 4


def _with_depths(groups: list[Group]) -> list[Group]:
    """List items with their depth by indentation; further paragraphs of an item found."""
    stack: list[tuple[float, float]] = []
    box = 0
    for group in groups:
        line = group.first
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


def _belongs(line: Line, stack: list[tuple[float, float]]) -> bool:
    """Whether a paragraph without a marker stands at the text of a list item."""
    while stack and line.x0 < stack[-1][1] - 4:
        stack.pop()
    return bool(stack) and abs(line.x0 - stack[-1][1]) <= 4 and not line.bold
