"""Dates as the form writes them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s55.errors import S55Error
from s55.model.dates import in_words, with_weekday


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2023, 7, 7), "7 July 2023"),
        (date(2023, 9, 1), "1 September 2023"),
        (date(2024, 12, 31), "31 December 2024"),
        (date(2024, 2, 29), "29 February 2024"),
    ],
)
def test_a_date_in_words(day: date, words: str) -> None:
    """Without a nought before the day."""
    assert in_words(day) == words


def test_a_date_with_its_weekday() -> None:
    """As messages write it."""
    assert with_weekday(date(2026, 12, 13)) == "Sunday 13 December 2026"


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_the_words_say_the_date(day: date) -> None:
    """They can be read back."""
    assert datetime.strptime(f"{in_words(day)} +0000", "%d %B %Y %z").date() == day


@pytest.mark.parametrize(
    ("language", "words"),
    [("cy", "31 Gorffennaf 2024"), ("en-GB", "31 July 2024"), ("en", "31 July 2024")],
)
def test_a_date_in_the_words_of_another_language(language: str, words: str) -> None:
    """As people who speak it write dates."""
    assert in_words(date(2024, 7, 31), language) == words


def test_a_language_that_nobody_knows_is_told() -> None:
    """With where it stands."""
    with pytest.raises(S55Error) as caught:
        in_words(date(2024, 7, 31), "tlh")
    assert [(one.code, one.path) for one in caught.value.problems] == [("L114", "language")]
