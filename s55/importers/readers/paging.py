"""Find the pages of a plain text: take out their numbers, and the heads and feet that repeat.

The notes at the feet of pages are put behind the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from s55.importers.source import SetAside, SourcePosition
from s55.model.verdict import Aside
from s55.records import dataclass

_PAGE_NUMBER = re.compile(r"(?:page\s+)?\d{1,4}(?:\s+of\s+\d{1,4})?", re.IGNORECASE)
_WITH_NUMBER = re.compile(
    r"(?P<before>.*\S)(?:\s+page\s+|\s{3,})(?P<number>\d{1,4})(?:\s+of\s+\d{1,4})?", re.IGNORECASE
)
"""A head or foot that ends with the number of its page."""
_LONGEST_MARGIN = 120
_FEWEST_PAGES = 3
"""As many lone numbers that count on are those of pages."""
_FEWEST_REPEATED = 4
"""Pages of the shortest text whose heads are taken out where no page has a number."""
_ON_MOST = 0.6
"""The part of the pages whose heads or feet are the same at the least."""
_LEAST_PAGE = 12
"""Lines of a page at the least."""
_UNLIKE = 2.5
"""How many times as long as the shortest page the longest is at most; chapters differ more."""


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line of a plain text.

    Attributes:
        number: of the line in the file, counted from 1.
        text: its text, without white space at the ends.
        indent: the characters of white space before it.
        first: whether it is the first of its page.
        cells: of a row in a table whose rows have equally many, each cell, the empty ones too.
        width: of the column that it is in, in characters; 0 for that of the text.
    """

    number: int
    text: str
    indent: int
    first: bool
    cells: tuple[str, ...] = ()
    width: int = 0

    @property
    def position(self) -> SourcePosition:
        """Where it is in the file."""
        return SourcePosition(line=self.number)


def without_margins(lines: Sequence[TypedLine]) -> tuple[list[TypedLine], list[SetAside]]:
    """Take out the numbers of pages, and the heads and feet that most pages repeat."""
    counted = _counted_pages(lines)
    numbered = _numbered_margins(lines)
    beside = _around_numbers(lines, counted) | _around_numbers(lines, numbered)
    beside |= dict.fromkeys(numbered, Aside.RUNNING_FOOT)
    lines = _divided(lines, {*counted, *beside})
    starts = [at for at, line in enumerate(lines) if line.first and line.text]
    ends = (_next_said(lines, start, -1) for start in starts[1:])
    last = [at for at in ends if at is not None and _PAGE_NUMBER.fullmatch(lines[at].text)]
    why = dict.fromkeys(sorted({*counted, *last}), Aside.PAGE_NUMBER)
    why |= beside | dict.fromkeys(_repeated_heads(lines, starts), Aside.RUNNING_HEAD)
    aside = [SetAside(lines[at].text, reason, lines[at].position) for at, reason in why.items()]
    return [line for at, line in enumerate(lines) if at not in why], aside


def _repeated_heads(lines: Sequence[TypedLine], starts: Sequence[int]) -> list[int]:
    """Find the first lines of pages that most pages begin with."""
    if len(starts) < _FEWEST_REPEATED:
        return []
    ((head, count),) = Counter(lines[start].text for start in starts).most_common(1)
    return [start for start in starts if lines[start].text == head and count * 2 > len(starts)]


def _counted_pages(lines: Sequence[TypedLine]) -> list[int]:
    """Find the lines that are numbers of pages: they count on through the text, a page apart.

    Two are enough where the same line is next to both.
    """
    if named := _named_pages(lines):
        return named
    best: list[int] = []
    chain: list[int] = []
    last = 0
    for at, line in enumerate(lines):
        number = _PAGE_NUMBER.fullmatch(line.text) and re.search(r"\d+", line.text)
        if not number:
            continue
        if chain and int(number[0]) != last + 1:
            if len(chain) >= _FEWEST_PAGES:
                continue  # a figure between two pages
            chain = []
        chain.append(at)
        last = int(number[0])
        best = max(best, chain, key=len)
    apart = [following - at for at, following in pairwise(best)]
    whole = apart[:-1] if len(apart) > _FEWEST_PAGES - 1 else apart  # the last page may be short
    alike = bool(whole) and min(whole) >= _LEAST_PAGE and max(whole) <= _UNLIKE * min(whole)
    beside = len(best) > 1 and len(_around_numbers(lines, best)) >= len(best)
    to_the_end = len(best) > 1 and _count_all_pages(lines, best) and min(apart) >= _LEAST_PAGE
    return list(best) if (len(best) >= _FEWEST_PAGES and alike) or beside or to_the_end else []


def _count_all_pages(lines: Sequence[TypedLine], numbers: Sequence[int]) -> bool:
    """Whether numbers count from 1 to the last line, each with nothing directly above or below."""
    first = re.search(r"\d+", lines[numbers[0]].text)
    ends = _next_said(lines, numbers[-1], 1) is None
    beside = (lines[at + step].text for at in numbers for step in (-1, 1) if at + step < len(lines))
    return ends and first is not None and first[0] == "1" and not any(beside)


def _named_pages(lines: Sequence[TypedLine]) -> list[int]:
    """Find the lines that count all pages: 'Page 1 of 2', 'Page 2 of 2'; [] if some are missing."""
    said = [
        (at, named) for at, line in enumerate(lines) if (named := _PAGE_OF.fullmatch(line.text))
    ]
    numbers = [named["page"] for _, named in said]
    every = bool(numbers) and numbers == [str(page) for page in range(1, len(numbers) + 1)]
    alike = all(named["last"] == numbers[-1] for _, named in said)
    return [at for at, _ in said] if every and alike else []


_PAGE_OF = re.compile(r"page\s+(?P<page>\d{1,4})\s+of\s+(?P<last>\d{1,4})", re.IGNORECASE)


def _numbered_margins(lines: Sequence[TypedLine]) -> list[int]:
    """Find the lines that come back with the number of the next page: 'Office of ... Page 2'."""
    found: dict[str, list[tuple[int, int]]] = {}
    for at, line in enumerate(lines):
        if len(line.text) <= _LONGEST_MARGIN and (own := _WITH_NUMBER.fullmatch(line.text)):
            found.setdefault(own["before"], []).append((at, int(own["number"])))
    return sorted(
        at
        for places in found.values()
        if len(places) > 1 and all(b == a + 1 for (_, a), (_, b) in pairwise(places))
        for at, _ in places
    )


def _around_numbers(lines: Sequence[TypedLine], numbers: Sequence[int]) -> dict[int, Aside]:
    """Find the lines next to the numbers of pages that come back there: heads and feet.

    The first head is that of the text, above which no page ends.
    """
    found: dict[int, Aside] = {}
    heads = [-1, *numbers] if numbers else []
    for step, why, at_ends in (
        (-1, Aside.RUNNING_FOOT, numbers),
        (1, Aside.RUNNING_HEAD, heads),
    ):
        beside = [at for one in at_ends if (at := _next_said(lines, one, step)) is not None]
        said = Counter(lines[at].text for at in beside)
        found |= {at: why for at in beside if 1 < said[lines[at].text] >= _ON_MOST * len(beside)}
    return found


def _next_said(lines: Sequence[TypedLine], at: int, step: int) -> int | None:
    """Find the next line with words, up or down."""
    at += step
    while 0 <= at < len(lines) and not lines[at].text:
        at += step
    return at if 0 <= at < len(lines) else None


def _divided(lines: Sequence[TypedLine], numbers: set[int]) -> list[TypedLine]:
    """Begin a page at the first words after each number of a page."""
    made: list[TypedLine] = []
    begins = False
    for at, line in enumerate(lines):
        made.append(replace(line, first=True) if begins and line.text else line)
        begins = at in numbers or (begins and not line.text)
    return made


# --- notes --------------------------------------------------------------------------


_NOTE = re.compile(r"(?P<figure>[1-9]\d{0,2})[.)]?\s+(?=[A-Z‘“(])")
_MARK = re.compile(r"(?:[a-z][.,;:!?)’”]{0,2}|\d{4}[.,;:)])(?P<figure>[1-9]\d{0,2})(?!\S)")
"""A figure right behind a word, or behind a year and the end of its clause."""
_LONGEST_NOTE = 4
"""Lines of a note at the most, on average of a page."""


def with_notes_last(lines: Sequence[TypedLine]) -> list[TypedLine]:
    """Move the notes at the feet of pages behind the text, so that it goes on over their ends.

    They are those whose figures count on from 1 through the text, each with its mark above it, on
    its page or the one before.
    """
    made: list[TypedLine] = []
    notes: list[TypedLine] = []
    marks: set[str] = set()
    wanted = 1
    starts = [0, *(at for at, line in enumerate(lines) if line.first and line.text and at)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        page = lines[start:end]
        foot = _foot(page, wanted, marks)
        made += page[:foot]
        for line in page[foot:]:
            found = _NOTE.match(line.text)
            if found and found["figure"] == str(wanted):
                wanted += 1
                blank = replace(line, text="", first=False)
                notes += [
                    blank,
                    replace(line, text=f"{found['figure']} {line.text[found.end() :]}"),
                ]
            elif line.text:
                notes.append(line)
    return [*made, *(replace(line, first=False) for line in notes)]


def _foot(page: Sequence[TypedLine], wanted: int, marks: set[str]) -> int:
    """Tell at which of its lines the notes of a page begin, else its end; add its ``marks``."""
    begun = [len(page)]
    for at, line in enumerate(page):
        found = _NOTE.match(line.text)
        if found and found["figure"] == str(wanted) in marks:
            begun.append(at)
        marks |= {mark["figure"] for mark in _MARK.finditer(line.text)}
    foot = begun[-1]
    said = [line.text for line in page[foot:] if line.text]
    figures = [found["figure"] for line in said if (found := _NOTE.match(line))]
    counted = figures == [str(number) for number in range(wanted, wanted + len(figures))]
    is_short = len(said) <= _LONGEST_NOTE * len(figures)
    return foot if counted and is_short and marks.issuperset(figures) else len(page)
