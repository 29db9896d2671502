"""Write a response as a draft: fields in the order of the model, long text below a '|'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import get_args

from pydantic import BaseModel

from s55.drafts.new import SCHEMA_FILE
from s55.model.base import MarkdownText
from s55.model.response import Response
from s55.sources.writing import block_lines, scalar

HEAD = f"# yaml-language-server: $schema={SCHEMA_FILE}\n"
"""The first line of every draft: it names the schema by which editors check the draft."""

_APART = frozenset(
    "inspection key_findings judgments causes_of_concern recommendations areas_for_improvement "
    "chief_officer policing_body sign_off distribution office_notes".split()
)
"""The top-level keys that have a blank line before them."""
_STEP = "  "


def draft_text(response: Response, comments: Mapping[str, str] | None = None) -> str:
    """Write the draft that loads back as ``response``.

    Args:
        response: the response.
        comments: the comment on the lines before a field, without '#', by the field's path.

    Returns:
        YAML that ends with a line feed. Fields with their default value are left out.
    """
    lines = list(_Writer(comments or {}).record(response, "", ""))
    return HEAD + "\n".join(lines) + "\n"


class _Writer:
    """Writes records with the comments on their fields."""

    def __init__(self, comments: Mapping[str, str]) -> None:
        self._comments = comments

    def record(self, record: BaseModel, path: str, indent: str) -> Iterator[str]:
        """Write the lines of a record's fields."""
        for name, field in type(record).model_fields.items():
            value = getattr(record, name)
            if not field.is_required() and value in (field.get_default(), None, (), {}):
                continue
            if not path and name in _APART:
                yield ""
            field_path = f"{path}.{name}" if path else name
            yield from self._noted(field_path, indent)
            if isinstance(value, str) and _is_markdown((field.annotation, *field.metadata)):
                first, *body = block_lines(value, indent + _STEP)
                yield f"{indent}{name}: {first}"
                yield from body
            else:
                yield from self._entry(name, value, field_path, indent)

    def _noted(self, path: str, indent: str) -> Iterator[str]:
        for line in self._comments.get(path, "").splitlines():
            yield f"{indent}# {line}".rstrip()

    def _entry(self, key: str, value: object, path: str, indent: str) -> Iterator[str]:
        match value:
            case BaseModel():
                inner = list(self.record(value, path, indent + _STEP))
                yield f"{indent}{key}:" if inner else f"{indent}{key}: {{}}"
                yield from inner
            case dict():
                yield f"{indent}{key}:"
                for name, part in value.items():
                    yield from self._entry(str(name), part, f"{path}.{name}", indent + _STEP)
            case tuple():
                yield from self._list(key, value, path, indent)
            case str() if key == "number" and value.isdecimal() and value.isascii():
                yield f"{indent}{key}: {value}"
            case _:
                yield f"{indent}{key}: {_short(value)}"

    def _list(self, key: str, values: Sequence[object], path: str, indent: str) -> Iterator[str]:
        if not values:
            yield f"{indent}{key}: []"
            return
        yield f"{indent}{key}:"
        inner = indent + _STEP
        for index, value in enumerate(values):
            if isinstance(value, BaseModel):
                lines = list(self.record(value, f"{path}[{index}]", inner + _STEP))
                yield from self._noted(f"{path}[{index}]", inner)
                yield from _dashed(lines, inner)
            else:
                yield f"{inner}- {_short(value)}"


def _is_markdown(annotations: tuple[object, ...]) -> bool:
    """Whether a field holds Markdown, by its annotation or a part of it."""
    return any(
        isinstance(part, MarkdownText)
        or _is_markdown((*get_args(part), *getattr(part, "__metadata__", ())))
        for part in annotations
    )


def _dashed(lines: Sequence[str], indent: str) -> Iterator[str]:
    """Write a list's entry, with a dash before the first line that is not a comment."""
    for number, line in enumerate(lines):
        if not line.lstrip().startswith("#"):
            yield from lines[:number]
            yield f"{indent}- {line[len(indent) + len(_STEP) :]}"
            yield from lines[number + 1 :]
            return


def _short(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case Enum():
            return str(value.value)
        case str() | date():
            return scalar(value)
        case _:
            return str(value)
