"""Find the sheet that people filled in, its rows, and what it showed when it was written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from s55.errors import S55Error
from s55.model.progress import ItemMark, ItemStatus
from s55.problems import Problem, error, warning
from s55.records import dataclass
from s55.render.register.progress_sheet import BASE_MARK, base_keys
from s55.returns.sheets.cells import IDENTITY, CellRow, CellSheet, in_a_line
from s55.returns.sheets.unread import unread_words
from s55.views.progress_sheet import OF_MARKS, PROGRESS_COLUMNS, WITHOUT_MARKS

_COLUMNS = {column.key: column for column in PROGRESS_COLUMNS}
_LINES_BEFORE = 30
"""Rows that somebody may have put above the headings."""


@dataclass(frozen=True, slots=True)
class Base:
    """What the sheet showed when it was written.

    Attributes:
        statuses: the statuses by their words.
        headings: the columns by their headings.
        rows: what was shown and said of each item, by its id and the keys of the columns.
    """

    statuses: Mapping[str, ItemStatus] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A sheet that came back.

    Attributes:
        columns: the place of each column that is there, by its key.
        headings: the heading of each column, by its key.
        statuses: the statuses by their words, folded.
        marks: the marks by their words, folded.
        rows: the rows below the headings.
        base: what it showed when it was written; None where that is lost.
        problems: what a person should know of the sheet as a whole.
        width: how many columns a table of text has, whose cells shift where a separator is in a
            text without quotes; None for a spreadsheet.
    """

    columns: Mapping[str, int]
    headings: Mapping[str, str]
    statuses: Mapping[str, ItemStatus]
    marks: Mapping[str, ItemMark]
    rows: Sequence[CellRow]
    base: Base | None
    problems: tuple[Problem, ...]
    width: int | None = None


def filled_sheet(
    sheets: Sequence[CellSheet],
    headings: Mapping[str, str],
    statuses: Mapping[str, ItemStatus],
    marks: Mapping[str, ItemMark],
) -> FilledSheet:
    """Find the sheet that people filled in, by its headings, wherever it is and whatever its name.

    Args:
        sheets: the sheets of the file.
        headings: the headings of the template set by their keys, for a file that has lost its own.
        statuses: the set's words for the statuses.
        marks: those for the marks.

    Raises:
        S55Error: R142 when no sheet or several have the column of ids, or a column is there twice.
    """
    base = next((found for one in sheets if (found := _base_in(one)) is not None), None)
    own = {key: words for words, key in base.headings.items()} if base else {}
    words = {**headings, **own}
    others = [one for one in sheets if not _is_hidden_one(one)]
    tables = [table for one in others if (table := _table_in(one, words)) is not None]
    if len(tables) != 1:
        what = f"{len(tables)} sheets have" if tables else "no sheet of the file has"
        raise _refused(
            f"{what} the column '{in_a_line(words[IDENTITY])}', by which the rows are known",
            "Ask for the file again, with this column in one sheet.",
        )
    ((columns, at, rows),) = tables
    shown = {key: in_a_line(heading) for key, heading in words.items()}
    values = {status.value: status for status in ItemStatus}
    known = {**values, **statuses, **(base.statuses if base else {})}
    return FilledSheet(
        columns=columns,
        headings=shown,
        statuses={folded(word): status for word, status in known.items()},
        marks={
            folded(word): one for word, one in {**{m.value: m for m in ItemMark}, **marks}.items()
        },
        rows=rows[at + 1 :],
        base=base,
        width=None if any(one.name for one in sheets) else max(rows[at].cells) + 1,
        problems=(
            *(problem for one in sheets for problem in one.problems),
            *_about(columns, shown, base),
            *unread_words(rows, at, columns, frozenset(base.rows if base else ())),
        ),
    )


def folded(text: str) -> str:
    """Fold a text for comparison: white space and capitals make no difference."""
    return " ".join(text.split()).casefold()


def _base_in(sheet: CellSheet) -> Base | None:
    """Read the hidden sheet; None where it is another, or not as it was written."""
    if not _is_hidden_one(sheet):
        return None
    rows = {row.number: row for row in sheet.rows}
    words, values, keys, headings, names = (_line(rows.get(number)) for number in range(2, 7))
    if tuple(names) not in map(base_keys, (PROGRESS_COLUMNS, WITHOUT_MARKS)):
        return None
    try:
        statuses = dict(zip(words[1:], map(ItemStatus, values[1:]), strict=True))
        by_heading = dict(zip(headings[1:], keys[1:], strict=True))
    except ValueError:
        return None
    shown = {
        row.text(0): {key: row.text(place) for place, key in enumerate(names)}
        for number, row in rows.items()
        if number > 6
    }
    return Base(statuses, by_heading, shown)


def _is_hidden_one(sheet: CellSheet) -> bool:
    return bool(sheet.rows) and sheet.rows[0].text(0) == BASE_MARK


def _line(row: CellRow | None) -> list[str]:
    if row is None:
        return []
    return [row.text(place) for place in range(max(row.cells, default=-1) + 1)]


def _table_in(
    sheet: CellSheet, headings: Mapping[str, str]
) -> tuple[dict[str, int], int, tuple[CellRow, ...]] | None:
    """Find the columns, which of the rows has their headings, and the rows; None where none has.

    Raises:
        S55Error: R142 when a column is there twice.
    """
    keys = {folded(words): key for key, words in headings.items()}
    for number, row in enumerate(sheet.rows[:_LINES_BEFORE]):
        known = [
            (key, place)
            for place in row.cells
            if (key := keys.get(folded(row.text(place)))) is not None
        ]
        columns = dict(known)
        if IDENTITY in columns:
            if len(known) > len(columns):
                twice = next(key for key, _ in known if [one for one, _ in known].count(key) > 1)
                raise _refused(
                    f"the column '{in_a_line(headings[twice])}' is in the sheet twice",
                    "Delete the one that does not count.",
                )
            return columns, number, sheet.rows
    return None


def _about(
    columns: Mapping[str, int], headings: Mapping[str, str], base: Base | None
) -> Iterator[Problem]:
    """Tell what the sheet has lost."""
    written = set(base.headings.values()) if base else _COLUMNS.keys() - OF_MARKS
    missing = [headings[key] for key in _COLUMNS if key in written and key not in columns]
    if missing:
        names = ", ".join(f"'{name}'" for name in missing)
        what = "columns are" if len(missing) > 1 else "column is"
        yield warning(
            "R143",
            f"the {what} not in the sheet any more: {names}; nothing was read from there",
            "If something was filled in there, ask for the file again.",
        )
    if base is None:
        yield warning(
            "R144",
            "the file has lost what it showed when it was written, as every CSV file has: s55 "
            "cannot tell what was changed in the drafts since, and compared it with them as they "
            "are now",
            "Look at each change before you agree.",
        )


def _refused(what: str, hint: str) -> S55Error:
    return S55Error([error("R142", what, hint)])
