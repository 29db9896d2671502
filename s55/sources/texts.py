"""Find the Markdown texts of a tree, and the line of the file for each line of a text."""

from __future__ import annotations

import re
import types
from functools import lru_cache
from typing import Annotated, Union, get_args, get_origin

from pydantic import BaseModel

from s55.model.base import MarkdownText
from s55.sources.tree import Items, Loc, Mapping, Node, Scalar
from s55.sources.validation import annotation_of

_ESCAPE = r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|\r?\n|.)"
_TOKENS = {
    '"': re.compile(rf"{_ESCAPE}|.", re.DOTALL),
    "'": re.compile(r"''|.", re.DOTALL),
    "": re.compile(r".", re.DOTALL),
}
_BLANK_ESCAPES = frozenset({"\\n", "\\t", "\\ ", "\\_", "\\\t", "\\\n", "\\\r\n"})


def markdown_texts(root: Node, model: type[BaseModel]) -> list[tuple[Loc, Scalar]]:
    """List every scalar of the tree that ``model`` takes for Markdown, with its path.

    The tree need not be valid, so that its texts are checked whatever else is wrong with it.
    """
    found: list[tuple[Loc, Scalar]] = []
    _note_texts(root, model, (), found)
    return found


def _note_texts(node: Node, annotation: object, loc: Loc, found: list[tuple[Loc, Scalar]]) -> None:
    if annotation is None:
        return  # below what no field is for, there is none either
    match node:
        case Scalar():
            if is_markdown(annotation) and not node.is_null:
                found.append((loc, node))
        case Items(items):
            of_item = annotation_of(annotation, 0)
            for index, item in enumerate(items):
                _note_texts(item, of_item, (*loc, index), found)
        case Mapping(entries):
            for entry in entries:
                name = entry.key.text
                _note_texts(entry.value, annotation_of(annotation, name), (*loc, name), found)


@lru_cache(maxsize=1_000)  # the models have some hundred
def is_markdown(annotation: object) -> bool:
    """Whether a field with this annotation holds Markdown."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return any(isinstance(mark, MarkdownText) for mark in marks) or is_markdown(inner)
    if get_origin(annotation) in (Union, types.UnionType):
        return any(is_markdown(branch) for branch in get_args(annotation))
    return False


# --- lines -------------------------------------------------------------------


def line_in_file(source: str, node: Scalar, line: int) -> int:
    """Find the line of the file in which line ``line`` of a scalar's text begins; both from 1.

    A text below '|' has the file's own lines. Any other style folds lines together: the place is
    found by counting the characters that are not white space.
    """
    if node.style == "|":
        return min(node.start.line + line, node.end.line)
    before = "".join("".join(node.text.split("\n")[: line - 1]).split())
    raw = source[node.start.index : node.end.index]
    start = raw.find("\n") + 1 if node.style == ">" else 1 if node.style else 0
    seen = 0
    for token in _TOKENS.get(node.style, _TOKENS[""]).finditer(raw, start):
        if token.group() in _BLANK_ESCAPES or token.group().isspace():
            continue
        if seen == len(before):
            return node.start.line + raw.count("\n", 0, token.start())
        seen += 1
    return node.start.line
