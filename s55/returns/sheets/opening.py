"""Recognise a spreadsheet or a form for progress by its bytes, and read its sheets."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from s55.returns.sheets.cells import MAX_BYTES, CellSheet, SheetRefusals, unread
from s55.returns.sheets.csv import read_csv
from s55.returns.sheets.ods import MEDIA_TYPE, read_ods
from s55.returns.sheets.xlsx import read_xlsx

_OLD = b"\xd0\xcf\x11\xe0"
"""How older Office files begin, and new ones that are locked with a password."""
_TABLES = (".csv", ".tsv")
_BOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


def is_spreadsheet(data: bytes, name: str) -> bool:
    """Tell whether a file is a spreadsheet, a table, or the Word form in its place.

    It need not be one that can be read.

    Args:
        data: the file.
        name: its name: a table of text is known by it alone.
    """
    ending = PurePath(name).suffix.lower()
    return ending in (*_TABLES, *_BOOKS) or _is_ods(data) or _is_xlsx(data) or _is_form(data)


def sheets_in(data: bytes, name: str) -> list[CellSheet]:
    """Read the sheets of a spreadsheet or a form for progress, or the table of a CSV file.

    Raises:
        S55Error: R141 when it cannot be read, or passes a limit.
    """
    if len(data) > MAX_BYTES:
        raise SheetRefusals().too_large(f"the file is larger than {MAX_BYTES / 1e6:.0f} MB")
    if data.startswith(_OLD):
        raise unread(
            "the file is locked with a password, or in the old format of Excel (.xls)",
            "Save it without a password as a spreadsheet (.xlsx or .ods), and read that file.",
        )
    if _is_form(data):
        from s55.returns.sheets.form import read_form

        return read_form(data)
    if PurePath(name).suffix.lower() in _TABLES:
        return read_csv(data)
    return read_ods(data) if _is_ods(data) else read_xlsx(data)


def _is_ods(data: bytes) -> bool:
    # The first part says what it is, and is not packed (OpenDocument 1.3 part 2, 3.3).
    return MEDIA_TYPE.encode() in data[:200]


def _is_xlsx(data: bytes) -> bool:
    return any(name.startswith("xl/") for name in _parts_of(data))


def _is_form(data: bytes) -> bool:
    if "word/document.xml" not in _parts_of(data):
        return False
    # Imported here: a spreadsheet needs nothing of what reads Word files.
    from s55.returns.sheets.form import is_progress_form

    return is_progress_form(data)


def _parts_of(data: bytes) -> list[str]:
    try:
        return ZipFile(BytesIO(data)).namelist()
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return []
