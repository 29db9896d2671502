"""Read a table of CSV as spreadsheets write it, whatever its separator and encoding."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from s55.returns.sheets.cells import (
    MAX_COLUMNS,
    CellRow,
    CellSheet,
    SheetRefusals,
    counted,
)
from s55.sources.quoting import unquoted

_ENCODINGS = ("utf-8-sig", "cp1252")
"""What spreadsheets write; the second is that of Excel's plain CSV in Western Europe."""
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def read_csv(data: bytes) -> list[CellSheet]:
    """Read the one sheet of a CSV file; apostrophes before what looks like a formula are taken off.

    Raises:
        S55Error: R141 when it cannot be read, or passes a limit.
    """
    text = _decoded(data)
    if "\0" in text:
        raise SheetRefusals().foreign("the file is no table of text")
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return [CellSheet("", counted(_rows(lines)))]
    except csv.Error as failure:
        raise SheetRefusals().damaged(f"it is no CSV ({failure})") from None


def _decoded(data: bytes) -> str:
    for encoding in ("utf-16",) if data.startswith(_WIDE) else _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetRefusals().damaged("its encoding is not known")


def _rows(lines: Iterator[list[str]]) -> Iterator[CellRow]:
    for number, line in enumerate(lines, start=1):
        cells = {
            place: unquoted(value) for place, value in enumerate(line[:MAX_COLUMNS]) if value != ""
        }
        if cells:
            yield CellRow(number, dict(cells))
