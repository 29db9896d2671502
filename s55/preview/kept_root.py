"""Keep the path of the desk's pages for a day, where a desk is to be found again at its port.

A page that is open in the browser while the desk ends, and starts again, then still saves what was
typed there, once its browser has been let in again. The file is for the account alone that starts
the desk: who knows the path could have the browser's key sent to a server of theirs, see
:mod:`s55.preview.entry`.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

from s55.disk.writing import remove_file, write_atomically
from s55.errors import S55Error
from s55.preview.entry import new_root

_ROOT = re.compile(r"/[\w-]{22}", re.ASCII)
_SECONDS = 24 * 60 * 60
"""For so long a path is kept after it was made."""
_MOST_BYTES = 100


def kept_root(folder: Path, port: int, now: float) -> str:
    """Give the path of the pages of the desk at a port; a new one where none is kept.

    Args:
        folder: where it is kept, in the account of who starts the desk.
        port: the port.
        now: the time, in seconds since 1970.
    """
    path = folder / f"desk-{port}"
    root = _read(path, now)
    if root is None:
        root = new_root()
        _clear(folder, now)
        with suppress(S55Error):  # then the next desk has another one
            write_atomically(path, root.encode(), private=True)
    return root


def _clear(folder: Path, now: float) -> None:
    """Remove the paths that are kept no longer: most desks are at any port that is free."""
    for path in folder.glob("desk-*"):
        with suppress(OSError, S55Error):
            if path.name.removeprefix("desk-").isdecimal() and not _is_young(path.stat(), now):
                remove_file(path)


def _is_young(about: os.stat_result, now: float) -> bool:
    return abs(now - about.st_mtime) < _SECONDS


def _read(path: Path, now: float) -> str | None:
    try:
        about = path.stat()
        with path.open("rb") as stream:
            text = stream.read(_MOST_BYTES).decode("ascii", "replace")
    except OSError:
        return None
    # Windows shows no permissions here; the folders of an account are its own there.
    is_private = os.name == "nt" or not about.st_mode & 0o077
    return text if is_private and _is_young(about, now) and _ROOT.fullmatch(text) else None
