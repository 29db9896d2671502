"""Read an item that is set out under labels: what is recommended, who should do it, by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from s55.importers.reports import words
from s55.importers.reports.facts.dates import time_of
from s55.importers.reports.findings import FoundItem, is_bullet
from s55.importers.reports.forms.heads import WHAT, WHEN, WHO, WHY
from s55.importers.source import SourceBlock
from s55.records import dataclass

_LABELS = (("when", WHEN), ("why", WHY), ("what", WHAT), ("who", WHO))
_LONGEST = 60
"""Characters of the longest label."""


def label_of(block: SourceBlock) -> tuple[str, str]:
    """Tell what a label is over, and what stands behind it on its line; '' and '' for no label."""
    line = " ".join(block.text.split())
    name, colon, value = line.partition(":")
    if is_bullet(block) or block.cells or len(name) > _LONGEST or name.endswith("."):
        return "", ""
    if not name or (value and len(value) > 2 * _LONGEST):
        return "", ""
    found = next((label for label, pattern in _LABELS if pattern.fullmatch(name)), "")
    if found != "why" and name.lower().startswith(("what", "who ")) and not _asks(name):
        return "", ""  # a chapter: 'Who we spoke to', 'What the force has done'
    return (found, value.strip()) if found and (colon or not value) else ("", "")


def _asks(label: str) -> bool:
    is_who = bool(re.match(r"who\s+(?:is|has|leads?|owns?|acts?|it|this)\b", label, re.IGNORECASE))
    asks = words.item_heading(label) is not None or words.asks_in_heading(label)
    return is_who or asks or bool(words.MODAL.search(label))


@dataclass(frozen=True, slots=True)
class Fields:
    """What stands under the labels of an item: the blocks of what is asked, whom and by when."""

    asked: tuple[SourceBlock, ...]
    who: str
    when: str


def fields_of(blocks: Sequence[SourceBlock]) -> Fields | None:
    """Divide what belongs to an item by its labels; None where it has none for whom or when.

    What follows a label with its value on the same line is under no label.
    """
    found: dict[str, list[SourceBlock]] = {"": []}
    said: dict[str, str] = {}
    current = ""
    for block in blocks:
        label, value = label_of(block)
        if label:
            current = _AFTER if value else label
            found.setdefault(current, [])
            said[label] = value
        else:
            found[current].append(block)
    asked = found.get("what") or found[""] or found.get(_AFTER)
    if not asked or not {"who", "when"} & {*said}:
        return None
    who, when = (
        " ".join([said.get(name, ""), *(block.text for block in found.get(name, ()))]).strip()
        for name in ("who", "when")
    )
    return Fields(tuple(asked), who, when)


_AFTER = "after"


def completed(item: FoundItem) -> FoundItem:
    """Take the labels in an item for whom it asks and by when, and out of its text."""
    fields = fields_of(item.blocks)
    if fields is None:
        return item
    due_words, due = time_of(fields.when)
    return replace(
        item,
        blocks=fields.asked,
        addressee=item.addressee or fields.who,
        due_words=item.due_words or due_words,
        due=item.due or due,
    )
