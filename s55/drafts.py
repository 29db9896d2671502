"""A draft's text to the response it holds, with every problem at its line.

The path of data begins here: text of a YAML file -> :func:`load` -> :class:`Draft`, which holds
the response and knows where in the file each of its fields stands.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from s55.model.base import MarkdownText
from s55.model.response import Response
from s55.problems import Problem, error
from s55.richtext.characters import character_problems
from s55.sources.reading import read_tree
from s55.sources.tree import Mapping, Node, Scalar, data_of, parse_path, place_of, value_at
from s55.sources.validation import validated


@dataclass(frozen=True, slots=True)
class Draft:
    """A response as read from a file.

    Attributes:
        file: the file as the user named it.
        text: the text of the file.
        root: its tree, which knows the place of every field.
        response: what it says.
    """

    file: str
    text: str
    root: Node
    response: Response

    def located(self, problems: Iterable[Problem]) -> list[Problem]:
        """The problems with the file, and the line and column of the field they speak of."""
        return [self._located(problem) for problem in problems]

    def _located(self, problem: Problem) -> Problem:
        if problem.line is not None:
            return problem.in_file(self.file)
        place = place_of(self.root, parse_path(problem.path))
        return replace(problem, file=self.file, line=place.line, column=place.column)


def load(text: str, file: str) -> tuple[Draft | None, list[Problem]]:
    """The draft that a text holds, and everything that is wrong with it as it stands.

    Args:
        text: the text of the file.
        file: the file as the user named it, for messages.

    Returns:
        the draft, None when it cannot be understood, and problems D003 to D111 and T201 to T206.
    """
    root, problems = read_tree(text)
    if root is None:
        return None, [problem.in_file(file) for problem in problems]
    if not isinstance(root, Mapping):
        problem = error(
            "D010",
            "the file holds no keys such as 'inspection:'",
            "See docs/drafts.md, or start a draft with: s55 new NAME.",
            line=root.start.line,
        )
        return None, [problem.in_file(file)]
    response, invalid = validated(root, Response)
    problems += invalid
    problems += _text_problems(root, response)
    located = [problem.in_file(file) for problem in problems]
    return (Draft(file, text, root, response) if response else None), located


# --- texts -------------------------------------------------------------------


def _text_problems(root: Node, response: Response | None) -> Iterator[Problem]:
    if response is None:
        return
    # Imported here: 's55 --help' and a file that is no draft do without the Markdown parser.
    from s55.richtext.markdown import problems_of

    for path, text, is_markdown in texts_of(response):
        found = problems_of(text) if is_markdown else character_problems(text)
        node = value_at(root, parse_path(path))
        for problem in found:
            yield _at_line_of(problem, node, path)


def _at_line_of(problem: Problem, node: Node | None, path: str) -> Problem:
    """The problem at the line of the file where its line of the text stands."""
    if not isinstance(node, Scalar) or problem.line is None:
        return replace(problem, path=path, line=None)
    in_block = node.style in {"|", ">"}
    line = node.start.line + problem.line - (0 if in_block else 1)
    return replace(problem, path=path, line=min(line, node.end.line), column=None)


def texts_of(record: BaseModel, path: str = "") -> Iterator[tuple[str, str, bool]]:
    """Every text in a record: its path, its characters, and whether it is Markdown."""
    for name, field in type(record).model_fields.items():
        yield from _texts_in(getattr(record, name), f"{path}.{name}" if path else name, field)


def _texts_in(value: object, path: str, field: FieldInfo) -> Iterator[tuple[str, str, bool]]:
    match value:
        case BaseModel():
            yield from texts_of(value, path)
        case str():
            yield path, value, _is_markdown(field)
        case tuple():
            for index, part in enumerate(value):
                yield from _texts_in(part, f"{path}[{index}]", field)
        case dict():
            for key, part in value.items():
                yield from _texts_in(part, f"{path}.{key}", field)


def _is_markdown(field: FieldInfo) -> bool:
    return any(isinstance(mark, MarkdownText) for mark in _marks(field))


def _marks(field: FieldInfo) -> Iterator[object]:
    yield from field.metadata
    pending: list[object] = [field.annotation]
    while pending:
        annotation = pending.pop()
        yield from getattr(annotation, "__metadata__", ())
        if not isinstance(annotation, types.GenericAlias):
            pending.extend(get_args(annotation))


def plain_data(draft: Draft) -> object:
    """The file's data as lists, mappings and text, as the JSON Schema sees it."""
    return data_of(draft.root)
