"""The files of template sets at the desk: given out, and replaced when the set passes its check."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from s55.pipeline.template_sets import start_set
from s55.workspace import Workspace
from tests.command import ROOT
from tests.desk.conftest import DRAFT, HERE, ROOT_PATH, words

STYLE = "/templates/ours/files/style.css"
BEFORE = ">What it was before</a>"


@pytest.fixture
def style(workspace: Path) -> Path:
    """The stylesheet of a set of the office's own."""
    start_set(Workspace(workspace), "register", "ours", whole=False, files=[])
    return workspace / "templates/ours/style.css"


def sent(client: TestClient, address: str, data: bytes, page: str = "") -> tuple[int, str]:
    """Give a file to the form of a page; the status, and the page that follows."""
    shown = page or client.get(address).text
    (action,) = re.findall(r'<form action="([^"]+)" method="post" enctype', shown)
    answer = client.post(action, files={"file": ("Mine.css", data)}, headers=HERE)
    if answer.status_code == 303:
        return 303, client.get(answer.headers["location"]).text
    return answer.status_code, answer.text


def test_a_file_is_given_out_and_replaced(client: TestClient, style: Path) -> None:
    before = style.read_bytes()
    listed = client.get("/templates?check=ours").text
    assert f'href="{ROOT_PATH}{STYLE}"' in listed
    assert "layout.html , from the set that it is based on" in words(listed)
    page = client.get(STYLE).text
    assert ">Replace it</button>" in page
    assert BEFORE not in page
    given = client.get("/templates/ours/download/style.css")
    assert given.content == before
    assert given.headers["content-disposition"].startswith("attachment;")
    # An error that the check finds: nothing counts.
    status, refused = sent(client, STYLE, b".x { color: #999; background: #fff; position: fixed }")
    assert (status, style.read_bytes()) == (422, before)
    assert '<a href="#file">' in refused
    assert "templates/ours/style.css:1" in refused
    new = b"/* Ours. */\ntable { border-color: #333; }\n"
    status, done = sent(client, STYLE, new)
    assert (status, style.read_bytes()) == (303, new)
    assert "style.css is replaced." in words(done)
    assert BEFORE in client.get(STYLE).text
    # The same again is no conflict; another file from a page that is out of date is one.
    assert sent(client, STYLE, new, page)[0] == 303
    status, late = sent(client, STYLE, b"/* Late. */", page)
    assert (status, "K101" in late, style.read_bytes()) == (422, True, new)
    # Who has seen what is there now may decide.
    assert sent(client, STYLE, b"/* Late. */", late)[0] == 303
    history = client.get("/templates/ours/history/style.css").text
    assert "s55 template replace" in words(history)
    state = client.get("/templates/ours/history/style.css?state=2").text
    assert "+table { border-color: #333; }" in state
    back = client.post("/templates/ours/history/style.css", data={"to": "1"}, headers=HERE)
    assert back.status_code == 303
    assert style.read_bytes() == before


def test_a_file_of_the_base_comes_into_the_set(client: TestClient, style: Path) -> None:
    data = (ROOT / "templates/register/layout.html").read_bytes()
    address = "/templates/ours/files/layout.html"
    assert "yours then has its own" in client.get(address).text
    assert sent(client, address, data + b"\n")[0] == 303
    assert (style.parent / "layout.html").read_bytes() == data + b"\n"


def test_a_set_that_comes_with_s55_stays(client: TestClient, style: Path) -> None:
    page = client.get("/templates/register/files/style.css").text
    assert 'type="file"' not in page
    answer = client.post(
        "/templates/register/files/style.css", files={"file": ("x.css", b"x")}, headers=HERE
    )
    assert (answer.status_code, "L101" in answer.text) == (422, True)
    assert not (style.parent.parent / "register").exists()


@pytest.mark.parametrize(
    "file",
    ["../../settings.yaml", "..%2F..%2Fsettings.yaml", "%2e%2e/%2e%2e/settings.yaml", "new.css",
     "/etc/passwd", "style.css%00", ".hidden", "..", "link.css"],
)  # fmt: skip
def test_only_the_files_of_a_set_are_reached(client: TestClient, style: Path, file: str) -> None:
    (style.parent / "link.css").symlink_to(style.parents[2] / "settings.yaml")
    office = style.parents[2]

    def held() -> dict[Path, bytes]:
        files = [one for one in office.rglob("*") if one.is_file() and ".s55" not in one.parts]
        return {one: one.read_bytes() for one in files}

    before = held()
    for kind in ("files", "download", "history"):
        assert client.get(f"/templates/ours/{kind}/{file}").status_code == 404
    answer = client.post(
        f"/templates/ours/files/{file}", files={"file": ("x.css", b"x")}, headers=HERE
    )
    assert answer.status_code in {404, 405, 422}
    undone = client.post(f"/templates/ours/history/{file}", data={"to": "1"}, headers=HERE)
    assert undone.status_code in {404, 405, 422}
    assert held() == before


def test_a_form_of_another_page_replaces_nothing(client: TestClient, style: Path) -> None:
    before = style.read_bytes()
    for headers in ({}, {"Origin": "http://www.example.org"}):
        answer = client.post(STYLE, files={"file": ("x.css", b"x")}, headers=headers)
        assert answer.status_code == 403
    assert style.read_bytes() == before


def test_a_set_is_started(client: TestClient, workspace: Path) -> None:
    form = {"name": "our-register", "base": "register"}
    done = client.post("/templates/new", data=form, headers=HERE)
    assert done.headers["location"] == f"{ROOT_PATH}/templates?check=our-register"
    manifest = (workspace / "templates/our-register/manifest.yaml").read_text(encoding="utf-8")
    assert "based_on: register\n" in manifest
    listed = words(client.get("/templates").text)
    assert "our-register, based on register, your own, in templates/our-register" in listed
    unknown = client.post("/templates/new", data={"name": "x", "base": "../../x"}, headers=HERE)
    assert (unknown.status_code, "L101" in unknown.text) == (422, True)
    assert not (workspace / "templates/x").exists()


def test_a_response_is_seen_only_in_a_set_for_responses(client: TestClient) -> None:
    def shown(name: str) -> bool:
        return (
            f'href="{ROOT_PATH}/draft/{DRAFT}%3A{name}"'
            in client.get(f"/templates?check={name}").text
        )

    assert [name for name in ("letter", "register") if shown(name)] == ["letter"]


def test_the_files_of_a_set_with_an_error_are_given_out(client: TestClient, style: Path) -> None:
    """By them it is put right; what it would take from its base is not known."""
    manifest = style.parent / "manifest.yaml"
    manifest.write_text("based_on: [", encoding="utf-8")
    given = client.get("/templates/ours/download/manifest.yaml")
    assert given.content == manifest.read_bytes()
    assert client.get("/templates/ours/files/layout.html").status_code == 404
