"""Read an item that is set out under labels: what is recommended, who should do it, by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from s55.importers.reports import words
from s55.importers.reports.facts.dates import time_of
from s55.importers.reports.findings import FoundItem, is_bullet
from s55.importers.reports.forms.heads import WHAT, WHEN, WHO
from s55.importers.reports.outline import Part
from s55.records import dataclass

_WHY = re.compile(
    r"(?:why\b.*|(?:the\s+)?(?:reasons?|background|context|rationale|evidence)(?:\s+\w+){0,4}|"
    r"what\s+we\s+(?:found|saw|heard).*)[:?]?",
    re.IGNORECASE,
)
_LABELS = (("when", WHEN), ("why", _WHY), ("what", WHAT), ("who", WHO))
_LONGEST = 60
"""Characters of the longest label."""


def label_of(part: Part) -> tuple[str, str]:
    """Tell what a label is over, and what stands behind it on its line; '' and '' for no label."""
    line = " ".join(part.text.split())
    name, colon, value = line.partition(":")
    if is_bullet(part.block) or part.block.cells or len(name) > _LONGEST or name.endswith("."):
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
    """What stands under the labels of an item: the parts of what is asked, whom and by when."""

    asked: tuple[Part, ...]
    who: str
    when: str

    def complete(self, item: FoundItem) -> FoundItem:
        """Add to an item whom it asks and by when."""
        due_words, due = time_of(self.when)
        return replace(item, addressee=self.who, due_words=due_words, due=due)


def fields_of(body: Sequence[Part]) -> Fields | None:
    """Divide what belongs to an item by its labels; None where it has none for whom or when."""
    found: dict[str, list[Part]] = {"": []}
    said: dict[str, str] = {}
    current = ""
    for part in body:
        label, value = label_of(part)
        if label:
            current = label
            found.setdefault(label, [])
            said[label] = value
        else:
            found[current].append(part)
    asked = found.get("what") or found[""]
    if not asked or not {"who", "when"} & {*found}:
        return None
    who, when = (
        " ".join([said.get(name, ""), *(part.text for part in found.get(name, ()))]).strip()
        for name in ("who", "when")
    )
    return Fields(tuple(asked), who, when)
