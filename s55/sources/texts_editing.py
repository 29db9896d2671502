"""Setting one value in YAML that people write: a text, a line or a date; every other byte stays.

Like :mod:`s55.sources.editing`, which sets whole records: the place is taken from the tree, the
text is changed there alone, and the result is read again and must say what the old text said and
the new value.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import yaml
from pydantic import BaseModel

from s55.richtext.characters import is_forbidden
from s55.sources.editing import STEP, EditError, last_index, scalar
from s55.sources.reading import read_tree
from s55.sources.texts import is_markdown
from s55.sources.tree import Loc, Mapping, Node, Scalar, data_of, value_at
from s55.sources.validation import annotation_of, model_at

_HEADER = re.compile(r"[|>][-+0-9]*")


def set_value(text: str, loc: Loc, value: str | date | None, model: type[BaseModel]) -> str:
    """The text with ``value`` at ``loc``.

    Args:
        text: YAML without problems, whose top level is a mapping.
        loc: the path of the value, whose last part is a key; missing keys are added.
        value: what it is to hold; None for nothing, beside a key that stays.
        model: what the text is checked against: it gives the order of keys, and says which
            texts are Markdown and stand below a '|'.

    Raises:
        EditError: when the place is written in a way that cannot be edited safely.
    """
    root, problems = read_tree(text)
    if root is None or problems:
        raise EditError("the text has problems of its own")
    edited = _Setter(text, root, model).set(loc, value)
    newline = "\r\n" if "\r\n" in text else "\n"
    ended, _ = read_tree(text if text.endswith("\n") else text + newline)
    after, broken = read_tree(edited)
    if after is None or broken:
        raise EditError("the edited text would not be valid")
    if data_of(after) not in [_expected(one, loc, value) for one in (root, ended or root)]:
        raise EditError("the edit would change something else")
    return edited


def _expected(before: Node, loc: Loc, value: str | date | None) -> object:
    expected = copy.deepcopy(data_of(before))
    place: Any = expected
    for part in loc[:-1]:
        if isinstance(place, dict) and place.get(part) is None:
            place[part] = {}
        place = place[part]
    place[loc[-1]] = value.isoformat() if isinstance(value, date) else value
    return expected


class _Setter:
    """Holds the text, its tree and its model."""

    def __init__(self, text: str, root: Node, model: type[BaseModel]) -> None:
        self._text = text
        self._root = root
        self._model = model
        self._newline = "\r\n" if "\r\n" in text else "\n"

    def set(self, loc: Loc, value: str | date | None) -> str:
        """The text with the value in place."""
        owner_loc = self._known(loc[:-1])
        owner = value_at(self._root, owner_loc)
        missing = loc[len(owner_loc) : -1]
        if any(isinstance(part, int) for part in missing):
            raise EditError("the list has no such entry")
        if isinstance(owner, Scalar) and owner.is_null and owner_loc:
            return self._below_key(owner_loc, loc, value)
        if not isinstance(owner, Mapping) or owner.flow:
            raise EditError("the place is not a group of keys on lines of their own")
        entry = None if missing else owner.get(str(loc[-1]))
        if entry is None:
            return self._inserted(owner, owner_loc, loc, value)
        if not isinstance(entry.value, Scalar):
            raise EditError("the place holds a group of keys or a list")
        return self._replaced(entry.key, entry.value, loc, value)

    def _known(self, loc: Loc) -> Loc:
        for length in range(len(loc), -1, -1):
            if value_at(self._root, loc[:length]) is not None:
                return loc[:length]
        return ()

    # --- a value that is there ------------------------------------------------

    def _replaced(self, key: Scalar, old: Scalar, loc: Loc, value: str | date | None) -> str:
        text = self._text
        colon = text.index(":", key.end.index) + 1
        blank = old.is_null and not text[old.start.index : old.end.index]
        start = colon if blank else old.start.index
        end = colon if blank else last_index(old, text) + (old.style in {"|", ">"})
        head, tail = text[:start].rstrip(" "), text[end:]
        comment = self._comment(old, start)
        indent = key.start.column - 1
        first, *body = self._written(loc, value, indent)
        if old.style not in {"|", ">"} and body:
            line_end = self._line_end(end)
            comment, tail = text[end:line_end].rstrip(), text[line_end:]
        first = f" {first}" if first else ""
        return head + first + comment + self._lines(body) + tail

    def _comment(self, old: Scalar, start: int) -> str:
        """The comment beside the '|' of a text, with the spaces before it."""
        if old.style not in {"|", ">"}:
            return ""
        line = self._text[start : self._line_end(start)]
        found = _HEADER.match(line)
        return line[found.end() :].rstrip() if found else ""

    # --- a value that is new --------------------------------------------------

    def _inserted(self, owner: Mapping, owner_loc: Loc, loc: Loc, value: str | date | None) -> str:
        """The text with a new key where the model has it."""
        indent = owner.start.column - 1
        lines = self._nested(loc, len(owner_loc), value, indent)
        known = model_at(self._model, owner_loc)
        order = list(known.model_fields) if known else []
        earlier = [
            entry
            for entry in owner.entries
            if _position(order, entry.key.text) < _position(order, str(loc[len(owner_loc)]))
        ]
        if not earlier:
            first = owner.entries[0].key
            block = self._newline.join(lines)[indent:] + self._newline + " " * indent
            return self._text[: first.start.index] + block + self._text[first.start.index :]
        last = max(earlier, key=lambda entry: entry.key.start)
        at = self._line_end(last_index(last.value, self._text, last.key.end.index))
        apart = self._newline if owner is self._root and last is owner.entries[-1] else ""
        return self._text[:at] + apart + self._lines(lines) + self._text[at:]

    def _below_key(self, owner_loc: Loc, loc: Loc, value: str | date | None) -> str:
        """The text with keys below a key that had nothing beside it."""
        holder = value_at(self._root, owner_loc[:-1])
        entry = holder.get(str(owner_loc[-1])) if isinstance(holder, Mapping) else None
        if entry is None or not isinstance(holder, Mapping) or holder.flow:
            raise EditError("the place is not a group of keys on lines of their own")
        if self._text[entry.value.start.index : entry.value.end.index]:
            raise EditError("a word for nothing stands at the place")
        at = self._line_end(entry.key.end.index)
        lines = self._nested(loc, len(owner_loc), value, entry.key.start.column - 1 + STEP)
        return self._text[:at] + self._lines(lines) + self._text[at:]

    def _nested(self, loc: Loc, known: int, value: str | date | None, indent: int) -> list[str]:
        lines = []
        for part in loc[known:-1]:
            lines.append(f"{' ' * indent}{part}:")
            indent += STEP
        first, *body = self._written(loc, value, indent)
        return [*lines, f"{' ' * indent}{loc[-1]}: {first}".rstrip(), *body]

    # --- lines ------------------------------------------------------------------

    def _written(self, loc: Loc, value: str | date | None, indent: int) -> list[str]:
        """What stands beside the key, and the lines below it."""
        if value is None:
            return [""]
        if isinstance(value, date):
            return [value.isoformat()]
        annotation: object = self._model
        for part in loc:
            annotation = annotation_of(annotation, part)
        if is_markdown(annotation):
            return block_lines(value, " " * (indent + STEP))
        return [short_text(value)]

    def _lines(self, lines: Sequence[str]) -> str:
        return "".join(self._newline + line for line in lines)

    def _line_end(self, index: int) -> int:
        end = self._text.find("\n", index)
        end = len(self._text) if end < 0 else end
        return end - 1 if end and self._text[end - 1] == "\r" else end


def _position(order: Sequence[str], key: str) -> int:
    return order.index(key) if key in order else len(order)


# --- YAML for texts -------------------------------------------------------------


def short_text(value: str) -> str:
    """Text of one line as YAML that is read as the same text, whatever it looks like."""
    written = scalar(value)
    return written if yaml.safe_load(written) == value else quoted(value)


def block_lines(text: str, indent: str) -> list[str]:
    """Long text as YAML: '|' and its lines, or one line in quotes where a block cannot hold it.

    Args:
        text: the text.
        indent: the spaces before each of its lines.

    Returns:
        what stands beside the key, and the lines below it.
    """
    if not _fits_a_block(text):
        return [quoted(text)]
    body = text.removesuffix("\n")
    ending = "" if text.endswith("\n") and body else "-"
    kept = "+" if body.endswith("\n") else ending
    lines = (text if kept == "+" else body).split("\n")
    if kept == "+":
        lines.pop()
    # A text that begins with a space has to say how deep the block is indented.
    depth = str(STEP) if body.startswith((" ", "\n")) else ""
    return [f"|{depth}{kept}", *(indent + line if line else "" for line in lines)]


def _fits_a_block(text: str) -> bool:
    if not text.strip() or "\r" in text or "\x85" in text or "\t" in text:
        return False
    if text.endswith("\n\n") or re.search(r"(?m)^[ ]+$", text):
        return False
    return not any(is_forbidden(character) for character in text)


def quoted(text: str) -> str:
    """Text in double quotes, on one line."""
    return yaml.safe_dump(text, allow_unicode=True, width=2**31, default_style='"').strip()
