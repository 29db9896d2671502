"""Which files of a workspace a backup can hold, so that it can be restored on every system."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from s55.disk.history import FOLDER
from s55.disk.places import OWN_FOLDER
from s55.disk.writing import LEFTOVER
from s55.records import dataclass
from s55.workspace import can_be_file_name

CONTENTS = "s55-backup.json"
"""The list of the files in a backup with their hashes; its first entry."""
PLACES = ("responses", "published", "templates", f"{OWN_FOLDER}/{FOLDER}")
"""The folders that are copied; beside them, the files of the workspace itself."""
_MOST_PARTS = 50
"""Folders inside each other."""
_MOST_BYTES = 255
"""In the name of a file or folder, on most systems."""
_CANNOT = "a file of a workspace cannot have this name on every system"


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What lies in a workspace, by paths within it.

    Attributes:
        files: what a backup holds; of a link to a file, that file.
        others: what it does not hold: links to folders and to nothing, pipes.
    """

    files: tuple[str, ...]
    others: tuple[str, ...]


def found_in(root: Path) -> FoundFiles:
    """Look for the files of a workspace.

    Raises:
        OSError: a folder cannot be read.
    """
    files, others = [], []
    places = [place for place in PLACES if (root / place).is_dir()]
    waiting = ["", *places]
    while waiting:
        within = waiting.pop()
        with os.scandir(root / within) as entries:
            for entry in entries:
                name = f"{within}/{entry.name}" if within else entry.name
                if not within and (name in PLACES or entry.is_dir(follow_symlinks=False)):
                    continue  # a place, or a folder of another kind
                if _is_file(entry):
                    files.append(name)
                elif entry.is_dir(follow_symlinks=False):
                    is_too_deep = name.count("/") > _MOST_PARTS
                    (files if is_too_deep else waiting).append(name)  # which is refused
                else:
                    others.append(name)
    return FoundFiles(*(tuple(sorted(filter(belongs, some))) for some in (files, others)))


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether it is a file, or a link to one."""
    try:
        return entry.is_file()
    except OSError:  # a link to itself
        return False


def belongs(name: str) -> bool:
    """Whether a file can be part of a backup: of the known places, and nothing hidden but history.

    What editors and interrupted runs leave beside a file is not.
    """
    parts = PurePosixPath(name).parts
    if len(parts) == 1:
        return name == ".gitignore" or not name.startswith((".", "~$"))
    is_known = any(name.startswith(f"{place}/") for place in PLACES)
    return is_known and not any(LEFTOVER.fullmatch(one) or one.startswith("~$") for one in parts)


def unfit(names: Collection[str]) -> Iterator[tuple[str, str]]:
    """Find the files that cannot be restored on every system, each with the reason."""
    seen: dict[str, str] = {}
    folders: dict[str, str] = {}
    for name in sorted(names):
        if not _is_fit(name):
            yield name, _CANNOT
            continue
        if (other := seen.setdefault(_folded(name), name)) != name:
            yield name, f"some systems take it and '{other}' for one file"
            continue
        for folder in PurePosixPath(name).parents:
            if folder.name:
                folders.setdefault(_folded(str(folder)), name)
    for key in sorted(seen.keys() & folders.keys()):
        yield seen[key], f"'{folders[key]}' lies in a folder of this name"


def _folded(name: str) -> str:
    """Give what is the same for names that some systems take for one."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _is_fit(name: str) -> bool:
    parts = name.split("/")
    if len(parts) > _MOST_PARTS or any(len(os.fsencode(one)) > _MOST_BYTES for one in parts):
        return False
    if _folded(name) in {CONTENTS, *PLACES}:
        return False
    return all(map(can_be_file_name, parts)) and belongs(name)
