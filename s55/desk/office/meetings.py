"""Show the panel's meetings and what all papers say, add a meeting, change it, remove it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_to, missing
from s55.desk.facts.fields import changes_of, group_at
from s55.desk.forms import Fields
from s55.desk.office.own_files import OwnFile
from s55.errors import S55Error, problems_told
from s55.office.panel_facts import (
    MEETINGS,
    PanelGroup,
    is_point,
    new_meeting_facts,
    panel_groups,
    panel_text_at,
)
from s55.office.settings import PANEL_FILE
from s55.pipeline.keeping.office_settings import (
    panel_text,
    record_meeting,
    record_meeting_removal,
    record_panel,
    record_point_removal,
)
from s55.problems import Problem
from s55.sources.facts import FactGroup, FactKind
from s55.sources.seen import TextChange, digest_of
from s55.workspace import with_shown_files

PANEL = OwnFile(PANEL_FILE, "/meetings", "Meetings of the panel", panel_groups)
_DONE = {
    "removed": "The meeting is removed.",
    "undone": "The earlier state is back.",
    "point": "The point for discussion is removed.",
}


def meetings(desk: Desk, request: Request) -> Response:
    """Show the meetings with what all papers say, or the form for one of them.

    Raises:
        S55Error: K107 when there is no such meeting.
    """
    groups, of = panel_groups(panel_text(desk.workspace)), request.query_params.get("of")
    if of is not None:
        return _form(group_at(groups, of), None, ())
    saved = request.query_params.get("saved")
    return answer_with(
        "meetings",
        groups=groups,
        saved=next((one for one in groups if one.path == saved), None),
        done=_DONE.get(request.query_params.get("done", ""), ""),
        file=PANEL.place(desk),
    )


def filled_in(desk: Desk, request: Request, fields: Fields) -> Response:
    """Write what was filled in; if that cannot be done, show the form again.

    Raises:
        S55Error: K107 when there is no such meeting.
    """
    del request
    of = fields.get("of", "")
    group = _in_form(group_at(panel_groups(panel_text(desk.workspace)), of))
    try:
        record_panel(desk.workspace, _seen(fields), changes_of(group, fields))
    except (S55Error, OSError) as failure:
        now = group_at(panel_groups(panel_text(desk.workspace)), of)
        return _form(now, fields, problems_told(failure))
    return _saved(of)


def add(desk: Desk, request: Request) -> Response:
    """Show the form by which a meeting is added."""
    del desk, request
    return _new_form(None, ())


def added(desk: Desk, request: Request, fields: Fields) -> Response:
    """Add a meeting; if that cannot be done, show the form again."""
    del request
    try:
        return _saved(record_meeting(desk.workspace, changes_of(new_meeting_facts(), fields)))
    except (S55Error, OSError) as failure:
        return _new_form(fields, problems_told(failure))


def remove(desk: Desk, request: Request) -> Response:
    """Ask whether a meeting, or one of its points for discussion, is to be removed.

    Raises:
        S55Error: K107 when there is no such meeting or point.
    """
    return _removal(desk, request.query_params.get("of", "").partition("~")[0], ())


def removed(desk: Desk, request: Request, fields: Fields) -> Response:
    """Remove a meeting, or a point for discussion; if that cannot be done, say why.

    Raises:
        S55Error: K107 when there is no such meeting or point any more.
    """
    del request
    of, seen = fields.get("of", ""), fields.get("seen", "")
    group, _, point = of.partition(".")
    try:
        if point:
            change = TextChange(of, fields.get("text", ""), "")
            record_point_removal(desk.workspace, PanelGroup(group, seen), change)
            return lead_to(f"{PANEL.address}?done=point")
        record_meeting_removal(desk.workspace, _seen(fields))
    except (S55Error, OSError) as failure:
        return _removal(desk, of, problems_told(failure))
    return lead_to(f"{PANEL.address}?done=removed")


def _seen(fields: Fields) -> PanelGroup:
    return PanelGroup(fields.get("of", ""), fields.get("seen", ""))


def _saved(of: str) -> Response:
    return lead_to(f"{PANEL.address}?saved={quote(of, safe='')}")


def _removal(desk: Desk, of: str, problems: Sequence[Problem]) -> Response:
    if not of.startswith(f"{MEETINGS}["):
        raise missing()
    text, (path, _, name) = panel_text(desk.workspace), of.partition(".")
    point = panel_text_at(text, path, of) if name else None
    if name and (point is None or not is_point(point)):
        raise missing()
    return answer_with(
        "remove_meeting",
        422 if problems else 200,
        group=group_at(panel_groups(text), path),
        point=point,
        seen=digest_of(point.value) if point else "",
        problems=list(with_shown_files(problems)),
    )


def _new_form(typed: Fields | None, problems: Sequence[Problem]) -> Response:
    group, address = new_meeting_facts(), f"{PANEL.address}/add"
    about = "Texts and points for discussion can be added afterwards."
    return PANEL.form(group, typed, problems, of=group.path, about=about, address=address)


def _form(group: FactGroup, typed: Fields | None, problems: Sequence[Problem]) -> Response:
    seen = group.about if typed is None else typed.get("seen", "")
    return PANEL.form(_in_form(group), typed, problems, of=group.path, seen=seen)


def _in_form(group: FactGroup) -> FactGroup:
    """Leave out the texts, which are written in the text editor."""
    facts = tuple(one for one in group.facts if one.kind is not FactKind.TEXT)
    return replace(group, facts=facts)
