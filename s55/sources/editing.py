"""Edit YAML that people write: the named places change, every other byte stays as it was.

A library that loads and dumps keeps the comments and loses indentation, quotes and line widths.
So an edit finds its place in the tree and changes the text there alone. Every edit is checked: the
result is read again, and must hold the old data with that one change, and every key and comment in
its old order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Self

from pydantic import BaseModel

from s55.records import dataclass
from s55.sources.comments import end_of, keys_and_comments, line_end, start_with_comments
from s55.sources.files import BYTE_ORDER_MARK
from s55.sources.reading import read_tree
from s55.sources.splices import EditError, Place, Splice, refusal
from s55.sources.tree import (
    Items,
    Loc,
    Mapping,
    Node,
    data_of,
    parse_path,
    value_at,
    walk,
)
from s55.sources.validation import model_at
from s55.sources.writing import Value, Written, data_of_value

Change = Callable[[Any, Any], None]
"""Changes data: the holder of a value, and its key or number in it."""


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

    def _place(self, path: str | Loc) -> Place:
        return Place(self._text, self._root, _parts(path), self._model)

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
            raise refusal(self._root, edits[0].loc, "the result would not be valid YAML")
        if data_of(after) not in expected or not self._keeps(edited, after, edits):
            raise refusal(self._root, edits[0].loc, "something else would change")
        self._text, self._root = edited, after
        return self

    def _keeps(self, edited: str, after: Node, edits: Sequence[_PlannedEdit]) -> bool:
        """Whether every key and comment is there still that no edit replaces."""
        gone = [one.replaced for one in edits if one.replaced[1]]
        before = keys_and_comments(self._text, self._root)
        kept = [one for at, one in before if not any(start <= at < end for start, end in gone)]
        there = [one for _, one in keys_and_comments(edited, after)]
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
        raise refusal(root, loc, "nothing is there")
    start = start_with_comments(text, text.rfind("\n", 0, node.start.index) + 1)
    lines = text[start : line_end(text, end_of(node, text))].split("\n")
    indent = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return Written(tuple(line[indent:].rstrip("\r") for line in lines), data_of(node))


def _parts(path: str | Loc) -> Loc:
    loc = parse_path(path) if isinstance(path, str) else tuple(path)
    if not loc:
        raise ValueError("a path has at least one part")
    return loc


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
