"""Define what is read of a spreadsheet, in any format, and refuse what is none.

Only values are read: no formula is worked out, no link is followed, no macro is run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import TypeAlias

from s55.errors import S55Error
from s55.problems import Problem, error
from s55.records import dataclass
from s55.word.package import Limits

IDENTITY = "identity"
"""The key of the column of ids, by which rows are known."""
MAX_BYTES = 20_000_000
"""The size of a file; the register of 400 responses has 2 MB."""
MAX_ROWS = 20_000
"""Rows of a sheet that hold something."""
MAX_COLUMNS = 100
"""Columns that are read."""
MAX_MERGED = 100_000
"""Cells that are merged with those of other rows."""
CROSSED_OUT = "words that are crossed out"
MERGED = "one text for several rows, whose cells were merged"
_MOST_SHOWN = 60
LIMITS = Limits(parts=2_000, unpacked=100_000_000, part=30_000_000)


@dataclass(frozen=True, slots=True)
class NoValue:
    """A cell without a value that could be read.

    Attributes:
        why: what it holds instead.
    """

    why: str


CellValue: TypeAlias = str | date | NoValue
"""What a cell holds: a text (a number as it is written), a day, or nothing that can be read."""


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row that holds something.

    Attributes:
        number: its number in the sheet, from 1.
        cells: its values, by the place of the column from 0; none are empty texts.
        doubts: why what a cell says may not be what was meant, by its place.
        links: where the words of a cell lead, by its place.
        comments: what was remarked on a cell, by its place.
    """

    number: int
    cells: Mapping[int, CellValue]
    doubts: Mapping[int, str] = field(default_factory=dict)
    links: Mapping[int, str] = field(default_factory=dict)
    comments: Mapping[int, str] = field(default_factory=dict)

    def text(self, place: int | None) -> str:
        """Give the text of a cell without white space around it; '' where it is empty."""
        value = None if place is None else self.cells.get(place)
        if isinstance(value, date):
            return value.isoformat()
        return value.strip() if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class CellSheet:
    """A sheet of a spreadsheet.

    Attributes:
        name: its name.
        rows: the rows that hold something, from the top.
        problems: what a person should know of the file that it was read from.
    """

    name: str
    rows: tuple[CellRow, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetRefusals:
    """The errors for a file that cannot be read."""

    def damaged(self, why: str) -> S55Error:
        """R141: it cannot be unpacked, or is not sound."""
        return unread(f"the file is damaged or cut off: {why}", "Ask for it again.")

    def encrypted(self) -> S55Error:
        """R141: it is locked with a password."""
        return unread("the file is locked with a password", "Ask for a copy without one.")

    def too_large(self, why: str) -> S55Error:
        """R141: a limit is passed."""
        return unread(why, "Send back only the sheet that s55 wrote.")

    def foreign(self, why: str) -> S55Error:
        """R141: it is a file of another kind."""
        return unread(why, "Save it as a spreadsheet (.xlsx or .ods), and read that file.")


def unread(what: str, hint: str) -> S55Error:
    """R141: the file is no spreadsheet that s55 reads."""
    return S55Error([error("R141", what, hint)])


def counted(rows: Iterator[CellRow]) -> tuple[CellRow, ...]:
    """Collect rows up to the limit.

    Raises:
        S55Error: R141 when there are more.
    """
    found: list[CellRow] = []
    for row in rows:
        if len(found) == MAX_ROWS:
            raise SheetRefusals().too_large(f"a sheet has more than {MAX_ROWS:,} rows")
        found.append(row)
    return tuple(found)


def as_written(number: float) -> str:
    """Write a number as a person would: 5 and not 5.0, 1.1 and not 1.1000000000000001."""
    return f"{number:.15g}"


def in_a_line(text: str) -> str:
    """Write a text of the file on one line, shortened, without what a terminal would obey."""
    shown = "".join(one if one.isprintable() else " " for one in text)
    line = " ".join(shown.split())
    return line if len(line) <= _MOST_SHOWN else f"{line[:_MOST_SHOWN]}…"
