"""Write the register as a spreadsheet: real dates, a frozen header row, filters, ready to print.

Texts are written as texts, and stay texts when somebody edits them: no program takes one for a
formula, another number or a date. The same register gives the same bytes.
"""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

from s55.render.register.cells import (
    A3,
    A4,
    CELL,
    DATE,
    HEADING,
    LINE,
    TextFormats,
    height_of,
    lay_out,
    new_book,
    write_text,
)
from s55.render.register.progress_sheet import add_progress_sheet
from s55.templating.list_words import PaceWords
from s55.views.progress_sheet import ProgressSheet
from s55.views.register import Column, Register, RegisterTable, tables_of

_LONGEST_ADDRESS = 2_079
_PACES = {
    "late": {"font_color": "#A3111B", "bg_color": "#FBE9EA"},
    "soon": {"font_color": "#7A4600", "bg_color": "#FDF3DC"},
    "on_time": {"font_color": "#1B6130", "bg_color": "#E8F4EA"},
    "no_day": {},
    "withdrawn": {},
    "done": {"font_color": "#1B6130"},
}
"""The colours of how an item compares with its day, each on a ground with contrast."""


def to_xlsx(register: Register, progress: ProgressSheet | None = None) -> bytes:
    """Write a spreadsheet with sheets for all items, inspections and open items.

    Args:
        register: the register.
        progress: the sheet that people fill in, which comes first; None for none.
    """
    written = io.BytesIO()
    book = new_book(written, register.document_title, register.author, register.dated)
    if progress is not None:
        add_progress_sheet(book, progress)
    formats = _CellFormats(book, register.words.paces)
    for table, paper in zip(tables_of(register), (A3, A4, A4), strict=True):
        sheet = book.add_worksheet(table.name)
        sheet.set_paper(paper)
        _write(sheet, table, register, formats)
    book.close()
    return written.getvalue()


def progress_xlsx(progress: ProgressSheet) -> bytes:
    """Write a spreadsheet that holds only the sheet that people fill in."""
    written = io.BytesIO()
    book = new_book(written, progress.title, progress.author, progress.dated)
    add_progress_sheet(book, progress)
    book.close()
    return written.getvalue()


class _CellFormats:
    """How cells look."""

    def __init__(self, book: Any, paces: PaceWords) -> None:
        self.text = TextFormats(book, CELL)
        self.number = book.add_format({**CELL, "num_format": "0"})
        self.day = book.add_format({**CELL, "num_format": DATE, "align": "left"})
        self.link = book.add_format({**CELL, "underline": 1, "font_color": "#1D2F5F"})
        # Beside its mark and its words, so that nothing is said by colour alone.
        self.paces = {
            getattr(paces, name): TextFormats(book, {**CELL, "bold": True, **colours})
            for name, colours in _PACES.items()
        }
        self.heading = book.add_format(HEADING)


def _write(sheet: Any, table: RegisterTable, register: Register, formats: _CellFormats) -> None:
    for place, (column, heading) in enumerate(zip(table.columns, table.headings, strict=True)):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, heading, formats.heading)
    sheet.set_row(0, 3 * LINE)
    widths = [column.width for column in table.columns]
    for line, row in enumerate(table.rows, start=1):
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _cell(sheet, (line, place), column, value, register.words.cut, formats)
        sheet.set_row(line, height_of(row, widths))
    head = (f"{register.title}: {table.name}", register.reckoned)
    lay_out(sheet, len(table.columns), len(table.rows), head)


def _cell(
    sheet: Any,
    place: tuple[int, int],
    column: Column,
    value: object,
    cut: str,
    formats: _CellFormats,
) -> None:
    if isinstance(value, date):
        sheet.write_datetime(*place, datetime.combine(value, time()), formats.day)
    elif isinstance(value, int):
        sheet.write_number(*place, value, formats.number)
    elif value and column.key == "link" and len(str(value)) <= _LONGEST_ADDRESS:
        sheet.write_url(*place, str(value), formats.link, string=str(value))
    else:
        text = str(value or "")
        shown = formats.paces.get(text, formats.text) if column.key == "pace" else formats.text
        write_text(sheet, place, text, shown, cut)
