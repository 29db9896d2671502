"""Settle by the other items what one of them leaves open: all of a response are built alike."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from s55.importers.responses.other.cutting import cut, is_italic
from s55.importers.responses.other.roles import OWNERS, Roles
from s55.importers.responses.text import folded
from s55.importers.source import BlockKind, SourceBlock
from s55.richtext.nodes import plain

_FEWEST = 2
"""As many blocks have to be clear for the others to follow them."""
_SHORTEST_LABEL = 2
"""Words of the shortest label at which a text is cut: 'Force' can begin any sentence."""


# --- labels in a text -------------------------------------------------------------------


def cut_at_labels(blocks: Sequence[SourceBlock], roles: Roles) -> Iterator[SourceBlock]:
    """Yield blocks; a paragraph in which a label was joined with the text round it is cut there.

    The label is a line of its own elsewhere. A sentence ends before it, and it ends the paragraph
    or a sentence begins after it.
    """
    labels = _lines_again(blocks, roles)
    if not labels:
        yield from blocks
        return
    joined = re.compile(
        rf"(?:^|(?<=[.!?:;”’])\s+)(?P<label>(?:{'|'.join(map(re.escape, labels))}):?)"
        r"(?=\s+[A-Z“‘]|\s*$)"
    )
    for block in blocks:
        yield from _cut_at(block, joined) if block.kind is BlockKind.PARAGRAPH else (block,)


def _lines_again(blocks: Sequence[SourceBlock], roles: Roles) -> list[str]:
    """List the labels of comments that are lines of their own several times, longest first."""
    lines = Counter(
        text.rstrip(" :")
        for block in blocks
        if not block.cells and len(text := plain(block.inlines).strip()) <= _LONGEST
    )
    return sorted(
        (
            text
            for text, count in lines.items()
            if count >= _FEWEST
            and len(text.split()) >= _SHORTEST_LABEL
            and (meaning := roles.heading(text))
            and meaning.role in OWNERS
        ),
        key=lambda text: (-len(text), text),
    )


_LONGEST = 80


def _cut_at(block: SourceBlock, joined: re.Pattern[str]) -> Iterator[SourceBlock]:
    found = joined.search(plain(block.inlines))
    if found is None or found[0].strip() == block.text.strip():
        yield block
        return
    first, rest = cut(block, found.start("label"))
    label, rest = cut(rest, len(found["label"]))
    if first.inlines:
        yield first
    yield label
    if rest.inlines:
        yield from _cut_at(rest, joined)


# --- labels over what is set off ----------------------------------------------------------


def labels_of_what_is_set_off(
    passages: Sequence[tuple[str, Sequence[SourceBlock]]],
) -> frozenset[str]:
    """List the labels whose words are in a box or in italics, and end with these.

    Args:
        passages: the label of each division, and what follows it.
    """
    seen: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for label, blocks in passages:
        if label and blocks:
            seen[folded(label)].append((set_off(blocks), len(blocks)))
    return frozenset(
        label
        for label, ends in seen.items()
        if len(ends) >= _FEWEST and all(end for end, _ in ends)
    )


def set_off(blocks: Sequence[SourceBlock]) -> int:
    """Count the blocks in a box or in italics with which blocks begin."""
    if not blocks:
        return 0
    boxed = blocks[0].boxed > 0
    return next(
        (
            at
            for at, block in enumerate(blocks)
            if not (block.boxed > 0 if boxed else is_italic(block))
        ),
        len(blocks),
    )
