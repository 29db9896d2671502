"""Make the invitation to comment: its files first, then its record in the draft."""

from __future__ import annotations

import shlex
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from s55.disk.changing import FileChange, HistoryNote, commit
from s55.drafts.invited import Invited, marked_as_invited
from s55.errors import S55Error
from s55.model.dates import with_weekday
from s55.pipeline.checking import check_file
from s55.pipeline.rendering.sets import DraftSets
from s55.pipeline.response import Format, write_formats
from s55.problems import Problem, errors_of
from s55.records import dataclass
from s55.rules.statute import reply_by_problems
from s55.sources.files import read_text
from s55.templating.registry import MANIFEST_FILE
from s55.templating.wording import wording_of
from s55.views.invitation import InvitationDates, invitation_data, invitation_part, invitation_view
from s55.workspace import Workspace, shown

if TYPE_CHECKING:
    from s55.drafts.load import Draft
    from s55.model.office import Settings
    from s55.templating.sets import TemplateSet
    from s55.views.response.contents import LogoView


_ENDING = "-invitation"
"""What is added to a draft's name for the files of its invitation."""


def invitation_file(folder: Path, name: str, kind: str) -> Path:
    """Give the place of the invitation of a draft in one format, for example 'docx'."""
    return folder / f"{name}{_ENDING}.{kind}"


@dataclass(frozen=True, slots=True)
class InvitationRequest:
    """What the command line asks for.

    Attributes:
        asked: the day of the invitation, and the day by which comments are asked for.
        how: how the invitation is sent, for the record.
        formats: what to write.
        template: the template set to use; None for the draft's own.
        out: the folder to write to.
        again: whether to replace an invitation that is recorded.
        today: the current day in Europe/London.
    """

    asked: InvitationDates
    how: str | None
    formats: tuple[Format, ...]
    template: str | None
    out: Path
    again: bool
    today: date


def write_invitation(
    workspace: Workspace, path: Path, request: InvitationRequest
) -> tuple[str, list[Problem]]:
    """Write the invitation of a draft and record it; give a summary line, and the warnings.

    The draft is changed last, and only when every file is written.

    Raises:
        S55Error: what stops it; the draft is then as it was.
    """
    file, asked = shown(path), request.asked
    settings = workspace.settings()
    text = read_text(path, file, keep_mark=True)
    checked = check_file(path, settings, request.today)
    draft = checked.usable
    if draft is None:
        raise S55Error(errors_of(checked.problems))
    record = Invited(asked.day, asked.reply_by, request.how)
    recorded = marked_as_invited(text, record, shlex.quote(path.stem), again=request.again)
    template = DraftSets(workspace, settings, request.template).of(draft)
    logo = workspace.logo(settings)
    outputs = invite(draft, path.stem, asked, settings, template, logo, request.formats)
    written = write_formats(request.out, f"{path.stem}{_ENDING}", outputs)
    commit([FileChange(path, text.encode(), recorded.encode())], HistoryNote(path, "invite"))
    warnings = reply_by_problems(
        asked.reply_by,
        max(request.today, asked.day),
        draft.response.inspection.published,
        path.stem,
    )
    summary = (
        f"{file} -> {', '.join(map(shown, written))}; recorded: invited {with_weekday(asked.day)}, "
        f"comments asked for by {with_weekday(asked.reply_by)}."
    )
    return summary, [problem.in_file(file) for problem in warnings]


def invite(
    draft: Draft,
    name: str,
    asked: InvitationDates,
    settings: Settings,
    template: TemplateSet,
    logo: LogoView | None,
    formats: Collection[Format],
) -> dict[Format, bytes]:
    """Render the invitation to comment on a draft's report, by way of one view.

    Args:
        draft: the draft, checked.
        name: its name, which the Word file carries.
        asked: the day of the invitation, and when comments are asked by.
        settings: the office's settings.
        template: the template set.
        logo: the office's logo, already read.
        formats: what to render it to.

    Raises:
        S55Error: L107 when the set has no invitation, and what
            :func:`s55.pipeline.response.render` raises.
    """
    part = invitation_part(template.manifest)
    with wording_of(template.folder / MANIFEST_FILE):
        view = invitation_view(draft.response, settings, template.manifest, asked, logo)
    outputs: dict[Format, bytes] = {}
    if Format.DOCX in formats:
        from s55.render.html.data import FORM_DATA_NAME
        from s55.render.word.document import to_docx

        outputs[Format.DOCX] = to_docx(
            view,
            template,
            invitation_data(name, draft.response, view),
            layout=part.word_layout,
            data_name=FORM_DATA_NAME,
            with_outline=True,
        )
    if Format.HTML in formats or Format.PDF in formats:
        from s55.render.html.document import to_html

        page = to_html(view, template, part.html_layout)
        if Format.HTML in formats:
            outputs[Format.HTML] = page.encode()
        if Format.PDF in formats:
            from s55.render.pdf.document import to_pdf

            outputs[Format.PDF] = to_pdf(page, view, template)
    return outputs
