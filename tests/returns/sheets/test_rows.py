"""What is told of the rows of a sheet that came back."""

from __future__ import annotations

import pytest

from s55.returns.sheets.cells import IDENTITY, CellRow
from s55.returns.sheets.filled_in import FilledSheet
from s55.returns.sheets.rows import changed_cells
from s55.views.progress_sheet import ColumnUse


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-11-20", []),
        ("20/11/2026", []),  # as a spreadsheet program writes it into a CSV file
        ("21/11/2026", ["changed from '2026-11-20' to '21/11/2026'"]),
    ],
)
def test_a_protected_day_is_changed_if_it_is_another_day(now: str, told: list[str]) -> None:
    sheet = FilledSheet(
        columns={IDENTITY: 0, "due": 1},
        headings={IDENTITY: "Id", "due": "Due"},
        statuses={},
        marks={},
        rows=[CellRow(2, {0: "a/1", 1: now})],
        base=None,
        problems=(),
    )
    found = changed_cells(sheet, {"a/1": {"due": "2026-11-20"}}, [ColumnUse.STATE])
    said = "row 2 (a/1): 'Due' is not read back, and was "
    assert [one.message.removeprefix(said) for one in found] == told
