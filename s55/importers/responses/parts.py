"""A past response cut into its header and its sections, by the form's headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from s55.importers.responses.form import Forms
from s55.importers.source import BlockKind, SourceBlock
from s55.templating.manifest import SectionKey

_LONGEST_HEADING = 160


@dataclass(frozen=True, slots=True)
class Parts:
    """The header and the sections of a response, each without its heading.

    Attributes:
        header: what stands before the first section.
        sections: what stands below each heading.
        headings: the headings themselves.
    """

    header: tuple[SourceBlock, ...]
    sections: Mapping[SectionKey, tuple[SourceBlock, ...]]
    headings: Mapping[SectionKey, SourceBlock]


def parts_of(blocks: Sequence[SourceBlock], forms: Forms) -> Parts:
    """Cut the blocks of a response at the headings of its sections."""
    starts = _starts(blocks, forms)
    order = sorted(starts.values())
    ends = dict(pairwise([*order, len(blocks)]))
    return Parts(
        tuple(blocks[: order[0]] if order else blocks),
        {key: tuple(blocks[start + 1 : ends[start]]) for key, start in starts.items()},
        {key: blocks[start] for key, start in starts.items()},
    )


def _starts(blocks: Sequence[SourceBlock], forms: Forms) -> dict[SectionKey, int]:
    """Where each section begins: at the highest of the headings that could begin it."""
    found: dict[SectionKey, list[int]] = {}
    for index, block in enumerate(blocks):
        if _could_be_heading(block) and (key := forms.section(block.text)):
            found.setdefault(key, []).append(index)
    return {key: min(indexes, key=lambda i: _rank(blocks[i], i)) for key, indexes in found.items()}


def _could_be_heading(block: SourceBlock) -> bool:
    return (
        block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH)
        and len(block.text) <= _LONGEST_HEADING
    ) or (block.kind is BlockKind.TABLE_ROW and len(block.cells) == 1)


def _rank(block: SourceBlock, index: int) -> tuple[int, int]:
    """Real headings before looks, high before low, early before late."""
    if block.kind is BlockKind.HEADING and block.level:
        return block.level, index
    return (7 if block.kind is BlockKind.HEADING or block.bold else 8), index
