"""See what a reader does beside reading: files it opens, programs it starts, hosts it asks."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_REACHES_OUT = (
    *("socket.", "subprocess.", "os.exec", "os.spawn", "os.posix_spawn", "os.system", "os.fork"),
    *("os.startfile", "os.kill", "pty.", "webbrowser."),
    *("sqlite3.", "urllib.", "ftplib.", "smtplib."),
)
_CHANGES = (
    *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "shutil."),
    *("os.truncate", "os.chmod", "os.chown", "os.chflags", "os.utime", "os.setxattr"),
    *("os.removexattr", "os.lockf"),
)
_LISTS = frozenset({"os.listdir", "os.scandir", "os.chdir"})
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_seen: list[str] | None = None


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _seen is None:
        return
    if event.startswith(_REACHES_OUT) or event.startswith(_CHANGES):
        _seen.append(f"{event} {arguments!r:.200}")
    elif event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
        path, mode, flags = Path(os.fsdecode(arguments[0])), arguments[1] or "", arguments[2] or 0
        if set("wax+") & set(mode) or flags & _WRITES:
            _seen.append(f"written: {path}")
        elif not _is_own(path):
            _seen.append(f"opened: {path}")
    elif event in _LISTS and not _is_own(_path(arguments[0])):
        _seen.append(f"listed: {_path(arguments[0])}")


def _path(told: Any) -> Path:
    """The folder that is listed; the one in which the process runs where none is named."""
    return Path(os.fsdecode(told)) if isinstance(told, str | bytes | os.PathLike) else Path.cwd()


OWN = (
    Path(__file__).resolve().parents[2],
    # Libraries may lie elsewhere than Python.
    *(Path(place).resolve() for place in (sys.prefix, sys.base_prefix, *sys.path) if place),
    Path(tempfile.gettempdir()).resolve(),
)


def _is_own(path: Path) -> bool:
    """Whether a path belongs to Python, its libraries, this project, or the temporary folder."""
    resolved = path.resolve()
    return any(resolved.is_relative_to(one) for one in OWN)


sys.addaudithook(_hook)


@contextmanager
def watched(*, may_write: bool = False) -> Iterator[list[str]]:
    """Give the list of what was done, filled in at the end.

    Args:
        may_write: whether files may be written, because the trial itself writes its input.
    """
    global _seen  # noqa: PLW0603  (an audit hook cannot be taken away, only told to rest)
    mine: list[str] = []
    done: list[str] = []
    _seen = mine
    try:
        yield done
    finally:
        _seen = None
        done += [one for one in mine if not (may_write and one.startswith("written: "))]
