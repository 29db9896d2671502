"""The calendar of England and Wales."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s55.rules.deadlines import last_working_day
from s55.rules.working_days import england_and_wales


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2023, 8, 31), None),
        (date(2024, 8, 31), "Saturday"),
        (date(2024, 9, 1), "Sunday"),
        (date(2024, 12, 25), "Christmas Day"),
        (date(2024, 3, 29), "Good Friday"),
        (date(2024, 4, 1), "Easter Monday"),
        (date(2023, 5, 8), "Coronation of Charles III"),
        (date(2022, 6, 3), "Platinum Jubilee of Elizabeth II"),
        (date(2020, 5, 8), "May Day"),  # moved from Monday 4 May
        (date(2020, 5, 4), None),
        (date(2024, 1, 2), None),  # a holiday in Scotland
        (date(2024, 3, 18), None),  # a holiday in Northern Ireland
        (date(2023, 11, 30), None),  # St Andrew's Day in Scotland
    ],
)
def test_known_days(day: date, why: str | None) -> None:
    """Bank holidays of England and Wales, and of the other nations, which do not count."""
    assert england_and_wales()(day) == why


def test_the_day_in_lieu_is_closed_and_says_so() -> None:
    """Christmas Day 2022 was a Sunday; the bank holiday was Tuesday the 27th."""
    closed = england_and_wales()
    assert closed(date(2022, 12, 25)) == "Sunday"
    assert closed(date(2022, 12, 26)) == "Boxing Day"
    assert closed(date(2022, 12, 27)) == "Christmas Day (observed)"
    assert closed(date(2022, 12, 28)) is None


def test_the_last_working_day_before_easter_monday_is_maundy_thursday() -> None:
    """Four closed days in a row."""
    assert last_working_day(date(2024, 4, 1), england_and_wales()) == date(2024, 3, 28)


@given(st.dates(date(1964, 1, 1), date(2100, 12, 31)))
def test_every_weekend_is_closed_and_a_working_day_is_near(day: date) -> None:
    """No five closed days stand in a row (Christmas on a Friday or Saturday makes four)."""
    closed = england_and_wales()
    assert (closed(day) == "Saturday") == (day.weekday() == 5)
    assert (closed(day) == "Sunday") == (day.weekday() == 6)
    assert 0 <= (day - last_working_day(day, closed)).days <= 4
