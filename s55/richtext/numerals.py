"""Count in letters and roman numbers, as the entries of a list are marked: (a), (b), or i., ii.

After z come aa, bb, cc, as Word counts (ECMA-376 part 1, 17.18.59, ``lowerLetter``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from s55.records import dataclass

STYLES = ("1", "a", "A", "i", "I")
"""Figures, letters and roman numbers; each is named by the first of its numerals."""

DELIMITERS = (".", ")", "()")
"""What stands after a numeral, or on both of its sides."""

LETTERS = 26
_MOST_REPEATED = 3
_MOST_ROMAN = 3999
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN_NUMERAL = re.compile(
    "m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.ASCII
)
_FIGURES = {letter: value for value, letter in _ROMAN if len(letter) == 1}

LAST: Mapping[str, int] = MappingProxyType(
    {
        "1": 999_999_999,
        "a": LETTERS * _MOST_REPEATED,
        "A": LETTERS * _MOST_REPEATED,
        "i": _MOST_ROMAN,
        "I": _MOST_ROMAN,
    }
)
"""The largest number of each style."""


def numeral(style: str, value: int) -> str:
    """Write a number in a style; in figures where the style cannot say it (zero, for example)."""
    if style == "1" or not 1 <= value <= LAST[style]:
        return str(value)
    written = _letters(value) if style in "aA" else _roman(value)
    return written.upper() if style in "AI" else written


def _letters(value: int) -> str:
    times, letter = divmod(value - 1, LETTERS)
    return chr(ord("a") + letter) * (times + 1)


def _roman(value: int) -> str:
    written = ""
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        written += sign * times
    return written


def value_of(style: str, written: str) -> int | None:
    """Read a numeral of a style; None where it is none."""
    if style == "1":
        return int(written) if re.fullmatch("[0-9]{1,9}", written) else None
    if not written.isascii() or not (written.isupper() if style in "AI" else written.islower()):
        return None
    low = written.lower()
    if style in "aA":
        alike = low.isalpha() and low == low[0] * len(low) and len(low) <= _MOST_REPEATED
        return ord(low[0]) - ord("a") + 1 + LETTERS * (len(low) - 1) if alike else None
    if not _ROMAN_NUMERAL.fullmatch(low):
        return None
    figures = [_FIGURES[letter] for letter in low]
    return sum(
        -one if index + 1 < len(figures) and figures[index + 1] > one else one
        for index, one in enumerate(figures)
    )


def marked(style: str, value: int, delimiter: str) -> str:
    """Write what stands before an entry of a list: ``(a)``, ``ii.`` or ``3)``."""
    before, after = ("(", ")") if delimiter == "()" else ("", delimiter)
    return f"{before}{numeral(style, value)}{after}"


@dataclass(frozen=True, slots=True)
class Mark:
    """A numeral and its delimiter, as typed at the beginning of a line.

    Attributes:
        written: the numeral.
        delimiter: one of :data:`DELIMITERS`.
        length: how many characters both have.
    """

    written: str
    delimiter: str
    length: int

    def value(self, style: str) -> int | None:
        """Return its number in a style; None where it is no numeral of that style."""
        return value_of(style, self.written)

    def opens(self, following: Mark) -> tuple[str, int] | None:
        """Return the style and number of a list that these two begin, if the second follows."""
        if self.delimiter != following.delimiter:
            return None
        for style in STYLES:
            value = self.value(style)
            if value is not None and following.value(style) == value + 1:
                return style, value
        return None


_MARK = re.compile(r"(\()?([A-Za-z]{1,15}|(?(1)[0-9]{1,9}|(?!)))([.)])(?=[ \t]|$)", re.ASCII)


def mark_at(text: str, start: int = 0, end: int | None = None) -> Mark | None:
    """Find the mark of a list with letters, roman numbers, or figures in brackets.

    ``1.`` and ``1)`` are CommonMark's own and none of these.
    """
    end = len(text) if end is None else end
    found = _MARK.match(text, start, end)
    if found is None or (found[1] and found[3] != ")"):
        return None
    mark = Mark(found[2], "()" if found[1] else found[3], found.end() - start)
    return mark if any(mark.value(style) is not None for style in STYLES) else None
