"""Read the particulars of a report that a document rewords: lists, link, deadline.

What was edited in Word is taken over where it has only one reading, and reported otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from lxml import etree

from s55.problems import Problem, warning
from s55.records import dataclass
from s55.word.contents import ControlContent, text_of
from s55.word.xml import HYPERLINK, R_ID

LISTS = ("inspection.publication_types", "inspection.forces")
LINK = "inspection.link"
LINK_TEXT, LINK_ADDRESS = f"{LINK}.text", f"{LINK}.address"

_BETWEEN = re.compile(r"\s*(?:,\s*and\s|,|;|\sand\s)\s*")
_ADDRESS = re.compile(r"https?://\S+")
_KNOWN = "\N{OBJECT REPLACEMENT CHARACTER}"


def as_lines(entries: Sequence[str]) -> str:
    """Write a list of the draft as one text, a line for each entry."""
    return "\n".join(entries)


@dataclass(frozen=True, slots=True)
class Particulars:
    """Reads the particulars of one file.

    Attributes:
        base: what the draft said when the file was made.
        shown: the words that the file showed then; a field that is not in it is not judged.
        addresses: of the file's links by their ids.
    """

    base: Mapping[str, str]
    shown: Mapping[str, str]
    addresses: Mapping[str, str]

    def read(self, place: ControlContent) -> Iterator[tuple[str, str] | Problem]:
        """Yield the fields that a place changes with their texts, or why one is not taken over."""
        path = place.path
        words = " ".join((place.text or text_of(place.elements)).split())
        before = self.shown.get(path)
        edited = before is not None and words != " ".join(before.split())
        if path == LINK:
            yield from self._link(place, words, before or "", edited=edited)
        elif edited and path in LISTS and (entries := _entries(words, self._entries(path))):
            yield path, as_lines(entries)
        elif edited:
            yield not_taken(path, before or "", words)

    def _entries(self, path: str) -> list[str]:
        return [one for one in self.base.get(path, "").split("\n") if one]

    def _link(
        self, place: ControlContent, words: str, before: str, *, edited: bool
    ) -> Iterator[tuple[str, str] | Problem]:
        old = self.base.get(LINK_ADDRESS, "")
        address = self._address(place)
        moved = bool(address) and bool(old) and address.rstrip("/") != old.rstrip("/")
        if moved:
            yield LINK_ADDRESS, address
        if not edited:
            return
        if not words:
            yield not_taken(LINK, before, words)
        elif self.base.get(LINK_TEXT) or not _ADDRESS.fullmatch(words):
            yield LINK_TEXT, words
        elif not moved:
            yield LINK_ADDRESS, words
        elif words != address:
            yield not_taken(LINK, before, words)

    def _address(self, place: ControlContent) -> str:
        """Find where the link leads; '' where that is not clear."""
        links: list[etree._Element] = [
            link for element in place.elements for link in element.iter(HYPERLINK)
        ]
        found = {self.addresses.get(link.get(R_ID, ""), "") for link in links} - {""}
        return found.pop() if len(found) == 1 else ""


def _entries(words: str, known: Sequence[str]) -> list[str]:
    """Split words into the entries of a list; none where there is more than one reading.

    Names contain 'and' and commas (Devon and Cornwall Police). So entries that the list had before
    are recognised first, and no two new ones may be neighbours.
    """
    rest = words
    taken: list[str] = []
    for entry in sorted(known, key=len, reverse=True):
        if entry in rest:
            rest = rest.replace(entry, _KNOWN + str(len(taken)) + _KNOWN, 1)
            taken.append(entry)
    parts = [part.strip() for part in _BETWEEN.split(rest) if part.strip()]
    fresh = [not re.fullmatch(f"{_KNOWN}\\d+{_KNOWN}", part) for part in parts]
    if any(one and other for one, other in pairwise(fresh)):
        return []
    if any(_KNOWN in part for part, new in zip(parts, fresh, strict=True) if new):
        return [words] if len(known) == 1 and not _BETWEEN.search(rest) else []
    return [
        part if new else taken[int(part.strip(_KNOWN))]
        for part, new in zip(parts, fresh, strict=True)
    ]


def not_taken(path: str, before: str, after: str) -> Problem:
    """R117: words in the file were changed, and the draft has to be corrected by hand."""
    return warning(
        "R117",
        f"'{path}' was changed in the file from '{before}' to '{after}'; s55 cannot take this over",
        "If the file is right, correct it in the draft.",
        path=path,
    )
