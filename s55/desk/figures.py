"""What is drawn as a chart, and stands beside it as a table: counts of items and of responses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from s55.desk.cases import Case, Timeliness
from s55.desk.items import TrackedItem
from s55.model.response import ItemStatus

MOST_YEARS = 8
"""Years with a row of their own; earlier ones share a row, so that a chart fits on a page."""

NOT_RECORDED = "not recorded"

_AGES = ("Under 3 months", "3 to 6 months", "6 to 12 months", "A year or more")
_AGES_BEGIN = (0, 3, 6, 12)


@dataclass(frozen=True, slots=True)
class ChartRow:
    """What is counted of one thing: its name, and a number for each series."""

    label: str
    values: tuple[int, ...]

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self.values)


@dataclass(frozen=True, slots=True)
class Chart:
    """Counts to be drawn and to be read.

    Attributes:
        title: what it shows; the chart's name, and the caption of its table.
        description: what it says, in a sentence or two, for those who do not see it.
        row_heading: what the rows are: the heading of the table's first column.
        series: what is counted in each row: the headings of the other columns.
        rows: the counts, with a value for each series.
    """

    title: str
    description: str
    row_heading: str
    series: tuple[str, ...]
    rows: tuple[ChartRow, ...]

    @property
    def totals(self) -> tuple[int, ...]:
        """The sum of each series."""
        return tuple(sum(column) for column in zip(*(row.values for row in self.rows), strict=True))


@dataclass(frozen=True, slots=True)
class ChartTable:
    """A chart as a table: its caption, the headings of its columns, and its rows with totals."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table_of(chart: Chart) -> ChartTable:
    """The table that stands beside a chart: the same numbers, with the total of each row."""
    rows = tuple(
        (row.label, *(str(value) for value in row.values), str(row.total)) for row in chart.rows
    )
    headings = (chart.row_heading, *(name[:1].upper() + name[1:] for name in chart.series), "Total")
    return ChartTable(chart.title, headings, rows)


def items_by_status_and_age(items: Sequence[TrackedItem]) -> Chart:
    """The open items by how long ago their report was published, and how far the force is.

    Items that are complete or do not apply are not counted. Ages are in whole calendar months: a
    report of 5 March is under 3 months old until 4 June.
    """
    names = (ItemStatus.NOT_STARTED.value, ItemStatus.IN_PROGRESS.value, NOT_RECORDED)
    still = [item for item in items if item.is_open]
    counts = Counter((_age(item), _status_word(item)) for item in still)
    rows = tuple(
        ChartRow(age, tuple(counts[place, name] for name in names))
        for place, age in enumerate(_AGES)
    )
    old = sum(_age(item) == len(_AGES) - 1 for item in still)
    parts = [
        f"{number} {name}" for name in names if (number := sum(counts[a, name] for a in range(4)))
    ]
    description = "No items are open."
    if still:
        description = f"{_of('open item', len(still))}: {', '.join(parts)}. "
        description += _sentence_of_old(old, len(still))
    return Chart("Open items by age and status", description, "Age of the report", names, rows)


def _age(item: TrackedItem) -> int:
    months = _whole_months(item.case.published, item.case.today)
    return max((place for place, begin in enumerate(_AGES_BEGIN) if months >= begin), default=0)


def _whole_months(since: date, until: date) -> int:
    months = (until.year - since.year) * 12 + until.month - since.month
    return months - (until.day < since.day)


def _status_word(item: TrackedItem) -> str:
    return item.status.value if item.status else NOT_RECORDED


def _sentence_of_old(old: int, count: int) -> str:
    if old == 0:
        return "None is from a report that is a year old or more."
    if old == count == 1:
        return "It is from a report that is a year old or more."
    if old == 1:
        return "One is from a report that is a year old or more."
    many = "All" if old == count else str(old)
    return f"{many} are from reports that are a year old or more."


def responses_by_year(cases: Iterable[Case]) -> Chart:
    """The responses by the year in which their reports were published, and how timely they are.

    Years without a report between others have a row with noughts. Responses whose day of
    publication was not kept have a series of their own when there are any.
    """
    found = list(cases)
    series = [Timeliness.IN_TIME, Timeliness.LATE, Timeliness.OPEN, Timeliness.OVERDUE]
    if any(case.timeliness is Timeliness.UNKNOWN for case in found):
        series.append(Timeliness.UNKNOWN)
    rows = tuple(
        ChartRow(label, tuple(_count(found, years, kind) for kind in series))
        for label, years in _years(found)
    )
    totals = Counter(case.timeliness for case in found)
    parts = [f"{totals[kind]} {kind.value}" for kind in series if totals[kind]]
    description = f"{_of('response', len(found))}: {', '.join(parts)}." if found else "None yet."
    return Chart(
        "Responses by year, and whether they were in time",
        description,
        "Report published in",
        tuple(kind.value for kind in series),
        rows,
    )


def _count(cases: Sequence[Case], years: range, kind: Timeliness) -> int:
    return sum(case.published.year in years and case.timeliness is kind for case in cases)


def _years(cases: Sequence[Case]) -> list[tuple[str, range]]:
    """The rows: the years from the first report to the last, the oldest joined when too many."""
    if not cases:
        return []
    first = min(case.published.year for case in cases)
    last = max(case.published.year for case in cases)
    begin = max(first, last - MOST_YEARS + 1)
    rows = [(str(year), range(year, year + 1)) for year in range(begin, last + 1)]
    if begin > first:
        label = str(first) if begin == first + 1 else f"{first} to {begin - 1}"
        rows.insert(0, (label, range(first, begin)))
    return rows


def _of(what: str, count: int) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
