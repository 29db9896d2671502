"""The base of every model, and the kinds of text and date a draft holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHITE_SPACE = re.compile(r"[ \t\r\n]+")


class Model(BaseModel):
    """A frozen record that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """Marks a field whose text is Markdown (docs/text.md), and so is checked as such."""


@dataclass(frozen=True, slots=True)
class OfficeOnly:
    """Marks a field that never leaves the office: it is in no document and in no data file."""


def _one_line(value: object) -> object:
    """Fold white space, so that a title wrapped in the YAML is one line; keep no-break spaces."""
    if not isinstance(value, str):
        return value
    folded = _WHITE_SPACE.sub(" ", value).strip(" ")
    if not folded:
        raise ValueError("is empty")
    return folded


def iso_date(value: object) -> object:
    """Take a date as ``2023-07-07`` and nothing else, so that no number is read as a date."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not _ISO_DATE.fullmatch(value.strip()):
        raise ValueError("is not a date written as year-month-day, for example 2023-07-07")
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        raise ValueError("is a date that does not exist") from None


def _as_printed(value: object) -> object:
    """A number as the report prints it: 2, 2a, 1.10; kept as text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _one_line(value)


Line = Annotated[str, BeforeValidator(_one_line), Field(max_length=2000)]
"""Text of one line."""

Markdown = Annotated[str, MarkdownText(), Field(max_length=500_000)]
"""Text of any length, in Markdown."""

IsoDate = Annotated[
    date, BeforeValidator(iso_date), WithJsonSchema({"type": "string", "format": "date"})
]
"""A calendar date in Europe/London."""

ItemNumber = Annotated[
    str,
    BeforeValidator(_as_printed),
    Field(max_length=20),
    WithJsonSchema({"anyOf": [{"type": "string", "maxLength": 20}, {"type": "number"}]}),
]
"""An item's own number, as the report prints it."""
