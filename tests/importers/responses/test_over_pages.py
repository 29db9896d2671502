"""A row of a table that goes over to the next page."""

from __future__ import annotations

import pytest

from s55.importers.responses.embedded import _goes_on

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
