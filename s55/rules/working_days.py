"""Days on which offices in England and Wales are closed: weekends and bank holidays, offline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from s55.rules.deadlines import SATURDAY, Closure


def england_and_wales() -> Closure:
    """The calendar of England and Wales, from the ``holidays`` library's own tables."""
    return _closed


def _closed(day: date) -> str | None:
    if day.weekday() >= SATURDAY:
        return "Saturday" if day.weekday() == SATURDAY else "Sunday"
    return _bank_holidays(day.year).get(day)


@cache
def _bank_holidays(year: int) -> Mapping[date, str]:
    # Imported here: only what reckons with working days pays for the tables.
    from holidays.countries.united_kingdom import UnitedKingdom

    # England and Wales have the same bank holidays (Banking and Financial Dealings Act 1971).
    calendar = UnitedKingdom(  # type: ignore[no-untyped-call]  # the library's tables are untyped
        subdiv="ENG", years=year, language="en_GB"
    )
    return dict(calendar)
