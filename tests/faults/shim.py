"""Count the operations of a process on files, and let one of them fail, or all of them wait.

The process is a fork that ends after one command: nothing here is undone. Counted are what Python
announces by its audit hooks (files that are opened, renamed, removed, folders that are made), what
is forced to the disk and written by the package, all within given folders.
"""

from __future__ import annotations

import errno
import io
import os
import re
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Any

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_EVENTS = frozenset(
    {"os.rename", "os.remove", "os.mkdir", "os.chmod", "os.rmdir", "os.truncate", "os.link"}
)


class Fault(StrEnum):
    """What happens to an operation, and to those after it."""

    KILLED = "killed"
    """The process ends at once, as by a power cut."""
    FULL = "disk full"
    """ENOSPC, for this and every later operation that needs room."""
    SHORT = "short write"
    """Half of the bytes are written; the next write fails with ENOSPC."""
    BROKEN = "disk error"
    """EIO, once."""
    DENIED = "no permission"
    """EACCES, once."""
    READ_ONLY = "read-only"
    """EROFS, for this and every later operation that writes."""
    STALE = "stale handle"
    """ESTALE, once: a network drive that was away for a moment."""
    GONE = "drive gone"
    """ENOENT, for this and every later operation: a network drive that went away."""


_NUMBERS = {
    Fault.FULL: errno.ENOSPC,
    Fault.BROKEN: errno.EIO,
    Fault.DENIED: errno.EACCES,
    Fault.READ_ONLY: errno.EROFS,
    Fault.STALE: errno.ESTALE,
    Fault.GONE: errno.ENOENT,
}
_STAYS = {Fault.FULL, Fault.READ_ONLY, Fault.GONE}
_OWN_CODE = f"{os.sep}s55{os.sep}"
_NO_FILE = re.compile(r"^/dev/|__pycache__")
_REPLACES = "os.replace"
"""A renaming to a name that is there already."""
_FREES = {"os.remove", "os.rmdir", _REPLACES}
"""What a full disk allows."""


class Shim:
    """Lets one operation fail.

    Args:
        folders: those whose files count.
        fault: what happens; None to count only.
        at: the number of the operation, from 1.
        seconds: how long each operation takes, beside the time that it needs here.
    """

    def __init__(
        self, folders: tuple[Path, ...], fault: Fault | None, at: int, seconds: float = 0
    ) -> None:
        self._folders = tuple(f"{folder.resolve()}{os.sep}" for folder in folders)
        self._fault, self._at, self._seconds = fault, at, seconds
        self.count = 0
        self.outside: list[str] = []
        """What was written elsewhere."""
        self.places: list[str] = []
        """Of each operation what it does, and by which calls of the package it is reached."""
        self._short = False

    def watch(self) -> None:
        """Begin to count."""
        sys.addaudithook(self._heard)
        fsync, replace, rename, fdopen = os.fsync, os.replace, os.rename, os.fdopen

        def synced(handle: int) -> None:
            self._tick("fsync", "fsync")
            fsync(handle)

        def opened(handle: int, mode: str = "r", *rest: Any, **named: Any) -> Any:
            if mode != "wb":
                return fdopen(handle, mode, *rest, **named)
            return io.BufferedWriter(_Raw(handle, self._before_write))

        os.fsync, os.fdopen = synced, opened  # type: ignore[assignment]  # it stands for both
        os.replace, os.rename = self._then_killed(replace), self._then_killed(rename)

    def _then_killed(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Count the moment after a renaming too: there a process can be killed, and no more."""

        def counted(*arguments: Any, **named: Any) -> Any:
            result = function(*arguments, **named)
            if self._is_ours(arguments[-1]):
                self._count("renamed")
                if self._fault is Fault.KILLED and self.count == self._at:
                    os.kill(os.getpid(), signal.SIGKILL)
            return result

        return counted

    def _heard(self, event: str, details: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = details
            writes = isinstance(flags, int) and flags & _WRITES
            if isinstance(flags, int) and self._is_ours(path):
                self._tick("write" if writes else "read", path)
            elif writes:
                self._note_outside(path)
        elif event in _EVENTS and self._is_ours(details[0]):
            is_there = event == "os.rename" and Path(os.fsdecode(details[1])).exists()
            self._tick(_REPLACES if is_there else event, details[0])
        elif event in _EVENTS:
            self._note_outside(details[0])

    def _note_outside(self, path: object) -> None:
        """Note what is written elsewhere; streams, devices and compiled modules do not count."""
        if not isinstance(path, str | bytes | os.PathLike):
            return
        name = f"{Path.cwd() / os.fsdecode(path)}"
        if not f"{name}{os.sep}".startswith(self._folders) and not _NO_FILE.search(name):
            self.outside.append(name)

    def _before_write(self, size: int) -> int:
        """Give how many of so many bytes are written."""
        if self._short:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._count("data")
        if self._fault is Fault.SHORT and self.count == self._at:
            self._short = True
            return max(1, size // 2)
        self._fail("data", "data")
        return size

    def _tick(self, what: str, path: object) -> None:
        self._count(what)
        self._fail(what, path)

    def _count(self, what: str) -> None:
        self.count += 1
        if self._fault is None and not self._seconds:
            calls = [
                f"{frame.f_code.co_qualname} {line}"
                for frame, line in traceback.walk_stack(sys._getframe(2))
                if _OWN_CODE in frame.f_code.co_filename
            ]
            self.places.append(" < ".join([what, *calls]))

    def _fail(self, what: str, path: object) -> None:
        if self._seconds:
            time.sleep(self._seconds)
        fault = self._fault
        if fault in (None, Fault.SHORT) or self.count < self._at:
            return
        if fault is Fault.KILLED:
            if self.count == self._at:
                os.kill(os.getpid(), signal.SIGKILL)
            return
        if not self._spares(what) if fault in _STAYS else self.count == self._at:
            number = _NUMBERS[fault]
            raise OSError(number, os.strerror(number), str(path))

    def _spares(self, what: str) -> bool:
        """Whether a fault that stays leaves an operation alone."""
        if self._fault is Fault.GONE:
            return False
        return what == "read" or (self._fault is Fault.FULL and what in _FREES)

    def _is_ours(self, path: object) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):
            return False
        return f"{Path.cwd() / os.fsdecode(path)}".startswith(self._folders)


def on_slow_drive(folder: Path, seconds: float) -> None:
    """Let this process find a folder on a slow network drive, for as long as the process lives.

    Such a drive knows no links, and no exchange of two files in one step.

    Args:
        folder: the folder.
        seconds: how long each operation on a file takes.
    """
    import s55.disk.changing

    Shim((folder,), None, 0, seconds).watch()
    looked, within = os.stat, f"{folder.resolve()}{os.sep}"

    def stat(path: Any, *rest: Any, **named: Any) -> os.stat_result:
        if not isinstance(path, int) and os.fsdecode(path).startswith(within):
            time.sleep(seconds)
        return looked(path, *rest, **named)

    def link(source: Any, *_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM), os.fsdecode(source))

    os.stat, os.link = stat, link  # type: ignore[assignment]  # for what the package calls
    vars(s55.disk.changing)["exchange"] = lambda *_: False


def without_care() -> None:
    """Let this process and its forks write without a lock, and over whatever is there by now."""
    import s55.disk.changing
    from s55.disk.writing import put_over

    def replace(path: Path, _: bytes, made: Path) -> None:
        put_over(made, path, path, elsewhere=False)

    vars(s55.disk.changing).update(
        _alone=lambda *_: nullcontext(), _compare=lambda _: None, _replace=replace
    )


class _Raw(io.FileIO):
    """A file whose writes are counted."""

    def __init__(self, handle: int, before: Callable[[int], int]) -> None:
        super().__init__(handle, "wb")
        self._before = before

    def write(self, data: Any) -> int:
        """Write as many bytes as are let through."""
        allowed = self._before(len(data))
        return super().write(memoryview(data)[:allowed])
