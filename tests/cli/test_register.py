"""``s55 register`` as a person runs it: which files, what it says, and what stops it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.command import run_s55
from tests.forty import forty_drafts

TODAY = "2026-11-22"


def test_it_writes_all_formats_into_build(workspace: Path) -> None:
    """And says how many reports and items there are."""
    result = run_s55("register", cwd=workspace, today=TODAY)
    assert (result.status, result.err) == (0, "")
    names = [
        "register.xlsx",
        "register.csv",
        "register-inspections.csv",
        "register.html",
        "register.json",
    ]
    assert (
        result.out
        == "6 reports, 27 items, 24 open -> " + ", ".join(f"build/{name}" for name in names) + "\n"
    )
    assert sorted(path.name for path in (workspace / "build").iterdir()) == sorted(names)


def test_some_drafts_one_format_another_folder(workspace: Path) -> None:
    """A day that is given counts."""
    result = run_s55(
        "register", "call-handling-2024", "--to", "json", "--out", "lists",
        "--today", "2026-11-23", cwd=workspace,
    )  # fmt: skip
    assert result.out == "1 report, 5 items, 4 open -> lists/register.json\n"
    data = json.loads((workspace / "lists/register.json").read_text(encoding="utf-8"))
    assert data["dated"] == "2026-11-23"
    assert {item["draft"] for item in data["items"]} == {"call-handling-2024"}
    assert not (workspace / "build").exists()


def test_what_s55_update_recorded_stands_in_the_register(workspace: Path) -> None:
    """Status, day, note and evidence."""
    run_s55(
        "update", "call-handling-2024", "AFI2", "--status", "complete", "--on", "2026-11-20",
        "--note", "Done at last", "--evidence", "Folder 9", cwd=workspace, today=TODAY,
    )  # fmt: skip
    run_s55("register", "--to", "json", cwd=workspace, today=TODAY)
    data = json.loads((workspace / "build/register.json").read_text(encoding="utf-8"))
    (item,) = (
        one
        for one in data["items"]
        if (one["draft"], one["item"]) == ("call-handling-2024", "AFI2")
    )
    assert (item["status"], item["updated"], item["note"], item["evidence"]) == (
        "Complete",
        "2026-11-20",
        "Done at last",
        "Folder 9",
    )
    assert item["is_open"] is False


def test_forty_responses(workspace: Path) -> None:
    """Every item of every draft is in the spreadsheet, and the same bytes come twice."""
    shutil.rmtree(workspace / "responses")
    (workspace / "responses").mkdir()
    for name, text in forty_drafts(7).items():
        (workspace / f"responses/{name}.yaml").write_text(text, encoding="utf-8")
    result = run_s55("register", cwd=workspace, today=TODAY)
    assert (result.status, result.err) == (0, "")
    book = openpyxl.load_workbook(workspace / "build/register.xlsx")
    data = json.loads((workspace / "build/register.json").read_text(encoding="utf-8"))
    assert book["Inspections"].max_row == 41
    assert book["All items"].max_row == len(data["items"]) + 1 > 150
    assert result.out.startswith(f"40 reports, {len(data['items'])} items, ")
    before = {path.name: path.read_bytes() for path in (workspace / "build").iterdir()}
    run_s55("register", cwd=workspace, today=TODAY)
    assert {path.name: path.read_bytes() for path in (workspace / "build").iterdir()} == before


def test_an_office_without_drafts_gets_an_empty_register(workspace: Path) -> None:
    """And no error."""
    shutil.rmtree(workspace / "responses")
    result = run_s55("register", cwd=workspace, today=TODAY)
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith("0 reports, 0 items, 0 open -> build/register.xlsx")


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["--to", "pdf"], 2, "error U107: --to: 'pdf' is not a format. Name one or more of xlsx"),
        (["--to", ","], 2, "error U107"),
        (["nobody"], 2, "error U101"),
        (["--template", "opccn-2023"], 3, "error L108"),
        (["--template", "registr"], 3, "Did you mean 'register'?"),
    ],
)
def test_what_stops_it(workspace: Path, words: list[str], status: int, told: str) -> None:
    """Nothing is written."""
    result = run_s55("register", *words, cwd=workspace, today=TODAY)
    assert result.status == status
    assert told in result.err
    assert not (workspace / "build").exists()


def test_a_draft_with_errors_stops_it_and_the_old_register_stays(workspace: Path) -> None:
    """A register with a report missing would be wrong in a way nobody sees."""
    run_s55("register", "--to", "json", cwd=workspace, today=TODAY)
    before = (workspace / "build/register.json").read_bytes()
    draft = workspace / "responses/peel-2018-19.yaml"
    draft.write_text(draft.read_text(encoding="utf-8") + "zebra: 1\n", encoding="utf-8")
    result = run_s55("register", "--to", "json", cwd=workspace, today=TODAY)
    assert result.status == 1
    assert "responses/peel-2018-19.yaml" in result.err
    assert "error D101" in result.err
    assert (workspace / "build/register.json").read_bytes() == before
