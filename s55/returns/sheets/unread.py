"""Tell of what somebody wrote into a sheet where nothing is read: around its table, in comments."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from s55.problems import Problem, warning
from s55.returns.sheets.cells import IDENTITY, CellRow, in_a_line
from s55.richtext.characters import shows_nothing
from s55.views.progress_sheet import PROGRESS_COLUMNS

MOST_TOLD = 50
"""Places that are told one by one; somebody may have pasted a whole table beside the sheet's."""


def unread_words(
    rows: Sequence[CellRow], at: int, columns: Mapping[str, int], known: frozenset[str]
) -> Iterator[Problem]:
    """Tell (R158) of words and comments of the sheet that are not read.

    Args:
        rows: its rows.
        at: which of them has the headings.
        columns: the place of each column that is read, by its key.
        known: the ids that it had when it was written; empty where that is lost.
    """
    found = _found(rows, at, columns, known)
    yield from islice(found, MOST_TOLD)
    if more := sum(1 for _ in found):
        yield warning("R158", f"{more} more cells or comments were not read", _hint(""))


def _found(
    rows: Sequence[CellRow], at: int, columns: Mapping[str, int], known: frozenset[str]
) -> Iterator[Problem]:
    places = frozenset(columns.values())
    filled_in = {columns.get(one.key, -1) for one in PROGRESS_COLUMNS if one.is_filled_in}
    for number, row in enumerate(rows):
        name = " ".join(row.text(columns[IDENTITY]).split())
        is_known = number > at and bool(name) and (not known or name in known)
        # A row that is filled in and has no known id is told as a whole (R145).
        is_read = is_known or (number > at and any(row.text(place) for place in filled_in))
        for place in sorted(row.cells):
            words = row.text(place)
            if shows_nothing(words) or number == at or (is_read and place in places):
                continue
            where = "in a row of no item"
            if is_read:
                column = rows[at].text(place)
                where = f"in the column '{in_a_line(column)}'" if column else "beside the table"
            yield _told(row.number, name if is_read else "", f"'{in_a_line(words)}' {where}")
        for words in row.comments.values():
            yield _told(row.number, name if is_read else "", f"the comment '{in_a_line(words)}'")


def _told(row: int, name: str, what: str) -> Problem:
    named = f"row {row} ({in_a_line(name)})" if name else f"row {row}"
    return warning("R158", f"{named}: {what} was not read", _hint(name))


UNREAD_HINT = "If it matters, write it into a place of the form, or record it with s55 update."
"""What to do about words of a form that are not read."""


def _hint(name: str) -> str:
    """Say what to do; ``name`` is the id of the item in whose row something is, '' for none."""
    typed = f": s55 update {shlex.join(name.split())}" if name else " with s55 update"
    return f"If it matters, write it into a column of the sheet, or record it{typed}."
