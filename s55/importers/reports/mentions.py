"""What looks like an item and was not taken for one, with the reason: nothing goes in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from s55.importers.reports import words
from s55.importers.reports.findings import FoundItem, LeftOut
from s55.importers.reports.outline import Part, Zone, folded
from s55.importers.source import BlockKind

_NAMES_ITEM = re.compile(
    r"\b(?:areas?\s+for\s+improvement|AFIs?|causes?\s+of\s+concern|areas?\s+for\s+priority\s+action|"
    r"recommendations?|recommend(?:s|ed)?)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:the\s+(?:force|constabulary|service)|forces|it|they|chief\s+(?:constables?|officers?)|"
    r"police|PCCs?|partners|leaders|agencies)\b(?:\s+\w+){0,2}?\s+(?:should|must|needs?\s+to)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘'“])")


def mentions(parts: Sequence[Part], items: Sequence[FoundItem]) -> list[LeftOut]:
    """Every sentence outside the items that names an item or asks for something."""
    taken = {id(block) for item in items for block in item.blocks}
    texts = [folded(item.whole) for item in items]
    found: list[LeftOut] = []
    for part in parts:
        said = folded(part.text)
        if id(part.block) in taken or any(said in text for text in texts):
            continue
        if words.item_heading(part.text) and part.zone is Zone.BODY:
            continue
        found.extend(_of_part(part))
    return found


def _of_part(part: Part) -> Iterator[LeftOut]:
    sentences = _SENTENCE.split(part.text)
    named = [s for s in sentences if _NAMES_ITEM.search(s)]
    asking = [s for s in sentences if _ASKS.search(s)]
    if not named and not (asking and part.zone is Zone.BODY):
        return
    text = " ".join(dict.fromkeys(s for s in sentences if s in named or s in asking))
    yield LeftOut(text, _why(part, bool(named)), part.block.place)


def _why(part: Part, named: bool) -> str:
    if part.zone is not Zone.BODY:
        return part.zone.value
    if words.says_none(part.text):
        return "says that there are none"
    if words.defines(part.text):
        return "explains what the term means"
    if words.recounts(part.text):
        return "recounts an earlier inspection"
    if part.block.kind is BlockKind.HEADING:
        return "a heading of the report"
    return (
        "mentioned in the running text"
        if named
        else "advice in the running text, not set out as an item"
    )
