"""Show the office's settings, and write what was filled in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_to, missing
from s55.desk.facts.fields import changes_of
from s55.desk.forms import Fields
from s55.desk.office.own_files import OwnFile
from s55.disk.places import SETTINGS_FILE
from s55.errors import S55Error, problems_told
from s55.office.settings_facts import TERMS, settings_groups, successor_facts
from s55.office.settings_lists import (
    LISTS,
    LOGO,
    SettingsEntry,
    comes_and_goes,
    digest_of_entry,
    new_facts,
)
from s55.pipeline.keeping.office_settings import (
    record_entry,
    record_entry_removal,
    record_settings,
    record_successor,
    settings_text,
)
from s55.problems import Problem, error
from s55.workspace import with_shown_files

SETTINGS = OwnFile(SETTINGS_FILE, "/settings", "Settings", settings_text, settings_groups)
_SUCCESSOR = (
    "The entry before it then counts until the day before. Responses of earlier days stay as they "
    "are."
)

_ABOUT = {
    "addressees": "Responses that are written as letters go to the addressees below, in place of "
    "those of the template set: name each of them. The first is that of the published response.",
    "checklist.add": "It comes after the lines of the template set. Where the set has a line for "
    "the same recipients, this one is left out.",
}
"""What is said above the form for a new entry of each list."""
_DONE = {"undone": "The earlier state is back.", "removed": "It is removed."}


def settings(desk: Desk, request: Request) -> Response:
    """Show all settings, or the form for one group of them.

    Raises:
        S55Error: K107 when there is no such group.
    """
    if (of := request.query_params.get("of")) is not None:
        group = SETTINGS.group(desk, of)
        return SETTINGS.form(group, None, (), of=of, seen=group.about)
    groups = settings_groups(settings_text(desk.workspace))
    saved = request.query_params.get("saved")
    done = next((one for one in groups if one.path == saved), None)
    return answer_with(
        "settings",
        groups=groups,
        saved=done,
        told=_DONE.get(request.query_params.get("done", ""), ""),
        terms=TERMS,
        lists={key: one.title for key, one in LISTS.items()},
        removable={one.path for one in groups if comes_and_goes(one.path)},
        logo=LOGO,
        file=SETTINGS.place(desk),
    )


def filled_in(desk: Desk, request: Request, fields: Fields) -> Response:
    """Write what was filled in; if that cannot be done, show the form again.

    Raises:
        S55Error: K107 when there is no such group.
    """
    del request
    return SETTINGS.filled_in(desk, fields, partial(record_settings, desk.workspace, _seen(fields)))


def add(desk: Desk, request: Request) -> Response:
    """Show the form by which an addressee or a line of the checklist is added.

    Raises:
        S55Error: K107 when there is no such list.
    """
    del desk
    return _new_form(request.query_params.get("of", ""), None, ())


def added(desk: Desk, request: Request, fields: Fields) -> Response:
    """Add an addressee or a line; if that cannot be done, show the form again.

    Raises:
        S55Error: K107 when there is no such list.
    """
    del request
    key = fields.get("of", "")
    if key not in LISTS:
        raise missing()
    try:
        changes = changes_of(new_facts(key), fields)
        return SETTINGS.saved(record_entry(desk.workspace, key, changes))
    except (S55Error, OSError) as failure:
        return _new_form(key, fields, problems_told(failure))


def remove(desk: Desk, request: Request) -> Response:
    """Ask whether an addressee or a line of the checklist is to be removed.

    Raises:
        S55Error: K107 when there is no such one.
    """
    return _removal(desk, request.query_params.get("of", ""), ())


def removed(desk: Desk, request: Request, fields: Fields) -> Response:
    """Remove an addressee or a line; if that cannot be done, say why.

    Raises:
        S55Error: K107 when there is no such one any more.
    """
    del request
    try:
        record_entry_removal(desk.workspace, _seen(fields))
    except (S55Error, OSError) as failure:
        return _removal(desk, fields.get("of", ""), problems_told(failure))
    return lead_to(f"{SETTINGS.address}?done=removed")


def _seen(fields: Fields) -> SettingsEntry:
    return SettingsEntry(fields.get("of", ""), fields.get("seen", ""))


def _new_form(key: str, typed: Fields | None, problems: Sequence[Problem]) -> Response:
    if key not in LISTS:
        raise missing()
    address = f"{SETTINGS.address}/add"
    return SETTINGS.form(
        new_facts(key), typed, problems, of=key, about=_ABOUT[key], address=address
    )


def _removal(desk: Desk, of: str, problems: Sequence[Problem]) -> Response:
    if not comes_and_goes(of):
        raise missing()
    group = SETTINGS.group(desk, of)
    return answer_with(
        "remove_setting",
        422 if problems else 200,
        group=group,
        seen=digest_of_entry(group),
        problems=list(with_shown_files(problems)),
    )


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
