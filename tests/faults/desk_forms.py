"""The forms of the desk, each sent in a process of its own, as a command is run."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path

from starlette.testclient import TestClient

from s55.desk.server import desk_app
from s55.errors import ExitCode, S55Error
from s55.preview.entry import Keys
from s55.reporting import as_text
from s55.sources.seen import digest_of
from s55.workspace import Workspace
from tests.faults.commands import NAME, TODAY, Command, ran

POST = "post"
"""The first word of what is no command line, but a form."""
_PORT = 8766
_HOST = f"127.0.0.1:{_PORT}"
_PATH = "/path"
_PANEL = """\
panel: Saltmarsh Police and Crime Panel
meetings:
  - date: 2024-06-20
"""
_DAY = ("day=20", "month=5", "year=2024")


def posted(folder: Path, words: tuple[str, ...]) -> int:
    """Send a form to the desk of a workspace, and print the words of the page that it answers.

    Args:
        folder: the workspace.
        words: :data:`POST`, the address, and NAME=VALUE for each field.

    Returns:
        0 where it was done, 4 where it was refused, 70 for any other answer.
    """
    _, address, *fields = words
    keys = Keys(_PATH, "kept", "once")
    sent = dict(one.split("=", 1) for one in fields)
    try:
        app = desk_app(Workspace(folder), lambda: date.fromisoformat(TODAY), _PORT, keys)
        with TestClient(app, base_url=f"http://{_HOST}", follow_redirects=False) as browser:
            browser.cookies.set(f"s55-desk-{_PORT}", "kept")
            origin = {"Origin": f"http://{_HOST}"}
            answer = browser.post(f"{_PATH}{address}", data=sent, headers=origin)
    except S55Error as failure:  # the desk cannot be started
        print(as_text(failure.problems))
        return failure.exit_code
    print(" ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split()))
    if answer.status_code == 303:
        return ExitCode.OK
    return ExitCode.OUTPUT if answer.status_code == 422 else ExitCode.INTERNAL


def _form(
    page: str, *fields: str, prepare: Callable[[Path], None] = lambda _: None, name: str = NAME
) -> Command:
    """Give a form of a response, which may be refused when it is sent again."""
    address = f"/response/{name}/{page}" if name else page
    return Command((POST, address, *fields), prepare, again=(0, ExitCode.OUTPUT))


def _with_panel(folder: Path) -> None:
    (folder / "panel.yaml").write_text(_PANEL, encoding="utf-8")


_SEEN = digest_of("Harbours matter to everybody here.")

FORMS = (
    _form("write", "at=policing_body.opening", f"seen={_SEEN}", "text=Harbours matter."),
    _form("record", "recipient=panel", *_DAY),
    _form("progress", "item=R2", "status=complete", *_DAY),
    _form("invite", "day=28", "month=6", "year=2024"),
    _form("history", "to=1", prepare=ran("mark|harbour|panel|--on|2024-05-20")),
    _form("/settings", "of=office", "seen-abbreviation=OCS", "abbreviation=OC", name=""),
    _form(
        "/meetings/add",
        *("date-day=8", "date-month=9", "date-year=2024"),
        prepare=_with_panel,
        name="",
    ),
)
"""Forms that write: a text, records, an invitation, an earlier state, settings, panel.yaml."""
