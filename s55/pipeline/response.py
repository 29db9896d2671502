"""The one path of the data: draft -> response -> view -> DOCX, HTML, PDF.

Everything here is pure but for the reading of the template set's own files: texts and bytes come
in, problems and bytes go out; where they lie on a disk is :mod:`s55.workspace`'s matter.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from s55.drafts.load import Draft, load
from s55.drafts.public import response_json
from s55.model.office import Settings
from s55.problems import Problem, has_errors, in_order
from s55.rules.consistency import consistency_problems
from s55.rules.deadlines import Closure
from s55.rules.statute import as_final, statutory_problems
from s55.templating.sets import TemplateSet
from s55.views.response.contents import LogoView, ResponseView

if TYPE_CHECKING:
    from s55.views.invitation import InvitationDates


class Format(StrEnum):
    """What a response is rendered to."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft and everything that is wrong with it.

    Attributes:
        draft: the draft, None when it cannot be understood.
        problems: in the order of the file.
    """

    draft: Draft | None
    problems: tuple[Problem, ...]

    @property
    def usable(self) -> Draft | None:
        """The draft, unless something in it stops a render."""
        return None if has_errors(self.problems) else self.draft


def check(
    text: str, file: str, settings: Settings | None, today: date, closed: Closure, *, final: bool
) -> Checked:
    """Everything that is wrong with a draft: its form, its agreement with itself, the Act.

    Args:
        text: the text of the draft.
        file: the file as the user named it.
        settings: the office's settings, if there are any.
        today: the current day in Europe/London.
        closed: the calendar of days on which offices are closed.
        final: whether what is missing is an error.
    """
    draft, problems = load(text, file)
    if draft is not None:
        found = consistency_problems(draft.response, today, _added_recipients(settings))
        found += statutory_problems(draft.response, today, closed)
        problems += draft.located(as_final(found) if final else found)
    return Checked(draft, tuple(in_order(problems)))


def _added_recipients(settings: Settings | None) -> set[str]:
    lines = settings.checklist.add if settings else ()
    return {recipient for line in lines for recipient in line.recipients}


def render(
    draft: Draft,
    settings: Settings,
    template: TemplateSet,
    logo: LogoView | None,
    formats: Collection[Format],
) -> dict[Format, bytes]:
    """A checked draft in the formats asked for, by way of one view.

    Raises:
        S55Error: when settings or template set cannot be used, a character has no glyph, or a
            library that PDF needs is missing.
    """
    # Imported here: what is not rendered to, is not loaded.
    from s55.views.response.build import response_view

    view = response_view(draft.response, settings, template.manifest, logo)
    outputs: dict[Format, bytes] = {}
    if Format.DOCX in formats:
        outputs[Format.DOCX] = word_file(draft, view, template)
    if Format.HTML in formats or Format.PDF in formats:
        from s55.render.html.document import to_html

        page = to_html(view, template)
        if Format.HTML in formats:
            from s55.render.html.data import with_data

            outputs[Format.HTML] = with_data(page, response_json(draft.response)).encode()
        if Format.PDF in formats:
            from s55.render.pdf.document import to_pdf

            outputs[Format.PDF] = to_pdf(page, view, template, response_json(draft.response))
    return outputs


def word_file(draft: Draft, view: ResponseView, template: TemplateSet) -> bytes:
    """The Word file of a checked draft, which carries the draft's data.

    Args:
        draft: the draft.
        view: what the file shows of it.
        template: the template set.

    Raises:
        S55Error: when the template set cannot be used.
    """
    from s55.render.word.document import to_docx
    from s55.returns.word.outline import outline_json

    return to_docx(view, template, response_json(draft.response), outline=outline_json)


def invite(
    draft: Draft,
    name: str,
    asked: InvitationDates,
    settings: Settings,
    template: TemplateSet,
    logo: LogoView | None,
    formats: Collection[Format],
) -> dict[Format, bytes]:
    """The invitation to comment on a draft's report in the formats asked for, by way of one view.

    Args:
        draft: the draft, checked.
        name: its name, which the Word file carries.
        asked: the day of the invitation, and when comments are asked by.
        settings: the office's settings.
        template: the template set.
        logo: the office's logo, already read.
        formats: what to render it to.

    Raises:
        S55Error: L107 when the set has no invitation, and what :func:`render` raises.
    """
    from s55.views.invitation import invitation_data, invitation_part, invitation_view

    part = invitation_part(template.manifest)
    view = invitation_view(draft.response, settings, template.manifest, asked, logo)
    outputs: dict[Format, bytes] = {}
    if Format.DOCX in formats:
        from s55.render.html.data import FORM_DATA_NAME
        from s55.render.word.document import to_docx
        from s55.returns.word.outline import outline_json

        outputs[Format.DOCX] = to_docx(
            view,
            template,
            invitation_data(name, draft.response, view),
            layout=part.word_layout,
            data_name=FORM_DATA_NAME,
            outline=outline_json,
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
