"""The list of all responses, year by year, as the view that its layout shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from s55.model.dates import in_words
from s55.office.cases import Case, Timeliness
from s55.templating.site_manifest import FrameLabels, IndexLabels, ToolLabels
from s55.templating.wording import Wording
from s55.views.response.views import LogoView
from s55.views.site.frame import INDEX, LinkView, SiteContext, page_of

_AFTER_ALL_DAYS = "99999"
"""Where a response whose day is unknown stands when the list is sorted by days."""


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A response in the list.

    Attributes:
        address: its page.
        title: the title of the report.
        forces: the forces inspected.
        published: the day of the report, in words.
        published_on: the same as 2023-07-07.
        answered: the day of the response, in words.
        answered_on: the same as 2023-07-07; '' where it was not kept.
        timeliness: in time or late, in words.
        is_late: whether it was late.
        days: the day of the period on which it was published, by which the list is sorted.
    """

    address: str
    title: str
    forces: str
    published: str
    published_on: str
    answered: str
    answered_on: str
    timeliness: str
    is_late: bool
    days: str


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
    rows: tuple[IndexRow, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """What the layout of the list can show.

    Attributes:
        language: of the page (BCP 47).
        document_title: the title of the page in the browser.
        author: the office.
        dated: the day on which the pages were made.
        logo: the office's logo, or None.
        title: the heading of the page.
        introduction: what stands before the list.
        empty: the sentence for a list without responses.
        years: the responses, year by year, the latest first.
        words: the words of the list, by the names of the manifest.
        tools: the words of the search and the sorting.
        frame: the words at the head and the foot.
        pages: the links to the pages about all responses.
        files: the links to the files about all responses.
    """

    language: str
    document_title: str
    author: str
    dated: date
    logo: LogoView | None
    title: str
    introduction: str
    empty: str
    years: tuple[YearView, ...]
    words: IndexLabels
    tools: ToolLabels
    frame: FrameLabels
    pages: tuple[LinkView, ...]
    files: tuple[LinkView, ...]


def index_view(site: SiteContext) -> IndexView:
    """The list of all responses.

    Raises:
        S55Error: L105 when a label cannot be filled in.
    """
    words, labels = site.wording, site.manifest.labels.index
    return IndexView(
        language=site.language,
        document_title=words.fill(labels.document_title),
        author=site.settings.office.name,
        dated=site.today,
        logo=site.logo,
        title=words.fill(labels.title),
        introduction=words.fill(labels.introduction),
        empty=words.fill(labels.empty),
        years=tuple(
            _year(year, tuple(cases), site, words)
            for year, cases in groupby(site.cases, key=lambda case: case.published.year)
        ),
        words=site.filled(labels, "year", "in_time", "late"),
        tools=site.filled(site.manifest.labels.tools),
        frame=site.frame(),
        pages=site.pages(INDEX),
        files=site.files(),
    )


def _year(year: int, cases: Sequence[Case], site: SiteContext, words: Wording) -> YearView:
    label = words.fill(site.manifest.labels.index.year, year=str(year), count=str(len(cases)))
    rows = tuple(_row(case, site, words) for case in cases)
    return YearView(f"year-{year}", str(year), label, rows)


def _row(case: Case, site: SiteContext, words: Wording) -> IndexRow:
    labels = site.manifest.labels
    answered = case.answered
    return IndexRow(
        address=page_of(case),
        title=case.response.inspection.title,
        forces=labels.frame.list_separator.join(case.response.inspection.forces),
        published=in_words(case.published),
        published_on=case.published.isoformat(),
        answered=in_words(answered) if answered else words.fill(labels.index.not_recorded),
        answered_on=answered.isoformat() if answered else "",
        timeliness=_timeliness(case, labels.index, words),
        is_late=case.timeliness is Timeliness.LATE,
        days=_AFTER_ALL_DAYS if case.days_taken is None else str(case.days_taken),
    )


def _timeliness(case: Case, labels: IndexLabels, words: Wording) -> str:
    match case.timeliness:
        case Timeliness.IN_TIME:
            return words.fill(labels.in_time, days=str(case.days_taken))
        case Timeliness.LATE:
            return words.fill(labels.late, days=str(case.days_late))
        case _:
            return words.fill(labels.not_recorded)
