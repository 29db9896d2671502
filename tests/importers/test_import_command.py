"""``s55 import`` as a person runs it, on reports."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.command import Result, run_s55

SAMPLES = Path(__file__).resolve().parent / "labelled/samples"
REPORT = SAMPLES / "national-thematic.weasyprint.pdf"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workspace without drafts."""
    shutil.copy(Path(__file__).resolve().parents[2] / "settings.yaml", tmp_path)
    (tmp_path / "responses").mkdir()
    return tmp_path


def imported(office: Path, *arguments: str, status: int = 0) -> Result:
    result = run_s55("import", *arguments, cwd=office)
    assert result.status == status, result.err
    return result


def test_a_report_becomes_a_draft_that_checks(office: Path) -> None:
    result = imported(office, str(REPORT), "--name", "calls-2023")
    assert "Started: responses/calls-2023.yaml" in result.out
    text = (office / "responses/calls-2023.yaml").read_text(encoding="utf-8")
    assert "# from page" in text
    checked = run_s55("check", "calls-2023", "--format", "json", cwd=office)
    assert all(problem["severity"] != "error" for problem in json.loads(checked.out))


def test_dry_run_writes_nothing(office: Path) -> None:
    result = imported(office, str(REPORT), "--dry-run")
    assert "Nothing was written" in result.out
    assert list((office / "responses").iterdir()) == []


def test_json_is_one_object_with_every_key(office: Path) -> None:
    result = imported(office, str(REPORT), "--dry-run", "--format", "json")
    found = json.loads(result.out)
    assert list(found) == [
        "kind", "title", "published", "other_dates", "inspectorate", "forces", "isbn", "grades",
        "items", "left_out",
    ]  # fmt: skip
    assert found["published"] == "2023-07-07"
    assert list(found["items"][0]) == [
        "kind", "number", "text", "detail", "sub", "under", "parent", "addressee", "due", "place",
        "certainty",
    ]  # fmt: skip
    assert [item["due"] for item in found["items"]] == [
        "2024-01-31", "2024-03-31", "2024-04-30", "With immediate effect", "Within six months",
    ]  # fmt: skip


def test_recommendations_to_others_do_not_apply(office: Path) -> None:
    result = imported(office, str(REPORT), "--name", "calls")
    text = (office / "responses/calls.yaml").read_text(encoding="utf-8")
    assert text.count("applies: no") == 2
    assert "in the draft with 'applies: no': 2, 3" in result.err
    assert "addressed_to: police and crime commissioners" in text


def test_an_existing_draft_is_compared_and_not_overwritten(office: Path) -> None:
    imported(office, str(REPORT), "--name", "calls")
    draft = office / "responses/calls.yaml"
    before = draft.read_bytes()
    page = (SAMPLES / "national-thematic.html").read_text(encoding="utf-8")
    other = office / "corrected.html"
    other.write_text(page.replace("every hour of the week", "every minute"), encoding="utf-8")
    result = imported(office, str(other), "--name", "calls")
    assert "was not changed" in result.out
    assert "changed in the report" in result.out
    assert draft.read_bytes() == before
    assert "1 merged" in imported(office, str(other), "--name", "calls", "--update").out
    assert "every minute" in draft.read_text(encoding="utf-8")
    assert "It says what the report says" in imported(office, str(other), "--name", "calls").out


def test_a_web_page_and_its_pdf_coincide(office: Path) -> None:
    imported(office, str(REPORT), "--name", "pdf")
    result = imported(office, str(SAMPLES / "national-thematic.html"), "--name", "web")
    assert "I208" in result.err
    assert "5 of 5 items coincide with the draft 'pdf'" in result.err


def test_a_report_without_a_day_gives_a_draft_with_that_one_error(office: Path) -> None:
    result = imported(office, str(SAMPLES / "peel-2016-pillar.md"), "--name", "old")
    assert "I201" in result.err
    checked = run_s55("check", "old", "--format", "json", cwd=office)
    errors = [p for p in json.loads(checked.out) if p["severity"] == "error"]
    assert [problem["path"] for problem in errors] == ["inspection.published"]


def test_a_file_that_is_not_there(office: Path) -> None:
    result = imported(office, "nothing.pdf", status=1)
    assert "I206" in result.err
    assert result.err.count("\n") == 1


def test_ocr_says_what_it_needs(office: Path) -> None:
    if shutil.which("ocrmypdf"):
        pytest.skip("ocrmypdf is installed here")
    result = imported(office, str(REPORT), "--ocr", status=5)
    assert "I209" in result.err
