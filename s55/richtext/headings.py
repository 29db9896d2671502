"""Bring the headings in a draft's text below the heading of their section."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from s55.richtext.nodes import Block, BulletList, Control, Heading, ListItem, OrderedList, Quote

DEEPEST = 6


def below(blocks: tuple[Block, ...], level: int) -> tuple[Block, ...]:
    """Bring the headings of blocks below ``level``, without a gap between the levels used.

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
    """Replace each heading's level, in the order of the text."""

    def mapped(block: Block) -> Block:
        match block:
            case Heading(own, children):
                return Heading(level_of(own), children)
            case BulletList(items) | OrderedList(items):
                inner = (ListItem(_mapped(item.blocks, level_of), item.value) for item in items)
                return replace(block, items=tuple(inner))
            case Quote(inner_blocks) | Control(_, _, inner_blocks):
                return replace(block, blocks=_mapped(inner_blocks, level_of))
            case _:
                return block

    return tuple(map(mapped, blocks)) if any(True for _ in _levels(blocks)) else blocks


def _without_gaps(blocks: tuple[Block, ...], level: int) -> tuple[Block, ...]:
    """Let no heading be more than one level below the heading before it."""
    previous = level

    def close_gap(own: int) -> int:
        nonlocal previous
        previous = min(own, previous + 1)
        return previous

    return _mapped(blocks, close_gap)
