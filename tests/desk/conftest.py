"""A workspace, and the browsers of those who open its desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from s55.desk.server import desk_app
from s55.pipeline.rendering.limited import Limited
from s55.preview.entry import Keys
from s55.workspace import Workspace
from tests.limited_for_tests import limited_processes

PORT = 8766
HOST = f"127.0.0.1:{PORT}"
HERE = {"Origin": f"http://{HOST}"}
ROOT_PATH = "/path-that-nobody-knows"
DRAFT = "online-fraud-2026"
PAGE = f"/response/{DRAFT}"


def at_root(app: ASGIApp) -> ASGIApp:
    """Let tests name the desk's pages from its first one, '/', and as its own links do."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not scope["path"].startswith(ROOT_PATH):
            scope = {**scope, "path": f"{ROOT_PATH}{scope['path']}"}
        await app(scope, receive, send)

    return answer


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a report be read at once, however busy the machine is."""
    monkeypatch.setattr("s55.desk.start.pages._AT_ONCE", 300.0)


@contextmanager
def browser_of(
    workspace: Path, *, verbose: bool = False, limited: Limited | None = None
) -> Iterator[TestClient]:
    """The desk of a workspace, and a browser that has no key."""
    keys = Keys(ROOT_PATH, "kept", "once")
    day = date(2026, 11, 28)
    makes = limited or limited_processes()
    app = desk_app(Workspace(workspace), lambda: day, PORT, keys, makes, verbose=verbose)
    with TestClient(at_root(app), base_url=f"http://{HOST}", follow_redirects=False) as made:
        yield made


@pytest.fixture
def stranger(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Somebody else at this machine."""
    monkeypatch.chdir(workspace)
    with browser_of(workspace) as made:
        yield made


@pytest.fixture
def client(stranger: TestClient) -> TestClient:
    """The browser of who started the desk."""
    stranger.cookies.set(f"s55-desk-{PORT}", "kept")
    return stranger


@pytest.fixture
def file(workspace: Path) -> Path:
    return workspace / f"responses/{DRAFT}.yaml"


def words(page: str) -> str:
    """The words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
