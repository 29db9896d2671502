"""See what a reader does beside reading: files it opens, programs it starts, hosts it asks."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_REACHES_OUT = ("socket.", "subprocess.", "os.exec", "os.spawn", "os.posix_spawn", "os.system")
_CHANGES = ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "shutil.")
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


_OWN = tuple(
    Path(place).resolve()
    for place in (sys.prefix, sys.base_prefix, Path(__file__).parents[2], tempfile.gettempdir())
)


def _is_own(path: Path) -> bool:
    """Whether a path belongs to Python, its libraries, this project, or the temporary folder."""
    resolved = path.resolve()
    return any(resolved.is_relative_to(one) for one in _OWN)


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
