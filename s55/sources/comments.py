"""Find the comments of a YAML text, and where its values and lines end with their comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from s55.records import dataclass
from s55.sources.tree import Items, Mapping, Node, Scalar

BLOCK = frozenset("|>")
"""The styles of a text that is written on lines of its own."""

_COMMENT = re.compile(r"#[^\r\n]*")
_INNER_COMMENT = re.compile(r"\r?\n([ ]*)#[^\r\n]*")


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
    for at, words in keys_and_comments(text, root):
        if words.startswith("#"):
            line_start = text.rfind("\n", 0, at) + 1
            yield Comment(words, text.count("\n", 0, at) + 1, at - line_start + 1)


def keys_and_comments(text: str, root: Node) -> Iterator[tuple[int, str]]:
    """Yield every key and every comment with its index, in the order of the text."""
    scalars: list[tuple[Scalar, bool]] = []
    _note_scalars(root, scalars)
    at = 0
    for node, is_key in scalars:
        yield from _comments_in(text, at, node.start.index)
        if is_key:
            yield node.start.index, f"{node.text}:"
        if node.style in BLOCK:
            yield from _comments_in(text, node.start.index, line_end(text, node.start.index))
        at = max(at, node.end.index)
    yield from _comments_in(text, at, len(text))


def _comments_in(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    if text.find("#", start, end) >= 0:
        for found in _COMMENT.finditer(text, start, end):
            yield found.start(), found.group().rstrip()


def _note_scalars(node: Node, found: list[tuple[Scalar, bool]]) -> None:
    """Note every scalar in the order of the text, with whether it is a key."""
    match node:
        case Scalar():
            found.append((node, False))
        case Items(items):
            for item in items:
                _note_scalars(item, found)
        case Mapping(entries):
            for entry in entries:
                found.append((entry.key, True))
                _note_scalars(entry.value, found)


def end_of(node: Node, text: str) -> int:
    """Find the index after the last character of a value, without blank lines below a block."""
    while isinstance(node, Mapping | Items) and not node.flow:
        node = node.entries[-1].value if isinstance(node, Mapping) else node.items[-1]
    if isinstance(node, Scalar) and node.style in BLOCK:
        # Spaces at the end of its last line belong to it.
        return line_end(text, max(len(text[: node.end.index].rstrip()), node.start.index + 1))
    return node.end.index


def blank_end(text: str) -> int:
    """Find the index after the last line that is not blank, before its line end."""
    return line_end(text, len(text.rstrip()))


def line_end(text: str, index: int) -> int:
    """Find the line end at or after ``index``."""
    end = text.find("\n", index)
    end = len(text) if end < 0 else end
    return end - 1 if end and text[end - 1] == "\r" else end


def end_with_comments(text: str, index: int, indent: int) -> int:
    """Find the line end at or after ``index``, past comments directly below that are indented more.

    They belong to what is above them.
    """
    end = line_end(text, index)
    while below := _INNER_COMMENT.match(text, end):
        if len(below[1]) <= indent:
            break
        end = below.end()
    return end


def start_with_comments(text: str, line_start: int) -> int:
    """Find the start of the comment lines directly above a line."""
    while line_start:
        above = text.rfind("\n", 0, line_start - 1) + 1
        if not text[above:line_start].lstrip().startswith("#"):
            break
        line_start = above
    return line_start
