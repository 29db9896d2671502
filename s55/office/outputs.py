"""Write files so that an interrupted run leaves the old file or the new one, never a part."""

from __future__ import annotations

import errno
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from s55.errors import ExitCode, S55Error
from s55.problems import error

_HINTS = {
    errno.ENOSPC: ("O402", "the disk is full", "Make room and try again."),
    errno.EDQUOT: ("O402", "your share of the disk is full", "Make room and try again."),
    errno.EROFS: (
        "O401",
        "the disk is read-only",
        "Use another folder.",
    ),
    errno.ENOTDIR: (
        "O401",
        "a part of the path is a file",
        "Use another folder.",
    ),
    errno.ENAMETOOLONG: ("O401", "the name is too long", "Give the draft a shorter name."),
}

_TEMPORARY = re.compile(r"\.s55-\w{8}(\.tmp)?")
"""The names of incomplete files (with .tmp) and folders (without)."""
_STALE = 24 * 60 * 60
"""The age in seconds at which no run can still be writing one."""
_tidied: set[Path] = set()
"""The folders that this run has tidied."""


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` by way of a temporary file beside it; folders are made.

    Temporary files that a killed run left there, a day ago or earlier, are removed.

    Raises:
        S55Error: O401 it cannot be written, O402 the disk is full, O403 it is open elsewhere.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _tidy(path.parent)
        temporary = _written_beside(path, data)
    except OSError as failure:
        raise refused(path, failure) from None
    try:
        move_into_place(temporary, path)
    except S55Error:
        temporary.unlink(missing_ok=True)
        raise


@contextmanager
def staging_folder(beside: Path) -> Iterator[Path]:
    """Make a folder on the same disk as ``beside``, for files to be moved when they are complete.

    It is removed afterwards, whatever happens. It is next to ``beside``, or within it if that is
    the root of a disk.

    Raises:
        S55Error: as :func:`write_atomically`.
    """
    place = beside.resolve()
    place = place if place.is_mount() else place.parent
    try:
        place.mkdir(parents=True, exist_ok=True)
        _tidy(place)
        made = tempfile.TemporaryDirectory(prefix=".s55-", dir=place)
    except OSError as failure:
        raise refused(beside, failure) from None
    with made as name:
        yield Path(name)


def move_into_place(temporary: Path, path: Path) -> None:
    """Move a file that is already written, on the same disk, to ``path``; folders are made.

    Raises:
        S55Error: as :func:`write_atomically`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise refused(path, failure) from None
    try:
        temporary.replace(path)
    except OSError as failure:
        if isinstance(failure, PermissionError):  # Windows: the file is open in Word or a viewer
            problem = error(
                "O403",
                "the file cannot be replaced; it may be open in another program",
                "Close it there and try again. The old file is unchanged.",
            )
            raise S55Error([problem.in_file(str(path))], ExitCode.OUTPUT) from None
        raise refused(path, failure) from None


def _tidy(folder: Path) -> None:
    """Remove what killed runs left in a folder, if it can be removed."""
    place = folder.resolve()
    if place in _tidied:
        return
    _tidied.add(place)
    # The disk's clock and this machine's can differ: a day allows for that.
    oldest = time.time() - _STALE
    with suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            with suppress(OSError):
                _remove_stale(entry, oldest)


def _remove_stale(entry: os.DirEntry[str], oldest: float) -> None:
    found = _TEMPORARY.fullmatch(entry.name)
    if not found or entry.stat(follow_symlinks=False).st_mtime >= oldest:
        return
    if found[1] and entry.is_file(follow_symlinks=False):
        Path(entry.path).unlink()
    elif not found[1] and entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path, ignore_errors=True)


def _written_beside(path: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".s55-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode_for(path))
        _keep_group(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _keep_group(temporary: Path, path: Path) -> None:
    """Give a file the group of the one that it replaces, where that is allowed."""
    if path.exists() and hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(temporary, -1, path.stat().st_gid)


def _mode_for(path: Path) -> int:
    """Give the permissions of the file that is replaced, or those of a new file."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def refused(path: Path, failure: OSError) -> S55Error:
    """Say why a file or a folder cannot be written (O401, O402)."""
    code, what, hint = _HINTS.get(
        failure.errno or 0,
        (
            "O401",
            f"it cannot be written: {failure.strerror or failure}",
            "Check that you may write to this folder, or use another.",
        ),
    )
    return S55Error([error(code, what, hint).in_file(str(path))], ExitCode.OUTPUT)
