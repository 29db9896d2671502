"""Take the numbers of sections and paragraphs off the text of a past response: 1, 1.1, 1.2.

Such a number says where a paragraph stands, and is no part of it. It is known by its turn: a
section has the number after that of the last one, a paragraph that after the paragraph before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from s55.importers.readers.blocks import without_prefix
from s55.importers.readers.runs import flattened, inlines
from s55.importers.source import BlockKind, Source, SourceBlock

_NUMBER = re.compile(r"(\d{1,3})(?:\.(\d{1,3}))?\.?(?:\s+|$)")
_FEWEST = 2
"""So many paragraphs with a number in turn are numbered; a single one may begin with a figure."""


def without_paragraph_numbers(source: Source) -> Source:
    """Drop the numbers of sections and paragraphs where a file has them."""
    numbers = _in_turn(source.blocks)
    if sum(found[2] is not None for found in numbers.values()) < _FEWEST:
        return source
    return replace(source, blocks=tuple(_bare(source.blocks, numbers)))


def _in_turn(blocks: Sequence[SourceBlock]) -> dict[int, re.Match[str]]:
    """Find the blocks that begin with the next number, in their text or as their marker."""
    found: dict[int, re.Match[str]] = {}
    section = paragraph = 0
    for index, block in enumerate(blocks):
        number = _NUMBER.match(block.marker) or _NUMBER.match(block.text)
        if block.cells or number is None:
            continue
        if number[2] is None and int(number[1]) == section + 1 and _begins_section(blocks, index):
            section, paragraph = section + 1, 0
        elif number[2] is not None and section:
            if (int(number[1]), int(number[2])) != (section, paragraph + 1):
                continue
            paragraph += 1
        else:
            continue
        found[index] = number
    return found


def _begins_section(blocks: Sequence[SourceBlock], index: int) -> bool:
    """Whether a block is a heading, or a number that stands in the margin beside one."""
    if blocks[index].kind is BlockKind.HEADING:
        return True
    is_alone = blocks[index].text.strip(".").isdecimal()
    return is_alone and any(one.kind is BlockKind.HEADING for one in blocks[index + 1 : index + 2])


def _bare(
    blocks: Sequence[SourceBlock], numbers: Mapping[int, re.Match[str]]
) -> Iterator[SourceBlock]:
    """Yield the blocks without these numbers; a list below what was taken for one moves out."""
    outwards = False
    for index, block in enumerate(blocks):
        is_item = block.kind is BlockKind.LIST_ITEM
        number = numbers.get(index)
        if number is None:
            outwards = outwards and is_item
            yield _outwards(block) if outwards else block
            continue
        outwards = is_item
        runs = list(flattened(block.inlines))
        if number.string != block.marker:
            runs = without_prefix(runs, number.end())
        if not runs:
            continue  # beside its heading
        bare = replace(block, marker="", inlines=inlines(runs))
        yield replace(bare, kind=BlockKind.PARAGRAPH, level=0) if is_item else bare


def _outwards(item: SourceBlock) -> SourceBlock:
    """Move an item out of the list that numbered paragraphs were taken for."""
    if item.level > 1:
        return replace(item, level=item.level - 1)
    return replace(item, kind=BlockKind.PARAGRAPH, level=0) if not item.marker else item
