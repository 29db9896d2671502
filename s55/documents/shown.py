"""A view that only shows: its fields of one line are words, and nothing of the draft to edit."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from s55.documents.fields import BlockField, CheckField, InlineField, PlaceField
from s55.documents.views import LogoView

T = TypeVar("T")

_AS_IT_IS = (BlockField, CheckField, PlaceField, LogoView, str)


def only_shown(view: T) -> T:
    """The view without the paths of its fields of one line.

    What a document says a second time, in another language, is no second place for the field.
    """
    made: T = _shown(view)
    return made


def _shown(part: Any) -> Any:
    if isinstance(part, InlineField):
        return replace(part, path="", picked=None)
    if isinstance(part, tuple):
        return tuple(map(_shown, part))
    if is_dataclass(part) and not isinstance(part, (*_AS_IT_IS, type)):
        return replace(part, **{one.name: _shown(getattr(part, one.name)) for one in fields(part)})
    return part
