"""Make the paper for a meeting of the panel, the calendar, and the publication pages."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, download, missing
from s55.desk.filling_in import NOTHING, AtField, FormFields
from s55.desk.forms import Fields, FormReading, typed_day, unchosen
from s55.desk.office.telling import told_of_office
from s55.desk.putting_right import PutRight
from s55.errors import S55Error, problems_told
from s55.model.dates import with_weekday
from s55.pipeline.calendar import made_calendar
from s55.pipeline.papers.paper import PaperPlan, PaperRequest, plan_paper
from s55.pipeline.papers.parts import write_paper_parts
from s55.pipeline.papers.whole import write_paper
from s55.pipeline.rendering.limited import ALL_SECONDS
from s55.pipeline.response import Format
from s55.pipeline.site import site_as_now
from s55.problems import Problem
from s55.sources.files import contents_of, read_bytes
from s55.workspace import with_shown_files

_FIELDS = FormFields(
    ("meeting", "other", "since", "until", "split", "item"),
    {"W112": AtField("until"), "W115": AtField("until")},
)
_PAPER = re.compile(r"panel-\d{4}-\d{2}-\d{2}\.(docx|pdf|html)")
"""The names of the files of a paper in one file."""
_ZIP_DAY = (2020, 1, 1, 0, 0, 0)
"""The day of the files in an archive: the same files give the same bytes."""


def papers(desk: Desk, request: Request) -> Response:
    """Show what can be made of all responses."""
    del request
    return _papers(desk, None)


def _papers(desk: Desk, site: Sequence[str] | None, told: Sequence[PutRight] = ()) -> Response:
    """Show the page.

    Args:
        desk: the desk.
        site: what is to be said of the publication pages that were written; None if none were.
        told: why they were not written.
    """
    return answer_with(
        "papers",
        422 if told else 200,
        site=site,
        problems=[one.problem for one in told],
        addresses={one.problem: one.address for one in told if one.address},
        folder=desk.workspace.build / "site",
    )


# --- the paper for the panel --------------------------------------------------------------


def panel(desk: Desk, request: Request) -> Response:
    """Show the meetings to choose from, or what the paper of the chosen one would hold."""
    asked = dict(request.query_params)
    if "meeting" not in asked:
        return _meetings(desk, asked, ())
    try:
        wanted = _wanted(desk, asked)
        return _plan(asked, plan_paper(desk.workspace, wanted))
    except (S55Error, OSError) as failure:
        return _meetings(desk, asked, problems_told(failure))


def paper_made(desk: Desk, request: Request, fields: Fields) -> Response:
    """Write the paper, and lead to its files; if that cannot be done, say why."""
    del request
    try:
        wanted = _wanted(desk, fields)
        plan = plan_paper(desk.workspace, wanted)
        if wanted.split:
            make_parts = partial(write_paper_parts, plan, wanted)
            parts = desk.limited.made(make_parts, "making the paper", ALL_SECONDS)
            return _plan(fields, plan, parts=parts.sizes)
        make = partial(write_paper, plan, wanted)
        return _plan(fields, plan, desk.limited.made(make, "making the paper", ALL_SECONDS))
    except (S55Error, OSError) as failure:
        return _meetings(desk, fields, problems_told(failure))


def paper_file(desk: Desk, request: Request) -> Response:
    """Give a file of a paper that was written, or all its parts in one archive.

    Raises:
        S55Error: K107 when there is none.
    """
    name = request.path_params["file"]
    path = desk.workspace.build / name
    if _PAPER.fullmatch(name) and path.is_file():
        return download(name, read_bytes(path, name))
    folder = desk.workspace.build / name.removesuffix(".zip")
    if _PAPER.fullmatch(f"{folder.name}.pdf") and name == f"{folder.name}.zip" and folder.is_dir():
        return download(name, _zipped(folder))
    raise missing()


def _zipped(folder: Path) -> bytes:
    """Pack the files of a folder, those that are hidden left out."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as package:
        for path in sorted(folder.iterdir()):
            if path.is_file() and not path.name.startswith("."):
                package.writestr(ZipInfo(path.name, _ZIP_DAY), contents_of(path), ZIP_DEFLATED)
    return made.getvalue()


def _wanted(desk: Desk, fields: Fields) -> PaperRequest:
    """Read which paper is asked for.

    Raises:
        S55Error: K105 for what is no day, K106 when no meeting is chosen.
    """
    reading = FormReading()
    meeting = reading.of(lambda: _meeting_of(fields), desk.today())
    since = reading.of(lambda: typed_day(fields, "since"), None)
    until = reading.of(lambda: typed_day(fields, "until"), None)
    reading.refuse()
    split = fields.get("split") == "yes"
    return PaperRequest(
        meeting=meeting,
        since=since,
        until=until,
        names=(),
        formats=(Format.PDF,) if split else tuple(Format),
        template=None,
        out=desk.workspace.build,
        today=desk.today(),
        split=split,
        item=fields.get("item", "").strip() or None,
    )


def _meeting_of(fields: Fields) -> date:
    found = typed_day(fields, "other") or typed_day(fields, "meeting")
    if found is None:
        name = "meeting" if "meeting" in fields else "other"
        raise unchosen(name, "Choose a meeting, or write its day.")
    return found


def _meetings(desk: Desk, asked: Mapping[str, str], problems: Sequence[Problem]) -> Response:
    """Show the meetings, the next one on top."""
    today = desk.today()
    days = sorted({one.date for one in desk.workspace.panel().meetings}, reverse=True)
    coming = [one for one in reversed(days) if one >= today]
    in_order = [*coming, *(one for one in days if one < today)]
    chosen = asked.get("meeting") or (in_order[0].isoformat() if in_order else "")
    form = _FIELDS.shown({**asked, "meeting": chosen}, problems)
    return answer_with(
        "panel",
        form.status,
        plan=None,
        meetings={one.isoformat(): with_weekday(one) for one in in_order},
        form=form,
    )


def _plan(
    asked: Mapping[str, str],
    plan: PaperPlan,
    files: Sequence[Path] = (),
    parts: Mapping[str, int] | None = None,
) -> Response:
    """Show what a paper holds, and its files where it was written."""
    return answer_with(
        "panel",
        plan=plan,
        day=with_weekday(plan.given.day),
        asked=asked,
        files=[path.name for path in files],
        parts=parts or {},
        archive=f"panel-{plan.given.day.isoformat()}.zip",
        warnings=with_shown_files(plan.warnings),
        form=_FIELDS.shown(NOTHING),
    )


# --- the calendar and the publication pages -----------------------------------------------


def calendar(desk: Desk, request: Request) -> Response:
    """Make the office's calendar.

    Raises:
        S55Error: K107 when nothing is in it, and every error in the drafts.
    """
    items = request.query_params.get("items") == "yes"
    made = made_calendar(desk.workspace, [], desk.today(), items=items)
    if made.data is None:
        raise missing()
    return download("calendar.ics", made.data)


def site_made(desk: Desk, request: Request, fields: Fields) -> Response:
    """Write the publication pages into their folder, and say what was written."""
    del request, fields
    workspace = desk.workspace
    make = partial(site_as_now, workspace, desk.today())
    try:
        lines = desk.limited.made(make, "making the publication pages", ALL_SECONDS)
    except (S55Error, OSError) as failure:
        return _papers(desk, None, list(told_of_office(workspace, failure)))
    return _papers(desk, lines)
