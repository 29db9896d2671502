"""Read what was filled into the rows of a sheet: for each row the entry that it gives.

All that is wrong is told at once, each with its row. A row of which one cell cannot be read is left
out as a whole, because half of what somebody said may say something else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date

from s55.model.base import YEARS
from s55.model.progress import ItemMark, ItemStatus
from s55.problems import Problem, warning
from s55.records import dataclass
from s55.returns.dates import can_be_month_first, day_of, must_be_month_first
from s55.returns.sheets.cells import IDENTITY, CellRow, NoValue, in_a_line
from s55.returns.sheets.filled_in import FilledSheet, folded
from s55.richtext.characters import is_forbidden, shows_nothing
from s55.views.progress_sheet import PROGRESS_COLUMNS, ColumnUse

MOST_IN_A_LINE = 2_000
"""The most characters of a line of the record."""


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A row with something filled in.

    Attributes:
        number: its number in the sheet.
        identity: of the item.
        status: how far the force is; None where no status was chosen.
        day: the day as at which it is so.
        lines: what else was filled in with words, by the names of an entry's fields.
        due: the day by which it is now to be done; None where none was filled in.
    """

    number: int
    identity: str
    status: ItemStatus | None
    day: date
    lines: Mapping[str, str] = field(default_factory=dict)
    due: date | None = None


def row_problem(
    code: str, row: int, identity: str, message: str, hint: str, path: str = ""
) -> Problem:
    """Tell of a row of the sheet, which is left out, and of the column by its key."""
    named = f"row {row} ({in_a_line(identity)})" if identity else f"row {row}"
    return warning(code, f"{named}: {message}", hint, path=path)


def given_rows(sheet: FilledSheet, otherwise: date | None) -> tuple[list[GivenRow], list[Problem]]:
    """Read the rows in which something is filled in, and tell what cannot be read.

    Args:
        sheet: the sheet.
        otherwise: the day of rows in which none is filled in; None to leave such rows out.
    """
    place = sheet.columns[IDENTITY]
    counts = _counts(sheet)
    month_first = _has_month_first(sheet)
    given: list[GivenRow] = []
    problems: list[Problem] = []
    for row in sheet.rows:
        identity = " ".join(row.text(place).split())
        if identity and counts[folded(identity)] > 1:
            problems.append(_twice(row.number, identity, counts[folded(identity)]))
        elif _is_filled_in(row, sheet):
            read = _RowReader(row, identity, sheet, otherwise, month_first)
            problems += read.problems
            given += [read.given] if read.given else []
    return given, problems


def filled_in_rows(sheet: FilledSheet) -> list[CellRow]:
    """Give the rows in which something is filled in, be it right or wrong."""
    return [row for row in sheet.rows if _is_filled_in(row, sheet)]


def _counts(sheet: FilledSheet) -> Counter[str]:
    """Count in how many rows each id is."""
    return Counter(folded(row.text(sheet.columns[IDENTITY])) for row in sheet.rows)


def _has_month_first(sheet: FilledSheet) -> bool:
    """Whether a day of the sheet can only be read with the month first, as American programs write.

    Then others may be written so too that could be read either way.
    """
    days = (column.key for column in PROGRESS_COLUMNS if column.use is ColumnUse.DAY)
    places = [sheet.columns[key] for key in days if key in sheet.columns]
    return any(must_be_month_first(row.text(at)) for row in filled_in_rows(sheet) for at in places)


def _is_filled_in(row: CellRow, sheet: FilledSheet) -> bool:
    places = (sheet.columns.get(column.key) for column in PROGRESS_COLUMNS if column.is_filled_in)
    return any(
        isinstance(row.cells.get(at, ""), NoValue) or row.text(at) or at in row.doubts
        for at in places
        if at is not None
    )


class _RowReader:
    """Reads one row: what it gives, or what is wrong with it."""

    def __init__(
        self,
        row: CellRow,
        identity: str,
        sheet: FilledSheet,
        otherwise: date | None,
        month_first: bool,
    ) -> None:
        self._row, self._identity, self._sheet = row, identity, sheet
        self._month_first = month_first
        self.problems: list[Problem] = []
        self.given: GivenRow | None = None
        if not identity:
            self._tell("R145", "it has no id", "Ask for the id, or record the row by hand.")
            return
        if sheet.width is not None and max(row.cells) >= sheet.width:
            what = "it has more cells than the table has columns, so they may have shifted"
            hint = "Put texts with a comma or semicolon in quotes, or record the row by hand."
            self._tell("R151", what, hint)
            return
        status = self._status()
        day = self._day("new_day") or otherwise
        due = self._day("new_due")
        lines = {**self._mark(), **dict(self._lines())}
        if day is None and not self.problems:
            self._tell(
                "R150",
                f"'{sheet.headings['new_day']}' is empty",
                "Fill in the day, or one for all such rows: --on 2026-11-20, or below the table.",
                "new_day",
            )
        if day is not None and not self.problems:
            self.given = GivenRow(row.number, identity, status, day, lines, due)

    def _tell(self, code: str, message: str, hint: str, key: str = "") -> None:
        row = self._row.number
        self.problems.append(row_problem(code, row, self._identity, message, hint, key))

    def _filled(self, key: str) -> str | date | None:
        """Give what a cell was filled in with; None where it is empty, or cannot be read."""
        place = self._sheet.columns.get(key)
        value = self._row.cells.get(place, "") if place is not None else ""
        doubt = self._row.doubts.get(place) if place is not None else None
        if doubt or isinstance(value, NoValue):
            why = doubt or (value.why if isinstance(value, NoValue) else "")
            what = f"'{self._sheet.headings[key]}' holds {why}"
            self._tell("R151", what, "Ask for the words, or record the row by hand.", key)
            return None
        if isinstance(value, date):
            return value
        return value if not shows_nothing(value) else None

    def _status(self) -> ItemStatus | None:
        value = self._filled("new_status")
        if value is None:
            return None
        status = self._sheet.statuses.get(folded(str(value)))
        if status is None:
            words = ", ".join(dict.fromkeys(one.value for one in ItemStatus))
            what = f"'{in_a_line(str(value))}' is not a status"
            self._tell("R149", what, f"It can be one of: {words}.", "new_status")
        return status

    def _mark(self) -> dict[str, str]:
        value = self._filled("new_mark")
        if value is None:
            return {}
        mark = self._sheet.marks.get(folded(str(value)))
        if mark is not None:
            return {"mark": mark.value}
        words = ", ".join(f"'{one.value}'" for one in ItemMark)
        shown = in_a_line(str(value))
        self._tell("R149", f"'{shown}' is not a mark", f"It can be one of: {words}.", "new_mark")
        return {}

    def _day(self, key: str) -> date | None:
        value = self._filled(key)
        day = day_of(value) if isinstance(value, str) else value
        if value is not None and (day is None or day.year not in YEARS):
            shown = in_a_line(str(value))
            self._tell(
                "R148",
                f"'{shown}' in '{self._sheet.headings[key]}' is not a date",
                "Dates are written like 20/11/2026 or 2026-11-20.",
                key,
            )
            return None
        if self._month_first and isinstance(value, str) and can_be_month_first(value):
            self._tell(
                "R148",
                f"'{in_a_line(value)}' in '{self._sheet.headings[key]}' may be meant month first, "
                "as other days of the sheet are",
                "Dates are written like 20/11/2026 or 2026-11-20. Correct them all.",
                key,
            )
            return None
        return day

    def _lines(self) -> Iterator[tuple[str, str]]:
        for column in PROGRESS_COLUMNS:
            if column.use is not ColumnUse.TEXT:
                continue
            value = self._filled(column.key)
            if value is None:
                continue
            text = f"{value:%d/%m/%Y}" if isinstance(value, date) else " ".join(value.split())
            text += self._address(column.key, text)
            if odd := next(filter(is_forbidden, text), None):
                why = f"a character that cannot be printed (U+{ord(odd):04X})"
            elif len(text) > MOST_IN_A_LINE:
                why = f"{len(text):,} characters, more than {MOST_IN_A_LINE:,}"
            else:
                yield column.key.removeprefix("new_"), text
                continue
            what = f"'{self._sheet.headings[column.key]}' holds {why}"
            hint = "Shorten or retype it, or record the row by hand."
            self._tell("R151", what, hint, column.key)

    def _address(self, key: str, text: str) -> str:
        """Give where the words of a cell lead, unless they say it themselves."""
        address = self._row.links.get(self._sheet.columns.get(key, -1), "").strip()
        return f" ({address})" if address and address.removeprefix("mailto:") not in text else ""


def _twice(row: int, identity: str, times: int) -> Problem:
    return row_problem(
        "R146",
        row,
        identity,
        f"its id is in {times} rows, and none of them was read",
        "Keep one row of each id.",
    )


# --- what nobody was to change -------------------------------------------------------


def changed_cells(
    sheet: FilledSheet, shown: Mapping[str, Mapping[str, str]], uses: Sequence[ColumnUse]
) -> Iterator[Problem]:
    """Tell (R147) where protected cells say something else, which is not read back.

    Args:
        sheet: the sheet.
        shown: what they say, by the id and the key of the column; dates as 2026-11-20.
        uses: the columns to compare.
    """
    columns = [
        (column.key, place)
        for column in PROGRESS_COLUMNS
        if column.use in uses
        and column.key != IDENTITY
        and (place := sheet.columns.get(column.key)) is not None
    ]
    counts = _counts(sheet)
    for row in sheet.rows:
        identity = " ".join(row.text(sheet.columns[IDENTITY]).split())
        before = shown.get(identity) if counts[folded(identity)] == 1 else None
        for key, place in columns if before is not None else ():
            was, now = (before or {}).get(key, ""), row.text(place)
            if not _same(was, now):
                yield row_problem(
                    "R147",
                    row.number,
                    identity,
                    f"'{sheet.headings[key]}' is not read back, and was changed from "
                    f"'{in_a_line(was)}' to '{in_a_line(now)}'",
                    "If the new words are right, change the draft, or record a new entry.",
                )


def _same(was: str, now: str) -> bool:
    if was.split() == now.split():
        return True
    day = day_of(now)
    return day is not None and day.isoformat() == was


def missing_rows(sheet: FilledSheet) -> Iterator[Problem]:
    """Tell (R153) of rows that are gone; that a row is absent says nothing."""
    there = {" ".join(row.text(sheet.columns[IDENTITY]).split()) for row in sheet.rows}
    gone = [one for one in (sheet.base.rows if sheet.base else ()) if one and one not in there]
    if gone:
        more = f" and {len(gone) - 5} more" if len(gone) > 5 else ""
        rows = "row is" if len(gone) == 1 else "rows are"
        yield warning(
            "R153",
            f"{len(gone)} {rows} not in the sheet any more: {', '.join(map(in_a_line, gone[:5]))}"
            f"{more}",
            "Nothing was recorded or deleted because of it.",
        )
