"""Turn a reader's blocks into neutral blocks: lists put together, boxes as quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from s55.importers.responses.text import sound
from s55.importers.source import BlockKind, SourceBlock
from s55.richtext.markdown_writer import markdown_of
from s55.richtext.nodes import (
    Block,
    BulletList,
    Heading,
    Inline,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Table,
    Text,
)
from s55.richtext.numerals import STYLES, mark_at

FIRST_LEVEL = 3
"""The level of a heading that is one by its looks alone."""

_NUMBER = re.compile(r"\(?(\d{1,9})([.)])?")
_BULLETS = frozenset("•◦▪▫–—-*·‣⁃○●■□➢➤►✔✓")


def markdown_from(blocks: Sequence[SourceBlock]) -> str:
    """Write the blocks of one field as Markdown."""
    return markdown_of(nodes_from(blocks))


def nodes_from(blocks: Sequence[SourceBlock], *, quotes: bool = True) -> tuple[Block, ...]:
    """Convert the blocks of one field.

    Args:
        blocks: the blocks as read.
        quotes: whether text in a box becomes a quotation.
    """
    nodes: list[Block] = []
    for boxed, group in groupby(blocks, key=lambda block: quotes and block.boxed > 0):
        inner = tuple(_grouped(list(group)))
        nodes.extend([Quote(inner)] if boxed else inner)
    return tuple(nodes)


def _grouped(blocks: Sequence[SourceBlock]) -> Iterator[Block]:
    for (kind, _), group in groupby(blocks, key=lambda block: (block.kind, block.table)):
        members = list(group)
        match kind:
            case BlockKind.LIST_ITEM:
                yield from _lists(members)
            case BlockKind.TABLE_ROW:
                yield _table(members)
            case _:
                yield from (_single(member) for member in members)


def _single(block: SourceBlock) -> Block:
    inlines = tuple(sound(block.inlines))
    if block.kind is BlockKind.HEADING:
        return Heading(block.level or FIRST_LEVEL, inlines)
    return Paragraph(inlines)


def _table(rows: Sequence[SourceBlock]) -> Table:
    cells = [tuple(tuple(sound(cell)) for cell in row.cells) for row in rows]
    width = max(map(len, cells))
    full = [(*row, *((),) * (width - len(row))) for row in cells]
    return Table(full[0], tuple(full[1:]), ("",) * width)


# --- lists -------------------------------------------------------------------


def _lists(items: Sequence[SourceBlock]) -> Iterator[Block]:
    """Nest list items of any depth that follow each other.

    A further paragraph of an item has no marker and the item's own depth.
    """
    position = 0
    while position < len(items):
        end = _end_of_list(items, position)
        yield _list(items[position:end])
        position = end


def _depth(item: SourceBlock) -> int:
    return max(item.level, 1)


def _end_of_list(items: Sequence[SourceBlock], start: int) -> int:
    """Find where the list that begins at ``start`` ends, or where its numbers start again."""
    depth = _depth(items[start])
    mark = _mark(items[start])
    for index in range(start + 1, len(items)):
        item = items[index]
        if _depth(item) < depth:
            return index
        if _depth(item) == depth and item.marker:
            following = _following(mark, _mark(item))
            if following is None:
                return index
            mark = following
    return len(items)


def _list(items: Sequence[SourceBlock]) -> BulletList | OrderedList:
    depth = _depth(items[0])
    starts = [
        index
        for index, item in enumerate(items)
        if index == 0 or (_depth(item) == depth and item.marker)
    ]
    entries = tuple(
        ListItem(_entry(items[start:end]))
        for start, end in zip(starts, [*starts[1:], len(items)], strict=True)
    )
    tight = all(sum(isinstance(b, Paragraph) for b in entry.blocks) <= 1 for entry in entries)
    first = last = _mark(items[0])
    if not first.delimiter:
        return BulletList(entries, tight)
    for start in starts[1:]:
        last = _following(last, _mark(items[start])) or last
    style = next(iter(last.values))
    return OrderedList(entries, first.values[style], first.delimiter, tight, style)


class _ListMark(NamedTuple):
    """What stands before an item of a list.

    Attributes:
        delimiter: of its number; '' for a bullet.
        values: its number in each style of which it can be.
    """

    delimiter: str = ""
    values: Mapping[str, int] = MappingProxyType({})


_BULLET = _ListMark()


def _mark(item: SourceBlock) -> _ListMark:
    """Read the marker of an item: figures, letters or a roman number; all else is a bullet."""
    if found := _NUMBER.fullmatch(item.marker):
        in_brackets = item.marker.startswith("(") and item.marker.endswith(")")
        return _ListMark("()" if in_brackets else found[2] or ".", {"1": int(found[1])})
    mark = mark_at(item.marker)
    if mark is None:
        return _BULLET
    values = ((style, mark.value(style)) for style in STYLES)
    return _ListMark(mark.delimiter, {style: value for style, value in values if value is not None})


def _following(mark: _ListMark, following: _ListMark) -> _ListMark | None:
    """Return the next mark of a list in the styles that both are of; None where it is not next."""
    if mark.delimiter != following.delimiter:
        return None
    if not mark.delimiter:
        return following
    values = {
        style: value
        for style, value in following.values.items()
        if mark.values.get(style) == value - 1
    }
    return _ListMark(mark.delimiter, values) if values else None


def _entry(items: Sequence[SourceBlock]) -> tuple[Block, ...]:
    """Convert one item: its words, its further paragraphs, and the lists within it."""
    first, *rest = items
    blocks: list[Block] = [Paragraph((*_lettered(first), *sound(first.inlines)))]
    depth = _depth(first)
    for deeper, group in groupby(rest, key=lambda item: _depth(item) > depth):
        if deeper:
            blocks.extend(_lists(list(group)))
        else:
            blocks.extend(Paragraph(tuple(sound(item.inlines))) for item in group)
    return tuple(blocks)


def _lettered(item: SourceBlock) -> tuple[Inline, ...]:
    """Keep a marker as text that is neither a bullet nor a number, such as 'Step 1'."""
    if not item.marker or item.marker in _BULLETS or _mark(item).delimiter:
        return ()
    return (Text(f"{item.marker} "),) if any(map(str.isalnum, item.marker)) else ()
