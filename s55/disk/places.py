"""Know where things lie in a workspace: its root, s55's own folder, the record of progress."""

from __future__ import annotations

from pathlib import Path

from s55.sources.files import resolved

SETTINGS_FILE = "settings.yaml"
"""The file that makes a folder a workspace."""
OWN_FOLDER = ".s55"
"""What s55 keeps for itself: the lock by which commands wait for each other, and the history."""


def root_of(path: Path, otherwise: Path | None = None) -> Path:
    """Find the workspace that a file belongs to: the nearest folder above it with settings.

    Args:
        path: the file.
        otherwise: the folder that a file belongs to which lies in it and in no workspace; such a
            file in another place belongs to its own folder.
    """
    folder = resolved(path.parent)
    for one in (folder, *folder.parents):
        if (one / SETTINGS_FILE).is_file():
            return one
    return otherwise if otherwise and folder.is_relative_to(otherwise) else folder


def progress_file(draft: Path) -> Path:
    """Name the record of progress of a draft: the file of its name in the folder ``progress``."""
    return draft.parent / "progress" / f"{draft.stem}.yaml"
