"""The manifest of a template set for the publication pages (kind: site): its layouts and words."""

from typing import Literal

from pydantic import Field

from s55.model.base import Line, Model
from s55.model.chart_words import ChartWords
from s55.templating.list_words import (
    ActionWords,
    KindWords,
    PaceWords,
    RevisionWords,
    StatusWords,
)
from s55.templating.manifest import SetManifest


class FrameLabels(Model):
    """The words at the head and the foot of every page."""

    skip: Line
    """The link that passes over the head of a page."""
    navigation: Line
    """What the list of pages is called for those who do not see it."""
    all_responses: Line
    """The link to the list of responses."""
    open_items: Line
    """The link to the register."""
    feed_title: Line
    """The title of the feed."""
    feed: Line
    """The link to the feed."""
    data: Line
    """The link to the data of all responses."""
    schema_link: Line
    """The link to the description of that data."""
    responses_table: Line = "All responses as a table (CSV)"
    """The link to the table of responses."""
    register_data: Line = "All recommendations as data (JSON)"
    """The link to the data of all items."""
    register_schema: Line = "What the data on recommendations means (JSON Schema)"
    """The link to the description of that data."""
    items_table: Line = "All recommendations as a table (CSV)"
    """The link to the table of items."""
    calendar: Line = "Calendar of days to come (iCalendar)"
    """The link to the calendar."""
    list_separator: str = ", "
    """Between the entries of a list, for example of forces."""


class IndexLabels(Model):
    """The words of the list of responses."""

    document_title: Line
    """The title of the page in the browser."""
    title: Line
    """Its heading."""
    introduction: Line
    """The text before the list."""
    empty: Line
    """Where no response is published."""
    years: Line
    """What the list of years is called for those who do not see it."""
    year: Line
    """A link to a year: {{ year }}, {{ count }}."""
    caption: Line
    """The caption of the table."""
    report: Line
    """The heading of the column of titles."""
    forces: Line
    """The heading of the column of forces."""
    published: Line
    """The heading of the column of the reports' days."""
    answered: Line
    """The heading of the column of the responses' days."""
    timeliness: Line
    """The heading of the column that says whether a response was in time."""
    in_time: Line
    """For a response in time; {{ days }} is its day of the {{ period }}."""
    late: Line
    """For a late response; {{ days }} says by how many days."""
    not_recorded: Line
    """For a response without a recorded day."""
    also_in: Line = "Also in"
    """Before the second language of a response that has pages in two."""
    revisions: RevisionWords = Field(default_factory=RevisionWords)
    """For a response that was corrected or withdrawn, after that."""


class PublicCalendarLabels(Model):
    """The words of the calendar that everybody may subscribe to."""

    title: Line = "Section 55: {{ office.name }}"
    """What it is called in calendar programs."""
    heading: Line = "Days in your own calendar"
    """The heading over the link to it."""
    subscribe: Line = (
        "Copy the address of this link, and add it to your calendar program as a calendar from the "
        "web. The program then looks again by itself, and shows the days by which open "
        "recommendations are to be done{% if meetings %}, the meetings of the panel, and by when "
        "their papers are out{% endif %}."
    )
    """How to subscribe to it; {{ meetings }} is 'yes' where it shows meetings, else ''."""
    item: Line = "Due: {{ kind }} ({{ reference }}), {{ report }}"
    """The title of the entry of an item."""
    target: Line = "By this day {{ force.name }} means to have done it."
    """More about one with a day of the force."""
    due: Line = "By this day the report asks for it."
    """More about one with a day of the report."""
    meeting: Line = "Meeting: {{ panel }}"
    """The title of the entry of a meeting: {{ panel }}."""
    papers: Line = "Papers out: {{ panel }}, meeting of {{ date }}"
    """The title of the entry of its papers: {{ panel }}, {{ date }}."""
    papers_details: Line = "Agenda and papers are to be open to the public by this day."
    """More about it."""


class ToolLabels(Model):
    """The words of what the script adds: the search and the sorting of a table."""

    search: Line
    """Beside the place for what is looked for."""
    count: Line
    """How many rows are shown; {shown} and {all} are the numbers."""
    sort: Line
    """What a button in the head of a column does, for those who do not see it."""


class ResponseLabels(Model):
    """What is added to the page of a response."""

    heading: Line
    """The heading over the files."""
    report_line: Line
    """When the report was published: {{ published }}, {{ statutory_last_day }}."""
    in_time: Line
    """For a response in time: {{ answered }}, {{ days }}, {{ period }}."""
    late: Line
    """For a late response: {{ answered }}, {{ days }}."""
    not_recorded: Line
    """For a response without a recorded day."""
    in_place: Line = (
        "This response was published on {{ answered }}. It replaces one that was published on "
        "{{ first }}: {% if days == '0' %}in time{% elif days == '1' %}1 day late{% else %}"
        "{{ days }} days late{% endif %}."
    )
    """For a response that replaces a withdrawn one: {{ answered }}; {{ first }} and {{ days }}, the
    days late, of that one."""
    is_withdrawn: Line = "This response was withdrawn{% if date %} on {{ date }}{% endif %}."
    """For a withdrawn response: {{ date }}."""
    replacement: Line = "Read the response that replaces it: {{ title }}"
    """The link to the response that replaces it: {{ title }}."""
    publications: Line = "Publications"
    """The heading over the list of publications."""
    first_published: Line = "First published{% if date %} on {{ date }}{% endif %}"
    """The first of them: {{ date }}."""
    corrected: Line = (
        "Corrected{% if date %} on {{ date }}{% endif %}{% if what %}: {{ what }}{% endif %}"
    )
    """One that was corrected: {{ date }}, {{ what }}."""
    withdrawn: Line = (
        "Withdrawn{% if date %} on {{ date }}{% endif %}{% if why %}: {{ why }}{% endif %}"
    )
    """A withdrawal: {{ date }}, {{ why }}."""
    pdf: Line
    """The link to the PDF: {{ pages }}, {{ size }}."""
    word: Line
    """The link to the Word file: {{ size }}."""
    data: Line
    """The link to the data: {{ size }}."""


class RegisterLabels(Model):
    """The words of the register of open items."""

    document_title: Line
    """The title of the page in the browser."""
    title: Line
    """Its heading."""
    introduction: Line
    """The text before the register."""
    reckoned: Line
    """What is open as on which day: {{ today }}, {{ open }}, {{ overdue }}."""
    empty: Line
    """Where no item is open."""
    caption: Line
    """The caption of the table."""
    details: Line
    """The heading over the items in full."""
    item: Line
    """The heading of the column of items."""
    item_heading: Line
    """An item's heading: {{ kind }} and {{ reference }}, its short name; {{ office_number }} and
    {{ under }}, the heading of the report, where it has them."""
    report: Line
    """The heading of the column of reports."""
    owner: Line
    """Before who sees to it."""
    due: Line
    """Before the day by which it is to be done."""
    status: Line
    """Before how far the force is."""
    overdue: Line
    """Before by how many days it is overdue."""
    asked: Line
    """Over the words of the report."""
    force_action: Line
    """Before what the force does about it."""
    action: Line
    """Before what the body does about it."""
    update: Line
    """Before the latest entry of its history."""
    update_line: Line
    """That entry: {{ date }}, {{ status }} and {{ note }}."""
    days_overdue: Line
    """By how many days it is overdue: {{ days }}."""
    not_overdue: Line
    """Where an item is not overdue."""
    none_given: Line
    """Where an owner or a day is not recorded."""
    no_status: Line
    """Where no status is recorded."""
    read_response: Line
    """The link to the response: {{ title }}."""


class SiteLabels(Model):
    """The fixed wording of the pages.

    Words in {{ }} are filled in: ``office`` and ``force``, and those that a label names.
    """

    frame: FrameLabels
    """The words on every page."""
    index: IndexLabels
    """The list of responses."""
    calendar: PublicCalendarLabels = Field(default_factory=PublicCalendarLabels)
    """The calendar."""
    tools: ToolLabels
    """The search and the sorting."""
    response: ResponseLabels
    """What is added to the page of a response."""
    register_page: RegisterLabels
    """The register of open items."""
    kinds: KindWords
    """The kinds of items."""
    status_words: StatusWords
    """How far the force is."""
    paces: PaceWords = Field(default_factory=PaceWords)
    """How an item compares with its day."""
    actions: ActionWords
    """What the body does."""
    charts: ChartWords = Field(default_factory=ChartWords)
    """The words of the chart."""


class SiteManifest(SetManifest):
    """The manifest of a template set for the publication pages."""

    kind: Literal["site"] = "site"
    """What the set is for."""
    html_layout: Line = "index.html"
    """The layout of the list of responses."""
    register_layout: Line = "register.html"
    """The layout of the register."""
    response_layout: Line = "response.html"
    """What is added to the page of a response."""
    response_stylesheet: Line = "response.css"
    """The stylesheet of what is added."""
    script: Line = "script.js"
    """The script by which the tables can be searched and sorted."""
    labels: SiteLabels
    """The fixed wording."""
