"""Write files so that an interrupted run leaves the old file or the new one, never a part."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.sources.files import resolved

LEFTOVER = re.compile(r"\.s55-\w{8}(\.tmp)?")
"""The names of incomplete files (with .tmp) and folders (without)."""
_WORKING = re.compile(r"s55-(?:[a-z]+-)?\w{8}")
"""The names of folders that a run works in, among the system's temporary files."""
_STALE = 24 * 60 * 60
"""The age in seconds at which no run can still be writing one."""
_tidied: set[Path] = set()
"""The folders that this run has tidied."""


def write_atomically(
    path: Path, data: bytes, *, elsewhere: bool = True, private: bool = False
) -> None:
    """Write a file by way of a temporary one beside it; folders are made, a link stays a link.

    Temporary files that a killed run left there, a day ago or earlier, are removed.

    Args:
        path: the file.
        data: what it is to hold.
        elsewhere: whether the command can write to another place, for advice.
        private: whether no other account may read it.

    Raises:
        S55Error: O401 it cannot be written, O402 the disk is full, O403 it is open elsewhere, O408
            it is write-protected.
    """
    with prepared(
        path, lambda stream: stream.write(data), elsewhere=elsewhere, private=private
    ) as temporary:
        move_into_place(temporary, path, elsewhere=elsewhere)


@contextmanager
def prepared(
    path: Path,
    fill: Callable[[BinaryIO], object],
    *,
    elsewhere: bool = True,
    private: bool = False,
) -> Iterator[Path]:
    """Write what a file is to hold to a temporary one beside it, with its permissions and group.

    Moving that into place takes no more room on the disk. If it is not moved, it is removed.

    Args:
        path: the file.
        fill: writes to a stream what the file is to hold.
        elsewhere: whether the command can write to another place, for advice.
        private: whether no other account may read it.

    Raises:
        S55Error: as :func:`write_atomically`.
    """
    target = Path(os.path.realpath(path))
    refuse_protected(path)
    temporary: Path | None = None
    try:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            _tidy(target.parent, LEFTOVER)
            handle, name = tempfile.mkstemp(dir=target.parent, prefix=".s55-", suffix=".tmp")
            temporary = Path(name)
            with os.fdopen(handle, "wb") as stream:
                fill(stream)
                stream.flush()
                os.fsync(stream.fileno())
            temporary.chmod(0o600 if private else _mode_for(target))
            _keep_group(temporary, target)
        except OSError as failure:
            raise refused(path, failure, elsewhere=elsewhere) from None
        yield temporary
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def write_new(path: Path, data: bytes) -> bool:
    """Write a file if it is not there yet; tell whether it was written.

    Raises:
        S55Error: as :func:`write_atomically`.
    """
    return make_new(path, lambda stream: stream.write(data))


def make_new(path: Path, fill: Callable[[BinaryIO], object]) -> bool:
    """Fill a new file, if there is none yet; tell whether it was written.

    Args:
        path: the file.
        fill: writes to a stream what the file is to hold.

    Raises:
        S55Error: what ``fill`` raises, and as :func:`write_atomically`.
    """
    if path.exists() or path.is_symlink():
        return False
    with prepared(path, fill) as made:
        try:
            _move_new(made, path)
        except FileExistsError:
            return False
        except OSError as failure:
            raise refused(path, failure) from None
    return True


def _move_new(made: Path, path: Path) -> None:
    """Move a file to a place where none may be; somebody else's is never replaced.

    Raises:
        OSError: it cannot be moved; FileExistsError where there is a file by now.
    """
    try:
        path.hardlink_to(made)
    except FileExistsError:
        raise
    except OSError:  # a disk without links, such as a memory stick
        if path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path)) from None
        made.rename(path)


@contextmanager
def staging_folder(beside: Path, *, elsewhere: bool = True) -> Iterator[Path]:
    """Make a folder on the same disk as ``beside``, for files to be moved when they are complete.

    It is removed afterwards, whatever happens. It is next to ``beside``, or within it if that is
    the root of a disk.

    Raises:
        S55Error: as :func:`write_atomically`.
    """
    place = Path(os.path.realpath(beside))
    place = place if place.is_mount() else place.parent
    try:
        place.mkdir(parents=True, exist_ok=True)
        _tidy(place, LEFTOVER)
        made = tempfile.mkdtemp(prefix=".s55-", dir=place)
    except OSError as failure:
        raise refused(beside, failure, elsewhere=elsewhere) from None
    try:
        yield Path(made)
    finally:
        remove_tree(Path(made))


@contextmanager
def working_folder(purpose: str) -> Iterator[Path]:
    """Make a folder among the system's temporary files, and remove it afterwards.

    What killed runs left there, a day ago or earlier, is removed too.

    Args:
        purpose: a word in small letters, for the folder's name.

    Raises:
        S55Error: O410 when it cannot be made.
    """
    try:
        place = Path(tempfile.gettempdir())
        _tidy(place, _WORKING)
        made = tempfile.mkdtemp(prefix=f"s55-{purpose}-", dir=place)
    except OSError as failure:
        raise no_working_folder(failure) from None
    try:
        yield Path(made)
    finally:
        remove_tree(Path(made))


def write_working_file(path: Path, data: bytes) -> None:
    """Write a file into a folder of :func:`working_folder`.

    Raises:
        S55Error: O410 when it cannot be written.
    """
    try:
        path.write_bytes(data)
    except OSError as failure:
        raise no_working_folder(failure) from None


def no_working_folder(failure: OSError) -> S55Error:
    """Say that the system's folder for temporary files cannot be used (O410)."""
    problem = error(
        "O410",
        "the folder for temporary files cannot be used: "
        f"{failure.strerror or 'there is none that s55 may write to'}",
        "Make room there, or name another folder in the environment variable TMPDIR (on Windows "
        "TEMP), and try again.",
    )
    where = str(failure.filename) if failure.filename else None
    return S55Error([problem.in_file(where) if where else problem], ExitCode.OUTPUT)


def move_into_place(temporary: Path, path: Path, *, elsewhere: bool = True) -> None:
    """Move a file that is already written, on the same disk, to ``path``; folders are made.

    Raises:
        S55Error: as :func:`write_atomically`.
    """
    target = Path(os.path.realpath(path))
    refuse_protected(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise refused(path, failure, elsewhere=elsewhere) from None
    put_over(temporary, target, path, elsewhere=elsewhere)


def put_over(temporary: Path, target: Path, path: Path, *, elsewhere: bool = True) -> None:
    """Let a file that is already written, on the same disk, take the place of another one.

    Args:
        temporary: the file.
        target: the place, which is no link.
        path: what messages call it.
        elsewhere: whether the command can write to another place, for advice.

    Raises:
        S55Error: as :func:`write_atomically`.
    """
    try:
        temporary.replace(target)
    except OSError as failure:
        if not isinstance(failure, PermissionError) or not target.exists():
            raise refused(path, failure, elsewhere=elsewhere) from None
        problem = error(  # on Windows
            "O403",
            "the file cannot be replaced; it may be open in another program",
            "Close it there and try again. The old file is unchanged.",
        )
        raise S55Error([problem.in_file(str(path))], ExitCode.OUTPUT) from None


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder of :func:`staging_folder`.

    Args:
        path: the folder.
        files: what they are to hold, by their paths within it.

    Raises:
        S55Error: as :func:`write_atomically`.
    """
    for name, data in files.items():
        write_atomically(path / name, data)


def remove_file(path: Path) -> None:
    """Remove a file, or a link to one.

    Raises:
        S55Error: O401 when it cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as failure:
        raise refused(path, failure, elsewhere=False) from None


def remove_empty(folder: Path) -> bool:
    """Remove a folder if it is empty, and can be removed; tell whether it is gone."""
    with suppress(OSError):
        folder.rmdir()
        return True
    return False


def remove_tree(folder: Path) -> None:
    """Remove a folder with all that is in it, as far as it can be removed.

    Ctrl+C is heard when that is done.
    """
    try:
        shutil.rmtree(folder, ignore_errors=True)
    except KeyboardInterrupt:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def refuse_protected(path: Path) -> None:
    """Refuse a file that its owner has made read-only: it can be replaced, and is not meant to.

    Raises:
        S55Error: O408.
    """
    try:
        mode = path.stat().st_mode
    except OSError:
        return  # it is not there, or what follows says why it cannot be used
    if stat.S_ISREG(mode) and not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        problem = error(
            "O408",
            "the file is write-protected, so it was not changed",
            "Take the protection away (in its properties, or chmod u+w), and try again.",
        )
        raise S55Error([problem.in_file(str(path))], ExitCode.OUTPUT)


def _tidy(folder: Path, names: re.Pattern[str]) -> None:
    """Remove what killed runs left in a folder, if it can be removed."""
    place = resolved(folder)
    if place in _tidied:
        return
    _tidied.add(place)
    # The disk's clock and this machine's can differ: a day allows for that.
    oldest = time.time() - _STALE
    with suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            with suppress(OSError):
                _remove_stale(entry, names, oldest)


def _remove_stale(entry: os.DirEntry[str], names: re.Pattern[str], oldest: float) -> None:
    if not names.fullmatch(entry.name) or entry.stat(follow_symlinks=False).st_mtime >= oldest:
        return
    is_file_name = entry.name.endswith(".tmp")
    if is_file_name and entry.is_file(follow_symlinks=False):
        Path(entry.path).unlink()
    elif not is_file_name and entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path, ignore_errors=True)


def _keep_group(temporary: Path, path: Path) -> None:
    """Give a file the group of the one that it replaces, where that is allowed."""
    if path.exists() and hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(temporary, -1, path.stat().st_gid)


def make_executable(path: Path) -> None:
    """Let a file be started by everybody who may read it.

    Raises:
        S55Error: what :func:`refused` makes of what the system says.
    """
    try:
        mode = path.stat().st_mode & 0o777
        path.chmod(mode | (mode & 0o444) >> 2)
    except OSError as failure:
        raise refused(path, failure) from None


def _mode_for(path: Path) -> int:
    """Give the permissions of the file that is replaced, or those of a new file."""
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def refused(path: Path, failure: OSError, *, elsewhere: bool = True) -> S55Error:
    """Say why a file or a folder cannot be written (O401, O402).

    Args:
        path: the file or folder.
        failure: what the system said.
        elsewhere: whether the command can write to another place, for advice.
    """
    code, what, hint = _words_for(failure, elsewhere=elsewhere)
    return S55Error([error(code, what, hint).in_file(str(path))], ExitCode.OUTPUT)


def _words_for(failure: OSError, *, elsewhere: bool) -> tuple[str, str, str]:
    """Find the code, what is wrong, and what to do."""
    other = "Use another folder." if elsewhere else "Copy the workspace to a place that you may "
    if not elsewhere:
        other += "write to, and work there."
    match failure.errno:
        case errno.ENOSPC:
            return "O402", "the disk is full", "Make room and try again."
        case errno.EDQUOT:
            return "O402", "your share of the disk is full", "Make room and try again."
        case errno.EROFS:
            return "O401", "the disk is read-only", other
        case errno.ENOTDIR:
            return "O401", "a part of the path is a file", other
        case errno.ENAMETOOLONG:
            return "O401", "the name is too long", "Give the draft a shorter name."
    what = f"it cannot be written: {failure.strerror or failure}"
    hint = "Check that you may write to this folder"
    return "O401", what, f"{hint}, or use another." if elsewhere else f"{hint}, and try again."
