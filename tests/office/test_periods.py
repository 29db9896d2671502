"""Periods: both ends count, and a response belongs to every period in which it was open."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from s55.office.periods import Period, cases_in
from tests.office.cases_for_tests import LAST_DAY, PUBLISHED, case

DAY = timedelta(1)


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (None, None, True),
        (PUBLISHED, None, True),
        (PUBLISHED + DAY, None, False),
        (None, PUBLISHED, True),
        (None, PUBLISHED - DAY, False),
        (PUBLISHED, PUBLISHED, True),
    ],
)
def test_a_period_holds_its_first_and_its_last_day(
    since: date | None, until: date | None, holds: bool
) -> None:
    """Either end may be open."""
    assert Period(since, until).holds(PUBLISHED) is holds


@pytest.mark.parametrize(
    ("answered", "since", "until", "inside"),
    [
        # answered on 20 July: open from 7 to 20 July
        (date(2026, 7, 20), None, None, True),
        (date(2026, 7, 20), date(2026, 7, 20), None, True),
        (date(2026, 7, 20), date(2026, 7, 21), None, False),
        (date(2026, 7, 20), None, PUBLISHED, True),
        (date(2026, 7, 20), None, PUBLISHED - DAY, False),
        (date(2026, 7, 20), date(2026, 7, 10), date(2026, 7, 12), True),
        # never answered: open from 7 July on
        (None, date(2030, 1, 1), None, True),
        (None, None, PUBLISHED - DAY, False),
        # answered on a day that was not kept: taken to have been in time
        ("unknown", LAST_DAY, None, True),
        ("unknown", LAST_DAY + DAY, None, False),
    ],
)
def test_a_case_belongs_to_the_periods_in_which_it_was_open(
    answered: date | str | None, since: date | None, until: date | None, inside: bool
) -> None:
    """From the day the report was published to the day the response was, both included."""
    found = case(answered=answered)
    assert cases_in([found], Period(since, until)) == ([found] if inside else [])


def test_the_order_stays() -> None:
    """Lists are sorted elsewhere."""
    cases = [case(name=name) for name in "bca"]
    assert [found.name for found in cases_in(cases, Period())] == ["b", "c", "a"]
