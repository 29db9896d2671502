"""Write the register as JSON, for other programs: stable keys, dates as 2026-11-22."""

from __future__ import annotations

from datetime import date

from pydantic_core import to_json as to_json_text

from s55.templating.register_manifest import RegisterWords
from s55.views.lists import InspectionRow, ItemRow
from s55.views.register import INSPECTION_COLUMNS, ITEM_COLUMNS, Column, Register

FORMAT = 1
"""The version of this format."""


def to_json(register: Register) -> bytes:
    """Write the register with its items and inspections; what is not recorded is null."""
    words = register.words
    data = {
        "format": FORMAT,
        "title": register.document_title,
        "office": register.author,
        "dated": register.dated.isoformat(),
        "items": [
            {
                **_record(row, ITEM_COLUMNS, words),
                "mark": row.mark.value if row.mark else None,
                "pace": _pace(row),
                "is_open": row.is_open,
            }
            for row in register.items
        ],
        "inspections": [_record(row, INSPECTION_COLUMNS, words) for row in register.inspections],
    }
    return to_json_text(data, indent=2) + b"\n"


def _record(
    row: ItemRow | InspectionRow, columns: tuple[Column, ...], words: RegisterWords
) -> dict[str, object]:
    first, *others = columns
    return {
        first.key: _value(first.of(row, words)),
        "draft": row.draft,
        **{column.key: _value(column.of(row, words)) for column in others},
    }


def _pace(row: ItemRow) -> str | None:
    """Give the name of an item's pace, which is the same in every language; None for none."""
    return row.pace.name.lower() if row.pace else None


def _value(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "" else value
