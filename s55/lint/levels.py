"""Find headings that leave a level out, in layouts with headings in branches and loops.

Which heading comes before another depends on the draft. So each heading is compared with every
level that can come before it, and is reported only if none of them fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field

from s55.records import dataclass

_STATEMENT = re.compile(r"\{%-?(?:(?:p|tr|tc|r)\s)?\s*(if|elif|else|endif|for|endfor)\b")


@dataclass(frozen=True, slots=True)
class LayoutHeading:
    """A heading: its level, and which of the layout's headings it is, counted from 0."""

    level: int
    number: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A tag that begins, parts or ends a block: 'if', 'elif', 'else', 'endif', 'for', 'endfor'."""

    word: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A heading for which the level above it is missing.

    Attributes:
        heading: the heading.
        before: the deepest level that can come before it; 0 at the beginning.
    """

    heading: LayoutHeading
    before: int


@dataclass
class _Block:
    """A loop, or the branches of a condition."""

    is_loop: bool
    branches: list[list[LayoutHeading | _Block]] = field(default_factory=lambda: [[]])
    has_else: bool = False


def gaps(events: Sequence[LayoutHeading | Statement]) -> list[Gap]:
    """Find the headings of a layout that leave a level out, in their order.

    A heading that is wrong only because of one before it is not reported.
    """
    found: dict[int, Gap] = {}
    _walk(_tree(events), frozenset({0}), found)
    return list(_causes([found[number] for number in sorted(found)]))


def _causes(gaps_in_order: Sequence[Gap]) -> Iterator[Gap]:
    """Keep the gaps that would remain if those before them were put right."""
    before: Gap | None = None
    level = 0
    for gap in gaps_in_order:
        follows = before is not None and gap.heading.number == before.heading.number + 1
        if follows and before is not None and gap.before == before.before:
            kept = gap.heading.level > level + 1
        else:
            kept, level = True, gap.before
        if kept:
            yield gap
        level = level + 1 if kept else gap.heading.level
        before = gap


def _tree(events: Sequence[LayoutHeading | Statement]) -> list[LayoutHeading | _Block]:
    """Nest the events as blocks within blocks; an end without a beginning is skipped."""
    root: list[LayoutHeading | _Block] = []
    open_blocks: list[_Block] = []

    def current() -> list[LayoutHeading | _Block]:
        return open_blocks[-1].branches[-1] if open_blocks else root

    for event in events:
        if isinstance(event, LayoutHeading):
            current().append(event)
        elif event.word in {"if", "for"}:
            block = _Block(event.word == "for")
            current().append(block)
            open_blocks.append(block)
        elif open_blocks and event.word in {"elif", "else"}:
            open_blocks[-1].branches.append([])
            open_blocks[-1].has_else |= event.word == "else"
        elif open_blocks:
            open_blocks.pop()
    return root


_MOST_LOOPS = 6
"""Loops in each other that are gone through a second time: each doubles what is to be done, and
the layouts of responses have three."""


def _walk(
    body: Sequence[LayoutHeading | _Block],
    before: frozenset[int],
    found: dict[int, Gap],
    loops: int = 0,
) -> frozenset[int]:
    """Give the levels that can come last in ``body``, and note gaps in ``found``."""
    for part in body:
        if isinstance(part, LayoutHeading):
            deepest = max(before)
            if part.level > deepest + 1:
                # Its level does not count for what comes after it, in a loop not even for itself.
                found[part.number] = Gap(part, deepest)
            else:
                found.pop(part.number, None)
                before = frozenset({part.level})
        else:
            before = _walk_block(part, before, found, loops)
    return before


def _walk_block(
    block: _Block, before: frozenset[int], found: dict[int, Gap], loops: int
) -> frozenset[int]:
    if block.is_loop:
        once = _walk(block.branches[0], before, found, loops + 1)
        if once <= before or loops >= _MOST_LOOPS:
            return before | once
        # From the second time on, the end of the loop comes before its beginning.
        return before | _walk(block.branches[0], before | once, found, loops + 1)
    last = frozenset().union(*(_walk(branch, before, found, loops) for branch in block.branches))
    return last if block.has_else else last | before


def statements_in(text: str) -> Iterator[Statement]:
    """Give the tags in a text that begin, part or end a block."""
    for word in _STATEMENT.findall(text):
        yield Statement(word)
