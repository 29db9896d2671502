"""A workspace in which a response was published twice, for the tests of publications."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from s55.disk.changing import commit
from s55.pipeline.publications.publishing import publication_of
from s55.workspace import Workspace
from tests.drafts_for_tests import FINISHED, SETTINGS

TODAY = date(2024, 6, 30)
FIRST, SECOND = date(2024, 5, 3), date(2024, 6, 10)
CORRECTED = FINISHED.replace("Two boats have", "Three boats have").replace(
    "The report is fair.", "The report is fair.\n\n    We repair boats."
)


def workspace_in(folder: Path) -> Workspace:
    """A workspace with one draft, published twice: first as it was, then corrected."""
    (folder / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "responses").mkdir()
    (folder / "responses/harbour.yaml").write_text(CORRECTED, encoding="utf-8")
    workspace = Workspace(folder)
    publish(workspace, FINISHED, FIRST)
    publish(workspace, CORRECTED, SECOND)
    return workspace


def publish(workspace: Workspace, text: str, day: date | None, *given: Path) -> None:
    """Keep a publication of the draft with this text."""
    path = workspace.root / "responses/harbour.yaml"
    _, folders = publication_of(workspace, path, text, day, TODAY, given)
    commit(folders)
