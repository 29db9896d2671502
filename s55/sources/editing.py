"""Edit YAML that people write: the named places change, every other byte stays as it was.

A library that loads and dumps keeps the comments and loses indentation, quotes and line widths.
So an edit finds its place in the tree and changes the text there alone. Every edit is checked: the
result is read again, and must hold the old data with that one change, and every key and comment in
its old order.
"""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, pairwise
from typing import Any, Self

from pydantic import BaseModel

from s55.errors import S55Error
from s55.problems import Problem, error
from s55.records import dataclass
from s55.sources.files import BYTE_ORDER_MARK
from s55.sources.reading import read_tree
from s55.sources.tree import (
    Entry,
    Items,
    Loc,
    Mapping,
    Node,
    Scalar,
    data_of,
    format_path,
    parse_path,
    place_of,
    value_at,
    walk,
)
from s55.sources.validation import model_at
from s55.sources.writing import STEP, Value, ValueWriter, Written, data_of_value, flow, plain

_BLOCK = frozenset("|>")
_HEADER = re.compile(r"[|>][-+0-9]*")
_COLON = re.compile(r"\s*:")
_COMMENT = re.compile(r"#[^\r\n]*")
_INNER_COMMENT = re.compile(r"\r?\n([ ]*)#[^\r\n]*")
_DASH = re.compile(r"(?m)^[ ]*-")
_UP_TO_COMMA = re.compile(r"(?:[^,#]|#[^\n]*)*,")

Change = Callable[[Any, Any], None]
"""Changes data: the holder of a value, and its key or number in it."""


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


@dataclass(frozen=True, slots=True)
class _PlannedEdit:
    """One change of a text that was read.

    Attributes:
        loc: the path of what changes.
        splice: the change in the text.
        change: the change in data.
        replaced: the part of the old text in which keys and comments may go.
        depth: how deep in the tree something is added; of two additions at one place, the deeper
            one comes first.
        in_order: whether keys and comments stay in their order.
    """

    loc: Loc
    splice: Splice
    change: Change
    replaced: tuple[int, int] = (0, 0)
    depth: int = 0
    in_order: bool = True


class EditError(S55Error):
    """The text cannot be edited at this place; nothing was changed.

    Attributes:
        reason: why, as the end of a sentence.
    """

    def __init__(self, problems: Sequence[Problem], reason: str) -> None:
        super().__init__(problems)
        self.reason = reason


class YamlEdit:
    """Edits a YAML text, one checked change after another.

    A path is written as ``recommendations.items[0].text``, or given in its parts. It refers to the
    text as the previous edits left it.

    Args:
        text: the text, with a byte order mark or without.
        model: the model of the text. It gives the order of keys, and the fields that are Markdown
            and so are written below a '|'.

    Raises:
        EditError: the text is not YAML that s55 reads (D003 to D014).
    """

    def __init__(self, text: str, model: type[BaseModel] | None = None) -> None:
        self._text = text.removeprefix(BYTE_ORDER_MARK)
        self._mark = text[: len(text) - len(self._text)]
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._model = model
        root, problems = read_tree(self._text)
        if root is None or problems:
            raise EditError(problems, problems[0].message)
        self._root: Node = root

    @property
    def text(self) -> str:
        """The text with every edit so far."""
        return self._mark + self._text

    def held(self, path: str | Loc) -> Node | None:
        """Find the value at ``path``; None where nothing is."""
        return value_at(self._root, _parts(path))

    def set(self, path: str | Loc, value: Value) -> Self:
        """Set the value at ``path``; keys that are missing on the way are added.

        A value keeps the form it was written in: a group in braces stays in braces, and a comment
        beside a value stays. A group of keys is replaced as a whole, with the comments inside it.
        A new group comes after its siblings, at the top level in the model's order and with a blank
        line before it; any other new value goes where the model has it.

        Raises:
            EditError: D117, when another kind of value is there, or the check fails.
        """
        return self._checked([self._to_set(_parts(path), value)])

    def set_all(self, values: Iterable[tuple[str | Loc, Value]]) -> Self:
        """Set each value at its path, as :meth:`set` does one after the other; all, or none.

        The text is read back once for many of them.

        Args:
            values: paths and values. No path leads through another, and none is there twice.

        Raises:
            EditError: D117, as for :meth:`set`; the text is then as it was.
        """
        wanted = [(_parts(path), value) for path, value in values]
        return self._all([(loc, partial(self._to_set, loc, value)) for loc, value in wanted])

    def append(self, path: str | Loc, entry: Value) -> Self:
        """Add ``entry`` at the end of the list at ``path``; a list that is missing is begun.

        Raises:
            EditError: D117, when something other than a list is there, or the check fails.
        """
        return self._checked([self._to_extend(_parts(path), [entry])])

    def append_all(self, entries: Iterable[tuple[str | Loc, Value]]) -> Self:
        """Add each entry to its list, as :meth:`append` does one after the other; all, or none.

        The text is read back once for many of them.

        Args:
            entries: the paths of the lists and their new entries, in the order in which they come.

        Raises:
            EditError: D117, as for :meth:`append`; the text is then as it was.
        """
        lists: dict[Loc, list[Value]] = {}
        for path, entry in entries:
            lists.setdefault(_parts(path), []).append(entry)
        return self._all([(loc, partial(self._to_extend, loc, new)) for loc, new in lists.items()])

    def insert(self, path: str | Loc, index: int, entry: Value) -> Self:
        """Add ``entry`` to the list at ``path``, as its entry number ``index`` from 0.

        Raises:
            EditError: D117, when something other than a list is there, or the check fails.
        """

        def change(holder: Any, last: Any) -> None:
            held = (holder.get(last) if isinstance(holder, dict) else holder[last]) or []
            holder[last] = [*held[:index], data_of_value(entry), *held[index:]]

        place = self._place(path)
        return self._checked([_PlannedEdit(place.loc, place.inserted(index, entry), change)])

    def enlist(self, path: str | Loc) -> Self:
        """Turn the group of keys at ``path`` into a list with that group as its only entry.

        Every key and comment of the group stays.

        Raises:
            EditError: D117, when something other than a group of keys is there.
        """

        def change(holder: Any, last: Any) -> None:
            holder[last] = [holder[last]]

        place = self._place(path)
        return self._checked([_PlannedEdit(place.loc, place.enlisted(), change)])

    def remove(self, path: str | Loc) -> Self:
        """Remove the key or the entry at ``path``, with its value and the comments inside it.

        A group or list on lines that loses its last entry leaves a key with nothing beside it.

        Raises:
            EditError: D117, when nothing is there, or the check fails.
        """

        def change(holder: Any, last: Any) -> None:
            del holder[last]

        def empty(holder: Any, last: Any) -> None:
            holder[last] = None

        place = self._place(path)
        splice = place.removed()
        edit = _PlannedEdit(place.loc, splice, change, place.replaced)
        if place.is_alone and place.loc[:-1]:
            edit = _PlannedEdit(place.loc[:-1], splice, empty, place.replaced)
        return self._checked([edit])

    def move(self, path: str | Loc, index: int) -> Self:
        """Move the entry of a list at ``path`` so that it is entry number ``index``, from 0.

        The comments above it and in it go with it; blank lines stay where they are.

        Raises:
            EditError: D117, when it is no entry of a list on lines, or the check fails.
        """

        def change(holder: Any, last: Any) -> None:
            holder.insert(index, holder.pop(last))

        place = self._place(path)
        edit = _PlannedEdit(place.loc, place.moved(index), change, in_order=False)
        return self._checked([edit])

    def _place(self, path: str | Loc) -> _Place:
        return _Place(self._text, self._root, _parts(path), self._model)

    def _to_set(self, loc: Loc, value: Value) -> _PlannedEdit:
        def change(holder: Any, last: Any) -> None:
            holder[last] = data_of_value(value)

        place = self._place(loc)
        return _PlannedEdit(loc, place.set(value), change, place.replaced, place.depth)

    def _to_extend(self, loc: Loc, entries: Sequence[Value]) -> _PlannedEdit:
        def change(holder: Any, last: Any) -> None:
            held = (holder.get(last) if isinstance(holder, dict) else holder[last]) or []
            holder[last] = [*held, *(data_of_value(entry) for entry in entries)]

        place = self._place(loc)
        return _PlannedEdit(loc, place.extended(entries), change, place.replaced, place.depth)

    def _all(self, wanted: Sequence[tuple[Loc, Callable[[], _PlannedEdit]]]) -> Self:
        """Make many edits, reading back what those have made that do not depend on each other."""
        before = self._text, self._root
        try:
            while wanted:
                waiting = _waiting(self._root, [loc for loc, _ in wanted], self._model)
                self._checked([plan() for loc, plan in wanted if loc not in waiting])
                wanted = [(loc, plan) for loc, plan in wanted if loc in waiting]
        except EditError:
            self._text, self._root = before
            raise
        return self

    def _checked(self, edits: Sequence[_PlannedEdit]) -> Self:
        """Take over a text that holds the old data with these changes and nothing else."""
        edited = _spliced(self._text, edits)
        # A text below '|' that ends the file without a line end gets one when something follows it.
        ended = None if self._text.endswith("\n") else read_tree(self._text + "\n")[0]
        expected = [_changed(root, edits) for root in (self._root, ended) if root]
        after, problems = read_tree(edited)
        if ended and after and data_of(after) not in expected:  # the new text may be the last
            edited += self._newline
            after, problems = read_tree(edited)
        if after is None or problems:
            raise _refusal(self._root, edits[0].loc, "the result would not be valid YAML")
        if data_of(after) not in expected or not self._keeps(edited, after, edits):
            raise _refusal(self._root, edits[0].loc, "something else would change")
        self._text, self._root = edited, after
        return self

    def _keeps(self, edited: str, after: Node, edits: Sequence[_PlannedEdit]) -> bool:
        """Whether every key and comment is there still that no edit replaces."""
        gone = [one.replaced for one in edits if one.replaced[1]]
        before = _keys_and_comments(self._text, self._root)
        kept = [one for at, one in before if not any(start <= at < end for start, end in gone)]
        there = [one for _, one in _keys_and_comments(edited, after)]
        if not all(one.in_order for one in edits):
            kept, there = sorted(kept), sorted(there)
        found = iter(there)
        return all(one in found for one in kept)


def _waiting(root: Node, wanted: Sequence[Loc], model: type[BaseModel] | None) -> set[Loc]:
    """Find the places that depend on others before them: their group takes form with those."""
    waiting: set[Loc] = set()
    begun: set[Loc] = set()
    for loc in wanted:
        if (group := _group_in_the_making(root, loc, model)) is None:
            continue
        if group in begun:
            waiting.add(loc)
        begun.add(group)
    return waiting


def _group_in_the_making(root: Node, loc: Loc, model: type[BaseModel] | None) -> Loc | None:
    """Find the group or list in which only one place can be edited before it is read again.

    What is in braces or brackets is on one line. A key that is missing is written where the keys of
    its group are, if there are any, and where the model puts it among them.
    """
    steps = list(walk(root, loc))
    for depth, node in enumerate([root, *(step.value for step in steps)][: len(loc)]):
        if isinstance(node, Mapping | Items) and node.flow:
            return loc[:depth]
    if len(steps) == len(loc):
        return None
    owner, group = loc[: len(steps)], steps[-1].value if steps else root
    is_free = model is None or model_at(model, owner) is None
    has_keys = isinstance(group, Mapping) and bool(group.entries)
    return None if has_keys and is_free and owner == loc[:-1] else owner


def _spliced(text: str, edits: Sequence[_PlannedEdit]) -> str:
    """Return the text with each edit at its place."""
    parts, at = [], 0
    for one in sorted(edits, key=lambda one: (one.splice.start, -one.depth)):
        parts += [text[at : one.splice.start], one.splice.new]
        at = one.splice.end
    return "".join([*parts, text[at:]])


def entry_with_comments(text: str, root: Node, loc: Loc) -> Written:
    """Cut an entry of a list out of a text, with the comments directly above it.

    Args:
        text: YAML without a byte order mark.
        root: its tree.
        loc: the path of the entry, which the tree holds.
    """
    node = value_at(root, loc)
    if node is None:
        raise _refusal(root, loc, "nothing is there")
    start = _start_with_comments(text, text.rfind("\n", 0, node.start.index) + 1)
    lines = text[start : _line_end(text, _end_of(node, text))].split("\n")
    indent = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return Written(tuple(line[indent:].rstrip("\r") for line in lines), data_of(node))


def _parts(path: str | Loc) -> Loc:
    loc = parse_path(path) if isinstance(path, str) else tuple(path)
    if not loc:
        raise ValueError("a path has at least one part")
    return loc


def _refusal(root: Node, loc: Loc, reason: str) -> EditError:
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


# --- the check ------------------------------------------------------------------


def _changed(root: Node, edits: Sequence[_PlannedEdit]) -> object:
    data = data_of(root)
    for edit in edits:
        holder: Any = data
        for part in edit.loc[:-1]:
            if isinstance(holder, dict) and holder.get(part) is None:
                holder[part] = {}
            holder = holder[part]
        edit.change(holder, edit.loc[-1])
    return data


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of a YAML file.

    Attributes:
        words: the comment from its ``#`` to the end of its line.
        line: its line, counted from 1.
        column: the column of its ``#``, counted from 1.
    """

    words: str
    line: int
    column: int


def comments_of(text: str, root: Node) -> Iterator[Comment]:
    """Find every comment of a text; a ``#`` inside a value is none.

    Args:
        text: the text.
        root: its tree.
    """
    for at, words in _keys_and_comments(text, root):
        if words.startswith("#"):
            line_start = text.rfind("\n", 0, at) + 1
            yield Comment(words, text.count("\n", 0, at) + 1, at - line_start + 1)


def _keys_and_comments(text: str, root: Node) -> Iterator[tuple[int, str]]:
    """Yield every key and every comment with its index, in the order of the text."""
    at = 0
    for node, is_key in [*_scalars(root), (None, False)]:
        for found in _COMMENT.finditer(text, at, node.start.index if node else len(text)):
            yield found.start(), found.group().rstrip()
        if node is None:
            return
        if is_key:
            yield node.start.index, f"{node.text}:"
        if node.style in _BLOCK:
            line_end = _line_end(text, node.start.index)
            for found in _COMMENT.finditer(text, node.start.index, line_end):
                yield found.start(), found.group().rstrip()
        at = max(at, node.end.index)


def _scalars(node: Node) -> Iterator[tuple[Scalar, bool]]:
    """Yield every scalar in the order of the text, with whether it is a key."""
    match node:
        case Scalar():
            yield node, False
        case Items(items):
            for item in items:
                yield from _scalars(item)
        case Mapping(entries):
            for entry in entries:
                yield entry.key, True
                yield from _scalars(entry.value)


# --- one place --------------------------------------------------------------------


class _Place:
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
            holder = _Place(self._text, self._root, loc, self._model)
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
        start, end = self.replaced = old.start.index, _end_of(old, self._text)
        if old.flow and not old.entries and not self._in_flow and value:
            return self._with_block(old, value)
        if old.flow or not value:
            return self._put(start, flow(value), end)
        indent = old.start.column - 1
        lines = self._writer.value(value, self.loc, indent - STEP)[1:]
        return self._put(start, self._newline.join(lines)[indent:], end)

    def _with_scalar(self, old: Scalar, value: Value) -> Splice:
        start, end = old.start.index, _end_of(old, self._text)
        blank = start == old.end.index
        if blank and self._in_flow and self._entry:
            at, colon = self._after_key(self._entry)
            end = end if self._text[at:end].isspace() else at
            return self._put(at, f"{colon} {flow(value)}", end)
        first, *body = self._writer.value(value, self.loc, self._indent())
        if self._in_flow or (body and not first and not blank):
            return self._put(start, flow(value), end)  # also beside a key, for a word for nothing
        comment = ""
        if header := _HEADER.match(self._text, start) if old.style in _BLOCK else None:
            comment = self._text[header.end() : _line_end(self._text, start)].rstrip()
        elif body:
            line_end = _line_end(self._text, end)
            comment, end = self._text[end:line_end], line_end
            comment = comment.rstrip() if first else comment
        start = start if first else len(self._text[:start].rstrip(" \t"))
        beside = f" {first}" if first and blank else first
        return self._put(start, beside + comment + self._lines(body), end)

    def _with_list(self, old: Items, value: Any) -> Splice:
        start, end = old.start.index, _end_of(old, self._text)
        if not all(isinstance(item, Scalar) for item in old.items):
            raise self._refusal("the list holds more than short texts")
        if any(start <= at < end for at, _ in _keys_and_comments(self._text, self._root)):
            raise self._refusal("there is a comment between the entries of the list")
        if old.flow or not value:
            return self._put(start, flow(value), end)
        indent = old.start.column - 1
        lines = self._writer.dashes(value, self.loc, indent)
        return self._put(start, self._newline.join(lines)[indent:], end)

    def _with_block(self, old: Mapping | Items, value: Value) -> Splice:
        """Put lines below a key in place of empty braces or brackets."""
        line_end = _line_end(self._text, old.end.index)
        start = len(self._text[: old.start.index].rstrip(" \t"))
        comment = self._text[old.end.index : line_end].strip()
        lines = self._writer.value(value, self.loc, self._indent())[1:]
        beside = f" {comment}" if comment else ""
        return self._put(start, beside + self._lines(lines), line_end)

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
        at = _end_with_comments(self._text, _end_of(earlier[-1].value, self._text), indent)
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
        return self._put(_line_end(self._text, _end_of(last, self._text)), self._lines([*lines]))

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
            end = _end_of(held.items[index - 1], self._text)
            return self._put(_line_end(self._text, end), self._lines(lines))
        first = self._text.rfind("\n", 0, held.start.index) + 1
        at = _start_with_comments(self._text, first)
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
        start, end = group.start.index, _end_of(group, self._text)
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
                spans = [(e.key.start.index, _end_of(e.value, self._text)) for e in entries]
            case Items(items) if self._node is not None and isinstance(self.loc[-1], int):
                number = self.loc[-1]
                spans = [(one.start.index, _end_of(one, self._text)) for one in items]
            case _:
                raise self._refusal("nothing is there")
        if self._in_flow:
            self.replaced = spans[number]
            return self._without_span(spans, number)
        start, end = spans[number]
        if isinstance(self._owner, Items):
            dash = _DASH.search(self._text, spans[number - 1][1]) if number else None
            start = dash.end() - 1 if dash else self._owner.start.index
        self.replaced = start, _line_end(self._text, end)
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
        end = _end_with_comments(self._text, _end_of(owner.items[-1], self._text), indent)
        parts = [self._text[one:other] for one, other in pairwise([*starts, end])]
        bodies = [part[: _blank_end(part)] for part in parts]
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
            return _start_with_comments(self._text, at)
        before = _end_of(owner.items[number - 1], self._text)
        dash = _DASH.search(self._text, before)
        at = dash.start() if dash else owner.items[number].start.index
        own = self._text.find("\n", _end_with_comments(self._text, before, self._indent())) + 1
        return max(own, _start_with_comments(self._text, at))

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
        return _refusal(self._root, self.loc, reason)


def _end_of(node: Node, text: str) -> int:
    """Find the index after the last character of a value, without blank lines below a block."""
    while isinstance(node, Mapping | Items) and not node.flow:
        node = node.entries[-1].value if isinstance(node, Mapping) else node.items[-1]
    if isinstance(node, Scalar) and node.style in _BLOCK:
        # Spaces at the end of its last line belong to it.
        return _line_end(text, max(len(text[: node.end.index].rstrip()), node.start.index + 1))
    return node.end.index


def _blank_end(text: str) -> int:
    """Find the index after the last line that is not blank, before its line end."""
    return _line_end(text, len(text.rstrip()))


def _line_end(text: str, index: int) -> int:
    """Find the line end at or after ``index``."""
    end = text.find("\n", index)
    end = len(text) if end < 0 else end
    return end - 1 if end and text[end - 1] == "\r" else end


def _end_with_comments(text: str, index: int, indent: int) -> int:
    """Find the line end at or after ``index``, past comments directly below that are indented more.

    They belong to what is above them.
    """
    end = _line_end(text, index)
    while below := _INNER_COMMENT.match(text, end):
        if len(below[1]) <= indent:
            break
        end = below.end()
    return end


def _start_with_comments(text: str, line_start: int) -> int:
    """Find the start of the comment lines directly above a line."""
    while line_start:
        above = text.rfind("\n", 0, line_start - 1) + 1
        if not text[above:line_start].lstrip().startswith("#"):
            break
        line_start = above
    return line_start
