"""Divide a report into parts: each block with the headings above it and its zone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from s55.importers.reports import words
from s55.importers.reports.facts.addressees import agency_of
from s55.importers.reports.findings import FoundItem, LeftOut
from s55.importers.source import BlockKind, Source, SourceBlock
from s55.richtext.nodes import Inline, LineBreak, Text, plain


def _restored(blocks: Sequence[SourceBlock]) -> list[SourceBlock]:
    """Separate the blocks as a person would.

    A table of one cell (a box in Word) becomes the paragraphs inside it, 'Recommendation 1: By May
    ...' a heading and its text, and wrapped lines are joined.
    """
    found: list[SourceBlock] = []
    for block in _unboxed(blocks):
        made = _bulleted(block)
        if found and _is_theme(found[-1], made):
            found[-1] = replace(found[-1], kind=BlockKind.HEADING)
        if found and _continues(found[-1], made):
            words_before = found[-1].inlines
            found[-1] = replace(found[-1], inlines=(*words_before, Text(" "), *made.inlines))
        else:
            found.append(made)
    return found


def _is_theme(block: SourceBlock, following: SourceBlock) -> bool:
    """Whether a bold line before a list is a heading: a theme, an agency."""
    leads = following.kind is BlockKind.LIST_ITEM and bool(following.marker)
    line = block.text.rstrip()
    short = len(line) <= 90 and not line.endswith((".", ":", ";", ","))
    names_agency = line.endswith(":") and bool(agency_of(line.rstrip(":")))
    is_head = (block.bold and short) or names_agency
    return block.kind is BlockKind.PARAGRAPH and is_head and leads


def _continues(before: SourceBlock, block: SourceBlock) -> bool:
    """Whether a block is the next line of the one before: of a heading, a paragraph, a bullet."""
    if before.cells or block.cells or before.size != block.size or block.marker:
        return False
    if before.text.rstrip().endswith((".", ":", ";", "?", "!")) or words.item_heading(before.text):
        return False
    if not block.text[:1].islower():
        return _is_second_line(before, block)
    if before.kind is BlockKind.LIST_ITEM:
        return block.kind is BlockKind.PARAGRAPH
    if before.kind is block.kind:
        return before.level == block.level
    return before.kind is BlockKind.HEADING and before.bold and block.bold


def _is_second_line(before: SourceBlock, block: SourceBlock) -> bool:
    """Whether a bold line in a box continues a full one, with a name or a number."""
    same_box = bool(block.boxed) and before.boxed == block.boxed
    heads = before.kind is block.kind is BlockKind.HEADING and before.level == block.level
    return same_box and heads and len(before.text) > 50 and len(block.text) < len(before.text)


_GLUED_BULLET = re.compile(r"[•◦▪■◼●]\s*(?=\w)")


def _bulleted(block: SourceBlock) -> SourceBlock:
    """Turn a paragraph that begins with a bullet into a list item."""
    glued = _GLUED_BULLET.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
    if not glued or block.cells or not isinstance(block.inlines[0], Text):
        return block
    rest = (Text(block.inlines[0].text[glued.end() :]), *block.inlines[1:])
    return replace(block, kind=BlockKind.LIST_ITEM, inlines=rest, marker=glued[0].strip(), level=1)


def _filled(block: SourceBlock) -> tuple[tuple[Inline, ...], ...]:
    """Select the cells of a row that hold words."""
    return tuple(cell for cell in block.cells if plain(cell).strip())


def _unboxed(blocks: Sequence[SourceBlock]) -> Iterator[SourceBlock]:
    """Replace a table of one cell by the paragraphs it holds."""
    number = max((block.boxed for block in blocks), default=0)
    boxes: dict[int, int] = {}
    tables = {block.table for block in blocks if len(_filled(block)) > 1}
    for block in blocks:
        filled = _filled(block)
        is_frame = len(filled) == 1 and (len(block.cells) == 1 or block.table not in tables)
        if block.kind is BlockKind.TABLE_ROW and is_frame:
            block = replace(block, cells=filled)  # noqa: PLW2901 (without its empty cells)
            box = block.boxed or boxes.setdefault(block.table, number + len(boxes) + 1)
            for made in _paragraphs(block, box):
                yield from _split(made)
        else:
            yield from _split(block)


def _split(block: SourceBlock) -> Iterator[SourceBlock]:
    """Split 'Recommendation 1: By May ...' into a heading and its text."""
    start = None if block.cells or block.marker else words.numbered_start(block.text)
    names_theme = start and block.kind is BlockKind.HEADING and not words.MODAL.search(start[1])
    if start is None or names_theme:
        yield block
        return
    heading, rest = start
    name = block.text[: len(block.text.rstrip()) - len(rest)].strip(" :.–—-\n")
    yield replace(block, inlines=(Text(name),), bold=True)
    kind = BlockKind.PARAGRAPH if words.MODAL.search(rest) else block.kind
    yield replace(block, kind=kind, level=0, inlines=_without(block.inlines, rest, heading.number))


def _without(inlines: Sequence[Inline], rest: str, number: str) -> tuple[Inline, ...]:
    """Cut inlines to where ``rest`` begins; to plain text where that is within a mark."""
    if isinstance(inlines[0], Text) and number in inlines[0].text and len(inlines) > 1:
        tail = plain(inlines[1:])
        if rest.endswith(tail) and len(tail) < len(rest):
            return (Text(rest[: -len(tail)]), *inlines[1:])
    return (Text(rest),)


_CELL_BULLET = re.compile(r"[•◦▪●■◼–-]\s+")


def _paragraphs(block: SourceBlock, box: int) -> Iterator[SourceBlock]:
    """Yield the lines of a cell, each as a paragraph, a heading of items or a bullet."""
    lines: list[list[Inline]] = [[]]
    for inline in block.cells[0]:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    for line in lines:
        made = replace(block, kind=BlockKind.PARAGRAPH, inlines=tuple(line), cells=(), boxed=box)
        if not made.text.strip():
            continue
        bullet = _CELL_BULLET.match(made.text)
        if bullet and isinstance(line[0], Text):
            rest = (Text(line[0].text[bullet.end() :]), *line[1:])
            made = replace(made, kind=BlockKind.LIST_ITEM, inlines=rest, marker="•", level=1)
        yield made


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


def outline(source: Source, areas: Sequence[str]) -> tuple[Part, ...]:
    """Divide a report into parts.

    Args:
        source: the report as read.
        areas: the areas or questions that it grades.
    """
    blocks = tuple(_restored(source.blocks))
    zones = _zones(blocks)
    known = {folded(area) for area in areas}
    stack: list[SourceBlock] = []
    question, question_level = "", 0
    parts = []
    for index, block in enumerate(blocks):
        in_body = zones[index] in {Zone.BODY, Zone.CASE_STUDY}
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if in_body and _is_area(block, following, known):
            question, question_level = " ".join(block.text.split()), block.level
        elif in_body and 0 < block.level < question_level and block.kind is BlockKind.HEADING:
            question = ""  # a wider heading ends what the question is about
        parts.append(Part(index, block, _shown(stack), question, zones[index]))
        if block.kind is BlockKind.HEADING and zones[index] is Zone.BODY:
            stack = [*_above(stack, block), block]
    return tuple(parts)


def folded(text: str) -> str:
    """Fold a text for comparing: small letters, plain quotes, single spaces, no end marks."""
    plain = text.replace("’", "'").replace("‘", "'").replace("–", "-").replace("&", "and")
    return " ".join(plain.split()).strip(" .:;*").lower()


def _is_area(block: SourceBlock, following: SourceBlock | None, known: set[str]) -> bool:
    if block.kind is BlockKind.LIST_ITEM or len(block.text) > 200:
        return False
    if words.item_heading(block.text) or folded(block.text) in _NEVER_UNDER:
        return False
    graded = following is not None and bool(words.grade_of(following.text))
    return folded(block.text) in known or (graded and not words.grade_of(block.text))


# --- headings -----------------------------------------------------------------

_NEVER_UNDER = frozenset(
    {
        "summary",
        "summary of findings",
        "main findings",
        "overall summary",
        "overall judgment",
        "introduction",
        "foreword",
        "key findings",
    }
)


def _above(stack: Sequence[SourceBlock], block: SourceBlock) -> list[SourceBlock]:
    """Keep the headings above ``block``: those of a wider level or a larger size."""
    kept = list(stack)
    while kept and not _is_wider(kept[-1], block):
        kept.pop()
    return kept


def _is_wider(first: SourceBlock, second: SourceBlock) -> bool:
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
        and folded(block.text) not in _NEVER_UNDER
    )


# --- zones --------------------------------------------------------------------


def _zones(blocks: Sequence[SourceBlock]) -> list[Zone]:
    zones = [Zone.BODY] * len(blocks)
    index = 0
    while index < len(blocks):
        zone, end = _zone_at(blocks, index)
        for place in range(index, end):
            zones[place] = zone
        index = max(end, index + 1)
    return zones


def _zone_at(blocks: Sequence[SourceBlock], index: int) -> tuple[Zone, int]:
    """Find the zone that begins at ``index``, and its end; the body where none begins."""
    block = blocks[index]
    text = " ".join(block.text.split())
    if block.kind is BlockKind.LIST_ITEM or len(text) > 150:
        return Zone.BODY, index
    if folded(text) in {"contents", "table of contents", "in this report", "on this page"}:
        return Zone.CONTENTS, _end_of_contents(blocks, index)
    if words.is_definitions_heading(text):
        return Zone.DEFINITIONS, _end_of_section(blocks, index)
    if words.is_case_study(text):
        return Zone.CASE_STUDY, _end_of_case_study(blocks, index)
    if block.kind is BlockKind.HEADING and _recounting(text):
        return Zone.EARLIER, _end_of_section(blocks, index)
    return Zone.BODY, index


def _recounting(text: str) -> bool:
    item = re.search(r"recommendations?|areas? for improvement|causes? of concern", text, re.I)
    return bool(item) and words.recounts_heading(text) and not words.MODAL.search(text)


_ENTRY = re.compile(r".*?(?:\.{2,}|…|\s|\|)\s*\d{1,3}", re.DOTALL)


def _end_of_contents(blocks: Sequence[SourceBlock], index: int) -> int:
    """Find where a table of contents ends.

    Entries end with a page number, are links in a list, or come again as headings; the second
    line of a wrapped entry may come between.
    """
    end = index + 1
    last = {folded(block.text): place for place, block in enumerate(blocks)}
    for place in range(index + 1, len(blocks)):
        block = blocks[place]
        follows = place == end and place + 1 < len(blocks)
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


def _end_of_section(blocks: Sequence[SourceBlock], index: int) -> int:
    """Find the next heading of the same or a higher level."""
    start = blocks[index]
    for place in range(index + 1, len(blocks)):
        block = blocks[place]
        if block.kind is not BlockKind.HEADING:
            continue
        if _is_wider(start, block) or (not start.level and words.item_heading(block.text)):
            continue
        return place
    return len(blocks)


def _end_of_case_study(blocks: Sequence[SourceBlock], index: int) -> int:
    """Find the end of its box, else the next heading of the same or a higher level."""
    start = blocks[index]
    for place in range(index + 1, len(blocks)):
        block = blocks[place]
        if start.boxed and block.boxed != start.boxed and not block.boxed:
            return place
        if block.kind is BlockKind.HEADING and not _is_wider(start, block) and not block.boxed:
            return place
        if not start.boxed and (words.item_heading(block.text) or words.is_boilerplate(block.text)):
            return place
    return len(blocks)


# --- the whole report -----------------------------------------------------------

FIRST_BLOCKS = 60
"""A report says what it is among its first blocks: title page, or the head of a letter."""

_Placed = TypeVar("_Placed", FoundItem, LeftOut)


def greeting_of(blocks: Sequence[SourceBlock]) -> int | None:
    """Find the block that begins with 'Dear', near the beginning; None where there is none."""
    return next(
        (i for i, b in enumerate(blocks[:80]) if b.text.strip().lower().startswith("dear ")), None
    )


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
        opening = self.parts[:FIRST_BLOCKS]
        return any(part.text.strip().lower().startswith("dear ") for part in opening)

    def in_order(self, found: Iterable[_Placed]) -> list[_Placed]:
        """Sort what was found by its position in the report."""
        indexes = {part.block.place: part.index for part in reversed(self.parts)}
        return sorted(found, key=lambda one: indexes.get(one.place, 0))
