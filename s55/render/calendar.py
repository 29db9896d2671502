"""Write reminders as a calendar file (RFC 5545), by the ``icalendar`` library.

An entry has a UID that no date and no machine changes, so a program that reads the file again
replaces the old entry with the new one, and removes what is cancelled.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from urllib.parse import quote

from icalendar import Alarm, Calendar, Event, vDuration

from s55.model.office import Settings
from s55.office.reminders import Reminder, ReminderKind
from s55.views.reminders import description_of, title_of

ALARM_HOUR = 9
"""The hour at which alarms ring, by the clock of the program that shows them."""

_PRODUCT = "-//s55//Section 55 calendar//EN"
_REFRESH = timedelta(days=1)
_EPOCH = date(2000, 1, 1)
"""The day from which versions are numbered."""
_STEPS = 3
"""The versions that an entry can have in one day: worked out, recorded, done."""


def to_calendar(reminders: Sequence[Reminder], settings: Settings, today: date) -> bytes:
    """Write an iCalendar file; the same reminders on the same day give the same bytes.

    Args:
        reminders: what is to be done, at least one (RFC 5545, 3.6).
        settings: the office's settings.
        today: the current day in Europe/London, from which every entry has its version.
    """
    name = f"Section 55 ({settings.office.abbreviation})"
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    # Each twice: as in RFC 7986, and in the older way that programs still read.
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    every_day = vDuration(_REFRESH).to_ical()  # type: ignore[no-untyped-call]  # untyped there
    calendar.add("x-published-ttl", every_day.decode())
    for reminder in reminders:
        calendar.add_component(_entry(reminder, settings, today))
    # In this order, not in that of the alphabet.
    return bytes(calendar.to_ical(sorted=False))


def uid_of(kind: ReminderKind, draft: str, settings: Settings) -> str:
    """Make the UID of an entry: its kind, the draft's name, and the force.

    The force, and not the body, because the duty can pass to another body.
    """
    office = sha256(settings.force.name.encode()).hexdigest()[:12]
    return f"{kind.value}-{quote(draft, safe='')}@{office}.s55"


def _entry(reminder: Reminder, settings: Settings, today: date) -> Event:
    step = 2 if reminder.done else int(reminder.is_recorded)
    stamp = datetime.combine(today, time(second=step), UTC)
    event = Event()
    event.add("uid", uid_of(reminder.kind, reminder.case.name, settings))
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("sequence", (today - _EPOCH).days * _STEPS + step)
    event.add("dtstart", reminder.day)
    event.add("dtend", reminder.day + timedelta(days=1))
    event.add("summary", title_of(reminder))
    event.add("description", description_of(reminder))
    event.add("url", reminder.case.response.inspection.link.address)
    event.add("categories", ["Section 55"])
    event.add("status", "CANCELLED" if reminder.done else "CONFIRMED")
    # A day to remember does not make anybody busy.
    event.add("transp", "TRANSPARENT")
    for day in reminder.alarms:
        event.add_component(_alarm(reminder, day))
    return event


def _alarm(reminder: Reminder, day: date) -> Alarm:
    """Make an alarm at :data:`ALARM_HOUR` on a day.

    Its time counts from the start of the entry, which is midnight by the reader's clock (RFC 5545,
    3.8.6.3): so 'P-7D' alone would ring at midnight.
    """
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title_of(reminder))
    alarm.add("trigger", day - reminder.day + timedelta(hours=ALARM_HOUR))
    return alarm
