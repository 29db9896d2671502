"""Lists and quotations that follow each other: in Word they look like one, in a draft they are two.

Two bullet lists are told apart by what the text held before, and are written with other marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from s55.returns.word.word_text import Piece
from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import Block, BulletList, OrderedList, Quote

Shown = tuple[tuple[object, ...], ...]

_BULLET = re.compile(r"^([-*])(?= |$)", re.MULTILINE)
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?= |$)", re.MULTILINE)
_OTHER = {"-": "*", "*": "-", ".": ")", ")": "."}


def running(blocks: Sequence[Block]) -> list[int]:
    """The blocks that look like one with the block before or after them, by their numbers."""
    pairs = [
        number
        for number, (one, other) in enumerate(pairwise(blocks))
        if type(one) is type(other) and isinstance(one, BulletList | OrderedList | Quote)
    ]
    return sorted({*pairs, *(number + 1 for number in pairs)})


def stretches(pieces: Sequence[Piece], known: Sequence[set[Shown]]) -> Iterator[Sequence[Piece]]:
    """Pieces in stretches: what is one of the ``known`` blocks is one, what lies between another.

    Args:
        pieces: what stands in a place.
        known: for each block that runs together with another, the ways in which it looks in Word.
    """
    at = loose = 0
    waiting = list(known)
    while at < len(pieces):
        taken = _taken(pieces[at:], waiting)
        if taken is None:
            at += 1
            continue
        number, length = taken
        del waiting[: number + 1]
        if loose < at:
            yield pieces[loose:at]
        yield pieces[at : at + length]
        at = loose = at + length
    if loose < at:
        yield pieces[loose:]


def _taken(pieces: Sequence[Piece], known: Sequence[set[Shown]]) -> tuple[int, int] | None:
    """The first known block with which the pieces begin: its number, and how many they are."""
    for number, looks in enumerate(known):
        for look in looks:
            if not look or tuple(one.shown for one in pieces[: len(look)]) != look:
                continue
            after = pieces[len(look) : len(look) + 1]
            if all(one.depth <= bool(one.marker) for one in after):
                return number, len(look)
    return None


def joined(parts: Sequence[tuple[str, bool]]) -> str:
    """The parts of a text with a blank line between them; lists that would be one get other marks.

    Args:
        parts: each with whether it may be written otherwise.
    """
    chosen: list[str] = []
    for number, (part, free) in enumerate(parts):
        one = part.strip("\n")
        following = parts[number + 1] if number + 1 < len(parts) else ("", True)
        kept = "" if following[1] else following[0].strip("\n")
        candidates = [one, _remarked(one)] if free else [one]
        one = next((said for said in candidates if _apart([*chosen[-1:], said, kept])), one)
        chosen.append(one)
    return "\n\n".join(chosen) + "\n" if chosen else ""


def _apart(texts: Sequence[str]) -> bool:
    """Whether no block of one text is one with a block of the next."""
    said = [text for text in texts if text]
    return len(blocks_of("\n\n".join(said))) == sum(len(blocks_of(text)) for text in said)


def _remarked(text: str) -> str:
    """A list with its other marks, at its outermost level."""
    text = _BULLET.sub(lambda found: _OTHER[found[1]], text)
    return _NUMBER.sub(lambda found: found[1] + _OTHER[found[2]], text)
