"""Define the words of the charts, which a template set can change."""

from pydantic import Field

from s55.model.base import Line, Model


class AgeWords(Model):
    """How long ago a report was published, in whole months."""

    under_three_months: Line = "Under 3 months"
    """Less than three months."""
    three_to_six_months: Line = "3 to 6 months"
    """From three months, and less than six."""
    six_to_twelve_months: Line = "6 to 12 months"
    """From six months, and less than twelve."""
    year_or_more: Line = "A year or more"
    """From twelve months."""


class ChartStatusWords(Model):
    """How far the force is with an open item, as the charts count it."""

    not_started: Line = "not started"
    """For work that has not begun."""
    in_progress: Line = "in progress"
    """For work that goes on."""
    not_recorded: Line = "not recorded"
    """Where nothing is recorded."""
    reopened: Line = "reopened"
    """For an item that was done and is to be worked on again, where there is one."""


class ItemChartWords(Model):
    """The chart of open items by age and status.

    The description is made of one sentence for how many there are and one for the old ones. Words
    in {{ }} are filled in: ``number``, a count; ``counts``, the counts of each status.
    """

    title: Line = "Open items by age and status"
    """What it shows."""
    rows: Line = "Age of the report"
    """The heading of the first column."""
    ages: AgeWords = Field(default_factory=AgeWords)
    """The rows."""
    statuses: ChartStatusWords = Field(default_factory=ChartStatusWords)
    """The bars."""
    none: Line = "No items are open."
    """Where none is open."""
    one: Line = "1 open item: {{ counts }}."
    """Where one is: ``counts``."""
    many: Line = "{{ number }} open items: {{ counts }}."
    """Where several are: ``number`` and ``counts``."""
    none_old: Line = "None is from a report that is a year old or more."
    """Where none of them is old."""
    only_one_old: Line = "It is from a report that is a year old or more."
    """Where the only one is."""
    one_old: Line = "One of these is from a report that is a year old or more."
    """Where one of several is."""
    some_old: Line = "{{ number }} of these are from reports that are a year old or more."
    """Where several, but not all, are: ``number``."""
    all_old: Line = "All of these are from reports that are a year old or more."
    """Where all are."""


class ChartTimeliness(Model):
    """Where a response stands against the statutory last day, as the charts count it."""

    in_time: Line = "in time"
    """Published in time."""
    late: Line = "late"
    """Published late."""
    open: Line = "open"
    """Not published, and the period runs."""
    overdue: Line = "overdue"
    """Not published, and the period is over."""
    unknown: Line = "date not recorded"
    """Published on a day that was not kept."""


class ResponseChartWords(Model):
    """The chart of responses by year; words in {{ }} are filled in as in that of items."""

    title: Line = "Responses by year, and whether they were in time"
    """What it shows."""
    rows: Line = "Report published in"
    """The heading of the first column."""
    years: Line = "{{ first }} to {{ last }}"
    """Years that share a row: ``first`` and ``last``."""
    timeliness: ChartTimeliness = Field(default_factory=ChartTimeliness)
    """The bars."""
    none: Line = "None yet."
    """Where there is no response."""
    one: Line = "1 response: {{ counts }}."
    """Where there is one: ``counts``."""
    many: Line = "{{ number }} responses: {{ counts }}."
    """Where there are several: ``number`` and ``counts``."""


class ChartWords(Model):
    """The words of all charts."""

    total: Line = "Total"
    """The heading of the column of totals."""
    nothing: Line = "none"
    """In place of the bars of a row that counts nothing."""
    count: Line = "{{ number }} {{ words }}"
    """A count in a sentence: ``number`` and ``words``, which say what is counted."""
    items: ItemChartWords = Field(default_factory=ItemChartWords)
    """Open items by age and status."""
    responses: ResponseChartWords = Field(default_factory=ResponseChartWords)
    """Responses by year."""
