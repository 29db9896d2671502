"""Adding an entry to a list in YAML that people write; every other byte stays.

Like :mod:`s55.sources.editing`, which sets whole records: the place is taken from the tree, the
text is changed there alone, and the result is read again and must say what the old text said and
the new entry, and nothing else.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from s55.sources.editing import STEP, EditError, Entries, Value, last_index
from s55.sources.reading import read_tree
from s55.sources.texts_editing import quoted, short_text
from s55.sources.tree import Entry, Items, Loc, Mapping, Node, Scalar, data_of, value_at

_COLON = re.compile(r"\s*:")


def append_entry(text: str, loc: Loc, entries: Entries, order: Sequence[str]) -> str:
    """The text with ``entries`` as the last entry of the list at ``loc``.

    The list may be written with dashes or in brackets; where it is absent or empty it is begun.

    Args:
        text: YAML without problems.
        loc: the path of the list, whose last part is a key.
        entries: what the new entry holds.
        order: the keys beside the list in their usual order, to place the list if it is new.

    Raises:
        EditError: when the place is written in a way that cannot be edited safely.
    """

    def expected(holder: dict[str, Any]) -> None:
        added = {key: _as_read(value) for key, value in entries.items()}
        holder[str(loc[-1])] = [*(holder.get(str(loc[-1])) or []), added]

    return _edited(text, loc, expected, lambda place: place.appended(entries, order))


def set_word(text: str, loc: Loc, value: str, order: Sequence[str]) -> str:
    """The text with ``value`` at ``loc``: a few words beside a key, in a block or in braces.

    Args:
        text: YAML without problems.
        loc: the path of the value, whose last part is a key.
        value: the words, on one line.
        order: the keys beside it in their usual order, to place it if it is new.

    Raises:
        EditError: when the place is written in a way that cannot be edited safely.
    """

    def expected(holder: dict[str, Any]) -> None:
        holder[str(loc[-1])] = value

    return _edited(text, loc, expected, lambda place: place.with_word(value, order))


def _edited(
    text: str,
    loc: Loc,
    expected: Callable[[dict[str, Any]], None],
    edit: Callable[[_Place], str],
) -> str:
    """The edited text, when it says what is expected of it."""
    root, problems = read_tree(text)
    if root is None or problems:
        raise EditError("the text has problems of its own")
    owner = value_at(root, loc[:-1])
    if not isinstance(owner, Mapping):
        raise EditError("the place above it is not a group of keys")
    edited = edit(_Place(text, owner, str(loc[-1])))
    # A text below '|' that ends the file without a line end gets one when something follows it.
    ended, _ = read_tree(text if text.endswith("\n") else f"{text}\n")
    after, broken = read_tree(edited)
    if after is None or broken:
        raise EditError("the edited text would not be valid")
    wanted = []
    for before in (root, ended or root):
        data = copy.deepcopy(data_of(before))
        holder: Any = data
        for part in loc[:-1]:
            holder = holder[part]
        expected(holder)
        wanted.append(data)
    if data_of(after) not in wanted:
        raise EditError("the edit would change something else")
    return edited


class _Place:
    """A key of a group of keys, which may not be there yet, in a text."""

    def __init__(self, text: str, owner: Mapping, key: str) -> None:
        self._text = text
        self._owner = owner
        self._key = key
        self._entry = owner.get(key)
        self._newline = "\r\n" if "\r\n" in text else "\n"

    # --- a list ---------------------------------------------------------------

    def appended(self, entries: Entries, order: Sequence[str]) -> str:
        """The text with a new last entry of the list."""
        if self._entry is None:
            return self._with_new_list(entries, order)
        value = self._entry.value
        if isinstance(value, Scalar) and value.is_null:
            return self._with_first_entry(self._entry, entries)
        if not isinstance(value, Items):
            raise EditError("the place holds something other than a list")
        if value.flow:
            at = value.items[-1].end.index if value.items else value.start.index + 1
            return self._put(at, (", " if value.items else "") + _braces(entries))
        at = self._line_end(last_index(value, self._text))
        return self._put(at, self._lines(self._like_the_last(value, entries)))

    def _with_new_list(self, entries: Entries, order: Sequence[str]) -> str:
        if self._owner.flow:
            return self._after_last_in_braces(f"[{_braces(entries)}]")
        indent = self._owner.start.column - 1
        lines = [f"{' ' * indent}{self._key}:", *_block(entries, indent + STEP)]
        return self._put(self._line_end(self._end_before(order)), self._lines(lines))

    def _with_first_entry(self, entry: Entry, entries: Entries) -> str:
        """The text with an entry below or beside a key that had nothing, or a word for it."""
        if self._owner.flow or self._written(entry.value):
            return self._beside(entry, f"[{_braces(entries)}]")
        lines = _block(entries, entry.key.start.column - 1 + STEP)
        return self._put(self._line_end(entry.key.end.index), self._lines(lines))

    def _like_the_last(self, items: Items, entries: Entries) -> list[str]:
        """The lines of an entry, written as the last one of a list with dashes is."""
        indent, last = items.start.column - 1, items.items[-1]
        if isinstance(last, Mapping) and last.flow:
            return [f"{' ' * indent}- {_braces(entries)}"]
        before = self._text[: last.start.index].rpartition("\n")[2]
        beside = before.strip() == "-"  # else the keys stand on lines below the dash
        return _block(entries, indent, last.start.column - 1 - indent if beside else STEP)

    # --- a word ---------------------------------------------------------------

    def with_word(self, value: str, order: Sequence[str]) -> str:
        """The text with a few words beside the key."""
        if self._entry is not None:
            if not isinstance(self._entry.value, Scalar):
                raise EditError("the place holds a group of keys or a list")
            if self._entry.value.style in {"|", ">"}:
                raise EditError("the place holds a text of several lines")
            return self._beside(
                self._entry, quoted(value) if self._owner.flow else short_text(value)
            )
        if self._owner.flow:
            return self._after_last_in_braces(quoted(value))
        line = f"{' ' * (self._owner.start.column - 1)}{self._key}: {short_text(value)}"
        return self._put(self._line_end(self._end_before(order)), self._lines([line]))

    def _beside(self, entry: Entry, written: str) -> str:
        """The text with ``written`` in the place of what stands beside a key."""
        old = entry.value
        if self._written(old):
            return self._put(old.start.index, written, old.end.index)
        at, colon = self._after_key(entry)
        return self._put(at, f"{colon} {written}")

    # --- places ---------------------------------------------------------------

    def _after_last_in_braces(self, written: str) -> str:
        last = self._owner.entries[-1]
        at = last.value.end.index
        if not self._written(last.value):
            at, _ = self._after_key(last)
        return self._put(at, f", {self._key}: {written}")

    def _after_key(self, entry: Entry) -> tuple[int, str]:
        """The place after a key's colon; or after the key, and the colon that is missing there.

        In braces a key with nothing beside it needs none.
        """
        end = entry.key.end.index
        colon = _COLON.match(self._text, end)
        return (colon.end(), "") if colon else (end, ":")

    def _end_before(self, order: Sequence[str]) -> int:
        """The end of the last key that usually stands before this one; of the last when none."""
        places = {key: place for place, key in enumerate(order)}
        own = places.get(self._key, len(order))
        earlier = [e for e in self._owner.entries if places.get(e.key.text, len(order)) < own]
        last = max(earlier or self._owner.entries, key=lambda entry: entry.key.start)
        return last_index(last.value, self._text, last.key.end.index)

    def _written(self, node: Node) -> str:
        return self._text[node.start.index : node.end.index]

    def _put(self, at: int, new: str, end: int | None = None) -> str:
        return self._text[:at] + new + self._text[at if end is None else end :]

    def _lines(self, lines: Sequence[str]) -> str:
        return "".join(self._newline + line for line in lines)

    def _line_end(self, index: int) -> int:
        end = self._text.find("\n", index)
        end = len(self._text) if end < 0 else end
        return end - 1 if end and self._text[end - 1] == "\r" else end


# --- YAML for the new entry ---------------------------------------------------


def _block(entries: Entries, indent: int, step: int = STEP) -> list[str]:
    """The lines of an entry that begins with a dash."""
    lines = [f"{key}: {_plain(value)}" for key, value in entries.items()]
    dash = " " * indent + "-" + " " * (step - 1)
    return [dash + lines[0], *(" " * (indent + step) + line for line in lines[1:])]


def _braces(entries: Entries) -> str:
    return "{" + ", ".join(f"{key}: {_quoted(value)}" for key, value in entries.items()) + "}"


def _plain(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else short_text(value)


def _quoted(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else quoted(value)


def _as_read(value: Value) -> str:
    return value.isoformat() if isinstance(value, date) else value
