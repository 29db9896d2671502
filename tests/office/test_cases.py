"""A case: in time, late, open or overdue, to the day of section 55(5A)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from s55.office.cases import Period, Timeliness, cases_in, place_in_lists
from tests.office.cases_for_tests import LAST_DAY, PUBLISHED, TODAY, case


def test_the_dates_of_a_report() -> None:
    """Day 1 is the day of publication; the printed date follows the set's rule."""
    found = case()
    assert found.published == PUBLISHED
    assert found.statutory == LAST_DAY == PUBLISHED + timedelta(55)
    assert found.deadline.printed == PUBLISHED + timedelta(56)


@pytest.mark.parametrize(
    ("answered", "taken", "late", "kind"),
    [
        (PUBLISHED, 1, 0, Timeliness.IN_TIME),
        (LAST_DAY, 56, 0, Timeliness.IN_TIME),
        (LAST_DAY + timedelta(1), 57, 1, Timeliness.LATE),
        (LAST_DAY + timedelta(40), 96, 40, Timeliness.LATE),
        (PUBLISHED - timedelta(1), 0, 0, Timeliness.IN_TIME),
    ],
)
def test_a_response_that_was_published(
    answered: date, taken: int, late: int, kind: Timeliness
) -> None:
    """Day 56 is in time, day 57 is a day late, whatever day it is today."""
    for today in (answered, TODAY, TODAY + timedelta(400)):
        found = case(answered=answered, today=today)
        assert found.is_answered
        assert found.answered == answered
        assert (found.days_taken, found.days_late, found.timeliness) == (taken, late, kind)


@pytest.mark.parametrize(
    ("today", "left", "late", "kind"),
    [
        (PUBLISHED, 55, 0, Timeliness.OPEN),
        (LAST_DAY, 0, 0, Timeliness.OPEN),
        (LAST_DAY + timedelta(1), -1, 1, Timeliness.OVERDUE),
        (TODAY, -83, 83, Timeliness.OVERDUE),
    ],
)
def test_a_response_that_was_not(today: date, left: int, late: int, kind: Timeliness) -> None:
    """It is open on the last day, and overdue the day after."""
    found = case(today=today)
    assert not found.is_answered
    assert (found.answered, found.days_taken) == (None, None)
    assert (found.days_left, found.days_late, found.timeliness) == (left, late, kind)


def test_a_response_whose_day_was_not_kept() -> None:
    """It is answered, and neither in time nor late."""
    found = case(answered="unknown")
    assert found.is_answered
    assert (found.answered, found.days_taken, found.days_late) == (None, None, 0)
    assert found.timeliness is Timeliness.UNKNOWN


def test_lists_go_by_publication_then_by_name() -> None:
    """So that they are the same on every disk."""
    cases = [
        case(name="b"),
        case(name="a"),
        case(PUBLISHED - timedelta(1), name="z"),
    ]
    assert [found.name for found in sorted(cases, key=place_in_lists)] == ["z", "a", "b"]


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
