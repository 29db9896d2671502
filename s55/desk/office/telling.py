"""Tell what is wrong with the settings and the panel's file in the words of the desk."""

from __future__ import annotations

from collections.abc import Iterator

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
    problems = list(with_shown_files(problems_told(failure)))
    at_fault = {one.file for one in problems}
    forms = {
        file: _forms_of(workspace, name)
        for name in _FILES
        if (file := shown(workspace.root / name)) in at_fault
    }
    for problem in problems:
        at_desk = forms.get(problem.file or "")
        yield at_desk.told(problem) if at_desk else PutRight(problem, "")


def _forms_of(workspace: Workspace, name: str) -> DraftAtDesk | None:
    """List the forms for a file of the office; None if it cannot be read, as its problems say."""
    page, read, groups = _FILES[name]
    try:
        return DraftAtDesk.of_facts("", groups(read(workspace)), page)
    except (S55Error, OSError):
        return None
