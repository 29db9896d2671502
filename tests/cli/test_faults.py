"""What the system refuses, and what cannot be meant: a line and a status, and never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import ROOT, run_s55

FULL = Path("/dev/full")


def _run(workspace: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell, in which 's55' is the command."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "S55_TODAY": "2026-11-22"}
    whole = command.replace("s55", f"'{sys.executable}' -m s55", 1)
    return subprocess.run(
        ["sh", "-c", whole],
        cwd=workspace,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a device that is always full")
def test_what_cannot_be_printed_is_told_and_what_was_recorded_stays(workspace: Path) -> None:
    """The record is written before its line is printed."""
    done = _run(workspace, f"s55 mark online-fraud-2026 panel --on 2026-11-20 > {FULL}")
    assert done.returncode == 4
    assert done.stderr.startswith("error O409: what s55 prints could not be written: No space left")
    assert "Traceback" not in done.stderr
    assert "X900" not in done.stderr
    text = (workspace / "responses/online-fraud-2026.yaml").read_text(encoding="utf-8")
    assert "      date: 2026-11-20\n" in text


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of other systems closes the stream")
def test_with_a_closed_output_the_record_is_made(workspace: Path) -> None:
    """As a scheduler starts it."""
    done = _run(workspace, "s55 mark online-fraud-2026 panel --on 2026-11-20 >&-")
    assert (done.returncode, done.stderr) == (0, "")
    text = (workspace / "responses/online-fraud-2026.yaml").read_text(encoding="utf-8")
    assert "      date: 2026-11-20\n" in text


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "0203-07-07", "2023-02-29"])
def test_a_day_that_cannot_be_meant_is_refused(tmp_path: Path, day: str) -> None:
    """With the option's name, as every wrong date."""
    result = run_s55("deadline", day, cwd=tmp_path)
    assert (result.status, result.out) == (2, "")
    assert result.err.startswith(f"error U106: DATE: '{day}' is not a date.")


@pytest.mark.parametrize("name", [".hidden", "-x"])
def test_a_draft_that_nobody_would_see_is_not_begun(workspace: Path, name: str) -> None:
    """A hidden file, and one that commands take for an option."""
    given = ("--title", "T", "--published", "2026-10-01", "--type", "Thematic", "--force", "F")
    link = ("--link", "https://example.org/r")
    result = run_s55("new", *given, *link, "--", name, cwd=workspace)
    assert result.status == 2
    assert f"U102: the name of a draft cannot begin with '{name[0]}'" in result.err
    assert not (workspace / f"responses/{name}.yaml").exists()
