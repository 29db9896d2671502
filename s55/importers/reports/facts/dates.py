"""Read the dates of a report: published, re-published, sent, inspected, and when items are due."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date

from s55.importers.reports.findings import FoundDate
from s55.importers.reports.outline import FIRST_BLOCKS, Report, folded, greeting_of
from s55.importers.source import BlockKind, SourceBlock, SourcePosition
from s55.importers.wording import SHOULD

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
_MONTH_NAMES = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_BY = re.compile(
    rf"\b(?:by|before|not?\s+later\s+than)\s+(?:the\s+)?(?P<end>end\s+of\s+)?(?:(?:\w+day),?\s+)?"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    rf"(?P<month>{_MONTH_NAMES}),?\s+(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_BY_YEAR = re.compile(r"\bby\s+(?:the\s+)?end\s+of\s+(?P<year>20\d\d)\b", re.IGNORECASE)
_NUMBER = r"(?:\d{1,3}|one|two|three|four|five|six|nine|twelve|eighteen)"
_WITHIN = re.compile(
    rf"\b(?:within|in)\s+(?:the\s+next\s+)?{_NUMBER}\s+(?:working\s+)?(?:days?|weeks?|months?|years?)"
    r"(?P<counted>\s+of\s+(?:the\s+)?(?:publication|date|receipt|receiving)"
    r"(?:\s+(?:of\s+)?this\s+(?:report|letter))?)?",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(
    r"\b(?:immediately|with\s+immediate\s+effect|without\s+delay|as\s+soon\s+as\s+possible)\b",
    re.IGNORECASE,
)
_FIRST_SENTENCE = 300
"""An item gives its time in the first sentence; later dates are about other things."""
_LONGEST_TIME = 90
"""Characters of the longest line that says only by when."""
_LEADS = re.compile(
    r"(?:(?:(?:we|i|hmic(?:frs)?)\s+)?(?:also\s+|therefore\s+)?recommends?\s+that,?\s*|"
    r"to\s+address\s+this[^,]*,\s*|and\s+|but\s+)*",
    re.IGNORECASE,
)
_ASKED = re.compile(rf"\b{SHOULD}\b,?\s*", re.IGNORECASE)
_DONE_BY = re.compile(r"(?<!\bbe )\b\w+(?:ed|en|ade|et)\s+$", re.IGNORECASE)
"""'crimes that were recorded by March 2023': the day belongs to the word before it."""


def due_of(text: str) -> tuple[str, date | None]:
    """Find the words that set a time, as printed, and the last day they name; '' and None if none.

    The time has to be set for what is asked: at the head of the sentence, beside its verb, or 'by'
    a day after it. Only a time that the report fixes itself becomes a date: 'within three months'
    counts from a day that a person has to confirm.
    """
    sentence = re.split(r"(?<=[.?!])\s+(?=[A-Z])", text[:_FIRST_SENTENCE].strip())[0]
    for pattern in (_BY, _BY_YEAR, _WITHIN, _AT_ONCE):
        for found in pattern.finditer(sentence):
            if _is_set(sentence, found):
                return " ".join(found[0].split()), _last_day(found)
    return "", None


def only_sets_time(text: str) -> bool:
    """Tell whether a line says by when, and nothing else: 'Immediately:', 'Within three months'."""
    if len(text) > _LONGEST_TIME:
        return False
    line = " ".join(text.split()).rstrip(" :.")
    return any(pattern.fullmatch(line) for pattern in (_BY, _BY_YEAR, _WITHIN, _AT_ONCE))


def _is_set(sentence: str, found: re.Match[str]) -> bool:
    """Whether a time is that of the request, and not of something that the sentence names."""
    before, after = sentence[: found.start()], sentence[found.end() :]
    asked = [match.end() for match in _ASKED.finditer(before)]
    if _LEADS.fullmatch(before) or (asked and not before[asked[-1] :].strip()):
        return True
    if re.match(rf",?\s*{SHOULD}\b", after, re.IGNORECASE):
        return True  # 'chief constables, by May 2024, should'
    words = found[0].lower()
    if found.re in {_WITHIN, _AT_ONCE}:
        return words.startswith("with immediate") or bool(found.groupdict().get("counted"))
    return bool(asked) and words.startswith(("by", "no")) and not _DONE_BY.search(before)


def time_of(cell: str) -> tuple[str, date | None]:
    """Read a cell that says by when: its words, and the last day they name; '' for 'none set'."""
    words = " ".join(cell.split())
    if not words or _NO_TIME.fullmatch(words):
        return "", None
    starts = words.lower().startswith(("by ", "before ", "no later", "within", "in "))
    return words, due_of(words if starts else f"by {words}")[1]


_NO_TIME = re.compile(
    r"(?:no(?:t|ne)?\b.{0,30}|n/?a|to\s+be\s+(?:confirmed|agreed|decided)|tb[acd]|[-–—.?])",
    re.IGNORECASE,
)


def _last_day(found: re.Match[str]) -> date | None:
    said = found.groupdict()
    if not said.get("year"):
        return None
    if not said.get("month"):
        return date(int(said["year"]), 12, 31)
    year, month = int(said["year"]), month_of(said["month"])
    last = calendar.monthrange(year, month)[1]
    day = int(said["day"]) if said["day"] else last
    return date(year, month, day) if 1 <= day <= last else None


def month_of(name: str) -> int:
    """Give the number of a month from its name, whole or shortened."""
    return MONTHS[name.lower().rstrip(".")]


_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_MONTH_NAMES}),?\s+"
    rf"(?P<year>(?:19|20)\d\d)\b|\b(?P<iso>20\d\d-\d\d-\d\d)\b|"
    r"\b(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>20\d\d)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"\b(?:between\s+|from\s+)?\d{{1,2}}(?:st|nd|rd|th)?"
    rf"(?:\s+{_MONTH_NAMES}(?:,?\s+(?:19|20)\d\d)?)?"
    rf"\s*(?:–|-|—|\bto\b|\band\b|\buntil\b)\s*\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH_NAMES},?\s+"
    rf"(?:19|20)\d\d\b|\b{_MONTH_NAMES}(?:,?\s+(?:19|20)\d\d)?\s*(?:–|-|—|\bto\b|\band\b)\s*"
    rf"{_MONTH_NAMES},?\s+(?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""From one day or month to another: a visit, never a day of publication."""
INSPECTED = "date of the inspection"
FIRST = "first published"
PUBLISHED = "published"
LETTER = "date of the letter"
BARE = "date on the title page"
SENTENCE = "published, as a sentence says"
ANOTHER = "publication of something else"
MONTH_ONLY = "month on the title page"
OTHER = "date of something else"
_MEANINGS: tuple[tuple[str, str], ...] = (
    (r"re-?\s*(?:published|issued)|published\s+again|new\s+edition", "re-published"),
    (r"(?:last\s+)?(?:updated|amended|corrected|revised|modified)|last\s+reviewed", "updated"),
    (r"first\s+published|originally\s+published|date\s+first\s+published", FIRST),
    (r"(?:(?:date\s+of\s+)?publication(?:\s+date)?|(?:date\s+)?published|issued)"
     r"(?:\s+on(?:\s+the)?)?", PUBLISHED),
    (r"(?:letter\s+)?(?:sent|dated|e-?mailed)(?:\s+(?:on|to\s+[\w ]+on))?", "sent"),
    (r"inspect\w*|fieldwork|visited|revisit\w*|took\s+place|undertook|carried\s+out",
     INSPECTED),
)  # fmt: skip
_ORDER = (FIRST, PUBLISHED, LETTER, BARE, SENTENCE)
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
    title = folded(report.title)
    for index, block in enumerate(blocks):
        head = index < 40 and (block.place.page or 1) <= 3
        for match in _DATE.finditer(block.text):
            what = _meaning(blocks, index, match)
            if what == ANOTHER and title and title in folded(block.text[: match.start()]):
                what = SENTENCE  # 'our report TITLE, which was published on'
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
            return date(int(match["year"]), month_of(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return None


def _alone(block: SourceBlock, match: re.Match[str]) -> bool:
    """Whether the date is all that a line of the title page says."""
    rest = (block.text[: match.start()] + block.text[match.end() :]).strip(" \n,.|–-")
    if _SAYS_TO_WHOM.match(rest) and block.text[: match.start()].rstrip().endswith(","):
        return len(rest) <= _LABEL_REACH
    return len(rest) <= 12


_SAYS_TO_WHOM = re.compile(r"(?:an?\s+|the\s+)?(?:\w+\s+)?report\s+(?:to|for|by)\b", re.IGNORECASE)


def _meaning(blocks: Sequence[SourceBlock], index: int, match: re.Match[str]) -> str:
    """Find what the words before a date say it is; a label may be on the line above."""
    block = blocks[index]
    before = block.text[: match.start()]
    sentence = re.split(r"[.;]\s", before)[-1]
    what = _label(sentence[-_LABEL_REACH:])
    if any(one.start() <= match.start() < one.end() for one in _RANGE.finditer(block.text)):
        return INSPECTED
    if what in {FIRST, PUBLISHED, "sent"} and _is_prose(block, sentence):
        return _in_prose(what, sentence)
    if what or before.strip():
        return what
    above = blocks[index - 1].text.strip() if index else ""
    own = len(above) <= 40 and not _DATE.search(above)
    what = _label(above) if own else ""
    if own and not what and _OF_OTHER.search(above):
        return OTHER
    if what == "sent" and not above.lower().endswith((":", " on")):
        return ""  # 'Sent by e-mail' says how; the line below is the letter's day
    return "" if what == INSPECTED else what


_OF_OTHER = re.compile(r"\bdates?\b|\bdue\b", re.IGNORECASE)
"""In the line above a date: 'Date response due' names another day than that of publication."""
_THIS = re.compile(
    r"\bthis\s+(?:\w+\s+)?(?:report|letter|inspection|document|page)\b", re.IGNORECASE
)
_ANOTHER = re.compile(
    r"\b(?:our|its|their|an?|previous|earlier|last)\b[^,.;]*\b(?:reports?|letters?|inspections?|reviews?)\b",
    re.IGNORECASE,
)


def _is_prose(block: SourceBlock, sentence: str) -> bool:
    """Whether a date and its label are within running text, not on a line of their own."""
    words = len(sentence.split())
    return block.kind is BlockKind.PARAGRAPH and (words > 7 or len(block.text) > 250)


def _in_prose(what: str, sentence: str) -> str:
    """Tell which report a sentence calls published: this one, perhaps this one, or another."""
    if what == "sent":
        return ""
    if _THIS.search(sentence):
        return what
    is_report = re.search(r"\b(?:report|letter|findings)\b", sentence, re.IGNORECASE)
    return SENTENCE if is_report and not _ANOTHER.search(sentence) else ANOTHER


def _label(text: str) -> str:
    """Return the meaning of the last label in a text, if it is close to its end."""
    best, place = "", -1
    for pattern, what in _MEANINGS:
        for found in re.finditer(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            if found.end() > place + 3:
                best, place = what, found.end()
    near = len(text) - place <= 40
    return best if best and near else ""
