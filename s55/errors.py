"""Define the only exceptions a user sees, and the exit statuses they end with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import IntEnum

from s55.problems import Problem, error


class ExitCode(IntEnum):
    """What the exit status of a command means (docs/exit-status.md)."""

    OK = 0
    PROBLEMS = 1
    """A draft has errors, or at least one response could not be rendered."""
    USAGE = 2
    """The command line itself is wrong."""
    SETTINGS = 3
    """Settings or a template set cannot be used."""
    OUTPUT = 4
    """Something could not be written."""
    MISSING_LIBRARY = 5
    """A system library that PDF output needs is not installed."""
    SAME_WORDS = 10
    """A file has the words of a publication, and not its bytes."""
    OTHER_WORDS = 11
    """A file does not have the words of the publication that it is nearest to."""
    NOT_PUBLISHED = 12
    """A file is no publication that is kept."""
    INTERNAL = 70
    """A fault in s55 itself."""
    INTERRUPTED = 130


class S55Error(Exception):
    """Stop a command, with problems that a user can act on.

    Args:
        problems: one or more problems, each a line on the screen.
        exit_code: the exit status the command ends with.
    """

    def __init__(
        self, problems: Sequence[Problem], exit_code: ExitCode = ExitCode.PROBLEMS
    ) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = tuple(problems)
        self.exit_code = exit_code

    def __reduce__(self) -> tuple[type[S55Error], tuple[Sequence[Problem], ExitCode]]:
        """Say how a copy for another process is made."""
        return type(self), (self.problems, self.exit_code)


def reason_of(failure: OSError) -> str:
    """Say why the system did not read a file; a folder in its place is called that."""
    if isinstance(failure, IsADirectoryError):
        return "it is a folder, not a file"
    return failure.strerror or str(failure)


def problems_told(failure: Exception) -> Sequence[Problem]:
    """Say for a person what ended a command, or a page of the desk, early.

    Returns:
        the problems of an S55Error; O409 where the system refused something that nobody has words
        of their own for; X900 for a fault in s55 itself.
    """
    if isinstance(failure, S55Error):
        return failure.problems
    if isinstance(failure, OSError):
        problem = error(
            "O409",
            f"the system refused it: {failure.strerror or failure}",
            "Check that the file or folder is there, and that you may read and write it.",
        )
        return [problem.in_file(str(failure.filename)) if failure.filename else problem]
    problem = error(
        "X900",
        f"a fault in s55 itself ({type(failure).__name__}: {failure})",
        "Run it again as 's55 --verbose ...' and report what it prints.",
    )
    return [problem]


@contextmanager
def problems_in(file: str) -> Iterator[None]:
    """Add ``file`` to every problem of an error raised within that names no file yet."""
    try:
        yield
    except S55Error as failure:
        located = [one if one.file else one.in_file(file) for one in failure.problems]
        raise S55Error(located, failure.exit_code) from None
