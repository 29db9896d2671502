"""Render the document that came back as s55 makes it, to find what was typed into it."""

from __future__ import annotations

from collections.abc import Iterator

from s55.errors import S55Error
from s55.model.response import Response
from s55.render.word.document import to_docx
from s55.returns.word.marks import Carried, Kind, carried_as_now, carried_from_form
from s55.returns.word.recognising import Candidate
from s55.templating.sets import TemplateSet
from s55.views.invitation import InvitationDates, invitation_data, invitation_part, invitation_view
from s55.views.response.build import response_view
from s55.views.response.contents import InvitationView
from s55.workspace import Workspace


def rendered_again(workspace: Workspace, carried: Carried, response: Response) -> bytes | None:
    """Render the Word file as which a returned file was sent; None where that is not possible."""
    if carried.kind is Kind.TRANSLATION:
        return None  # which of its texts went out, nobody knows any more
    try:
        if carried.response is not None:
            return _response(workspace, carried.response)
        made = _invitation(workspace, response)
        return made[1] if made else None
    except S55Error:
        return None


def as_now(workspace: Workspace, name: str, response: Response) -> Iterator[Candidate]:
    """Render the documents of a draft that a file without its data may be."""
    try:
        made = _invitation(workspace, response)
        if made:
            data = invitation_data(name, response, made[0])
            carried = carried_from_form(data.decode())
            if carried is not None:
                yield Candidate(carried, made[1])
        yield Candidate(carried_as_now(name, response), _response(workspace, response))
    except S55Error:
        return


def _template(workspace: Workspace, response: Response) -> TemplateSet:
    return workspace.template_set(response.template or workspace.settings().template)


def _response(workspace: Workspace, response: Response) -> bytes:
    template = _template(workspace, response)
    return to_docx(response_view(response, workspace.settings(), template.manifest), template)


def _invitation(workspace: Workspace, response: Response) -> tuple[InvitationView, bytes] | None:
    """Render the invitation that the draft records; None without one or without a day of reply."""
    chief = response.chief_officer
    invited = chief.invited if chief else None
    if invited is None or invited.reply_by is None:
        return None
    template = _template(workspace, response)
    asked = InvitationDates(invited.date, invited.reply_by)
    view = invitation_view(response, workspace.settings(), template.manifest, asked)
    layout = invitation_part(template.manifest).word_layout
    return view, to_docx(view, template, layout=layout)
