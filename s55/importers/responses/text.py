"""Compare the words of a past response as a reader would: without case, marks and typography."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from s55.model.base import YEARS
from s55.richtext.characters import is_forbidden, shows_nothing
from s55.richtext.nodes import Code, Emphasis, Hyperlink, Inline, Strong, Text, plain

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_DATE = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})|(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4})"
)
_WEB = re.compile(r"(?:https?://\S+|mailto:\S+@\S+|tel:[+\d().\-]+)", re.IGNORECASE)


def words(text: str) -> list[str]:
    """Split a text into its words, in small letters and with one kind of apostrophe."""
    return _WORD.findall(text.lower().replace("’", "'"))


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Fold a text to its words with one space between them, to recognise labels and headings."""
    return " ".join(words(text))


def likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """Rate how much of two sequences of words is the same, from 0 to 1."""
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def date_in(text: str) -> date | None:
    """Find the first day that a text names, day before month."""
    for found in _DATE.finditer(text):
        if day := _day(found):
            return day
    return None


def _day(found: re.Match[str]) -> date | None:
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
    elif found["month"]:
        name = found["month"].lower()
        months = [n for n, full in enumerate(_MONTHS, 1) if full.startswith(name[:3])]
        if not months or not _MONTHS[months[0] - 1].startswith(name.removesuffix("t")):
            return None
        year, month, day = int(found["year"]), months[0], int(found["day"])
    else:
        year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _is_web(address: str) -> bool:
    """Whether a draft can link to the address."""
    return bool(_WEB.fullmatch(address))


def web_address_in(text: str) -> str:
    """Find the first web address in a text; '' if there is none."""
    found = re.search(r"https?://[^\s<>\"]+", text)
    return found[0].rstrip(".,;)") if found else ""


# --- inlines -----------------------------------------------------------------


def sound(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield the inlines that a draft can hold: links only to the web, characters that print."""
    for inline in inlines:
        match inline:
            case Hyperlink(address, children) if not _is_web(address):
                yield from sound(children)
            case Hyperlink(_, children) | Strong(children) | Emphasis(children):
                yield replace(inline, children=tuple(sound(children)))
            case Text(text) | Code(text):
                yield replace(inline, text=_printable(text))
            case _:
                yield inline


def _printable(text: str) -> str:
    return "".join(" " if is_forbidden(character) else character for character in text)


def lost_links(inlines: Iterable[Inline]) -> Iterator[str]:
    """Yield the words of links that lost their address in a conversion."""
    for inline in inlines:
        match inline:
            case Hyperlink(address, children):
                if not _is_web(address):
                    yield " ".join(text_of(children).split())
            case Strong(children) | Emphasis(children):
                yield from lost_links(children)


def first_link(inlines: Iterable[Inline]) -> Hyperlink | None:
    """Find the first link that leads to the web."""
    for inline in inlines:
        match inline:
            case Hyperlink(address, _) if _is_web(address):
                return inline
            case Hyperlink(_, children) | Strong(children) | Emphasis(children):
                if found := first_link(children):
                    return found
    return None


def text_of(inlines: Iterable[Inline]) -> str:
    """Return the characters of inlines as one line; '' where they show nothing."""
    words = " ".join(_printable(plain(inlines)).split())
    return "" if shows_nothing(words) else words
