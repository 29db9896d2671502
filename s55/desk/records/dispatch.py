"""Record that a response was published or sent."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_on
from s55.desk.filling_in import NOTHING, AtField, FormFields, ShownForm
from s55.desk.forms import Fields, FormReading, day_of, line_of, unchosen
from s55.desk.one_response import draft_at_desk
from s55.drafts.dispatches import Record
from s55.errors import S55Error, problems_told
from s55.model.distribution import STANDARD_RECIPIENTS, WEBSITE
from s55.pipeline.recording.dispatches import Publishing, record_dispatch

_FIELDS = FormFields(
    ("recipient", "day", "how", "reference", "by"),
    {
        "D109": AtField("recipient"),
        "D113": AtField("day", "Correct the day."),
        "D114": AtField("day", "Correct the day: record only what has happened."),
        "D116": AtField("recipient"),
        "D150": AtField("day", "Correct the day."),
    },
    within="distribution.",
)

_RECIPIENTS = {
    "website": "Published on our website",
    "inspectorate": "Sent to the inspectorate",
    "inspectorate_portal": "Entered in the inspectorate’s portal",
    "secretary_of_state": "Sent to the Secretary of State",
    "chief_officer": "Sent to the chief officer",
    "panel": "Sent to the Police and Crime Panel",
}


def record(desk: Desk, request: Request) -> Response:
    """Show the form by which a publication or a dispatch is recorded."""
    return _form(desk, desk.path(request).stem, _FIELDS.shown(NOTHING))


def recorded(desk: Desk, request: Request, fields: Fields) -> Response:
    """Record a publication or a dispatch; if that cannot be done, show the form again."""
    path, reading = desk.path(request), FormReading()
    recipient = reading.of(lambda: _recipient(fields), "")
    day = reading.of(lambda: day_of(fields), desk.today())
    how, reference, by = (line_of(fields, name) for name in ("how", "reference", "by"))
    try:
        reading.refuse()
        made = Record(recipient, day, how, reference, by)
        publishing = Publishing() if recipient == WEBSITE else None
        record_dispatch(desk.workspace, path, made, desk.today(), publishing=publishing)
    except (S55Error, OSError) as failure:
        return _form(
            desk, path.stem, _FIELDS.shown(fields, problems_told(failure), draft_at_desk(path))
        )
    return lead_on(path.stem, f"done={'published' if publishing else 'recorded'}")


def _recipient(fields: Fields) -> str:
    if recipient := fields.get("recipient"):
        return recipient
    raise unchosen("recipient", "Choose where the response was published, or to whom it was sent.")


def _form(desk: Desk, name: str, form: ShownForm) -> Response:
    lines = desk.workspace.settings().checklist.add
    added = [key for line in lines for key in line.recipients]
    recipients = {
        key: _RECIPIENTS.get(key, f"Sent to {key.replace('_', ' ')}")
        for key in (*STANDARD_RECIPIENTS, *added)
    }
    return answer_with("record", form.status, name=name, form=form, recipients=recipients)
