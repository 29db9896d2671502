"""Write the register as CSV: two tables that any program reads, and no formula in them.

UTF-8 with a byte order mark, by which spreadsheets recognise it; commas and CRLF (RFC 4180); dates
as 2026-11-22. A text that spreadsheets would take for a formula, or turn into another number or a
date, gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from datetime import date

from s55.sources.quoting import quoted, without_formula
from s55.views.register import Register, RegisterTable, inspections_table, items_table


def items_csv(register: Register) -> bytes:
    """Write every item as a line."""
    return _table(items_table(register))


def inspections_csv(register: Register) -> bytes:
    """Write every inspection as a line."""
    return _table(inspections_table(register))


def _table(table: RegisterTable) -> bytes:
    return to_csv(table.headings, table.rows, quoted)


def to_csv(
    headings: Iterable[str],
    rows: Iterable[Iterable[object]],
    quote: Callable[[str], str] = without_formula,
) -> bytes:
    """Write a table.

    Args:
        headings: of its columns.
        rows: cells that are dates, numbers, texts or None.
        quote: puts an apostrophe before texts.
    """
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\r\n")
    lines.writerow(map(quote, headings))
    lines.writerows((_written(value, quote) for value in row) for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _written(value: object, quote: Callable[[str], str]) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else quote(str(value))
