"""Take the forms by which something is recorded: a dispatch, an approval, the force's progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from s55.desk.answers import Desk, answer_with, lead_on, missing
from s55.desk.forms import Fields, day_of, day_or_none, line_of
from s55.drafts.dispatches import Record
from s55.drafts.signing import Approval
from s55.drafts.texts import digest_of
from s55.errors import S55Error, problems_told
from s55.model.distribution import STANDARD_RECIPIENTS, WEBSITE
from s55.model.progress import ItemMark, ItemStatus, Progress
from s55.office.items import TrackedItem, tracked_items
from s55.pipeline.cases import case_of_draft
from s55.pipeline.invitation import InvitationRequest, write_invitation
from s55.pipeline.recording import (
    Publishing,
    record_dispatch,
    record_progress,
    record_sign_off,
)
from s55.pipeline.response import Format, check_file
from s55.problems import Problem, error, errors_of
from s55.sources.files import read_text
from s55.views.invitation import InvitationDates
from s55.views.tracker import entry_in_words, standing_in_words
from s55.workspace import shown, with_shown_files

# --- the invitation to comment ----------------------------------------------------------


def invite(desk: Desk, request: Request) -> Response:
    """Show the form by which the invitation to comment is written."""
    return _invite_form(desk, request, {}, ())


def invited(desk: Desk, request: Request, fields: Fields) -> Response:
    """Write the invitation, and record it; if that cannot be done, show the form again."""
    path, today = desk.path(request), desk.today()
    try:
        asked = InvitationDates(day_or_none(fields, "sent-") or today, day_of(fields))
        write_invitation(
            desk.workspace,
            path,
            InvitationRequest(
                asked=asked,
                how=line_of(fields, "how"),
                formats=(Format.DOCX, Format.PDF),
                template=None,
                out=desk.workspace.build,
                again="again" in fields,
                today=today,
            ),
        )
    except (S55Error, OSError) as failure:
        return _invite_form(desk, request, fields, problems_told(failure), 422)
    return lead_on(path.stem, "done=invited")


def _invite_form(
    desk: Desk, request: Request, fields: Fields, problems: Sequence[Problem], status: int = 200
) -> Response:
    path = desk.path(request)
    draft = check_file(path, desk.workspace.settings(), desk.today()).draft
    chief = draft.response.chief_officer if draft else None
    return answer_with(
        "invite",
        status,
        name=path.stem,
        fields=fields,
        is_invited=bool(chief and chief.invited),
        problems=list(with_shown_files(problems)),
    )


# --- publications and dispatches --------------------------------------------------------

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
    return _dispatch_form(desk, desk.path(request).stem, {}, ())


def recorded(desk: Desk, request: Request, fields: Fields) -> Response:
    """Record a publication or a dispatch; if that cannot be done, show the form again."""
    path, recipient = desk.path(request), fields.get("recipient", "")
    try:
        if not recipient:
            hint = "Choose where the response was published, or to whom it was sent."
            raise S55Error([error("K106", "nothing is chosen", hint, path="recipient")])
        how, reference, by = (line_of(fields, name) for name in ("how", "reference", "by"))
        made = Record(recipient, day_of(fields), how, reference, by)
        publishing = Publishing() if recipient == WEBSITE else None
        record_dispatch(desk.workspace, path, made, desk.today(), publishing=publishing)
    except (S55Error, OSError) as failure:
        return _dispatch_form(desk, path.stem, fields, problems_told(failure), 422)
    return lead_on(path.stem, "done=recorded")


def _dispatch_form(
    desk: Desk, name: str, fields: Fields, problems: Sequence[Problem], status: int = 200
) -> Response:
    lines = desk.workspace.settings().checklist.add
    added = [key for line in lines for key in line.recipients]
    recipients = {
        key: _RECIPIENTS.get(key, f"Sent to {key.replace('_', ' ')}")
        for key in (*STANDARD_RECIPIENTS, *added)
    }
    problems = list(with_shown_files(problems))
    return answer_with(
        "record", status, name=name, fields=fields, problems=problems, recipients=recipients
    )


# --- the approval -----------------------------------------------------------------------


def sign(desk: Desk, request: Request) -> Response:
    """Show what is missing for the final response, and the form for its approval."""
    return _sign_form(desk, request, {}, ())


def signed(desk: Desk, request: Request, fields: Fields) -> Response:
    """Record who approved the response; if that cannot be done, show the form again."""
    path = desk.path(request)
    try:
        approval = Approval(line_of(fields, "name"), line_of(fields, "post"), day_of(fields))
        again, seen = "again" in fields, fields.get("seen", "")
        record_sign_off(desk.workspace, path, approval, desk.today(), again=again, seen=seen)
    except (S55Error, OSError) as failure:
        return _sign_form(desk, request, fields, problems_told(failure), 422)
    return lead_on(path.stem, "done=signed")


def _sign_form(
    desk: Desk, request: Request, fields: Fields, problems: Sequence[Problem], status: int = 200
) -> Response:
    path = desk.path(request)
    seen = fields.get("seen")
    if seen is None or any(problem.code == "K111" for problem in problems):
        seen = digest_of(read_text(path, shown(path), keep_mark=True))
    checked = check_file(path, desk.workspace.settings(), desk.today(), final=True)
    earlier = checked.draft.response.sign_off if checked.draft else None
    return answer_with(
        "sign",
        status,
        name=path.stem,
        seen=seen,
        fields=fields or ({"name": earlier.name, "post": earlier.post or ""} if earlier else {}),
        is_signed=earlier is not None,
        lacking=[one for one in with_shown_files(errors_of(checked.problems)) if _is_before(one)],
        problems=list(with_shown_files(problems)),
    )


def _is_before(problem: Problem) -> bool:
    """Say whether something is to be done before the approval; publishing comes after it."""
    return problem.code != "D115" and problem.path.split(".")[0] != "distribution"


# --- the force's progress ---------------------------------------------------------------


def progress(desk: Desk, request: Request) -> Response:
    """Show the items with how far the force is, and the form for one of them."""
    return _progress_form(desk, request, dict(request.query_params), ())


def progressed(desk: Desk, request: Request, fields: Fields) -> Response:
    """Record how far the force is with an item; if that cannot be done, show the form again."""
    path = desk.path(request)
    try:
        if fields.get("status") not in set(ItemStatus):
            hint = "Choose how far the force is with the item."
            raise S55Error([error("K106", "nothing is chosen", hint, path="status")])
        entry = Progress(
            date=day_of(fields),
            status=ItemStatus(fields["status"]),
            superseded_by=line_of(fields, "superseded_by"),
            owner=line_of(fields, "owner"),
            due=day_or_none(fields, "due-"),
            note=line_of(fields, "note"),
            evidence=line_of(fields, "evidence"),
            mark=_mark_of(fields),
        )
        record_progress(path, fields.get("item", ""), entry, desk.today())
    except (S55Error, OSError) as failure:
        return _progress_form(desk, request, fields, problems_told(failure), 422)
    return lead_on(path.stem, "done=progress")


def _mark_of(fields: Fields) -> ItemMark | None:
    """Read how the policing body judges the progress; None where nothing was chosen."""
    chosen = fields.get("mark", "")
    if chosen and chosen not in set(ItemMark):
        hint = "Choose one of the marks, or none."
        raise S55Error([error("K106", "this is no mark", hint, path="mark")])
    return ItemMark(chosen) if chosen else None


@dataclass(frozen=True, slots=True)
class ItemOfDesk:
    """An item as the page of the force's progress shows it.

    Attributes:
        reference: its short name, for example 'R2'.
        name: its name in words.
        standing: how far the force is.
        text: what the report says.
        history: what was recorded, entry by entry, the latest last.
        applies: whether it applies to the force.
    """

    reference: str
    name: str
    standing: str
    text: str
    history: tuple[str, ...]
    applies: bool

    @classmethod
    def of(cls, item: TrackedItem) -> ItemOfDesk:
        """Describe an item."""
        history = tuple(map(entry_in_words, item.history))
        name, standing = item.name.in_words, standing_in_words(item)
        return cls(item.reference, name, standing, item.item.text, history, item.applies)


def _progress_form(
    desk: Desk, request: Request, fields: Fields, problems: Sequence[Problem], status: int = 200
) -> Response:
    path = desk.path(request)
    case = case_of_draft(desk.workspace, path, desk.today())
    items = [ItemOfDesk.of(one) for one in tracked_items(case)]
    chosen = next((one for one in items if one.reference == fields.get("item")), None)
    if fields.get("item") and chosen is None:
        raise missing()
    return answer_with(
        "progress",
        status,
        name=path.stem,
        items=items,
        chosen=chosen,
        fields=fields,
        statuses={one.value: one.value.capitalize() for one in ItemStatus},
        marks={"": "No new mark", **{one.value: one.value.capitalize() for one in ItemMark}},
        problems=list(with_shown_files(problems)),
    )
