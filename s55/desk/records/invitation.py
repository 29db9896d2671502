"""Invite the chief officer to comment."""

from __future__ import annotations

from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_on
from s55.desk.filling_in import NOTHING, AtField, FormFields, ShownForm
from s55.desk.forms import Fields, FormReading, day_of, day_or_none, line_of
from s55.desk.one_response import draft_at_desk
from s55.errors import S55Error, problems_told
from s55.pipeline.checking import check_file
from s55.pipeline.invitation import InvitationRequest, write_invitation
from s55.pipeline.rendering.limited import FILE_SECONDS
from s55.pipeline.response import Format
from s55.views.invitation import InvitationDates

_FIELDS = FormFields(
    ("day", "sent-day", "how", "again"),
    {"D120": AtField("again", "To replace it, tick the box, and write the invitation again.")},
)


def invite(desk: Desk, request: Request) -> Response:
    """Show the form by which the invitation to comment is written."""
    return _form(desk, request, _FIELDS.shown(NOTHING))


def invited(desk: Desk, request: Request, fields: Fields) -> Response:
    """Write the invitation, and record it; if that cannot be done, show the form again."""
    path, today, reading = desk.path(request), desk.today(), FormReading()
    reply_by = reading.of(lambda: day_of(fields), today)
    sent = reading.of(lambda: day_or_none(fields, "sent-"), None)
    try:
        reading.refuse()
        asked = InvitationDates(sent or today, reply_by)
        wanted = InvitationRequest(
            asked=asked,
            how=line_of(fields, "how"),
            formats=(Format.DOCX, Format.PDF),
            template=None,
            out=desk.workspace.build,
            again="again" in fields,
            today=today,
        )
        make = partial(write_invitation, desk.workspace, path, wanted)
        desk.limited.made(make, "making the invitation", FILE_SECONDS)
    except (S55Error, OSError) as failure:
        return _form(
            desk, request, _FIELDS.shown(fields, problems_told(failure), draft_at_desk(path))
        )
    return lead_on(path.stem, "done=invited")


def _form(desk: Desk, request: Request, form: ShownForm) -> Response:
    path = desk.path(request)
    draft = check_file(path, desk.workspace.settings(), desk.today()).draft
    chief = draft.response.chief_officer if draft else None
    return answer_with(
        "invite",
        form.status,
        name=path.stem,
        form=form,
        is_invited=bool(chief and chief.invited),
    )
