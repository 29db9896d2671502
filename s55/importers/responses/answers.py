"""What the force answered to an item: its action, its owner, its target date and its status."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from s55.importers.responses.blocks import markdown_from
from s55.importers.responses.form import FilledForm, Forms
from s55.importers.responses.text import date_in
from s55.importers.source import BlockKind, SourceBlock
from s55.model.response import ItemStatus

_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)? [A-Za-z]+ \d{4}|[\d/.-]+")
_LINE = ("owner", "target_date", "status")


def without_answers(
    reply: Sequence[SourceBlock], forms: Forms
) -> tuple[list[SourceBlock], dict[str, Any]]:
    """The chief officer's comments on an item, and what the force answered below them.

    Args:
        reply: what stands below the item's heading and quotation.
        forms: the form's own words.

    Returns:
        the blocks of the comments, and the answers for the model.
    """
    blocks = list(reply)
    answers: dict[str, Any] = {}
    if blocks and blocks[-1].kind is BlockKind.PARAGRAPH:
        answers = _line(blocks[-1].text, forms)
        if answers:
            blocks.pop()
    for index, block in enumerate(blocks):
        if forms.is_label(block.text, "force_action"):
            if text := markdown_from(blocks[index + 1 :]):
                answers["force_action"] = text
            return blocks[:index], answers
    return blocks, answers


def _line(text: str, forms: Forms) -> dict[str, Any]:
    """Owner, target date and status of a line that says these and nothing else; {} for others."""
    said = " ".join(text.split())
    for form in forms.filled:
        found = re.fullmatch(_pattern(form.labels), said, re.IGNORECASE)
        if not found or not any(found.groupdict().values()):
            continue
        answers = dict(_answers(found.groupdict(), form))
        if set(answers) == {name for name, words in found.groupdict().items() if words}:
            return answers
    return {}


def _pattern(labels: Mapping[str, str]) -> str:
    """'Owner: …; target date: …; status: …', each of which may be missing."""
    parts = (rf"(?:{re.escape(labels[name])}\s*(?P<{name}>.+?)\s*(?:;\s*|$))?" for name in _LINE)
    return "".join(parts)


def _answers(found: Mapping[str, str | None], form: FilledForm) -> Iterator[tuple[str, Any]]:
    for name, words in found.items():
        if words is None:
            continue
        match name:
            case "target_date":
                if _DAY.fullmatch(words) and (day := date_in(words)) is not None:
                    yield name, day
            case "status":
                yield from (("status", one) for one in ItemStatus if words == _words(one, form))
            case _:
                yield name, words


def _words(status: ItemStatus, form: FilledForm) -> str:
    return form.labels[f"status_{status.name.lower()}"]
