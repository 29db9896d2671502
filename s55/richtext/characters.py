"""The characters that no document can hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from s55.problems import Problem, error

_ALLOWED_CONTROLS = frozenset("\n\t")
_UNPRINTABLE_CATEGORIES = frozenset({"Cc", "Cs"})


def is_forbidden(character: str) -> bool:
    """Whether no document can hold the character: controls, surrogates, noncharacters."""
    if character in _ALLOWED_CONTROLS:
        return False
    code = ord(character)
    return (
        unicodedata.category(character) in _UNPRINTABLE_CATEGORIES
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
    )


def character_problems(text: str) -> Iterator[Problem]:
    """T203 for every character that no document can hold; lines counted from 1."""
    for number, line in enumerate(text.split("\n"), start=1):
        for column, character in enumerate(line, start=1):
            if is_forbidden(character):
                yield error(
                    "T203",
                    f"the text holds a character that cannot be printed (U+{ord(character):04X})",
                    "Delete it; it often comes with text copied from a PDF.",
                    line=number,
                    column=column,
                )
