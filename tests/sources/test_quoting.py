"""Texts in CSV: what a spreadsheet would change has an apostrophe, and comes back as it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from s55.sources.quoting import quoted, unquoted


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+44", "-", "@x", " =1", "\t1", "\uff1d1", "1.10", "2-3", "1/2", "01", "1e5", "16:00",
     "2026-11-20", "1.2.3", "3 May", "May 2025", "3-sept-2026", "true", "1,000", "'=1", "''1.10",
     "12345678901234567"],
)  # fmt: skip
def test_what_a_spreadsheet_would_change_is_quoted(text: str) -> None:
    """Once more where it is quoted already."""
    assert quoted(text) == f"'{text}"
    assert unquoted(quoted(text)) == text


@pytest.mark.parametrize("text", ["", "1", "10", "1.1", "2a", "R2", "a=b", "Market 5", "'", "'a"])
def test_other_texts_are_not(text: str) -> None:
    assert quoted(text) == text == unquoted(text)


@settings(max_examples=50)
@given(st.text("'=+- 1.0/aMy\t", max_size=8))
def test_every_text_comes_back(text: str) -> None:
    assert unquoted(quoted(text)) == text
