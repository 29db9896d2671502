"""The table of open items, and the spreadsheets that go out and come back."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import DRAFT, HERE, ROOT_PATH, words

ITEM = f"{DRAFT} R3"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def sent(page: str) -> dict[str, str]:
    """What the table sends when nothing is filled in."""
    hidden = {name: unescape(value) for name, value in HIDDEN.findall(page)}
    (on,) = re.findall(r'name="on"[^>]*value="([^"]*)"', page)
    return {**hidden, "on": on}


def row_of(form: dict[str, str], item: str = ITEM) -> str:
    """The number of the row of an item."""
    (number,) = (
        name[:-3] for name, value in form.items() if name.endswith("-id") and value == item
    )
    return number


@pytest.fixture
def record(workspace: Path) -> Path:
    return workspace / f"responses/progress/{DRAFT}.yaml"


def test_several_rows_are_recorded_at_once(client: TestClient, record: Path) -> None:
    page = client.get("/register").text
    assert f"{ITEM} Recommendation 3: By April 2027" in words(page)
    # In the rows as in the filter.
    assert ("Now: No status" in words(page), "not recorded" in page.lower()) == (True, False)
    form = sent(page)
    first, second = row_of(form), row_of(form, f"{DRAFT} R4")
    assert form["on"] == "28/11/2026"
    typed = {
        **form,
        f"{first}-status": "In progress",
        f"{first}-evidence": "Minute 12",
        f"{second}-status": "Complete",
        f"{second}-day": "27 November 2026",
        f"{second}-note": "All are trained.",
    }
    done = client.post("/register", data=typed, headers=HERE)
    assert done.headers["location"].endswith("recorded=2")
    assert record.read_text(encoding="utf-8").endswith(
        "  R3:\n    - date: 2026-11-28\n      status: in progress\n      evidence: Minute 12\n"
        "  R4:\n    - date: 2026-11-27\n      status: complete\n      note: All are trained.\n"
    )
    shown = words(client.get(done.headers["location"]).text)
    assert "2 entries are recorded." in shown
    assert "Now: In progress, due Friday 30 April 2027" in shown
    assert f"{DRAFT} R4" not in shown


def test_one_wrong_row_stops_all_and_nothing_typed_is_lost(
    client: TestClient, record: Path
) -> None:
    form = sent(client.get("/register").text)
    first, second = row_of(form), row_of(form, f"{DRAFT} R4")
    typed = {**form, f"{first}-status": "Complete", f"{second}-note": "<b>", "on": ""}
    answer = client.post("/register", data=typed, headers=HERE)
    assert (answer.status_code, record.exists()) == (422, False)
    for number in (first, second):
        assert f'<a href="#{number}-day">Row {number} (' in answer.text
    assert "&#39;As at&#39; is empty" in answer.text
    assert 'value="&lt;b&gt;"' in answer.text
    assert '<option value="Complete" selected>' in answer.text
    undated = client.post("/register", data={**typed, "on": "soon"}, headers=HERE)
    assert (undated.status_code, "K105" in undated.text) == (422, True)
    untouched = client.post("/register", data=form, headers=HERE)
    assert untouched.headers["location"].endswith("recorded=0")


def test_what_somebody_else_recorded_meanwhile_is_a_conflict(
    client: TestClient, record: Path
) -> None:
    form = sent(client.get("/register").text)
    number = row_of(form)
    theirs = {"item": "R3", "status": "complete", "day": "26", "month": "11", "year": "2026"}
    client.post(f"/response/{DRAFT}/progress", data=theirs, headers=HERE)
    before = record.read_bytes()
    typed = {**form, f"{number}-status": "In progress"}
    answer = client.post("/register", data=typed, headers=HERE)
    assert (answer.status_code, "R152" in answer.text) == (422, True)
    assert record.read_bytes() == before
    # Who has seen it may decide.
    again = sent(answer.text)
    again[f"{row_of(again)}-status"] = "In progress"
    assert client.post("/register", data=again, headers=HERE).status_code == 303


def test_filters_and_pages(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("s55.desk.office.register.ROWS", 2)
    every = words(client.get("/register").text)
    (count, pages) = re.findall(r"(\d+) open items, page 1 of (\d+)", every)[0]
    assert -(-int(count) // 2) == int(pages) > 1
    page = client.get("/register?page=2").text
    assert f'href="{ROOT_PATH}/register?page=1"' in page
    assert client.get("/register?page=x").status_code == 200
    (overdue, _) = re.findall(
        r"(\d+) open items?, page 1 of (\d+)", words(client.get("/register?overdue=yes").text)
    )[0]
    assert 0 < int(overdue) < int(count)
    late = client.get("/register?overdue=yes&status=in+progress&page=9").text
    assert "Late" in late
    assert f"{DRAFT} R" not in late
    none = words(client.get("/register?owner=Nobody").text)
    assert "No open item is like that." in none


def test_a_spreadsheet_goes_out_and_comes_back(client: TestClient, record: Path) -> None:
    made = client.get("/register/file/xlsx")
    assert made.headers["content-disposition"].endswith("register.xlsx")
    assert client.get("/register/file/docx").status_code == 404
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    sheet = book["Progress to fill in"]
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value}
    row = cells[ITEM].row
    sheet.cell(row, cells["Fill in: new status"].column, "In progress")
    sheet.cell(row, cells["Fill in: as at (date)"].column, "27/11/2026")
    back = io.BytesIO()
    book.save(back)
    shown = client.post(
        "/register/take-in", files={"file": ("Back.xlsx", back.getvalue())}, headers=HERE
    )
    assert "R3 no status -> in progress, Friday 27 November 2026" in words(shown.text)
    assert not record.exists()
    form = dict(HIDDEN.findall(shown.text))
    other = client.post("/register/take-in", data={**form, "seen": "x"}, headers=HERE)
    assert (other.status_code, "K111" in other.text, record.exists()) == (422, True, False)
    done = client.post("/register/take-in", data=form, headers=HERE)
    assert done.headers["location"] == f"{ROOT_PATH}/register?recorded=1"
    assert "  R3:\n    - date: 2026-11-27\n" in record.read_text(encoding="utf-8")
    gone = client.post("/register/take-in", data=form, headers=HERE)
    assert (gone.status_code, "K110" in gone.text) == (422, True)
    assert "If it has been taken in already, nothing is left to do." in words(gone.text)
    wrong = client.post("/register/take-in", files={"file": ("a.xlsx", b"x")}, headers=HERE)
    assert (wrong.status_code, "R141" in wrong.text) == (422, True)


def test_progress_is_asked_for(client: TestClient, workspace: Path) -> None:
    form = {"day": "11", "month": "12", "year": "2026", "owner": "", "force": ""}
    in_word = client.post("/ask", data={**form, "docx": "yes"}, headers=HERE)
    page = client.post("/ask", data=form, headers=HERE)
    assert (page.status_code, in_word.status_code) == (200, 200)
    for kind, told in (("docx", in_word), ("xlsx", page), ("txt", page)):
        name = f"ask-2026-12-11.{kind}"
        assert f'href="{ROOT_PATH}/ask/file/{name}"' in told.text
        assert client.get(f"/ask/file/{name}").content == (workspace / "build" / name).read_bytes()
    assert client.get("/ask/file/register.xlsx").status_code == 404
    over = client.post("/ask", data={**form, "month": "10"}, headers=HERE)
    assert (over.status_code, "U127" in over.text) == (422, True)
    nobody = client.post("/ask", data={**form, "owner": "Nobody"}, headers=HERE)
    assert (nobody.status_code, "U128" in nobody.text) == (422, True)


def test_an_office_that_marks_items_marks_them_in_the_table(
    client: TestClient, record: Path
) -> None:
    """The column is there when an item has a mark; the first one is set on the page of the item."""
    assert "New mark" not in client.get("/register").text
    form = {"item": "R4", "status": "in progress", "day": "27", "month": "11", "year": "2026"}
    page = f"/response/{DRAFT}/progress"
    wrong = client.post(page, data={**form, "mark": "<blue>"}, headers=HERE)
    assert (wrong.status_code, 'href="#mark"' in wrong.text) == (422, True)
    assert client.post(page, data={**form, "mark": "amber"}, headers=HERE).status_code == 303
    shown = client.get("/register").text
    assert "Now: In progress, marked ▲ amber, due" in words(shown)
    sheet = sent(shown)
    row = row_of(sheet, f"{DRAFT} R4")
    unknown = client.post("/register", data={**sheet, f"{row}-mark": "Blue"}, headers=HERE)
    assert (unknown.status_code, "R149" in unknown.text) == (422, True)
    (green,) = re.findall(r'<option value="([^"]*Green)"', shown)[:1]
    done = client.post("/register", data={**sheet, f"{row}-mark": green}, headers=HERE)
    assert done.headers["location"].endswith("recorded=1")
    assert record.read_text(encoding="utf-8").endswith(
        "    - date: 2026-11-28\n      status: in progress\n      mark: green\n"
    )


def test_a_day_that_is_missing_is_asked_for_where_it_is_filled_in(client: TestClient) -> None:
    form = sent(client.get("/register").text)
    typed = {**form, "on": "", f"{row_of(form)}-status": "In progress"}
    refused = client.post("/register", data=typed, headers=HERE)
    assert (refused.status_code, "--on" in refused.text) == (422, False)
    assert "Fill in the day here, or one for all such rows below the table." in words(refused.text)
    book = openpyxl.load_workbook(io.BytesIO(client.get("/register/file/xlsx").content))
    sheet = book["Progress to fill in"]
    heads = {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value}
    sheet.cell(heads[ITEM].row, heads["Fill in: new status"].column, "In progress")
    data = io.BytesIO()
    book.save(data)
    page = client.post(
        "/register/take-in", files={"file": ("back.xlsx", data.getvalue())}, headers=HERE
    ).text
    assert ("R150" in page, "--on" in page) == (True, False)
    assert "Fill in the day in the spreadsheet, and take it in again." in words(page)
