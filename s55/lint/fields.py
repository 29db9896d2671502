"""Read from the views every field that a layout may use: name, type, meaning.

The views are data classes with docstrings that explain their attributes, so this list cannot
differ from what a layout really gets.
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import types
import typing
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from s55.model.meanings import meaning_of
from s55.records import dataclass
from s55.views import fields
from s55.views.response.contents import LogoView

_ATTRIBUTE = re.compile(r"^ {4}(?P<name>\w+): (?P<words>.+(?:\n {5,}.+)*)", re.MULTILINE)
_SECTION = re.compile(r"^Attributes:\n(?P<body>(?:(?: {4}.*)?\n?)+)", re.MULTILINE)

_WORDS = {str: "text", bool: "yes or no", int: "number"}

_IN_WORDS = MappingProxyType({"''": "empty", "()": "empty", "None": "nothing"})
"""What stands for something that is not there, in Python and in words."""

SHOWN_WHOLE: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {
        fields.InlineField: (),
        fields.BlockField: (),
        fields.CheckField: ("checked",),
        fields.PlaceField: ("label",),
        LogoView: ("alternative_text",),
    }
)
"""What a tag shows as it is, and what of its inside is for layouts too."""


@dataclass(frozen=True, slots=True)
class FieldType:
    """The type of a name in a layout.

    Attributes:
        view: the data class of what can follow after a dot, or None.
        is_list: whether it is repeated with ``{% for %}``.
        is_optional: whether it may be nothing.
        words: the type for people: 'text', 'paragraphs', 'list of items'.
    """

    view: type | None
    is_list: bool
    is_optional: bool
    words: str


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """A field of a view.

    Attributes:
        name: as a tag writes it after the dot.
        type: what it is.
        meaning: what it shows, in words.
    """

    name: str
    type: FieldType
    meaning: str


@cache
def fields_of(view: type) -> dict[str, FieldInfo]:
    """List the fields of a view by name, in their order; {} for anything else.

    A view's read-only properties count too: a layout can use them. A view can hold the labels of
    a manifest as they are.
    """
    if issubclass(view, BaseModel):
        return {
            name: FieldInfo(name, type_of(field.annotation), _plain(meaning_of(view, name)))
            for name, field in view.model_fields.items()
        }
    if not dataclasses.is_dataclass(view):
        return {}
    hints = typing.get_type_hints(view)
    meanings = _meanings(view)
    found = {
        field.name: FieldInfo(field.name, type_of(hints[field.name]), meanings.get(field.name, ""))
        for field in dataclasses.fields(view)
    }
    for name, member in inspect.getmembers(view, lambda one: isinstance(one, property)):
        if not name.startswith("_"):
            result = typing.get_type_hints(member.fget)["return"]
            found[name] = FieldInfo(name, type_of(result), _plain(inspect.getdoc(member) or ""))
    return found


def _meanings(view: type) -> dict[str, str]:
    """Read what the docstrings of a view and its bases say of each attribute."""
    found: dict[str, str] = {}
    for owner in reversed(view.__mro__):
        section = _SECTION.search(f"{inspect.cleandoc(owner.__doc__ or '')}\n")
        body = section["body"] if section else ""
        found |= {one["name"]: _plain(one["words"]) for one in _ATTRIBUTE.finditer(body)}
    return found


def _plain(words: str) -> str:
    """Say in a maintainer's words what a docstring says in a programmer's."""
    text = " ".join(words.split()).replace("``", "")
    for written, said in _IN_WORDS.items():
        text = re.sub(rf"(?<![\w']){re.escape(written)}(?![\w'])", said, text)
    return text


def type_of(hint: Any) -> FieldType:
    """Translate a type annotation of a view for layouts."""
    parts, optional = _without_none(hint)
    if typing.get_origin(parts) is tuple:
        inner = type_of(typing.get_args(parts)[0])
        return FieldType(inner.view, True, optional, f"list of {inner.words}")
    if typing.get_origin(parts) is dict:
        return FieldType(None, False, optional, "words by name")
    if isinstance(parts, type):
        view = parts if dataclasses.is_dataclass(parts) or issubclass(parts, BaseModel) else None
        return FieldType(view, False, optional, _name_of(parts))
    return FieldType(None, False, optional, "value")


def _without_none(hint: Any) -> tuple[Any, bool]:
    """Split an optional type: the type beside ``None``, and whether ``None`` was there."""
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        others = [part for part in typing.get_args(hint) if part is not type(None)]
        return others[0], len(others) < len(typing.get_args(hint))
    return hint, False


def _name_of(kind: type) -> str:
    """Name a type in words: a view by its name without 'View', in small letters."""
    if kind in _WORDS:
        return _WORDS[kind]
    if issubclass(kind, Enum):
        return "value, for 'named'"
    shown = {
        "InlineField": "line of text",
        "BlockField": "paragraphs",
        "CheckField": "check box",
        "PlaceField": "place to fill in",
        "date": "date",
    }.get(kind.__name__)
    if shown is not None:
        return shown
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", kind.__name__.removesuffix("View"))
    return words.lower()


@dataclass(frozen=True, slots=True)
class ListedField:
    """A field with the whole of its name, for example ``sections[].items[].text``."""

    path: str
    info: FieldInfo


def all_fields(view: type) -> list[ListedField]:
    """List every field of a view and of the views within it, in their order.

    A view that holds itself (the recommendations of an item) is described once.
    """
    return list(_walk(view, "", ()))


def _walk(view: type, before: str, within: tuple[type, ...]) -> Iterator[ListedField]:
    for info in fields_of(view).values():
        path = f"{before}{info.name}{'[]' if info.type.is_list else ''}"
        yield ListedField(path, info)
        inner = info.type.view
        if inner is None:
            continue
        if inner in SHOWN_WHOLE:
            inside = fields_of(inner)
            yield from (ListedField(f"{path}.{name}", inside[name]) for name in SHOWN_WHOLE[inner])
        elif inner not in (*within, view):
            yield from _walk(inner, f"{path}.", (*within, view))
