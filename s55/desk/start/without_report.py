"""Start a draft without the file of a report: what is known of the report is filled in."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_on
from s55.desk.filling_in import AtField, FormFields, ShownForm
from s55.desk.forms import Fields, FormReading, day_of, needed_line
from s55.drafts.new import ReportParticulars
from s55.errors import S55Error, problems_told
from s55.pipeline.starting import free_path, start_draft

_NAMED = "Write it in small letters, digits and hyphens, for example peel-2026."
_ADDRESS = "Give the full address, beginning with https://."
_FIELDS = FormFields(
    ("name", "title", "day", "types", "forces", "address"),
    {
        "U102": AtField("name", _NAMED),
        "U104": AtField("name", "Choose another name."),
        "U124": AtField("name"),
    },
    within="inspection.",
)


def new(desk: Desk, request: Request) -> Response:
    """Show the form by which a draft is started."""
    del request
    return _form(_FIELDS.shown({"forces": desk.workspace.settings().force.name}))


def started(desk: Desk, request: Request, fields: Fields) -> Response:
    """Start the draft; if that cannot be done, show the form again."""
    del request
    reading, today = FormReading(), desk.today()
    lines = {
        name: reading.of(partial(needed_line, fields, name, *told), "")
        for name, told in _NEEDED.items()
    }
    day = reading.of(lambda: day_of(fields), today)
    try:
        reading.refuse()
        path = free_path(desk.workspace, lines["name"])
        particulars = ReportParticulars(
            title=lines["title"],
            published=day,
            publication_types=_each(fields, "types"),
            forces=_each(fields, "forces"),
            address=lines["address"],
        )
        start_draft(path, particulars)
    except (S55Error, OSError) as failure:
        return _form(_FIELDS.shown(fields, problems_told(failure)))
    return lead_on(path.stem, "done=started-new")


_NEEDED = {
    "name": ("the name is missing", _NAMED),
    "title": ("the title is missing", "Write it as the report has it."),
    "types": ("the type is missing", "Write it, for example PEEL."),
    "forces": ("the force is missing", "Write its name."),
    "address": ("the web address is missing", _ADDRESS),
}
"""What is said where nothing was filled in, and what to do."""


def _each(fields: Fields, name: str) -> list[str]:
    return [line.strip() for line in fields.get(name, "").splitlines() if line.strip()]


def _form(form: ShownForm) -> Response:
    return answer_with("new_draft", form.status, form=form)
