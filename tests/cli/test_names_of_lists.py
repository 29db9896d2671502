"""A draft cannot take the place of a list in ``build/``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from s55.workspace import is_of_a_list
from tests.command import run_s55

TODAY = "2026-11-22"


@pytest.mark.parametrize(
    "name",
    ["register", "Register", "register-inspections", "gathered", "calendar", "panel-2026-12-08"],
)
def test_the_names_of_lists(name: str) -> None:
    """Case makes no difference: on Windows both are one file."""
    assert is_of_a_list(name)


@pytest.mark.parametrize("name", ["registers", "panel-2026", "peel-2025", "register-2", "a-site"])
def test_names_that_only_look_like_them(name: str) -> None:
    """Most names with such a word in them are free."""
    assert not is_of_a_list(name)


def test_s55_new_does_not_make_such_a_draft(workspace: Path) -> None:
    """Nothing is written."""
    before = sorted((workspace / "responses").iterdir())
    result = run_s55("new", "register", "--title", "A report", cwd=workspace, today=TODAY)
    assert result.status == 2
    assert "error U124: a draft cannot be called 'register'" in result.err
    assert sorted((workspace / "responses").iterdir()) == before


def test_s55_render_does_not_write_over_a_list(workspace: Path) -> None:
    """A draft that somebody renamed is refused by every command that would render it."""
    shutil.copy(workspace / "responses/peel-2018-19.yaml", workspace / "responses/register.yaml")
    run_s55("register", "--to", "html", cwd=workspace, today=TODAY)
    page = (workspace / "build/register.html").read_bytes()
    for command in (["render"], ["site"], ["panel", "--meeting", "2026-12-08"]):
        result = run_s55(*command, cwd=workspace, today=TODAY)
        assert result.status == 2
        assert "responses/register.yaml: error U124" in result.err
    assert (workspace / "build/register.html").read_bytes() == page


def test_a_template_set_may_have_such_a_name(workspace: Path) -> None:
    """A copy called 'register' is taken in place of the standard set."""
    result = run_s55("template", "new", "register", "--from", "register", cwd=workspace)
    assert result.status == 0, result.err
