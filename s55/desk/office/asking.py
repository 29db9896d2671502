"""Ask for the progress of open items: a form that writes the file to fill in and its note."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, download, missing
from s55.desk.filling_in import AtField, FormFields
from s55.desk.forms import Fields, day_of, line_of
from s55.desk.office.register import SET
from s55.errors import S55Error, problems_told
from s55.pipeline.cases import read_cases
from s55.pipeline.rendering.limited import ALL_SECONDS
from s55.pipeline.tracking.asking import ProgressRequest, WrittenRequest, write_request
from s55.pipeline.tracking.choosing import forces_among, owners_among
from s55.problems import Problem
from s55.sources.files import read_bytes
from s55.views.progress_sheet import sheet_places

_FIELDS = FormFields(
    ("owner", "force", "day", "docx"), {"U127": AtField("day"), "U128": AtField("owner")}
)
_NAME = re.compile(r"ask-\d{4}-\d{2}-\d{2}(-[a-z0-9-]+)?\.(xlsx|docx|txt)")
"""The names of the files that asking writes."""


def ask(desk: Desk, request: Request) -> Response:
    """Show the form by which progress is asked for."""
    return _form(desk, dict(request.query_params), None, ())


def asked(desk: Desk, request: Request, fields: Fields) -> Response:
    """Write the file to fill in and the note; if that cannot be done, show the form again."""
    del request
    try:
        wanted = ProgressRequest(
            by=day_of(fields),
            owner=line_of(fields, "owner"),
            force=line_of(fields, "force"),
            template=SET,
            out=desk.workspace.build,
            today=desk.today(),
            docx=fields.get("docx") == "yes",
        )
        make = partial(write_request, desk.workspace, wanted)
        written = desk.limited.made(make, "making the file to fill in", ALL_SECONDS)
        return _form(desk, fields, written, ())
    except (S55Error, OSError) as failure:
        return _form(desk, fields, None, problems_told(failure))


def file(desk: Desk, request: Request) -> Response:
    """Give a file that was written to ask.

    Raises:
        S55Error: K107 when there is none.
    """
    name = request.path_params["file"]
    path = desk.workspace.build / name
    if not _NAME.fullmatch(name) or not path.is_file():
        raise missing()
    return download(name, read_bytes(path, name))


def _form(
    desk: Desk, fields: Fields, written: WrittenRequest | None, problems: Sequence[Problem]
) -> Response:
    settings = desk.workspace.settings()
    cases, _ = read_cases(desk.workspace, [], settings, desk.today(), desk.known.cases)
    places = sheet_places(one.case for one in cases)
    form = _FIELDS.shown(fields, problems)
    return answer_with(
        "ask",
        form.status,
        owners=["", *owners_among(places)],
        forces=["", *forces_among(places)],
        form=form,
        written=written,
    )
