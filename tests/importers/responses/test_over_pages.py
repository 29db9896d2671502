"""A row of a table that goes over to the next page."""

from __future__ import annotations

from collections import Counter

import pytest

from s55.importers.responses.embedded import _goes_on, _is_mixed
from s55.importers.responses.text import words

CELLS = "|item||wetrainedtwo||item||||teamsinmay|"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("wetrainedtwoteamsinmay", True),
        ("wetrainedthreeteamsinmay", False),
        ("wetrainedtwoteamsinjune", False),
        ("trainedtwoteams", True),
    ],
)
def test_a_text_goes_on_in_another_cell(line: str, expected: bool) -> None:
    """From the end of one to the beginning of another, and nothing is between."""
    assert _goes_on(line, CELLS) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("A message every 28 days", True),
        ("A message every 29 days", False),
        ("A message every 28 days, days and days", False),
        ("Comments of the force", False),
    ],
)
def test_a_table_within_a_cell_may_be_read_across_its_columns(line: str, expected: bool) -> None:
    """All its words are in one cell of the file, as often as it has them."""
    mixed = "A message\n✓ Yes, every 21\n96% every 28 days days"
    cells = [Counter(words(cell)) for cell in (mixed, "Comments of the", "force")]
    assert _is_mixed(line, cells) is expected
