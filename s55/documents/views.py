"""What a layout can show of a response: the names that stand in its tags, and their meaning.

Layouts (Word and HTML) see exactly the attributes of :class:`ResponseView`. Strings are fixed
wording, from the template set's manifest and the office's settings; fields come from the draft.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from s55.documents.fields import BlockField, CheckField, InlineField


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """A row of the header table: its label and what stands beside it."""

    label: str
    value: InlineField


@dataclass(frozen=True, slots=True)
class JudgmentRow:
    """A row of the table of graded judgments."""

    area: InlineField
    grade: InlineField


@dataclass(frozen=True, slots=True)
class JudgmentTable:
    """The graded judgments: an introduction (or None), the column headings and the rows."""

    introduction: BlockField | None
    caption: str
    area_heading: str
    grade_heading: str
    rows: tuple[JudgmentRow, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """A cause of concern, a recommendation or an area for improvement.

    Attributes:
        kind: ``cause_of_concern``, ``recommendation`` or ``area_for_improvement``.
        heading: for example 'Recommendation 2'.
        text: the whole text of the item.
        quote: the same text as a quotation, for the sections of comments.
        chief_officer: the chief officer's comments on it, or None.
        policing_body: the body's comments on it, or None.
        action_label: 'Action taken', 'Action proposed' or 'No action', where there are details.
        action_details: the action or the reason for none, or None.
        recommendations: the recommendations of a cause of concern.
    """

    kind: str
    number: str
    heading: str
    text: BlockField
    quote: BlockField
    under: str
    addressed_to: str
    complete_by: str
    chief_officer: BlockField | None
    policing_body: BlockField | None
    action_label: str
    action_details: BlockField | None
    recommendations: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class ChecklistLineView:
    """A line of the office-use checklist: box, fixed words, and in words whether it was done."""

    box: CheckField
    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the document, in the order the manifest gives.

    Attributes:
        key: ``key_findings``, ``causes_of_concern``, ``recommendations``,
            ``areas_for_improvement``, ``chief_officer``, ``policing_body`` or ``checklist``.
        heading: the section's heading, from the manifest.
        introduction: what stands before the items, or None.
        body: key findings, or the whole-report comments, or the statement that there are no
            items; None when there is nothing.
        judgments: the graded judgments, in the key findings; None elsewhere.
        items: the items of the section: in the sections of comments only those commented on.
        numbered: the same items as one numbered list (bulleted where they have no numbers).
        reply: the body's response to the chief officer's comments, or None.
        closing: what stands after the items, or None.
        notice: a sentence where something is still missing; '' when nothing is.
        lines: the lines of the checklist.
    """

    key: str
    heading: str
    introduction: BlockField | None = None
    body: BlockField | None = None
    judgments: JudgmentTable | None = None
    items: tuple[ItemView, ...] = ()
    numbered: BlockField | None = None
    reply: BlockField | None = None
    closing: BlockField | None = None
    notice: str = ""
    lines: tuple[ChecklistLineView, ...] = ()


@dataclass(frozen=True, slots=True)
class LogoView:
    """The office's logo: its bytes, its media type and its alternative text."""

    data: bytes
    media_type: str
    alternative_text: str


@dataclass(frozen=True, slots=True)
class ResponseView:
    """Everything a layout can show of one response.

    Attributes:
        language: BCP 47, for example ``en-GB``.
        document_title: the title of the file, for the browser's tab and the PDF's window.
        title: the title line of the form.
        statutory_line: the line about section 55.
        draft_notice: the words that mark a response not signed off; '' once it is.
        author: the office, as the author of the file.
        dated: the day that stands for the document's date in its properties.
        logo: the logo, or None.
        header: the rows of the header table, in the manifest's order.
        sections: the sections, in the manifest's order; without those that are absent.
        labels: further fixed words of the manifest, by name.
    """

    language: str
    document_title: str
    title: str
    statutory_line: str
    draft_notice: str
    author: str
    dated: date
    logo: LogoView | None
    header: tuple[HeaderRow, ...]
    sections: tuple[Section, ...]
    labels: dict[str, str]
