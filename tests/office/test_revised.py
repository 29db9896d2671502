"""What a correction, a withdrawal and a replacement mean for the day, the items and the figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from s55.office.cases import Timeliness, answered_before, counted, with_replacements
from s55.office.items import tracked_items
from tests.office.cases_for_tests import case
from tests.office.revised_cases import FIRST, corrected, replaced_and_new, replaced_twice, withdrawn


def test_the_first_publication_is_what_counts() -> None:
    """In time stays in time, whatever happens to the response later."""
    for one in (corrected(), withdrawn(), replaced_and_new()[0]):
        assert (one.timeliness, one.days_taken, one.days_late) == (Timeliness.IN_TIME, 45, 0)
        assert one.is_answered
    assert not corrected().is_withdrawn
    assert withdrawn().is_withdrawn
    assert not withdrawn().is_replaced


def test_what_replaces_a_response_is_not_late_because_it_came_later() -> None:
    """The report was answered by the withdrawn one, before the replacement and until it."""
    for answered in (None, date(2026, 10, 2)):
        old, new = replaced_and_new(answered)
        assert old.is_replaced
        assert (new.timeliness, new.days_taken, new.days_late) == (Timeliness.IN_TIME, 45, 0)
        assert new.is_answered is (answered is not None)
        assert new.answered == answered


def test_of_a_response_that_was_replaced_twice_the_first_one_counts() -> None:
    """The report was answered in time, however often its response was put right."""
    newest, new, old = replaced_twice()
    for one in (newest, new, old):
        assert (one.timeliness, one.days_taken, one.days_late) == (Timeliness.IN_TIME, 45, 0)
    assert (newest.answered_before, new.answered_before) == (FIRST, FIRST)
    assert old.answered_before is None
    assert counted([newest, new, old]) == [newest]
    # The withdrawn ones count where they are in no list too.
    beside = [(one.name, one.response) for one in (new, old)]
    assert with_replacements([replace(newest, answered_before=None)], beside) == [newest]


def test_responses_that_replace_each_other_end() -> None:
    """Two drafts that name each other by mistake: the day of the other one counts."""
    newest, new, _ = replaced_twice()
    one, other = ((name, new.response) for name in ("newest", "other"))
    assert answered_before("newest", newest.published, [one, other]) == date(2026, 10, 2)


def test_another_report_is_not_answered_by_it() -> None:
    """A withdrawn response may be replaced by that to a later report, which has its own days."""
    old, _ = replaced_and_new()
    later = case(date(2026, 8, 1), name="new")
    assert later.timeliness is Timeliness.OVERDUE
    assert [one.name for one in counted([old, later])] == ["old", "new"]


def test_a_replaced_response_counts_once_and_has_no_open_items() -> None:
    """Without the other one it counts; a withdrawn one keeps its items, which are still asked."""
    old, new = replaced_and_new()
    assert [one.name for one in counted([old, new])] == ["new"]
    assert [one.name for one in counted([old])] == ["old"]
    assert [item.is_open for item in tracked_items(old)] == [False]
    assert [item.is_open for item in tracked_items(new)] == [True]
    assert [item.is_open for item in tracked_items(withdrawn())] == [True]
