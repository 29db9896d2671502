"""Say what differs between the outlines of two Word layouts, tables by their columns and rows."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from s55.records import dataclass

_IN_TABLE = re.compile(r"table (\d+) row (\d+) cell (\d+) (.*)")
_LOOKS = re.compile(r"\[[^\]]*\] ?")
_PART = "== "
_ROW, _CELL = "\0row", "\0cell"
"""What is compared where a row and a cell begin: no line holds such a character."""
_MOST_COLUMNS, _MOST_MORE = 20, 3
"""Tables that are wider, or get more columns at once, are compared cell by cell."""

_TableName = tuple[str, int]
"""The part of the file that a table is in, and its number there."""
_Rows = Mapping[int, Mapping[int, tuple[str, ...]]]
"""What stands in the cells of a table, by the numbers of row and cell."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of an outline, or the beginning of a row or a cell.

    Attributes:
        compared: what it is compared by: without the numbers of row and cell, which one row more
            changes for all that follow.
        line: the line; '' for a beginning.
        part: the part of the file that it is in.
        at: the numbers of table, row and cell; (0, 0, 0) outside tables.
    """

    compared: str
    line: str
    part: str
    at: tuple[int, int, int]


def outline_differences(one: Sequence[str], other: Sequence[str]) -> Iterator[str]:
    """Give what differs between two outlines, each below the name of its part.

    A column that a table has more or less is one line, with the words of its cells.
    """
    before, after = list(_lines(one)), list(_lines(other))
    old, new = _tables(before), _tables(after)
    found: list[tuple[str, str]] = []
    for name in sorted(old.keys() & new.keys()):
        added, gone = _columns_more(old[name], new[name]), _columns_more(new[name], old[name])
        after = _without(after, name, added, old[name])
        before = _without(before, name, gone, new[name])
        found += ((name[0], _said("added", name, number, new[name], old[name])) for number in added)
        found += (
            (name[0], _said("taken out", name, number, old[name], new[name])) for number in gone
        )
    found += _compared(before, after)
    part = ""
    for place, said in sorted(found, key=lambda each: _order(before, each[0])):
        if place != part:
            part = place
            yield f"in {part}:"
        yield said


def _order(lines: Sequence[_Line], part: str) -> int:
    return next((at for at, line in enumerate(lines) if line.part == part), len(lines))


def _lines(outline: Sequence[str]) -> Iterator[_Line]:
    part, last = "", (0, 0, 0)
    for line in outline:
        if line.startswith(_PART):
            part = line.removeprefix(_PART)
        found = _IN_TABLE.match(line)
        at = (int(found[1]), int(found[2]), int(found[3])) if found else (0, 0, 0)
        if found and at[:2] != last[:2]:
            yield _Line(_ROW, "", part, (*at[:2], 0))
        if found and at != last:
            yield _Line(_CELL, "", part, at)
        yield _Line(f"\0{found[4]}" if found else line, line, part, at)
        last = at


def _tables(lines: Sequence[_Line]) -> dict[_TableName, dict[int, dict[int, tuple[str, ...]]]]:
    found: dict[_TableName, dict[int, dict[int, tuple[str, ...]]]] = {}
    for line in lines:
        table, row, cell = line.at
        if cell and line.line:
            cells = found.setdefault((line.part, table), {}).setdefault(row, {})
            cells[cell] = (*cells.get(cell, ()), line.compared.lstrip("\0"))
    return found


def _columns_more(one: _Rows, other: _Rows) -> tuple[int, ...]:
    """Find the numbers of the columns that the second of two tables has more.

    They are those without which most cells of both are the same. There are none where the tables
    differ in their rows, or in rows by other numbers of cells: such a table is compared by lines.
    """
    widest = max(map(len, other.values()))
    more = widest - max(map(len, one.values()))
    if one.keys() != other.keys() or not 0 < more <= _MOST_MORE or widest > _MOST_COLUMNS:
        return ()
    if any(len(other[row]) - len(one[row]) not in (0, more) for row in one):
        return ()

    def same(left_out: tuple[int, ...]) -> int:
        # A row may end before such a column: it is then longer than the other.
        pairs = (
            zip(one[row].values(), _kept(one[row], other[row], left_out), strict=False)
            for row in one
        )
        return sum(before == after for each in pairs for before, after in each)

    return max(combinations(range(1, widest + 1), more), key=same)


def _kept(
    one: Mapping[int, tuple[str, ...]],
    other: Mapping[int, tuple[str, ...]],
    left_out: tuple[int, ...],
) -> list[tuple[str, ...]]:
    """Give the cells of a row without some columns, where it has more than that of the other."""
    is_longer = len(other) > len(one)
    return [cell for at, cell in other.items() if not (is_longer and at in left_out)]


def _without(
    lines: Sequence[_Line], table: _TableName, columns: Sequence[int], other: _Rows
) -> list[_Line]:
    """Leave columns of a table out, in the rows that have more cells than in the other table."""
    if not columns:
        return list(lines)
    widths: dict[int, int] = {}
    for line in lines:
        if (line.part, line.at[0]) == table:
            widths[line.at[1]] = max(widths.get(line.at[1], 0), line.at[2])
    return [
        line
        for line in lines
        if (line.part, line.at[0]) != table
        or line.at[2] not in columns
        or widths[line.at[1]] == len(other[line.at[1]])
    ]


def _said(way: str, name: _TableName, column: int, rows: _Rows, other: _Rows) -> str:
    """Say which column there is more or less, and the words of its cells."""
    cells = (rows[row].get(column, ()) for row in rows if len(rows[row]) > len(other[row]))
    words = [_LOOKS.sub("", line, count=1) for cell in cells for line in cell]
    return f"{way:10} table {name[1]} column {column}: {', '.join(filter(None, words))}"


def _compared(before: Sequence[_Line], after: Sequence[_Line]) -> Iterator[tuple[str, str]]:
    """Give what differs between lines, with the part that it is in."""
    matcher = difflib.SequenceMatcher(
        None, [one.compared for one in before], [one.compared for one in after], autojunk=False
    )
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind != "equal":
            old, new = before[start:end], after[first:last]
            place = before[min(start, len(before) - 1)].part
            yield from ((place, line) for line in _changed(old, new))


def _changed(old: Sequence[_Line], new: Sequence[_Line]) -> Iterator[str]:
    before, after = ([one.line.strip() for one in lines if one.line] for lines in (old, new))
    if not before and not after:
        table, row, _ = (*old, *new)[0].at
        yield f"changed    table {table} row {row}: it is divided into cells in another way"
    both = min(len(before), len(after))
    for one, other in zip(before[:both], after[:both], strict=True):
        yield f"changed    {one}"
        yield f"to         {other}"
    yield from (f"taken out  {line}" for line in before[both:] if line)
    yield from (f"added      {line}" for line in after[both:] if line)
