"""A set of the office's own for the paper, the pages and the register: made, changed, chosen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.command import ROOT, run_s55

TODAY = "2026-11-22"


def own_set(workspace: Path, kind: str) -> None:
    """Base ``ours`` on the standard set of a kind, and change a word of its manifest."""
    result = run_s55("template", "new", "ours", "--from", kind, cwd=workspace)
    assert result.status == 0, result.err
    manifest = workspace / "templates/ours/manifest.yaml"
    manifest.write_text(manifest.read_text(encoding="utf-8") + CHARTS, encoding="utf-8")
    checked = run_s55("template", "check", "ours", "--strict", cwd=workspace)
    assert (checked.status, checked.err) == (0, "ours: 0 errors, 0 warnings\n")


CHARTS = "\nlabels:\n  charts:\n    items: {title: Still to do}\n"


def test_the_register(workspace: Path) -> None:
    """Its words, those of its charts too, are the copy's."""
    own_set(workspace, "register")
    options = ("--to", "html", "--template", "ours")
    result = run_s55("register", *options, cwd=workspace, today=TODAY)
    assert result.status == 0, result.err
    page = (workspace / "build/register.html").read_text(encoding="utf-8")
    assert "<h3>Still to do</h3>" in page
    assert "Open items by age and status" not in page


def test_the_pages(workspace: Path) -> None:
    """The copy is named on the command line."""
    own_set(workspace, "site")
    for draft in (workspace / "responses").iterdir():
        if draft.name != "call-handling-2024.yaml":
            draft.unlink()
    result = run_s55("site", "--template", "ours", cwd=workspace, today=TODAY)
    assert result.status == 0, result.err
    page = (workspace / "build/site/register.html").read_text(encoding="utf-8")
    assert "<figcaption>Still to do</figcaption>" in page


@pytest.mark.parametrize("chosen_by", ["option", "file"])
def test_the_paper(workspace: Path, chosen_by: str) -> None:
    """The copy is named on the command line, or in panel.yaml for every paper."""
    own_set(workspace, "panel")
    shutil.copy(ROOT / "panel.yaml", workspace)
    options = ["--meeting", "2026-12-08", "--to", "html"]
    if chosen_by == "option":
        options += ["--template", "ours"]
    else:
        path = workspace / "panel.yaml"
        path.write_text(f"template: ours\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    result = run_s55("panel", *options, cwd=workspace, today=TODAY)
    assert result.status == 0, result.err
    page = (workspace / "build/panel-2026-12-08.html").read_text(encoding="utf-8")
    assert "Still to do" in page
    assert "Open items by age and status" not in page


@pytest.mark.parametrize("command", [["register"], ["site"], ["panel", "--meeting", "2026-12-08"]])
def test_a_set_of_another_kind_is_refused(workspace: Path, command: list[str]) -> None:
    """With the kind that is wanted."""
    result = run_s55(*command, "--template", "opccn-2023", cwd=workspace, today=TODAY)
    assert result.status != 0
    assert f"this command needs one of the kind '{command[0]}'" in result.err
