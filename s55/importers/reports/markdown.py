"""The words of an item as Markdown of a draft: paragraphs, nested bullets, emphasis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from s55.importers.reports.findings import FoundItem, is_bullet, own_marker
from s55.importers.source import BlockKind, SourceBlock
from s55.richtext.characters import is_forbidden
from s55.richtext.checks import problems_of
from s55.richtext.markdown_writer import markdown_of
from s55.richtext.nodes import Block, BulletList, Inline, ListItem, Paragraph, Text, plain


def clean(text: str) -> str:
    """A text on one line, without characters that no document can hold."""
    return " ".join("".join(c for c in text if c.isspace() or not is_forbidden(c)).split())


def markdown_of_item(item: FoundItem) -> str:
    """An item as Markdown; where a mark or link could not stand in a response, its plain words."""
    blocks = _headless(item.blocks)
    text = markdown_of(nodes_of(blocks))
    if not problems_of(text):
        return text
    bare = [replace(block, inlines=(Text(clean(block.text)),), cells=()) for block in blocks]
    return markdown_of(nodes_of(bare))


def _headless(blocks: Sequence[SourceBlock]) -> Sequence[SourceBlock]:
    """The first block as a paragraph, however it was set: bullet, heading, cell."""
    first = replace(blocks[0], kind=BlockKind.PARAGRAPH, marker="", level=0, cells=())
    return [first, *blocks[1:]]


def nodes_of(blocks: Sequence[SourceBlock]) -> list[Block]:
    """Blocks of a file as nodes: list items become lists, nested by their depth."""
    nodes: list[Block] = []
    position = 0
    while position < len(blocks):
        block = blocks[position]
        if not is_bullet(block):
            nodes.append(Paragraph(_inlines(block)))
            position += 1
            continue
        end = position
        while end < len(blocks) and blocks[end].kind is BlockKind.LIST_ITEM:
            end += 1
        nodes.append(_list(blocks[position:end]))
        position = end
    return nodes


def _list(blocks: Sequence[SourceBlock]) -> BulletList:
    """List items as a list: those deeper than the first of them stand within the one before."""
    top = min(block.level for block in blocks if is_bullet(block))
    items: list[list[SourceBlock]] = []
    for block in blocks:
        if is_bullet(block) and block.level <= top:
            items.append([block])
        elif items:
            items[-1].append(block)
    return BulletList(tuple(ListItem(_item_blocks(item)) for item in items))


def _item_blocks(blocks: Sequence[SourceBlock]) -> tuple[Block, ...]:
    first, *rest = blocks
    lead: tuple[Inline, ...] = (Text(own_marker(first)),) if own_marker(first) else ()
    return (Paragraph((*lead, *_inlines(first))), *nodes_of(rest))


def _inlines(block: SourceBlock) -> tuple[Inline, ...]:
    if any(is_forbidden(character) for character in plain(block.inlines)):
        return (Text(clean(block.text)),)
    return block.inlines
