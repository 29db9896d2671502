"""``s55 invite`` as a person runs it: the files, the record, what it refuses and warns of."""

from __future__ import annotations

import difflib
import json
import shutil
from pathlib import Path

import pytest

from tests.command import ROOT, run_s55

NAME = "online-fraud-2026"


def _draft(workspace: Path, name: str = NAME) -> Path:
    return workspace / f"responses/{name}.yaml"


def _not_invited(workspace: Path) -> Path:
    """The example draft, without its invitation."""
    path = _draft(workspace)
    text = path.read_text(encoding="utf-8")
    old = [line for line in text.splitlines() if line.startswith("    date: 2026-10-22")]
    assert len(old) == 1
    kept = [
        line
        for line in text.splitlines()
        if not line.startswith(("    date: 2026-10-22", "    reply_by:", "    how: by e-mail"))
    ]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return path


def test_the_files_are_written_and_the_invitation_is_recorded(workspace: Path) -> None:
    """Word and PDF in build/, three lines in the draft, and nothing else changed."""
    path = _not_invited(workspace)
    before = path.read_text(encoding="utf-8")
    result = run_s55("invite", NAME, "--by", "2026-12-04", "--how", "by e-mail", cwd=workspace)
    assert (result.status, result.err) == (0, "")
    assert result.out == (
        f"responses/{NAME}.yaml -> build/{NAME}-invitation.docx, build/{NAME}-invitation.pdf; "
        "recorded: invited Sunday 22 November 2026, comments asked for by "
        "Friday 4 December 2026.\n"
    )
    written = sorted(file.name for file in (workspace / "build").iterdir())
    assert written == [f"{NAME}-invitation.docx", f"{NAME}-invitation.pdf"]
    after = path.read_text(encoding="utf-8")
    changes = [
        line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"
    ]
    assert changes == [
        "+     date: 2026-11-22",
        "+     reply_by: 2026-12-04",
        "+     how: by e-mail",
    ]
    assert run_s55("check", NAME, cwd=workspace).status == 0


def test_a_second_invitation_wants_again(workspace: Path) -> None:
    """D120, and neither the draft nor a file is written."""
    before = _draft(workspace).read_bytes()
    result = run_s55("invite", NAME, "--by", "2026-12-04", cwd=workspace)
    assert result.status == 1
    assert (
        "error D120: the draft records an invitation of Thursday 22 October 2026 already"
        in result.err
    )
    assert _draft(workspace).read_bytes() == before
    assert not (workspace / "build").exists()
    again = run_s55(
        "invite", NAME, "--by", "2026-12-04", "--on", "2026-11-20", "--again", cwd=workspace
    )
    assert (again.status, again.err) == (0, "")
    assert "    date: 2026-11-20\n    reply_by: 2026-12-04\n" in _draft(workspace).read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("by", "codes"),
    [
        ("2026-11-22", ["C402"]),
        ("2026-11-23", []),
        ("2026-12-12", []),
        ("2026-12-13", ["C403"]),
    ],
)
def test_a_day_that_is_unwise_is_warned_of(workspace: Path, by: str, codes: list[str]) -> None:
    """After today, and before 13 December 2026, the statutory last day; it is written anyway."""
    result = run_s55("invite", NAME, "--by", by, "--again", "--to", "docx", cwd=workspace)
    assert result.status == 0
    assert [code for code in ("C402", "C403") if f"warning {code}:" in result.err] == codes
    assert f"    reply_by: {by}\n" in _draft(workspace).read_text(encoding="utf-8")


def test_it_is_written_where_it_is_asked_for(workspace: Path) -> None:
    """--out and --to."""
    result = run_s55(
        *("invite", NAME, "--by", "2026-12-04", "--again", "--out", "sent", "--to", "html"),
        cwd=workspace,
    )
    assert result.status == 0, result.err
    assert [file.name for file in (workspace / "sent").iterdir()] == [f"{NAME}-invitation.html"]


def test_a_set_without_an_invitation_leaves_all_as_it_was(workspace: Path) -> None:
    """L107, with the status of settings that cannot be used."""
    folder = workspace / "templates/plain"
    shutil.copytree(ROOT / "templates/opccn-2023", folder)
    manifest = (folder / "manifest.yaml").read_text(encoding="utf-8")
    start, end = manifest.index("\ninvitation:"), manifest.index("\nfonts:")
    (folder / "manifest.yaml").write_text(
        (manifest[:start] + manifest[end:]).replace("name: opccn-2023", "name: plain"),
        encoding="utf-8",
    )
    before = _draft(workspace).read_bytes()
    result = run_s55(
        *("invite", NAME, "--by", "2026-12-04", "--again", "--template", "plain"), cwd=workspace
    )
    assert result.status == 3
    assert "error L107: the template set 'plain' has no invitation" in result.err
    assert _draft(workspace).read_bytes() == before
    assert run_s55("render", NAME, "--template", "plain", "--to", "html", cwd=workspace).status == 0


def test_a_draft_with_errors_is_not_sent(workspace: Path) -> None:
    """The problem is told with its line, and nothing is written."""
    path = _draft(workspace)
    path.write_text(path.read_text(encoding="utf-8") + "unknown: 1\n", encoding="utf-8")
    result = run_s55("invite", NAME, "--by", "2026-12-04", "--again", cwd=workspace)
    assert result.status == 1
    assert "error D101" in result.err
    assert not (workspace / "build").exists()


def test_a_day_that_is_none_is_refused(workspace: Path) -> None:
    """U106, as everywhere."""
    result = run_s55("invite", NAME, "--by", "soon", cwd=workspace)
    assert result.status == 2
    assert "error U106: --by: 'soon' is not a date" in result.err


@pytest.mark.parametrize(
    ("today", "words", "left"),
    [
        ("2026-11-22", "comments due in 5 days", 5),
        ("2026-11-26", "comments due in 1 day", 1),
        ("2026-11-27", "comments due today", 0),
        ("2026-11-29", "comments overdue by 2 days", -2),
    ],
)
def test_status_tells_when_comments_are_due(
    workspace: Path, today: str, words: str, left: int
) -> None:
    """Until they come in."""
    result = run_s55("status", NAME, cwd=workspace, today=today)
    assert f"comments asked for by Friday 27 November 2026 ({words})\n" in result.out
    as_json = run_s55("status", NAME, "--format", "json", cwd=workspace, today=today)
    (standing,) = json.loads(as_json.out)
    assert standing["comments_days_left"] == left


def test_status_waits_no_longer_when_comments_are_in(workspace: Path) -> None:
    """Comments on one item are comments."""
    path = _draft(workspace)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("  # To come: 'comments' and their 'date'.", "  comments: We agree."),
        encoding="utf-8",
    )
    result = run_s55("status", NAME, cwd=workspace)
    assert "comments asked for by Friday 27 November 2026\n" in result.out
