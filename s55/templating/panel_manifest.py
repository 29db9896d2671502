"""The manifest of a template set for papers of the Police and Crime Panel (kind: panel)."""

from typing import Annotated, Literal

from pydantic import Field

from s55.model.base import Line, Markdown, Model
from s55.model.chart_words import ChartWords
from s55.templating.list_words import (
    InspectionHeadings,
    ItemHeadings,
    KindWords,
    PaceWords,
    RevisionWords,
    StatusWords,
    TimelinessWords,
)
from s55.templating.manifest import PrintedManifest

PanelSectionKey = Literal[
    "purpose",
    "recommendation",
    "background",
    "inspections",
    "figures",
    "items",
    "progress",
    "points",
    "implications",
    "contact",
]


class PanelSectionLine(Model):
    """A section of the covering report."""

    key: PanelSectionKey
    """Which section."""
    heading: Line
    """Its heading."""
    wide: bool = False
    """Whether it is on landscape pages in Word and PDF."""


class PanelTexts(Model):
    """The texts of a paper where the panel's own file has none, in Markdown.

    Words in {{ }} are filled in: ``panel``, ``office``, ``force``, ``policing_body``,
    ``chief_officer``, ``inspectorate``, ``meeting`` and ``period``.
    """

    purpose: Markdown
    """What the paper is for."""
    recommendation: Markdown
    """What the panel is asked to do."""
    background: Markdown
    """The duty to respond, in plain words."""
    implications: Markdown
    """What follows for money, law, equality and so on."""


class PeriodWords(Model):
    """How the period is named; {{ since }} and {{ until }} are its days in words."""

    between: Line
    """From a day to a day."""
    up_to: Line
    """Everything up to a day."""


class PanelInspectionHeadings(InspectionHeadings):
    """The headings of the table of inspections."""

    title: Line
    """The report, with a link to it."""
    days_taken: Line
    """Which day of the period that was."""
    response: Line
    """Where the response is."""


class PanelItemHeadings(ItemHeadings):
    """The headings of the tables of items."""

    asked: Line
    """What was asked."""


class ProgressWords(Model):
    """The words of the section on progress."""

    earlier: Line = "Open items of earlier reports"
    """The heading over the open items of reports that were answered before the period."""
    no_earlier: Line = "No item of an earlier report is open."
    """Where there is none."""
    only_chosen: Line = "Only the reports that were chosen for this paper were looked at."
    """In place of that, where the reports were chosen by name."""
    open: Line = (
        "{{ number }} item{% if number != '1' %}s{% endif %} of earlier reports {% if number == "
        "'1' %}is{% else %}are{% endif %} open; {{ late }} late, {{ reopened }} reopened. Items of "
        "the reports of this period are in the section before."
    )
    """How many are open: {{ number }}, and of them {{ late }} and {{ reopened }}."""
    item: Line = "Owner: {{ owner }}. To be done by: {{ day }}. Status: {{ status }}"
    """What is said of an item: {{ owner }}, {{ day }} and {{ status }}."""
    nothing: Line = "No owner, day or status is recorded."
    """The same where nothing is recorded."""
    only_day: Line = "To be done by: {{ day }}"
    """The same where the response is not published: {{ day }}, set by the report."""
    set_day: Line = "{{ date }} (set by the report)"
    """The day where the force gives none and the report sets one: {{ date }}."""
    changes: Line = "What changed since the meeting of {{ date }}"
    """The heading over the changes; {{ date }} is the day of the last meeting."""
    no_changes: Line = "No change of a status is recorded since {{ date }}."
    """Where there is none."""
    changed: Line = (
        "{{ number }} change{% if number != '1' %}s{% endif %} of status of {{ items }} item{% if "
        "items != '1' %}s{% endif %} after {{ date }}, of earlier reports and of this period’s."
    )
    """How many: {{ number }}, of {{ items }} items after {{ date }}."""
    item_column: Line = "Item"
    """The heading of the item."""
    from_column: Line = "From"
    """The heading of the status before."""
    to_column: Line = "To"
    """The heading of the status after."""
    day_column: Line = "On"
    """The heading of the day."""
    evidence_column: Line = "What is recorded"
    """The heading of what happened, and whether the office has evidence."""
    evidence_kept: Line = "The office holds evidence"
    """Where evidence is recorded."""
    no_evidence: Line = "No evidence is recorded"
    """Where none is."""
    chart: Line = "Items opened, closed and open at the last meetings"
    """The title of the chart of the last meetings."""
    meeting: Line = "Meeting"
    """What its rows are; the last row is the day on which the paper was written."""
    opened: Line = "opened"
    """Items that were open at the meeting, and not at the one before."""
    closed: Line = "closed"
    """Items that were open at the meeting before, and no more."""
    still_open: Line = "open on the day"
    """Items that were open at the meeting."""
    about: Line = (
        "On {{ first }}, {{ before }} items of published responses were open. Since then {{ opened "
        "}} were opened and {{ closed }} closed, so that {{ open }} are open on the last day shown."
    )
    """What the chart says: {{ before }} on {{ first }}, {{ opened }}, {{ closed }}, {{ open }}."""


class PanelLabels(Model):
    """The fixed wording of a paper.

    Words in {{ }} are filled in as in its texts; a label's further names are given with it.
    """

    document_title: Line
    """The title of the file; {{ title }} is that of the paper."""
    title: Line
    """The title of the paper."""
    panel: Line
    """Before the name of the panel."""
    meeting: Line
    """Before the day of the meeting."""
    author: Line
    """Before the author of the paper."""
    period_label: Line
    """Before the period."""
    written: Line
    """Before the day on which the paper was written."""
    papers: Line | None = None
    """Before the day by which the papers of the meeting must be out; without it, no such line."""
    papers_out: Line = "{{ day }}"
    """That day, {{ day }}, with the {{ number }} of clear days and the {{ source }} of the rule."""
    period: PeriodWords
    """How the period is named."""
    contents: Line
    """The heading of the contents list."""
    appendix: Line
    """The heading of an appendix: {{ number }} or {{ letter }}, and {{ title }}."""
    appendix_short: Line
    """An appendix where it is pointed to: {{ number }} or {{ letter }}."""
    appendix_file: Line = "{{ heading }} (in a file of its own: {{ file }})"
    """An appendix in the contents list, where it is a file: {{ heading }} and {{ file }}."""
    appendix_notice: Line = "{{ appendix }} to “{{ paper }}”, {{ panel }}, {{ meeting }}"
    """At the head of an appendix that is a file: {{ appendix }} and {{ paper }}."""
    response_link: Line
    """The words of the link to the response on the web."""
    inspections_caption: Line
    """The caption of the table of inspections."""
    inspections: PanelInspectionHeadings
    """Its columns."""
    counts: Line
    """Before the numbers of responses in time, late and so on; {{ number }} is that of the rows."""
    count: Line
    """Such a number: {{ words }} and {{ number }}."""
    counted: TimelinessWords
    """What is counted."""
    timeliness: TimelinessWords
    """What the table says."""
    revisions: RevisionWords = Field(default_factory=RevisionWords)
    """What the table says of a response that was corrected or withdrawn, after that."""
    counted_replaced: Line = "withdrawn, and counted with the response that replaces it"
    """What is counted of a response that another one in the table replaces."""
    since: Line = "Since they were published:"
    """Before the numbers of responses that were corrected or withdrawn."""
    since_corrected: Line = "corrected"
    """What is counted there: corrected, and still published."""
    since_withdrawn: Line = "withdrawn, and not replaced"
    """Withdrawn without another in its place."""
    since_replaced: Line = "withdrawn and replaced"
    """Withdrawn, and another one is in its place."""
    since_awaited: Line = "to be replaced: the new response is not published yet"
    """One in the place of a withdrawn one, as long as it is not published."""
    responders: Line = "Who responded, each response with the office-holder of its day:"
    """Before those who responded."""
    responded_each: Line = "{{ holder }}: each of the {{ number }} responses"
    """Where one responded to all: {{ holder }} and {{ number }}."""
    responded_not: Line = "not published yet"
    """What is counted of reports without a published response."""
    holder_unknown: Line = "on a day of which the office-holder is not recorded"
    """What is counted where the settings name nobody for the day."""
    outside: Line = (
        "{% if number == '1' %}One earlier report is{% else %}{{ number }} earlier reports are{% "
        "endif %} not in the table: the response was published before the period."
    )
    """What the table leaves out: {{ number }}, the reports that were answered before the period."""
    chosen: Line = "These reports were chosen for this paper; it does not list all of the period."
    """Where the reports were chosen by name."""
    items_hidden: Line = (
        "Not counted: {{ number }} item{% if number != '1' %}s{% endif %} of reports to which no "
        "response is published yet."
    )
    """What the chart of open items leaves out: {{ number }}, of responses not published yet."""
    items_earlier: Line = (
        "Not counted: {{ number }} open item{% if number != '1' %}s{% endif %} of earlier reports."
    )
    """What it leaves out besides: {{ number }}, the open items of earlier reports."""
    not_published: Line
    """In place of the day of a response that is not published."""
    not_kept: Line
    """In place of a day that was not kept."""
    late: Line
    """Before the responses that were late."""
    late_line: Line
    """One that was: {{ title }}, {{ statutory }}, {{ answered }} and {{ days }}."""
    overdue_line: Line
    """One that is overdue: {{ title }}, {{ statutory }} and {{ days }}."""
    not_appended: Line
    """Before the responses that are not appended."""
    not_appended_open: Line
    """One that is not published: {{ title }}."""
    not_appended_unsigned: Line
    """One that is published and not recorded as signed off: {{ title }}."""
    not_appended_withdrawn: Line = (
        "{{ title }}: the response was withdrawn{% if date %} on {{ date }}{% endif %}"
        "{% if why %}: {{ why }}{% else %}.{% endif %}"
    )
    """One that was withdrawn: {{ title }}, {{ date }} and {{ why }}."""
    no_inspections: Line
    """Where the period has no inspection."""
    items_note: Line
    """Before the items."""
    items_summary: Line = (
        "{{ number }} item{% if number != '1' %}s{% endif %}: {{ open }} open, of these {{ late }} "
        "late."
    )
    """Above those of a report: {{ number }}, of them {{ open }} and {{ late }}."""
    items_awaited: Line = (
        "{{ number }} item{% if number != '1' %}s{% endif %}. The response is not published yet."
    )
    """The same where the response is not published: {{ number }}."""
    items: PanelItemHeadings
    """The columns of the tables of items."""
    kinds: KindWords
    """The words for the kinds of items."""
    paces: PaceWords = Field(default_factory=PaceWords)
    """How an item compares with its day."""
    status_words: StatusWords
    """The words for how far the force is."""
    no_owner: Line
    """Where no owner is recorded."""
    no_target: Line
    """Where no target date is recorded."""
    no_status: Line
    """Where no status is recorded."""
    response_open: Line
    """In place of the status, where the response is not published yet."""
    office_number: Line = "our number {{ number }}"
    """The office's own number of an item that the report does not number: {{ number }}."""
    report_due: Line
    """The target date where the report sets it: {{ date }}."""
    no_items: Line
    """Where no report of the period asks for anything."""
    no_points: Line
    """Where the panel's file has no points for the meeting."""
    no_figures: Line
    """Where there is nothing to draw."""
    progress: ProgressWords = Field(default_factory=ProgressWords)
    """The words of the section on progress."""
    name: Line
    """Before the name of whom to ask."""
    email: Line
    """Before the e-mail address."""
    telephone: Line
    """Before the telephone number."""
    charts: ChartWords = Field(default_factory=ChartWords)
    """The words of the charts."""


class PanelManifest(PrintedManifest):
    """The manifest of a template set for papers of the Police and Crime Panel."""

    kind: Literal["panel"] = "panel"
    """What the set is for."""
    sections: Annotated[tuple[PanelSectionLine, ...], Field(min_length=1)]
    """The sections of the covering report in their order."""
    texts: PanelTexts
    """Its texts where the panel's file has none."""
    labels: PanelLabels
    """The fixed wording."""
