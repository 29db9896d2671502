"""A case: in time, late, open or overdue, to the day of section 55(5A)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from s55.office.cases import Timeliness, place_in_lists
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
