"""Share what all sheets have: how cells look, how high rows are, how texts stay texts."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from textwrap import wrap
from typing import Any

from s55.sources.quoting import FORMULA_SIGNS

MOST_CHARACTERS = 32_767
"""The most characters that a cell can hold."""
DATE = "dd/mm/yyyy"
TEXT = "@"
"""The number format of texts, in which a spreadsheet turns nothing that is typed into a number."""
POINTS = 11
FONT = {"font_name": "Arial", "font_size": POINTS}
CELL = {**FONT, "valign": "top", "border": 1, "border_color": "#8A94A8", "text_wrap": True}
HEADING = {**CELL, "bold": True, "bg_color": "#E3E8F2"}
LINE = POINTS * 1.3
A3, A4 = 8, 9
"""Sizes of paper, as Excel numbers them (ECMA-376 part 1, clause 18.3.1.63)."""

_TALLEST = 409  # the greatest height of a row, in points
_LONGEST_AS_TEXT = 255  # older programs show longer texts of the format for texts as ####
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def new_book(written: io.BytesIO, title: str, author: str, dated: date) -> Any:
    """Begin a spreadsheet, which is the same each time."""
    from xlsxwriter import Workbook  # only this format needs it

    book = Workbook(written, _OPTIONS)
    created = datetime.combine(dated, time(), tzinfo=UTC)
    book.set_properties({"title": title, "author": author, "created": created})
    return book


class TextFormats:
    """How the texts of one kind of cell look, so that each stays a text when it is edited.

    Args:
        book: the spreadsheet.
        look: how they look.
    """

    def __init__(self, book: Any, look: dict[str, Any]) -> None:
        self._long = book.add_format(look)
        self._short = book.add_format({**look, "num_format": TEXT})
        self._sign = book.add_format({**look, "num_format": TEXT, "quote_prefix": True})

    def of(self, text: str) -> Any:
        """Choose the format of a text; an empty cell is ready for one."""
        if text.lstrip().startswith(FORMULA_SIGNS):
            return self._sign
        return self._long if len(text) > _LONGEST_AS_TEXT else self._short


def write_text(
    sheet: Any, place: tuple[int, int], text: str, formats: TextFormats, cut: str
) -> None:
    """Write a text, cut where it is too long for a cell."""
    if text:
        sheet.write_string(*place, fitting(text, cut), formats.of(text))
    else:
        sheet.write_blank(*place, None, formats.of(""))


def height_of(values: Sequence[object], widths: Sequence[float]) -> float:
    """Estimate how high a row is, in points, so that nothing in it is cut off.

    Not every program works it out when it opens a file.

    Args:
        values: of its cells.
        widths: of its columns, in characters.
    """
    lines = max(
        _lines(value, width) if isinstance(value, str) else 1
        for value, width in zip(values, widths, strict=True)
    )
    return min(_TALLEST, lines * LINE + 4)


@lru_cache(maxsize=50_000)
def _lines(text: str, width: float) -> int:
    """Count the lines of a text in a cell; sheets repeat many texts, and nearly all short ones."""
    letters = _letters_in(width)
    if len(text) <= letters and text.isprintable():
        return 1
    return sum(_wrapped(line, letters) for line in text.split("\n"))


@lru_cache(maxsize=100)
def _letters_in(width: float) -> int:
    # A column's width counts digits of 7 pixels; letters of the text are about as wide.
    return max(1, int((width * 7 - 6) / (POINTS * 4 / 3 * 0.47)))


@lru_cache(maxsize=10_000)
def _wrapped(line: str, letters: int) -> int:
    """Count the lines of so many letters that a line of a text fills; rows repeat many texts."""
    return len(wrap(line, letters)) or 1


def fitting(text: str, cut: str) -> str:
    """Cut a text that is too long for a cell, and say so at its end."""
    # A spreadsheet counts as Word does: characters beyond the basic plane are two.
    if len(text) <= MOST_CHARACTERS // 2 or len(text.encode("utf-16-le")) // 2 <= MOST_CHARACTERS:
        return text
    end = f" {cut}"
    room = (MOST_CHARACTERS - len(end)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + end


def lay_out(sheet: Any, columns: int, rows: int, head: tuple[str, str]) -> None:
    """Keep the headings in view, filter the columns, and have the sheet printed across.

    Args:
        sheet: the sheet.
        columns: how many it has.
        rows: how many, without the headings.
        head: what is printed at the head of a page, on the left and on the right.
    """
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, rows), columns - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.5, right=0.5, top=0.9, bottom=0.7)
    left, right = (f" {text.replace('&', '&&')}"[:110] for text in head)
    sheet.set_header(f"&L&12{left}&R&12{right}")
    sheet.set_footer("&R&12&P / &N")
