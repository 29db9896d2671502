"""Find the characters that no document can hold: invisible, or in no font."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from s55.problems import Problem, error

_ALLOWED_CONTROLS = frozenset("\n\t")
_UNPRINTABLE_CATEGORIES = frozenset({"Cc", "Co", "Cs", "Zl", "Zp"})
_BYTE_ORDER_MARK = "\ufeff"
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Controls of the direction of writing: with them, a text can show something it does not say."""

LISTED_LINE = re.compile(r"\s*(?:[-–—*+]|\(?(?:[a-z]|[ivx]{2,4}|\d{1,3})[.)])\s+\S")
"""A line that somebody typed as an entry of a list; typed bullets are T211."""
FEWEST_LISTED = 2
"""As many such lines are a list."""


def shows_nothing(text: str) -> bool:
    """Whether a text holds only white space and characters without a shape."""
    return all(one.isspace() or unicodedata.category(one) == "Cf" for one in text)


def is_forbidden(character: str) -> bool:
    """Whether no document can hold the character.

    These are controls, surrogates, noncharacters, private-use characters (the bullets of many
    PDFs), the line and paragraph separators, which end a line in YAML and nowhere else, the byte
    order mark, and the controls of the direction of writing.
    """
    if character in _ALLOWED_CONTROLS:
        return False
    code = ord(character)
    return (
        unicodedata.category(character) in _UNPRINTABLE_CATEGORIES
        or character == _BYTE_ORDER_MARK
        or character in _TURNING
        or code & 0xFFFE == 0xFFFE
        or 0xFDD0 <= code <= 0xFDEF
    )


def character_problems(text: str) -> Iterator[Problem]:
    """Report T203 for every character that no document can hold; lines counted from 1."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.isprintable():  # nearly every line, and none of them holds one
            continue
        for column, character in enumerate(line.removesuffix("\r"), start=1):
            if is_forbidden(character):
                yield unprintable(character, number, column)


def unprintable(character: str, line: int, column: int | None = None) -> Problem:
    """Report T203 for one character."""
    return error(
        "T203",
        f"the text holds a character that cannot be printed (U+{ord(character):04X})",
        "Delete it and type the text again; such characters often come with text "
        "copied from a PDF.",
        line=line,
        column=column,
    )
