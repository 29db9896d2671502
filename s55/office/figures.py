"""Count items and responses, for charts and the tables beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from s55.model.chart_words import ChartWords, ItemChartWords
from s55.model.progress import ItemStatus
from s55.office.cases import Case, Timeliness, counted
from s55.office.items import TrackedItem
from s55.records import dataclass

MOST_YEARS = 8
"""Years with one row each; earlier ones share a row, so that a chart fits on a page."""

_AGES_BEGIN = (0, 3, 6, 12)
_OLD = len(_AGES_BEGIN) - 1

Fill = Callable[..., str]
"""Fills in the words in {{ }} of a label: the label, and the words by their names."""


@dataclass(frozen=True, slots=True)
class ChartWording:
    """The words of charts, and how to fill them in.

    Attributes:
        words: the words of the template set.
        fill: fills in what they name.
    """

    words: ChartWords
    fill: Fill

    def counts(self, counted: Iterable[tuple[int, str]]) -> str:
        """Write counts in a row, without zeros: '3 in time, 1 late'."""
        label = self.words.count
        return ", ".join(
            self.fill(label, number=str(number), words=words) for number, words in counted if number
        )


@dataclass(frozen=True, slots=True)
class ChartRow:
    """The counts of one thing.

    Attributes:
        label: its name.
        values: a number for each series.
    """

    label: str
    values: tuple[int, ...]

    @property
    def total(self) -> int:
        """Add up its numbers."""
        return sum(self.values)


@dataclass(frozen=True, slots=True)
class Chart:
    """Counts to draw and to read.

    Attributes:
        title: what it shows; the chart's name, and the caption of its table.
        description: what it says, in a sentence or two, for those who do not see it.
        row_heading: what the rows are: the heading of the table's first column.
        series: what is counted in each row: the headings of the other columns.
        rows: the counts, with a value for each series.
        total: the heading of the totals; '' where the numbers of a row do not add up to one.
        nothing: the words in place of the bars of a row that counts nothing.
    """

    title: str
    description: str
    row_heading: str
    series: tuple[str, ...]
    rows: tuple[ChartRow, ...]
    total: str = "Total"
    nothing: str = "none"

    @property
    def totals(self) -> tuple[int, ...]:
        """Add up each series."""
        return tuple(sum(column) for column in zip(*(row.values for row in self.rows), strict=True))


@dataclass(frozen=True, slots=True)
class ChartTable:
    """A chart as a table: its caption, the headings of its columns, and its rows with totals."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table_of(chart: Chart) -> ChartTable:
    """Make the table beside a chart: the same numbers, with the total of each row."""
    rows = tuple(
        (row.label, *map(str, row.values), *([str(row.total)] if chart.total else []))
        for row in chart.rows
    )
    series = (name[:1].upper() + name[1:] for name in chart.series)
    headings = (chart.row_heading, *series, *([chart.total] if chart.total else []))
    return ChartTable(chart.title, headings, rows)


def items_by_status_and_age(items: Sequence[TrackedItem], spoken: ChartWording) -> Chart:
    """Count the open items by the age of their report, and how far the force is.

    Items that are complete or do not apply are not counted. Ages are in whole calendar months: a
    report of 5 March is under 3 months old until 4 June.

    Raises:
        S55Error: what ``spoken`` raises for words that cannot be filled in.
    """
    words = spoken.words.items
    names: dict[ItemStatus | None, str] = {
        ItemStatus.NOT_STARTED: words.statuses.not_started,
        ItemStatus.IN_PROGRESS: words.statuses.in_progress,
        None: words.statuses.not_recorded,
    }
    if any(item.is_open and item.status is ItemStatus.REOPENED for item in items):
        names[ItemStatus.REOPENED] = words.statuses.reopened
    ages = words.ages
    labels = (
        ages.under_three_months,
        ages.three_to_six_months,
        ages.six_to_twelve_months,
        ages.year_or_more,
    )
    still = [item for item in items if item.is_open]
    counts = Counter((_age(item), item.status) for item in still)
    rows = tuple(
        ChartRow(label, tuple(counts[place, status] for status in names))
        for place, label in enumerate(labels)
    )
    return Chart(
        words.title,
        _about_items(still, names, spoken),
        words.rows,
        tuple(names.values()),
        rows,
        spoken.words.total,
        spoken.words.nothing,
    )


def _about_items(
    still: Sequence[TrackedItem], names: Mapping[ItemStatus | None, str], spoken: ChartWording
) -> str:
    words, count = spoken.words.items, len(still)
    if not still:
        return spoken.fill(words.none)
    found = Counter(item.status for item in still)
    counts = spoken.counts((found[status], name) for status, name in names.items())
    how_many = spoken.fill(
        words.one if count == 1 else words.many, number=str(count), counts=counts
    )
    old = sum(_age(item) == _OLD for item in still)
    return f"{how_many} {spoken.fill(_words_of_old(old, count, words), number=str(old))}"


def _words_of_old(old: int, count: int, words: ItemChartWords) -> str:
    if old == 0:
        return words.none_old
    if old == 1:
        return words.only_one_old if count == 1 else words.one_old
    return words.all_old if old == count else words.some_old


def _age(item: TrackedItem) -> int:
    months = _whole_months(item.case.published, item.case.today)
    return max((place for place, begin in enumerate(_AGES_BEGIN) if months >= begin), default=0)


def _whole_months(since: date, until: date) -> int:
    months = (until.year - since.year) * 12 + until.month - since.month
    return months - (until.day < since.day)


def responses_by_year(cases: Iterable[Case], spoken: ChartWording) -> Chart:
    """Count the responses by the year of their reports, and how timely they are.

    Years without a report between others have a row of zeros. Responses without a recorded day of
    publication have another series, when there are any.

    Raises:
        S55Error: what ``spoken`` raises for words that cannot be filled in.
    """
    found = counted(cases)
    words = spoken.words.responses
    totals = Counter(case.timeliness for case in found)
    names = {
        kind: str(getattr(words.timeliness, kind.name.lower()))
        for kind in Timeliness
        if kind is not Timeliness.UNKNOWN or totals[kind]
    }
    rows = tuple(
        ChartRow(label, tuple(_count(found, years, kind) for kind in names))
        for label, years in _years(found, spoken)
    )
    counts = spoken.counts((totals[kind], name) for kind, name in names.items())
    sentence = {0: words.none, 1: words.one}.get(len(found), words.many)
    return Chart(
        words.title,
        spoken.fill(sentence, number=str(len(found)), counts=counts),
        words.rows,
        tuple(names.values()),
        rows,
        spoken.words.total,
        spoken.words.nothing,
    )


def _count(cases: Sequence[Case], years: range, kind: Timeliness) -> int:
    return sum(case.published.year in years and case.timeliness is kind for case in cases)


def _years(cases: Sequence[Case], spoken: ChartWording) -> list[tuple[str, range]]:
    """List the years from the first report to the last, the oldest joined if there are too many."""
    if not cases:
        return []
    first = min(case.published.year for case in cases)
    last = max(case.published.year for case in cases)
    begin = max(first, last - MOST_YEARS + 1)
    rows = [(str(year), range(year, year + 1)) for year in range(begin, last + 1)]
    if begin > first:
        joined = spoken.words.responses.years
        label = (
            str(first)
            if begin == first + 1
            else spoken.fill(joined, first=str(first), last=str(begin - 1))
        )
        rows.insert(0, (label, range(first, begin)))
    return rows
