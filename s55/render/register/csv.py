"""The register as CSV: two tables that any program reads, and none takes for formulas.

UTF-8 with a byte order mark, by which spreadsheets know it; commas between, CRLF at the ends of
lines (RFC 4180); dates as 2026-11-22. A text that begins with a sign that spreadsheets take for the
beginning of a formula has an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from s55.views.register.columns import (
    INSPECTION_COLUMNS,
    ITEM_COLUMNS,
    Column,
    inspection_heading,
    item_heading,
)
from s55.views.register.rows import Register

FORMULA_SIGNS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""With these a formula can begin; the last four are wide, as written in East Asia."""


def items_csv(register: Register) -> bytes:
    """Every item as a line."""
    headings = [item_heading(register, column) for column in ITEM_COLUMNS]
    return _csv(headings, ITEM_COLUMNS, register.items)


def inspections_csv(register: Register) -> bytes:
    """Every inspection as a line."""
    headings = [inspection_heading(register, column) for column in INSPECTION_COLUMNS]
    return _csv(headings, INSPECTION_COLUMNS, register.inspections)


def _csv(headings: Sequence[str], columns: Sequence[Column], rows: Sequence[Any]) -> bytes:
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(map(_harmless, headings))
    for row in rows:
        lines.writerow(_written(getattr(row, column.key)) for column in columns)
    return written.getvalue().encode("utf-8-sig")


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else _harmless(str(value))


def _harmless(text: str) -> str:
    """The text, with an apostrophe before it where a program could take it for a formula."""
    return f"'{text}" if text.lstrip(" \xa0").startswith(FORMULA_SIGNS) else text
