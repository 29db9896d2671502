"""``s55`` at a terminal: what is asked, and the bar that shows how far a render has come."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from tests.command import ROOT

SECONDS = 120
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def _at_a_terminal(arguments: list[str], cwd: Path, answers: Mapping[str, str]) -> str:
    """Run the command at a pseudo-terminal, type each answer at its question, give the screen."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "s55", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "200"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    seen, pending = "", dict(answers)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        ready, _, _ = select.select([ours], [], [], 0.1)
        try:
            seen += os.read(ours, 65536).decode(errors="replace") if ready else ""
        except OSError:
            break
        asked = next((question for question in pending if seen.endswith(question)), None)
        if asked is not None:
            os.write(ours, f"{pending.pop(asked)}\n".encode())
        if not ready and process.poll() is not None:
            break
    process.kill()
    process.wait()
    os.close(ours)
    return seen


def test_new_asks_and_asks_again(workspace: Path) -> None:
    """A date that is none is asked for once more, with what to write."""
    screen = _at_a_terminal(
        ["new", "trial"],
        workspace,
        {
            "Title of the report: ": "PEEL 2026: an inspection",
            "Day it was published (like 2025-09-12): ": "5 October 2026",
            "write 2026-10-05.\r\nDay it was published (like 2025-09-12): ": "2026-10-05",
            "Publication types (commas between): ": "PEEL, Thematic",
            "Web address of the report (https://...): ": "https://example.org/r",
        },
    )
    assert "Error: If you mean Monday 5 October 2026, write 2026-10-05." in screen
    text = (workspace / "responses/trial.yaml").read_text(encoding="utf-8")
    assert "  title: 'PEEL 2026: an inspection'\n  published: 2026-10-05 " in text
    assert "    - PEEL\n    - Thematic\n" in text


def test_the_bar_leaves_whole_lines(workspace: Path) -> None:
    """What is printed while the bar moves stands on lines of its own."""
    screen = _at_a_terminal(["render", "--to", "html"], workspace, {})
    assert "Rendering" in screen
    lines = [ESCAPES.sub("", line).strip() for line in re.split(r"[\r\n]+", screen)]
    written = [line for line in lines if " -> " in line]
    assert len(written) == 6
    assert all(line.startswith("responses/") for line in written)


def test_what_is_still_to_be_confirmed_is_asked_about_before_it_is_recorded(
    workspace: Path,
) -> None:
    """Nothing is signed or published that somebody who was told of it does not want to be."""
    path = workspace / "responses/peel-2021-22.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"# CONFIRM: day 1\n{text}", encoding="utf-8")
    before = path.read_bytes()
    again = ["sign", "peel-2021-22", "--again", "--on", "2022-11-20"]
    published = ["mark", "peel-2021-22", "website", "--on", "2026-11-20", "--without-files"]
    for arguments, what in ((again, "approval"), (published, "publication")):
        question = f"The response is not finished. Record the {what} all the same? [y/N]: "
        screen = _at_a_terminal(arguments, workspace, {question: "n"})
        assert "warning D142: a note asks to confirm this line: 'day 1'" in screen
        assert "Nothing was written." in screen
        assert path.read_bytes() == before
