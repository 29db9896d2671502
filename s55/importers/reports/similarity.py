"""How alike two texts are, and which items of two reports or drafts are the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

SAME = 0.9
"""Items this much alike are one item, worded again."""

RELATED = 0.6
"""Items this much alike are one item that a re-issue has changed."""

_WORD = re.compile(r"[a-z0-9£%]+")


def words_of(text: str) -> list[str]:
    """The words of a text for comparing: small letters, no marks of any kind."""
    return _WORD.findall(text.lower().replace("’", "").replace("'", ""))


def likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """From 0 to 1, by the words that two texts share in the same order."""
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < RELATED or matcher.quick_ratio() < RELATED:
        return 0.0
    return matcher.ratio()


def pairs(
    ours: Sequence[str], theirs: Sequence[str], least: float = SAME
) -> list[tuple[int, int, float]]:
    """Which texts of two lists are the same, the most alike first; each is used once."""
    left = [words_of(text) for text in ours]
    right = [words_of(text) for text in theirs]
    scores = [
        (likeness(first, second), i, j)
        for i, first in enumerate(left)
        for j, second in enumerate(right)
    ]
    found: list[tuple[int, int, float]] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    for score, i, j in sorted(scores, key=lambda entry: (-entry[0], abs(entry[1] - entry[2]))):
        if score < least:
            break
        if i not in used_left and j not in used_right:
            found.append((i, j, score))
            used_left.add(i)
            used_right.add(j)
    return sorted(found)
