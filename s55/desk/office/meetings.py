"""Show the panel's meetings and what all papers say, add a meeting, change it, remove it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

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
from s55.sources.seen import TextChange, digest_of
from s55.workspace import with_shown_files

PANEL = OwnFile(PANEL_FILE, "/meetings", "Meetings of the panel", panel_text, panel_groups)
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
    if (of := request.query_params.get("of")) is not None:
        group = PANEL.group(desk, of)
        return PANEL.form(group, None, (), of=of, seen=group.about)
    groups = panel_groups(panel_text(desk.workspace))
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
    return PANEL.filled_in(desk, fields, partial(record_panel, desk.workspace, _seen(fields)))


def add(desk: Desk, request: Request) -> Response:
    """Show the form by which a meeting is added."""
    del desk, request
    return _new_form(None, ())


def added(desk: Desk, request: Request, fields: Fields) -> Response:
    """Add a meeting; if that cannot be done, show the form again."""
    del request
    try:
        return PANEL.saved(record_meeting(desk.workspace, changes_of(new_meeting_facts(), fields)))
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
    about = "Only the day is needed. Texts and points for discussion can be added afterwards."
    return PANEL.form(group, typed, problems, of=group.path, about=about, address=address)
