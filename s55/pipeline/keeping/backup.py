"""Copy a whole workspace into one file, and make a workspace of such a file again."""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812  # it is a class

from s55 import __version__
from s55.disk.changing import NewFolder, OvertakenError, alone_in, commit_folder
from s55.disk.places import OWN_FOLDER, SETTINGS_FILE
from s55.disk.writing import make_new
from s55.errors import ExitCode, S55Error, reason_of
from s55.json_texts import read_json
from s55.pipeline.keeping.backup_names import CONTENTS, PLACES, found_in, unfit
from s55.problems import Problem, error
from s55.records import dataclass
from s55.sources.files import contents_of, opened_file, resolved
from s55.workspace import Workspace, shown

MAX_FILES = 100_000
MAX_BYTES = 1_000_000_000
MAX_RATIO = 200
"""Unpacked bytes for each packed one; texts stay below a tenth of it."""
_SPARED = 100_000_000
"""Bytes for which the ratio is not asked."""
_MAX_CONTENTS = 50_000_000
_PIECE = 1_000_000
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold, for no time."""


@dataclass(frozen=True, slots=True)
class BackupContents:
    """What a backup holds: the SHA-256 and the size of each file, by its path."""

    files: Mapping[str, tuple[str, int]]


# --- making -------------------------------------------------------------------------


def backup(workspace: Workspace, target: Path) -> str:
    """Copy a workspace into a new zip file; give a summary line.

    The same workspace gives the same bytes. No command changes the workspace meanwhile.

    Raises:
        S55Error: W101 when there is no workspace, O413 when a file cannot be read or has a name
            that cannot be restored everywhere, O415 when there is a file of this name, and what
            :func:`s55.disk.writing.make_new` raises.
    """
    workspace.settings()
    with _undisturbed(workspace.root):
        found = found_in(workspace.root)
        files = [one for one in found.files if resolved(workspace.root / one) != resolved(target)]
        if problems := [_cannot_hold(workspace.root / name, why) for name, why in unfit(files)]:
            raise S55Error(problems, ExitCode.OUTPUT)
        if sum((workspace.root / name).stat().st_size for name in files) > MAX_BYTES:
            raise _too_large(workspace.root)
        if not make_new(target, lambda stream: _pack(workspace.root, files, stream)):
            raise _taken(target)
    folders = (
        one.name
        for one in workspace.root.iterdir()
        if one.is_dir() and one.name not in {OWN_FOLDER, *PLACES}
    )
    left_out = sorted({*folders, *found.others})
    rest = f" Not in it: {', '.join(left_out)}." if left_out else ""
    noun = "file" if len(files) == 1 else "files"
    return f"{shown(target)}: {len(files)} {noun}.{rest}"


@contextmanager
def _undisturbed(root: Path) -> Iterator[None]:
    """Let no command change the workspace; where nothing can be written, none does."""
    try:
        lock = alone_in(root)
        lock.__enter__()
    except S55Error as failure:
        if failure.problems[0].code == "O406":
            raise
        yield
        return
    try:
        yield
    finally:
        lock.__exit__(None, None, None)


def _pack(root: Path, names: list[str], stream: BinaryIO) -> None:
    hashes = {}
    with ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=6) as package:
        for name in names:
            try:
                data = contents_of(root / name)
            except OSError as failure:
                raise _unreadable(root / name, failure) from None
            hashes[name] = {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
            _add(package, name, data)
        contents = {"format": 1, "s55": __version__, "files": hashes}
        text = json.dumps(contents, ensure_ascii=False, indent=1) + "\n"
        _add(package, CONTENTS, text.encode())


def _add(package: ZipFile, name: str, data: bytes) -> None:
    entry = ZipInfo(name, _FIRST_DAY)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system = 0
    entry.external_attr = 0o600 << 16
    package.writestr(entry, data)


def _cannot_hold(path: Path, why: str) -> Problem:
    return error(
        "O413",
        f"a backup cannot hold this file: {why}",
        "Nothing was written. Rename it, or take it out of the workspace.",
    ).in_file(shown(path))


def _unreadable(path: Path, failure: OSError) -> S55Error:
    problem = error(
        "O413",
        f"the file cannot be read, so the backup would not be whole: {reason_of(failure)}",
        "Nothing was written. Close it in other programs, or get the permission to read it.",
    )
    return S55Error([problem.in_file(shown(path))], ExitCode.OUTPUT)


def _too_large(root: Path) -> S55Error:
    problem = error(
        "O413",
        f"the workspace has more than {MAX_BYTES // 10**9} GB, which no backup holds",
        "Nothing was written. Copy the folder with another program.",
    )
    return S55Error([problem.in_file(shown(root))], ExitCode.OUTPUT)


def _taken(path: Path) -> S55Error:
    problem = error(
        "O415",
        "there is something of this name already, and nothing is overwritten",
        "Choose another name.",
    )
    return S55Error([problem.in_file(shown(path))], ExitCode.USAGE)


# --- restoring ----------------------------------------------------------------------


def restore(file: Path, folder: Path) -> str:
    """Make a workspace of a backup, in a folder that is not there yet; give a summary line.

    Every file is compared with its hash before the folder appears.

    Raises:
        S55Error: O414 when the file is no backup or is not as it was made, O415 when there is such
            a folder with something in it, O401 and O402 when it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise _taken(folder)
    try:
        with opened_file(file) as stream, ZipFile(stream) as package:
            contents = _contents(package, file)
            size = sum(size for _, size in contents.files.values())
            if size > max(_SPARED, file.stat().st_size * MAX_RATIO):
                raise _unsound(file, "it would unpack to far more than it is")
            files = {
                name: _checked(package, name, *expected, file)
                for name, expected in contents.files.items()
            }
    except (BadZipFile, LargeZipFile, ZlibError, EOFError, ValueError, RuntimeError) as failure:
        raise _unsound(file, f"it cannot be unpacked ({failure})") from None
    except OSError as failure:
        hint = "Nothing was written. Check its name and folder."
        raise _unsound(file, f"it cannot be read ({reason_of(failure)})", hint) from None
    try:
        commit_folder(NewFolder(folder, files))
    except OvertakenError:
        raise _taken(folder) from None
    noun = "file" if len(files) == 1 else "files"
    return f"{shown(folder)}: {len(files)} {noun}, each as it was when the backup was made."


def _contents(package: ZipFile, file: Path) -> BackupContents:
    """Read the list of the files, and compare it with what the zip file holds."""
    infos = {info.filename: info for info in package.infolist()}
    if CONTENTS not in infos or infos[CONTENTS].file_size > _MAX_CONTENTS:
        raise _unsound(file, "it has no list of its files, as s55 backup writes it")
    if len(infos) != len(package.infolist()) or len(infos) > MAX_FILES:
        raise _unsound(file, "it holds a file twice, or too many")
    try:
        data: Any = read_json(_read(package, CONTENTS, _MAX_CONTENTS, file))
        files = {
            str(name): (str(one["sha256"]), int(one["size"])) for name, one in data["files"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        raise _unsound(file, "the list of its files cannot be read") from None
    if SETTINGS_FILE not in files or files.keys() != infos.keys() - {CONTENTS}:
        raise _unsound(file, "the list of its files is not that of what it holds")
    for name, (_, size) in files.items():
        info = infos[name]
        if stat.S_ISLNK(info.external_attr >> 16) or info.flag_bits & 1:
            raise _unsound(file, f"'{_printable(name)}' is no file of a workspace")
        if size != info.file_size:
            raise _unsound(file, f"'{name}' is not as it was")
    for name, why in unfit(files):
        raise _unsound(file, f"'{_printable(name)}': {_printable(why)}")
    if sum(size for _, size in files.values()) > MAX_BYTES:
        raise _unsound(file, f"it would unpack to more than {MAX_BYTES // 10**9} GB")
    return BackupContents(files)


def _printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name)[:100]


def _checked(package: ZipFile, name: str, sha256: str, size: int, file: Path) -> bytes:
    data = _read(package, name, size, file)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise _unsound(file, f"'{name}' is not as it was")
    return data


def _read(package: ZipFile, name: str, most: int, file: Path) -> bytes:
    """Read an entry in pieces, and no more of it than it may have."""
    pieces, left = [], most
    with package.open(name) as stream:
        while piece := stream.read(min(_PIECE, left + 1)):
            left -= len(piece)
            if left < 0:
                raise _unsound(file, f"'{_printable(name)}' is larger than it says")
            pieces.append(piece)
    return b"".join(pieces)


def _unsound(
    file: Path, why: str, hint: str = "Nothing was written. Use another copy of the backup."
) -> S55Error:
    problem = error("O414", f"no workspace can be made of this file: {why}", hint)
    return S55Error([problem.in_file(shown(file))], ExitCode.USAGE)
