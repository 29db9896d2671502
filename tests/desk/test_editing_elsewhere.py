"""The texts of meetings and translations in the editor and its form, locked and compared."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from s55.disk.history import history_of
from s55.office.panel_facts import panel_groups
from s55.richtext.editor.documents import document_of
from s55.sources.seen import digest_of
from tests.command import ROOT
from tests.desk.conftest import HERE, ROOT_PATH, words

NAME = "answering-the-call"
LIST = f"/response/{NAME}/translations"
POINT = "meetings[1].points[0]~2026-12-08"


@pytest.fixture
def panel(workspace: Path) -> Path:
    return Path(shutil.copy(ROOT / "panel.yaml", workspace))


@pytest.fixture
def draft(workspace: Path) -> Path:
    return Path(shutil.copy(ROOT / f"tests/{NAME}.yaml", workspace / "responses"))


def filled(page: str) -> dict[str, str]:
    """The form for a text, as it is sent when nothing is typed."""
    sent = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page))
    (sent["text"],) = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    return sent


def test_a_text_of_a_meeting_is_written_in_the_editor(client: TestClient, panel: Path) -> None:
    before = panel.read_text(encoding="utf-8")
    listed = client.get("/meetings").text
    new = "/meetings/write?at=meetings%5B1%5D.points%5B2%5D~2026-12-08"
    assert f'href="{ROOT_PATH}{new}"' in listed
    page = client.get(new)
    assert f'data-edit="{ROOT_PATH}/meetings/edit"' in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "Meeting of Tuesday 8 December 2026 Point for discussion 3" in words(page.text)
    at = "meetings[1].points[2]~2026-12-08"
    typed = {"at": at, "save": "yes", "basis": "", "text": "Why late?"}
    answer = client.post("/meetings/edit", data=typed, headers=HERE).json()
    assert (answer["saved"], answer["problems"]) == (True, [])
    assert panel.read_text(encoding="utf-8") == f"{before}      - |\n        Why late?\n"
    # It goes on, as one state of the history.
    document = {**typed, "basis": "Why late?", "before": "Why late?", "continues": "yes"}
    del document["text"]
    document["document"] = json.dumps(document_of("Why *so* late?"))
    assert client.post("/meetings/edit", data=document, headers=HERE).json()["saved"]
    assert panel.read_text(encoding="utf-8").endswith("        Why *so* late?\n")
    assert len(history_of(panel).states) == 2
    # Somebody else was quicker; the same text twice is none of that.
    other = client.post("/meetings/edit", data={**typed, "text": "What?"}, headers=HERE).json()
    assert (other["saved"], other["now"]) == (False, "Why *so* late?")
    again = client.post(
        "/meetings/edit", data={**typed, "text": "Why *so* late?\r\n"}, headers=HERE
    )
    assert again.json()["saved"]
    wrong = client.post("/meetings/edit", data={**typed, "text": "<b>"}, headers=HERE).json()
    assert not wrong["saved"]


def test_a_point_is_written_and_removed_without_scripts(client: TestClient, panel: Path) -> None:
    before = panel.read_text(encoding="utf-8")
    page = client.get("/meetings/write", params={"at": POINT}).text
    form = filled(page)
    done = client.post("/meetings/write", data={**form, "text": "Why?\r\n\r\n- a"}, headers=HERE)
    assert done.headers["location"] == f"{ROOT_PATH}/meetings?saved=meetings%5B1%5D"
    assert "    points:\n      - |\n        Why?\n\n        - a\n" in panel.read_text(
        encoding="utf-8"
    )
    late = client.post("/meetings/write", data={**form, "text": "Mine"}, headers=HERE)
    assert (late.status_code, "K101" in late.text) == (422, True)
    assert "What the file says now Why?" in words(late.text)
    (address,) = re.findall(r'href="([^"]*/meetings/remove[^"]*)"', page)
    asked = client.get(address).text
    assert "Remove point for discussion 1 of the meeting of Tuesday 8 December 2026" in words(asked)
    gone = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', asked))
    stale = {**gone, "text": digest_of("another")}
    refused = client.post("/meetings/remove", data=stale, headers=HERE)
    assert (refused.status_code, "K101" in refused.text) == (422, True)
    done = client.post("/meetings/remove", data=gone, headers=HERE)
    assert done.headers["location"] == f"{ROOT_PATH}/meetings?done=point"
    after = panel.read_text(encoding="utf-8")
    assert "Why?" not in after
    assert before.count("      - ") == after.count("      - ") + 1


@pytest.mark.parametrize(
    "at",
    ["", "~", "x", "purpose~x", "panel~", "date~", "meetings[1].date~2026-12-08",
     "meetings[1].purpose~2026-12-07", "meetings[9].purpose~", "meetings[1].points[9]~2026-12-08"],
)  # fmt: skip
def test_what_is_no_text_of_the_panel_is_told(client: TestClient, panel: Path, at: str) -> None:
    before = panel.read_bytes()
    assert client.get("/meetings/write", params={"at": at}).status_code == 404
    form = {"at": at, "seen": digest_of(""), "text": "x"}
    assert client.post("/meetings/write", data=form, headers=HERE).status_code == 422
    edited = {"at": at, "save": "yes", "basis": "", "text": "x"}
    assert not client.post("/meetings/edit", data=edited, headers=HERE).json()["saved"]
    removed = {"of": at.partition("~")[0], "seen": "2026-12-08", "text": digest_of("")}
    answer = client.post("/meetings/remove", data=removed, headers=HERE)
    assert answer.status_code in {404, 422}
    assert panel.read_bytes() == before


def test_a_translation_is_written_in_the_editor(client: TestClient, draft: Path) -> None:
    listed = client.get(LIST).text
    address = next(one for one in re.findall(rf'href="({ROOT_PATH}{LIST}/write[^"]*)"', listed))
    page = client.get(address).text
    form = filled(page)
    assert f'data-edit="{ROOT_PATH}{LIST}/edit"' in page
    assert re.search(r'<textarea[^>]* lang="cy"', page)
    assert "The original" in words(page)
    typed = {"at": form["at"], "save": "yes", "basis": form["text"], "text": "\n\nNewydd"}
    assert client.post(f"{LIST}/edit", data=typed, headers=HERE).json()["saved"]
    assert "Newydd" in draft.read_text(encoding="utf-8")
    # Empty lines at its beginning do not count: it is still what this page has saved.
    more = {**typed, "basis": "\n\nNewydd", "text": "\n\nNewydd iawn"}
    assert client.post(f"{LIST}/edit", data=more, headers=HERE).json()["saved"]
    late = client.post(f"{LIST}/write", data={**form, "text": "Arall"}, headers=HERE)
    assert (late.status_code, "K101" in late.text) == (422, True)
    assert "What the draft says now Newydd iawn" in words(late.text)
    wrong = {**typed, "at": f"{form['at'][:-1]}x"}
    assert client.get(f"{LIST}/write", params={"at": wrong["at"]}).status_code == 404
    assert not client.post(f"{LIST}/edit", data=wrong, headers=HERE).json()["saved"]
    (stays,) = re.findall(rf'href="{ROOT_PATH}({LIST}[?]of=[^"]*)"', page)
    assert client.get(stays).status_code == 200


def test_a_fault_after_a_text_is_written_does_not_hide_that(
    client: TestClient, panel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor would send it again, together with what was typed since, as another's change."""

    def fails(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("s55.desk.editing.meetings.problems_of", fails)
    typed = {"at": POINT, "save": "yes", "text": "Why?"}
    text = panel_groups(panel.read_text(encoding="utf-8"))[2].facts[5].value
    answer = client.post("/meetings/edit", data={**typed, "basis": text}, headers=HERE)
    assert (answer.status_code, answer.json()["saved"]) == (200, True)
    assert [one["code"] for one in answer.json()["problems"]] == ["X900"]
