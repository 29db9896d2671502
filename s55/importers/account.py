"""The account of an imported file: how many of its words are where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from s55.records import dataclass

_MAIN = 3
"""So many kinds are of what was read as text; the others are of what was set aside."""


@dataclass(slots=True)
class Counted:
    """The words of one kind, and the pages on which they are."""

    words: int = 0
    pages: set[int] = field(default_factory=set)

    def add(self, words: int, page: int | None) -> None:
        """Count words on a page."""
        self.words += words
        if words and page is not None:
            self.pages.add(page)


@dataclass(frozen=True, slots=True)
class Account:
    """Where the words of a file are.

    Attributes:
        pages: how many pages it has; None in formats without pages.
        kinds: the words of each kind. The first ones are those in the draft, those left out, and
            the rest of what was read.
    """

    pages: int | None
    kinds: Mapping[str, Counted]

    @property
    def words(self) -> int:
        """How many words the file has."""
        return sum(kind.words for kind in self.kinds.values())

    def in_words(self) -> str:
        """Say it in one line: '9 pages, 4,210 words: 3,900 in the draft; running head: 50'."""
        pages = f"{_count(self.pages, 'page')}, " if self.pages else ""
        found = {name: kind for name, kind in self.kinds.items() if kind.words}
        first = list(self.kinds)[:_MAIN]
        main = [f"{kind.words:,} {name}" for name, kind in found.items() if name in first]
        others = [_shown(name, kind) for name, kind in found.items() if name not in first]
        parts = [", ".join(one) for one in (main, others) if one]
        return f"{pages}{_count(self.words, 'word')}: {'; '.join(parts) or 'none'}."

    def as_data(self) -> dict[str, Any]:
        """Write the account as data for programs."""
        return {
            "pages": self.pages,
            "words": self.words,
            "kinds": [
                {"kind": name, "words": kind.words, "pages": sorted(kind.pages)}
                for name, kind in self.kinds.items()
            ],
        }


def _shown(name: str, kind: Counted) -> str:
    """Say how many words are of a kind, and where: 'running head: 50 (pages 1 to 9)'."""
    found = spans(kind.pages)
    pages = f" (page{'' if found.isdecimal() else 's'} {found})" if found else ""
    return f"{name}: {kind.words:,}{pages}"


def spans(numbers: Iterable[int]) -> str:
    """Write numbers of pages: '1, 4 to 9, 12'."""
    groups: dict[int, list[int]] = defaultdict(list)
    for index, number in enumerate(sorted(set(numbers))):
        groups[number - index].append(number)
    return ", ".join(
        str(group[0]) if len(group) == 1 else f"{group[0]} to {group[-1]}"
        for group in groups.values()
    )


def _count(number: int | None, what: str) -> str:
    return f"{number or 0:,} {what}{'' if number == 1 else 's'}"
