"""Find the items that a report says twice: in full, and in a list of all of them."""

from __future__ import annotations

import re
from bisect import insort
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import field
from heapq import merge
from math import ceil

from s55.importers.reports import words
from s55.importers.reports.comparing import alike, words_compared
from s55.importers.reports.findings import FoundItem, ReportItemKind
from s55.importers.reports.outline import folded
from s55.importers.source import BlockKind
from s55.records import dataclass

_THE_SAME = 0.85
"""How alike the words of an item and of its line in a list of all of them are at the least."""
_AN_ITEMS_OWN = 40
"""Characters above which equal texts are one item, whatever is listed below them."""
_UNLIKE = 1 - _THE_SAME / (2 - _THE_SAME)
"""The greatest share of the words of one that the other may lack."""
_ENDS = 4
"""Words at the beginning, or at the end, that such a line shares with its item."""


@dataclass(slots=True)
class KeptItems:
    """The items kept so far, found again by what a repetition shares with them.

    Only items that share something are compared: all with all would take a long report's square.
    """

    items: list[FoundItem] = field(default_factory=list)
    _by: dict[Hashable, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, item: FoundItem) -> None:
        """Keep an item."""
        self.items.append(item)
        self._know(len(self.items) - 1, item)

    def put(self, at: int, item: FoundItem) -> None:
        """Put an item in the place of a kept one."""
        self.items[at] = item
        self._know(at, item)

    def _know(self, at: int, item: FoundItem) -> None:
        for key in (*_keys(item), *_words(item)):
            insort(self._by[key], at)

    def place_of(self, item: FoundItem) -> int | None:
        """Find the first kept item that says the same; None where there is none."""
        found = [self._by[key] for key in _sought(item) if key in self._by]
        near = merge(*found, *self._maybe_alike(item))
        return next((at for at in near if _repeats(item, self.items[at])), None)

    def _maybe_alike(self, item: FoundItem) -> list[list[int]]:
        """Give the places of the items that share a rare word with this one.

        Of two texts that are alike one has so many words of the other that of the rarest of these
        it has at least one.
        """
        found = sorted((self._by.get(key, []) for key in _words(item, other=True)), key=len)
        return found[: ceil(len(words_compared(item.whole)) * _UNLIKE) + 1]


def _keys(item: FoundItem) -> Iterator[Hashable]:
    """Yield what an item is known by: whoever seeks one of it says the same."""
    for said in _said(item):
        yield (*said, item.number)
        yield (*said, "any")
    bare = item.kind, "bare", _bare(item)
    yield (*bare, "number", item.number)
    yield (*bare, "named", _named(item))
    if "." in item.number or not item.number:
        yield (*bare, "counted")


def _sought(item: FoundItem) -> Iterator[Hashable]:
    """Yield what an item is known by that says the same as this one."""
    for said in _said(item):
        yield from (
            ((*said, number) for number in (item.number, "")) if item.number else ((*said, "any"),)
        )
    bare = item.kind, "bare", _bare(item)
    yield (*bare, "named", item.number)
    yield (*bare, "number", _named(item))
    if "." in item.number or not item.number:
        yield (*bare, "counted")


def _said(item: FoundItem) -> Iterator[tuple[Hashable, ...]]:
    text = _own(item)
    yield item.kind, "whole", folded(item.whole)
    if len(text) > _AN_ITEMS_OWN:
        yield item.kind, "text", text


def _words(item: FoundItem, *, other: bool = False) -> Iterator[Hashable]:
    """Yield each word of an item, with whether it has a number; with ``other``, whether not."""
    has_number = bool(item.number) is not other
    for word in dict.fromkeys(words_compared(item.whole)):
        yield item.kind, "word", word, has_number


_REFERENCE = re.compile(
    r"\s*\((?:see\s+)?(?:paragraphs?\s+)?(S\d{1,2}|\d{1,2}\.\d{1,3})\)\s*$", re.I
)
"""Where a report has said it: '(1.3)', '(S4)' after an item in a list of all of them."""


def fuller_first(item: FoundItem, other: FoundItem) -> tuple[FoundItem, FoundItem]:
    """Order two items that say the same: the one that is kept, then the one that repeats it.

    A line of a summary names the paragraph of its item; in the same words the one with a number
    is the item, or where neither has one that without a reference; paragraphs that a
    recommendation has in one of two places are the report's text; else the longer one.
    """
    both = (other, item)  # of two that are alike in all this, the first
    longer, shorter = sorted(both, key=lambda one: (len(one.whole), one.number != ""), reverse=True)
    if _runs_on(longer, shorter):
        return shorter, longer
    named = _REFERENCE.search(longer.whole)
    repeats = named is not None and (
        named[1] == shorter.number
        or (_bare(longer) == _bare(shorter) and bool(shorter.number or not longer.number))
    )
    return (shorter, longer) if repeats else (longer, shorter)


def _runs_on(longer: FoundItem, shorter: FoundItem) -> bool:
    """Whether the longer has nothing more than paragraphs of text after the same words."""
    same = longer.kind is ReportItemKind.RECOMMENDATION and longer.number == shorter.number
    more = longer.blocks[len(shorter.blocks) :]
    first = zip(longer.blocks, shorter.blocks, strict=False)
    return (
        same
        and bool(more and shorter.number)
        and words.asks(shorter.text)
        and all(block.kind is BlockKind.PARAGRAPH and not block.marker for block in more)
        and all(folded(mine.text) == folded(its.text) for mine, its in first)
    )


def _bare(item: FoundItem) -> str:
    return _REFERENCE.sub("", folded(item.whole)).strip(" .")


def _repeats(item: FoundItem, other: FoundItem) -> bool:
    numbers = {item.number, other.number} - {""}
    mine, its = _bare(item), _bare(other)
    if mine == its and _names(item, other):
        return True
    counted = all("." in number for number in numbers)
    if mine == its and counted and len(mine) > _AN_ITEMS_OWN:
        return True  # the numbers are those of paragraphs, which may say one thing twice
    if len(numbers) > 1:
        return False
    if numbers and not (item.number and other.number) and _says_the_same(item, other):
        return True  # a list of all recommendations without their numbers
    text = _own(item)
    return folded(item.whole) == folded(other.whole) or (
        len(text) > _AN_ITEMS_OWN and text == _own(other)
    )


def _names(item: FoundItem, other: FoundItem) -> bool:
    """Whether one names the number of the other at its end: 'Clocks should be fitted. (4.11)'."""
    pairs = ((_named(item), other.number), (_named(other), item.number))
    return any(named is not None and named == number for named, number in pairs)


def _named(item: FoundItem) -> str | None:
    """Give the number that an item names at its end; None where it names none."""
    reference = _REFERENCE.search(item.whole)
    return reference[1] if reference else None


def _own(item: FoundItem) -> str:
    """Fold the text of an item; '' where it only leads to what is listed below it.

    'Within three months, the force should:' may come above any list; if one thing is listed, that
    is the item's text.
    """
    if not words.leads_to_items(item.text):
        return folded(item.text)
    return folded(item.blocks[1].text) if len(item.blocks) == 2 else ""


def _says_the_same(item: FoundItem, other: FoundItem) -> bool:
    short, long = sorted((len(item.whole), len(other.whole)))
    mine, its = _bare(item).split(), _bare(other).split()
    ends = mine[:_ENDS] == its[:_ENDS] or mine[-_ENDS:] == its[-_ENDS:]
    return ends and 2 * short > long and alike(item.whole, other.whole) >= _THE_SAME
