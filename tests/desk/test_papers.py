"""The paper for the panel, the calendar, the publication pages, and verifying a file."""

from __future__ import annotations

import io
import shutil
import zipfile
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from s55.desk.html import _kind_of_file
from tests.command import ROOT
from tests.desk.conftest import HERE, ROOT_PATH, words

MEETING = "2026-12-08"


@pytest.fixture
def office(workspace: Path) -> Path:
    """The workspace with its panel, and with two responses alone."""
    shutil.copy(ROOT / "panel.yaml", workspace)
    for path in (workspace / "responses").glob("*.yaml"):
        if path.stem not in {"call-handling-2024", "online-fraud-2026"}:
            path.unlink()
    return workspace


def test_what_is_in_a_paper_is_shown_before_it_is_written(client: TestClient, office: Path) -> None:
    choose = client.get("/panel").text
    assert f'value="{MEETING}" checked' in choose
    assert "Another day (optional)" in choose
    panel = (office / "panel.yaml").read_bytes()
    (office / "panel.yaml").unlink()
    # Without a meeting to choose the day is needed.
    alone = client.get("/panel").text
    assert ("Day of the meeting" in alone, "Another day" in alone) == (True, False)
    (office / "panel.yaml").write_bytes(panel)
    asked = f"meeting={MEETING}&other=&since=1/1/2025&until=&item=&split=yes"
    plan = client.get(f"/panel?{asked}")
    shown = words(plan.text)
    taken, left_out = shown.split("Not in the paper")
    assert "online-fraud-2026 : report of 19 October 2026, response not published yet" in taken
    assert "call-handling-2024 : response published on 20 May 2024, before the period" in left_out
    assert not (office / "build").exists()
    form = {"meeting": MEETING, "since": "1/1/2024", "split": "yes", "item": "7"}
    done = client.post("/panel", data=form, headers=HERE)
    assert "The paper is written. Download: all 2 files as ZIP" in words(done.text)
    archive = client.get(f"/panel/file/panel-{MEETING}.zip").content
    folder = office / f"build/panel-{MEETING}"
    names = sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))
    with zipfile.ZipFile(io.BytesIO(archive)) as package:
        assert package.namelist() == names
        assert package.read(names[0]) == (folder / names[0]).read_bytes()
        assert names[0].startswith("Item 7 ")
    assert client.get(f"/panel/file/panel-{MEETING}.pdf").status_code == 404
    for name in ("settings.yaml", "..%2Fsettings.yaml", "site.zip", "panel-2026-12-09.zip"):
        assert client.get(f"/panel/file/{name}").status_code == 404


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"meeting": ""}, "K106"),
        ({"other": "soon"}, "K105"),
        ({"since": "1/1/2027"}, "W112"),
    ],
)
def test_what_cannot_be_made_is_told(
    client: TestClient, office: Path, change: dict[str, str], code: str
) -> None:
    form = {"meeting": MEETING, **change}
    for answer in (
        client.get("/panel", params=form),
        client.post("/panel", data=form, headers=HERE),
    ):
        assert (answer.status_code, code in answer.text) == (422, True)
    assert not (office / "build").exists()


def test_the_calendar_and_the_pages(client: TestClient, office: Path) -> None:
    calendar = client.get("/calendar")
    assert calendar.headers["content-type"] == "text/calendar; charset=utf-8"
    assert calendar.text.startswith("BEGIN:VCALENDAR")
    assert len(client.get("/calendar?items=yes").content) > len(calendar.content)
    done = client.post("/site", data={}, headers=HERE)
    shown = words(done.text)
    assert "responses/online-fraud-2026.yaml is left out" in shown
    assert "1 response, " in shown
    assert (office / "build/site/index.html").is_file()
    settings = office / "settings.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.partition("\nsite:")[0], encoding="utf-8")
    refused = client.post("/site", data={}, headers=HERE)
    assert (refused.status_code, "W105" in refused.text) == (422, True)
    assert f'<a href="{ROOT_PATH}/settings?of=site#address">Put it right' in refused.text
    # No link leads to a field that is on another page.
    assert 'href="#site' not in refused.text
    assert "Give the address of the folder to which you upload them." in refused.text
    assert "'site:'" not in unescape(refused.text)


def test_a_file_is_verified(client: TestClient, office: Path) -> None:
    def told(name: str, data: bytes) -> str:
        return words(client.post("/verify", files={"file": (name, data)}, headers=HERE).text)

    page = b"<html><body><p>Something else altogether.</p></body></html>"
    assert "not published" in told("x.html", page)
    form = {"recipient": "website", "day": "27", "month": "11", "year": "2026", "anyway": "yes"}
    recorded = client.post("/response/online-fraud-2026/record", data=form, headers=HERE)
    assert recorded.status_code == 303
    assert recorded.headers["location"].endswith("?done=published")
    (kept,) = (office / "published/online-fraud-2026").rglob("*.html")
    assert "identical Mine.html: publication 1 of online-fraud-2026" in told(
        "Mine.html", kept.read_bytes()
    )
    changed = kept.read_bytes().replace(b"eight forces", b"nine forces")
    assert "not as published" in told("a/b.html", changed)
    assert "I10" in told("x.pdf", b"%PDF-1.7 nothing")
    assert client.post("/verify", data={}, headers=HERE).status_code == 422
    _what_was_published_can_be_had(client, kept)


def _what_was_published_can_be_had(client: TestClient, kept: Path) -> None:
    """Its files are named where the publication was recorded, and on the response's page."""
    page = "/response/online-fraud-2026"
    names = "Word file of publication 1 , PDF of publication 1 , web page of publication 1"
    done, later = (words(client.get(f"{page}{query}").text) for query in ("?done=published", ""))
    assert f"Download them here: {names}" in done
    assert f"Download what was published on Friday 27 November 2026: {names}" in later
    file = client.get(f"{page}/published/1/{kept.name}")
    assert file.content == kept.read_bytes()
    assert file.headers["content-disposition"].startswith("attachment")
    for nowhere in (f"2/{kept.name}", "1/draft.yaml", "1/x.pdf", f"{'9' * 30}/{kept.name}"):
        assert client.get(f"{page}/published/{nowhere}").status_code == 404
    kept.write_bytes(b"Changed.")
    damaged = client.get(f"{page}/published/1/{kept.name}")
    assert (damaged.status_code, "P402" in damaged.text) == (422, True)
    (kept.parent / "publication.yaml").write_text("number: [", encoding="utf-8")
    assert "P401" in client.get(page).text


def test_files_are_called_what_they_are() -> None:
    assert [_kind_of_file(name) for name in ("a.docx", "a.cy.pdf", "a.1.odd", "a")] == [
        "Word file",
        "PDF (cy)",
        "a.1.odd",
        "a",
    ]
