"""Merge three versions of a text: as sent out, as in the draft now, as it came back.

Paragraphs (and lists, tables and other blocks) are the units. Where both sides changed the same
unit in different ways, both are kept and marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from s55.records import dataclass
from s55.returns.word.texts import slices_of
from s55.richtext.conflicts import both


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged text, and how many conflicts are marked in it."""

    text: str
    conflicts: int


def merged(base: str, ours: str, theirs: str) -> Merged:
    """Merge three versions of a text: as sent out, as in the draft now, as it came back."""
    if _same(ours, theirs) or _same(base, theirs):
        return Merged(ours, 0)
    if _same(base, ours):
        return Merged(theirs, 0)
    units = [[source for _, source in slices_of(text)] for text in (base, ours, theirs)]
    parts: list[str] = []
    conflicts = 0
    for before, mine, other in _one_by_one(_regions(*units)):
        if other in (mine, before):
            parts += mine
        elif mine == before:
            parts += other
        else:
            parts.append(both("\n\n".join(mine), "\n\n".join(other)))
            conflicts += 1
    return Merged("\n\n".join(parts) + "\n" if parts else "", conflicts)


def _same(first: str, second: str) -> bool:
    return first.strip() == second.strip()


Region = tuple[Sequence[str], Sequence[str], Sequence[str]]


def _regions(base: list[str], ours: list[str], theirs: list[str]) -> Iterator[Region]:
    """Align the versions: units that all three share, and between them what differs."""
    at = at_ours = at_theirs = 0
    for start, in_ours, in_theirs, length in _shared(base, ours, theirs):
        if start > at or in_ours > at_ours or in_theirs > at_theirs:
            yield base[at:start], ours[at_ours:in_ours], theirs[at_theirs:in_theirs]
        common = base[start : start + length]
        if length:
            yield common, common, common
        at, at_ours, at_theirs = start + length, in_ours + length, in_theirs + length


def _one_by_one(regions: Iterator[Region]) -> Iterator[Region]:
    """Regions in which both sides kept the number of units, unit by unit."""
    for before, mine, other in regions:
        if len(before) == len(mine) == len(other):
            for one, two, three in zip(before, mine, other, strict=True):
                yield [one], [two], [three]
        else:
            yield before, mine, other


def _shared(
    base: list[str], ours: list[str], theirs: list[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield runs of units found in all three, one unit at a time; at last an empty run."""
    in_ours, in_theirs = _places(base, ours), _places(base, theirs)
    for index in range(len(base)):
        if index in in_ours and index in in_theirs:
            yield index, in_ours[index], in_theirs[index], 1
    yield len(base), len(ours), len(theirs), 0


def _places(base: list[str], other: list[str]) -> dict[int, int]:
    matcher = SequenceMatcher(a=base, b=other, autojunk=False)
    return {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }
