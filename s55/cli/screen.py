"""Print so that a command comes to its end where nobody can read what it prints."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from typing import Any

import typer

from s55.errors import ExitCode
from s55.problems import Problem, error
from s55.reporting import as_line, as_text

_MOST_UNSAID = 2_000
"""Bytes of what could not be printed that are said elsewhere: the last lines."""


class Screen(io.FileIO):
    """Write to a stream of the process; what it does not take is kept, and stops nothing.

    What a command does must not depend on who reads its lines: a full disk, or a reader that has
    ended (``s55 status | head``).

    Args:
        handle: the number of the stream.

    Attributes:
        failure: what the system said first; None while all is printed.
        unsaid: the end of what could not be printed.
    """

    def __init__(self, handle: int) -> None:
        super().__init__(handle, "wb", closefd=False)
        self.failure: OSError | None = None
        self.unsaid = b""

    def write(self, data: Any, /) -> int:  # Any: bytes, or what gives them
        """Write to the stream, or keep what it does not take."""
        if self.failure is None:
            try:
                return super().write(data)
            except OSError as failure:
                self.failure = failure
        self.unsaid = (self.unsaid + bytes(data))[-_MOST_UNSAID:]
        return len(data)


def prepare_streams() -> Screen | None:
    """Make the streams such that printing to them never fails; give the one for results.

    A terminal that cannot show a character shows its code. Python has no stream where it was
    started with a closed one; what would go to a closed output then goes beside the messages.

    Returns:
        the screen of the standard output; None where it is closed, or is no file.
    """
    if None in {sys.stdin, sys.stdout, sys.stderr}:
        _occupy_closed()
    # Open until the process ends.
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    _prepare("stderr")
    if sys.stdout is None:
        sys.stdout = sys.stderr
        return None
    return _prepare("stdout")


def _occupy_closed() -> None:
    """Give the numbers of closed streams to nothing, so that no file that is opened gets one."""
    while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(handle)


def _prepare(name: str) -> Screen | None:
    stream = getattr(sys, name)
    if not isinstance(stream, io.TextIOWrapper):
        return None
    buffer: Any = stream.buffer  # unbuffered (python -u), it has no other below it
    raw = getattr(buffer, "raw", buffer)
    if type(raw) not in {io.FileIO, Screen}:  # the console of Windows, or a test's
        stream.reconfigure(errors="backslashreplace")
        return None
    screen = Screen(raw.fileno())
    printed = io.TextIOWrapper(
        io.BufferedWriter(screen),
        encoding=stream.encoding,
        errors="backslashreplace",
        # A message is seen at once, and in its place between the results.
        line_buffering=stream.line_buffering or name == "stderr",
        write_through=stream.write_through,
    )
    setattr(sys, name, printed)
    return screen


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems beside the results, if there are any."""
    if text := as_text(problems):
        typer.echo(text, err=True)


def print_error(text: str) -> None:
    """Print a message beside the results."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def tell_unsaid(screen: Screen | None, status: int) -> int:
    """Say beside the results what of them could not be printed (O409); give the status to end with.

    Args:
        screen: the standard output.
        status: the status of the command.
    """
    sys.stdout.flush()
    if screen is None or screen.failure is None or _has_ended(screen.failure):
        return status
    problem = error(
        "O409",
        f"what s55 prints could not be written: {screen.failure.strerror or screen.failure}",
        "The command went on without it. What it had to say ended with these lines:",
    )
    said = screen.unsaid.decode("utf-8", "replace").rstrip("\r\n")
    print_error(f"{as_line(problem)}\n{said}")
    return status or ExitCode.OUTPUT


def _has_ended(failure: OSError) -> bool:
    """Whether whatever reads the output has ended, which is no fault."""
    windows_says = os.name == "nt" and failure.errno == 22
    return isinstance(failure, BrokenPipeError) or windows_says
