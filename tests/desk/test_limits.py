"""A file that cannot be made at the desk: the page says so, and everything else goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.desk.conftest import DRAFT, HERE, PAGE, PORT, browser_of, words
from tests.limited_for_tests import ENDS, HANGS, Troubled


@pytest.fixture
def limited() -> Troubled:
    return Troubled()


@pytest.fixture
def client(
    workspace: Path, limited: Troubled, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestClient]:
    monkeypatch.chdir(workspace)
    with browser_of(workspace, limited=limited) as made:
        made.cookies.set(f"s55-desk-{PORT}", "kept")
        yield made


def test_a_file_that_takes_too_long_is_given_up(client: TestClient, limited: Troubled) -> None:
    limited.instead = HANGS
    answer = client.get(f"{PAGE}/file/html")
    assert answer.status_code == 422
    assert "s55 has given up making the file: it takes longer than" in words(answer.text)
    assert "Nothing is lost. Take back what was changed last" in words(answer.text)
    assert client.get(PAGE).status_code == 200
    limited.instead = None
    answer = client.get(f"{PAGE}/file/html")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("address", "fields", "what"),
    [
        (
            f"{PAGE}/invite",
            {"day": "1", "month": "2", "year": "2027", "again": "yes"},
            "making the invitation",
        ),
        (
            f"{PAGE}/record",
            {"recipient": "website", "day": "27", "month": "11", "year": "2026", "anyway": "yes"},
            "making the files to publish",
        ),
        ("/panel", {"meeting": "2026-12-03"}, "making the paper"),
        ("/site", {}, "making the publication pages"),
    ],
)
def test_a_form_is_shown_again_and_nothing_is_recorded(
    client: TestClient,
    limited: Troubled,
    workspace: Path,
    address: str,
    fields: dict[str, str],
    what: str,
) -> None:
    """The page on which the person is says why."""
    draft = workspace / f"responses/{DRAFT}.yaml"
    before = draft.read_bytes()
    limited.instead = ENDS
    answer = client.post(address, data=fields, headers=HERE)
    assert answer.status_code == 422
    assert f"55 has given up {what}: the program that does it has ended" in words(answer.text)
    assert draft.read_bytes() == before
    assert not (workspace / "build").exists()


@pytest.mark.parametrize(
    ("address", "name"), [(f"{PAGE}/collect", "Back.docx"), ("/register/take-in", "Back.xlsx")]
)
def test_a_file_that_came_back_and_cannot_be_read_in_time_is_given_up(
    client: TestClient, limited: Troubled, workspace: Path, address: str, name: str
) -> None:
    """It is told at the field of the file, and a file that is read again changes nothing."""
    kinds = {"Back.docx": f"{PAGE}/file/docx", "Back.xlsx": "/register/file/xlsx"}
    data = client.get(kinds[name]).content
    before = {path: path.read_bytes() for path in workspace.rglob("*.yaml")}
    limited.instead = ENDS
    answer = client.post(address, files={"file": (name, data)}, headers=HERE)
    said = words(answer.text)
    assert answer.status_code == 422
    assert f"55 has given up reading {name}: the program that does it has ended" in said
    assert "Nothing was written. Try again; if it is given up again, save the file anew" in said
    assert 'href="#file"' in answer.text
    limited.instead = None
    again = client.post(address, files={"file": (name, data)}, headers=HERE)
    assert (again.status_code, name in words(again.text)) == (200, True)
    assert {path: path.read_bytes() for path in workspace.rglob("*.yaml")} == before


REPORT = ("Report.md", b"# Boats\n\n## Recommendations\n\n- The force should count its boats.\n")


def test_a_report_that_cannot_be_understood_in_time_is_given_up(
    client: TestClient, limited: Troubled, workspace: Path
) -> None:
    """Its blocks are read in another process, and so are the items that they make."""
    before = sorted(workspace.rglob("*"))
    limited.instead = ENDS
    answer = client.post("/start", files={"file": REPORT}, headers=HERE)
    said = words(answer.text)
    assert answer.status_code == 422
    assert "55 has given up reading Report.md: the program that does it has ended" in said
    assert "Nothing was written. Try again; if it is given up again, save the file anew" in said
    assert sorted(workspace.rglob("*")) == before
    limited.instead = None
    again = client.post("/start", files={"file": REPORT}, headers=HERE)
    assert again.status_code == 303
    assert "The force should count its boats." in client.get(again.headers["location"]).text


def test_a_report_that_is_read_in_another_way_is_read_within_limits(
    client: TestClient, limited: Troubled
) -> None:
    """What was read before stays."""
    address = client.post("/start", files={"file": REPORT}, headers=HERE).headers["location"]
    step = {"seen": "0", "do": "way", "way": "response"}
    limited.instead = ENDS
    refused = client.post(address, data=step, headers=HERE)
    assert refused.status_code == 422
    assert "55 has given up reading Report.md" in words(refused.text)
    limited.instead = None
    assert "The force should count its boats." in client.get(address).text
    assert client.post(address, data=step, headers=HERE).status_code == 303
