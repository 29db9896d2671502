"""The panel's meetings as forms, written into the panel's file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.command import ROOT
from tests.desk.conftest import HERE, ROOT_PATH, words

SECOND = "meetings[1]"
DAY = {"date-day": "2", "date-month": "3", "date-year": "2027"}


@pytest.fixture
def panel(workspace: Path) -> Path:
    return Path(shutil.copy(ROOT / "panel.yaml", workspace))


def filled(page: str) -> dict[str, str]:
    """The form on a page, as it is sent when nothing is typed in its lines and days."""
    return dict(re.findall(r'<input[^>]* name="([^"]*)"[^>]* value="([^"]*)"', page))


def test_a_meeting_is_changed(client: TestClient, panel: Path) -> None:
    before = panel.read_text(encoding="utf-8")
    listed = client.get("/meetings").text
    assert f'href="{ROOT_PATH}/meetings?of=meetings%5B1%5D"' in listed
    assert "<li>to note the responses and the dates" in listed
    page = client.get(f"/meetings?of={SECOND}").text
    assert "<textarea" not in page  # its texts are written in the text editor
    form = filled(page)
    assert (form["seen"], form["date-year"]) == ("2026-12-08", "2026")
    form |= {"until-day": "31", "until-month": "11", "until-year": "2026"}
    wrong = client.post("/meetings", data=form, headers=HERE)
    assert (wrong.status_code, "K105" in wrong.text) == (422, True)
    form = {**filled(wrong.text), "until-day": "30"}
    done = client.post("/meetings", data=form, headers=HERE)
    assert done.headers["location"] == f"{ROOT_PATH}/meetings?saved=meetings%5B1%5D"
    assert "Saved: Meeting of Tuesday 8 December 2026." in words(
        client.get(done.headers["location"]).text
    )
    assert panel.read_text(encoding="utf-8") == (
        before.replace("    points:\n", "    until: 2026-11-30\n    points:\n")
    )


def test_a_meeting_is_added_and_removed(client: TestClient, panel: Path) -> None:
    before = panel.read_text(encoding="utf-8")
    undated = client.post("/meetings/add", data={"item": "<7>"}, headers=HERE)
    assert (undated.status_code, 'href="#date-day"' in undated.text) == (422, True)
    assert 'value="&lt;7&gt;"' in undated.text
    twice = {"date-day": "8", "date-month": "12", "date-year": "2026"}
    assert "W111" in client.post("/meetings/add", data=twice, headers=HERE).text
    added = client.post("/meetings/add", data=DAY, headers=HERE)
    assert added.headers["location"] == f"{ROOT_PATH}/meetings?saved=meetings%5B2%5D"
    assert panel.read_text(encoding="utf-8") == f"{before}  - date: 2027-03-02\n"
    assert "Tuesday 2 March 2027" in words(client.get("/panel").text)
    page = client.get("/meetings/remove?of=meetings[2]").text
    form = filled(page)
    assert "Remove the meeting of Tuesday 2 March 2027" in words(page)
    gone = client.post("/meetings/remove", data=form, headers=HERE)
    assert gone.headers["location"] == f"{ROOT_PATH}/meetings?done=removed"
    assert panel.read_text(encoding="utf-8") == before


def test_a_page_of_another_meeting_changes_nothing(client: TestClient, panel: Path) -> None:
    """Somebody has removed the one above it meanwhile."""
    form = filled(client.get("/meetings?of=meetings[0]").text)
    other = {"of": "meetings[0]", "seen": "2024-04-23"}
    assert client.post("/meetings/remove", data=other, headers=HERE).status_code == 303
    before = panel.read_bytes()
    for address, data in (("/meetings", {**form, "item": "9"}), ("/meetings/remove", other)):
        answer = client.post(address, data=data, headers=HERE)
        assert (answer.status_code, "K102" in answer.text) == (422, True)
    assert panel.read_bytes() == before


def test_a_file_that_is_not_there_is_begun(client: TestClient, workspace: Path) -> None:
    (workspace / "panel.yaml").unlink(missing_ok=True)
    assert "All papers" in words(client.get("/meetings").text)
    assert f'href="{ROOT_PATH}/meetings/add"' in client.get("/panel").text
    client.post("/meetings/add", data=DAY, headers=HERE)
    text = (workspace / "panel.yaml").read_text(encoding="utf-8")
    assert text == "meetings:\n  - date: 2027-03-02\n"


@pytest.mark.parametrize("of", ["", "x", "meetings[9]", "panel.x", "meetings[0].date", "]["])
def test_what_is_no_meeting_is_told(client: TestClient, panel: Path, of: str) -> None:
    before = panel.read_bytes()
    for address in ("/meetings", "/meetings/remove"):
        assert client.get(address, params={"of": of}).status_code == 404
        answer = client.post(address, data={"of": of, "seen": ""}, headers=HERE)
        assert answer.status_code in {404, 422}
    answer = client.post("/meetings/remove", data={"of": "panel", "seen": ""}, headers=HERE)
    assert answer.status_code == 404
    assert panel.read_bytes() == before


def test_a_broken_file_is_told_and_stays(client: TestClient, panel: Path) -> None:
    panel.write_text("meetings: [\n", encoding="utf-8")
    assert client.get("/meetings").status_code == 200
    answer = client.post("/meetings/add", data=DAY, headers=HERE)
    assert (answer.status_code, "X900" in answer.text) == (422, False)
    assert panel.read_text(encoding="utf-8") == "meetings: [\n"
