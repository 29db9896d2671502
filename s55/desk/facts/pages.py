"""Show the facts of a response and of its items, and write what was filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_to
from s55.desk.facts.fields import changes_of, fields_of, group_at
from s55.desk.forms import Fields
from s55.drafts.facts import NewItem, fact_groups, places_for_items
from s55.drafts.texts import digest_of, no_such_place
from s55.errors import S55Error, problems_told
from s55.pipeline.recording import record_facts, record_item
from s55.pipeline.response import check_file
from s55.problems import Problem, error
from s55.sources.facts import FactGroup
from s55.sources.files import read_text
from s55.workspace import shown, with_shown_files


def facts(desk: Desk, request: Request) -> Response:
    """Show all facts of a draft, or the form for one group of them.

    Raises:
        S55Error: K107 when the draft has no such group.
    """
    path, of = desk.path(request), request.query_params.get("of")
    groups = fact_groups(read_text(path, shown(path)))
    if of is None:
        saved = request.query_params.get("saved")
        done = next((one for one in groups if one.path == saved), None)
        return answer_with("facts", name=path.stem, groups=groups, saved=done)
    told = check_file(path, desk.workspace.settings(), desk.today()).problems
    return _form(path.stem, group_at(groups, of), None, told)


def filled_in(desk: Desk, request: Request, fields: Fields) -> Response:
    """Write what was filled in; if that cannot be done, show the form again.

    Raises:
        S55Error: K107 when the draft has no such group.
    """
    path, of = desk.path(request), fields.get("of", "")
    group = group_at(fact_groups(read_text(path, shown(path))), of)
    try:
        if group.about and fields.get("about") != digest_of(group.about):
            raise no_such_place(of)
        record_facts(path, changes_of(group, fields))
    except (S55Error, OSError) as failure:
        now = group_at(fact_groups(read_text(path, shown(path))), of)
        return _form(path.stem, now, fields, with_shown_files(problems_told(failure)), 422)
    return lead_to(f"/response/{quote(path.stem, safe='')}/facts?saved={quote(of, safe='')}")


def item(desk: Desk, request: Request) -> Response:
    """Show the form by which an item is added."""
    return _item_form(desk, request, {}, ())


def item_added(desk: Desk, request: Request, fields: Fields) -> Response:
    """Add an item at the end of its list; if that cannot be done, show the form again."""
    path = desk.path(request)
    try:
        if not fields.get("place"):
            raise S55Error([_unchosen()])
        new = NewItem(*(fields.get(name, "") for name in ("place", "number", "text")))
        added = record_item(path, new)
    except (S55Error, OSError) as failure:
        return _item_form(desk, request, fields, problems_told(failure))
    return lead_to(f"/response/{quote(path.stem, safe='')}/facts?saved={quote(added, safe='')}")


def _unchosen() -> Problem:
    hint = "Choose what the item is."
    return error("K106", "nothing is chosen", hint, path="place")


def _item_form(
    desk: Desk, request: Request, fields: Fields, problems: Sequence[Problem]
) -> Response:
    path = desk.path(request)
    return answer_with(
        "new_item",
        422 if problems else 200,
        name=path.stem,
        places=places_for_items(read_text(path, shown(path))),
        fields=fields,
        problems=[
            replace(one, path=one.path.removeprefix("new.")) for one in with_shown_files(problems)
        ],
    )


def _form(
    name: str,
    group: FactGroup,
    typed: Fields | None,
    problems: Sequence[Problem],
    status: int = 200,
) -> Response:
    fields = fields_of(group, typed, problems)
    about = digest_of(group.about) if typed is None else typed.get("about", "")
    return answer_with(
        "fact_form",
        status,
        name=name,
        group=group,
        about=about,
        fields=fields,
        ids={one.fact.path: one.first for one in fields},
        problems=problems if typed is not None else (),
    )
