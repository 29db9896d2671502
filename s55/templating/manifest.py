"""What a template set says of itself: labels, order of sections, checklist, deadline, fonts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from s55.model.base import FormatVersion, Line, Model
from s55.model.office import ChecklistLine

SectionKey = Literal[
    "key_findings",
    "causes_of_concern",
    "recommendations",
    "areas_for_improvement",
    "chief_officer",
    "policing_body",
    "checklist",
]

HeaderField = Literal[
    "title",
    "published",
    "publication_types",
    "forces",
    "link",
    "isbn",
    "deadline",
]


class HeaderLine(Model):
    """A row of the header table."""

    field: HeaderField
    """What stands in the row; a row whose field the draft lacks is left out."""
    label: Line
    """The words before it."""


class SectionLine(Model):
    """A section of the document."""

    key: SectionKey
    """Which section."""
    heading: Line
    """Its heading."""


class DeadlineRule(Model):
    """How the printed deadline is reckoned."""

    days_after_publication: Annotated[int, Field(ge=1, le=366)]
    """Days added to the day of publication: 56 in the standard template."""


class FontFile(Model):
    """A font that the set carries."""

    family: Line
    """The family's name, as the stylesheet writes it."""
    file: Line
    """The file, in the set's folder."""


class WordStyles(Model):
    """The names of the Word styles that text of the draft takes."""

    paragraph: Line = "Body Text"
    bullet_list: Line = "List Bullet"
    numbered_list: Line = "List Number"
    list_continuation: Line = "List Continue"
    quote: Line = "Quote"
    code: Line = "Code"
    rule: Line = "Thematic Break"
    table: Line = "Response Table"
    table_header: Line = "Table Heading"
    table_text: Line = "Table Text"
    strong: Line = "Strong"
    emphasis: Line = "Emphasis"
    inline_code: Line = "Code Text"
    hyperlink: Line = "Hyperlink"


class Labels(Model):
    """The fixed wording of the form.

    Words in {{ }} are filled in from settings and draft: ``office``, ``force``,
    ``policing_body``, ``chief_officer``, ``inspectorate``, ``inspection``, and, in an item's
    heading, ``number``.
    """

    document_title: Line
    """The title of the file."""
    title: Line
    """The title line."""
    statutory_line: Line
    """The line about section 55."""
    draft_notice: Line
    """What a response that is not signed off says of itself."""
    cause_of_concern: Line
    """The heading of a cause of concern."""
    recommendation: Line
    """The heading of a recommendation."""
    area_for_improvement: Line
    """The heading of an area for improvement."""
    no_causes_of_concern: Line
    """The sentence for a report without causes of concern."""
    no_recommendations: Line
    """The sentence for a report without recommendations."""
    no_areas_for_improvement: Line
    """The sentence for a report without areas for improvement."""
    judgments_caption: Line
    """The caption of the table of graded judgments."""
    judgments_area: Line
    """The heading of its first column."""
    judgments_grade: Line
    """The heading of its second column."""
    action_taken: Line
    """Before the details of action that was taken."""
    action_proposed: Line
    """Before the details of action that is proposed."""
    action_none: Line
    """Before the reason for taking no action."""
    no_key_findings: Line
    """Where the key findings are not written yet."""
    chief_officer_not_invited: Line
    """Where no comments are recorded, nor an invitation."""
    chief_officer_invited: Line
    """Where no comments are recorded and the invitation is; {{ invited }} is its date."""
    no_policing_body: Line
    """Where the body's comments are not written yet."""
    done_on: Line
    """After a ticked line of the checklist; {{ date }} is the day."""
    done: Line
    """After a ticked line whose day is not known."""
    not_done: Line
    """After a line that is not ticked."""
    list_separator: str = ", "
    """Between the entries of a list, for example of forces."""
    list_last: str = " and "
    """Before the last entry of a list."""


class Manifest(Model):
    """The manifest of a template set."""

    name: Line
    """The name of the set: that of its folder."""
    title: Line
    """What the set is, for people."""
    draft_format: FormatVersion
    """The version of the draft format the set was made for."""
    language: Line = "en-GB"
    """The language of the form (BCP 47)."""
    word_layout: Line = "layout.docx"
    """The Word layout."""
    html_layout: Line = "layout.html"
    """The HTML layout."""
    stylesheet: Line = "style.css"
    """The stylesheet for screen and print."""
    deadline: DeadlineRule
    """How the printed deadline is reckoned."""
    header: Annotated[tuple[HeaderLine, ...], Field(min_length=1)]
    """The rows of the header table."""
    sections: Annotated[tuple[SectionLine, ...], Field(min_length=1)]
    """The sections in their order."""
    checklist: tuple[ChecklistLine, ...]
    """The lines of the office-use checklist."""
    labels: Labels
    """The fixed wording."""
    fonts: Annotated[tuple[FontFile, ...], Field(min_length=1)]
    """The fonts the set carries."""
    word_styles: WordStyles = Field(default_factory=WordStyles)
    """The Word styles that text of the draft takes."""
