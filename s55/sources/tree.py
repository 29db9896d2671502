"""Hold a YAML document as a tree in which every part knows its place in the file.

Scalars stay as they were written: '2.10', 'no' and '2023-02-30' are text until a model says what
they should be, so that no number, date or truth value is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from s55.records import dataclass

_PATH_PART = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Loc: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a text: 0-based character index, 1-based line and column."""

    index: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """Characters, and the style they are written in: '' when plain, or the mark that begins it."""

    text: str
    style: str
    start: Position
    end: Position

    @property
    def is_null(self) -> bool:
        """Whether nothing is written, or a word for nothing."""
        return self.style == "" and self.text in _NULLS


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the file; ``flow`` when written in braces."""

    entries: tuple[Entry, ...]
    flow: bool
    start: Position
    end: Position

    def get(self, key: str) -> Entry | None:
        """Find the entry of ``key``, or None."""
        return next((entry for entry in self.entries if entry.key.text == key), None)


@dataclass(frozen=True, slots=True)
class Items:
    """A list of values; ``flow`` when written in brackets."""

    items: tuple[Node, ...]
    flow: bool
    start: Position
    end: Position


Node: TypeAlias = Scalar | Mapping | Items


def data_of(node: Node) -> object:
    """Convert the tree to dicts, lists, text and None, for a model to check."""
    match node:
        case Scalar():
            return None if node.is_null else node.text
        case Items(items):
            return [data_of(item) for item in items]
        case Mapping(entries):
            return {entry.key.text: data_of(entry.value) for entry in entries}


def parse_path(path: str) -> Loc:
    """Split a path such as ``recommendations.items[0].text`` into its parts."""
    return tuple(
        name if name else int(index)
        for name, index in (match.groups() for match in _PATH_PART.finditer(path))
    )


def format_path(loc: Sequence[str | int]) -> str:
    """Write the parts of a path as one path."""
    path = ""
    for part in loc:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a path that the tree holds: its key, where it has one, and its value."""

    part: str | int
    key: Scalar | None
    value: Node


def walk(root: Node, loc: Sequence[str | int]) -> Iterator[Step]:
    """Yield the steps from ``root`` along ``loc``, as far as the tree holds them.

    Parts that are not in the tree but are followed by ones that are (a model's own names for the
    branches of a union) are skipped.
    """
    node = root
    for part in loc:
        match node:
            case Mapping() if isinstance(part, str) and (entry := node.get(part)):
                yield Step(part, entry.key, entry.value)
                node = entry.value
            case Items(items) if isinstance(part, int) and part < len(items):
                yield Step(part, None, items[part])
                node = items[part]


def value_at(root: Node, loc: Sequence[str | int]) -> Node | None:
    """Find the value at ``loc``; None when the tree does not hold all of it."""
    steps = list(walk(root, loc))
    if len(steps) < len(loc):
        return None
    return steps[-1].value if steps else root


def text_of(node: Node | None) -> str:
    """Give what a value says; '' where there is none, no text, or a word for nothing."""
    return node.text if isinstance(node, Scalar) and not node.is_null else ""


def count_at(root: Node, path: str) -> int:
    """Count the entries of the list at a path; 0 where there is no list."""
    held = value_at(root, parse_path(path))
    return len(held.items) if isinstance(held, Items) else 0


def place_of(root: Node, loc: Sequence[str | int], *, of_key: bool = False) -> Position:
    """Find where the deepest part of ``loc`` that the tree holds begins.

    It begins at its key if ``of_key``, and where its value is a block below the key.
    """
    place = root.start
    for step in walk(root, loc):
        by_key = of_key or not isinstance(step.value, Scalar) or step.value.is_null
        place = step.key.start if step.key and by_key else step.value.start
    return place
