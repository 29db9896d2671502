"""By when a report wants something done: the words, and the last day they mean."""

from __future__ import annotations

import calendar
import re
from datetime import date

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(MONTHS)
_BY = re.compile(
    rf"\b(?:by|before)\s+(?:the\s+)?(?P<end>end\s+of\s+)?(?:(?:\w+day),?\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH})\s+(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_BY_YEAR = re.compile(r"\bby\s+(?:the\s+)?end\s+of\s+(?P<year>20\d\d)\b", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?:within|in\s+the\s+next)\s+(?:the\s+next\s+)?(?:\d{1,3}|one|two|three|four|five|six|nine|"
    r"twelve|eighteen)\s+(?:working\s+)?(?:days?|weeks?|months?|years?)"
    r"(?:\s+of\s+(?:the\s+)?(?:publication|date)(?:\s+of\s+this\s+(?:report|letter))?)?",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"\b(?:immediately|with\s+immediate\s+effect|without\s+delay|as\s+soon\s+as\s+possible)\b",
    re.IGNORECASE,
)
_FIRST_SENTENCE = 300
"""A time stands in the item's first sentence; later dates belong to what it speaks of."""


def due_of(text: str) -> tuple[str, date | None]:
    """The words that set a time, as printed, and the last day they name; '' and None if none.

    Only a time that the report fixes itself becomes a date: 'within three months' counts from a
    day that a person has to confirm.
    """
    head = text[:_FIRST_SENTENCE]
    found = _BY.search(head)
    if found:
        return " ".join(found[0].split()), _last_day(found)
    found = _BY_YEAR.search(head)
    if found:
        return " ".join(found[0].split()), date(int(found["year"]), 12, 31)
    found = _WITHIN.search(head) or _AT_ONCE.search(head)
    return (" ".join(found[0].split()), None) if found else ("", None)


def _last_day(found: re.Match[str]) -> date | None:
    year, month = int(found["year"]), MONTHS[found["month"].lower()]
    last = calendar.monthrange(year, month)[1]
    day = int(found["day"]) if found["day"] else last
    return date(year, month, day) if 1 <= day <= last else None
