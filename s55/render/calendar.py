"""Write reminders as a calendar file (RFC 5545), by the ``icalendar`` library.

An entry has a UID that no date and no machine changes, so a program that reads the file again
replaces the old entry with the new one, and removes what is cancelled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from urllib.parse import quote

from icalendar import Alarm, Calendar, Event, vDuration

from s55.model.office import Settings
from s55.office.reminders import ItemReminder, MeetingReminder, Reminder, ReminderKind
from s55.records import dataclass
from s55.views.reminders import description_of, item_words, meeting_titles, title_of

ALARM_HOUR = 9
"""The hour at which alarms ring, by the clock of the program that shows them."""

_PRODUCT = "-//s55//Section 55 calendar//EN"
_REFRESH = timedelta(days=1)
_EPOCH = date(2000, 1, 1)
"""The day from which versions are numbered."""
_STEPS = 3
"""The versions that an entry can have in one day: worked out, recorded, done."""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An entry of a whole day.

    Attributes:
        uid: what it is called for ever: :func:`uid_of` and :func:`uid_named`.
        day: its day.
        title: what it is.
        description: more about it; '' for nothing.
        address: where to read more; '' for nowhere.
        is_cancelled: whether nothing is left to do.
        step: orders the versions that it can have in one day, from 0.
        alarms: the days on which it rings.
    """

    uid: str
    day: date
    title: str
    description: str = ""
    address: str = ""
    is_cancelled: bool = False
    step: int = 0
    alarms: tuple[date, ...] = ()


def to_calendar(name: str, entries: Iterable[CalendarEntry], today: date) -> bytes:
    """Write an iCalendar file; the same entries on the same day give the same bytes.

    It has no METHOD: a calendar that is published or read from a file needs none, and with PUBLISH
    each entry would need an organizer (RFC 5546, 3.2.1).

    Args:
        name: what the calendar is called.
        entries: its entries, at least one (RFC 5545, 3.6).
        today: the current day in Europe/London, from which every entry has its version.
    """
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
    for entry in entries:
        calendar.add_component(_event(entry, today))
    # In this order, not in that of the alphabet.
    return bytes(calendar.to_ical(sorted=False))


def office_name(settings: Settings) -> str:
    """Name the office's own calendar."""
    return f"Section 55 ({settings.office.abbreviation})"


def office_entries(
    reminders: Iterable[Reminder],
    settings: Settings,
    meetings: Iterable[MeetingReminder] = (),
    items: Iterable[ItemReminder] = (),
) -> list[CalendarEntry]:
    """Make the entries of the office's own calendar."""
    return [
        *(_of_reminder(one, settings) for one in reminders),
        *(entry for one in meetings for entry in _of_meeting(one, settings)),
        *(_of_item(one, settings) for one in items),
    ]


def uid_of(kind: ReminderKind, draft: str, settings: Settings) -> str:
    """Make the UID of an entry: its kind, the draft's name, and the force.

    The force, and not the body, because the duty can pass to another body.
    """
    return uid_named((kind.value, draft), settings)


def uid_named(parts: Iterable[str], settings: Settings) -> str:
    """Make the UID of an entry from what it stands for, and the force."""
    office = sha256(settings.force.name.encode()).hexdigest()[:12]
    return f"{'-'.join(quote(part, safe='') for part in parts)}@{office}.s55"


def _of_reminder(reminder: Reminder, settings: Settings) -> CalendarEntry:
    return CalendarEntry(
        uid_of(reminder.kind, reminder.case.name, settings),
        reminder.day,
        title_of(reminder),
        description_of(reminder),
        reminder.case.response.inspection.link.address,
        is_cancelled=reminder.done is not None,
        step=2 if reminder.done else int(reminder.is_recorded),
        alarms=reminder.alarms,
    )


def _of_meeting(reminder: MeetingReminder, settings: Settings) -> Iterator[CalendarEntry]:
    """Make the entries of a meeting and of its papers."""
    day = reminder.meeting.isoformat()
    title, papers = meeting_titles(reminder)
    yield CalendarEntry(uid_named(("meeting", day), settings), reminder.meeting, title)
    uid = uid_named(("papers", day), settings)
    yield CalendarEntry(uid, reminder.papers, papers, title, alarms=reminder.alarms)


def _of_item(reminder: ItemReminder, settings: Settings) -> CalendarEntry:
    item = reminder.item
    title, description = item_words(reminder)
    return CalendarEntry(
        uid_named(("item", item.case.name, item.reference), settings),
        reminder.day,
        title,
        description,
        item.case.response.inspection.link.address,
        is_cancelled=reminder.is_done,
        step=2 if reminder.is_done else 0,
        alarms=reminder.alarms,
    )


def _event(entry: CalendarEntry, today: date) -> Event:
    stamp = datetime.combine(today, time(second=entry.step), UTC)
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", (today - _EPOCH).days * _STEPS + entry.step)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.title)
    if entry.description:
        event.add("description", entry.description)
    if entry.address:
        event.add("url", entry.address)
    event.add("categories", ["Section 55"])
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    # A day to remember does not make anybody busy.
    event.add("transp", "TRANSPARENT")
    for day in entry.alarms:
        event.add_component(_alarm(entry.title, entry.day, day))
    return event


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
