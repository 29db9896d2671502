"""Setting one list of short texts in YAML that people write; every other byte stays as it was."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from s55.sources.editing import EditError, last_index
from s55.sources.reading import read_tree
from s55.sources.texts_editing import quoted, short_text
from s55.sources.tree import Items, Loc, Scalar, data_of, value_at

_FLOW_MARKS = frozenset(",[]{}")


def set_short_list(text: str, loc: Loc, entries: Sequence[str]) -> str:
    """The text with the list at ``loc`` holding exactly ``entries``, written as it was written.

    Args:
        text: YAML without problems, whose top level is a mapping.
        loc: the path of the list, which the text holds.
        entries: its new entries, at least one.

    Raises:
        EditError: when the list cannot be written without touching something else.
    """
    root, problems = read_tree(text)
    if root is None or problems:
        raise EditError("the text has problems of its own")
    held = value_at(root, loc)
    if not isinstance(held, Items) or not held.items or not entries:
        raise EditError("the place holds no list")
    if not all(isinstance(item, Scalar) for item in held.items):
        raise EditError("the list holds more than short texts")
    edited = _edited(text, held, entries)
    after, broken = read_tree(edited)
    if after is None or broken:
        raise EditError("the edited text would not be valid")
    expected: Any = copy.deepcopy(data_of(root))
    place = expected
    for part in loc[:-1]:
        place = place[part]
    place[loc[-1]] = list(entries)
    if data_of(after) != expected:
        raise EditError("the edit would change something else")
    return edited


def _edited(text: str, held: Items, entries: Sequence[str]) -> str:
    start, end = held.start.index, last_index(held, text)
    if "#" in text[start:end]:
        raise EditError("a remark, or another #, stands among the entries of the list")
    if held.flow:
        written = f"[{', '.join(_in_brackets(entry) for entry in entries)}]"
    else:
        newline = "\r\n" if "\r\n" in text else "\n"
        between = newline + " " * (held.start.column - 1)
        written = between.join(f"- {short_text(entry)}" for entry in entries)
    return text[:start] + written + text[end:]


def _in_brackets(entry: str) -> str:
    written = short_text(entry)
    return quoted(entry) if _FLOW_MARKS.intersection(written) else written
