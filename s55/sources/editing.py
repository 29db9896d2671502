"""Surgical edits of YAML that people write: one entry is set, every other byte stays as it was.

A library that loads and dumps would keep the comments and lose the rest: indentation, quotes, the
width of lines. So the place is taken from the tree and the text is changed there alone; the
result is read again, and must say what the old text said and the new entry, and nothing else.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping as MappingType
from collections.abc import Sequence
from datetime import date
from typing import Any

import yaml

from s55.sources.reading import read_tree
from s55.sources.tree import Items, Loc, Mapping, Node, Scalar, data_of, value_at

Value = str | date
Entries = MappingType[str, Value]

STEP = 2
"""How much deeper a new block is indented than its key, in spaces."""


class EditError(Exception):
    """The text cannot be edited at this place without touching something else."""


def set_entries(text: str, loc: Loc, entries: Entries, order: Sequence[str] = ()) -> str:
    """The text with the mapping at ``loc`` holding exactly ``entries``.

    Args:
        text: YAML without problems, whose top level is a mapping.
        loc: the path of the mapping, whose last part is a key; missing parts are added.
        entries: what it is to hold.
        order: the keys of the top level in their usual order, to place one that is added.

    Raises:
        EditError: when the place is written in a way that cannot be edited safely.
    """
    root, problems = read_tree(text)
    if root is None or problems:
        raise EditError("the text has problems of its own")
    newline = "\r\n" if "\r\n" in text else "\n"
    edited = _Editor(text, root, newline, order).set(loc, entries)
    # A text below '|' that ends the file without a line end gets one when something follows it.
    ended, _ = read_tree(text if text.endswith("\n") else text + newline)
    _verify((root, ended or root), edited, loc, entries)
    return edited


class _Editor:
    """Holds the text, its tree and how its lines end."""

    def __init__(self, text: str, root: Node, newline: str, order: Sequence[str]) -> None:
        self._text = text
        self._root = root
        self._newline = newline
        self._order = order

    def set(self, loc: Loc, entries: Entries) -> str:
        """The text with the entries in place."""
        known = self._known(loc)
        owner, missing = value_at(self._root, known), loc[len(known) :]
        keys = [str(part) for part in missing]
        if not missing:
            return self._replace(known, entries)
        if isinstance(owner, Scalar) and owner.is_null:
            return self._below_key(known, keys, entries)
        if isinstance(owner, Mapping) and owner.flow:
            return self._into_braces(owner, known, keys, entries)
        if isinstance(owner, Mapping):
            return self._after_last(owner, keys, entries)
        raise EditError("the place above it is not a group of keys")

    def _known(self, loc: Loc) -> Loc:
        """The longest part of ``loc`` that the text holds."""
        for length in range(len(loc), -1, -1):
            if value_at(self._root, loc[:length]) is not None:
                return loc[:length]
        return ()

    # --- the four ways an entry comes in --------------------------------------

    def _replace(self, loc: Loc, entries: Entries) -> str:
        node = value_at(self._root, loc)
        if isinstance(node, Scalar) and node.is_null:
            return self._below_key(loc, [], entries)
        if isinstance(node, Mapping | Items) and node.flow:
            start, end = node.start.index, node.end.index
            return self._text[:start] + _braces([], entries) + self._text[end:]
        if not isinstance(node, Mapping):
            raise EditError("the place holds something other than keys")
        start = self._line_start(node.start.index)
        end = self._line_end(last_index(node, self._text))
        block = _block([], entries, node.start.column - 1)
        return self._text[:start] + self._lines(block) + self._text[end:]

    def _below_key(self, loc: Loc, keys: list[str], entries: Entries) -> str:
        owner = value_at(self._root, loc[:-1])
        entry = owner.get(str(loc[-1])) if isinstance(owner, Mapping) else None
        if entry is None or not isinstance(owner, Mapping):
            raise EditError("the place above it is not a group of keys")
        if owner.flow:
            at = entry.key.end.index
            colon = self._text.index(":", at) + 1
            end = max(colon, entry.value.end.index)
            return self._text[:colon] + " " + _braces(keys, entries) + self._text[end:]
        if self._text[entry.value.start.index : entry.value.end.index]:
            raise EditError("a word for nothing stands at the place")  # 'website: null'
        at = self._line_end(entry.key.end.index)
        block = _block(keys, entries, entry.key.start.column - 1 + STEP)
        return self._inserted(at, block)

    def _into_braces(self, owner: Mapping, loc: Loc, keys: list[str], entries: Entries) -> str:
        if not owner.entries and len(loc) == 1:
            start, end = owner.start.index, owner.end.index
            if self._text[self._line_start(start) : start].strip().endswith(":"):
                block = _block(keys, entries, STEP)
                head = self._text[:start].rstrip(" ")
                rest = self._text[end:]
                tail, more = rest.split("\n", 1) if "\n" in rest else (rest, "")
                comment = f" {tail.strip()}" if tail.strip() else ""
                return head + comment + self._newline + self._lines(block) + self._newline + more
        before = self._text[: owner.end.index - 1].rstrip()
        separator = ", " if owner.entries and not before.endswith(",") else ""
        inner = _braces(keys, entries)[1:-1]
        return before + separator + inner + self._text[owner.end.index - 1 :]

    def _after_last(self, owner: Mapping, keys: list[str], entries: Entries) -> str:
        indent = owner.start.column - 1
        last = owner.entries[-1]
        if owner is self._root:
            earlier = [e for e in owner.entries if self._comes_before(e.key.text, keys[0])]
            last = earlier[-1] if earlier else last
        at = self._line_end(last_index(last.value, self._text, last.key.end.index))
        return self._inserted(at, _block(keys, entries, indent), apart=owner is self._root)

    def _comes_before(self, key: str, other: str) -> bool:
        if key not in self._order or other not in self._order:
            return True
        return self._order.index(key) < self._order.index(other)

    # --- lines ----------------------------------------------------------------

    def _inserted(self, at: int, block: list[str], *, apart: bool = False) -> str:
        """The text with the block on lines of its own after the line that ends at ``at``."""
        blank = self._newline if apart else ""
        return self._text[:at] + self._newline + blank + self._lines(block) + self._text[at:]

    def _lines(self, block: list[str]) -> str:
        return self._newline.join(block)

    def _line_start(self, index: int) -> int:
        return self._text.rfind("\n", 0, index) + 1

    def _line_end(self, index: int) -> int:
        end = self._text.find("\n", index)
        end = len(self._text) if end < 0 else end
        return end - 1 if end and self._text[end - 1] == "\r" else end


def last_index(node: Node, text: str, key_end: int = 0) -> int:
    """The index of the last character that belongs to ``node``; ``key_end`` when it is nothing."""
    while isinstance(node, Mapping | Items) and not node.flow:
        if isinstance(node, Mapping):
            key_end, node = node.entries[-1].key.end.index, node.entries[-1].value
        elif node.items:
            node = node.items[-1]
        else:
            break
    if isinstance(node, Scalar) and node.is_null:
        return max(key_end, node.start.index if node.text else key_end)
    if isinstance(node, Scalar) and node.style in {"|", ">"}:
        return max(len(text[: node.end.index].rstrip()) - 1, node.start.index)
    return node.end.index


# --- YAML for the new entries ------------------------------------------------


def _block(keys: Sequence[str], entries: Entries, indent: int) -> list[str]:
    lines = []
    for key in keys:
        lines.append(" " * indent + f"{key}:")
        indent += STEP
    return lines + [" " * indent + f"{key}: {scalar(value)}" for key, value in entries.items()]


def _braces(keys: Sequence[str], entries: Entries) -> str:
    inner = "{" + ", ".join(f"{key}: {_quoted(value)}" for key, value in entries.items()) + "}"
    for key in reversed(keys):
        inner = "{" + f"{key}: {inner}" + "}"
    return inner


def scalar(value: Value) -> str:
    """A value of one line as YAML writes it: plain where that is safe, else in quotes."""
    dumped = yaml.safe_dump(value, allow_unicode=True, width=2**31, default_flow_style=True)
    return dumped.removesuffix("\n").removesuffix("\n...").rstrip("\n")


def _quoted(value: Value) -> str:
    """A value within braces, where commas and brackets have a meaning."""
    if isinstance(value, date):
        return value.isoformat()
    return yaml.safe_dump(value, allow_unicode=True, width=2**31, default_style='"').strip()


# --- proof -------------------------------------------------------------------


def _verify(before: Sequence[Node], after: str, loc: Loc, entries: Entries) -> None:
    """Raise EditError unless the new text says what an old one said, with the entries set."""
    root, problems = read_tree(after)
    if root is None or problems:
        raise EditError("the edited text would not be valid")
    if data_of(root) not in [_expected(node, loc, entries) for node in before]:
        raise EditError("the edit would change something else")


def _expected(before: Node, loc: Loc, entries: Entries) -> object:
    expected = copy.deepcopy(data_of(before))
    place: Any = expected
    for part in loc[:-1]:
        if isinstance(place, dict) and place.get(part) is None:
            place[part] = {}
        place = place[part]
    place[loc[-1]] = {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in entries.items()
    }
    return expected
