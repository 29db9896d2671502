"""The preview answers this machine alone, serves the workspace alone, and changes nothing."""

from __future__ import annotations

import hashlib
import re
import socket
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from s55.preview.draft import Preview, PreviewPages, steps_for
from s55.preview.entry import Keys
from s55.preview.kept_root import kept_root
from s55.preview.libreoffice import LibreOffice
from s55.preview.previews import Previews, newest
from s55.preview.server import listen, preview_app
from s55.workspace import Workspace
from tests.command import run_s55
from tests.limited_for_tests import MadeHere, limited_processes

PORT = 8765
HOST = f"127.0.0.1:{PORT}"
DRAFT = "online-fraud-2026"
COOKIE = f"s55-preview-{PORT}"
ROOT = "/path-that-nobody-knows"
START = f"http://{HOST}/"
"""Addresses without a host are under the root."""


@pytest.fixture
def stranger(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Somebody else at this machine."""
    monkeypatch.chdir(workspace)
    previews = Previews(
        Workspace(workspace), DRAFT, lambda: date(2026, 11, 22), limited_processes()
    )
    app = preview_app(previews, PORT, Keys(ROOT, "kept", "once"))
    with TestClient(app, base_url=f"http://{HOST}{ROOT}") as made:
        yield made


@pytest.fixture
def client(stranger: TestClient) -> TestClient:
    """The browser of who started the preview."""
    stranger.cookies.set(COOKIE, "kept")
    return stranger


@pytest.mark.parametrize(
    "address",
    ["/", f"/draft/{DRAFT}", f"/page/{DRAFT}", "/source?file=settings.yaml", "/static/preview.js"],
)
@pytest.mark.parametrize("cookie", ["", "kep", "kept-", "once"])
def test_nobody_reads_anything_without_the_key(
    stranger: TestClient, address: str, cookie: str
) -> None:
    stranger.cookies.set(COOKIE, cookie)
    answer = stranger.get(address, follow_redirects=False)
    assert answer.status_code == 403
    assert "'s55 preview' printed in the terminal: it holds the key" in answer.text


def test_the_address_becomes_a_cookie(stranger: TestClient) -> None:
    """A browser sends it to the pages alone, and so to no server that does not know their path."""
    answer = stranger.get(f"{START}?key=kept", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{ROOT}/")
    cookie = f"{COOKIE}=kept; HttpOnly; Path={ROOT}/; SameSite=strict"
    assert answer.headers["set-cookie"] == cookie
    assert stranger.get(f"/draft/{DRAFT}").status_code == 200
    assert stranger.get(START).status_code == 403


@pytest.mark.parametrize("address", [f"draft/{DRAFT}", "static/preview.js", f"{ROOT[:-1]}/", ""])
def test_nothing_is_at_another_path(client: TestClient, address: str) -> None:
    for start in (START, f"{START}{ROOT[2:]}/", f"{START[:-1]}{ROOT}x/"):
        answer = client.get(f"{start}{address}", follow_redirects=False)
        assert answer.status_code == 403
        assert ROOT not in answer.text


def test_a_cookie_of_another_port_locks_nobody_out(stranger: TestClient) -> None:
    """A server at another port may set one of the same name: the browser then sends both."""
    for cookies in (f"{COOKIE}=kept; {COOKIE}=theirs", f"{COOKIE}=; a=b;{COOKIE}=kept"):
        answer = stranger.get(f"/draft/{DRAFT}", headers={"cookie": cookies})
        assert answer.status_code == 200
    for cookies in (f"x{COOKIE}=kept", "kept", f"{COOKIE}=kept, ", COOKIE):
        answer = stranger.get(f"/draft/{DRAFT}", headers={"cookie": cookies})
        assert answer.status_code == 403


def test_the_address_that_the_browser_is_started_with_works_once(stranger: TestClient) -> None:
    """Other accounts can see with what a program was started."""
    first = stranger.get(f"{START}?key=once", follow_redirects=False)
    assert (first.status_code, f"{COOKIE}=kept" in first.headers["set-cookie"]) == (303, True)
    stranger.cookies.clear()
    assert stranger.get(f"{START}?key=once", follow_redirects=False).status_code == 403
    assert stranger.get(f"{START}?key=kept", follow_redirects=False).status_code == 303


def test_two_previews_have_keys_of_their_own() -> None:
    one, other = Keys.made(), Keys.made()
    assert len({one.address(1), one.first_address(1), other.address(1)}) == 3
    assert not one.opens(other.kept)
    assert not one.opens("")
    assert one.kept not in one.first_address(1)
    assert one.root not in one.address(1) + one.first_address(1)
    assert one.root != other.root


def test_a_path_is_kept_for_a_day_for_this_account_alone(tmp_path: Path) -> None:
    """So that a page which is open still can save, when the desk is at the same port again."""
    now = time.time()
    root = kept_root(tmp_path, 1, now)
    assert kept_root(tmp_path, 1, now + 60) == root
    assert kept_root(tmp_path, 2, now) != root
    file = tmp_path / "desk-1"
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o640)
    other = kept_root(tmp_path, 1, now)
    assert other != root
    assert file.stat().st_mode & 0o777 == 0o600
    assert kept_root(tmp_path, 1, now) == other
    assert kept_root(tmp_path, 1, now + 90_000) != other
    assert {one.name for one in tmp_path.iterdir()} == {"desk-1"}  # that of port 2 has gone
    file.write_text("/", encoding="utf-8")
    assert len(kept_root(tmp_path, 1, now)) == 23
    (tmp_path / "file").touch()
    assert len(kept_root(tmp_path / "file", 1, now)) == 23


def test_the_first_page_leads_to_the_draft(client: TestClient) -> None:
    answer = client.get("/", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, f"{ROOT}/draft/{DRAFT}")
    page = client.get(f"/draft/{DRAFT}").text
    assert f"<h1>Preview of {DRAFT}</h1>" in page
    assert f'<a href="{ROOT}/draft/peel-2018-19">' in page
    assert re.findall(rf'="/(?!{ROOT[1:]})', page) == []


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"host": f"localhost:{PORT}"}, 200),
        ({"host": "evil.example"}, 403),
        ({"host": "127.0.0.1"}, 403),
        ({"host": "127.0.0.1:80"}, 403),
        ({"origin": f"http://{HOST}"}, 200),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-origin"}, 200),
    ],
)
def test_host_and_origin(client: TestClient, headers: dict[str, str], status: int) -> None:
    for address in (f"/draft/{DRAFT}", "/static/preview.js", "/source?file=settings.yaml"):
        assert client.get(address, headers=headers).status_code == status


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_it_only_reads(client: TestClient, method: str) -> None:
    assert client.request(method, f"/draft/{DRAFT}").status_code == 405


@pytest.mark.parametrize(
    "file",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "responses/../../secret.yaml",
        "templates/opccn-2023/layout.docx",
        ".git/config",
        "link.yaml",
        "",
        "\0",
    ],
)
def test_nothing_outside_the_workspace(client: TestClient, workspace: Path, file: str) -> None:
    secret = workspace.parent / "secret.yaml"
    secret.write_text("secret: yes\n", encoding="utf-8")
    (workspace / "link.yaml").symlink_to(secret)
    answer = client.get("/source", params={"file": file})
    assert answer.status_code == 404
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/draft/nobody",
        "/draft/nobody:letter",
        f"/draft/{DRAFT}:nothing",
        f"/draft/{DRAFT}:..%2F..%2Fetc",
        f"/draft/{DRAFT}:letter:letter",
        "/draft/:letter",
        "/draft/..%2fsettings",
        "/page/nobody",
        "/picture/online-fraud-2026/pdf/999/x.png",
        "/picture/online-fraud-2026/other/0/x.png",
        "/static/../server.py",
        "/static/%2e%2e/server.py",
        "/events/nobody",
        "/settings.yaml",
    ],
)
def test_what_is_not_there(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_file_is_shown_with_its_lines(client: TestClient) -> None:
    page = client.get("/source", params={"file": f"responses/{DRAFT}.yaml"}).text
    assert '<li id="L1"><code># yaml-language-server: $schema=draft.schema.json</code></li>' in page


def test_what_a_draft_says_is_escaped(client: TestClient, workspace: Path) -> None:
    path = workspace / "responses/hostile.yaml"
    path.write_text("<script>alert(1)</script>: x\n", encoding="utf-8")
    page = client.get("/source", params={"file": "responses/hostile.yaml"}).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert client.get("/draft/hostile").status_code == 200


def test_every_answer_says_what_a_browser_may_do(client: TestClient) -> None:
    policy = client.get(f"/draft/{DRAFT}").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "'unsafe-inline'" not in policy
    inner = client.get(f"/page/{DRAFT}").headers["content-security-policy"]
    assert "script-src" not in inner, "no script runs in the response"
    assert "default-src 'none'" in inner


def test_nothing_in_the_workspace_is_changed(client: TestClient, workspace: Path) -> None:
    def state() -> dict[str, str]:
        return {
            str(path): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in workspace.rglob("*")
            if path.is_file()
        }

    before = state()
    for address in (f"/draft/{DRAFT}", f"/panels/{DRAFT}", f"/page/{DRAFT}", "/source?file=x"):
        client.get(address)
    assert state() == before


def test_it_begins_with_what_was_saved_last(workspace: Path) -> None:
    import os

    os.utime(workspace / "responses/peel-2018-19.yaml", (4_000_000_000, 4_000_000_000))
    assert newest(Workspace(workspace)) == "peel-2018-19"
    assert newest(Workspace(workspace / "nowhere")) is None


def test_another_template_set(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong in it stands under the set, and not under the draft."""
    monkeypatch.chdir(workspace)
    assert run_s55("template", "new", "ours", "--with", "layout.html", cwd=workspace).status == 0
    layout = workspace / "templates/ours/layout.html"
    layout.write_text(layout.read_text().replace("{{ title }}", "{{ titel }}"))
    path = workspace / f"responses/{DRAFT}.yaml"
    day = date(2026, 11, 22)
    found = {}
    for name in (None, "ours"):
        preview = Preview(DRAFT, path)
        steps_for(preview, Workspace(workspace), day, MadeHere(), LibreOffice(), name)[0]()()
        found[name] = (preview.is_current, [one.code for one in preview.in_set])
        assert not [one for one in preview.in_draft if one.code.startswith("L")]
    assert found == {None: (True, []), "ours": (False, ["L203"])}


def test_without_scripts_the_page_looks_again_until_all_is_made(client: TestClient) -> None:
    """And says meanwhile that it is being made."""
    again = '<noscript><meta http-equiv="refresh" content="3"></noscript>'
    assert again in client.get(f"/draft/{DRAFT}").text
    preview = Preview(DRAFT, Path("x.yaml"))
    assert preview.is_being_made
    preview.pdf = PreviewPages(note="They could not be made: see the problems.")
    assert preview.is_being_made
    preview.word = PreviewPages(note="")
    assert not preview.is_being_made


def test_a_draft_is_shown_in_another_set(client: TestClient, workspace: Path) -> None:
    """Beside the draft in its own, which stays what it is."""
    draft = workspace / f"responses/{DRAFT}.yaml"
    before = draft.read_bytes()
    shown = client.get(f"/draft/{DRAFT}:letter").text
    assert f"<h1>Preview of {DRAFT} in the set letter</h1>" in shown
    assert f'data-name="{DRAFT}:letter"' in shown
    pages = {}
    for name in (DRAFT, f"{DRAFT}:letter"):
        for _ in range(600):
            pages[name] = client.get(f"/page/{name}").text
            if "No page yet" not in pages[name]:
                break
            time.sleep(0.1)
    assert "A thief in every pocket" in pages[DRAFT]
    assert "I publish this letter" in pages[f"{DRAFT}:letter"]
    assert "I publish this letter" not in pages[DRAFT]
    assert draft.read_bytes() == before


def test_a_port_takes_visitors_before_the_server_has_begun() -> None:
    """A browser that is open already is quicker than the server."""
    with listen(0) as listening, socket.socket() as visitor:
        assert visitor.connect_ex(listening.getsockname()) == 0
