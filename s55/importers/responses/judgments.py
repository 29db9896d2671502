"""The graded judgments, where the key findings give them in a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from s55.importers.responses.form import Forms
from s55.importers.responses.text import text_of
from s55.importers.source import BlockKind, SourceBlock
from s55.model.inspection import Grade

_GRADES = {grade.value for grade in Grade}


def take_judgments(
    blocks: Sequence[SourceBlock], forms: Forms
) -> tuple[dict[str, Any] | None, list[SourceBlock]]:
    """The judgments, and the key findings without their table.

    A table that text follows stays where it stands: the form prints its own after the text.
    """
    start = next((i for i, block in enumerate(blocks) if _is_graded(blocks, i)), None)
    if start is None:
        return None, list(blocks)
    end = start
    while end < len(blocks) and blocks[end].table == blocks[start].table:
        end += 1
    rows = [_row(block) for block in blocks[start:end] if _grade(block)]
    judgments: dict[str, Any] = {"items": rows}
    if end < len(blocks):
        return judgments | {"shown": False}, list(blocks)
    before = list(blocks[:start])
    if before and forms.is_label(before[-1].text, "judgments_caption"):
        before.pop()
    return judgments, before


def _is_graded(blocks: Sequence[SourceBlock], index: int) -> bool:
    """Whether a table of areas and grades begins here."""
    first = blocks[index]
    if first.kind is not BlockKind.TABLE_ROW or len(first.cells) != 2:
        return False
    if index and blocks[index - 1].table == first.table:
        return False
    rows = [block for block in blocks[index:] if block.table == first.table]
    graded = [bool(_grade(row)) for row in rows]
    return all(graded[1:]) and sum(graded) >= 1


def _grade(block: SourceBlock) -> str:
    text = text_of(block.cells[-1]).lower() if len(block.cells) == 2 else ""
    return text if text in _GRADES else ""


def _row(block: SourceBlock) -> dict[str, str]:
    return {"area": text_of(block.cells[0]), "grade": _grade(block)}
