"""Read the dates of a report: published, re-published, sent, inspected, and when items are due."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date

from s55.importers.reports.findings import FoundDate
from s55.importers.reports.outline import FIRST_BLOCKS, Report, greeting_of
from s55.importers.source import BlockKind, SourceBlock, SourcePosition

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH_NAMES = "|".join(MONTHS)
_BY = re.compile(
    rf"\b(?:by|before)\s+(?:the\s+)?(?P<end>end\s+of\s+)?(?:(?:\w+day),?\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH_NAMES})\s+(?P<year>20\d\d)\b",
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
"""An item gives its time in the first sentence; later dates are about other things."""


def due_of(text: str) -> tuple[str, date | None]:
    """Find the words that set a time, as printed, and the last day they name; '' and None if none.

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


_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_MONTH_NAMES}),?\s+"
    rf"(?P<year>(?:19|20)\d\d)\b|\b(?P<iso>20\d\d-\d\d-\d\d)\b|"
    r"\b(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>20\d\d)\b",
    re.IGNORECASE,
)
INSPECTED = "date of the inspection"
FIRST = "first published"
PUBLISHED = "published"
LETTER = "date of the letter"
BARE = "date on the title page"
MONTH_ONLY = "month on the title page"
_MEANINGS: tuple[tuple[str, str], ...] = (
    (r"re-?\s*(?:published|issued)|published\s+again|new\s+edition", "re-published"),
    (r"(?:last\s+)?(?:updated|amended|corrected|revised|modified)|last\s+reviewed", "updated"),
    (r"first\s+published|originally\s+published|date\s+first\s+published", FIRST),
    (r"(?:(?:date\s+of\s+)?publication(?:\s+date)?|(?:date\s+)?published|issued)(?:\s+on)?",
     PUBLISHED),
    (r"(?:letter\s+)?(?:sent|dated|e-?mailed)(?:\s+(?:on|to\s+[\w ]+on))?", "sent"),
    (r"inspect\w*|fieldwork|visited|revisit\w*|took\s+place|undertook|carried\s+out",
     INSPECTED),
)  # fmt: skip
_ORDER = (FIRST, PUBLISHED, LETTER, BARE)
_LABEL_REACH = 70
"""How many characters before a date its label may be."""


def dates_of(report: Report) -> tuple[FoundDate | None, tuple[FoundDate, ...]]:
    """Find the date that most likely starts the 56 days, and every other date in the report.

    The day on which the report was first published comes first, then the day of publication, then
    the day of a letter, then a day on its own on the title page.
    """
    found = list(_found(report))
    for what in _ORDER:
        chosen = next((f for f in found if f.what == what and f.date), None)
        if chosen:
            others = [f for f in found if f is not chosen and _differs(f, chosen)]
            return chosen, _once(others)
    return None, _once(found)


def _differs(found: FoundDate, chosen: FoundDate) -> bool:
    return found.date != chosen.date or found.what != chosen.what


def _once(found: Sequence[FoundDate]) -> tuple[FoundDate, ...]:
    kept: dict[tuple[str, str], FoundDate] = {}
    for one in found:
        kept.setdefault((one.words.lower(), one.what), one)
    return tuple(kept.values())


def _found(report: Report) -> Iterator[FoundDate]:
    blocks = report.source.blocks
    greeting = greeting_of(blocks)
    for index, block in enumerate(blocks):
        head = index < 40 and (block.place.page or 1) <= 3
        for match in _DATE.finditer(block.text):
            what = _meaning(blocks, index, match)
            if not what and head and _alone(block, match):
                what = LETTER if greeting is not None and index < greeting else BARE
            if not what or (what == INSPECTED and index > FIRST_BLOCKS):
                continue
            made = _made(match, what, block.place)
            if made:
                yield made
    for aside in report.source.set_aside[:20]:
        for match in _DATE.finditer(aside.text):
            what = _label(aside.text[: match.start()])
            made = _made(match, what, aside.place) if what else None
            if made and what != INSPECTED:
                yield made


def _made(match: re.Match[str], what: str, place: SourcePosition) -> FoundDate | None:
    words = " ".join(match[0].split())
    day = _day(match)
    if day is None and match["month"] and not match["day"]:
        what = MONTH_ONLY if what == BARE else what
        return FoundDate(None, words, what, place)
    return FoundDate(day, words, what, place) if day else None


def _day(match: re.Match[str]) -> date | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"])
        if match["d"]:
            return date(int(match["y"]), int(match["m"]), int(match["d"]))
        if match["day"]:
            return date(int(match["year"]), MONTHS[match["month"].lower()], int(match["day"]))
    except ValueError:
        return None
    return None


def _alone(block: SourceBlock, match: re.Match[str]) -> bool:
    """Whether the date is all that a line of the title page says."""
    rest = (block.text[: match.start()] + block.text[match.end() :]).strip(" \n,.|–-")
    return len(rest) <= 12 or (len(rest) <= 40 and rest.lower().startswith(("monday", "date")))


def _meaning(blocks: Sequence[SourceBlock], index: int, match: re.Match[str]) -> str:
    """Find what the words before a date say it is; a label may be on the line above."""
    block = blocks[index]
    before = block.text[: match.start()]
    sentence = re.split(r"[.;]\s", before)[-1][-_LABEL_REACH:]
    what = _label(sentence)
    if what or before.strip():
        long = block.kind is BlockKind.PARAGRAPH and len(block.text) > 250
        return "" if long and what in {PUBLISHED, "sent"} else what
    above = blocks[index - 1].text.strip() if index else ""
    own = len(above) <= 40 and not _DATE.search(above)
    what = _label(above) if own else ""
    return "" if what == INSPECTED else what


def _label(text: str) -> str:
    """Return the meaning of the last label in a text, if it is close to its end."""
    best, place = "", -1
    for pattern, what in _MEANINGS:
        for found in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            longer = found.end() > place + 3 or (found.end() >= place and not best)
            if longer:
                best, place = what, found.end()
    near = len(text) - place <= 40
    return best if best and near else ""
