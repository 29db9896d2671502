"""Write the office's settings, so that what somebody else wrote meanwhile is not lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from s55.disk.changing import change_text
from s55.disk.places import SETTINGS_FILE
from s55.errors import ExitCode
from s55.office.settings import missing_settings
from s55.office.settings_facts import with_settings, with_successor
from s55.sources.facts import FactChange
from s55.sources.files import read_text
from s55.workspace import Workspace, shown


def settings_text(workspace: Workspace) -> str:
    """Read the text of the settings.

    Raises:
        S55Error: W101 when there are none, and what :func:`s55.sources.files.read_text` raises.
    """
    path = workspace.root / SETTINGS_FILE
    if not path.is_file():
        raise missing_settings(str(workspace.root))
    return read_text(path, shown(path), ExitCode.SETTINGS)


def record_settings(workspace: Workspace, changes: Sequence[FactChange]) -> None:
    """Write settings that a person filled in.

    Raises:
        S55Error: what :func:`s55.office.settings_facts.with_settings` and
            :func:`s55.disk.changing.commit` raise; the file is then as it was.
    """
    _changed(workspace, lambda text: with_settings(text, changes))


def record_successor(workspace: Workspace, key: str, said: Mapping[str, str], since: date) -> None:
    """Write who or what comes next into the settings.

    Raises:
        S55Error: what :func:`s55.office.settings_facts.with_successor` and
            :func:`s55.disk.changing.commit` raise; the file is then as it was.
    """
    _changed(workspace, lambda text: with_successor(text, key, said, since))


def _changed(workspace: Workspace, make: Callable[[str], str]) -> None:
    path = workspace.root / SETTINGS_FILE
    change_text(path, shown(path), lambda text: (make(text), None))
