"""Build the list of all responses, year by year."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from s55.office.cases import Case, Timeliness
from s55.records import dataclass
from s55.templating.site_manifest import IndexLabels
from s55.templating.wording import Wording
from s55.views.lists import InspectionRow, inspection_row, revised
from s55.views.site.frame import (
    CALENDAR,
    INDEX,
    LinkView,
    SiteContext,
    SitePage,
    has_calendar,
    other_document,
    page_of,
)


@dataclass(frozen=True, slots=True)
class PublishedRow(InspectionRow):
    """A response in the list.

    Attributes:
        address: its page.
        forces: the forces inspected.
        standing: in time or late, and what happened since, in words.
    """

    address: str
    forces: str
    standing: str


@dataclass(frozen=True, slots=True)
class YearView:
    """The responses to the reports of a year.

    Attributes:
        id: the name of its place in the page.
        year: the year in which the reports were published.
        label: the words of the link to it.
        rows: the responses.
    """

    id: str
    year: str
    label: str
    rows: tuple[PublishedRow, ...]


@dataclass(frozen=True, slots=True)
class IndexView(SitePage):
    """What the layout of the list can show.

    Attributes:
        empty: the sentence for a list without responses.
        years: the responses, year by year, the latest first.
        words: the words of the list, by the names of the manifest.
        calendar_heading: the heading over the link to the calendar.
        calendar: the link to the calendar to subscribe to, or None where there is none.
        subscribe: the sentence that says how.
    """

    empty: str
    years: tuple[YearView, ...]
    words: IndexLabels
    calendar_heading: str
    calendar: LinkView | None
    subscribe: str


def index_view(site: SiteContext) -> IndexView:
    """Build the list of all responses.

    Raises:
        S55Error: L105 when a label cannot be filled in.
    """
    words, labels, days = (
        site.wording,
        site.manifest.labels.index,
        site.manifest.labels.calendar,
    )
    return site.page(
        IndexView,
        INDEX,
        labels,
        empty=words.fill(labels.empty),
        years=tuple(
            _year(year, tuple(cases), site, words)
            for year, cases in groupby(site.cases, key=lambda case: case.published.year)
        ),
        words=words.filled(labels, "year", "in_time", "late", "revisions"),
        calendar_heading=words.fill(days.heading),
        calendar=LinkView(CALENDAR, site.frame().calendar) if has_calendar(site) else None,
        subscribe=words.fill(days.subscribe, meetings="yes" if site.meetings else ""),
    )


def _year(year: int, cases: Sequence[Case], site: SiteContext, words: Wording) -> YearView:
    label = words.fill(site.manifest.labels.index.year, year=str(year), count=str(len(cases)))
    rows = tuple(_row(case, site, words) for case in cases)
    return YearView(f"year-{year}", str(year), label, rows)


def _row(case: Case, site: SiteContext, words: Wording) -> PublishedRow:
    labels = site.manifest.labels
    since = revised(case, labels.index.revisions, words, site.language)
    standing = _standing(case, labels.index, words)
    return inspection_row(
        PublishedRow,
        case,
        since,
        address=page_of(case),
        forces=labels.frame.list_separator.join(case.response.inspection.forces),
        standing="; ".join(filter(None, (standing, since))),
        other=other_document(case, ""),
    )


def _standing(case: Case, labels: IndexLabels, words: Wording) -> str:
    match case.timeliness:
        case Timeliness.IN_TIME:
            return words.fill(labels.in_time, days=str(case.days_taken))
        case Timeliness.LATE:
            return words.fill(labels.late, days=str(case.days_late))
        case _:
            return words.fill(labels.not_recorded)
