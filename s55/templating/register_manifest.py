"""The manifest of a template set for the register (kind: register): its layout and words."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from s55.model.base import Line, Model
from s55.model.chart_words import ChartWords
from s55.templating.list_words import (
    ActionWords,
    InspectionHeadings,
    ItemHeadings,
    KindWords,
    MarkWords,
    PaceWords,
    RevisionWords,
    StatusWords,
    TimelinessWords,
)
from s55.templating.manifest import WordManifest

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
    mark: Line = "Mark"
    """How the policing body judges it; only where an item has a mark."""
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


class ProgressHeadings(Model):
    """The headings of the sheet that people fill in; no two may be alike."""

    identity: Line = "Id (do not change)"
    """By which the row is known when it comes back."""
    report: Line = "Report"
    """The title of the report."""
    item: Line = "Item"
    """What kind of item it is, with its number."""
    text: Line = "Text"
    """The text of the item."""
    owner: Line = "Owner"
    """Who in the force sees to it."""
    due: Line = "Due"
    """The day by which to do it."""
    status: Line = "Status"
    """How far the force is."""
    updated: Line = "Last update"
    """The day of the latest entry of its history."""
    mark: Line = "Mark"
    """How the policing body judges it; only where an item has a mark."""
    new_status: Line = "Fill in: new status"
    """How far the force is by now."""
    new_mark: Line = "Fill in: new mark"
    """How the policing body judges it by now; only where an item has a mark."""
    new_day: Line = "Fill in: as at (date)"
    """The day on which that was so."""
    new_note: Line = "Fill in: what happened (everybody may read it)"
    """What happened."""
    new_evidence: Line = "Fill in: evidence (for the office only)"
    """Where the proof is."""
    new_owner: Line = "Fill in: new owner"
    """Who sees to it from now on."""
    new_due: Line = "Fill in: new due date"
    """The day by which it is now to be done."""
    new_superseded_by: Line = "Fill in: superseded by (id)"
    """The item that takes its place."""
    note: Line = "Last note"
    """The note of the latest entry."""
    draft: Line = "Draft"
    """The name of the draft."""
    force: Line = "Force"
    """The force, or the forces, that the row is about."""


class ProgressSheetWords(Model):
    """The words of the sheet that people fill in, and of the note that goes with it.

    Words in {{ }} are filled in: ``office``, ``force``, ``today``, a date in words, and ``sheet``,
    the name of the sheet; in the note also ``by``, the day by which it is to come back, in words,
    ``to``, the owner or force that is asked, ``number``, how many items there are, and ``file``.
    """

    sheet: SheetName = "Progress to fill in"
    """The name of the sheet."""
    how: SheetName = "How to fill it in"
    """The name of the sheet that says how."""
    title: Line = "Progress of recommendations"
    """The title of a file that holds this sheet alone."""
    by: Line = "Please send it back by {{ by }}."
    """The day by which it is asked for."""
    instructions: Annotated[tuple[Line, ...], Field(min_length=1)] = (
        "Fill in the yellow columns of the sheet ‘{{ sheet }}’, whose headings begin with ‘Fill"
        " in’. Leave them empty where there is nothing new.",
        "A row that you fill in needs the day as at which it is so. Where you choose no new status,"
        " the status stays as it is.",
        "Write dates like 20/11/2026. Choose the status from the list in its cell.",
        "An item that another one replaces: choose the status ‘Superseded’, and write the id of"
        " the other one (first column).",
        "The other columns are protected and are not read back. If something in them is wrong, say"
        " so when you send the file.",
        "You can filter the rows. To sort them, take the protection off first (in Excel: Review,"
        " Unprotect Sheet; there is no password). The order of the rows makes no difference.",
        "Do not change or copy an id, or delete a column. If you delete a row, nothing is said"
        " about its item.",
        "Send it back as a spreadsheet (.xlsx or .ods). The office reads it with: s55 update --from"
        " FILE",
    )
    """How the sheet is filled in and how it comes back; each is a paragraph."""
    choose: Annotated[Line, Field(max_length=255)] = "Choose a status from the list."
    """What a spreadsheet says to a status that is not in the list."""
    write_date: Annotated[Line, Field(max_length=255)] = "Write a date, for example 20/11/2026."
    """What a spreadsheet says to what is no date."""
    columns: ProgressHeadings = Field(default_factory=ProgressHeadings)
    """The headings of the columns."""
    covering_note: Annotated[tuple[Line, ...], Field(min_length=1)] = (
        "Progress of recommendations: {{ to }}",
        "How far are you with the {{ number }} open item{% if number != '1' %}s{% endif %} in the"
        " attached spreadsheet, {{ file }}?",
        "Please fill in the yellow columns of the sheet ‘{{ sheet }}’ and send the file back by"
        " {{ by }}. Leave a row empty if nothing has changed. The sheet beside it says how.",
        "What you write under ‘what happened’ is published. Evidence is for us alone.",
        "{{ office.name }}",
    )
    """The note that goes with a request; each is a paragraph."""


class ProgressPlaces(Model):
    """What stands before the places of the Word form."""

    new_status: Line = "New status"
    """How far the force is by now."""
    new_mark: Line = "New mark"
    """How the policing body judges it by now; only where an item has a mark."""
    new_day: Line = "As at (date)"
    """The day on which that was so."""
    new_note: Line = "What happened (everybody may read it)"
    """What happened."""
    new_evidence: Line = "Evidence (for the office only)"
    """Where the proof is."""
    new_owner: Line = "New owner"
    """Who sees to it from now on."""
    new_due: Line = "New due date"
    """The day by which it is now to be done."""
    new_superseded_by: Line = "Superseded by (id)"
    """The item that takes its place."""


class ProgressFormWords(Model):
    """The words of the Word form that people fill in, and of the note that goes with it.

    Its title, the day by which it is asked for and what it shows of an item are worded as in the
    sheet. Words in {{ }} are filled in as there.
    """

    heading: Line = "{{ number }}. {{ item }}"
    """The heading of an item; {{ number }} is its place in the form."""
    id: Line = "Id"
    """What the id of an item is called."""
    instructions: Annotated[tuple[Line, ...], Field(min_length=1)] = (
        "Fill in what is new below an item. Leave its places as they are where there is nothing"
        " new.",
        "An item for which you fill in anything needs the day as at which it is so. Where you"
        " choose no new status, the status stays as it is.",
        "An item that another one replaces: choose the status ‘Superseded’, and write the id of"
        " the other one.",
        "In Word only the places can be changed, so that nothing else is changed by accident. If"
        " something else is wrong, say so when you send the file.",
        "Save it as a Word document (.docx) and send it back. The office reads it with: s55 update"
        " --from FILE",
    )
    """How the form is filled in and how it comes back; each is a paragraph."""
    choose: Line = "Choose, if it has changed."
    """What the place for a status or a mark shows as long as it is empty."""
    pick: Line = "Choose or write a date."
    """The same for a date."""
    write: Line = "Write here."
    """The same for words."""
    places: ProgressPlaces = Field(default_factory=ProgressPlaces)
    """What stands before the places."""
    covering_note: Annotated[tuple[Line, ...], Field(min_length=1)] = (
        "Progress of recommendations: {{ to }}",
        "How far are you with the {{ number }} open item{% if number != '1' %}s{% endif %} in the"
        " attached form, {{ file }}?",
        "Please fill in what is new below each item and send the file back by {{ by }}. Leave an"
        " item as it is if nothing has changed.",
        "What you write under ‘what happened’ is published. Evidence is for us alone.",
        "{{ office.name }}",
    )
    """The note that goes with a request; each is a paragraph."""


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
    marks: MarkWords = Field(default_factory=MarkWords)
    """The words for how the policing body judges an item."""
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
    progress_sheet: ProgressSheetWords = Field(default_factory=ProgressSheetWords)
    """The words of the sheet that people fill in."""
    progress_form: ProgressFormWords = Field(default_factory=ProgressFormWords)
    """The words of the Word form in its place."""


class RegisterManifest(WordManifest):
    """The manifest of a template set for the register."""

    kind: Literal["register"]
    """What the set is for."""
    word_layout: Line = "progress.docx"
    """The Word layout of the form that asks for progress."""
    labels: RegisterWords
    """The fixed wording."""
