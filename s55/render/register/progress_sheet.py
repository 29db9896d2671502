"""Write the sheet that people fill in, with a sheet that says how, and a hidden one.

The hidden sheet holds what the others showed when they were written, so that a file that comes back
can be compared with that. It is a sheet and no property of the file, because every program keeps
sheets. Only the cells that are filled in are not locked; there is no password.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from s55.render.register.cells import (
    A3,
    A4,
    CELL,
    DATE,
    FONT,
    HEADING,
    LINE,
    TextFormats,
    fitting,
    height_of,
    lay_out,
    write_text,
)
from s55.views.progress_sheet import (
    STATE_KEYS,
    ColumnUse,
    ProgressSheet,
    SheetColumn,
    shown_of,
)

BASE_SHEET = "s55-base"
"""The name of the hidden sheet."""
BASE_MARK = "s55 progress 1"
"""What its first cell says: what it is, and the version of its form."""


def base_keys(columns: Iterable[SheetColumn]) -> tuple[str, ...]:
    """Give its columns, by those of the sheet: the id, and what was shown and said."""
    return (*(one.key for one in columns if not one.is_filled_in), *STATE_KEYS)


def base_rows(sheet: ProgressSheet) -> list[list[str]]:
    """Write what a sheet shows as rows, by which a file that comes back is compared with it.

    A word for each status and each mark, the columns with their headings, then a row for each item
    with what :func:`base_keys` names.
    """
    headings = [(one.key, getattr(sheet.words.columns, one.key)) for one in sheet.columns]
    keys = base_keys(sheet.columns)
    items = (shown_of(one) for one in sheet.rows)
    return [
        [BASE_MARK, *sheet.marks],
        ["statuses", *sheet.statuses],
        ["values", *(status.value for status in sheet.statuses.values())],
        ["columns", *(key for key, _ in headings)],
        ["headings", *(words for _, words in headings)],
        list(keys),
        *([said[key] for key in keys] for said in items),
    ]


_TO_FILL_IN = {"locked": False, "bg_color": "#FFF6CC"}
_HEADING_TO_FILL_IN = {**HEADING, "bg_color": "#FFE27A"}
_ALLOWED = {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True}
_STATUS_ROW = 1


def add_progress_sheet(book: Any, sheet: ProgressSheet) -> None:
    """Add the sheet, the one that says how, and the hidden one."""
    page = book.add_worksheet(sheet.words.sheet)
    page.set_paper(A3)
    _write_rows(book, page, sheet)
    _validate(page, sheet)
    lay_out(page, len(sheet.columns), len(sheet.rows), (sheet.title, sheet.words.sheet))
    page.freeze_panes(1, 1)
    page.protect("", _ALLOWED)
    how = book.add_worksheet(sheet.words.how)
    line = book.add_format({**FONT, "text_wrap": True, "valign": "top"})
    how.set_column(0, 0, 100)
    how.set_paper(A4)
    how.fit_to_pages(1, 0)
    for number, text in enumerate(sheet.instructions):
        how.write_string(number, 0, text, line)
        how.set_row(number, height_of([text], [100]))
    how.protect("", _ALLOWED)
    _write_base(book, sheet)


def _write_rows(book: Any, page: Any, sheet: ProgressSheet) -> None:
    said, day = TextFormats(book, CELL), {**CELL, "num_format": DATE, "align": "left"}
    shown_day = book.add_format(day)
    to_fill_in = TextFormats(book, {**CELL, **_TO_FILL_IN})
    day_to_fill_in = book.add_format({**day, **_TO_FILL_IN})
    heading, other = book.add_format(HEADING), book.add_format(_HEADING_TO_FILL_IN)
    for place, column in enumerate(sheet.columns):
        page.set_column(place, place, column.width)
        words = getattr(sheet.words.columns, column.key)
        page.write_string(0, place, words, other if column.is_filled_in else heading)
    page.set_row(0, 4 * LINE)
    widths = [column.width for column in sheet.columns]
    for line, row in enumerate(sheet.rows, start=1):
        values = [row.values.get(column.key) for column in sheet.columns]
        for place, (column, value) in enumerate(zip(sheet.columns, values, strict=True)):
            if column.use is ColumnUse.DAY:
                page.write_blank(line, place, None, day_to_fill_in)
            elif isinstance(value, date):
                page.write_datetime(line, place, datetime.combine(value, time()), shown_day)
            else:
                formats = to_fill_in if column.is_filled_in else said
                write_text(page, (line, place), value or "", formats, sheet.cut)
        page.set_row(line, height_of(values, widths))
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _validate(page: Any, sheet: ProgressSheet) -> None:
    """Offer the statuses and the marks as lists, and take dates alone where a date is filled in."""
    if not sheet.rows:
        return
    words: dict[str, Any] = {"error_title": sheet.words.sheet}
    for place, column in enumerate(sheet.columns):
        area = (1, place, len(sheet.rows), place)
        if column.use in (ColumnUse.STATUS, ColumnUse.MARK):
            rule: dict[str, Any] = {
                "validate": "list",
                "source": _choices(sheet, column.use),
                "error_message": sheet.words.choose,
            }
            page.data_validation(*area, {**words, **rule})
        elif column.use is ColumnUse.DAY:
            rule = {
                "validate": "date",
                "criteria": "between",
                "minimum": date(1900, 3, 1),
                "maximum": date(2199, 12, 31),
                "error_message": sheet.words.write_date,
            }
            page.data_validation(*area, {**words, **rule})


def _choices(sheet: ProgressSheet, use: ColumnUse) -> str:
    """Name the cells of the hidden sheet that hold the choices: a comma would divide a text."""
    row, words = (_STATUS_ROW, sheet.statuses) if use is ColumnUse.STATUS else (0, sheet.marks)
    return f"='{BASE_SHEET}'!$B${row + 1}:${chr(ord('A') + len(words))}${row + 1}"


def _write_base(book: Any, sheet: ProgressSheet) -> None:
    base = book.add_worksheet(BASE_SHEET)
    text = book.add_format({"num_format": "@"})
    for number, row in enumerate(base_rows(sheet)):
        for place, value in enumerate(row):
            if value:
                base.write_string(number, place, fitting(value, sheet.cut), text)
    base.protect()
    base.hide()
