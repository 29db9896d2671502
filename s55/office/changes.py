"""Change a file of the workspace so that what somebody else wrote meanwhile is not lost.

Two commands can run at once, and an editor can save while a command works. So a file is replaced
only if it still holds what the change was made from; otherwise the change is made again, on what
the file says by now. Comparing and replacing is one step under a lock that all commands take.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

from s55.errors import ExitCode, S55Error
from s55.office.outputs import refused, write_atomically
from s55.problems import error
from s55.sources.files import read_text

T = TypeVar("T")

LOCK_FILE = ".s55-lock"
"""The file by which commands wait for each other, beside the files that they change."""
WAIT_SECONDS = 30
"""Longer than any command needs to compare and replace a file."""
TRIES = 20
"""How often a change is made again before somebody has to look."""


class OvertakenError(S55Error):
    """The file does not hold any more what a change was made from; nothing was written."""


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Let no other command change a file of ``folder`` meanwhile.

    Raises:
        S55Error: O401 the lock cannot be made, O406 another command does not let go of it.
    """
    lock = FileLock(folder / LOCK_FILE, timeout=WAIT_SECONDS)
    try:
        lock.acquire()
    except Timeout:
        problem = error(
            "O406",
            f"another command has worked in this folder for more than {WAIT_SECONDS} seconds",
            "Wait until it has ended, or stop it, and run this command again.",
        )
        raise S55Error([problem.in_file(str(folder))], ExitCode.OUTPUT) from None
    except OSError as failure:
        raise refused(folder, failure) from None
    try:
        yield
    finally:
        lock.release()


def replace_if_unchanged(path: Path, before: bytes | None, after: bytes) -> None:
    """Replace a file, if it still holds ``before``; a link stays a link.

    Args:
        path: the file.
        before: what it held when it was read; None where it was not there.
        after: what it is to hold.

    Raises:
        OvertakenError: O407, when it holds something else by now; it stays as it is.
        S55Error: O406, O408 and what :func:`s55.office.outputs.write_atomically` raises.
    """
    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise refused(path, failure) from None
    with _alone_in(target.parent):
        try:
            now = target.read_bytes() if target.exists() else None
        except OSError as failure:
            raise refused(path, failure) from None
        if now != before:
            problem = error(
                "O407",
                "another program has changed the file meanwhile; nothing was written",
                "Look at what it says now, and run the command again.",
            )
            raise OvertakenError([problem.in_file(str(path))], ExitCode.OUTPUT)
        _refuse_protected(path, target)
        if now != after:
            write_atomically(target, after)


def change_text(path: Path, file: str, make: Callable[[str], tuple[str, T]]) -> T:
    """Change the text of a file; if somebody else changes it meanwhile, make the change again.

    Args:
        path: the file; one that is not there has the text ''.
        file: the file as the user named it, for messages.
        make: makes the new text of the old one, with a byte order mark or without, and a result.

    Returns:
        the result of the change that was written.

    Raises:
        S55Error: what ``make`` and :func:`replace_if_unchanged` raise; the file is as it was.
    """

    def once() -> T:
        is_there = path.exists()
        text = read_text(path, file, keep_mark=True) if is_there else ""
        changed, result = make(text)
        replace_if_unchanged(path, text.encode() if is_there else None, changed.encode())
        return result

    return until_not_overtaken(once)


def until_not_overtaken(attempt: Callable[[], T]) -> T:
    """Make a change again as long as somebody else changes its file meanwhile.

    Args:
        attempt: reads the file, makes the change and writes it with :func:`replace_if_unchanged`.

    Raises:
        S55Error: what ``attempt`` raises; :class:`OvertakenError` only after many times.
    """
    for _ in range(TRIES - 1):
        with suppress(OvertakenError):
            return attempt()
    return attempt()


def _refuse_protected(path: Path, target: Path) -> None:
    """Refuse a file that its owner has made read-only: it can be replaced, and is not meant to."""
    if target.exists() and not target.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        problem = error(
            "O408",
            "the file is write-protected, so it was not changed",
            "Take the protection away (in its properties, or chmod u+w), and try again.",
        )
        raise S55Error([problem.in_file(str(path))], ExitCode.OUTPUT)
