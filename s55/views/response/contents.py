"""The names that a layout can show of a response or an invitation, and their meaning.

Layouts (Word and HTML) see exactly the attributes of :class:`ResponseView`, those of an invitation
the attributes of :class:`InvitationView`. Strings are fixed
wording, from the template set's manifest and the office's settings; fields come from the draft.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from typing import Any, ClassVar, Protocol

from s55.records import dataclass
from s55.views.fields import BlockField, CheckField, InlineField, PlaceField


class DocumentView(Protocol):
    """What every document has, whatever it is: a data class for its layout."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def language(self) -> str:
        """BCP 47, for example ``en-GB``."""

    @property
    def document_title(self) -> str:
        """The title of the file."""

    @property
    def author(self) -> str:
        """The office, as the author of the file."""

    @property
    def dated(self) -> date:
        """The date of the document, in its properties."""


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """A label and its value: a row of the header table, or an answer to an item.

    Attributes:
        label: the words before it.
        value: what it says.
        field: what it is, for a layout to ask: a field of the header, as the manifest names it.
    """

    label: str
    value: InlineField
    field: str = ""


@dataclass(frozen=True, slots=True)
class JudgmentRow:
    """A row of the table of graded judgments.

    Attributes:
        area: the area of policing or the question.
        grade: the grade, in words.
    """

    area: InlineField
    grade: InlineField


@dataclass(frozen=True, slots=True)
class JudgmentTable:
    """The graded judgments.

    Attributes:
        introduction: the text before the table, or None.
        caption: the caption of the table.
        area_heading: the heading of its first column.
        grade_heading: the heading of its second column.
        rows: the judgments.
    """

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
        number: its number as the report prints it; '' where it has none.
        office_number: the office's own number of an item without one; '' where it gives none.
        heading: what tells it apart wherever it is named, for example 'Recommendation 2' or
            'Area for improvement: Investigating crime (1 of 2)'.
        short: its kind and number alone, for example 'Area for improvement'.
        priority: whether it is an area for priority action.
        text: the whole text of the item.
        quote: the same text as a quotation, for the sections of comments.
        under: the heading above it in the report; '' where none is given.
        addressed_to: whom the report asks; '' where it is not given.
        complete_by: the time the report sets, as printed; '' where it sets none.
        chief_officer: the chief officer's comments on it, or None.
        force_label: 'Action taken or proposed:', where there is ``force_action``.
        force_action: what the force has done, or proposes to do, or None.
        owner: who in the force sees to it, or None.
        target_date: the day by which it is to be done, in words, or None.
        status: how far the force is, in words, or None.
        status_key: the same for a layout to ask: ``not_started``, ``in_progress``, ``complete``,
            or '' where nothing is said.
        mark: how the body judges the progress, in words, or None.
        mark_key: the same for a layout to ask: ``red``, ``amber``, ``green``, or ''.
        answers: those of owner, target date and status that there are, each with its label; all
            but the first label begin with a small letter, so that they can follow each other in
            one line.
        policing_body: the body's comments on it, or None.
        action_label: 'Action taken', 'Action proposed' or 'No action', where there are details.
        action_details: the action or the reason for none, or None.
        recommendations: the recommendations of a cause of concern.
    """

    kind: str
    number: str
    office_number: str
    heading: str
    short: str
    priority: bool
    text: BlockField
    quote: BlockField
    under: str
    addressed_to: str
    complete_by: str
    chief_officer: BlockField | None
    force_label: str
    force_action: BlockField | None
    owner: InlineField | None
    target_date: InlineField | None
    status: InlineField | None
    status_key: str
    mark: InlineField | None
    mark_key: str
    answers: tuple[HeaderRow, ...]
    policing_body: BlockField | None
    action_label: str
    action_details: BlockField | None
    recommendations: tuple[ItemView, ...]

    @property
    def answered(self) -> bool:
        """Whether the chief officer has said anything of it."""
        return bool(self.chief_officer or self.force_action or self.answers)


@dataclass(frozen=True, slots=True)
class ChecklistLineView:
    """A line of the office-use checklist.

    Attributes:
        box: the box, ticked or not.
        text: the words of the line.
        state: in words whether it was done, and when.
    """

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
        introduction: the text before the items, or None.
        body: key findings, or the whole-report comments, or the statement that there are no
            items; None when there is nothing.
        statement: the form's own sentence that there are no items; '' where there are, or where
            the draft says it in other words.
        judgments: the graded judgments, in the key findings; None elsewhere.
        items: the items of the section: in the sections of comments only those commented on.
        numbered: the same items as lists with their numbers (bulleted where they have none), below
            the headings of the report under which they stand.
        reply: the body's response to the chief officer's comments, or None.
        closing: the text after the items, or None.
        closing_heading: a heading for that text, so that it is no part of what is said of the last
            item; '' where no comments on items stand before it.
        notice: a sentence where something is still missing; '' when nothing is.
        lines: the lines of the checklist.
    """

    key: str
    heading: str
    introduction: BlockField | None = None
    body: BlockField | None = None
    statement: str = ""
    judgments: JudgmentTable | None = None
    items: tuple[ItemView, ...] = ()
    numbered: BlockField | None = None
    reply: BlockField | None = None
    closing: BlockField | None = None
    closing_heading: str = ""
    notice: str = ""
    lines: tuple[ChecklistLineView, ...] = ()


@dataclass(frozen=True, slots=True)
class LogoView:
    """A picture, such as the office's logo.

    Attributes:
        data: its bytes.
        media_type: for example ``image/png``.
        alternative_text: what it says, for those who do not see it.
    """

    data: bytes
    media_type: str
    alternative_text: str


@dataclass(frozen=True, slots=True)
class LetterView:
    """How a response that is a letter begins and ends.

    Attributes:
        sender: who writes, line by line: the body, the office and its address.
        addressee: to whom, line by line.
        our_reference: the office's reference; '' where the draft gives none.
        your_reference: the addressee's; '' where the draft gives none.
        sent: the day on which it goes out, in words; '' where the draft gives none.
        day: the same, or else the day of the sign-off, or that there is none yet.
        salutation: 'Dear Home Secretary'.
        opening: the first paragraphs.
        ending: the last paragraphs.
        closing: 'Yours sincerely'.
        signatory: who signs, line by line: who signed it off, until then who holds the office.
        copies: who else receives it, line by line.
    """

    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    our_reference: str
    your_reference: str
    sent: str
    day: str
    salutation: str
    opening: tuple[str, ...]
    ending: tuple[str, ...]
    closing: str
    signatory: tuple[str, ...]
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignedView:
    """Who signed a response off.

    Attributes:
        name: the name.
        post: the post that the draft gives, or else the title of the body.
        day: the day, in words.
    """

    name: str
    post: str
    day: str


@dataclass(frozen=True, slots=True)
class ResponseView:
    """Everything a layout can show of one response.

    Attributes:
        language: BCP 47, for example ``en-GB``.
        document_title: the title of the file, for the browser's tab and the PDF's window.
        title: the title line of the form.
        statutory_line: the line about section 55.
        draft_notice: the words that mark a response not signed off; '' once it is.
        notices: what a reader has to know first: that it was withdrawn, and each correction; ()
            where there is none.
        author: the office, as the author of the file.
        dated: the date of the document, in its properties.
        logo: the logo, or None.
        header: the rows of the header table, in the manifest's order.
        sections: the sections, in the manifest's order; without those that are absent.
        letter: what makes it a letter; None where the set says nothing of it.
        words: further fixed words of the manifest, by name.
        numbered_paragraphs: whether sections and paragraphs are numbered: 1, 1.1, 1.2.
        second: the same in the set's second language: its fixed words and its dates; texts of
            the draft are what they are. None where the set has one language, or a document for
            each.
        languages: the link to the same document in the other language, where there is one.
        signed: who signed it off, for a line at its end; None until then.
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
    notices: tuple[InlineField, ...] = ()
    letter: LetterView | None = None
    words: dict[str, str] = field(default_factory=dict)
    numbered_paragraphs: bool = False
    second: ResponseView | None = None
    languages: tuple[InlineField, ...] = ()
    signed: SignedView | None = None


@dataclass(frozen=True, slots=True)
class FormItemView:
    """An item of the report in the form of an invitation.

    Attributes:
        kind: ``cause_of_concern``, ``recommendation`` or ``area_for_improvement``.
        number: its number as the report prints it; '' where it has none.
        heading: what tells it apart, as in the response.
        nested: whether it is a recommendation of the cause of concern before it.
        text: the whole text of the item.
        quote: the same text as a quotation.
        due: the day by which the report asks for it, in words; '' where it sets none.
        comments: the place for the chief officer's comments.
        force_action: the place for action taken or proposed.
        owner: the place for who sees to it.
        target_date: the place for the day by which it is to be done.
        status: the place for how far it is.
    """

    kind: str
    number: str
    heading: str
    nested: bool
    text: BlockField
    quote: BlockField
    due: str
    comments: PlaceField
    force_action: PlaceField
    owner: PlaceField
    target_date: PlaceField
    status: PlaceField


@dataclass(frozen=True, slots=True)
class FormSection:
    """A section of the form.

    Attributes:
        key: which section, as in the response.
        heading: its heading, as in the response.
        items: the items of the report that apply to the force.
    """

    key: str
    heading: str
    items: tuple[FormItemView, ...]


@dataclass(frozen=True, slots=True)
class InvitationView:
    """Everything a layout can show of an invitation to comment.

    Attributes:
        language: BCP 47, for example ``en-GB``.
        document_title: the title of the file.
        title: the title line of the letter.
        author: the office, as the author of the file.
        dated: the day of the invitation.
        logo: the logo, or None.
        sender: who writes, line by line: the body, the office and its address.
        addressee: to whom, line by line.
        day: the day of the invitation in words.
        header: the report's particulars.
        salutation: 'Dear Chief Constable'.
        letter: the paragraphs of the letter.
        reply_line: the sentence with the date by which comments are asked.
        next_heading: the heading over what happens next.
        next_steps: what happens next, paragraph by paragraph.
        closing: 'Yours sincerely'.
        signatory: who signs, line by line.
        form_heading: the heading of the form.
        guide: how to fill it in, paragraph by paragraph.
        whole_heading: the heading over the comments on the whole report.
        whole: the place for them.
        sections: the items, in the sections of the response.
        due_label: the word before the day that the report sets.
        about_heading: the heading over name, post and date.
        name: the place for the name of who comments.
        post: the place for their post.
        commented: the place for the day of the comments.
        words: further fixed words of the manifest, by name.
        second: the same in the set's second language; None where the set has one language.
    """

    language: str
    document_title: str
    title: str
    author: str
    dated: date
    logo: LogoView | None
    sender: tuple[str, ...]
    addressee: tuple[str, ...]
    day: str
    header: tuple[HeaderRow, ...]
    salutation: str
    letter: tuple[str, ...]
    reply_line: str
    next_heading: str
    next_steps: tuple[str, ...]
    closing: str
    signatory: tuple[str, ...]
    form_heading: str
    guide: tuple[str, ...]
    whole_heading: str
    whole: PlaceField
    sections: tuple[FormSection, ...]
    due_label: str
    about_heading: str
    name: PlaceField
    post: PlaceField
    commented: PlaceField
    words: dict[str, str] = field(default_factory=dict)
    second: InvitationView | None = None

    def places(self) -> Iterator[PlaceField]:
        """Every place of the form, in its order."""
        yield self.whole
        for section in self.sections:
            for item in section.items:
                yield from (item.comments, item.force_action, item.owner)
                yield from (item.target_date, item.status)
        yield from (self.name, self.post, self.commented)
