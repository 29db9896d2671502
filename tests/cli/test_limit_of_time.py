"""Commands that take too long are given up, with one line that names what it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import run_s55

AT_ONCE = ("--minutes", "0.0001")
"""Six milliseconds, which nothing that makes a document keeps to."""
_GIVEN_UP = "error U132: s55 has given up"


def test_a_response_is_named_and_stops_no_other(workspace: Path) -> None:
    """The other draft is told of as well, and nothing is written."""
    result = run_s55(*AT_ONCE, "render", "--jobs", "1", cwd=workspace)
    names = sorted(path.stem for path in (workspace / "responses").glob("*.yaml"))
    told = [line for line in result.err.splitlines() if "U132" in line]
    assert result.status == 1
    assert [line.partition(": it takes")[0] for line in told] == [
        f"responses/{name}.yaml: {_GIVEN_UP} making the files of responses/{name}.yaml"
        for name in names
    ]
    assert not (workspace / "build").exists()


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (("template", "check", "letter"), "checking the template set 'letter'"),
        (("panel", "--meeting", "2026-12-08"), "what 's55 panel' does"),
        (("site",), "what 's55 site' does"),
        (("register",), "what 's55 register' does"),
        (("invite", "online-fraud-2026", "--by", "2026-12-28"), "what 's55 invite' does"),
    ],
)
def test_every_command_that_makes_documents_is_given_up(
    workspace: Path, command: tuple[str, ...], named: str
) -> None:
    """And says how it is given more time."""
    before = sorted(path for path in workspace.rglob("*") if path.is_file())
    result = run_s55(*AT_ONCE, *command, cwd=workspace)
    assert result.status == 1
    assert result.err.count("U132") == 1
    assert f"{_GIVEN_UP} {named}: it takes longer than 0.0" in result.err
    assert result.err.endswith("give it more time: s55 --minutes 1 ...\n")
    assert sorted(path for path in workspace.rglob("*") if path.is_file()) == before


def test_a_file_that_takes_too_long_to_read_is_to_be_saved_anew(workspace: Path) -> None:
    """Nothing of the draft or of its template set has to do with it."""
    report = "# A report\n\n" + "Recommendation 1\n\nBy May, do it.\n\n" * 2_000
    (workspace / "report.md").write_text(report, encoding="utf-8")
    result = run_s55(*AT_ONCE, "import", "report.md", "--as", "report", cwd=workspace)
    assert result.status == 1
    assert f"{_GIVEN_UP} reading report.md: it takes longer than 0.0" in result.err
    assert "Save the file anew in the program that it comes from" in result.err
    assert "template set" not in result.err


def test_a_limit_is_a_number_of_minutes(workspace: Path) -> None:
    result = run_s55("--minutes", "0", "status", cwd=workspace)
    assert result.status == 2
    assert "--minutes" in result.err
