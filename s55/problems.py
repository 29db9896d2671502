"""Report what is wrong with an input, where, and what to do: the record every check returns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from s55.records import dataclass


class Severity(StrEnum):
    """How much a problem matters: errors stop a render, warnings do not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, shown on one line.

    Attributes:
        code: the stable code, listed in docs/problems.md (for example ``D101``).
        severity: whether it stops a render.
        message: what is wrong, a sentence without its full stop.
        hint: what to do about it, a sentence; may be empty.
        file: the file as the user named it; None where no file is at fault.
        line: 1-based line, or None when the problem belongs to the whole file.
        column: 1-based column, or None.
        path: the field of the draft it is about, for example ``inspection.published``.
    """

    code: str
    severity: Severity
    message: str
    hint: str = ""
    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str = ""

    @property
    def place(self) -> str:
        """``file:line:column`` as far as it is known."""
        parts = [self.file or ""]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        return ":".join(parts)

    def as_error(self) -> Problem:
        """Turn the problem into one that stops a render."""
        return replace(self, severity=Severity.ERROR)

    def in_file(self, file: str) -> Problem:
        """Name ``file`` as the file of the problem."""
        return replace(self, file=file)


def error(
    code: str,
    message: str,
    hint: str = "",
    *,
    line: int | None = None,
    column: int | None = None,
    path: str = "",
) -> Problem:
    """Make a problem that stops a render."""
    return Problem(code, Severity.ERROR, message, hint, None, line, column, path)


def warning(
    code: str,
    message: str,
    hint: str = "",
    *,
    line: int | None = None,
    column: int | None = None,
    path: str = "",
) -> Problem:
    """Make a problem that does not stop a render."""
    return Problem(code, Severity.WARNING, message, hint, None, line, column, path)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops a render."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def errors_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Select the problems that stop a render."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems as a reader meets them: by file, line, column, then code."""
    return sorted(
        problems, key=lambda p: (p.file or "", p.line or 0, p.column or 0, p.code, p.message)
    )
