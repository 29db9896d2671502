"""Find the tables of a plain text that begin with a row of heads, over pages, or with a label.

The heads say where the columns begin. A table goes on as long as no text crosses these places and
each row begins in the first column with something beside it; on the next page too, where the
columns may begin a few characters elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from s55.importers.readers import blocks as make
from s55.importers.readers.paging import TypedLine
from s55.importers.reports import words
from s55.records import dataclass

_GROUP = re.compile(r"\S+(?: \S+)*")
_ENDED = re.compile(r"[,;:]$|\w{5}\.$")
"""A sentence or a label, and no head; that of numbers may be shortened."""
_BEGINS = re.compile(r"[A-Z]|#\s")
"""What the first head begins with, or the sign that is one: that of numbers."""
_LEAST_HEAD = 3
"""Characters of white space between two heads at the least."""
_LONGEST_HEAD = 60
_MOST_HEAD_LINES = 4
_SURE = 3
"""So many heads are those of a table, though a page ends below them."""
_SAID = re.compile(r"[.:;,?!][”’\")\]]*\s*$")
"""The end of what is said beside a label; heads of a table end without such a mark."""
_NEAR, _SHIFT = 2, 6
"""Characters from its head, or from where it is on the page before, to where a column begins."""
_MOST_LABEL_LINES = 4
_BESIDE = 3
"""In so many lines of a row there is text in two columns."""


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A table on one page.

    Attributes:
        starts: where its columns begin, in characters from the edge of the page.
        rows: the index of the first line of each row, and that of the line after the last.
    """

    starts: tuple[int, ...]
    rows: tuple[int, ...]


def typed_tables(page: Sequence[TypedLine], before: Sequence[int]) -> list[TypedTable]:
    """Find the tables of a page.

    Args:
        page: its lines.
        before: where the columns of a table begin that the page before ends with; () without one.
    """
    found: list[TypedTable] = []
    at = _next_said(page, 0)
    if before and (table := _table(page, at, at, _settled(page[at:], before, _SHIFT))):
        found.append(table)
        at = table.rows[-1]
    while at < len(page):
        end = _end_of_block(page, at)
        starts = _heads(page[at:end])
        first = below = _next_said(page, end)
        is_head = bool(starts) and not _SAID.search(page[end - 1].text)
        if not is_head and (beside := _beside_label(page[at:end])):
            starts, first = beside, at
        table = _table(page, at, first, _settled(page[first:], starts, _NEAR)) if starts else None
        again = bool(found) and len(found[-1].starts) == len(starts)
        if starts and first == len(page) and (again or len(starts) >= _SURE):
            table = TypedTable(starts, (at, end))  # its text is on the next page
        if table is not None:
            found.append(table)
        at = table.rows[-1] if table is not None else below
    return found


def goes_on(page: Sequence[TypedLine], tables: Sequence[TypedTable]) -> tuple[int, ...]:
    """Give the columns of the table with which a page ends; () where it ends with none."""
    if tables and _next_said(page, tables[-1].rows[-1]) == len(page):
        return tables[-1].starts
    return ()


def _groups(line: TypedLine) -> list[tuple[int, int]]:
    """Give where the words of a line begin and end that have single spaces between them."""
    return [
        (line.indent + found.start(), line.indent + found.end())
        for found in _GROUP.finditer(line.text)
    ]


def _next_said(page: Sequence[TypedLine], at: int) -> int:
    return next((k for k in range(at, len(page)) if page[k].text), len(page))


def _end_of_block(page: Sequence[TypedLine], at: int) -> int:
    return next((k for k in range(at, len(page)) if not page[k].text), len(page))


def _heads(lines: Sequence[TypedLine]) -> tuple[int, ...]:
    """Give where the columns begin of which lines are the heads; () where they are none."""
    if not 0 < len(lines) <= _MOST_HEAD_LINES:
        return ()
    starts: set[int] = set()
    for line in lines:
        groups = _groups(line)
        heads = [line.text[a - line.indent : b - line.indent] for a, b in groups]
        if any(len(one) > _LONGEST_HEAD or _ENDED.search(one) for one in heads):
            return ()
        wide = [b for (_, a), (b, _) in pairwise(groups) if b - a >= _LEAST_HEAD]
        if len(wide) + 1 < len(groups):
            return ()
        starts |= {groups[0][0], *wide}
    merged: list[int] = []
    for start in sorted(starts):
        if not merged or start - merged[-1] > 1:
            merged.append(start)
    said = " ".join(line.text for line in lines)
    return tuple(merged) if len(merged) > 1 and _BEGINS.match(said) else ()


def _beside_label(lines: Sequence[TypedLine]) -> tuple[int, ...]:
    """Give where a label begins, “Recommendation 2”, and the text beside it; () without one."""
    wide = [
        (start, begin)
        for line in lines
        for (start, end), (begin, _) in pairwise(_groups(line)[:2])
        if begin - end >= _LEAST_HEAD
    ]
    left, right = min(wide, default=(0, 0)), Counter(begin for _, begin in wide)
    column = max(right, key=lambda x: right[x], default=0)
    return (left[0], column) if column and _label_at(lines, column) else ()


def _label_at(lines: Sequence[TypedLine], column: int) -> int:
    """Count the lines of the label with which lines begin, left of a column; 0 without one."""
    said = ""
    for count, line in enumerate(lines[:_MOST_LABEL_LINES], start=1):
        said = f"{said} {line.text[: max(0, column - line.indent)]}".strip()
        if not said:
            return 0
        below = lines[count].text[: max(0, column - lines[count].indent)] if lines[count:] else ""
        heading = words.item_heading(said)
        goes_on = below[:1].islower() or below[:1].isdigit()
        if heading is not None and not heading.plural and not goes_on:
            return count
    return 0


def _labels_within(block: Sequence[TypedLine], starts: Sequence[int]) -> list[int]:
    """Find where rows begin with a label in the first of two columns, without a blank line."""
    made: list[int] = []
    at = 0
    while len(starts) == 2 and at < len(block):
        count = _label_at(block[at:], starts[1] - 1)
        made += [at] if count and at else []
        at += max(1, count)
    return made


def _settled(lines: Sequence[TypedLine], starts: Sequence[int], reach: int) -> tuple[int, ...]:
    """Give where columns begin below their heads, or on this page: where most text does."""
    begun = Counter(start for line in lines for start, _ in _groups(line))
    narrowest = min((b - a for a, b in pairwise(starts)), default=0)
    reach = min(reach, narrowest // 2)
    made: list[int] = []
    for start in starts:
        near = [x for x in range(start - reach, start + reach + 1) if begun[x]]
        made.append(max(near, key=lambda x: (begun[x], -abs(x - start)), default=start))
    return tuple(made) if all(a < b for a, b in pairwise(made)) else ()


def _table(
    page: Sequence[TypedLine], first: int, body: int, starts: Sequence[int]
) -> TypedTable | None:
    """Follow a table down a page; None where there is none.

    Args:
        page: the lines.
        first: the first line of its heads, if they are on the page, else of its text.
        body: the first line below the heads.
        starts: where its columns begin.
    """
    if not starts:
        return None
    rows = [first] if first < body else []
    at = body
    last, resumed = first, 0
    while at < len(page):
        end = _end_of_block(page, at)
        block = page[at:end]
        if not _is_in(block, starts, begins=at > body or first < body):
            break
        filled = _filled(block, starts)
        if at == body or min(map(min, filled)) + 1 < len(starts):
            rows.append(at)
        rows += (at + k for k in _rows_within(filled, len(starts)))
        rows += (at + k for k in _labels_within(block, starts))
        resumed += _resumed(filled)
        at, last = _next_said(page, end), end
    below = len(rows) - (first < body)
    if not below or (len(starts) == 2 and resumed > below):
        return None  # there are heads alone, or two columns of prose
    if _has_more_columns(page[body:last], starts):
        return None
    return TypedTable(tuple(starts), (*rows, last))


def _filled(block: Sequence[TypedLine], starts: Sequence[int]) -> list[set[int]]:
    """Give the columns in which each line has text."""
    return [{_column(start, starts) for start, _ in _groups(line)} for line in block]


def _resumed(filled: Sequence[set[int]]) -> int:
    """Count how often the first column goes on after a gap, as a column of prose does.

    In a table the lines of a cell can lie between those of the one beside it.
    """
    return sum(
        0 in own and 0 not in above and (0 not in earlier or len(earlier) > 1)
        for earlier, above, own in zip(filled, filled[1:], filled[2:], strict=False)
    )


def _rows_within(filled: Sequence[set[int]], count: int) -> list[int]:
    """Find where rows begin beside a cell that spans them: “PCC” below “Chief Constable”.

    Args:
        filled: in which of the columns each line has text.
        count: of the columns.
    """
    made: list[int] = []
    for at, own in enumerate(filled[2:], start=2):
        left, above = min(own), filled[at - 1]
        is_new = left not in above | filled[at - 2] and not any(k > left for k in own & above)
        if is_new and 0 < left < count - 1:
            made.append(at)
    return made


def _is_in(block: Sequence[TypedLine], starts: Sequence[int], *, begins: bool) -> bool:
    """Whether lines without a blank one between them stand in the columns of a table."""
    groups = [_groups(line) for line in block]
    if any(_crosses(line, own, starts) for line, own in zip(block, groups, strict=True)):
        return False
    first = [_column(own[0][0], starts) for own in groups]
    if first[0] > 0:
        return True
    within = groups[:_BESIDE] if begins else groups
    return any(
        abs(start - column) <= 1 for own in within for start, _ in own for column in starts[1:]
    )


def _crosses(line: TypedLine, groups: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    """Whether text of a line runs over the place where a column begins."""
    return any(
        begin < start - 1 and start < end and line.text[start - 1 - line.indent] != " "
        for begin, end in groups
        for start in starts[1:]
    )


def _has_more_columns(lines: Sequence[TypedLine], starts: Sequence[int]) -> bool:
    """Whether text begins on several lines after white space in a column, as in one of its own."""
    within = Counter(
        after
        for line in lines
        for (before, end), (after, _) in pairwise(_groups(line))
        if after - end >= _LEAST_HEAD
        and _column(before, starts) == _column(after, starts)
        and not _is_marker(line.text[before - line.indent : end - line.indent])
    )
    return any(count > 1 for count in within.values())


def _is_marker(text: str) -> bool:
    return bool(make.bullet_of(f"{text} ") or make.number_of(f"{text} "))


def _column(x: int, starts: Sequence[int]) -> int:
    return max(0, sum(start <= x + 1 for start in starts) - 1)
