"""What libyaml says of text that is no YAML, told so that the writer of a draft can mend it."""

from __future__ import annotations

import re
from dataclasses import replace

import yaml

from s55.problems import Problem, error

_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_ODD_SPACE = re.compile(rf"(?:^[ \t]*-?[ ]*|:[ ]*)([{_SPACES}])")
"""A space of another kind where YAML asks for a plain one: before a key, or after its colon."""

_QUOTE_IT = "in quotes, or below a '|'."


def has_odd_space(line: str) -> bool:
    """Whether a space that is not a plain one stands where YAML asks for a plain one."""
    return _ODD_SPACE.search(line) is not None


def odd_space_problem(line: str, number: int, before: int = 0) -> Problem:
    """D006 for a line that :func:`has_odd_space`.

    Args:
        line: the line, or the end of it.
        number: its number in the file.
        before: how many characters stand before what is given of it.
    """
    found = _ODD_SPACE.search(line)
    column = found.start(1) if found else 0
    return error(
        "D006",
        f"a space that is not a plain one (U+{ord(line[column]):04X}) stands before a key or "
        "after its colon",
        "Delete it and press the space bar; it often comes with text copied from a web page.",
        line=number,
        column=before + column + 1,
    )


def syntax_problem(failure: yaml.MarkedYAMLError, text: str) -> Problem:
    """D005 or D006: where the text stops being YAML, and the mend of the slips people make most."""
    told = failure.problem or "something is wrong"
    context = failure.context or ""
    mark = failure.problem_mark or failure.context_mark
    if mark is None:
        return error("D005", f"this is not YAML: {told}")
    lines = text.split("\n")
    line = lines[mark.line] if mark.line < len(lines) else ""
    if found := _white_space_problem(lines, mark):
        return found
    start = failure.context_mark
    if start and "quoted scalar" in context:
        return _at(
            start,
            "a quotation mark opens here and is not closed",
            "Close it on the last line of the text, or write the text below a '|'.",
        )
    if start and "simple key" in context:
        return _at(
            start,
            "this line has no key with a colon",
            "Write 'key: value'; a line that goes on with the text above is indented below it.",
        )
    if mark.line >= len(lines):  # libyaml counts on after a last line without its end
        return replace(
            _at(mark, f"this is not YAML: {told}", _hint(told, "", 0, failure)),
            line=len(lines),
            column=len(lines[-1]) + 1,
        )
    return _at(mark, f"this is not YAML: {told}", _hint(told, line, mark.column, failure))


def _at(mark: yaml.Mark, message: str, hint: str) -> Problem:
    return error("D005", message, hint, line=mark.line + 1, column=mark.column + 1)


def _white_space_problem(lines: list[str], mark: yaml.Mark) -> Problem | None:
    """The tab in the indentation or the no-break space that is the cause, if one is."""
    line = lines[mark.line] if mark.line < len(lines) else ""
    indentation = line[: len(line) - len(line.lstrip(" \t"))]
    tab = mark.column if line[mark.column : mark.column + 1] == "\t" else indentation.find("\t")
    if tab >= 0:
        return error(
            "D006",
            "a tab stands in the indentation",
            "Use spaces; set your editor to insert spaces for the Tab key.",
            line=mark.line + 1,
            column=tab + 1,
        )
    for number in (mark.line, mark.line - 1):
        if 0 <= number < len(lines) and has_odd_space(lines[number]):
            return odd_space_problem(lines[number], number + 1)
    return None


def _hint(told: str, line: str, column: int, failure: yaml.MarkedYAMLError) -> str:
    before = line[:column].rstrip()[-1:]
    if "mapping values are not allowed" in told:
        return (
            "Check the indentation of this line and the one before; "
            "put text that holds ': ' in quotes or below a '|'."
        )
    if "cannot start any token" in told:
        return f"Put text that begins with {line[column : column + 1]} {_QUOTE_IT}"
    if "alphabetic or numeric" in told:
        return f"Put text that begins with * or & {_QUOTE_IT}"
    if before and before in "'\"":
        return (
            f"The text ends at the second {before}: put the whole of it {_QUOTE_IT} "
            "Inside '...' an apostrophe is written twice."
        )
    if before and before in "]}":
        return f"Put text that begins with [ or {{ {_QUOTE_IT}"
    since, start, mark = "", failure.context_mark, failure.problem_mark
    if start and mark and start.line < mark.line:
        since = f" ({failure.context} that begins in line {start.line + 1})"
    return f"Check the indentation, the quotes and the colons of this line{since}."
