"""Read the Word form that people filled in as the sheet that it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from s55.errors import S55Error
from s55.importers.readers.word.package import open_word
from s55.problems import Problem, warning
from s55.returns.sheets.cells import CellRow, CellSheet, in_a_line, unread
from s55.returns.sheets.unread import UNREAD_HINT
from s55.returns.word.marks import Kind, carried_by
from s55.returns.word.reading import Returned, read_returned
from s55.views.progress_form import place_path

_SHEET = "form"
_KEYS, _HEADINGS, _NAMES, _ITEMS = 3, 4, 5, 6
"""The rows of the hidden sheet with the columns, their headings, its own columns, and the items."""
_ABOUT_RESPONSES = frozenset({"R111", "R112"})
"""What is told of pictures and looks in a text of a response."""
_OUTSIDE = frozenset({"R109", "R115"})
"""Words outside of the places; their hints are for a file that is kept beside its draft."""


def is_progress_form(data: bytes) -> bool:
    """Tell whether a Word file is a form for progress, by what it carries."""
    try:
        carried = carried_by(open_word(data, ""))
    except S55Error:
        return False
    return carried is not None and carried.kind is Kind.PROGRESS


def read_form(data: bytes) -> list[CellSheet]:
    """Read a form as two sheets: the one to fill in, each item a row, and the hidden one.

    Raises:
        S55Error: R141 when what it carries is not as it was written.
    """
    returned = read_returned(data, "", "")
    rows = returned.carried.sheet
    if len(rows) < _ITEMS:
        raise unread("the form has lost what it was sent with", "Ask for it again.")
    table = CellSheet(_SHEET, tuple(_table(rows, returned.said)), tuple(_problems(returned)))
    return [table, CellSheet(f"{_SHEET} as sent", tuple(_numbered(rows, 1)))]


def _table(rows: Sequence[Sequence[str]], said: Mapping[str, str]) -> Iterator[CellRow]:
    """Write the sheet: what the form was sent with, and what was filled in."""
    keys, names = rows[_KEYS][1:], rows[_NAMES]
    yield from _numbered([rows[_HEADINGS][1:]], 0)
    for number, row in enumerate(rows[_ITEMS:], start=1):
        sent = dict(zip(names, row, strict=False))
        cells = [sent.get(key, said.get(place_path(number, key), "")) for key in keys]
        yield from _numbered([cells], number)


def _numbered(rows: Iterable[Sequence[str]], first: int) -> Iterator[CellRow]:
    for number, row in enumerate(rows, start=first):
        yield CellRow(number, {place: text for place, text in enumerate(row) if text})


def _problems(returned: Returned) -> Iterator[Problem]:
    """Tell what else is in the file, and was not read."""
    for one in returned.problems:
        if one.code not in _ABOUT_RESPONSES:
            yield replace(one, hint=UNREAD_HINT) if one.code in _OUTSIDE else one
    for image in returned.images:
        yield warning("R158", f"the picture '{in_a_line(image.name)}' was not read", UNREAD_HINT)
