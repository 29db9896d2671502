"""What the system refuses, and what cannot be meant: a line and a status, and never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from s55.cli.options import a_day_of_today
from s55.errors import S55Error
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
    """The line that says what was recorded goes beside the results."""
    done = _run(workspace, f"s55 mark online-fraud-2026 panel --on 2026-11-20 > {FULL}")
    assert done.returncode == 4
    assert done.stderr.startswith("error O409: what s55 prints could not be written: No space left")
    said = "responses/online-fraud-2026.yaml: recorded panel, sent, Friday 20 November 2026."
    assert done.stderr.splitlines()[1:] == [said]
    text = (workspace / "responses/online-fraud-2026.yaml").read_text(encoding="utf-8")
    assert "      date: 2026-11-20\n" in text


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of other systems closes the stream")
def test_with_a_closed_output_the_record_is_made(workspace: Path) -> None:
    """As a scheduler starts it."""
    done = _run(workspace, "s55 mark online-fraud-2026 panel --on 2026-11-20 >&-")
    said = "responses/online-fraud-2026.yaml: recorded panel, sent, Friday 20 November 2026.\n"
    assert (done.returncode, done.stderr) == (0, said)
    text = (workspace / "responses/online-fraud-2026.yaml").read_text(encoding="utf-8")
    assert "      date: 2026-11-20\n" in text


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of other systems joins commands")
def test_a_reader_that_ends_stops_nothing(workspace: Path) -> None:
    """The draft is started although nobody reads that it is, or what was found before it."""
    (workspace / "r.md").write_text("# PEEL 2026: a report\n\n## Recommendations\n\n1. Act.\n" * 9)
    done = _run(workspace, "s55 import r.md --name second 2>said | true; cat said")
    assert "error O409" not in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert (workspace / "responses/second.yaml").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of other systems closes the streams")
def test_without_any_stream_nothing_is_written_into_a_draft(workspace: Path) -> None:
    """A file that is opened gets the number of a closed stream: what is printed must not."""
    done = _run(workspace, "s55 mark online-fraud-2026 panel --on 2026-11-20 <&- >&- 2>&-")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = (workspace / "responses/online-fraud-2026.yaml").read_text(encoding="utf-8")
    assert "      date: 2026-11-20\n" in text
    assert "recorded" not in text


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(1979, 12, 31), date(2200, 1, 1)])
def test_a_clock_that_was_not_set_is_told(day: date) -> None:
    """Every deadline would be wrong."""
    with pytest.raises(S55Error) as told:
        a_day_of_today(day)
    assert [one.code for one in told.value.problems] == ["U106"]
    assert f" {day.year}" in told.value.problems[0].message
    assert a_day_of_today(date(2026, 11, 22)) == date(2026, 11, 22)


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


@pytest.mark.parametrize("written", ["5 October 2026", "5/10/2026", "Monday 5th October, 2026"])
def test_a_day_in_other_words_is_named_as_s55_takes_it(tmp_path: Path, written: str) -> None:
    """Whoever copied it from the report need not find out how to write it."""
    result = run_s55("deadline", written, cwd=tmp_path)
    assert (result.status, result.out) == (2, "")
    assert result.err == (
        f"error U106: DATE: '{written}' is not a date. "
        "If you mean Monday 5 October 2026, write 2026-10-05.\n"
    )


@pytest.mark.parametrize("written", ["5 October 1826", "1826-10-05"])
def test_a_day_of_a_year_that_cannot_be_meant_is_not_offered(tmp_path: Path, written: str) -> None:
    """It would be refused again."""
    result = run_s55("deadline", written, cwd=tmp_path)
    assert result.status == 2
    assert result.err.endswith("Write the date like 2023-07-07, and check the day and the year.\n")


@pytest.mark.parametrize("command", ["check", "check x", "render x", "upgrade", "history x"])
def test_a_command_in_the_wrong_folder_is_told_so(tmp_path: Path, command: str) -> None:
    """Outside a workspace no draft is missing, and nothing is checked."""
    result = run_s55(*command.split(), cwd=tmp_path)
    assert (result.status, result.out) == (3, "")
    assert result.err.startswith(f"error W101: s55 could not find settings.yaml in '{tmp_path}'.")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("verify build", "P406"),
        ("import build", "I206"),
        ("check folder", "D001"),
        ("template replace ours layout.docx build", "I206"),
        ("template text build", "U101"),
        ("restore build copy", "O414"),
    ],
)
def test_a_folder_in_place_of_a_file_is_called_that(
    workspace: Path, command: str, code: str
) -> None:
    """In words, and not in those of the system."""
    (workspace / "responses/folder.yaml").mkdir()
    (workspace / "build").mkdir(exist_ok=True)
    run_s55("template", "new", "ours", cwd=workspace)
    result = run_s55(*command.split(), cwd=workspace)
    assert result.status != 0
    said = result.out + result.err
    assert f"error {code}: " in said
    assert "it is a folder, not a file" in said


def test_a_backup_that_is_not_there_is_looked_for_in_another_place(workspace: Path) -> None:
    """Another copy of the backup helps only where this one is damaged."""
    result = run_s55("restore", "backup.zip", "copy", cwd=workspace)
    assert (result.status, result.out) == (2, "")
    assert result.err == (
        "backup.zip: error O414: no workspace can be made of this file: it cannot be read "
        "(No such file or directory). Nothing was written. Check its name and folder.\n"
    )
    assert not (workspace / "copy").exists()
