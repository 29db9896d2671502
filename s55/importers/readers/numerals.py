"""The numbers and letters that lists count with."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS = 26


def list_number(value: int, style: str) -> str:
    """``value`` as HTML's list types write it: '1', 'a', 'A', 'i' or 'I'; others in digits."""
    if style.lower() == "a" and 0 < value <= _LETTERS**2:
        # Word doubles the letter after z, HTML counts on with aa, ab: both are rare, and alike.
        shown = _letters(value)
    elif style.lower() == "i" and 0 < value < 4000:
        shown = _roman(value)
    else:
        return str(value)
    return shown.upper() if style.isupper() else shown


def _letters(value: int) -> str:
    shown = ""
    while value:
        value, rest = divmod(value - 1, _LETTERS)
        shown = chr(ord("a") + rest) + shown
    return shown


def _roman(value: int) -> str:
    shown = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        shown += letters * count
    return shown
