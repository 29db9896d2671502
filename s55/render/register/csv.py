"""Write the register as CSV: two tables that any program reads, and no formula in them.

UTF-8 with a byte order mark, by which spreadsheets recognise it; commas and CRLF (RFC 4180); dates
as 2026-11-22. A text that spreadsheets would take for a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from s55.views.register import Register, RegisterTable, tables_of

FORMULA_SIGNS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""Signs that can begin a formula; the last four are the wide ones of East Asia."""


def items_csv(register: Register) -> bytes:
    """Write every item as a line."""
    return _table(tables_of(register)[0])


def inspections_csv(register: Register) -> bytes:
    """Write every inspection as a line."""
    return _table(tables_of(register)[1])


def _table(table: RegisterTable) -> bytes:
    return to_csv(table.headings, table.rows)


def to_csv(headings: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """Write a table whose cells are dates, numbers, texts or None."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(map(_harmless, headings))
    lines.writerows(map(_written, row) for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else _harmless(str(value))


def _harmless(text: str) -> str:
    """Put an apostrophe before a text that a program could take for a formula."""
    return f"'{text}" if text.lstrip(" \xa0").startswith(FORMULA_SIGNS) else text
