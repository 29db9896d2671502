"""The calendar file, read by a library that did not write it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from s55.model.office import CalendarSettings
from s55.office.cases import case_of
from s55.office.panel_file import load_panel
from s55.office.reminders import (
    Reminder,
    ReminderKind,
    item_reminders,
    meeting_reminders,
    reminders_of,
    worth_sending,
)
from s55.render.calendar import office_entries, office_name, to_calendar, uid_of
from s55.rules.deadlines import england_and_wales
from tests.drafts_for_tests import FINISHED, HEAD, response_of, settings_of
from tests.office.cases_for_tests import case, recommendations
from tests.strategies import lines

CLOSED = england_and_wales()
TODAY = date(2024, 4, 15)
INVITED = "chief_officer:\n  invited: {date: 2024-04-04, reply_by: 2024-05-01}\n"


def reminders(
    text: str = HEAD, today: date = TODAY, name: str = "harbour", **settings: object
) -> list[Reminder]:
    """The reminders of a draft."""
    case = case_of(name, response_of(text), 56, today, CLOSED)
    return reminders_of([case], CalendarSettings.model_validate(settings), CLOSED)


def written(
    text: str = HEAD, today: date = TODAY, name: str = "harbour", **settings: object
) -> bytes:
    """The calendar of a draft."""
    return calendar_of(reminders(text, today, name, **settings), today)


def calendar_of(made: list[Reminder], today: date, *more: Any) -> bytes:
    """The office's calendar of reminders, and of meetings and items."""
    settings = settings_of()
    return to_calendar(office_name(settings), office_entries(made, settings, *more), today)


def entries(data: bytes) -> dict[str, Any]:
    """The entries that another library reads, by UID."""
    calendar = vobject.readOne(data.decode(), validate=True)
    events = list(calendar.vevent_list)
    assert len({event.uid.value for event in events}) == len(events)
    return {event.uid.value: event for event in events}


def entry(kind: ReminderKind, data: bytes, name: str = "harbour") -> Any:
    """The entry of one kind, as that library reads it."""
    return entries(data)[uid_of(kind, name, settings_of())]


def test_another_library_reads_the_same_days() -> None:
    """All-day entries from the day to the day after it, in which nobody is busy."""
    read = list(entries(written()).values())
    assert [event.dtstart.value for event in read] == [
        date(2024, 4, 5),
        date(2024, 5, 3),
        date(2024, 5, 20),
        date(2024, 5, 27),
    ]
    for event in read:
        assert type(event.dtstart.value) is date
        assert event.dtend.value == event.dtstart.value + timedelta(days=1)
        assert (event.transp.value, event.status.value) == ("TRANSPARENT", "CONFIRMED")


def test_the_calendar_says_what_it_is() -> None:
    """Its product, its name, and how often to look for a new one, in both ways of saying it."""
    calendar = vobject.readOne(written().decode())
    assert calendar.version.value == "2.0"
    assert "method" not in calendar.contents, "it would need an organizer (RFC 5546, 3.2.1)"
    assert calendar.prodid.value == "-//s55//Section 55 calendar//EN"
    assert calendar.contents["name"][0].value == "Section 55 (OCS)"
    assert calendar.contents["x-wr-calname"][0].value == "Section 55 (OCS)"
    lines_of_file = written().decode().split("\r\n")
    assert "REFRESH-INTERVAL;VALUE=DURATION:P1D" in lines_of_file
    assert "X-PUBLISHED-TTL:P1D" in lines_of_file


def test_an_entry_says_in_plain_words_what_to_do() -> None:
    """The title names the response, the description the Act and the last working day."""
    last = entry(ReminderKind.STATUTORY, written())
    assert last.summary.value == "Statutory last day: Section 55 response to Harbour policing"
    assert last.url.value == "https://example.org/harbours"
    assert last.description.value == (
        "The response must be published on or before this day: it is the last of the 56 days "
        "beginning with 2 April 2024, the day on which the report was published (section 55(5A) of "
        "the Police Act 1996). The form prints 28 May 2024: do not work to that date.\n"
        "Offices are closed on this day (Spring Bank Holiday), and the period is not extended. "
        "The last working day before it is 24 May 2024.\n"
        "Draft: harbour\n"
        "Report: https://example.org/harbours"
    )
    target = entry(ReminderKind.PUBLISH, written())
    assert target.description.value.startswith(
        "By this day the office means to have published the response. The statutory last day is "
        "27 May 2024, a closed day (Spring Bank Holiday). The last working day is 24 May 2024.\n"
    )
    comments = entry(ReminderKind.COMMENTS, written())
    assert "s55 invite harbour --by 2024-05-03\n" in comments.description.value


def test_the_reminders_know_the_invitation() -> None:
    """Once invited, that entry is cancelled, and the comments are due when the invitation says."""
    data = written(HEAD + INVITED)
    invite, comments = (entry(kind, data) for kind in (ReminderKind.INVITE, ReminderKind.COMMENTS))
    assert (invite.status.value, comments.status.value) == ("CANCELLED", "CONFIRMED")
    assert comments.dtstart.value == date(2024, 5, 1)
    assert comments.description.value.startswith(
        "The chief officer was invited on 4 April 2024 and asked for comments by this day "
    )
    assert int(comments.sequence.value) > int(
        entry(ReminderKind.COMMENTS, written()).sequence.value
    )


@pytest.mark.parametrize(
    ("reply_by", "said"),
    [
        (
            "2024-05-12",
            "Offices are closed on this day (Sunday). The last working day before it is "
            "10 May 2024.\n",
        ),
        ("2024-06-03", "This is after the statutory last day, 27 May 2024.\n"),
    ],
)
def test_a_recorded_day_that_is_unlucky_says_so(reply_by: str, said: str) -> None:
    """It is not moved: it is what the chief officer was told."""
    comments = entry(ReminderKind.COMMENTS, written(HEAD + INVITED.replace("2024-05-01", reply_by)))
    assert comments.dtstart.value == date.fromisoformat(reply_by)
    assert said in comments.description.value


def test_alarms_ring_at_nine_in_the_morning() -> None:
    """They count from midnight, at which an entry of a whole day starts."""
    last = entry(ReminderKind.STATUTORY, written(remind=[7, 0]))
    midnight = datetime(2024, 5, 27)  # noqa: DTZ001 (the clock of whoever reads the calendar)
    rings = [midnight + alarm.trigger.value for alarm in last.valarm_list]
    # The 27th is a bank holiday: the alarm of the day itself rings on Friday.
    assert [moment.isoformat() for moment in rings] == [
        "2024-05-20T09:00:00",
        "2024-05-24T09:00:00",
    ]
    assert all(alarm.action.value == "DISPLAY" for alarm in last.valarm_list)
    assert all(alarm.description.value == last.summary.value for alarm in last.valarm_list)
    on_the_day = entry(ReminderKind.PUBLISH, written(remind=[0]))
    assert on_the_day.valarm.trigger.value == timedelta(hours=9)
    assert "valarm" not in entry(ReminderKind.STATUTORY, written(remind=[])).contents


def test_publishing_cancels_every_entry_and_every_alarm() -> None:
    """Same UIDs, higher numbers, on the same day already; and programs that show them show it."""
    before, after = entries(written()), entries(written(FINISHED))
    assert set(before) == set(after)
    for uid, event in after.items():
        assert event.status.value == "CANCELLED"
        assert int(event.sequence.value) > int(before[uid].sequence.value)
        assert event.dtstamp.value > before[uid].dtstamp.value
        assert event.last_modified.value > before[uid].last_modified.value
        assert event.summary.value == f"[Done] {before[uid].summary.value}"
        assert event.description.value.startswith("Done: the response is published.\nDraft: ")
        assert "valarm" not in event.contents


def test_the_next_day_has_a_higher_number_whatever_changed() -> None:
    """Also when the report's date was put right, to an earlier or to a later day."""
    done = entries(written(FINISHED))
    for published in ("2024-04-02", "2024-03-01", "2024-04-12"):
        text = HEAD.replace("2024-04-02", published)
        moved = entries(written(text, TODAY + timedelta(days=1)))
        assert set(moved) == set(done)
        for uid, event in moved.items():
            assert int(event.sequence.value) > int(done[uid].sequence.value)


def test_two_runs_make_the_same_bytes() -> None:
    """No clock and no chance is in the file."""
    assert written() == written()
    assert written() != written(today=TODAY + timedelta(days=1))


def test_the_uid_outlives_the_office_and_tells_drafts_and_forces_apart() -> None:
    """It depends on the kind, the draft's name and the force, and on nothing else."""
    settings = settings_of()
    uid = uid_of(ReminderKind.STATUTORY, "peel 2026/ü", settings)
    assert uid == "statutory-peel%202026%2F%C3%BC@73acf2bb4553.s55"
    renamed = settings.office.model_copy(update={"name": "Office of the Mayor"})
    assert uid == uid_of(
        ReminderKind.STATUTORY, "peel 2026/ü", settings.model_copy(update={"office": renamed})
    )
    force = settings.force.model_copy(update={"name": "Another Police"})
    others = {
        uid_of(ReminderKind.PUBLISH, "peel 2026/ü", settings),
        uid_of(ReminderKind.STATUTORY, "peel 2026", settings),
        uid_of(ReminderKind.STATUTORY, "peel 2026/ü", settings.model_copy(update={"force": force})),
    }
    assert len(others | {uid}) == 4


@given(lines(), st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(-10, 100))
def test_any_title_and_any_date_come_back(title: str, published: date, age: int) -> None:
    """Commas, quotes, backslashes and long lines are written so that they can be read."""
    response = response_of(HEAD)
    inspection = response.inspection.model_copy(update={"title": title, "published": published})
    response = response.model_copy(update={"inspection": inspection})
    today = published + timedelta(days=age)
    case = case_of("harbour", response, 56, today, CLOSED)
    made = reminders_of([case], CalendarSettings(), CLOSED)
    data = calendar_of(made, today)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    read = entries(data)
    for reminder in made:
        event = read[uid_of(reminder.kind, "harbour", settings_of())]
        assert event.dtstart.value == reminder.day
        assert event.summary.value.endswith(f": Section 55 response to {title}")


def test_a_meeting_of_the_panel_and_the_day_of_its_papers() -> None:
    """The papers' entry has alarms, the meeting's has none; both keep their names."""
    panel = load_panel("meetings:\n  - date: 2024-05-21\n  - date: 2024-04-14\n", "panel.yaml")
    meetings = meeting_reminders(panel, CalendarSettings(), TODAY, CLOSED)
    assert [one.meeting for one in meetings] == [date(2024, 5, 21)], "those that are past are not"
    data = calendar_of([], TODAY, meetings)
    found = {uid.partition("@")[0]: event for uid, event in entries(data).items()}
    meeting, papers = found["meeting-2024-05-21"], found["papers-2024-05-21"]
    assert meeting.dtstart.value == date(2024, 5, 21)
    assert meeting.summary.value == "Meeting of the Police and Crime Panel"
    assert not hasattr(meeting, "valarm")
    assert papers.dtstart.value == date(2024, 5, 13)
    assert papers.summary.value == "Papers for the panel’s meeting of Tuesday 21 May 2024 out"
    assert len(papers.valarm_list) == 2


def test_work_that_was_done_over_a_year_ago_is_left_out() -> None:
    published = f"{HEAD}distribution: {{website: {{date: 2024-04-10}}}}\n"
    last = date(2024, 5, 27) + timedelta(days=365)
    for today, left in ((last, 4), (last + timedelta(days=1), 0)):
        assert len(worth_sending(reminders(published, today), today)) == left
    assert len(worth_sending(reminders(HEAD, last + timedelta(days=1)), last)) == 4, "not done"


def test_the_day_of_an_item_comes_with_its_owner_and_is_cancelled_when_it_is_done() -> None:
    """What was due or done over a year ago is left out: no flood of cancelled entries."""
    done = {"status": "complete", "date": date(2024, 4, 10)}
    long_ago = {"status": "complete", "date": date(2023, 4, 10)}
    made = case(
        date(2022, 4, 2), today=TODAY, name="harbour",
        **recommendations(
            {"due": date(2024, 6, 1), "owner": "Harbour master"},
            {"due": date(2024, 6, 1), "target_date": date(2024, 7, 1), "history": [done]},
            {"due": date(2024, 6, 1), "history": [long_ago]},
            {"due": date(2023, 4, 1)},
            {"due": date(2024, 6, 1), "applies": False},
            {},
        ),
    )  # fmt: skip
    items = item_reminders([made], CalendarSettings(), TODAY, CLOSED)
    found = {
        uid.partition("@")[0]: one
        for uid, one in entries(calendar_of([], TODAY, (), items)).items()
    }
    assert list(found) == ["item-harbour-R1", "item-harbour-R2"]
    first, second = found.values()
    assert (first.dtstart.value, first.status.value) == (date(2024, 6, 1), "CONFIRMED")
    assert first.summary.value == "Due: R1, recommendation (1 of 5): Title of harbour"
    assert first.description.value.splitlines()[:2] == [
        "By this day the report asks for it.",
        "Owner: Harbour master",
    ]
    assert len(first.valarm_list) == 2
    assert (second.dtstart.value, second.status.value) == (date(2024, 7, 1), "CANCELLED")
    assert second.summary.value.startswith("[Done] Due: R2")
    assert not hasattr(second, "valarm")
