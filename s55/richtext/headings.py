"""Headings in a draft's text, brought below the heading of the section they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from s55.richtext.nodes import (
    Block,
    BulletList,
    Control,
    Heading,
    ListItem,
    OrderedList,
    Quote,
)

DEEPEST = 6


def below(blocks: tuple[Block, ...], level: int) -> tuple[Block, ...]:
    """The blocks with their headings below ``level``, without a gap between the levels used.

    An officer who writes '##' and '####' means two levels: under a section heading of level 2
    they become 3 and 4 (PDF/UA-1, clause 7.4.2, and WCAG ask that no level be skipped).
    """
    used = sorted(set(_levels(blocks)))
    ranks = {own: min(level + 1 + rank, DEEPEST) for rank, own in enumerate(used)}
    return _without_gaps(_mapped(blocks, lambda own: ranks[own]), level)


def _levels(blocks: tuple[Block, ...]) -> Iterator[int]:
    for block in blocks:
        match block:
            case Heading(own, _):
                yield own
            case BulletList(items) | OrderedList(items):
                for item in items:
                    yield from _levels(item.blocks)
            case Quote(inner) | Control(_, _, inner):
                yield from _levels(inner)


def _mapped(blocks: tuple[Block, ...], level_of: Callable[[int], int]) -> tuple[Block, ...]:
    """The blocks with each heading's level replaced, in the order of the text."""
    if not any(True for _ in _levels(blocks)):
        return blocks
    return tuple(_mapped_block(block, level_of) for block in blocks)


def _mapped_block(block: Block, level_of: Callable[[int], int]) -> Block:
    match block:
        case Heading(own, children):
            return Heading(level_of(own), children)
        case BulletList(items) | OrderedList(items):
            return replace(
                block,
                items=tuple(ListItem(_mapped(item.blocks, level_of), item.value) for item in items),
            )
        case Quote(inner) | Control(_, _, inner):
            return replace(block, blocks=_mapped(inner, level_of))
        case _:
            return block


def _without_gaps(blocks: tuple[Block, ...], level: int) -> tuple[Block, ...]:
    """No heading more than one level below the heading before it."""
    previous = level

    def close_gap(own: int) -> int:
        nonlocal previous
        previous = min(own, previous + 1)
        return previous

    return _mapped(blocks, close_gap)
