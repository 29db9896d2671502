"""Quote texts in CSV, so that a spreadsheet shows them as they are, and read them back."""

from __future__ import annotations

import re

FORMULA_SIGNS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""Signs that can begin a formula; the last four are the wide ones of East Asia."""

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_RETYPED = re.compile(
    # A number that is written in another way than a spreadsheet would write it, a time or a date.
    r"0\d+|\d+\.\d*0|\.\d+|\d+\.|\d{16,}|\d+(?:\.\d+)?e[+-]?\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?"
    rf"|\d+(?:[-/:.]\d+){{2}}|\d+[-/:]\d+|\d{{1,2}}[ -]?{_MONTH}(?:[ -]\d+)?|{_MONTH}[ -]?\d+"
    r"|true|false",
    re.IGNORECASE,
)


def quoted(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could take for something else.

    That is a formula, or what it would turn into another number or a date, such as 1.10 or 2-3.
    """
    return f"'{text}" if _is_in_danger(text) else text


def without_formula(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could take for a formula, and no other."""
    return f"'{text}" if text.strip(" \xa0").startswith(FORMULA_SIGNS) else text


def unquoted(text: str) -> str:
    """Take off the apostrophe that :func:`quoted` put before a text."""
    return text[1:] if text.startswith("'") and _is_in_danger(text[1:]) else text


def _is_in_danger(text: str) -> bool:
    bare = text.lstrip("'").strip(" \xa0")  # one that is quoted already is quoted once more
    return bare.startswith(FORMULA_SIGNS) or _RETYPED.fullmatch(bare) is not None
