"""The arithmetic of section 55(5A)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s55.rules.deadlines import (
    Deadline,
    day_of_period,
    deadline_of,
    england_and_wales,
    last_working_day,
    printed_deadline,
    statutory_last_day,
)

DAYS = st.dates(date(1964, 1, 1), date(2199, 12, 31))


def _always_open(_: date) -> str | None:
    return None


@pytest.mark.parametrize(
    ("published", "last"),
    [
        (date(2023, 7, 7), date(2023, 8, 31)),
        (date(2024, 2, 1), date(2024, 3, 27)),  # across 29 February
        (date(2023, 2, 1), date(2023, 3, 28)),
        (date(2023, 11, 20), date(2024, 1, 14)),  # across New Year
        (date(2024, 3, 1), date(2024, 4, 25)),  # across the change of the clocks
    ],
)
def test_the_period_ends_on_its_fifty_sixth_day(published: date, last: date) -> None:
    """The day of publication is the first of the 56."""
    assert statutory_last_day(published) == last


def test_the_form_prints_the_day_after_the_period() -> None:
    """The standard template's own example: 7 July 2023 prints 1 September 2023."""
    assert printed_deadline(date(2023, 7, 7), 56) == date(2023, 9, 1)
    assert printed_deadline(date(2023, 7, 7), 55) == statutory_last_day(date(2023, 7, 7))


@given(DAYS)
def test_exactly_56_days_lie_in_the_period(published: date) -> None:
    """Counted one by one, without the arithmetic of the code."""
    last = statutory_last_day(published)
    period = [published]
    while period[-1] < last:
        period.append(date.fromordinal(period[-1].toordinal() + 1))
    assert len(period) == 56
    assert (last.weekday() - published.weekday()) % 7 == 6
    assert day_of_period(published, published) == 1
    assert day_of_period(published, last) == 56


@given(DAYS, st.integers(1, 366))
def test_the_printed_day_is_so_many_days_after_publication(published: date, days: int) -> None:
    """Whatever the template set's rule."""
    assert printed_deadline(published, days).toordinal() == published.toordinal() + days


@given(DAYS, st.sets(st.integers(0, 40), max_size=20))
def test_the_last_working_day_is_open_and_all_days_after_it_are_closed(
    day: date, closed_before: set[int]
) -> None:
    """It is never after the day, and no later open day is passed over."""
    closed_days = {day - timedelta(days=back) for back in closed_before}

    def closed(of: date) -> str | None:
        return "Feast" if of in closed_days else None

    working = last_working_day(day, closed)
    assert working <= day
    assert working not in closed_days
    between = {working + timedelta(days=n) for n in range(1, (day - working).days + 1)}
    assert between <= closed_days


def test_a_deadline_on_a_closed_day_names_the_working_day_before() -> None:
    """31 August 2024 is a Saturday, here followed back over a holiday."""

    def closed(day: date) -> str | None:
        return {date(2024, 8, 31): "Saturday", date(2024, 8, 30): "Fair Day"}.get(day)

    assert deadline_of(date(2024, 7, 7), 56, closed) == Deadline(
        published=date(2024, 7, 7),
        statutory=date(2024, 8, 31),
        printed=date(2024, 9, 1),
        closed="Saturday",
        working=date(2024, 8, 29),
    )


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2023, 8, 30), 1),
        (date(2023, 8, 31), 0),
        (date(2023, 9, 1), -1),
        (date(2023, 7, 7), 55),
    ],
)
def test_days_left_count_to_the_statutory_day_and_not_to_the_printed_one(
    today: date, left: int
) -> None:
    """On the printed day it is already one day late."""
    assert deadline_of(date(2023, 7, 7), 56, _always_open).days_left(today) == left


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
