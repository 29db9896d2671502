"""The four days of a response: working days, order, what is recorded, what is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s55.model.office import CalendarSettings
from s55.office.cases import Case, case_of
from s55.office.panel_file import load_panel
from s55.office.reminders import (
    Reason,
    Reminder,
    ReminderKind,
    item_reminders,
    meeting_reminders,
    reminders_of,
    working_days_after,
    working_days_before,
)
from s55.rules.deadlines import england_and_wales
from tests.drafts_for_tests import HEAD, response_of
from tests.office.cases_for_tests import case, recommendations

CLOSED = england_and_wales()
PUBLISHED = date(2024, 4, 2)
"""The Tuesday after Easter; day 56 is Monday 27 May 2024, the spring bank holiday."""

INVITED = "chief_officer:\n  invited:\n    date: 2024-04-04\n"
PUBLISHED_RESPONSE = "distribution:\n  website: {date: 2024-05-20}\n"
SIGNED = "sign_off: {name: Robin Sample, date: 2024-05-10}\n"


def case_for(more: str = "", today: date = PUBLISHED) -> Case:
    """A case of the draft with ``more`` in it."""
    return case_of("harbour", response_of(HEAD + more), 56, today, CLOSED)


def found(
    more: str = "", today: date = PUBLISHED, **settings: object
) -> dict[ReminderKind, Reminder]:
    """The reminders of that case, by kind."""
    calendar = CalendarSettings.model_validate(settings)
    reminders = reminders_of([case_for(more, today)], calendar, CLOSED)
    return {reminder.kind: reminder for reminder in reminders}


def days(reminders: dict[ReminderKind, Reminder]) -> list[str]:
    """Their days, in order, as text."""
    return [reminder.day.isoformat() for reminder in reminders.values()]


def test_the_days_are_counted_in_working_days() -> None:
    """By the settings' own numbers; bank holidays in May are left out of the count."""
    assert days(found()) == ["2024-04-05", "2024-05-03", "2024-05-20", "2024-05-27"]
    sooner = found(invite_within=0, comments_before=20, publish_before=1)
    assert days(sooner) == ["2024-04-02", "2024-04-26", "2024-05-24", "2024-05-27"]


def test_the_statutory_day_stands_where_the_act_puts_it() -> None:
    """On a bank holiday it is not moved; the last working day stands beside it."""
    last = found()[ReminderKind.STATUTORY]
    assert (last.day, last.closed) == (date(2024, 5, 27), "Spring Bank Holiday")
    assert last.working == date(2024, 5, 24)
    assert found(publish_before=0)[ReminderKind.PUBLISH].day == date(2024, 5, 24)


def test_alarms_ring_on_working_days_that_are_to_come() -> None:
    """A week before a Monday is a Monday; the day before it is a Sunday, so Friday."""
    last = found(today=date(2024, 5, 1))[ReminderKind.STATUTORY]
    assert last.alarms == (date(2024, 5, 20), date(2024, 5, 24))
    assert found(today=date(2024, 5, 24))[ReminderKind.STATUTORY].alarms == (date(2024, 5, 24),)
    assert found(today=date(2024, 5, 25))[ReminderKind.STATUTORY].alarms == ()
    # Four wishes, two days: an alarm does not ring twice.
    several = found(remind=[1, 2, 3, 7])[ReminderKind.STATUTORY]
    assert several.alarms == (date(2024, 5, 20), date(2024, 5, 24))
    assert found(remind=[])[ReminderKind.STATUTORY].alarms == ()


def test_a_day_that_is_recorded_is_taken_as_it_is() -> None:
    """What the invitation named counts, also on a Sunday and also when it is too late."""
    reckoned = found(INVITED)[ReminderKind.COMMENTS]
    assert (reckoned.day, reckoned.is_recorded) == (date(2024, 5, 3), False)
    for day in (date(2024, 5, 1), date(2024, 5, 12), date(2024, 6, 3)):
        comments = found(f"{INVITED}    reply_by: {day}\n")[ReminderKind.COMMENTS]
        assert (comments.day, comments.is_recorded, comments.done) == (day, True, None)
        assert comments.closed == CLOSED(day)


def test_the_statutory_day_is_over_where_a_withdrawn_response_answered_the_report() -> None:
    """The one that replaces it is not held to the days of the report; its comments are awaited."""
    case = replace(case_for(), answered_before=date(2024, 5, 20))
    reminders = reminders_of([case], CalendarSettings(), CLOSED)
    done = {one.kind: one.done for one in reminders}
    before = Reason.ANSWERED_BEFORE
    assert done == {
        ReminderKind.INVITE: None,
        ReminderKind.COMMENTS: None,
        ReminderKind.PUBLISH: before,
        ReminderKind.STATUTORY: before,
    }
    assert {one.alarms for one in reminders if one.done} == {()}


@pytest.mark.parametrize(
    ("more", "reasons"),
    [
        ("", [None, None, None, None]),
        (INVITED, [Reason.INVITED, None, None, None]),
        (SIGNED, [Reason.SIGNED_OFF, Reason.SIGNED_OFF, None, None]),
        (
            "chief_officer: {comments: Fair.}\n",
            [Reason.COMMENTS_IN, Reason.COMMENTS_IN, None, None],
        ),
        (f"{INVITED}  comments: Fair.\n", [Reason.COMMENTS_IN, Reason.COMMENTS_IN, None, None]),
        (f"{INVITED}{SIGNED}", [Reason.INVITED, Reason.SIGNED_OFF, None, None]),
        (PUBLISHED_RESPONSE, [Reason.PUBLISHED] * 4),
        (PUBLISHED_RESPONSE.replace("2024-05-20", "unknown"), [Reason.PUBLISHED] * 4),
        ("distribution:\n  panel: {date: 2024-05-20}\n", [None, None, None, None]),
    ],
)
def test_what_is_done_needs_no_reminder(more: str, reasons: list[Reason | None]) -> None:
    """Each step finishes its own reminder; a publication finishes all, and no other dispatch."""
    reminders = found(more)
    assert [reminder.done for reminder in reminders.values()] == reasons
    assert all(not one.alarms for one in reminders.values() if one.done)
    assert days(reminders) == days(found())


lead_times = st.builds(
    CalendarSettings,
    invite_within=st.integers(0, 30),
    comments_before=st.integers(1, 35),
    publish_before=st.integers(0, 35),
    remind=st.lists(st.integers(0, 56), max_size=5).map(tuple),
)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), lead_times, st.integers(0, 80))
def test_the_days_are_in_order_and_only_the_statutory_one_is_ever_closed(
    published: date, settings: CalendarSettings, age: int
) -> None:
    """For any report and any lead times, also those that do not fit into 56 days."""
    response = response_of(HEAD.replace("2024-04-02", published.isoformat()))
    case = case_of("harbour", response, 56, published + timedelta(days=age), CLOSED)
    invite, comments, target, statutory = reminders_of([case], settings, CLOSED)
    assert published <= invite.day <= comments.day <= target.day <= statutory.day
    assert statutory.day == published + timedelta(days=55)
    assert [CLOSED(one.day) for one in (invite, comments, target)] == [None] * 3
    for reminder in (invite, comments, target, statutory):
        assert reminder.working <= reminder.day
        assert list(reminder.alarms) == sorted(set(reminder.alarms))
        for alarm in reminder.alarms:
            assert case.today <= alarm <= reminder.day
            assert CLOSED(alarm) is None


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 40))
def test_counting_forwards_and_back_is_counting_to_nothing(day: date, count: int) -> None:
    """From a working day, ``count`` days on and ``count`` days back is the same day."""
    start = working_days_after(day, 0, CLOSED)
    assert working_days_before(working_days_after(start, count, CLOSED), count, CLOSED) == start
    between = (start + timedelta(days=n) for n in range(1, 100))
    working = [one for one in between if CLOSED(one) is None]
    assert working_days_after(start, count + 1, CLOSED) == working[count]


def test_items_are_in_for_a_year_and_a_meeting_on_its_own_day() -> None:
    """To the day: after that their entries are left out of the calendar."""
    today = date(2024, 6, 3)
    year_ago, before = today - timedelta(days=365), today - timedelta(days=366)
    done = {"due": today, "status": "complete"}
    made = case(
        date(2022, 4, 2), today=today,
        **recommendations(
            {"due": year_ago},
            {"due": before},
            {**done, "history": [{"status": "complete", "date": year_ago}]},
            {**done, "history": [{"status": "complete", "date": before}]},
        ),
    )  # fmt: skip
    items = item_reminders([made], CalendarSettings(), today, CLOSED)
    assert [(one.item.reference, one.is_done) for one in items] == [("R1", False), ("R3", True)]
    panel = load_panel(f"meetings:\n  - date: {today}\n", "panel.yaml")
    assert [one.meeting for one in meeting_reminders(panel, CalendarSettings(), today, CLOSED)] == [
        today
    ]
