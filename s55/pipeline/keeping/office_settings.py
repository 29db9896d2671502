"""Write the office's settings and the panel's file; what somebody else wrote meanwhile stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from s55.disk.changing import HistoryNote, change_text
from s55.disk.places import SETTINGS_FILE
from s55.errors import ExitCode
from s55.office.panel_facts import (
    PanelGroup,
    with_meeting,
    with_panel,
    with_panel_text,
    without_meeting,
    without_point,
)
from s55.office.settings import PANEL_FILE, missing_settings
from s55.office.settings_facts import with_settings, with_successor
from s55.office.settings_lists import (
    SettingsEntry,
    refuse_another,
    with_entry,
    without_entry,
)
from s55.sources.facts import FactChange
from s55.sources.files import read_text
from s55.sources.seen import TextChange
from s55.workspace import Workspace, shown

T = TypeVar("T")


def settings_text(workspace: Workspace) -> str:
    """Read the text of the settings.

    Raises:
        S55Error: W101 when there are none, and what :func:`s55.sources.files.read_text` raises.
    """
    path = workspace.root / SETTINGS_FILE
    if not path.is_file():
        raise missing_settings(str(workspace.root))
    return read_text(path, shown(path), ExitCode.SETTINGS)


def record_settings(
    workspace: Workspace, seen: SettingsEntry, changes: Sequence[FactChange]
) -> None:
    """Write settings that a person filled in.

    Args:
        workspace: the workspace.
        seen: what they are about, as the person saw it.
        changes: what was filled in.

    Raises:
        S55Error: what :func:`s55.office.settings_lists.refuse_another`,
            :func:`s55.office.settings_facts.with_settings` and
            :func:`s55.disk.changing.commit` raise; the file is then as it was.
    """

    def make(text: str) -> tuple[str, None]:
        refuse_another(text, seen, changes)
        return with_settings(text, changes), None

    _changed(workspace, make)


def record_entry(workspace: Workspace, key: str, changes: Sequence[FactChange]) -> str:
    """Add an entry to a list of the settings; give its path.

    Args:
        workspace: the workspace.
        key: one of :data:`s55.office.settings_lists.LISTS`.
        changes: what is said of it.

    Raises:
        S55Error: what :func:`s55.office.settings_lists.with_entry` and
            :func:`s55.disk.changing.commit` raise; the file is then as it was.
    """
    return _changed(workspace, lambda text: with_entry(text, key, changes))


def record_entry_removal(workspace: Workspace, seen: SettingsEntry) -> None:
    """Remove an entry from a list of the settings.

    Raises:
        S55Error: what :func:`s55.office.settings_lists.without_entry` and
            :func:`s55.disk.changing.commit` raise; the file is then as it was.
    """
    _changed(workspace, lambda text: (without_entry(text, seen), None))


def record_successor(workspace: Workspace, key: str, said: Mapping[str, str], since: date) -> None:
    """Write who or what comes next into the settings.

    Raises:
        S55Error: what :func:`s55.office.settings_facts.with_successor` and
            :func:`s55.disk.changing.commit` raise; the file is then as it was.
    """
    _changed(workspace, lambda text: (with_successor(text, key, said, since), None))


def _changed(workspace: Workspace, make: Callable[[str], tuple[str, T]]) -> T:
    path = workspace.root / SETTINGS_FILE
    return change_text(path, shown(path), make, HistoryNote(path, "desk"))


# --- the panel's file ---------------------------------------------------------------------


def panel_text(workspace: Workspace) -> str:
    """Read the text of the panel's file; '' where there is none.

    Raises:
        S55Error: what :func:`s55.sources.files.read_text` raises.
    """
    path = workspace.root / PANEL_FILE
    return read_text(path, shown(path), ExitCode.SETTINGS) if path.exists() else ""


def record_panel(workspace: Workspace, seen: PanelGroup, changes: Sequence[FactChange]) -> None:
    """Write into the panel's file what a person filled in.

    A meeting that has the day that it is to have already is the same one: the form was sent twice.

    Raises:
        S55Error: K102 when another meeting is at the place by now, and what
            :func:`s55.office.panel_facts.with_panel` and
            :func:`s55.disk.changing.commit` raise; the file is then as it was.
    """

    def make(text: str) -> tuple[str, None]:
        days = [one.value for one in changes if one.path == f"{seen.path}.date"]
        seen.refuse_another(text, *days)
        return with_panel(text, changes), None

    _panel_changed(workspace, make)


def record_panel_text(
    workspace: Workspace, seen: PanelGroup, change: TextChange, *, goes_on: bool = False
) -> None:
    """Write one text of the panel's file.

    Args:
        workspace: the workspace.
        seen: the part of the file that it belongs to.
        change: the text.
        goes_on: whether it goes on with the change before, as one state of the history.

    Raises:
        S55Error: what :func:`s55.office.panel_facts.with_panel_text` and
            :func:`s55.disk.changing.commit` raise; the file is then as it was.
    """
    _panel_changed(
        workspace, lambda text: (with_panel_text(text, seen, change), None), goes_on=goes_on
    )


def record_point_removal(workspace: Workspace, seen: PanelGroup, change: TextChange) -> None:
    """Remove a point for discussion from a meeting of the panel's file.

    Raises:
        S55Error: what :func:`s55.office.panel_facts.without_point` and
            :func:`s55.disk.changing.commit` raise; the file is then as it was.
    """
    _panel_changed(workspace, lambda text: (without_point(text, seen, change), None))


def record_meeting(workspace: Workspace, changes: Sequence[FactChange]) -> str:
    """Add a meeting to the panel's file; give its path.

    Raises:
        S55Error: what :func:`s55.office.panel_facts.with_meeting` and
            :func:`s55.disk.changing.commit` raise; the file is then as it was.
    """
    return _panel_changed(workspace, lambda text: with_meeting(text, changes))


def record_meeting_removal(workspace: Workspace, seen: PanelGroup) -> None:
    """Remove a meeting from the panel's file.

    Raises:
        S55Error: what :func:`s55.office.panel_facts.without_meeting` and
            :func:`s55.disk.changing.commit` raise; the file is then as it was.
    """
    _panel_changed(workspace, lambda text: (without_meeting(text, seen), None))


def _panel_changed(
    workspace: Workspace, make: Callable[[str], tuple[str, T]], *, goes_on: bool = False
) -> T:
    path = workspace.root / PANEL_FILE
    return change_text(path, shown(path), make, HistoryNote(path, "desk", goes_on=goes_on))
