"""Drafts that answer the same report, and copies that sync programs leave."""

from __future__ import annotations

from pathlib import Path

import pytest

from s55.model.inspection import Inspection
from s55.problems import Severity
from s55.rules.same_report import same_report_problems
from tests.command import run_s55
from tests.drafts_for_tests import HEAD, response_of

REPORT = response_of(HEAD).inspection


def _other(old: str, new: str) -> Inspection:
    assert old in HEAD
    return response_of(HEAD.replace(old, new)).inspection


OTHER = _other("Harbour policing", "Rural policing").model_copy(
    update={"link": REPORT.link.model_copy(update={"address": "https://example.org/rural"})}
)


def _found(*drafts: tuple[str, Inspection]) -> list[str | None]:
    return [problem.file for problem in same_report_problems(drafts)]


def test_two_drafts_for_one_report_are_warned_of() -> None:
    """Both names, the report, and its day; in the file of the second."""
    (problem,) = same_report_problems(
        [("responses/boats-again.yaml", REPORT), ("responses/boats.yaml", REPORT)]
    )
    assert (problem.code, problem.severity) == ("D144", Severity.WARNING)
    assert problem.file == "responses/boats-again.yaml"
    assert problem.message == (
        "'boats' and 'boats-again' answer the same report: Harbour policing, published Tuesday 2 "
        "April 2024; lists count it twice"
    )
    assert problem.hint == "Keep one of them, and move the other out of the folder."


@pytest.mark.parametrize(
    "inspection",
    [
        _other("Harbour policing", "Another title"),
        _other("https://example.org/harbours", "https://example.org/other"),
        _other("https://example.org/harbours", "https://www.example.org/harbours/"),
        _other("Harbour policing", "HARBOUR  policing"),
    ],
)
def test_the_same_address_or_the_same_title_and_day(inspection: Inspection) -> None:
    """Either is enough; capitals, spaces, www and a last slash make no difference."""
    assert _found(("a.yaml", REPORT), ("bb.yaml", inspection)) == ["bb.yaml"]


def test_different_reports_are_not_warned_of() -> None:
    """Also with one title on two days, on one web site, or without a known address."""
    day = _other("2024-04-02", "2025-04-02").model_copy(update={"link": OTHER.link})
    assert _found(("a.yaml", REPORT), ("b.yaml", OTHER)) == []
    assert _found(("a.yaml", REPORT), ("b.yaml", day)) == []
    for address in ("https://unknown.invalid/", "https://example.org/"):
        link = REPORT.link.model_copy(update={"address": address})
        one, two = (report.model_copy(update={"link": link}) for report in (REPORT, OTHER))
        assert _found(("a.yaml", one), ("b.yaml", two)) == []


def test_a_file_that_is_given_twice_is_one_draft() -> None:
    """By its name and by its path."""
    assert _found(("a.yaml", REPORT), ("a.yaml", REPORT)) == []


def test_an_address_that_has_no_parts_is_compared_by_title_alone() -> None:
    """It passes as an address, and no library can take it apart."""
    link = REPORT.link.model_copy(update={"address": "https://[harbours/"})
    one, two = (report.model_copy(update={"link": link}) for report in (REPORT, OTHER))
    assert _found(("a.yaml", one), ("b.yaml", two)) == []
    assert _found(("a.yaml", one), ("b.yaml", REPORT)) == ["b.yaml"]


def test_three_of_one_report_are_two_warnings() -> None:
    """Each beside the first."""
    assert _found(("c.yaml", REPORT), ("a.yaml", REPORT), ("bb.yaml", REPORT)) == [
        "c.yaml",
        "bb.yaml",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "boats-LAPTOP7",
        "boats-DESKTOP",
        "boats (1)",
        "boats(2)",
        "boats - Copy",
        "boats - Copy (3)",
        "boats (Alex's conflicted copy 2026-11-20)",
        "boats.sync-conflict-20261120-101500-ABCDEFG",
    ],
)
def test_a_copy_of_a_sync_program_is_named_as_one(name: str) -> None:
    """By the names that such programs give."""
    (problem,) = same_report_problems([("boats.yaml", REPORT), (f"{name}.yaml", REPORT)])
    assert problem.hint == (
        f"'{name}' looks like a copy that a sync program left: compare the two, and keep one."
    )


@pytest.mark.parametrize("name", ["boats-2024", "boats-second", "ships (1)"])
def test_another_name_is_not(name: str) -> None:
    """A year, a word, a copy of something else."""
    (problem,) = same_report_problems([("boats.yaml", REPORT), (f"{name}.yaml", REPORT)])
    assert "sync program" not in problem.hint


@pytest.mark.parametrize(
    "command",
    [
        ("check",),
        ("status",),
        ("register", "--to", "json"),
        ("calendar",),
        ("panel", "--meeting", "2026-12-08", "--to", "html"),
        ("site",),
    ],
    ids=lambda words: words[0],
)
def test_every_command_that_counts_says_so(command: tuple[str, ...], workspace: Path) -> None:
    """And goes on."""
    responses = workspace / "responses"
    for path in responses.glob("*.yaml"):
        if path.stem != "peel-spotlight-2023":
            path.unlink()
    draft = responses / "peel-spotlight-2023.yaml"
    (responses / "peel-spotlight-2023-LAPTOP7.yaml").write_bytes(draft.read_bytes())
    result = run_s55(*command, cwd=workspace)
    assert result.status == 0, result.everything
    assert result.everything.count("warning D144: ") == 1
    assert "'peel-spotlight-2023-LAPTOP7' looks like a copy that a sync program left" in (
        result.everything
    )


def test_two_files_of_one_name_are_told_by_their_ends() -> None:
    """Else the message would name the same draft twice."""
    report = response_of(HEAD).inspection
    (found,) = same_report_problems([("responses/a.yaml", report), ("responses/a.yml", report)])
    assert found.message.startswith("'a.yml' and 'a.yaml' answer the same report: ")
    assert found.file == "responses/a.yaml"
