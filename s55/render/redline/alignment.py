"""Find which paragraphs, tables and rows of two texts belong together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from difflib import SequenceMatcher

Pair = tuple[int | None, int | None]
"""Places in the old and the new sequence; None where the other has no counterpart."""

WORD = re.compile(r"\w+")
_ALIKE = 0.4
"""The least share of common words of two that belong together."""


def words_of(text: str) -> Counter[str]:
    """Count the words of a text, whatever their case."""
    return Counter(WORD.findall(text.casefold()))


def alike(old: Counter[str], new: Counter[str]) -> float:
    """Return the share of words that two texts have in common, 0 to 1."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0


def aligned(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    similarity: Callable[[int, int], float | None],
) -> list[Pair]:
    """Pair what is equal or alike, in the order of both; what was deleted precedes what came.

    Args:
        old: keys of the old sequence; equal keys mean equal things.
        new: keys of the new sequence.
        similarity: how alike two things at these places are, 0 to 1; None where they are of
            different kinds and cannot be paired.
    """
    pairs: list[Pair] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        olds, news = range(old_from, old_to), range(new_from, new_to)
        if kind == "equal":
            pairs += zip(olds, news, strict=True)
        else:
            pairs += _in_gap(olds, news, similarity)
    return pairs


def _in_gap(olds: range, news: range, similarity: Callable[[int, int], float | None]) -> list[Pair]:
    """Pair what lies between equal things: the best sum of likenesses, in the order of both."""
    likeness = {(i, j): similarity(i, j) for i in olds for j in news}
    best: dict[Pair, float] = {}
    for i in reversed(olds):
        for j in reversed(news):
            together = likeness[i, j] or 0.0
            paired = together + best.get((i + 1, j + 1), 0.0) if together >= _ALIKE else 0.0
            best[i, j] = max(paired, best.get((i + 1, j), 0.0), best.get((i, j + 1), 0.0))
    found: list[tuple[int, int]] = []
    i, j = olds.start, news.start
    while i < olds.stop and j < news.stop:
        if best[i, j] == best.get((i + 1, j), 0.0):
            i += 1
        elif best[i, j] == best.get((i, j + 1), 0.0):
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return _with_single_pairs(olds, news, found, likeness)


def _with_single_pairs(
    olds: range,
    news: range,
    found: list[tuple[int, int]],
    likeness: dict[tuple[int, int], float | None],
) -> list[Pair]:
    """Pair also one of a kind with the only one in its place, whatever it says."""
    pairs: list[Pair] = []
    i, j = olds.start, news.start
    for old, new in (*found, (olds.stop, news.stop)):
        gone, come = range(i, old), range(j, new)
        if len(gone) == len(come) == 1 and likeness[i, j] is not None:
            pairs.append((i, j))
        else:
            pairs += ((one, None) for one in gone)
            pairs += ((None, one) for one in come)
        if old < olds.stop:
            pairs.append((old, new))
        i, j = old + 1, new + 1
    return pairs
