"""Killed at any moment: the draft is the old one or the new one, and what is kept is whole.

Each command runs as a process of its own, which kills itself at its n-th operation on a file, for
each third n until the command comes to its end. The suite of faults tries every n.
"""

from __future__ import annotations

import hashlib
import json
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from s55.disk.places import OWN_FOLDER
from tests.command import ROOT, run_s55
from tests.returns.word_files import edited, paragraph_with, set_words

KILLED = ROOT / "tests/tools/killed.py"
NAME = "victim-updates-2025"
INVITED = "online-fraud-2026"
STEP = 5
"""Each how many operations a command is killed."""


@dataclass(frozen=True)
class Stop:
    """What a command left when it was killed at one operation, and when it ran once more.

    Attributes:
        status: how it ended: minus the signal, or 0 for the run that came to its end.
        killed: the workspace then.
        again: the workspace after the second run.
        second: how the second run ended.
    """

    status: int
    killed: Path
    again: Path
    second: int


def stops(workspace: Path, out: Path, *arguments: str) -> list[Stop]:
    """Kill a command at each of its operations on files."""
    done = subprocess.run(
        [sys.executable, str(KILLED), str(STEP), str(workspace), str(out), *arguments],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "S55_TODAY": "2026-11-22"},
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    ended: list[list[int]] = json.loads(done.stdout.splitlines()[-1])
    found = [
        Stop(first, out / str(n) / "killed", out / str(n) / "again", second)
        for n, first, second in ended
    ]
    assert [one.status for one in found] == [-signal.SIGKILL] * (len(found) - 1) + [0]
    return found


def _leftovers(folder: Path) -> set[str]:
    """Files that no command makes for people: those that were being written."""
    return {path.name for path in folder.rglob("*.tmp")}


def _whole(workspace: Path, before: Path, after: Path) -> None:
    """Every file is as it was before the command or as it is after it, to the byte.

    The history says when each state was.
    """
    for path in workspace.rglob("*"):
        is_own = OWN_FOLDER in path.parts or path.parent.name.startswith(".s55-")
        if path.is_file() and not is_own and path.name not in _leftovers(workspace):
            place = path.relative_to(workspace)
            versions = [one / place for one in (before, after) if (one / place).is_file()]
            assert path.read_bytes() in [one.read_bytes() for one in versions], place


def _returned(workspace: Path) -> list[dict[str, Any]]:
    """The list of the files that came back, each checked: it is there and has its hash."""
    folder = workspace / f"responses/{NAME}-returned"
    index = folder / "index.yaml"
    entries = yaml.safe_load(index.read_text(encoding="utf-8")) if index.is_file() else []
    for entry in entries:
        data = (folder / entry["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"]
    return list(entries)


def test_collect(workspace: Path, rendered: Path, tmp_path: Path) -> None:
    """The file is kept and listed before the draft changes; a second run completes the rest."""
    data = (rendered / f"{NAME}.docx").read_bytes()
    words = "Nobody should have to ask twice."
    file = workspace / "back.docx"
    file.write_bytes(
        edited(data, lambda root: set_words(paragraph_with(root, "in the dark"), words))
    )
    out = tmp_path / "runs"
    found = stops(workspace, out, "collect", NAME, file.name, "--yes")
    assert len(found) > 5
    draft = f"responses/{NAME}.yaml"
    old, new = (workspace / draft).read_bytes(), (out / "0" / draft).read_bytes()
    assert words.encode() in new
    assert {(one.killed / draft).read_bytes() for one in found[:-1]} == {old, new}
    for stop in found:
        _whole(stop.killed, workspace, out / "0")
        listed = _returned(stop.killed)
        assert listed or (stop.killed / draft).read_bytes() == old
        assert stop.second == 0
        assert (stop.again / draft).read_bytes() == new
        assert [one["came_as"] for one in _returned(stop.again)] == ["back.docx"]
        kept = stop.again.glob(f"responses/{NAME}-returned/*.docx")
        assert [one.name for one in kept] == ["2026-11-22-back.docx"]


def test_invite(workspace: Path, tmp_path: Path) -> None:
    """The invitation is recorded when all its files are there."""
    path = workspace / f"responses/{INVITED}.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    record = ("  invited:\n", "    date: 2026-10-22", "    reply_by:", "    how: by e-mail")
    path.write_text("".join(one for one in lines if not one.startswith(record)), encoding="utf-8")
    arguments = ("invite", INVITED, "--by", "2026-12-04", "--to", "docx,html")
    out = tmp_path / "runs"
    found = stops(workspace, out, *arguments)
    assert len(found) > 5
    draft = f"responses/{INVITED}.yaml"
    old, new = (workspace / draft).read_bytes(), (out / "0" / draft).read_bytes()
    assert b"reply_by: 2026-12-04" in new
    assert {(one.killed / draft).read_bytes() for one in found[:-1]} == {old, new}
    for stop in found:
        _whole(stop.killed, workspace, out / "0")
        recorded = (stop.killed / draft).read_bytes() == new
        # What is recorded is not recorded again without --again (D120).
        assert stop.second == (1 if recorded else 0)
        assert (stop.again / draft).read_bytes() == new
        for kind in ("docx", "html"):
            made = f"build/{INVITED}-invitation.{kind}"
            assert (stop.again / made).read_bytes() == (out / "0" / made).read_bytes()


def test_mark(workspace: Path, tmp_path: Path) -> None:
    """One line of the record, or none."""
    arguments = ("mark", INVITED, "panel", "--on", "2026-11-20")
    out = tmp_path / "runs"
    found = stops(workspace, out, *arguments)
    assert len(found) > 3
    draft = f"responses/{INVITED}.yaml"
    old, new = (workspace / draft).read_bytes(), (out / "0" / draft).read_bytes()
    assert old != new
    assert {(one.killed / draft).read_bytes() for one in found[:-1]} == {old, new}
    for stop in found:
        _whole(stop.killed, workspace, out / "0")
        assert stop.second == (1 if (stop.killed / draft).read_bytes() == new else 0)
        assert (stop.again / draft).read_bytes() == new


@pytest.mark.parametrize("command", ["check", "status"])
def test_what_a_killed_run_leaves_disturbs_no_other_command(workspace: Path, command: str) -> None:
    """A file that was being written is no draft."""
    (workspace / "responses/.s55-abc.tmp").write_bytes(b"format: 1\n")
    result = run_s55(command, cwd=workspace)
    assert ".s55-" not in result.everything
    assert result.status == 0
