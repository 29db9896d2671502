"""Text to a tree: YAML without its dangers, each problem with its line and column.

libyaml does the parsing. Refused: two keys of one name, aliases (a few lines of them can grow to
gigabytes), more than one document, tags, tabs and no-break spaces as indentation, nesting deeper
than 40. What libyaml itself refuses, :mod:`s55.sources.syntax` explains.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import cast

import yaml

from s55.problems import Problem, error
from s55.richtext.characters import character_problems, is_forbidden, unprintable
from s55.sources.syntax import has_odd_space, odd_space_problem, syntax_problem
from s55.sources.tree import Entry, Items, Mapping, Node, Position, Scalar

MAX_DEPTH = 40
MAX_ENTRIES = 20_000
"""Values of one file; a draft of three hundred items has some 5,000."""
MAX_CHARACTERS = 100
"""How many characters that cannot be printed are named, each with its place."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _UnreadableError(Exception):
    """The text cannot be read on after this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_tree(text: str) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML text, and what is wrong with it.

    Returns:
        the tree, None where there is none, and problems D003 to D014 and T203. A tree may come
        with problems (a key given twice), so that checks can go on and report the rest.
    """
    problems = list(islice(character_problems(text), MAX_CHARACTERS + 1))
    if problems:
        return None, _first(problems)
    if not text.strip():
        return None, [
            error("D004", "the file is empty", "Start a draft with: s55 new NAME.", line=1)
        ]
    reader = _Reader(text)
    try:
        node = reader.document()
    except _UnreadableError as stop:
        return None, [*reader.problems, stop.problem]
    except yaml.MarkedYAMLError as failure:
        return None, [*reader.problems, syntax_problem(failure, text)]
    return node, reader.problems


def _first(problems: list[Problem]) -> list[Problem]:
    """The first of many characters that cannot be printed, and that there are more."""
    if len(problems) <= MAX_CHARACTERS:
        return problems
    message = f"the text holds more than {MAX_CHARACTERS} characters that cannot be printed"
    more = error("T203", message, "It may be no text at all.", line=problems[-1].line)
    return [*problems[:MAX_CHARACTERS], more]


class _Reader:
    """Builds the tree from the parser's events."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._count = 0
        self._events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=_Loader))

    def document(self) -> Node:
        """The one document of the stream."""
        self._next()  # the stream's start
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            raise _UnreadableError(
                error(
                    "D004",
                    "the file holds only comments",
                    "Start a draft with: s55 new NAME.",
                    line=1,
                )
            )
        node = self._node(self._next(), 0)
        self._next()  # the document's end
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise _UnreadableError(
                _at(
                    event,
                    "D011",
                    "a second document begins here",
                    "Keep one response in one file; delete the line '---'.",
                )
            )
        return node

    def _next(self) -> yaml.Event:
        return next(self._events)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _UnreadableError(
                _at(
                    event,
                    "D008",
                    "anchors (&) and aliases (*) are not allowed",
                    "Write the text out; put text that begins with & or * in quotes.",
                )
            )
        tag = getattr(event, "tag", None)
        if tag:
            raise _UnreadableError(
                _at(
                    event,
                    "D012",
                    f"the tag '{tag}' is not allowed",
                    "Delete it; put text that begins with ! in quotes.",
                )
            )
        self._count += 1
        if self._count > 2 * MAX_ENTRIES:  # a value and its key
            raise _UnreadableError(
                _at(
                    event,
                    "D014",
                    f"the file holds more than {MAX_ENTRIES:,} entries",
                    "Keep one response in one file.",
                )
            )
        if depth > MAX_DEPTH:
            raise _UnreadableError(
                _at(
                    event,
                    "D009",
                    f"lists and keys are nested more than {MAX_DEPTH} deep",
                    "Check the indentation; put text that begins with [ or { in quotes.",
                )
            )
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(event, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        raise _UnreadableError(_at(event, "D005", "this is not YAML"))

    def _items(self, start: yaml.SequenceStartEvent, depth: int) -> Items:
        items = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Items(tuple(items), bool(start.flow_style), _start(start), _end(event))

    def _mapping(self, start: yaml.MappingStartEvent, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise _UnreadableError(
                    _at(event, "D013", "a key is a list or a mapping", "Give it a name as its key.")
                )
            if key.style == "" and has_odd_space(key.text):
                raise _UnreadableError(
                    odd_space_problem(key.text, key.start.line, key.start.column - 1)
                )
            entry = Entry(key, self._node(self._next(), depth + 1))
            if key.text in entries:
                self.problems.append(_duplicate(key, entries[key.text].key))
            else:
                entries[key.text] = entry
        return Mapping(tuple(entries.values()), bool(start.flow_style), _start(start), _end(event))


def _scalar(event: yaml.ScalarEvent) -> Scalar:
    style = event.style or ""
    start = _start(event)
    for character in event.value if style == '"' else "":  # only there can it be an escape
        if is_forbidden(character):
            raise _UnreadableError(unprintable(character, start.line, start.column))
    return Scalar(event.value, style if style in "'\"|>" else "", start, _end(event))


def _duplicate(key: Scalar, first: Scalar) -> Problem:
    return error(
        "D007",
        f"'{key.text}' is given twice; the first is in line {first.start.line}",
        "Keep one of the two.",
        line=key.start.line,
        column=key.start.column,
    )


def _position(mark: yaml.Mark) -> Position:
    return Position(mark.index, mark.line + 1, mark.column + 1)


def _start(event: yaml.Event) -> Position:
    return _position(cast(yaml.Mark, event.start_mark))


def _end(event: yaml.Event) -> Position:
    return _position(cast(yaml.Mark, event.end_mark))


def _at(event: yaml.Event, code: str, message: str, hint: str = "") -> Problem:
    place = _start(event)
    return error(code, message, hint, line=place.line, column=place.column)
