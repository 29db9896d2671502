"""Read YAML into a tree, without its dangers, and report each problem with line and column.

libyaml does the parsing. Refused: two keys of one name, aliases (a few lines of them can grow to
gigabytes), more than one document, tags, tabs and no-break spaces as indentation, nesting deeper
than 40. Where libyaml itself refuses a text, the message explains the most likely slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import cast

import yaml

from s55.problems import Problem, error
from s55.richtext.characters import character_problems, is_forbidden, unprintable
from s55.sources.tree import Entry, Items, Mapping, Node, Position, Scalar

MAX_DEPTH = 40
MAX_ENTRIES = 20_000
"""Values of one file; a draft of three hundred items has some 5,000."""
MAX_CHARACTERS = 100
"""Most unprintable characters that are reported, each with its place."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_CURLY_VALUE = re.compile(r"\s*(?:- )?[^:]*:\s+[“„‘«]")
_ODD_SPACE = re.compile(rf"(?:^[ \t]*-?[ ]*|:[ ]*)([{_SPACES}])")
"""A special space where YAML needs a plain one: before a key, or after its colon."""

_QUOTE_IT = "in quotes, or below a '|'."


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
    except yaml.MarkedYAMLError as failure:
        return None, [*reader.problems, _syntax_problem(failure, text)]
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
        self._events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=_Loader))

    def document(self) -> Node:
        """Read the one document of the stream."""
        self._next()  # the stream's start
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            hint = "Delete it and start again, or put its contents back."
            raise _UnreadableError(error("D004", "the file has only comments", hint, line=1))
        node = self._node(self._next(), 0)
        self._next()  # the document's end
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise _unreadable(
                event,
                "D011",
                "a second document begins here",
                "Keep one response in one file; delete the line '---'.",
            )
        return node

    def _next(self) -> yaml.Event:
        return next(self._events)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _unreadable(
                event,
                "D008",
                "anchors (&) and aliases (*) are not allowed",
                "Write the text out; put text that begins with & or * in quotes.",
            )
        tag = getattr(event, "tag", None)
        if tag:
            raise _unreadable(
                event,
                "D012",
                f"the tag '{tag}' is not allowed",
                "Delete it; put text that begins with ! in quotes.",
            )
        self._count += 1
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
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(event, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event)
        raise _unreadable(event, "D005", "this is not YAML")

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
                raise _unreadable(
                    event,
                    "D013",
                    "a list or a group of keys is used as a key",
                    "Write a name, a colon and a value; put text that begins with [ or { in "
                    "quotes.",
                )
            if key.style == "" and _has_odd_space(key.text):
                raise _UnreadableError(
                    _odd_space_problem(key.text, key.start.line, key.start.column - 1)
                )
            entry = Entry(key, self._node(self._next(), depth + 1))
            if key.text in entries:
                first = entries[key.text].key.start.line
                message = f"'{key.text}' is given twice; the first is in line {first}"
                at, hint = key.start, "Keep one of the two."
                self.problems.append(error("D007", message, hint, line=at.line, column=at.column))
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


def _position(mark: yaml.Mark) -> Position:
    return Position(mark.index, mark.line + 1, mark.column + 1)


def _start(event: yaml.Event) -> Position:
    return _position(cast(yaml.Mark, event.start_mark))


def _end(event: yaml.Event) -> Position:
    return _position(cast(yaml.Mark, event.end_mark))


def _unreadable(event: yaml.Event, code: str, message: str, hint: str = "") -> _UnreadableError:
    place = _start(event)
    return _UnreadableError(error(code, message, hint, line=place.line, column=place.column))


# --- text that is not YAML ----------------------------------------------------------


def _has_odd_space(line: str) -> bool:
    """Whether another kind of space is where YAML asks for a plain one."""
    return _ODD_SPACE.search(line) is not None


def _odd_space_problem(line: str, number: int, before: int = 0) -> Problem:
    """Report D006 for a line that :func:`_has_odd_space`.

    Args:
        line: the line, or the end of it.
        number: its number in the file.
        before: how many characters of the line come before ``line``.
    """
    found = _ODD_SPACE.search(line)
    column = found.start(1) if found else 0
    return error(
        "D006",
        f"there is a special space (U+{ord(line[column]):04X}) before a key or after its colon",
        "Delete it and press the space bar; it often comes with text copied from a web page.",
        line=number,
        column=before + column + 1,
    )


def _syntax_problem(failure: yaml.MarkedYAMLError, text: str) -> Problem:
    """Report D005 or D006 where the text stops being YAML, with a hint on the likely slip."""
    reason = failure.problem or "something is wrong"
    context = failure.context or ""
    mark = failure.problem_mark or failure.context_mark
    if mark is None:
        return error("D005", f"this is not YAML: {reason}")
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    if found := _white_space_problem(lines, mark):
        return found
    start = failure.context_mark
    if start and "quoted scalar" in context:
        return _at_mark(
            start,
            "a quotation mark opens here and is not closed",
            "Close it on the last line of the text, or write the text below a '|'.",
        )
    if start and "simple key" in context:
        return _at_mark(
            start,
            "this line has no key with a colon",
            "Write 'key: value'; a line that goes on with the text above is indented below it.",
        )
    if mark.line >= len(lines):  # libyaml counts on after a last line without its end
        return replace(
            _at_mark(mark, f"this is not YAML: {reason}", _hint(reason, "", 0, failure)),
            line=len(lines),
            column=len(lines[-1]) + 1,
        )
    return _at_mark(mark, f"this is not YAML: {reason}", _hint(reason, line, mark.column, failure))


def _at_mark(mark: yaml.Mark, message: str, hint: str) -> Problem:
    return error("D005", message, hint, line=mark.line + 1, column=mark.column + 1)


def _white_space_problem(lines: list[str], mark: yaml.Mark) -> Problem | None:
    """Report the tab in the indentation or the no-break space that is the cause, if one is."""
    line = lines[mark.line] if mark.line < len(lines) else ""
    indentation = line[: len(line) - len(line.lstrip(" \t"))]
    tab = mark.column if line[mark.column : mark.column + 1] == "\t" else indentation.find("\t")
    if tab >= 0:
        return error(
            "D006",
            "the line is indented with a Tab",
            "Use spaces instead; most editors can insert spaces for the Tab key.",
            line=mark.line + 1,
            column=tab + 1,
        )
    for number in (mark.line, mark.line - 1):
        if 0 <= number < len(lines) and _has_odd_space(lines[number]):
            return _odd_space_problem(lines[number], number + 1)
    return None


def _hint(reason: str, line: str, column: int, failure: yaml.MarkedYAMLError) -> str:
    before = line[:column].rstrip()[-1:]
    if _CURLY_VALUE.match(line):
        return (
            "The curly quotes are letters to YAML: put the text in straight ones ('...'), and "
            "write an apostrophe inside twice."
        )
    if "mapping values are not allowed" in reason:
        return (
            "Check the indentation of this line and the one before; "
            "put text that holds ': ' in quotes or below a '|'."
        )
    if "cannot start any token" in reason:
        return f"Put text that begins with {line[column : column + 1]} {_QUOTE_IT}"
    if "alphabetic or numeric" in reason:
        return f"Put text that begins with * or & {_QUOTE_IT}"
    if before and before in "'\"":
        return (
            f"The text ends at the second {before}: put the whole of it {_QUOTE_IT} "
            "Inside '...', write an apostrophe twice."
        )
    if before and before in "]}":
        return f"Put text that begins with [ or {{ {_QUOTE_IT}"
    since, start, mark = "", failure.context_mark, failure.problem_mark
    if start and mark and start.line < mark.line:
        since = f" ({failure.context} that begins in line {start.line + 1})"
    return f"Check the indentation, the quotes and the colons of this line{since}."
