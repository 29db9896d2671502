"""An office with two responses, its progress sheet, and what people do to a spreadsheet."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from s55.pipeline.cases import load_cases
from s55.pipeline.tracking.updating import SheetUpdate, read_update, write_update
from s55.render.register.xlsx import progress_xlsx
from s55.views.progress_sheet import ProgressSheet, progress_sheet_of, sheet_items
from s55.workspace import Workspace
from tests.drafts_for_tests import HEAD, SETTINGS
from tests.registers_for_tests import register_set

TODAY = date(2024, 6, 3)
DAY = date(2024, 5, 20)
HARBOUR = (
    HEAD
    + """\
recommendations:
  items:
    - number: '1.10'
      text: Count the boats.
      owner: Head of boats
      policing_body: Welcome.
      action: taken
    - number: 2-3
      text: Paint the boats.
      owner: "=cmd|' /C calc'!A0"
      status: in progress
      policing_body: Welcome.
      action: taken
areas_for_improvement:
  items:
    - text: Moor the boats.
    - text: Tow the boats.
"""
)
JOINT = HARBOUR.replace("Harbour policing", "Joint patrols").replace(
    "[Saltmarsh Police]", "[Saltmarsh Police, Fenland Constabulary]"
)
HEADINGS = dict(register_set().manifest.labels.progress_sheet.columns)


def office(folder: Path) -> Workspace:
    """A workspace with two responses."""
    (folder / "responses").mkdir(parents=True)
    (folder / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    for name, text in (("harbour", HARBOUR), ("joint", JOINT)):
        (folder / f"responses/{name}.yaml").write_text(text, encoding="utf-8")
    return Workspace(folder)


def sheet_of(workspace: Workspace) -> ProgressSheet:
    """The progress sheet of all items, as the register has it."""
    settings, manifest = workspace.settings(), register_set().manifest
    cases = [one.case for one in load_cases(workspace, [], settings, TODAY)]
    return progress_sheet_of(sheet_items(cases, manifest), settings, manifest, TODAY)


class Book:
    """A spreadsheet as a person edits it, by openpyxl."""

    def __init__(self, data: bytes) -> None:
        self.book: Any = openpyxl.load_workbook(io.BytesIO(data))
        self.sheet: Any = self.book.worksheets[0]

    def row(self, identity: str) -> int:
        """The row of an item."""
        return next(int(cell.row) for cell in self.sheet["A"] if cell.value == identity)

    def column(self, key: str) -> int:
        """The column with the heading of this key."""
        return next(int(cell.column) for cell in self.sheet[1] if cell.value == HEADINGS[key])

    def fill(self, identity: str, /, **cells: Any) -> Book:
        """Write values into the row of an item, by the keys of the columns."""
        row = self.row(identity)
        for key, value in cells.items():
            self.sheet.cell(row, self.column(key)).value = value
        return self

    def sorted(self) -> Book:
        """The rows in the opposite order, each third hidden as a filter hides it."""
        rows = [
            [(cell.value, cell.data_type) for cell in row]
            for row in self.sheet.iter_rows(min_row=2)
        ]
        for number, row in enumerate(reversed(rows), start=2):
            self.sheet.row_dimensions[number].hidden = number % 3 == 0
            for place, (value, kind) in enumerate(row, start=1):
                self.sheet.cell(number, place).value = value
                self.sheet.cell(number, place).data_type = kind
        return self

    def bytes(self) -> bytes:
        """The file."""
        written = io.BytesIO()
        self.book.save(written)
        return written.getvalue()


def written_sheet(workspace: Workspace) -> Book:
    """The spreadsheet that goes out."""
    return Book(progress_xlsx(sheet_of(workspace)))


def read(
    workspace: Workspace, data: bytes, name: str = "back.xlsx", on: date | None = None
) -> SheetUpdate:
    """Read a spreadsheet that came back."""
    return read_update(workspace, data, name, "register", on, TODAY)


def recorded(workspace: Workspace, book: Book) -> SheetUpdate:
    """Read a spreadsheet that came back, and record what it says."""
    found = read(workspace, book.bytes())
    if found.entries:
        write_update(found)
    return found


def told(found: SheetUpdate) -> list[tuple[str, str]]:
    """The code of each problem, and its place in the sheet."""
    return [(one.code, one.message.partition(":")[0]) for one in found.problems]


def records(workspace: Workspace) -> Mapping[str, str]:
    """The records of progress, by the names of their drafts."""
    return dict(_records(workspace.responses / "progress"))


def _records(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob("*.yaml")):
        yield path.stem, path.read_text(encoding="utf-8").partition("items:\n")[2]
