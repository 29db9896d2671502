"""The register as JSON, for other programs: keys that stay, dates as 2026-11-22."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from typing import Any

from s55.views.register.rows import Register

FORMAT = 1
"""The version of the form."""


def to_json(register: Register) -> bytes:
    """The register with its items and inspections; where nothing is recorded stands null."""
    data = {
        "format": FORMAT,
        "title": register.document_title,
        "office": register.author,
        "dated": register.dated.isoformat(),
        "items": [_record(row) for row in register.items],
        "inspections": [_record(row) for row in register.inspections],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _record(row: Any) -> dict[str, object]:
    values = ((field.name, getattr(row, field.name)) for field in dataclasses.fields(row))
    return {name: _value(value) for name, value in values}


def _value(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "" else value
