"""The document that came back, as s55 makes it: to tell what was typed from what was there."""

from __future__ import annotations

from s55.documents.invitation import Asked, invitation_part, invitation_view
from s55.documents.response import response_view
from s55.errors import S55Error
from s55.model.response import Response
from s55.render.docx import to_docx
from s55.returns.marks import Carried
from s55.workspace import Workspace


def made_anew(workspace: Workspace, carried: Carried, response: Response) -> bytes | None:
    """The Word file that a returned file was made as; None where it cannot be made any more.

    Args:
        workspace: for the settings and the template set.
        carried: what the returned file carries.
        response: what the draft says now.
    """
    try:
        settings = workspace.settings()
        made_from = carried.response or response
        template = workspace.template_set(made_from.template or settings.template)
        if carried.response is not None:
            return to_docx(response_view(carried.response, settings, template.manifest), template)
        chief = response.chief_officer
        invited = chief.invited if chief else None
        if invited is None or invited.reply_by is None:
            return None
        asked = Asked(invited.date, invited.reply_by)
        view = invitation_view(response, settings, template.manifest, asked)
        layout = invitation_part(template.manifest).word_layout
        return to_docx(view, template, layout=layout)
    except S55Error:
        return None
