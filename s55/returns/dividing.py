"""Lines that stand where several places lost their controls: which line belongs to which place."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

_LIKE = 0.6
"""How alike a line is to one that a place held, if it is that line, edited."""
_AHEAD = 0.15
"""How much more alike it is to that place's lines than to any other's."""


def divided(lines: Sequence[str], texts: Sequence[Sequence[str]]) -> list[int | None]:
    """The place of each line, or None where that is not certain.

    Args:
        lines: what stands there now, in order.
        texts: the lines that each place held when the file was made, in the places' order.

    Returns:
        for each line the number of its place. Lines that are like those of a place are its own,
        and so is what stands between two of them. Where the order of the places does not come
        out, nothing is certain.
    """
    owners = [_owner(line, texts) for line in lines]
    sure = [owner for owner in owners if owner is not None]
    if sure != sorted(sure):
        return [None] * len(lines)
    for index, owner in enumerate(owners):
        if owner is None:
            before = next((one for one in reversed(owners[:index]) if one is not None), None)
            after = next((one for one in owners[index:] if one is not None), None)
            if before is not None and before == after:
                owners[index] = before
    return owners


def _owner(line: str, texts: Sequence[Sequence[str]]) -> int | None:
    rated = sorted(
        ((max((_likeness(line, one) for one in held), default=0.0), number)
         for number, held in enumerate(texts)),
        reverse=True,
    )  # fmt: skip
    (best, number), *others = rated
    second = others[0][0] if others else 0.0
    return number if best >= _LIKE and best - second >= _AHEAD else None


def _likeness(line: str, other: str) -> float:
    return SequenceMatcher(a=line, b=other, autojunk=False).ratio()
