"""The folder of the publication pages: new files come in whole, old ones go, others stay untouched.

What s55 wrote there it keeps in a list beside the pages; whatever is not in the list is somebody
else's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from s55.errors import ExitCode, S55Error
from s55.outputs import move_into_place, staging_folder, write_atomically
from s55.problems import error
from s55.workspace import shown

LIST = ".s55-site.json"
"""The list of the files that s55 wrote."""


def write_site(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Make ``folder`` hold these files, and none of an earlier run that are no longer among them.

    All files are written beside the folder before the first is moved into it, so that a full disk
    changes nothing. Should the moving be interrupted, the next run ends it.

    Args:
        folder: the folder of the pages.
        files: what it is to hold, by the path within it.

    Returns:
        The files of an earlier run that were removed.

    Raises:
        S55Error: O404 when the folder holds files that s55 did not write, O405 when its list
            cannot be read, O401 to O403 when a file cannot be written.
    """
    before = _listed(folder)
    _refuse_foreign(folder, before, files)
    stale = sorted(before - set(files))
    with staging_folder(folder) as staged:
        for name, data in files.items():
            write_atomically(staged / name, data)
        # Until all is done the list holds the old files and the new ones: none is forgotten.
        _write_list(folder, before | set(files))
        for name in files:
            move_into_place(staged / name, folder / name)
    for name in stale:
        _remove(folder, name)
    _write_list(folder, files)
    return stale


def _listed(folder: Path) -> set[str]:
    path = folder / LIST
    if not path.is_file():
        return set()
    try:
        names = json.loads(path.read_text(encoding="utf-8"))["files"]
        if all(isinstance(name, str) and _is_inside(name) for name in names):
            return set(names)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    problem = error(
        "O405",
        "the list of the files that s55 wrote here cannot be read",
        "Name an empty folder with --out, or empty this one.",
    )
    raise S55Error([problem.in_file(shown(path))], ExitCode.OUTPUT)


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        bool(name)
        and not path.is_absolute()
        and ".." not in path.parts
        and not set(name) & set("\\:\0")
    )


def _write_list(folder: Path, names: Iterable[str]) -> None:
    data = {"written by": "s55 site", "files": sorted(names)}
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    write_atomically(folder / LIST, text.encode())


def _refuse_foreign(folder: Path, before: set[str], files: Mapping[str, bytes]) -> None:
    """Refuse a folder of somebody else's, and one where somebody else's file would be replaced."""
    if not folder.is_dir():
        return
    if not (folder / LIST).is_file():
        foreign = sorted(path.name for path in folder.iterdir())
    else:
        foreign = sorted(name for name in files if name not in before and (folder / name).exists())
    if foreign:
        problem = error(
            "O404",
            f"the folder holds files that s55 site did not write, for example '{foreign[0]}'",
            "Name an empty folder with --out, or one that s55 site wrote.",
        )
        raise S55Error([problem.in_file(shown(folder))], ExitCode.OUTPUT)


def _remove(folder: Path, name: str) -> None:
    """Remove a file, and the folders that are empty without it."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        return
    try:
        if path.is_file() or path.is_symlink():
            path.unlink()
        for parent in path.parents:
            if parent == folder or not parent.is_dir() or any(parent.iterdir()):
                break
            parent.rmdir()
    except OSError as failure:
        problem = error(
            "O401",
            f"it is no longer part of the pages and cannot be removed: {failure.strerror}",
            "Close it in other programs, or remove it yourself, and try again.",
        )
        raise S55Error([problem.in_file(shown(path))], ExitCode.OUTPUT) from None
