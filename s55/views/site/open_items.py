"""Build the public register: the items of published responses that are still open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from s55.model.dates import in_words
from s55.office.cases import Case
from s55.office.items import TrackedItem, of_all
from s55.records import dataclass
from s55.templating.list_words import ActionWords, PaceWords, StatusWords, named
from s55.templating.site_manifest import RegisterLabels
from s55.templating.wording import Wording
from s55.views.lists import ChartView, ItemRow, ProgressWording, item_row
from s55.views.site.frame import REGISTER, SiteContext, SitePage, page_of

# The labels that name more than the office's words.
_NAMING = (
    "reckoned",
    "empty",
    "item_heading",
    "update_line",
    "days_overdue",
    "read_response",
)


@dataclass(frozen=True, slots=True)
class OpenItem(ItemRow):
    """An open item.

    Attributes:
        id: its anchor, unique in the page.
        heading: its kind and its short name, and what the report and the office call it.
        days_overdue: by how many days it is overdue, in words.
        update: the latest entry of its history; '' where it has none.
    """

    id: str
    heading: str
    days_overdue: str
    update: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """The open items of one report.

    Attributes:
        id: the name of its place in the page.
        title: the title of the report.
        address: the page of its response.
        link: the words of the link to that page.
        rows: its open items.
    """

    id: str
    title: str
    address: str
    link: str
    rows: tuple[OpenItem, ...]


@dataclass(frozen=True, slots=True)
class RegisterView(SitePage):
    """What the layout of the register can show.

    Attributes:
        reckoned: the sentence that says how much is open on the day.
        reports: the open items, report by report.
        rows: the open items of all reports in one list.
        charts: the chart of the open items; none where nothing is open.
        words: the words of the register, by the names of the manifest.
        statuses: the words for how far the force is.
        paces: the words for how an item compares with its day.
        actions: the words for what the body does.
    """

    reckoned: str
    reports: tuple[ReportView, ...]
    rows: tuple[OpenItem, ...]
    charts: tuple[ChartView, ...]
    words: RegisterLabels
    statuses: StatusWords
    paces: PaceWords
    actions: ActionWords


def open_items(site: SiteContext) -> list[TrackedItem]:
    """List the open items of the published responses, report by report."""
    return [item for item in of_all(site.cases) if item.is_open]


def register_view(site: SiteContext, charts: Sequence[ChartView] = ()) -> RegisterView:
    """Build the register of all published responses.

    Args:
        site: what the pages are made from.
        charts: the charts, drawn.

    Raises:
        S55Error: L105 when a label cannot be filled in.
    """
    words, labels = site.wording, site.manifest.labels.register_page
    items = open_items(site)
    reports = tuple(_reports(items, site, words))
    return site.page(
        RegisterView,
        REGISTER,
        labels,
        reckoned=words.fill(
            labels.reckoned if items else labels.empty,
            today=in_words(site.today, site.language),
            open=str(len(items)),
            overdue=str(sum(item.days_overdue > 0 for item in items)),
        ),
        reports=reports,
        rows=tuple(row for report in reports for row in report.rows),
        charts=tuple(charts),
        words=words.filled(labels, *_NAMING),
        statuses=site.manifest.labels.status_words,
        paces=site.manifest.labels.paces,
        actions=site.manifest.labels.actions,
    )


def _reports(
    items: Iterable[TrackedItem], site: SiteContext, words: Wording
) -> Iterable[ReportView]:
    taken: set[str] = set()
    for _, group in groupby(items, key=lambda item: item.case.name):
        own = list(group)
        case: Case = own[0].case
        title = case.response.inspection.title
        yield ReportView(
            id=_anchor(case.name, taken),
            title=title,
            address=page_of(case),
            link=words.fill(site.manifest.labels.register_page.read_response, title=title),
            rows=tuple(
                _row(item, _anchor(f"{case.name}-{item.reference}", taken), site, words)
                for item in own
            ),
        )


def _anchor(text: str, taken: set[str]) -> str:
    """Make an anchor of letters, digits and dashes, unique in the page."""
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "item"
    anchor, count = f"item-{plain}", 1
    while anchor in taken:
        count += 1
        anchor = f"item-{plain}-no-{count}"
    # The heading's own anchor is its item's, with this at its end.
    taken.update((anchor, f"{anchor}-heading"))
    return anchor


def _row(item: TrackedItem, anchor: str, site: SiteContext, words: Wording) -> OpenItem:
    labels, days = site.manifest.labels.register_page, item.days_overdue
    kind = named(item.kind, site.manifest.labels.kinds)
    return item_row(
        OpenItem,
        item,
        ProgressWording(site.manifest.labels.status_words, words.fill, site.language),
        id=anchor,
        heading=words.fill(
            labels.item_heading,
            kind=kind,
            reference=item.reference,
            office_number=item.name.office_number,
            under=item.name.under,
        ),
        days_overdue=(
            words.fill(labels.days_overdue, days=f"{days:,}") if days else labels.not_overdue
        ),
        update=_update(item, site, words),
    )


def _update(item: TrackedItem, site: SiteContext, words: Wording) -> str:
    latest = item.latest
    if latest is None:
        return ""
    return words.fill(
        site.manifest.labels.register_page.update_line,
        date=in_words(latest.date, site.language),
        status=named(latest.status, site.manifest.labels.status_words),
        note=latest.note or "",
    )
