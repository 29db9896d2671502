"""Explain where a text stops being YAML: the place, and the slip that is most likely the cause."""

from __future__ import annotations

import re
from dataclasses import replace

from s55.loading.libyaml import Mark, MarkedYAMLError
from s55.problems import Problem, error

_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_CURLY_VALUE = re.compile(r"\s*(?:- )?[^:]*:\s+[“„‘«]")
_ODD_SPACE = re.compile(rf"(?:^[ \t]*-?[ ]*|:[ ]*)([{_SPACES}])")
"""A special space where YAML needs a plain one: before a key, or after its colon."""

_QUOTE_IT = "in quotes, or below a '|'."

_KEY = r"^(\s*(?:- +)?)([A-Za-z][A-Za-z_ ]{0,40}?)"
_NO_SPACE = re.compile(_KEY + r":(?=[^\s:/\\])")
"""A key whose value follows its colon at once; what follows an address's colon is a slash."""
_NO_COLON = re.compile(_KEY + r"\s*[|>][+-]?\s*$")
"""A key and the mark that begins a long text, without the colon between them."""
_OPEN_KEY = re.compile(_KEY + r":\s*$")
"""A key with nothing beside it."""


def has_odd_space(line: str) -> bool:
    """Whether another kind of space is where YAML asks for a plain one."""
    return _ODD_SPACE.search(line) is not None


def odd_space_problem(line: str, number: int, before: int = 0) -> Problem:
    """Report D006 for a line that :func:`has_odd_space`.

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


def syntax_problem(failure: MarkedYAMLError, text: str) -> Problem:
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
    if "mapping values are not allowed" in reason and (found := _no_space(lines, mark.line)):
        return found
    if start and "simple key" in context:
        return _no_key(lines, start)
    if mark.line >= len(lines):  # libyaml counts on after a last line without its end
        return replace(
            _at_mark(mark, f"this is not YAML: {reason}", _hint(reason, "", 0, failure)),
            line=len(lines),
            column=len(lines[-1]) + 1,
        )
    return _at_mark(mark, f"this is not YAML: {reason}", _hint(reason, line, mark.column, failure))


def _at_mark(mark: Mark, message: str, hint: str) -> Problem:
    return error("D005", message, hint, line=mark.line + 1, column=mark.column + 1)


def _no_space(lines: list[str], last: int) -> Problem | None:
    """Report the key without a space after its colon that made the line ``last`` unreadable."""
    before = next((n for n in range(last - 1, -1, -1) if lines[n].strip()), last)
    for number in (last, before):
        if found := _NO_SPACE.match(lines[number]):
            return _without_space(found, number)
    return None


def _without_space(found: re.Match[str], number: int) -> Problem:
    key, column = found[2], found.end()
    return error(
        "D005",
        f"there is no space after the colon of '{key}:'",
        f"Put a space between '{key}:' and what it says.",
        line=number + 1,
        column=column + 1,
    )


def _no_key(lines: list[str], start: Mark) -> Problem:
    """Report a line that has no key where YAML looks for one."""
    line = lines[start.line] if start.line < len(lines) else ""
    if found := _NO_SPACE.match(line):
        return _without_space(found, start.line)
    hint = "Write 'key: value'; a line that goes on with the text above is indented below it."
    if found := _NO_COLON.match(line):
        hint = f"Write '{found[2]}: |', with a colon after the key."
    elif key := _key_above(lines, start):
        hint = f"If it is the text of '{key}', write '{key}: |': long text needs the '|'."
    return _at_mark(start, "this line has no key with a colon", hint)


def _key_above(lines: list[str], start: Mark) -> str | None:
    """Find the key with nothing beside it, below which a line is indented."""
    for line in reversed(lines[: start.line]):
        if line.strip() and len(line) - len(line.lstrip()) < start.column:
            found = _OPEN_KEY.match(line)
            return found[2] if found else None
    return None


def _white_space_problem(lines: list[str], mark: Mark) -> Problem | None:
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
        if 0 <= number < len(lines) and has_odd_space(lines[number]):
            return odd_space_problem(lines[number], number + 1)
    return None


def _hint(reason: str, line: str, column: int, failure: MarkedYAMLError) -> str:
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
    if "expected comment or line break" in reason:
        return "Begin the text on the line below the '|', indented."
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
