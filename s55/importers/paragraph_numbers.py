"""Take the numbers of sections and paragraphs off the text of a past response: 1, 1.1, 1.1.1.

Such a number says where a paragraph stands, and is no part of it. It is known by its turn: it is
the first below the number before it, or the next beside that or beside one that is above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from s55.importers.readers.blocks import without_prefix
from s55.importers.readers.runs import flattened, inlines
from s55.importers.source import BlockKind, Source, SourceBlock
from s55.importers.wording import ITEM_NAME

_NUMBER = re.compile(r"(?P<path>\d{1,3}(?:\.\d{1,3}){0,3})\.?(?:\s+|$)")
_LEVEL = 2
"""The level of a section's heading in formats that have none: that of the title is above it."""
_LONGEST_HEADING = 100
_FEWEST_RUNNING = 5
_MOST_OF = 0.7
"""So many of the blocks from the first numbered paragraph of a letter to the last are numbered."""
_NAMES_ITEM = re.compile(rf"\W*{ITEM_NAME}\s+\d", re.IGNORECASE)
_FEWEST = 2
"""So many paragraphs with a number in turn are numbered; a single one may begin with a figure."""


def without_paragraph_numbers(source: Source) -> Source:
    """Drop the numbers of sections and paragraphs where a file has them."""
    if running := _running(source.blocks):
        blocks = list(source.blocks)
        for at, number in running.items():
            blocks[at] = _paragraph(blocks[at], number)
        return replace(source, blocks=tuple(blocks))
    numbers = _in_turn(source.blocks)
    if sum("." in found["path"] for found in numbers.values()) < _FEWEST:
        return source
    return replace(source, blocks=tuple(_bare(source.blocks, numbers)))


def _running(blocks: Sequence[SourceBlock]) -> dict[int, re.Match[str]]:
    """Find the numbers of paragraphs that are counted through a letter: 1, 2, 3.

    They are no numbers of items where one of the paragraphs begins with an item's own number, or
    where they count on below headings or lines that name items.
    """
    found: dict[int, re.Match[str]] = {}
    for index, block in enumerate(blocks):
        number = _number_of(block)
        if number is not None and not block.cells and _path(block) == (len(found) + 1,):
            found[index] = number
    if len(found) < _FEWEST_RUNNING:
        return {}
    between = blocks[min(found) : max(found) + 1]
    names = any(_NAMES_ITEM.match(_after_number(blocks[at], one)) for at, one in found.items())
    above = blocks[: max(found)]
    heads = [block for block in above if not block.cells and _NAMES_ITEM.match(block.text)]
    if len(heads) >= _FEWEST:
        named = set(map(id, heads))
        between = [one for one in between if _may_have_number(one) and id(one) not in named]
        names = True
    return found if names and len(found) >= _MOST_OF * len(between) else {}


def _may_have_number(block: SourceBlock) -> bool:
    """Whether a block is no heading and no entry of a list without numbers."""
    is_entry = block.kind is BlockKind.LIST_ITEM and not block.marker[:1].isalnum()
    return block.kind is not BlockKind.HEADING and not is_entry


def _after_number(block: SourceBlock, number: re.Match[str]) -> str:
    return block.text if number.string == block.marker else block.text[number.end() :]


def _paragraph(block: SourceBlock, number: re.Match[str]) -> SourceBlock:
    """Give a numbered paragraph without its number."""
    runs = list(flattened(block.inlines))
    if number.string != block.marker:
        runs = without_prefix(runs, number.end())
    kind = block.kind if block.kind is BlockKind.HEADING else BlockKind.PARAGRAPH
    return replace(block, kind=kind, marker="", level=0, inlines=inlines(runs))


def _in_turn(blocks: Sequence[SourceBlock]) -> dict[int, re.Match[str]]:
    """Find the blocks that begin with the next number, in their text or as their marker."""
    found: dict[int, re.Match[str]] = {}
    last: tuple[int, ...] = (0,)
    for index, block in enumerate(blocks):
        number, path = _number_of(block), _path(block)
        if block.cells or number is None or path not in _following(last):
            continue
        if len(path) > 1 or _begins_section(blocks, index, goes_on=len(last) > 1):
            found[index], last = number, path
    return found


def _following(last: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Yield the numbers that can come after one: below it, or beside it or one that is above it."""
    if last[0]:  # a section has begun
        yield (*last, 1)
    if len(last) > 1 or not last[0]:  # the heading of the next has no number
        yield (last[0] + 1, 1)
    for depth, figure in enumerate(last):
        yield (*last[:depth], figure + 1)


def _begins_section(blocks: Sequence[SourceBlock], index: int, *, goes_on: bool) -> bool:
    """Whether a block is a heading, a number beside one, or a line over the first below it.

    Where paragraphs were counted below the section before (``goes_on``), any line can be the next.
    """
    if blocks[index].kind is BlockKind.HEADING:
        return True
    text = blocks[index].text.strip()
    after, before = blocks[index + 1 : index + 2], blocks[max(index - 1, 0) : index]
    if text.strip(".").isdecimal():
        return any(one.kind is BlockKind.HEADING for one in after)
    if len(text) > _LONGEST_HEADING or text.endswith((".", ";", ",")):
        return False
    path = _path(blocks[index])
    if any(_path(one) == (*path, 1) for one in after):
        return True
    in_list = any(_path(one) == (path[0] - 1,) for one in before)
    return goes_on and not in_list and not text.endswith(":")


def _number_of(block: SourceBlock) -> re.Match[str] | None:
    return _NUMBER.match(block.marker) or _NUMBER.match(block.text)


def _path(block: SourceBlock) -> tuple[int, ...]:
    """Give the number with which a block begins, one figure for each level; () for none."""
    number = _number_of(block)
    return tuple(map(int, number["path"].split("."))) if number else ()


def _bare(
    blocks: Sequence[SourceBlock], numbers: Mapping[int, re.Match[str]]
) -> Iterator[SourceBlock]:
    """Yield the blocks without these numbers; a list below what was taken for one moves out.

    Paragraphs without a number between one that ends with a colon and the next of the section are
    what that brings in: a box keeps them together, as it does in formats that show quotations.
    """
    outwards = False
    quoted = _brought_in(blocks, numbers)
    boxes = max((block.boxed for block in blocks), default=0)
    for index, block in enumerate(blocks):
        is_item = block.kind is BlockKind.LIST_ITEM
        number = numbers.get(index)
        if number is None and _heads_section(blocks, index, numbers):
            outwards = False
            yield replace(block, kind=BlockKind.HEADING, level=_LEVEL, bold=False)
            continue
        if number is None:
            outwards = outwards and is_item
            box = boxes + quoted[index] if index in quoted else block.boxed
            yield replace(_outwards(block) if outwards else block, boxed=box)
            continue
        outwards = is_item
        runs = list(flattened(block.inlines))
        if number.string != block.marker:
            runs = without_prefix(runs, number.end())
        if not runs:
            continue  # beside its heading
        bare = replace(block, marker="", inlines=inlines(runs))
        is_section = "." not in number["path"]
        if bare.kind is BlockKind.HEADING:
            yield bare
        elif is_section:
            yield replace(bare, kind=BlockKind.HEADING, level=_LEVEL)
        else:
            yield replace(bare, kind=BlockKind.PARAGRAPH, level=0)


def _heads_section(
    blocks: Sequence[SourceBlock], index: int, numbers: Mapping[int, re.Match[str]]
) -> bool:
    """Whether a line in bold without a number is right above the first of a section: 2.1."""
    block, first = blocks[index], numbers.get(index + 1)
    if first is None or not re.fullmatch(r"\d+\.1", first["path"]):
        return False
    text = block.text.strip()
    is_line = block.kind is BlockKind.PARAGRAPH and len(text) <= _LONGEST_HEADING
    return is_line and block.bold and not text.endswith((".", ";", ","))


def _brought_in(
    blocks: Sequence[SourceBlock], numbers: Mapping[int, re.Match[str]]
) -> dict[int, int]:
    """Find the paragraphs that a numbered one brings in, each with the number of its quotation."""
    found: dict[int, int] = {}
    for at, (start, end) in enumerate(pairwise(sorted(numbers)), start=1):
        between = range(start + 1, end)
        in_section = "." in numbers[start]["path"] and "." in numbers[end]["path"]
        colon = blocks[start].text.rstrip().endswith(":")
        if in_section and colon and all(_is_paragraph(blocks[one]) for one in between):
            found |= dict.fromkeys(between, at)
    return found


def _is_paragraph(block: SourceBlock) -> bool:
    return block.kind is BlockKind.PARAGRAPH and not block.cells and not block.boxed


def _outwards(item: SourceBlock) -> SourceBlock:
    """Move an item out of the list that numbered paragraphs were taken for."""
    if item.level > 1:
        return replace(item, level=item.level - 1)
    return replace(item, kind=BlockKind.PARAGRAPH, level=0) if not item.marker else item
