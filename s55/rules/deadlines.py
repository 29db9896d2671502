"""Work out the dates of section 55(5A): the statutory last day and the printed deadline.

Pure arithmetic in calendar days of Europe/London; ``today`` and the calendar of days on which
offices are closed are arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from s55.records import dataclass
from s55.rules.bank_holidays import bank_holidays

STATUTORY_PERIOD_DAYS = 56
"""The length of the period in days, with the day of publication as its first (s. 55(5A))."""

Closure = Callable[[date], str | None]
"""Says why offices are closed on a day ('Saturday', 'Christmas Day'); None on working days."""


def statutory_last_day(published: date) -> date:
    """Work out the last of the 56 days beginning with the day of publication (s. 55(5A)).

    >>> statutory_last_day(date(2023, 7, 7))
    datetime.date(2023, 8, 31)
    """
    return published + timedelta(days=STATUTORY_PERIOD_DAYS - 1)


def printed_deadline(published: date, days_after_publication: int) -> date:
    """Work out the date the form prints, by its template set's rule (days after publication).

    >>> printed_deadline(date(2023, 7, 7), 56)
    datetime.date(2023, 9, 1)
    """
    return published + timedelta(days=days_after_publication)


def last_working_day(day: date, closed: Closure) -> date:
    """Find the last working day on or before ``day``."""
    while closed(day) is not None:
        day -= timedelta(days=1)
    return day


def day_of_period(published: date, day: date) -> int:
    """Count which day of the period ``day`` is: the day of publication is day 1."""
    return (day - published).days + 1


@dataclass(frozen=True, slots=True)
class Deadline:
    """The dates that follow from a day of publication.

    Attributes:
        published: day 1.
        statutory: the last day of the statutory period, day 56.
        printed: the date the form prints.
        closed: why offices are closed on the statutory day; None when they work.
        working: the last working day on or before the statutory day.
    """

    published: date
    statutory: date
    printed: date
    closed: str | None
    working: date

    def days_left(self, today: date) -> int:
        """Count the days from ``today`` to the statutory day: 0 on that day, negative when late."""
        return (self.statutory - today).days


def deadline_of(published: date, days_after_publication: int, closed: Closure) -> Deadline:
    """Work out the dates after ``published``, by a template set's rule and a calendar."""
    statutory = statutory_last_day(published)
    return Deadline(
        published=published,
        statutory=statutory,
        printed=printed_deadline(published, days_after_publication),
        closed=closed(statutory),
        working=last_working_day(statutory, closed),
    )


def england_and_wales() -> Closure:
    """Give the calendar of England and Wales, from the tables of the ``holidays`` library."""
    return _closed


def _closed(day: date) -> str | None:
    weekend = {5: "Saturday", 6: "Sunday"}
    return weekend.get(day.weekday()) or bank_holidays(day.year).get(day)
