"""Tell what is wrong with the settings and the panel's file in the words of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from s55.desk.putting_right import DraftAtDesk, PutRight
from s55.disk.places import SETTINGS_FILE
from s55.errors import S55Error, problems_told
from s55.office.panel_facts import panel_groups
from s55.office.settings import PANEL_FILE
from s55.office.settings_facts import settings_groups
from s55.pipeline.keeping.office_settings import panel_text, settings_text
from s55.workspace import Workspace, shown, with_shown_files

_FILES = {
    SETTINGS_FILE: ("/settings", settings_text, settings_groups),
    PANEL_FILE: ("/meetings", panel_text, panel_groups),
}
"""The page of each file, what reads it, and what lists what it says."""


def told_of_office(workspace: Workspace, failure: Exception) -> Iterator[PutRight]:
    """Tell what failed, what is wrong with a file of the office with the form to put it right."""
    places: dict[str, DraftAtDesk] = {}
    for problem in with_shown_files(problems_told(failure)):
        for name, (page, read, groups) in _FILES.items():
            file = shown(workspace.root / name)
            if problem.file == file and file not in places:
                with suppress(S55Error, OSError):  # its problems say so
                    places[file] = DraftAtDesk.of_facts("", groups(read(workspace)), page)
        at_desk = places.get(problem.file or "")
        yield at_desk.told(problem) if at_desk else PutRight(problem, "")
