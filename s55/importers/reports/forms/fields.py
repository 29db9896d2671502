"""Read an item that is set out under labels: what is recommended, who should do it, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from s55.importers.cells import before, trimmed
from s55.importers.reports import words
from s55.importers.reports.facts.dates import time_of
from s55.importers.reports.findings import FoundItem, is_bullet
from s55.importers.reports.forms.heads import held_by
from s55.importers.source import BlockKind, SourceBlock
from s55.records import dataclass
from s55.richtext.nodes import Text

_LABELS = frozenset({"when", "why", "what", "who"})
_LONGEST = 60
"""Characters of the longest label."""


def label_of(block: SourceBlock) -> tuple[str, str]:
    """Tell what a label is over, and what stands behind it on its line; '' and '' for no label."""
    line = " ".join(block.text.split())
    name, _, value = line.partition(":")
    if is_bullet(block) or block.cells or len(name) > _LONGEST or name.endswith("."):
        return "", ""
    if not name or (value and len(value) > 2 * _LONGEST) or words.leads_to_items(line):
        return "", ""
    found = held_by(name)
    if found != "why" and name.lower().startswith(("what", "who ")) and not _asks(name):
        return "", ""  # a chapter: 'Who we spoke to', 'What the force has done'
    return (found, value.strip()) if found in _LABELS else ("", "")


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
_RUN_IN = re.compile(
    r"[.;]?\s+(?P<label>(?:[A-Z]\w+(?:\s\w+){0,2})):\s+(?P<value>[^:]{2,80}?)[.;]?\s*$"
)
"""A label within a paragraph, before the last words of it: '... its vans. By when: 3 May 2025'."""


def _lines(blocks: Sequence[SourceBlock]) -> Iterator[SourceBlock]:
    """Yield blocks, with the labels at the end of a paragraph as lines of their own."""
    for block in blocks:
        text = block.text
        ends: list[str] = []
        while (found := _RUN_IN.search(text)) and _is_fact(found["label"]):
            ends.insert(0, text[found.start("label") :])
            text = text[: found.start("label")].rstrip(" ;")
        if not ends:
            yield block
            continue
        yield replace(block, inlines=tuple(trimmed(before(block.inlines, len(text)))))
        for end in ends:
            yield replace(block, kind=BlockKind.PARAGRAPH, inlines=(Text(end),), marker="", level=0)


def _is_fact(label: str) -> bool:
    return held_by(label) in {"when", "who"}


def is_fact(line: str) -> bool:
    """Tell whether a line only says whom an item is for, or by when: 'Owner: the dog unit'."""
    label, colon, value = line.partition(":")
    return bool(colon and value.strip()) and len(value) <= 2 * _LONGEST and _is_fact(label.strip())


def completed(item: FoundItem) -> FoundItem:
    """Take the labels in an item for whom it asks and by when, and out of its text."""
    fields = fields_of(tuple(_lines(item.blocks)))
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
