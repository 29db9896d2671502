"""The manifest of a template set for the register of several offices (kind: gathered)."""

from typing import Literal

from s55.model.base import Line, Model
from s55.templating.list_words import ActionWords, KindWords, StatusWords
from s55.templating.manifest import SetManifest


class GatheredWords(Model):
    """The fixed wording of the register of several offices."""

    document_title: Line
    """The title of the page in the browser."""
    title: Line
    """Its heading."""
    introduction: Line
    """What the page is, and what it is made of."""
    skip: Line
    """The link that passes over the head of the page."""
    contents: Line
    """What the list of places in the page is called for those who do not see it."""
    offices: Line
    """The heading over the list of offices."""
    shared: Line
    """The heading over the reports that several offices answered."""
    single: Line
    """The heading over the reports that one office answered."""
    none_shared: Line
    """Where no report was answered by several offices."""
    none_single: Line
    """Where no report was answered by one office alone."""
    office: Line
    """The heading of the column of offices."""
    force: Line
    """The heading of the column of forces."""
    dated: Line
    """The heading of the column of the days of the data."""
    responses: Line
    """The heading of the column of numbers of responses."""
    late_responses: Line
    """The heading of the column of numbers of late responses."""
    items: Line
    """The heading of the column of numbers of items that apply."""
    open_items: Line
    """The heading of the column of numbers of open items."""
    report: Line
    """The heading of the column of reports."""
    published: Line
    """Before the day of a report."""
    read_report: Line
    """The link to a report."""
    responses_to: Line
    """The caption of the table of responses to a report: {{ report }}."""
    answered: Line
    """The heading of the column of the responses' days."""
    timeliness: Line
    """The heading of the column that says whether a response was in time."""
    in_time: Line
    """For a response in time; {{ days }} is its day of the period."""
    late: Line
    """For a late response; {{ days }} says by how many days."""
    unknown: Line
    """For a response without a recorded day."""
    withdrawn: Line
    """For a response that was withdrawn, after that."""
    other_day: Line
    """Where an office gives another day of the report: {{ date }}."""
    without: Line
    """The offices in whose data there is no response to a report: {{ offices }}."""
    list_separator: str = ", "
    """Between the offices of a list."""
    items_of: Line
    """The caption of the table of the items of a report: {{ report }}."""
    item: Line
    """An item: {{ kind }} and {{ number }}, '' where it has none."""
    action: Line
    """The heading of the column of what the policing bodies do."""
    status: Line
    """The heading of the column of how far the forces are."""
    due: Line
    """The heading of the column of the days by which it is to be done."""
    overdue: Line
    """For an item that is over its day: {{ days }}."""
    applies_not: Line
    """For an item that does not apply to the force."""
    not_recorded: Line
    """Where nothing is recorded."""
    kinds: KindWords
    """The words for the kinds of items."""
    statuses: StatusWords
    """The words for how far the force is."""
    actions: ActionWords
    """The words for what the body does."""


class GatheredManifest(SetManifest):
    """The manifest of a template set for the register of several offices."""

    kind: Literal["gathered"]
    """What the set is for."""
    labels: GatheredWords
    """The fixed wording."""
