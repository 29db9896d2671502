"""Show the office's settings, and write what was filled in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, missing
from s55.desk.facts.fields import changes_of
from s55.desk.forms import Fields
from s55.desk.office.own_files import OwnFile
from s55.disk.places import SETTINGS_FILE
from s55.errors import S55Error, problems_told
from s55.office.settings_facts import TERMS, settings_groups, successor_facts
from s55.pipeline.keeping.office_settings import (
    record_settings,
    record_successor,
    settings_text,
)
from s55.problems import Problem, error

SETTINGS = OwnFile(SETTINGS_FILE, "/settings", "Settings", settings_text, settings_groups)
_SUCCESSOR = (
    "The entry before it then counts until the day before. Responses of earlier days stay as they "
    "are."
)


def settings(desk: Desk, request: Request) -> Response:
    """Show all settings, or the form for one group of them.

    Raises:
        S55Error: K107 when there is no such group.
    """
    if (of := request.query_params.get("of")) is not None:
        return SETTINGS.form(SETTINGS.group(desk, of), None, (), of=of)
    groups = settings_groups(settings_text(desk.workspace))
    saved = request.query_params.get("saved")
    done = next((one for one in groups if one.path == saved), None)
    is_undone = request.query_params.get("done") == "undone"
    return answer_with(
        "settings",
        groups=groups,
        saved=done,
        is_undone=is_undone,
        terms=TERMS,
        file=SETTINGS.place(desk),
    )


def filled_in(desk: Desk, request: Request, fields: Fields) -> Response:
    """Write what was filled in; if that cannot be done, show the form again.

    Raises:
        S55Error: K107 when there is no such group.
    """
    del request
    return SETTINGS.filled_in(desk, fields, partial(record_settings, desk.workspace))


def successor(desk: Desk, request: Request) -> Response:
    """Show the form for who or what comes next.

    Raises:
        S55Error: K107 for what has no days.
    """
    del desk
    return _successor(request.query_params.get("of", ""), None, ())


def succeeded(desk: Desk, request: Request, fields: Fields) -> Response:
    """Write who or what comes next; if that cannot be done, show the form again.

    Raises:
        S55Error: K107 for what has no days.
    """
    del request
    key = fields.get("of", "")
    if key not in TERMS:
        raise missing()
    group = successor_facts(key)
    try:
        said = {one.path.removeprefix("new."): one.value for one in changes_of(group, fields)}
        since = _first_day(said.pop("since", ""))
        record_successor(desk.workspace, key, said, since)
    except (S55Error, OSError) as failure:
        return _successor(key, fields, problems_told(failure))
    groups = settings_groups(settings_text(desk.workspace))
    last = [one.path for one in groups if one.path.startswith(f"{key}[")][-1]
    return SETTINGS.saved(last)


def _first_day(said: str) -> date:
    """Give the day from which somebody new counts.

    Raises:
        S55Error: K103 when it is missing.
    """
    if not said:
        message = "the first day on which this counts is missing"
        raise S55Error([error("K103", message, "Fill it in.", path="new.since")])
    return date.fromisoformat(said)


def _successor(key: str, typed: Fields | None, problems: Sequence[Problem]) -> Response:
    if key not in TERMS:
        raise missing()
    address = f"{SETTINGS.address}/successor"
    return SETTINGS.form(
        successor_facts(key), typed, problems, of=key, about=_SUCCESSOR, address=address
    )
