"""Dates as the form writes them."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def in_words(day: date) -> str:
    """A date as the form writes it: ``7 July 2023``.

    Not ``strftime``: its month names follow the machine's locale.
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
