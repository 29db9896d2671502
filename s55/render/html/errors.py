"""Explain errors in an HTML layout, with the line and, for a misspelt name, the right one."""

from __future__ import annotations

import dataclasses
import difflib
import re
from collections.abc import Iterable
from types import TracebackType

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from s55.errors import ExitCode, S55Error
from s55.problems import Problem, error
from s55.render.html.tag_faults import mismatch_in
from s55.templating.limits import NoWordsError, TooMuchError
from s55.views import fields
from s55.views.response import contents as views

_UNKNOWN_NAME = re.compile(r"'(?P<name>[^']*)' is undefined")
_UNKNOWN_ATTRIBUTE = re.compile(
    r"'(?:[\w.]*\.)?(?P<type>\w+)[^']*' has no attribute '(?P<name>\w*)'"
)


_OF_JINJA = "__jinja_exception__"
"""A name in the frames of a traceback that Jinja has put in place of those of its code."""

LOOPS = "the layout includes itself, or a macro or a loop calls itself, without end"


class WholeItemError(TypeError):
    """A tag shows something other than a field: a section, a list, the bytes of a picture."""


def layout_error(failure: Exception, file: str, names: Iterable[str]) -> S55Error:
    """Turn the failure of a layout into problems that a maintainer can act on.

    Args:
        failure: what Jinja raised.
        file: the layout's file.
        names: the names that a layout can use outside loops.

    Returns:
        L202 for a tag that is not valid Jinja, L203 for an unknown field, L204 for a layout that
        reaches for Python's internals, L205 for a tag that shows something other than a field, L210
        for a layout without end; each with its file, which the layout may include, and its line if
        that is known.
    """
    if isinstance(failure, TemplateSyntaxError):
        problem = _syntax_problem(failure)
        file = failure.filename or file
    else:
        file, line = _place_of(failure.__traceback__, file)
        problem = _runtime_problem(failure, line, names)
    return S55Error([problem.in_file(file)], ExitCode.SETTINGS)


def _syntax_problem(failure: TemplateSyntaxError) -> Problem:
    if found := mismatch_in(failure.source or ""):
        return error("L202", found.message, found.hint, line=found.line)
    message = (failure.message or "a tag is wrong").rstrip(".")
    hint = "Correct the tag on this line; {{ }} and {% %} must be closed."
    return error("L202", f"the layout cannot be read: {message}", hint, line=failure.lineno)


def _runtime_problem(failure: Exception, line: int | None, names: Iterable[str]) -> Problem:
    if isinstance(failure, TooMuchError | MemoryError):
        return too_much(str(failure), line)
    if isinstance(failure, RecursionError):
        return error("L202", LOOPS, "Take the inclusion or the call out.", line=line)
    if isinstance(failure, SecurityError):
        message = f"the layout does what no layout may: {str(failure).rstrip('.')}"
        return error("L204", message, "Show only the fields of docs/templates.md.", line=line)
    if isinstance(failure, UndefinedError):
        return _unknown_field(str(failure), line, names)
    if isinstance(failure, WholeItemError | NoWordsError):
        return error("L205", f"in the layout {failure}", "Name the field after a dot.", line=line)
    message = f"the layout cannot be run: {str(failure).rstrip('.') or type(failure).__name__}"
    return error("L202", message, "Correct the tag on this line.", line=line)


def too_much(what: str, line: int | None = None) -> Problem:
    """Report (L210) a layout that has no end, or as good as none."""
    return error(
        "L210",
        f"the layout asks for more than any document needs: {what or 'it fills the memory'}",
        "Look for a loop, a repetition or a number that is far too large.",
        line=line,
    )


def _unknown_field(words: str, line: int | None, names: Iterable[str]) -> Problem:
    candidates: Iterable[str] = ()
    name = ""
    if found := _UNKNOWN_NAME.search(words):
        name, candidates = found["name"], names
    elif found := _UNKNOWN_ATTRIBUTE.search(words):
        name, candidates = found["name"], _attributes(found["type"])
    close = difflib.get_close_matches(name, list(candidates), n=1, cutoff=0.6)
    hint = f"Did you mean '{close[0]}'?" if close else "docs/templates.md lists the fields."
    what = f"'{name}'" if name else words
    return error("L203", f"the layout names the unknown field {what}", hint, line=line)


def _attributes(type_name: str) -> Iterable[str]:
    """List the names of the fields of one of the views."""
    known = getattr(views, type_name, None) or getattr(fields, type_name, None)
    if isinstance(known, type) and dataclasses.is_dataclass(known):
        return [field.name for field in dataclasses.fields(known)]
    return ()


def _place_of(traceback: TracebackType | None, file: str) -> tuple[str, int | None]:
    """Find the file and the line where a layout failed: Jinja maps its frames to them."""
    place: tuple[str, int | None] = file, None
    while traceback is not None:
        frame = traceback.tb_frame
        if frame.f_code.co_filename == file or _OF_JINJA in frame.f_globals:
            place = frame.f_code.co_filename, traceback.tb_lineno
        traceback = traceback.tb_next
    return place
