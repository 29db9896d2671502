"""Divide a report into parts: each block with the headings above it and its zone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from s55.importers.reports import words
from s55.importers.reports.findings import FoundItem, FoundStatus, LeftOut
from s55.importers.reports.restoring import restored
from s55.importers.source import BlockKind, Source, SourceBlock
from s55.importers.wording import ITEM_NAME
from s55.records import dataclass


class Zone(StrEnum):
    """Which part of a report a block belongs to."""

    BODY = "body"
    CONTENTS = "table of contents"
    DEFINITIONS = "explains what the terms mean"
    CASE_STUDY = "case study"
    EARLIER = "recounts an earlier inspection"


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a report.

    Attributes:
        index: its number among the parts.
        block: what it holds.
        headings: the headings above it, from the widest to the nearest.
        question: the graded question or area it belongs to, or ''.
        zone: the zone it is in.
    """

    index: int
    block: SourceBlock
    headings: tuple[str, ...]
    question: str
    zone: Zone

    @property
    def text(self) -> str:
        """The characters of the block."""
        return self.block.text

    @property
    def above(self) -> str:
        """The question that it belongs to, else the nearest heading above it, or ''."""
        return self.question or next(reversed(self.headings), "")


def after(parts: Sequence[Part], position: int) -> Iterator[Part]:
    """Yield the parts after a position, one by one: a copy of all would be made for each part."""
    return (parts[later] for later in range(position + 1, len(parts)))


def outline(source: Source, areas: Sequence[str]) -> tuple[Part, ...]:
    """Divide a report into parts.

    Args:
        source: the report as read.
        areas: the areas or questions that it grades.
    """
    blocks = tuple(restored(source.blocks))
    zones = _zones(blocks)
    known = {folded(area) for area in areas}
    stack: list[SourceBlock] = []
    question = ""
    parts = []
    for index, block in enumerate(blocks):
        in_body = zones[index] in {Zone.BODY, Zone.CASE_STUDY}
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if in_body and _is_area(block, following, known):
            question = " ".join(block.text.split())
        parts.append(Part(index, block, _shown(stack), question, zones[index]))
        if block.kind is BlockKind.HEADING and zones[index] is Zone.BODY:
            stack = [*_above(stack, block), block]
    return tuple(parts)


_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "\u2010": "-", "\u2011": "-", "&": "and"})


def folded(text: str) -> str:
    """Fold a text for comparing: small letters, plain quotes, single spaces, no end marks."""
    plain = text.translate(_PLAIN)
    return " ".join(plain.split()).strip(" .:;*").lower()


def _is_area(block: SourceBlock, following: SourceBlock | None, known: set[str]) -> bool:
    if block.kind is BlockKind.LIST_ITEM or len(block.text) > 200:
        return False
    if words.item_heading(block.text) or folded(block.text) in words.PARTS_OF_REPORT:
        return False
    graded = following is not None and bool(words.grade_of(following.text))
    return folded(block.text) in known or (graded and not words.grade_of(block.text))


# --- headings -----------------------------------------------------------------


def _above(stack: Sequence[SourceBlock], block: SourceBlock) -> list[SourceBlock]:
    """Keep the headings above ``block``: those of a wider level or a larger size."""
    kept = list(stack)
    while kept and not is_wider(kept[-1], block):
        kept.pop()
    return kept


def is_wider(first: SourceBlock, second: SourceBlock) -> bool:
    """Tell whether the first of two headings is the wider one, by its level or its size."""
    if first.level and second.level:
        return first.level < second.level
    if first.size and second.size and abs(first.size - second.size) > 0.4:
        return first.size > second.size
    return bool(first.level) and not second.level


def _shown(stack: Sequence[SourceBlock]) -> tuple[str, ...]:
    return tuple(
        " ".join(block.text.split())
        for block in stack
        if not words.grade_of(block.text)
        and not words.item_heading(block.text)
        and folded(block.text) not in words.PARTS_OF_REPORT
    )


# --- zones --------------------------------------------------------------------


def _zones(blocks: Sequence[SourceBlock]) -> list[Zone]:
    zones = [Zone.BODY] * len(blocks)
    last = {folded(block.text): place for place, block in enumerate(blocks)}
    index = 0
    while index < len(blocks):
        zone, end = _zone_at(blocks, index, last)
        for place in range(index, end):
            zones[place] = zone
        index = max(end, index + 1)
    return zones


def _zone_at(
    blocks: Sequence[SourceBlock], index: int, last: Mapping[str, int]
) -> tuple[Zone, int]:
    """Find the zone that begins at ``index``, and its end; the body where none begins.

    ``last`` says where each folded text comes for the last time.
    """
    block = blocks[index]
    text = " ".join(block.text.split())
    if block.kind is BlockKind.PARAGRAPH and words.quotes_earlier(text):
        return Zone.EARLIER, _end_of_quotation(blocks, index + 1)
    if block.kind is BlockKind.LIST_ITEM or len(text) > 150:
        return Zone.BODY, index
    if folded(text) in {"contents", "table of contents", "in this report", "on this page"}:
        return Zone.CONTENTS, _end_of_contents(blocks, index, last)
    if words.is_definitions_heading(text):
        return Zone.DEFINITIONS, _end_of_section(blocks, index)
    if words.is_case_study(text):
        return Zone.CASE_STUDY, _end_of_case_study(blocks, index)
    if block.kind is BlockKind.HEADING and _recounting(text) and not _may_be_title(blocks, index):
        return Zone.EARLIER, _end_of_section(blocks, index)
    return Zone.BODY, index


def _may_be_title(blocks: Sequence[SourceBlock], index: int) -> bool:
    """Whether a heading stands where the title does: a site's name and its part may come before."""
    alike = [one for one in blocks[:index] if one.kind is BlockKind.HEADING and one.level == 1]
    return blocks[index].level == 1 and index < FIRST_BLOCKS and len(alike) <= _BEFORE_TITLE


_BEFORE_TITLE = 2
"""How many headings of the first level can come before the title; others begin chapters."""


def _recounting(text: str) -> bool:
    item = re.search(ITEM_NAME, text, re.IGNORECASE)
    own = words.item_heading(text) is not None  # its topic may be 'the last employer'
    recounts = words.recounts_heading(text) and not words.MODAL.search(text)
    return (bool(item) and recounts and not own) or bool(_PROGRESS_SINCE.match(text))


_PROGRESS_SINCE = re.compile(
    r"(?:annex|appendix)\s+\w+\s*[:.–—-]?\s+progress\s+(?:since|from|against)\s+(?:the|our)\s+"
    r"(?:last|previous|earlier)\s+(?:report|inspection)\b",
    re.IGNORECASE,
)
"""The appendix of a custody report on what became of the recommendations before."""


_ENTRY = re.compile(r".*?(?:\.{2,}|…|\s|\|)\s*\d{1,3}", re.DOTALL)


def _end_of_contents(blocks: Sequence[SourceBlock], index: int, last: Mapping[str, int]) -> int:
    """Find where a table of contents ends.

    Entries end with a page number, are links in a list, or come again as headings; the second
    line of a wrapped entry may come between.
    """
    end = index + 1
    for place in range(index + 1, len(blocks)):
        block = blocks[place]
        follows = place + 1 < len(blocks)
        again = follows and (
            last[folded(block.text)] > place
            # 'Areas for improvement' may be printed as 'Area for improvement' over a single one
            or (words.item_heading(block.text) and last[folded(blocks[place + 1].text)] > place + 1)
        )
        is_entry = len(block.text) < 250 and bool(again or _ENTRY.fullmatch(block.text))
        is_link = block.kind in {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW} and place == end
        if is_entry or is_link:
            end = place + 1
        elif place - end >= 2 or block.kind is BlockKind.HEADING:
            break
    return end


def _end_of_quotation(blocks: Sequence[SourceBlock], start: int) -> int:
    """Find the end of what is quoted: of its box, else of one item with its name or list."""
    if start == len(blocks):
        return start
    end = start
    if box := blocks[start].boxed:
        while end < len(blocks) and blocks[end].boxed == box:
            end += 1
        return end
    end += words.item_heading(blocks[start].text) is not None
    if end < len(blocks) and blocks[end].kind is BlockKind.PARAGRAPH:
        return end + (blocks[end].text[:1] in '“‘"' or end > start)
    while end < len(blocks) and blocks[end].kind is BlockKind.LIST_ITEM:
        end += 1
    return end


def _end_of_section(blocks: Sequence[SourceBlock], index: int) -> int:
    """Find the next heading of the same or a higher level."""
    start = blocks[index]
    for place in range(index + 1, len(blocks)):
        block = blocks[place]
        if block.kind is not BlockKind.HEADING:
            continue
        heading = words.item_heading(block.text)
        own = heading is not None and not heading.number and not words.calls_new(block.text)
        own = own and not _IS_ANNEX.match(block.text)
        if is_wider(start, block) or (not start.level and own):
            continue
        return place
    return len(blocks)


_IS_ANNEX = re.compile(r"(?:annex|appendix)\s+(?:\d{1,2}|[A-Z])\b", re.IGNORECASE)
"""The name of a part that never is within another."""


def _end_of_case_study(blocks: Sequence[SourceBlock], index: int) -> int:
    """Find the end of its box, else the next heading of the same or a higher level."""
    start = blocks[index]
    for place in range(index + 1, len(blocks)):
        block = blocks[place]
        leaves = bool(start.boxed) and block.boxed != start.boxed
        if leaves and (not block.boxed or words.item_heading(block.text)):
            return place
        if block.kind is BlockKind.HEADING and not is_wider(start, block) and not block.boxed:
            return place
        if not start.boxed and (words.item_heading(block.text) or words.is_boilerplate(block.text)):
            return place
    return len(blocks)


# --- the whole report -----------------------------------------------------------

FIRST_BLOCKS = 60
"""A report says what it is among its first blocks: title page, or the head of a letter."""

_Placed = TypeVar("_Placed", FoundItem, FoundStatus, LeftOut)


_LETTER_BLOCKS = 80
_SENDER = re.compile(r"(?:from|sender)\s*:", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:^|\s)subject\s*:", re.IGNORECASE)


def greeting_of(blocks: Sequence[SourceBlock]) -> int | None:
    """Find the block that begins with 'Dear', near the beginning; None where there is none.

    In a message that was forwarded it is that of the letter, and not of what was written above it.
    """
    greeting: int | None = None
    is_head = False
    for index, block in enumerate(blocks[:_LETTER_BLOCKS]):
        text = block.text.strip()
        is_head = is_head or bool(_SENDER.match(text))
        if text.lower().startswith("dear "):
            greeting = index if greeting is None else greeting
            is_head = False
        elif is_head and _SUBJECT.search(text):
            greeting, is_head = None, False  # what came before was only passed on with it
    return greeting


@dataclass(frozen=True, slots=True)
class Report:
    """A report as read, in parts.

    Attributes:
        source: the file as read.
        parts: its blocks with their headings and zones.
        title: its title, or ''.
        forces: the forces it is about.
    """

    source: Source
    parts: Sequence[Part]
    title: str
    forces: tuple[str, ...]

    @property
    def opening(self) -> str:
        """The title and the first blocks, in small letters with plain quotes."""
        blocks = [self.title, self.source.title]
        blocks += [part.text for part in self.parts[:FIRST_BLOCKS]]
        return folded("\n".join(blocks))

    @property
    def is_letter(self) -> bool:
        """Whether the report is a letter."""
        return greeting_of([part.block for part in self.parts[:FIRST_BLOCKS]]) is not None

    def in_order(self, found: Iterable[_Placed]) -> list[_Placed]:
        """Sort what was found by its position in the report."""
        indexes = {part.block.place: part.index for part in reversed(self.parts)}
        return sorted(found, key=lambda one: indexes.get(one.place, 0))
