"""Read dates as people write them in a file that comes back."""

from __future__ import annotations

import re
from datetime import date

from s55.model.dates import in_words

_MONTHS = {in_words(date(2000, month, 1)).split()[1].lower(): month for month in range(1, 13)}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DIGITS = re.compile(r"(\d{1,2})\s*[/.]\s*(\d{1,2})\s*[/.]\s*(\d{4}|\d{2})")
_WORDS = re.compile(
    r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]+)\.?,?\s+(\d{4})"
)


def day_of(text: str) -> date | None:
    """Parse a day as written in Britain; None where the text is no date."""
    said = " ".join(text.lower().split())
    try:
        if found := _ISO.fullmatch(said):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DIGITS.fullmatch(said):
            year = int(found[3])
            return date(year + 2000 if year < 100 else year, int(found[2]), int(found[1]))
        if found := _WORDS.fullmatch(said):
            month = _month(found[2])
            return date(int(found[3]), month, int(found[1])) if month else None
    except ValueError:
        return None
    return None


def must_be_month_first(text: str) -> bool:
    """Whether a text is a day only if its month comes first, as American programs write it."""
    found = _DIGITS.fullmatch(text.strip())
    return found is not None and int(found[1]) <= len(_MONTHS) < int(found[2])


def can_be_month_first(text: str) -> bool:
    """Whether a text is one day if its day comes first, and another if its month does."""
    found = _DIGITS.fullmatch(text.strip())
    return (
        found is not None
        and found[1] != found[2]
        and int(found[2]) <= len(_MONTHS) >= int(found[1])
    )


def _month(word: str) -> int:
    """Return the number of a month, also from a short form (Sept); 0 for other words."""
    if len(word) < 3:
        return 0
    return next((number for name, number in _MONTHS.items() if name.startswith(word)), 0)
