"""Keep the returned files as they came, with their hashes, beside the draft."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path, PurePath

import yaml

from s55.disk.changing import FileChange
from s55.records import dataclass
from s55.sources.files import contents_of
from s55.sources.writing import scalar

INDEX = "index.yaml"
_HEAD = "# Files that came back for this response, as they came. s55 collect adds to this list.\n"


@dataclass(frozen=True, slots=True)
class Kept:
    """A returned file that is kept: its name in the folder and the hash of its bytes."""

    name: str
    sha256: str


def folder_for(draft: Path) -> Path:
    """Name the folder of the files returned for a draft: responses/NAME-returned/."""
    return draft.with_name(f"{draft.stem}-returned")


def kept_changes(draft: Path, data: bytes, name: str, day: date) -> tuple[Kept, list[FileChange]]:
    """Give what keeps a returned file untouched, and its hash in the list of those that came.

    A file that was kept before is not kept twice.

    Args:
        draft: the file of the draft.
        data: the returned file.
        name: its name as it came.
        day: the day on which it is collected.

    Returns:
        the file, and what is to be written.

    Raises:
        OSError: when the list, or a file in it, cannot be read.
    """
    digest = hashlib.sha256(data).hexdigest()
    folder = folder_for(draft)
    index = folder / INDEX
    before = contents_of(index) if index.is_file() else None
    text = before.decode("utf-8", "replace") if before is not None else _HEAD
    for entry in _entries(text):
        stored = folder / str(entry.get("file", ""))
        if entry.get("sha256") == digest and stored.is_file() and contents_of(stored) == data:
            return Kept(stored.name, digest), []
    target = _free(folder, f"{day.isoformat()}-{_safe(name)}", data)
    lines = f"- file: {scalar(target.name)}\n  sha256: {digest}\n"
    lines += f"  collected: {day.isoformat()}\n  came_as: {scalar(name)}\n"
    return Kept(target.name, digest), [
        FileChange(target, data if target.exists() else None, data),
        FileChange(index, before, (before or _HEAD.encode()) + lines.encode()),
    ]


def _entries(text: str) -> list[dict[str, object]]:
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError:
        return []
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _safe(name: str) -> str:
    """Make a name that every system can store."""
    return re.sub(r'[^\w.() -]|[/\\:*?"<>|]', "_", name)[-100:].strip(" .") or "returned.docx"


def _free(folder: Path, name: str, data: bytes) -> Path:
    """Find a free path; an equal file there was left by a run that was stopped, and is used."""
    plain = PurePath(name)
    count, target = 1, folder / name
    while target.exists() and not (target.is_file() and contents_of(target) == data):
        count += 1
        target = folder / f"{plain.stem}-{count}{plain.suffix}"
    return target
