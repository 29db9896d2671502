"""The manifest of a template set for the register (kind: register): its layout and words."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from s55.model.base import Line, Model
from s55.model.chart_words import ChartWords
from s55.templating.list_words import (
    ActionWords,
    InspectionHeadings,
    ItemHeadings,
    KindWords,
    PaceWords,
    RevisionWords,
    StatusWords,
    TimelinessWords,
)
from s55.templating.manifest import SetManifest

SheetName = Annotated[
    str,
    BeforeValidator(lambda value: " ".join(value.split()) if isinstance(value, str) else value),
    Field(min_length=1, max_length=31, pattern=r"^[^\[\]:*?/\\']+$"),
]
"""A heading that is a sheet's name too: 31 characters at most, none of ``[ ] : * ? / \\ '``."""


class RegisterItemHeadings(ItemHeadings):
    """The headings of the columns of items."""

    report: Line
    """The title of the report."""
    published: Line
    """The day the report was published."""
    item: Line
    """The item's short name, as 's55 update' takes it."""
    text: Line
    """The text of the item."""
    addressee: Line
    """Whom the report asks."""
    due: Line
    """The day the report sets."""
    applies: Line
    """Whether it applies to the force, and why not."""
    action: Line
    """What the body does about it."""
    pace: Line = "Progress"
    """How it compares with its day."""
    updated: Line
    """The day of the latest entry of its history."""
    note: Line
    """The note of that entry."""
    evidence: Line
    """The evidence of that entry."""
    overdue: Line
    """Days over its day."""


class RegisterInspectionHeadings(InspectionHeadings):
    """The headings of the columns of inspections."""

    report: Line
    """The title of the report."""
    taken: Line
    """Which day of the period the response was published on."""
    late: Line
    """Days late."""
    items: Line
    """How many items apply to the force."""
    open: Line
    """How many of them are open."""
    link: Line
    """The address of the report."""


class RegisterWords(Model):
    """The fixed wording of the register.

    Words in {{ }} are filled in: ``office``, ``force``, and ``today``, a date in words.
    """

    document_title: Line
    """The title of the file."""
    title: Line
    """The title line."""
    introduction: Line
    """What the register is, and for whom."""
    reckoned: Line
    """The day on which it was made."""
    skip: Line
    """The link that passes over the head of the page."""
    figures: Line
    """The heading over the charts."""
    table_of: Line
    """How the table beside a chart is named; {{ title }} is the chart's."""
    all_items: SheetName
    """The heading of the list of all items, and the name of its sheet."""
    inspections: SheetName
    """The heading of the list of inspections, and the name of its sheet."""
    open_items: SheetName
    """The heading of the list of open items, and the name of its sheet."""
    no_items: Line
    """Where a list of items is empty."""
    no_inspections: Line
    """Where the list of inspections is empty."""
    cut: Line
    """The end of a text that is too long for a cell of a spreadsheet."""
    yes: Line
    """For an item that applies."""
    no: Line
    """For one that does not."""
    not_recorded: Line
    """Where nothing is recorded of how far an item is."""
    item_columns: RegisterItemHeadings
    """The headings of the columns of items."""
    inspection_columns: RegisterInspectionHeadings
    """The headings of the columns of inspections."""
    kinds: KindWords
    """The words for the kinds of items."""
    statuses: StatusWords
    """The words for how far the force is."""
    paces: PaceWords = Field(default_factory=PaceWords)
    """The words for how an item compares with its day."""
    actions: ActionWords
    """The words for what the body does."""
    timeliness: TimelinessWords
    """The words for a response's timeliness."""
    revisions: RevisionWords = Field(default_factory=RevisionWords)
    """The words for what happened to a response after its publication."""
    charts: ChartWords = Field(default_factory=ChartWords)
    """The words of the charts."""


class RegisterManifest(SetManifest):
    """The manifest of a template set for the register."""

    kind: Literal["register"]
    """What the set is for."""
    labels: RegisterWords
    """The fixed wording."""
