"""Which items were open on which day, and what changed between two days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from s55.model.progress import Progress
from s55.model.response import Response
from s55.office.cases import Case
from s55.office.items import tracked_items
from s55.office.movements import changes_since, is_open_on, movements
from tests.office.cases_for_tests import LAST_DAY, PUBLISHED, case, recommendations
from tests.office.revised_cases import replaced_twice

ANSWERED = date(2026, 8, 21)
BEFORE = date(2026, 8, 20)
AUTUMN = date(2026, 10, 5)
NORTH, SOUTH = "Northshire Police", "Southshire Police"


def answered(*items: dict[str, Any], day: date | str = ANSWERED) -> Case:
    """A case with these recommendations, which was answered on a day."""
    return case(answered=day, **recommendations(*items))


def recorded(made: Case, **entries: list[dict[str, Any]]) -> Case:
    """The case with a record of progress, by the short names of its items."""
    progress = {
        name.replace("_", "-"): tuple(Progress.model_validate(one) for one in many)
        for name, many in entries.items()
    }
    return replace(made, progress=progress)


def open_on(made: Case, day: date) -> bool:
    """Whether the first item was open on a day."""
    return is_open_on(tracked_items(made)[0], day)


def test_an_item_is_open_from_the_day_on_which_its_response_was_published() -> None:
    """From the statutory last day where that one is not known; never without a publication."""
    made = answered({})
    assert [open_on(made, day) for day in (BEFORE, ANSWERED)] == [False, True]
    unknown = answered({}, day="unknown")
    before = date(2026, 8, 30)
    assert [open_on(unknown, day) for day in (before, LAST_DAY)] == [False, True]
    assert not open_on(case(**recommendations({})), date(2026, 11, 1))


def test_an_item_is_closed_on_the_day_of_the_entry_that_closes_it() -> None:
    """What the response itself says holds from its publication on."""
    made = recorded(answered({}), R1=[{"date": AUTUMN, "status": "complete"}])
    assert [open_on(made, day) for day in (date(2026, 10, 4), AUTUMN)] == [True, False]
    assert not open_on(answered({"status": "complete"}), ANSWERED)


def test_the_history_of_a_response_counts_and_not_its_outcome() -> None:
    """A response of format 1 says how far an item is today, and what came before."""
    history = [
        {"date": ANSWERED, "status": "in progress"},
        {"date": AUTUMN, "status": "complete"},
    ]
    made = answered({"status": "complete", "history": history})
    assert [open_on(made, day) for day in (ANSWERED, AUTUMN)] == [True, False]
    today = replace(made, today=ANSWERED)
    assert not open_on(today, ANSWERED), "on the day of the case its own word is the last"


def test_an_item_of_a_replaced_response_is_open_until_the_withdrawal() -> None:
    """Not on that day any more: the response in its place has the item."""
    events = [
        {"event": "published", "date": ANSWERED},
        {"event": "withdrawn", "date": AUTUMN, "why": "It was another's.", "replaced_by": "new"},
    ]
    made = case(distribution={"website": events}, **recommendations({}))
    assert [open_on(made, day) for day in (date(2026, 10, 4), AUTUMN)] == [True, False]


def test_the_numbers_of_a_day_are_those_of_the_day_before_with_what_moved() -> None:
    """Two opened, then one closed and none opened."""
    made = recorded(answered({}, {}), R2=[{"date": AUTUMN, "status": "complete"}])
    found = movements([made], [PUBLISHED, ANSWERED, AUTUMN])
    assert [(one.day, one.opened, one.closed, one.open) for one in found] == [
        (ANSWERED, 2, 0, 2),
        (AUTUMN, 0, 1, 1),
    ]


def test_what_was_opened_and_closed_between_two_days_counts_as_both() -> None:
    """Opened and done before the next meeting; done, reopened and done again after it."""
    winter, spring = date(2026, 12, 8), date(2027, 3, 9)
    entries: list[dict[str, Any]] = [
        {"date": AUTUMN, "status": "complete"},
        {"date": date(2027, 1, 5), "status": "reopened"},
        {"date": date(2027, 2, 5), "status": "closed by the inspectorate"},
    ]
    made = replace(recorded(answered({}, {}), R2=entries), today=spring)
    found = movements([made], [PUBLISHED, winter, spring])
    assert [(one.opened, one.closed, one.open) for one in found] == [(2, 1, 1), (1, 1, 1)]


def test_to_put_a_response_right_neither_opens_nor_closes_an_item() -> None:
    """Of three responses one after the other; an item that only the last one has is opened."""
    one, two, three = replaced_twice()[::-1]
    (item,) = recommendations({"number": "1"}).values()
    both = recommendations({"number": "1"}, {"number": "2"})
    made = [
        with_items(one, {"recommendations": item}),
        with_items(two, {"recommendations": item}),
        with_items(three, both),
    ]
    days = [date(2026, 9, 30), date(2026, 10, 5), date(2026, 10, 10), date(2026, 10, 12)]
    assert [(one.opened, one.closed, one.open) for one in movements(made, days)] == [
        (0, 0, 1),
        (0, 1, 0),  # withdrawn, and the next one is to come
        (2, 0, 2),
    ]


def test_what_happened_between_two_days_is_left_out_of_a_response_put_right() -> None:
    """It was closed in the withdrawn response, and is open in the one in its place."""
    one, two, three = replaced_twice()[::-1]
    parts = recommendations({"number": "1"})
    closed = [{"date": date(2026, 9, 1), "status": "complete"}]
    made = [
        recorded(with_items(one, parts), R1=closed),
        with_items(two, parts),
        with_items(three, parts),
    ]
    (found,) = movements(made, [date(2026, 8, 25), date(2026, 10, 12)])
    assert (found.opened, found.closed, found.open) == (0, 0, 1)


def test_a_response_to_another_report_is_in_nobodys_place() -> None:
    """Whatever the withdrawn one says: the reports were published on different days."""
    gone = [
        {"event": "published", "date": ANSWERED},
        {"event": "withdrawn", "date": AUTUMN, "why": "It was another's.", "replaced_by": "new"},
    ]
    one = case(distribution={"website": gone}, **recommendations({"number": "1"}))
    other = with_items(answered({}), recommendations({"number": "1"}))
    dates = replace(other.deadline, published=date(2026, 7, 8))
    other = replace(other, name="new", deadline=dates)
    assert other.published != one.published
    (alone,) = movements([one], [ANSWERED, AUTUMN])
    (both,) = movements([one, other], [ANSWERED, AUTUMN])
    (beside,) = movements([other], [ANSWERED, AUTUMN])
    assert (alone.closed, beside.open) == (1, 1)
    assert (both.opened, both.closed, both.open) == (alone.opened, 1, 1)


def with_items(made: Case, parts: dict[str, Any]) -> Case:
    """The case with these parts in its response."""
    data = made.response.model_dump(mode="json", exclude_none=True)
    return replace(made, response=Response.model_validate({**data, **parts}))


def test_changes_are_those_after_the_day() -> None:
    """An entry of the day itself was in the paper before; one that changes no status is none."""
    made = recorded(
        answered({"status": "not started"}),
        R1=[
            {"date": ANSWERED, "status": "in progress"},
            {"date": AUTUMN, "status": "in progress"},
            {"date": date(2026, 10, 6), "status": "complete"},
        ],
    )
    (change,) = changes_since([made], ANSWERED)
    assert (change.before, change.entry.date) == ("in progress", date(2026, 10, 6))
    first, second = changes_since([made], BEFORE)
    assert (first.before, first.entry.status) == ("not started", "in progress")
    assert second.entry == change.entry


def test_an_entry_on_one_force_is_compared_with_that_force() -> None:
    """What the other one did is no change of this one."""
    made = recorded(
        answered({}),
        R1=[
            {"date": ANSWERED, "status": "complete", "force": NORTH},
            {"date": ANSWERED, "status": "in progress", "force": SOUTH},
            {"date": AUTUMN, "status": "complete", "force": NORTH},
            {"date": AUTUMN, "status": "complete", "force": SOUTH},
        ],
    )
    (change,) = changes_since([made], ANSWERED)
    assert (change.entry.force, change.before) == (SOUTH, "in progress")
