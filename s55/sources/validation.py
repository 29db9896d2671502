"""Check a tree against a model: return the record, or every problem with its place and a hint."""

from __future__ import annotations

import difflib
import re
import types
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Annotated, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from s55.model.base import DATE_FORM, EMPTY, NO_SUCH_DATE, OTHER_FORMAT, UNLIKELY_YEAR
from s55.model.meanings import meaning_of
from s55.problems import Problem, error
from s55.sources.tree import (
    Loc,
    Node,
    Scalar,
    data_of,
    format_path,
    place_of,
    value_at,
    walk,
)

SHOWN_CHARACTERS = 40
"""How much of a wrong value a message quotes."""

ModelT = TypeVar("ModelT", bound=BaseModel)

_Words = Callable[[ErrorDetails], tuple[str, str, str]]
"""Code, message (without the field's name) and hint for an error of pydantic's."""


def validated(root: Node, model: type[ModelT]) -> tuple[ModelT | None, list[Problem]]:
    """Return the record that the tree holds, or None and problems D101 to D111."""
    try:
        return model.model_validate(data_of(root)), []
    except ValidationError as failure:
        problems = (
            _problem(root, model, details)
            for details in failure.errors()
            # A list with wrong entries is reported as too short as well: leave that out.
            if details["type"] != "too_short" or not details["input"]
        )
        return None, list({(p.line, p.column, p.code, p.message): p for p in problems}.values())


def _problem(root: Node, model: type[BaseModel], details: ErrorDetails) -> Problem:
    kind = details["type"]
    loc = _in_tree(root, details["loc"], keep_last=kind in {"missing", "extra_forbidden"})
    value = value_at(root, loc)
    if isinstance(value, Scalar) and value.text.strip().lower() == details["input"]:
        details["input"] = value.text.strip()  # as written, and not as the model compares it
    written = kind == "missing" and value is not None
    if written:
        code, message, hint = _empty_key(model, loc)
    else:
        code, message, hint = _words_for(model, loc, details)
    if kind == "missing" and not written:
        place = place_of(root, loc[:-1], of_key=True)
    else:
        place = place_of(root, loc, of_key=kind in {"missing", "extra_forbidden"})
    return error(code, message, hint, line=place.line, column=place.column, path=format_path(loc))


def _in_tree(root: Node, loc: Loc, *, keep_last: bool) -> Loc:
    """Remove the names that pydantic gives to the branches of a union from ``loc``."""
    if keep_last:
        return (*_in_tree(root, loc[:-1], keep_last=False), loc[-1])
    return tuple(step.part for step in walk(root, loc))


# --- words -------------------------------------------------------------------


def _words_for(model: type[BaseModel], loc: Loc, details: ErrorDetails) -> tuple[str, str, str]:
    """Return code, message and hint for one of pydantic's errors."""
    kind = details["type"]
    if kind == "extra_forbidden":
        return _unknown_key(model, loc)
    if kind == "missing":
        return _missing_key(model, loc)
    name = f"'{format_path(loc)}'" if loc else "the file"
    if details["input"] is None:
        return "D103", f"{name} is empty", "Write something, or delete the line."
    if kind not in _KINDS:
        return "D103", f"{name} is not right: {details['msg']}", ""
    code, what, hint = _KINDS[kind](details)
    return code, f"{name} {what}", _fitting(model, loc, kind, hint)


def _fitting(model: type[BaseModel], loc: Loc, kind: str, hint: str) -> str:
    """Make the hint for a kind of error fit the key that it is about."""
    if kind in _GROUPS:
        return hint + _asked_for(model_at(model, loc))
    if kind in _LISTS:
        return hint + _asked_for(model_at(model, (*loc, 0)))
    owner = _holder(model, loc)
    known = owner.model_fields.get(str(loc[-1])) if owner and loc else None
    if kind == EMPTY and known is not None and known.is_required():
        return "Write something."
    if kind == "string_pattern_mismatch":
        meaning = meaning_of(owner, str(loc[-1])) if owner and known else ""
        return meaning or hint
    return hint


def _asked_for(group: type[BaseModel] | None) -> str:
    """Name the keys that a group must have; nothing where the entries are plain values."""
    fields = group.model_fields.items() if group else ()
    keys = [f"'{name}:'" for name, known in fields if known.is_required()]
    return f" It needs {' and '.join(keys)}." if keys else ""


def _unknown_key(model: type[BaseModel], loc: Loc) -> tuple[str, str, str]:
    key = str(loc[-1])
    owner = _holder(model, loc)
    names = list(owner.model_fields) if owner else []
    close = difflib.get_close_matches(key, names, n=1, cutoff=0.6)
    instead = getattr(owner, "instead_of_unknown", "") or f"It can hold: {', '.join(names)}."
    hint = f"Did you mean '{close[0]}'?" if close else instead
    return "D101", f"there is no key '{key}' {_within(loc)}", hint


def _missing_key(model: type[BaseModel], loc: Loc) -> tuple[str, str, str]:
    key = str(loc[-1])
    hint = f"Add '{key}:'. {_meaning(model, loc)}".strip()
    return "D102", f"'{key}' is missing {_within(loc)}", hint


def _empty_key(model: type[BaseModel], loc: Loc) -> tuple[str, str, str]:
    """Word the error for a key that must have a value, and stands there without one."""
    key = str(loc[-1])
    hint = f"Write it beside or below '{key}:'. {_meaning(model, loc)}".strip()
    return "D102", f"'{key}' {_within(loc)} is empty", hint


def _meaning(model: type[BaseModel], loc: Loc) -> str:
    """Say what a key means; nothing where its model does not say it."""
    owner = _holder(model, loc)
    return meaning_of(owner, str(loc[-1])) if owner else ""


def _holder(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    """Find the model of the group that a key is in; a list's one entry may have no dash."""
    return model_at(model, loc[:-1]) or model_at(model, (*loc[:-1], 0))


def _within(loc: Loc) -> str:
    return f"in '{format_path(loc[:-1])}'" if len(loc) > 1 else "at the top level"


def _choices(details: ErrorDetails) -> tuple[str, str, str]:
    expected = str(details.get("ctx", {}).get("expected", ""))
    words = re.findall(r"'([^']*)'", expected)  # of members of an enumeration too
    close = difflib.get_close_matches(str(details["input"]).lower(), words, n=1)
    hint = f"Did you mean '{close[0]}'?" if close else f"Write one of: {', '.join(words)}."
    return "D103", f"cannot be '{_shown(details['input'])}'", hint


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "a group of keys"
    if isinstance(value, list):
        return "a list"
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…"


def _says(what: str, hint: str, code: str = "D103") -> _Words:
    """Word an error by ``what``, in which {} is the value."""
    return lambda details: (code, what.format(_shown(details["input"])), hint)


def _too_long(details: ErrorDetails) -> tuple[str, str, str]:
    limit = details.get("ctx", {}).get("max_length")
    if isinstance(details["input"], list | tuple):
        return "D103", f"has more than {limit} entries", "Leave some out."
    return "D103", f"is longer than {limit} characters", "Shorten it."


def _out_of_range(details: ErrorDetails) -> tuple[str, str, str]:
    context = details.get("ctx", {})
    limit = f"at least {context['ge']}" if "ge" in context else f"at most {context.get('le')}"
    shown = _shown(details["input"])
    return "D103", f"should be {limit}, but is '{shown}'", "Correct the number."


_TEXT = _says("should be text, but is '{}'", "Write text beside the key, or below it after '|'.")
_LIST = _says("should be a list, but is '{}'", "Begin each entry on a line of its own with '- '.")
_KEYS = _says(
    "should be a group of keys, but is '{}'", "Write 'key: value' lines below it, indented."
)
_TRUTH = _says("should be yes or no, but is '{}'", "Write yes or no.")
_NUMBER = _says("should be a whole number, but is '{}'", "Write digits only.")

_KINDS: Mapping[str, _Words] = types.MappingProxyType(
    {
        DATE_FORM: _says(
            "is not a date written as year-month-day: '{}'",
            "Write it like 2023-07-07, in digits and plain hyphens.",
            "D104",
        ),
        NO_SUCH_DATE: _says("is a date that does not exist: '{}'", "Correct the date.", "D104"),
        UNLIKELY_YEAR: _says("has a year that cannot be right: '{}'", "Correct the year.", "D104"),
        EMPTY: _says("is empty", "Write something, or delete the key."),
        OTHER_FORMAT: _says(
            "is '{}', a version of the draft format that this s55 cannot read",
            "Write 'format: 2', or update s55.",
            "D111",
        ),
        "enum": _choices,
        "literal_error": _choices,
        "string_type": _TEXT,
        "tuple_type": _LIST,
        "list_type": _LIST,
        "dict_type": _KEYS,
        "model_type": _KEYS,
        "model_attributes_type": _KEYS,
        "bool_parsing": _TRUTH,
        "bool_type": _TRUTH,
        "int_parsing": _NUMBER,
        "int_type": _NUMBER,
        "greater_than_equal": _out_of_range,
        "less_than_equal": _out_of_range,
        "too_short": _says(
            "is an empty list", "Give at least one entry, on a line that begins with '- '."
        ),
        "string_too_long": _too_long,
        "too_long": _too_long,
        "string_pattern_mismatch": _says(
            "is '{}', which does not have the form it needs",
            "A recipient's name has only small letters, digits and _.",
        ),
    }
)

_GROUPS = frozenset({"dict_type", "model_type", "model_attributes_type"})
_LISTS = frozenset({"tuple_type", "list_type"})

# --- models along a path -----------------------------------------------------


def model_at(model: type[BaseModel], loc: Iterable[str | int]) -> type[BaseModel] | None:
    """Find the model that a path leads to from ``model``; None where it leads elsewhere."""
    current: object = model
    for part in loc:
        current = annotation_of(current, part)
    return _models_in(current)


@lru_cache(maxsize=2000)  # the models have some hundred
def annotation_of(annotation: object, part: str | int) -> object:
    """Find the annotation of a model's field, a list's item or a dict's value; None if absent."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _annotation_of_field(annotation, str(part))
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is dict:
        return cast(object, parts[1])
    if origin in (tuple, list):
        # A list of one entry may be written without its dash.
        return cast(object, parts[0]) if isinstance(part, int) else annotation_of(parts[0], part)
    if origin in (Union, types.UnionType, Annotated):
        branches = (annotation_of(branch, part) for branch in parts)
        return next((branch for branch in branches if branch is not None), None)
    return None


def _annotation_of_field(model: type[BaseModel], name: str) -> object:
    """Return a field's annotation with the marks that pydantic has taken from it; None: absent."""
    field: FieldInfo | None = model.model_fields.get(name)
    if field is None:
        return None
    annotation: object = field.annotation
    for mark in field.metadata:
        annotation = Annotated[annotation, mark]
    return annotation


def _models_in(annotation: object) -> type[BaseModel] | None:
    """Find the model that an annotation is, or names as one of its alternatives."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, types.UnionType, Annotated):
        models = (_models_in(part) for part in get_args(annotation))
        return next((model for model in models if model is not None), None)
    return None
