"""Record who approved a response."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_on
from s55.desk.filling_in import NOTHING, AtField, FormFields, ShownForm
from s55.desk.forms import Fields, FormReading, day_of, line_of, needed_line
from s55.desk.one_response import draft_at_desk, lacking_in
from s55.desk.putting_right import PutRight
from s55.desk.records.lacking import ANYWAY, refuse_unseen
from s55.drafts.load import Draft
from s55.drafts.signing import Approval
from s55.errors import S55Error, problems_told
from s55.pipeline.recording.approvals import record_sign_off
from s55.sources.files import read_text
from s55.sources.seen import digest_of
from s55.workspace import shown

_NAME = "Write who approved the response, as the document is to print it."
_NOT_APPROVED_YET = "D115"
_FIELDS = FormFields(
    ("name", "post", "day", "again", ANYWAY),
    {
        "D113": AtField("day", "Correct the day."),
        "D114": AtField("day", "Correct the day: record only what has happened."),
        "D149": AtField("again", "To replace the approval, tick the box."),
    },
    within="sign_off.",
)


def sign(desk: Desk, request: Request) -> Response:
    """Show what is missing for the final response, and the form for its approval."""
    return _form(desk, request, _FIELDS.shown(NOTHING))


def signed(desk: Desk, request: Request, fields: Fields) -> Response:
    """Record who approved the response; if that cannot be done, show the form again."""
    path, reading = desk.path(request), FormReading()
    name = reading.of(lambda: needed_line(fields, "name", "the name is missing", _NAME), "")
    day = reading.of(lambda: day_of(fields), desk.today())
    try:
        reading.of(lambda: refuse_unseen(_lacking(desk, path)[1], fields), None)
        reading.refuse()
        approval = Approval(name, line_of(fields, "post"), day)
        again, seen = "again" in fields, fields.get("seen", "")
        record_sign_off(desk.workspace, path, approval, desk.today(), again=again, seen=seen)
    except (S55Error, OSError) as failure:
        return _form(
            desk, request, _FIELDS.shown(fields, problems_told(failure), draft_at_desk(path))
        )
    return lead_on(path.stem, "done=signed")


def _form(desk: Desk, request: Request, form: ShownForm) -> Response:
    path = desk.path(request)
    said = read_text(path, shown(path), keep_mark=True)
    seen = form.fields.get("seen")
    if seen is None or any(problem.code == "K111" for problem in form.problems):
        seen = digest_of(said)
    draft, lacking = _lacking(desk, path)
    earlier = draft.response.sign_off if draft else None
    if earlier and not form.fields:
        form = _FIELDS.shown({"name": earlier.name, "post": earlier.post or ""})
    return answer_with(
        "sign",
        form.status,
        name=path.stem,
        seen=seen,
        form=form,
        is_signed=earlier is not None,
        lacking=lacking,
    )


def _lacking(desk: Desk, path: Path) -> tuple[Draft | None, list[PutRight]]:
    """List what the response lacks beside its approval; give the draft too."""
    text = read_text(path, shown(path))
    draft, lacking = lacking_in(desk.workspace, path, text, desk.today())
    return draft, [one for one in lacking if one.problem.code != _NOT_APPROVED_YET]
