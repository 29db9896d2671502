"""Work out the markers of the paragraphs in a Word file's lists."""

from __future__ import annotations

import re
from dataclasses import field

from lxml import etree

from s55.importers.readers import blocks as make
from s55.importers.readers.blocks import list_number
from s55.records import dataclass
from s55.word.numbering import Numbering
from s55.word.xml import PPR, left_of, measure, value_of, w

_FORMATS = {
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}


@dataclass(frozen=True, slots=True)
class _LevelFormat:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    left: int = 0


@dataclass(slots=True)
class ListCounter:
    """Counts the paragraphs of a Word file's lists."""

    numbering: Numbering
    _levels_read: dict[str, dict[int, _LevelFormat]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def _levels(self, abstract: str) -> dict[int, _LevelFormat]:
        """Return the levels of a kind of list; most texts have few of a file's many kinds."""
        if abstract not in self._levels_read:
            found = self.numbering.abstracts.get(abstract)
            self._levels_read[abstract] = {
                measure(level.get(w("ilvl"))): _format_of(level)
                for level in (found.iter(w("lvl")) if found is not None else ())
            }
        return self._levels_read[abstract]

    def _abstract(self, number: str) -> str:
        return value_of(self.numbering.nums.get(number), "abstractNumId") or ""

    def left(self, number: str, level: int) -> int:
        """Return the twips from the margin to the text of a list's level."""
        found = self._levels(self._abstract(number)).get(level)
        return found.left if found else 0

    def marker(self, number: str, level: int) -> str | None:
        """Count the next paragraph of a list and return its marker; None without a list.

        The numbers of paragraphs as s55 gives them are no list.
        """
        num = self.numbering.nums.get(number)
        if number == "0" or num is None or self.numbering.numbers_paragraphs(number):
            return None
        abstract = self._abstract(number)
        levels = self._levels(abstract)
        shown = levels.get(level)
        if shown is None:
            return make.BULLET
        counts = self._counts.setdefault(abstract, {})
        if (number, level) not in self._begun:
            # LibreOffice (25.2) writes restarts of the levels above too, on which nothing begins.
            self._begun.add((number, level))
            for override in num.iterfind(w("lvlOverride")):
                start = value_of(override, "startOverride")
                if start is not None and measure(override.get(w("ilvl"))) == level:
                    counts[level] = measure(start, 1) - 1
        counts[level] = counts.get(level, shown.start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        if shown.format == "bullet":
            return make.shown_bullet(shown.text or make.BULLET)
        return "" if shown.format == "none" else _number(shown.text, levels, counts)


def _number(text: str, levels: dict[int, _LevelFormat], counts: dict[int, int]) -> str:
    """Write the number of a paragraph: a level's text with the counts put in for %1 to %9."""

    def count(found: re.Match[str]) -> str:
        index = int(found[1]) - 1
        level = levels.get(index, _LevelFormat())
        return list_number(counts.get(index, level.start), _FORMATS.get(level.format, "1"))

    return re.sub(r"%([1-9])", count, text).strip()


def _format_of(level: etree._Element) -> _LevelFormat:
    return _LevelFormat(
        measure(value_of(level, "start"), 1),
        value_of(level, "numFmt") or "decimal",
        value_of(level, "lvlText") or "",
        left_of(level.find(f"{PPR}/{w('ind')}")) or 0,
    )


_AS_FAR = 40
"""Twips by which a paragraph may stand left of the text of the item with which it goes on."""
_FURTHER = 100
"""Twips by which it stands right of the text before the list at the least."""


@dataclass(slots=True)
class OpenItems:
    """Tells by their indentation which paragraphs go on with a list item above them."""

    _before: int = 0
    """How far in the last paragraph stands that belongs to no item."""
    _open: list[tuple[int, int]] = field(default_factory=list)
    """How far in the text of each item stands that may go on, and its level."""

    def begin(self, left: int, level: int) -> None:
        """Note an item and how many twips in its text stands; 0 where that is not known."""
        self._open = [one for one in self._open if one[1] < level]
        if left > self._before + _FURTHER:
            self._open.append((left, level))

    def level_of(self, left: int) -> int:
        """Tell the level of the item with which a paragraph so far in goes on; 0 for other text."""
        level = self.level_around(left)
        if not level:
            self._before = left
        return level

    def level_around(self, left: int) -> int:
        """Tell the level of the item in which a mark so far in stands; 0 for none."""
        while self._open and left < self._open[-1][0] - _AS_FAR:
            self._open.pop()
        return self._open[-1][1] if self._open else 0

    def end(self) -> None:
        """Note that something else follows than a paragraph."""
        self._open = []
