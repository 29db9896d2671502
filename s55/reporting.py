"""Write problems as lines of text, as JSON, or as annotations of GitHub workflows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from enum import StrEnum
from types import MappingProxyType

from s55.problems import Problem, Severity


class ReportFormat(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def as_line(problem: Problem) -> str:
    """Make the line ``file:line:column: error D101: what is wrong. What to do.``."""
    place = f"{problem.place}: " if problem.place else ""
    hint = f" {problem.hint}" if problem.hint else ""
    return f"{place}{problem.severity.value} {problem.code}: {problem.message}.{hint}"


def as_text(problems: Iterable[Problem]) -> str:
    """One line for each problem."""
    return "\n".join(as_line(problem) for problem in problems)


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects with the attributes of :class:`~s55.problems.Problem`."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands, which GitHub shows beside the line."""
    return "\n".join(_workflow_command(problem) for problem in problems)


def _workflow_command(problem: Problem) -> str:
    properties = {
        "file": problem.file,
        "line": problem.line,
        "col": problem.column,
        "title": problem.code,
    }
    given = ",".join(
        f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None
    )
    return f"::{problem.severity.value} {given}::{_message(f'{problem.message}. {problem.hint}')}"


def _message(text: str) -> str:
    return text.strip().replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


REPORTS: Mapping[ReportFormat, Callable[[Iterable[Problem]], str]] = MappingProxyType(
    {ReportFormat.TEXT: as_text, ReportFormat.JSON: as_json, ReportFormat.GITHUB: as_github}
)


def counted(problems: Sequence[Problem]) -> str:
    """How many errors and warnings, in words."""
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    return f"{_plural(errors, 'error')}, {_plural(warnings, 'warning')}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
