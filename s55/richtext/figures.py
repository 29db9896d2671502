"""Write raised and lowered figures as characters, which survive in every format."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789+-\u2212=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-\u2212=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def raised(text: str) -> str | None:
    """Write figures as raised characters; None where Unicode has not all of them."""
    return _shifted(text, _RAISED)


def lowered(text: str) -> str | None:
    """Write figures as lowered characters; None where Unicode has not all of them."""
    return _shifted(text, _LOWERED)


def _shifted(text: str, table: dict[int, int]) -> str | None:
    known = all(ord(character) in table or character.isspace() for character in text)
    return text.translate(table) if known and any(map(str.isalnum, text)) else None
