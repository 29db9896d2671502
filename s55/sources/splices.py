"""Work out what changes in a YAML text when one value is set, added, removed or moved."""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Sequence
from itertools import chain, pairwise
from typing import Any

from pydantic import BaseModel

from s55.errors import S55Error
from s55.problems import Problem, error
from s55.records import dataclass
from s55.sources.comments import (
    BLOCK,
    blank_end,
    end_of,
    end_with_comments,
    keys_and_comments,
    line_end,
    start_with_comments,
)
from s55.sources.tree import (
    Entry,
    Items,
    Loc,
    Mapping,
    Node,
    Scalar,
    format_path,
    place_of,
    value_at,
)
from s55.sources.validation import model_at
from s55.sources.writing import STEP, Value, ValueWriter, Written, flow, plain

_HEADER = re.compile(r"[|>][-+0-9]*")
_COLON = re.compile(r"\s*:")
_DASH = re.compile(r"(?m)^[ ]*-")
_UP_TO_COMMA = re.compile(r"(?:[^,#]|#[^\n]*)*,")


@dataclass(frozen=True, slots=True)
class Splice:
    """A part of a text, and what comes in its place.

    Attributes:
        start: the index at which the part begins.
        end: the index after it; the same where something is only added.
        new: what comes there.
    """

    start: int
    end: int
    new: str


class EditError(S55Error):
    """The text cannot be edited at this place; nothing was changed.

    Attributes:
        reason: why, as the end of a sentence.
    """

    def __init__(self, problems: Sequence[Problem], reason: str) -> None:
        super().__init__(problems)
        self.reason = reason


def refusal(root: Node, loc: Loc, reason: str) -> EditError:
    """Refuse to edit a place (D117).

    Args:
        root: the tree of the text.
        loc: the path of the place.
        reason: why, as the end of a sentence.
    """
    place, path = place_of(root, loc), format_path(loc)
    problem = error(
        "D117",
        f"s55 cannot write '{path}' into the file: {reason}",
        "Nothing was changed. Write it by hand.",
        line=place.line,
        column=place.column,
        path=path,
    )
    return EditError([problem], reason)


def _kind(value: object) -> str:
    match value:
        case Mapping() | abc.Mapping():
            return "a group of keys"
        case Items() | list() | tuple():
            return "a list"
        case _:
            return "a text"


class Place:
    """A path in a text, held or missing, and the ways to edit it.

    Attributes:
        loc: the path.
        replaced: after an edit, the part of the text in which keys and comments went.
    """

    def __init__(self, text: str, root: Node, loc: Loc, model: type[BaseModel] | None) -> None:
        self.loc = loc
        self.replaced = 0, 0
        self._text = text
        self._root = root
        self._model = model
        self._writer = ValueWriter(model)
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._node = value_at(root, loc)
        self._owner = value_at(root, loc[:-1])
        self._entry = self._owner.get(str(loc[-1])) if isinstance(self._owner, Mapping) else None
        self._in_flow = isinstance(self._owner, Mapping | Items) and self._owner.flow

    @property
    def depth(self) -> int:
        """How deep in the tree something is added: in the value if there is one, or beside it."""
        return len(self.loc) + (self._node is not None)

    # --- set --------------------------------------------------------------------

    def set(self, value: Value) -> Splice:
        """Put the value in place."""
        if self._node is not None:
            return self._with_value(self._node, value)
        loc = self.loc[:-1]
        while (owner := value_at(self._root, loc)) is None:
            loc = loc[:-1]
        missing = self.loc[len(loc) :]
        if numbers := [part for part in missing if isinstance(part, int)]:
            raise self._refusal(f"the list has no entry {numbers[0] + 1}")
        key, added = str(missing[0]), value
        for part in reversed(missing[1:]):
            added = {str(part): added}
        if isinstance(owner, Mapping) and owner.entries:
            is_group = isinstance(value, abc.Mapping)
            return self._with_key(owner, (*loc, key), added, is_group=is_group)
        if loc and (isinstance(owner, Mapping) or (isinstance(owner, Scalar) and owner.is_null)):
            holder = Place(self._text, self._root, loc, self._model)
            return holder._with_value(owner, {key: added})
        name = f"'{format_path(loc)}'" if loc else "the file"
        raise self._refusal(f"{name} holds {_kind(owner)}, and no keys")

    def _with_value(self, old: Node, value: Value) -> Splice:
        """Put another value in place of ``old``."""
        is_null = isinstance(old, Scalar) and old.is_null
        if not is_null and _kind(old) != _kind(value):
            instead = "" if value is None else f", and not {_kind(value)}"
            raise self._refusal(f"it holds {_kind(old)}{instead}")
        if isinstance(old, Scalar):
            return self._with_scalar(old, value)
        if isinstance(old, Items):
            return self._with_list(old, value)
        start, end = self.replaced = old.start.index, end_of(old, self._text)
        if old.flow and not old.entries and not self._in_flow and value:
            return self._with_block(old, value)
        if old.flow or not value:
            return self._put(start, flow(value), end)
        indent = old.start.column - 1
        lines = self._writer.value(value, self.loc, indent - STEP)[1:]
        return self._put(start, self._newline.join(lines)[indent:], end)

    def _with_scalar(self, old: Scalar, value: Value) -> Splice:
        start, end = old.start.index, end_of(old, self._text)
        blank = start == old.end.index
        if blank and self._in_flow and self._entry:
            at, colon = self._after_key(self._entry)
            end = end if self._text[at:end].isspace() else at
            return self._put(at, f"{colon} {flow(value)}", end)
        first, *body = self._writer.value(value, self.loc, self._indent())
        if self._in_flow or (body and not first and not blank):
            return self._put(start, flow(value), end)  # also beside a key, for a word for nothing
        comment = ""
        if header := _HEADER.match(self._text, start) if old.style in BLOCK else None:
            comment = self._text[header.end() : line_end(self._text, start)].rstrip()
        elif body:
            value_end, end = end, line_end(self._text, end)
            comment = self._text[value_end:end]
            comment = comment.rstrip() if first else comment
        start = start if first else len(self._text[:start].rstrip(" \t"))
        beside = f" {first}" if first and blank else first
        return self._put(start, beside + comment + self._lines(body), end)

    def _with_list(self, old: Items, value: Any) -> Splice:
        start, end = old.start.index, end_of(old, self._text)
        if not all(isinstance(item, Scalar) for item in old.items):
            raise self._refusal("the list holds more than short texts")
        if any(start <= at < end for at, _ in keys_and_comments(self._text, self._root)):
            raise self._refusal("there is a comment between the entries of the list")
        if old.flow or not value:
            return self._put(start, flow(value), end)
        indent = old.start.column - 1
        lines = self._writer.dashes(value, self.loc, indent)
        return self._put(start, self._newline.join(lines)[indent:], end)

    def _with_block(self, old: Mapping | Items, value: Value) -> Splice:
        """Put lines below a key in place of empty braces or brackets."""
        end = line_end(self._text, old.end.index)
        start = len(self._text[: old.start.index].rstrip(" \t"))
        comment = self._text[old.end.index : end].strip()
        lines = self._writer.value(value, self.loc, self._indent())[1:]
        beside = f" {comment}" if comment else ""
        return self._put(start, beside + self._lines(lines), end)

    # --- a key that is missing ----------------------------------------------------

    def _with_key(self, owner: Mapping, loc: Loc, value: Value, *, is_group: bool) -> Splice:
        """Put a new key in a group that holds others."""
        key, last = str(loc[-1]), owner.entries[-1]
        if owner.flow:
            blank = last.value.start == last.value.end
            at = self._after_key(last)[0] if blank else last.value.end.index
            # A comma right after a colon would be part of the word before.
            space = " " if blank and self._text[at - 1] == ":" else ""
            return self._put(at, f"{space}, {plain(key)}: {flow(value)}")
        earlier = self._earlier(owner, loc, is_group=is_group)
        indent = owner.start.column - 1
        lines = self._writer.entry(key, value, loc, indent)
        if not earlier:
            at = owner.entries[0].key.start.index
            return self._put(at, self._newline.join([*lines, ""])[indent:] + " " * indent)
        at = end_with_comments(self._text, end_of(earlier[-1].value, self._text), indent)
        apart = owner is self._root and (is_group or earlier[-1] is last)
        return self._put(at, self._lines(["", *lines] if apart else lines))

    def _earlier(self, owner: Mapping, loc: Loc, *, is_group: bool) -> list[Entry]:
        """Select the entries that a new key follows: those that do not come later in the model."""
        if is_group and owner is not self._root:
            return list(owner.entries)
        known = model_at(self._model, loc[:-1]) if self._model else None
        order = {name: place for place, name in enumerate(known.model_fields if known else ())}
        own = order.get(str(loc[-1]), len(order))
        return [entry for entry in owner.entries if order.get(entry.key.text, -1) < own]

    # --- insert -----------------------------------------------------------------------

    def extended(self, entries: Sequence[Value]) -> Splice:
        """Put new entries at the end of the list at the place."""
        held = self._node
        if not isinstance(held, Items) or not held.items:
            return self._begun(entries)
        last = held.items[-1]
        if held.flow:
            return self._put(last.end.index, "".join(f", {flow([one])[1:-1]}" for one in entries))
        lines = chain.from_iterable(self._like(last, held, one) for one in entries)
        return self._put(line_end(self._text, end_of(last, self._text)), self._lines([*lines]))

    def _begun(self, entries: Sequence[Value]) -> Splice:
        """Put entries in place of a list that is empty or missing."""
        held = self._node
        if held is None or (isinstance(held, Scalar) and held.is_null):
            return self.set(entries)
        if not isinstance(held, Items):
            raise self._refusal(f"it holds {_kind(held)}, and not a list")
        if isinstance(entries[0], Written) and not self._in_flow:
            return self._with_block(held, entries)
        return self._put(held.start.index + 1, flow(entries)[1:-1])

    def inserted(self, index: int, entry: Value) -> Splice:
        """Put a new entry of the list at the place."""
        held = self._node
        if not isinstance(held, Items) or not held.items:
            return self._begun([entry])
        if held.flow and index:
            return self._put(held.items[index - 1].end.index, f", {flow([entry])[1:-1]}")
        if held.flow:
            return self._put(held.start.index + 1, f"{flow([entry])[1:-1]}, ")
        lines = self._like(held.items[max(index - 1, 0)], held, entry)
        if index:
            end = end_of(held.items[index - 1], self._text)
            return self._put(line_end(self._text, end), self._lines(lines))
        first = self._text.rfind("\n", 0, held.start.index) + 1
        at = start_with_comments(self._text, first)
        return self._put(at, self._newline.join([*lines, ""]))

    def _like(self, neighbour: Node, items: Items, entry: Value) -> list[str]:
        """Write the lines of an entry in the form of its neighbour in a list with dashes."""
        indent, gap = items.start.column - 1, STEP
        if isinstance(neighbour, Mapping):
            if neighbour.flow and not isinstance(entry, Written):
                return [f"{' ' * indent}- {flow(entry)}"]
            before = self._text[: neighbour.start.index].rpartition("\n")[2]
            if before.strip() == "-":  # else the keys are on lines below the dash
                gap = neighbour.start.column - 1 - indent
        return list(self._writer.dashes([entry], self.loc, indent, gap))

    def enlisted(self) -> Splice:
        """Put the group of keys at the place as an entry of a list."""
        group = self._node
        if not isinstance(group, Mapping):
            raise self._refusal(f"it holds {_kind(group)}, and no keys")
        start, end = group.start.index, end_of(group, self._text)
        if group.flow:
            return self._put(start, f"[{self._text[start:end]}]", end)
        first, *lines = self._text[start:end].split("\n")
        shifted = (" " * STEP + line if line.strip() else line for line in lines)
        return self._put(start, "\n".join([f"- {first}", *shifted]), end)

    # --- remove -----------------------------------------------------------------------

    @property
    def is_alone(self) -> bool:
        """Whether a key or a dash is the only one of its group or list on lines."""
        match self._owner:
            case Mapping(entries, flow=False):
                return len(entries) == 1
            case Items(items, flow=False):
                return len(items) == 1
            case _:
                return False

    def removed(self) -> Splice:
        """Leave the place out."""
        spans: list[tuple[int, int]] = []
        match self._owner:
            case Mapping(entries) if self._entry:
                number = entries.index(self._entry)
                spans = [(e.key.start.index, end_of(e.value, self._text)) for e in entries]
            case Items(items) if self._node is not None and isinstance(self.loc[-1], int):
                number = self.loc[-1]
                spans = [(one.start.index, end_of(one, self._text)) for one in items]
            case _:
                raise self._refusal("nothing is there")
        if self._in_flow:
            self.replaced = spans[number]
            return self._without_span(spans, number)
        start, end = spans[number]
        if isinstance(self._owner, Items):
            dash = _DASH.search(self._text, spans[number - 1][1]) if number else None
            start = dash.end() - 1 if dash else self._owner.start.index
        self.replaced = start, line_end(self._text, end)
        return self._without_lines(*self.replaced)

    def _without_span(self, spans: Sequence[tuple[int, int]], number: int) -> Splice:
        """Leave out an entry in braces or brackets and a comma beside it."""
        start, end = spans[number]
        before = spans[number - 1][1] if number else start
        if number < len(spans) - 1:
            comma = _UP_TO_COMMA.match(self._text, end)
            after = comma.end() if comma else end
            between = self._text[end : after - 1]
            space = (
                self._text[after : after + 1] == " " and self._text[after + 1 : after + 2] != "#"
            )
            return self._put(start, between, after + space)
        between = self._text[before:start]
        if comma := _UP_TO_COMMA.match(between):
            between = between[: comma.end() - 1] + between[comma.end() :]
        return self._put(before, between if "#" in between else "", end)

    def _without_lines(self, start: int, end: int) -> Splice:
        """Leave out the key or dash at ``start`` and its lines up to ``end``."""
        line_start = self._text.rfind("\n", 0, start) + 1
        rest = self._text[end:]
        if not self._text[line_start:start].strip():
            if not rest:  # the last line, without its end
                start = len(self._text[:line_start].removesuffix("\n").removesuffix("\r"))
                return self._put(start, "", end)
            after = rest.removeprefix("\r").removeprefix("\n")
            return self._put(line_start, "", len(self._text) - len(after))
        # The first key beside a dash: the next one takes its place, unless a comment comes first.
        following = rest.lstrip()
        if self.is_alone or following.startswith("#"):
            return self._put(start, "", end)
        return self._put(start, "", len(self._text) - len(following))

    # --- move ---------------------------------------------------------------------------

    def moved(self, index: int) -> Splice:
        """Put the entry of the list at another place of it."""
        owner, number = self._owner, self.loc[-1]
        if not isinstance(owner, Items) or not isinstance(number, int) or self._node is None:
            raise self._refusal("nothing is there")
        if owner.flow:
            raise self._refusal("the list is in brackets")
        if not 0 <= index < len(owner.items):
            raise self._refusal(f"the list has no entry {index + 1}")
        starts = [self._entry_start(owner, at) for at in range(len(owner.items))]
        indent = owner.start.column - 1
        end = end_with_comments(self._text, end_of(owner.items[-1], self._text), indent)
        parts = [self._text[one:other] for one, other in pairwise([*starts, end])]
        bodies = [part[: blank_end(part)] for part in parts]
        between = [part[len(body) :] for part, body in zip(parts, bodies, strict=True)]
        bodies.insert(index, bodies.pop(number))
        joined = "".join(chain.from_iterable(zip(bodies, between, strict=True)))
        return self._put(starts[0], joined, end)

    def _entry_start(self, owner: Items, number: int) -> int:
        """Find where an entry of a list on lines begins, with the comments directly above it."""
        if not number:
            at = self._text.rfind("\n", 0, owner.start.index) + 1
            if self._text[at : owner.start.index].strip():
                raise self._refusal("the list begins beside a dash")
            return start_with_comments(self._text, at)
        before = end_of(owner.items[number - 1], self._text)
        dash = _DASH.search(self._text, before)
        at = dash.start() if dash else owner.items[number].start.index
        own = self._text.find("\n", end_with_comments(self._text, before, self._indent())) + 1
        return max(own, start_with_comments(self._text, at))

    # --- texts and places ---------------------------------------------------------------

    def _indent(self) -> int:
        """Return how deep the key or the dash of the place is indented."""
        if self._entry:
            return self._entry.key.start.column - 1
        return self._owner.start.column - 1 if self._owner else 0

    def _after_key(self, entry: Entry) -> tuple[int, str]:
        """Find where a value goes beside a key, and the colon that is missing there.

        In braces a key with nothing beside it needs no colon.
        """
        end = entry.key.end.index
        colon = _COLON.match(self._text, end)
        return (colon.end(), "") if colon else (end, ":")

    def _put(self, start: int, new: str, end: int | None = None) -> Splice:
        return Splice(start, start if end is None else end, new)

    def _lines(self, lines: Sequence[str]) -> str:
        return "".join(self._newline + line for line in lines)

    def _refusal(self, reason: str) -> EditError:
        return refusal(self._root, self.loc, reason)
