"""Read YAML into a tree, without its dangers, and report each problem with line and column.

libyaml does the parsing. Refused: two keys of one name, aliases (a few lines of them can grow to
gigabytes), more than one document, tags, tabs and no-break spaces as indentation, nesting deeper
than 40. Where libyaml itself refuses a text, the message explains the most likely slip.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

from s55.loading.libyaml import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    MarkedYAMLError,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    events_of,
)
from s55.problems import Problem, error
from s55.richtext.characters import character_problems, is_forbidden, unprintable
from s55.sources.not_yaml import has_odd_space, odd_space_problem, syntax_problem
from s55.sources.tree import Entry, Items, Mapping, Node, Position, Scalar

MAX_DEPTH = 40
MAX_ENTRIES = 20_000
"""Values of one file; a draft of three hundred items has some 5,000."""
MAX_CHARACTERS = 100
"""Most unprintable characters that are reported, each with its place."""

_VALUES = frozenset({ScalarEvent, SequenceStartEvent, MappingStartEvent})


class _UnreadableError(Exception):
    """The text cannot be read on after this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_tree(text: str) -> tuple[Node | None, list[Problem]]:
    """Parse a YAML text into a tree, reporting what is wrong with it.

    Returns:
        the tree, None where it cannot be read, and problems D003 to D014 and T203. A tree may
        come with problems (a key given twice), so that checks can go on and report the rest.
    """
    problems = list(islice(character_problems(text), MAX_CHARACTERS + 1))
    if problems:
        return None, _first(problems)
    if not text.strip():
        return None, [
            error(
                "D004",
                "the file is empty",
                "Delete it and start again, or put its contents back.",
                line=1,
            )
        ]
    reader = _TreeReader(text)
    try:
        node = reader.document()
    except _UnreadableError as stop:
        return None, [*reader.problems, stop.problem]
    except MarkedYAMLError as failure:
        return None, [*reader.problems, syntax_problem(failure, text)]
    return node, reader.problems


def _first(problems: list[Problem]) -> list[Problem]:
    """Keep the first of many unprintable characters, and report that there are more."""
    if len(problems) <= MAX_CHARACTERS:
        return problems
    message = f"the text holds more than {MAX_CHARACTERS} characters that cannot be printed"
    more = error("T203", message, "The file may not be text at all.", line=problems[-1].line)
    return [*problems[:MAX_CHARACTERS], more]


class _TreeReader:
    """Builds the tree from the parser's events."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._count = 0
        self._next: Callable[[], Event] = events_of(text)

    def document(self) -> Node:
        """Read the one document of the stream."""
        self._next()  # the stream's start
        event = self._next()
        if isinstance(event, StreamEndEvent):
            hint = "Delete it and start again, or put its contents back."
            raise _UnreadableError(error("D004", "the file has only comments", hint, line=1))
        node = self._node(self._next(), 0)
        self._next()  # the document's end
        event = self._next()
        if not isinstance(event, StreamEndEvent):
            raise _unreadable(
                event,
                "D011",
                "a second document begins here",
                "Keep one response in one file; delete the line '---'.",
            )
        return node

    def _node(self, event: Any, depth: int) -> Node:
        self._count += 1
        kind = type(event)
        if kind not in _VALUES or event.anchor or event.tag:
            raise _no_value(event)
        if self._count > 2 * MAX_ENTRIES:  # a value and its key
            raise _unreadable(
                event,
                "D014",
                f"the file holds more than {MAX_ENTRIES:,} entries",
                "Keep one response in one file.",
            )
        if depth > MAX_DEPTH:
            raise _unreadable(
                event,
                "D009",
                f"lists and keys are nested more than {MAX_DEPTH} deep",
                "Check the indentation; put text that begins with [ or { in quotes.",
            )
        if kind is ScalarEvent:
            return _scalar(event)
        read = self._items if kind is SequenceStartEvent else self._mapping
        return read(event, depth)

    def _items(self, start: SequenceStartEvent, depth: int) -> Items:
        items = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Items(
            tuple(items),
            bool(start.flow_style),
            _position(start.start_mark),
            _position(event.end_mark),
        )

    def _mapping(self, start: MappingStartEvent, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise _unreadable(
                    event,
                    "D013",
                    "a list or a group of keys is used as a key",
                    "Write a name, a colon and a value; put text that begins with [ or { in "
                    "quotes.",
                )
            if key.style == "" and has_odd_space(key.text):
                raise _UnreadableError(
                    odd_space_problem(key.text, key.start.line, key.start.column - 1)
                )
            entry = Entry(key, self._node(self._next(), depth + 1))
            if key.text in entries:
                first = entries[key.text].key.start.line
                message = f"'{key.text}' is given twice; the first is in line {first}"
                at, hint = key.start, "Keep one of the two."
                self.problems.append(error("D007", message, hint, line=at.line, column=at.column))
            else:
                entries[key.text] = entry
        return Mapping(
            tuple(entries.values()),
            bool(start.flow_style),
            _position(start.start_mark),
            _position(event.end_mark),
        )


def _scalar(event: Any) -> Scalar:
    style = event.style or ""
    start = _position(event.start_mark)
    for character in event.value if style == '"' else "":  # only there can it be an escape
        if is_forbidden(character):
            raise _UnreadableError(unprintable(character, start.line, start.column))
    style = style if style in "'\"|>" else ""
    return Scalar(event.value, style, start, _position(event.end_mark))


def _position(mark: Any) -> Position:
    return Position(mark.index, mark.line + 1, mark.column + 1)


def _no_value(event: Event) -> _UnreadableError:
    """Say why an event is no value."""
    if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
        return _unreadable(
            event,
            "D008",
            "anchors (&) and aliases (*) are not allowed",
            "Write the text out; put text that begins with & or * in quotes.",
        )
    if tag := getattr(event, "tag", None):
        return _unreadable(
            event,
            "D012",
            f"the tag '{tag}' is not allowed",
            "Delete it; put text that begins with ! in quotes.",
        )
    return _unreadable(event, "D005", "this is not YAML")


def _unreadable(event: Event, code: str, message: str, hint: str = "") -> _UnreadableError:
    place = _position(event.start_mark)
    return _UnreadableError(error(code, message, hint, line=place.line, column=place.column))
