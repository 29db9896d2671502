"""What of a sheet is told as not read."""

from __future__ import annotations

from s55.returns.sheets.cells import IDENTITY, CellRow
from s55.returns.sheets.unread import MOST_TOLD, unread_words


def test_of_a_table_pasted_beside_the_sheet_so_many_words_are_told_one_by_one() -> None:
    """The others are counted."""
    pasted = [CellRow(number, {3: "pasted"}) for number in range(2, MOST_TOLD + 10)]
    rows = [CellRow(1, {0: "Id"}), *pasted]
    found = [one.message for one in unread_words(rows, 0, {IDENTITY: 0}, frozenset())]
    assert found[0] == "row 2: 'pasted' in a row of no item was not read"
    assert found[MOST_TOLD:] == ["8 more cells or comments were not read"]
