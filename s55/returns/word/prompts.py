"""Take the words that ask for an answer out of the answer.

Typed into in LibreOffice (7.4 and 25.2), a prompt stays where it is not selected first.
"""

from __future__ import annotations

from collections.abc import Sequence

from s55.importers.readers.runs import Run
from s55.returns.word.word_text import TEXT, Piece


def without_prompt(text: str, prompt: str) -> str:
    """Return what was typed before, behind or into a prompt; other texts as they are."""
    start, end = _typed(text, prompt)
    return text[start:end].strip()


def pieces_without_prompt(pieces: Sequence[Piece], prompt: str) -> list[Piece]:
    """Return pieces without a prompt that is a paragraph or a part of one."""
    found = []
    for piece in pieces:
        start, end = _typed("".join(run.text for run in piece.runs), prompt)
        if piece.kind != TEXT or (start, end) == (0, sum(len(run.text) for run in piece.runs)):
            found.append(piece)
        elif start < end:
            found.append(piece._replace(runs=tuple(_cut(piece.runs, start, end))))
    return found


def _typed(text: str, prompt: str) -> tuple[int, int]:
    """Find where what was typed begins and ends."""
    if not prompt or len(text) < len(prompt):
        return 0, len(text)
    added = len(text) - len(prompt)
    same = next(
        (
            index
            for index, (one, other) in enumerate(zip(text, prompt, strict=False))
            if one != other
        ),
        len(prompt),
    )
    for start in (len(prompt), 0, same):
        if text[:start] + text[start + added :] == prompt:
            return start, start + added
    return 0, len(text)


def _cut(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """Return the runs between two characters of their text."""
    found, at = [], 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        if text:
            found.append(run._replace(text=text))
    return found
