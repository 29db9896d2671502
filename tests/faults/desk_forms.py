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
from tests.faults.commands import DRAFT, NAME, TODAY, Command, changed_settings, ran
from tests.limited_for_tests import MadeHere

POST = "post"
"""The first word of what is no command line, but a form."""
_PORT = 8766
_HOST = f"127.0.0.1:{_PORT}"
_PATH = "/path"
_PANEL = """\
panel: Saltmarsh Police and Crime Panel
meetings:
  - date: 2024-06-20
  - date: 2024-07-20
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
        day = date.fromisoformat(TODAY)
        app = desk_app(Workspace(folder), lambda: day, _PORT, keys, MadeHere())
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


def _with_second_language(folder: Path) -> None:
    path = folder / "settings.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}second_language: cy\n", encoding="utf-8")


def _posted(*words: str) -> Callable[[Path], None]:
    return ran("|".join((POST, *words)))


def _with_meeting(folder: Path) -> None:
    _with_panel(folder)
    _posted("/meetings/add", *_MEETING)(folder)


_MEETING = ("date-day=8", "date-month=9", "date-year=2024")
_ITEM = ("place=recommendations.items", "number=9", "text=Be in time.")
_OTHER_ITEM = digest_of("Be in time.")
_FIRST_ITEM = "Chief constables should count their boats."
_SEEN = digest_of("Harbours matter to everybody here.")

FORMS = (
    _form("write", "at=policing_body.opening", f"seen={_SEEN}", "text=Harbours matter."),
    _form("record", "recipient=panel", *_DAY),
    _form("progress", "item=R2", "status=complete", *_DAY),
    _form("invite", "day=28", "month=6", "year=2024"),
    _form("history", "to=1", prepare=ran("mark|harbour|panel|--on|2024-05-20")),
    _form("/settings", "of=office", "seen-abbreviation=OCS", "abbreviation=OC", name=""),
    _form("/meetings/add", *_MEETING, prepare=_with_panel, name=""),
    _form("/meetings/remove", "of=meetings[0]", "seen=2024-06-20", prepare=_with_panel, name=""),
    _form("/meetings/history", "to=1", prepare=_with_meeting, name=""),
    _form("/settings/history", "to=1", prepare=changed_settings, name=""),
    _form(
        "/settings/successor",
        *("of=policing_body", "title=Commissioner", "abbreviation=PCC"),
        *("since-day=1", "since-month=7", "since-year=2024"),
        name="",
    ),
    _form("facts", "of=inspection", f"about={digest_of('')}", "seen-isbn=", "isbn=1"),
    _form("item", *_ITEM),
    _form(
        "arrange",
        *("of=recommendations.items[1]", f"about={_OTHER_ITEM}", "do=move", "to=0"),
        prepare=_posted(f"/response/{NAME}/item", *_ITEM),
    ),
    _form("grades", "area=Boats", "grade=good"),
    _form("sign", "name=Robin", "again=yes", "anyway=yes", f"seen={digest_of(DRAFT)}", *_DAY),
    _form("translations", "do=places", prepare=_with_second_language),
    _form(
        "/register",
        *("page=1", f"1-id={NAME} R2", f"1-text={_FIRST_ITEM}", "1-state_status="),
        *("1-state_superseded_by=", "1-state_owner=", "1-state_due=", "1-status=Complete"),
        *("1-note=All are counted.", "on=20/5/2024"),
        name="",
    ),
    _form("/templates/new", "name=ours", "base=register", name=""),
)
"""Forms that write: a text, facts, items, grades, records, an invitation, places for translations,
an earlier state, settings, panel.yaml, the table of open items, a template set."""
