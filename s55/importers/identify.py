"""Decide whether a file is an inspection report or a past Section 55 response."""

from __future__ import annotations

import re

from s55.importers.imported import DocumentKind
from s55.importers.source import Source

_RESPONSE: tuple[tuple[str, float], ...] = (
    (r"for office use only", 3.0),
    (r"section\s+55\b.{0,80}\brespon", 3.0),
    (r"respon\w+.{0,60}\bsection\s+55\b", 3.0),
    (r"section\s+55\s*\(?5\)?\s+of\s+the\s+police\s+act", 2.0),
    (r"response\s+deadline|date\s+response\s+due|within\s+56\s+days", 2.0),
    (r"(?:police\s+and\s+crime\s+commissioner|PCC)[’']?s?\s+(?:response|comments?)\b", 2.0),
    (r"chief\s+(?:constable|officer)[’']?s?\s+(?:response|comments?)\b", 1.5),
)
_REPORT: tuple[tuple[str, float], ...] = (
    (r"\ban\s+inspection\s+of\b", 2.0),
    (r"joint\s+targeted\s+area\s+inspection", 2.0),
    (r"we\s+set\s+out\s+our\s+(?:detailed\s+|main\s+)?findings", 2.0),
    (r"\b(?:our|this)\s+inspection\b", 1.0),
    (r"\bwe\s+(?:found|inspected|identified)\b", 1.0),
    (r"\bHMIC(?:FRS)?\s+\d{4}|©\s*HMIC", 1.5),
)
_OPENING = 12_000
"""Characters at the beginning to search; the office-use list is at the end."""


def identify(source: Source) -> DocumentKind:
    """Tell a report from a response: by the data that a file carries, else by its words."""
    names = {name for name, _ in source.attachments}
    if "response.json" in names or source.controls:
        return DocumentKind.RESPONSE
    text = "\n".join(block.text for block in source.blocks)
    opening, end = text[:_OPENING], text[-4_000:]
    response = _weight(_RESPONSE, f"{opening}\n{end}")
    report = _weight(_REPORT, opening)
    return DocumentKind.RESPONSE if response >= 3.0 and response > report else DocumentKind.REPORT


def _weight(signs: tuple[tuple[str, float], ...], text: str) -> float:
    flags = re.IGNORECASE | re.DOTALL
    return sum(weight for pattern, weight in signs if re.search(pattern, text, flags))
