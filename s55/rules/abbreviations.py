"""Find abbreviations, and those that a text explains.

GOV.UK's style guide asks to explain an abbreviation at its first use, unless it is well known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from s55.records import dataclass

WELL_KNOWN = frozenset(
    # Named as such by GOV.UK's style guide, and others as common.
    "UK US EU VAT DVLA MP USA UN GB NHS BBC TV DNA CCTV GP A&E PC HM KC QC ID IT HR AI PIN SIM "
    "COVID LGBT LGBTQ CEO PO FAQ OK "
    # Files, devices, times.
    "PDF HTML URL SMS GPS ISBN AM PM GMT BST "
    # After names.
    "CBE OBE MBE QPM KPM DL JP BA BSc MA MSc PhD".split()
)
"""What needs no explanation."""
_EMPHASIS = frozenset("ALL AND ANY MUST NO NOT ONLY OR".split())
"""Words in capitals for emphasis."""

_MOST_LETTERS = 8
"""A longer word in capitals is a word."""
_TOKEN = re.compile(
    r"(?<![\w@.])(?:(?<![&-])[A-Z]+(?:[&-][A-Z]+)+s?|[A-Z][A-Za-z]+)(?!\w|@|[./-]?\d|\.\w)",
    re.ASCII,
)
_ROMAN = re.compile(r"[IVX]+")
_OPERATION = re.compile(r"\b(?:Op|Operation)\s+$")
_NEAR_NAME = 20
"""Characters before a name in which 'Operation' is looked for."""


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation in its singular, and where in the words it begins and ends."""

    letters: str
    start: int
    end: int


def abbreviations_in(words: str) -> Iterator[Abbreviation]:
    """Yield the abbreviations of a paragraph or heading, each time that it is used.

    That is a word of which at least half the letters are capitals. None are words in a paragraph
    that is all in capitals, Roman numbers, names of operations, and parts of addresses and
    references.
    """
    if words.isupper() and len(words.split()) > 1:
        return
    for found in _TOKEN.finditer(words):
        letters = found.group()
        if letters.endswith("s") and len(letters) > 2:  # 'Ms' is no plural
            letters = letters[:-1]
        before = words[max(0, found.start() - _NEAR_NAME) : found.start()]
        if _is_abbreviation(letters) and not _OPERATION.search(before):
            yield Abbreviation(letters, found.start(), found.end())


def _is_abbreviation(word: str) -> bool:
    letters = sum(map(str.isalpha, word))
    capitals = sum(map(str.isupper, word))
    if capitals < 2 or capitals * 2 < letters or letters > _MOST_LETTERS:
        return False
    return word not in _EMPHASIS and not _ROMAN.fullmatch(word)


# --- explained -------------------------------------------------------------------

_OPENS = re.compile(r"\((?:the |or |also )*[“‘\"'*_]*$")
_LEADS_ON = re.compile(
    r"[”’\"'*_]*\s*(?:\(|:\s|[–—=-]\s|stands for\s|is short for\s)(?:the )?[“‘\"'*_]*"
)
_NEAR = 300
"""Characters beside an abbreviation in which its explanation is looked for."""


def explained_in(text: str) -> Iterator[str]:
    """Yield the abbreviations that a text explains.

    "The full name (ABC)", "ABC (the full name)", "ABC: the full name" and "ABC stands for". Whether
    words are the full name is decided as Schwartz and Hearst do ("A simple algorithm for
    identifying abbreviation definitions in biomedical text", 2003): the letters are found in it in
    their order, the first one where a word begins.
    """
    for found in abbreviations_in(text):
        before = text[max(0, found.start - _NEAR) : found.start]
        after = text[found.end : found.end + _NEAR]
        opens, leads_on = _OPENS.search(before), _LEADS_ON.match(after)
        if (opens and _ends_as(found.letters, before[: opens.start()])) or (
            leads_on and _begins_as(found.letters, after[leads_on.end() :])
        ):
            yield found.letters


def _letters(abbreviation: str) -> tuple[str, int]:
    """Give its letters, and how many words its full name can have."""
    letters = "".join(filter(str.isalpha, abbreviation)).lower()
    return letters, min(len(letters) + 5, len(letters) * 2)


def _ends_as(abbreviation: str, words: str) -> bool:
    """Whether the full name of an abbreviation stands at the end of the words."""
    letters, most = _letters(abbreviation)
    name = f" {' '.join(words.lower().split()[-most:])}"
    at = len(name)
    for letter in reversed(letters[1:]):
        at = name.rfind(letter, 0, at)
        if at < 0:
            return False
    return re.search(rf"[\W_]{letters[0]}", name[:at]) is not None


def _begins_as(abbreviation: str, words: str) -> bool:
    """Whether the full name of an abbreviation stands at the beginning of the words."""
    letters, most = _letters(abbreviation)
    name = " ".join(words.lower().split()[:most])
    rest = iter(name)
    return name.startswith(letters[0]) and all(letter in rest for letter in letters)
