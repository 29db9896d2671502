"""``s55 update`` as a person runs it: items listed, one entry recorded, the response as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import run_s55

NAME = "call-handling-2024"
TODAY = "2026-11-22"


def test_without_an_item_it_lists_what_can_be_named(workspace: Path) -> None:
    """Each with where it stands and how it begins."""
    result = run_s55("update", NAME, cwd=workspace, today=TODAY)
    assert (result.status, result.err) == (0, "")
    head, *lines = result.out.splitlines()
    assert head.startswith(f"responses/{NAME}.yaml: Accelerated cause of concern")
    assert [line.split()[0] for line in lines] == ["C1", "C1-R1", "C1-R2", "AFI1", "AFI2"]
    assert "no status, due 21 June 2024 (884 days overdue)    Within three months" in lines[1]
    assert "in progress, due 31 July 2024 (844 days overdue)  Within six months" in lines[2]
    assert lines[3].split()[1] == "complete"


def test_an_entry_is_recorded_and_the_response_stays(workspace: Path) -> None:
    """Its draft and what it is rendered to, byte for byte; the list shows the entry."""
    path = workspace / f"responses/{NAME}.yaml"
    before = path.read_bytes()
    rendered = ("render", NAME, "--to", "docx,html", "--out")
    assert run_s55(*rendered, "before", cwd=workspace, today=TODAY).status == 0
    result = run_s55(
        "update", NAME, "c1-r1", "--status", "In-Progress", "--on", "2026-11-20",
        "--note", "Six desks: all staffed", "--evidence", "Minute 12", cwd=workspace, today=TODAY,
    )  # fmt: skip
    assert (result.status, result.err) == (0, "")
    record = workspace / f"responses/progress/{NAME}.yaml"
    assert result.out == (
        f"responses/progress/{NAME}.yaml: recorded C1-R1, in progress, Friday 20 November 2026.\n"
    )
    assert record.read_text(encoding="utf-8").split("\n")[3:] == [
        "items:",
        "  C1-R1:",
        "    - date: 2026-11-20",
        "      status: in progress",
        "      note: 'Six desks: all staffed'",
        "      evidence: Minute 12",
        "",
    ]
    assert path.read_bytes() == before
    assert run_s55(*rendered, "after", cwd=workspace, today=TODAY).status == 0
    for kind in ("docx", "html"):
        old, new = (workspace / f"{folder}/{NAME}.{kind}" for folder in ("before", "after"))
        assert old.read_bytes() == new.read_bytes()
    shown = run_s55("update", NAME, "C1-R1", cwd=workspace, today=TODAY).out
    assert "    20 November 2026, in progress, Six desks: all staffed\n" in shown


def test_an_earlier_entry_says_that_the_status_stays(workspace: Path) -> None:
    """It is the latest day that counts."""
    words = ("update", NAME, "AFI2", "--status")
    assert run_s55(*words, "complete", "--on", "2026-11-20", cwd=workspace, today=TODAY).status == 0
    result = run_s55(*words, "in progress", "--on", "2026-10-01", cwd=workspace, today=TODAY)
    assert result.out.endswith(
        "recorded AFI2, in progress, Thursday 1 October 2026. It stays complete: its latest entry "
        "is of Friday 20 November 2026.\n"
    )
    check = run_s55("check", NAME, cwd=workspace, today=TODAY)
    assert "D134" not in check.out + check.err


def test_an_item_in_place_of_another_is_in_a_draft_that_there_is(workspace: Path) -> None:
    """A slip in its name is told at once, and by the check."""
    by = ("update", NAME, "AFI1", "--status", "superseded", "--on", "2026-11-20")
    result = run_s55(*by, "--superseded-by", "peel-2018 R3", cwd=workspace, today=TODAY)
    assert result.status == 0
    said = "AFI1 is superseded by 'peel-2018 R3', but s55 could not find the draft 'peel-2018'"
    assert f"({said}. Did you mean peel-2018-19?)" in result.out
    checked = run_s55("check", NAME, cwd=workspace, today=TODAY).out
    assert f"progress/{NAME}.yaml:8:7: warning D166: {said}" in checked


def test_an_item_that_does_not_apply_is_recorded_and_told(workspace: Path) -> None:
    """It may be a slip."""
    result = run_s55(
        "update", "victim-updates-2025", "R2", "--status", "complete", "--on", "2026-11-20",
        cwd=workspace, today=TODAY,
    )  # fmt: skip
    assert result.out.endswith("(The draft says that it does not apply.)\n")


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["R1", "--status", "complete", "--on", "2026-11-20"], 1, "Did you mean C1-R1?"),
        (["R1"], 1, f"responses/{NAME}.yaml: error D131"),
        (["AFI1", "--status", "complete", "--on", "2026-11-23"], 1, "error D114"),
        (["AFI1", "--status", "complete", "--on", "2001-11-23"], 1, "error D113"),
        (["AFI1", "--status", "done", "--on", "2026-11-20"], 2, "error U121: --status: 'done'"),
        (["AFI1", "--status", "complete"], 2, "error U122: --on is missing"),
        (["AFI1", "--on", "2026-11-20"], 2, "error U122: --status is missing"),
        (["--status", "complete", "--on", "2026-11-20"], 2, "error U122: ITEM is missing"),
        (["AFI1", "--status", "complete", "--on", "20.11.2026"], 2, "error U106"),
        (["AFI1", "--status", "complete", "--on", "2026-11-20", "--note", " "], 2,
         "error U123: --note"),
    ],
)  # fmt: skip
def test_what_cannot_be_recorded_is_told_and_the_file_stays(
    workspace: Path, words: list[str], status: int, told: str
) -> None:
    """Byte for byte."""
    path = workspace / f"responses/{NAME}.yaml"
    before = path.read_bytes()
    result = run_s55("update", NAME, *words, cwd=workspace, today=TODAY)
    assert (result.status, result.out) == (status, "")
    assert told in result.err
    assert path.read_bytes() == before


LETTER = """5 June 2025

Dear Chief Constable

**Revisit on the cause of concern**

## Recommendation 1

All desks are staffed. This recommendation is complete.

## Recommendation 7

This recommendation remains open.
"""


def test_a_revisit_is_recorded_once_and_a_dry_run_records_nothing(workspace: Path) -> None:
    """What matches no item is told; the same letter again adds nothing."""
    (workspace / "letter.md").write_text(LETTER, encoding="utf-8")
    record = workspace / f"responses/progress/{NAME}.yaml"
    before = record.read_text(encoding="utf-8") if record.exists() else ""
    command = ("update", NAME, "--from", "letter.md")
    shown = run_s55(*command, "--dry-run", cwd=workspace, today=TODAY)
    assert shown.status == 0
    said = "  C1-R1  complete, Thursday 5 June 2025 (line 9: This recommendation is complete.)\n"
    assert said in shown.out
    assert "letter.md: warning I252: line 13: no item of the response" in shown.err
    assert (record.read_text(encoding="utf-8") if record.exists() else "") == before
    done = run_s55(*command, cwd=workspace, today=TODAY)
    assert f"responses/progress/{NAME}.yaml: recorded 1 entry.\n" in done.out
    after = record.read_text(encoding="utf-8")
    assert "    - date: 2025-06-05\n      status: complete\n      evidence: " in after
    again = run_s55(*command, cwd=workspace, today=TODAY)
    assert "recorded 0 entries, 1 already there." in again.out
    assert record.read_text(encoding="utf-8") == after


def test_what_a_revisit_says_twice_is_recorded_once(workspace: Path) -> None:
    """As it does below the heading of an item, and again at its end."""
    repeated = "\n## Recommendation 1\n\nThis recommendation is complete.\n"
    (workspace / "letter.md").write_text(LETTER + repeated, encoding="utf-8")
    done = run_s55("update", NAME, "--from", "letter.md", cwd=workspace, today=TODAY)
    assert f"responses/progress/{NAME}.yaml: recorded 1 entry, 1 already there.\n" in done.out
    record = (workspace / f"responses/progress/{NAME}.yaml").read_text(encoding="utf-8")
    assert record.count("- date: 2025-06-05\n      status: complete\n") == 1


def test_a_report_and_an_item_do_not_go_together(workspace: Path) -> None:
    (workspace / "letter.md").write_text(LETTER, encoding="utf-8")
    result = run_s55("update", NAME, "R1", "--from", "letter.md", cwd=workspace, today=TODAY)
    assert (result.status, result.err.split(":")[0]) == (2, "error I254")
