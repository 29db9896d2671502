"""Write dates as people read them: in documents, on pages, and in messages."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from s55.errors import ExitCode, S55Error
from s55.problems import error

_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def in_words(day: date, language: str = "en-GB") -> str:
    """Write a date as a document does: ``7 July 2023``.

    Not by ``strftime``: its month names follow the machine's locale.

    Args:
        day: the date.
        language: of the document (BCP 47), for example ``cy``: ``7 Gorffennaf 2023``.

    Raises:
        S55Error: L114 when s55 does not know how dates are written in the language.
    """
    if language.partition("-")[0] == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return _by_locale(day, language)


def with_weekday(day: date, language: str = "en-GB") -> str:
    """Write a date as a message does: ``Sunday 13 December 2026``.

    Args:
        day: the date.
        language: of the document (BCP 47); the weekday is left out in all but English, where it
            may have to be bent to fit into a sentence.

    Raises:
        S55Error: L114 when s55 does not know how dates are written in the language.
    """
    words = in_words(day, language)
    english = language.partition("-")[0] == "en"
    return f"{_WEEKDAYS[day.weekday()]} {words}" if english else words


@lru_cache(maxsize=512)
def _by_locale(day: date, language: str) -> str:
    # Imported here: Babel loads slowly, and most offices write in English.
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        return format_date(day, "long", Locale.parse(language, sep="-"))
    except (UnknownLocaleError, ValueError):
        problem = error(
            "L114",
            f"s55 does not know how dates are written in the template set's language, '{language}'",
            "Give a language such as en-GB or cy in the manifest.",
            path="language",
        )
        raise S55Error([problem], ExitCode.SETTINGS) from None
