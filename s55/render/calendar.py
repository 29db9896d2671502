"""Write reminders as a calendar file (RFC 5545), by the ``icalendar`` library.

An entry has a UID that no date and no machine changes, so a program that reads the file again
replaces the old entry with the new one, and removes what is cancelled.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from urllib.parse import quote

from icalendar import Alarm, Calendar, Event, vDuration

from s55.model.office import Settings
from s55.office.reminders import MeetingReminder, Reminder, ReminderKind
from s55.views.reminders import description_of, meeting_titles, title_of

ALARM_HOUR = 9
"""The hour at which alarms ring, by the clock of the program that shows them."""

_PRODUCT = "-//s55//Section 55 calendar//EN"
_REFRESH = timedelta(days=1)
_EPOCH = date(2000, 1, 1)
"""The day from which versions are numbered."""
_STEPS = 3
"""The versions that an entry can have in one day: worked out, recorded, done."""


def to_calendar(
    reminders: Sequence[Reminder],
    settings: Settings,
    today: date,
    meetings: Sequence[MeetingReminder] = (),
) -> bytes:
    """Write an iCalendar file; the same reminders on the same day give the same bytes.

    It has no METHOD: a calendar that is published or read from a file needs none, and with PUBLISH
    each entry would need an organizer (RFC 5546, 3.2.1).

    Args:
        reminders: what is to be done; with the meetings at least one (RFC 5545, 3.6).
        settings: the office's settings.
        today: the current day in Europe/London, from which every entry has its version.
        meetings: the meetings of the panel to come.
    """
    name = f"Section 55 ({settings.office.abbreviation})"
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    # Each twice: as in RFC 7986, and in the older way that programs still read.
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    every_day = vDuration(_REFRESH).to_ical()  # type: ignore[no-untyped-call]  # untyped there
    calendar.add("x-published-ttl", every_day.decode())
    for reminder in reminders:
        calendar.add_component(_entry(reminder, settings, today))
    for meeting in meetings:
        for event in _meeting_entries(meeting, settings, today):
            calendar.add_component(event)
    # In this order, not in that of the alphabet.
    return bytes(calendar.to_ical(sorted=False))


def uid_of(kind: ReminderKind, draft: str, settings: Settings) -> str:
    """Make the UID of an entry: its kind, the draft's name, and the force.

    The force, and not the body, because the duty can pass to another body.
    """
    return _uid(f"{kind.value}-{quote(draft, safe='')}", settings)


def _uid(name: str, settings: Settings) -> str:
    office = sha256(settings.force.name.encode()).hexdigest()[:12]
    return f"{name}@{office}.s55"


@dataclass(frozen=True, slots=True)
class _Day:
    """An entry of a whole day; ``step`` orders the versions that it can have in one day."""

    uid: str
    day: date
    title: str
    description: str
    step: int = 0

    def event(self, today: date) -> Event:
        stamp = datetime.combine(today, time(second=self.step), UTC)
        event = Event()
        event.add("uid", self.uid)
        event.add("dtstamp", stamp)
        event.add("last-modified", stamp)
        event.add("sequence", (today - _EPOCH).days * _STEPS + self.step)
        event.add("dtstart", self.day)
        event.add("dtend", self.day + timedelta(days=1))
        event.add("summary", self.title)
        if self.description:
            event.add("description", self.description)
        return event


def _entry(reminder: Reminder, settings: Settings, today: date) -> Event:
    uid = uid_of(reminder.kind, reminder.case.name, settings)
    title, description = title_of(reminder), description_of(reminder)
    step = 2 if reminder.done else int(reminder.is_recorded)
    event = _Day(uid, reminder.day, title, description, step).event(today)
    event.add("url", reminder.case.response.inspection.link.address)
    _close(event, "CANCELLED" if reminder.done else "CONFIRMED")
    for day in reminder.alarms:
        event.add_component(_alarm(title, reminder.day, day))
    return event


def _meeting_entries(reminder: MeetingReminder, settings: Settings, today: date) -> Iterator[Event]:
    """Make the entries of a meeting and of its papers."""
    day = reminder.meeting.isoformat()
    title, papers = meeting_titles(reminder)
    meeting = _Day(_uid(f"meeting-{day}", settings), reminder.meeting, title, "").event(today)
    _close(meeting, "CONFIRMED")
    yield meeting
    uid = _uid(f"papers-{day}", settings)
    event = _Day(uid, reminder.papers, papers, title).event(today)
    _close(event, "CONFIRMED")
    for one in reminder.alarms:
        event.add_component(_alarm(papers, reminder.papers, one))
    yield event


def _close(event: Event, status: str) -> None:
    event.add("categories", ["Section 55"])
    event.add("status", status)
    # A day to remember does not make anybody busy.
    event.add("transp", "TRANSPARENT")


def _alarm(title: str, entry: date, day: date) -> Alarm:
    """Make an alarm at :data:`ALARM_HOUR` on a day.

    Its time counts from the start of the entry, which is midnight by the reader's clock (RFC 5545,
    3.8.6.3): so 'P-7D' alone would ring at midnight.
    """
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", day - entry + timedelta(hours=ALARM_HOUR))
    return alarm
