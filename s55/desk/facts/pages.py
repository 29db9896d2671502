"""Show the facts of a response and of its items, and write what was filled in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_to
from s55.desk.facts.fields import at_fields, changes_of, fields_of, group_at
from s55.desk.forms import Fields
from s55.desk.putting_right import DraftAtDesk
from s55.drafts.facts import fact_groups
from s55.drafts.texts import no_such_place
from s55.errors import S55Error, problems_told
from s55.pipeline.checking import check_file
from s55.pipeline.recording.edits import record_facts
from s55.problems import Problem
from s55.sources.facts import FactGroup
from s55.sources.files import read_text
from s55.sources.seen import digest_of
from s55.workspace import shown


def facts(desk: Desk, request: Request) -> Response:
    """Show all facts of a draft, or the form for one group of them.

    Raises:
        S55Error: K107 when the draft has no such group.
    """
    path, of = desk.path(request), request.query_params.get("of")
    text = read_text(path, shown(path))
    groups = fact_groups(text)
    if of is None:
        saved = request.query_params.get("saved")
        done = next((one for one in groups if one.path == saved), None)
        return answer_with("facts", name=path.stem, groups=groups, saved=done)
    told = check_file(path, desk.workspace.settings(), desk.today(), text=text).problems
    return _form(path, group_at(groups, of), None, told)


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
        return _form(path, now, fields, problems_told(failure), 422)
    return lead_to(f"/response/{quote(path.stem, safe='')}/facts?saved={quote(of, safe='')}")


def _form(
    path: Path,
    group: FactGroup,
    typed: Fields | None,
    problems: Sequence[Problem],
    status: int = 200,
) -> Response:
    # The names of the form's own fields are all that its problems can be about.
    problems = DraftAtDesk.of_facts(path.stem, [group]).all_told(problems)
    fields = fields_of(group, typed, problems)
    about = digest_of(group.about) if typed is None else typed.get("about", "")
    return answer_with(
        "fact_form",
        status,
        name=path.stem,
        group=group,
        about=about,
        fields=fields,
        problems=at_fields(fields, problems) if typed is not None else (),
    )
