"""Write the register as a spreadsheet: real dates, a frozen header row, filters, ready to print.

Texts are written as texts, so that no program takes one for a formula. The same register gives the
same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from textwrap import wrap
from typing import Any

from s55.templating.list_words import PaceWords
from s55.views.register import Column, Register, RegisterTable, tables_of

MOST_CHARACTERS = 32_767
"""The most characters that a cell can hold."""

_LONGEST_ADDRESS = 2_079
_A3, _A4 = 8, 9
_DATE = "dd/mm/yyyy"
_POINTS = 11
_FONT = {"font_name": "Arial", "font_size": _POINTS}
_LINE = _POINTS * 1.3
_TALLEST = 409  # the greatest height of a row, in points
_PACES = {
    "late": {"font_color": "#A3111B", "bg_color": "#FBE9EA"},
    "soon": {"font_color": "#7A4600", "bg_color": "#FDF3DC"},
    "on_time": {"font_color": "#1B6130", "bg_color": "#E8F4EA"},
    "no_day": {},
    "withdrawn": {},
    "done": {"font_color": "#1B6130"},
}
"""The colours of how an item compares with its day, each on a ground with contrast."""
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def to_xlsx(register: Register) -> bytes:
    """Write a spreadsheet with sheets for all items, inspections and open items."""
    from xlsxwriter import Workbook  # only this format needs it

    written = io.BytesIO()
    book = Workbook(written, _OPTIONS)
    book.set_properties(
        {
            "title": register.document_title,
            "author": register.author,
            "created": datetime.combine(register.dated, time(), tzinfo=UTC),
        }
    )
    formats = _CellFormats(book, register.words.paces)
    for table, paper in zip(tables_of(register), (_A3, _A4, _A4), strict=True):
        sheet = book.add_worksheet(table.name)
        sheet.set_paper(paper)
        _write(sheet, table, register, formats)
    book.close()
    return written.getvalue()


class _CellFormats:
    """How cells look."""

    def __init__(self, book: Any, paces: PaceWords) -> None:
        cell = {**_FONT, "valign": "top", "border": 1, "border_color": "#8A94A8"}
        self.text = book.add_format({**cell, "text_wrap": True})
        self.number = book.add_format({**cell, "num_format": "0"})
        self.day = book.add_format({**cell, "num_format": _DATE, "align": "left"})
        self.link = book.add_format(
            {**cell, "text_wrap": True, "underline": 1, "font_color": "#1D2F5F"}
        )
        # Beside its mark and its words, so that nothing is said by colour alone.
        self.paces = {
            getattr(paces, name): book.add_format(
                {**cell, "text_wrap": True, "bold": True, **colours}
            )
            for name, colours in _PACES.items()
        }
        self.heading = book.add_format(
            {**cell, "text_wrap": True, "bold": True, "bg_color": "#E3E8F2"}
        )


def _write(sheet: Any, table: RegisterTable, register: Register, formats: _CellFormats) -> None:
    for place, (column, heading) in enumerate(zip(table.columns, table.headings, strict=True)):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, heading, formats.heading)
    sheet.set_row(0, 3 * _LINE)
    for line, row in enumerate(table.rows, start=1):
        for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            _cell(sheet, (line, place), column, value, register.words.cut, formats)
        sheet.set_row(line, _height(table.columns, row))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.5, right=0.5, top=0.9, bottom=0.7)
    title = f"{register.title}: {table.name}".replace("&", "&&")
    sheet.set_header(f"&L&12{_apart(title)}&R&12{_apart(register.reckoned.replace('&', '&&'))}")
    sheet.set_footer("&R&12&P / &N")


def _height(columns: Sequence[Column], row: Sequence[object]) -> float:
    """Estimate how high a row is, in points, so that nothing in it is cut off.

    Not every program works it out when it opens a file.
    """
    lines = max(_lines(value, one.width) for one, value in zip(columns, row, strict=True))
    return min(_TALLEST, lines * _LINE + 4)


def _lines(value: object, width: float) -> int:
    if not isinstance(value, str):
        return 1
    # A column's width counts digits of 7 pixels; letters of the text are about as wide.
    letters = max(1, int((width * 7 - 6) / (_POINTS * 4 / 3 * 0.47)))
    return sum(len(wrap(line, letters)) or 1 for line in value.split("\n"))


def _apart(text: str) -> str:
    """Put a space between a size in a header and a text that may begin with a digit."""
    return f" {text}"[:110]


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
    elif not value:
        sheet.write_blank(*place, None, formats.text)
    elif column.key == "link" and len(str(value)) <= _LONGEST_ADDRESS:
        sheet.write_url(*place, str(value), formats.link, string=str(value))
    else:
        shown = (
            formats.paces.get(str(value), formats.text) if column.key == "pace" else formats.text
        )
        sheet.write_string(*place, _fitting(str(value), cut), shown)


def _fitting(text: str, cut: str) -> str:
    """Cut a text that is too long for a cell, and say so at its end."""
    # A spreadsheet counts as Word does: characters beyond the basic plane are two.
    if len(text.encode("utf-16-le")) // 2 <= MOST_CHARACTERS:
        return text
    end = f" {cut}"
    room = (MOST_CHARACTERS - len(end)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + end
