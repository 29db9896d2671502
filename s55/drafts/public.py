"""Publish a response as data: JSON without what is for the office alone."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel

from s55.model.base import OfficeOnly
from s55.model.response import Response


def response_json(response: Response) -> bytes:
    """Write the response as JSON in UTF-8: fields in the order of the draft, without absent ones.

    Whatever the model marks as :class:`~s55.model.base.OfficeOnly` is not in it.
    """
    return (json.dumps(public(response), ensure_ascii=False, indent=2) + "\n").encode()


def public(record: BaseModel) -> dict[str, Any]:
    """Convert a record to data, without office-only fields at any depth."""
    return {
        name: _public_value(value)
        for name, field in type(record).model_fields.items()
        if (value := getattr(record, name)) not in (None, (), {})
        and not any(isinstance(mark, OfficeOnly) for mark in field.metadata)
    }


def _public_value(value: object) -> Any:
    match value:
        case BaseModel():
            return public(value)
        case tuple():
            return [_public_value(part) for part in value]
        case dict():
            return {key: _public_value(part) for key, part in value.items()}
        case bool() | int():
            return value
        case _:
            return str(value)
