"""The public register: what the reports of published responses asked for and is still open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from s55.model.dates import in_words
from s55.model.response import ItemStatus
from s55.office.cases import Case
from s55.office.items import TrackedItem, of_all
from s55.templating.site_manifest import FrameLabels, RegisterLabels, ToolLabels
from s55.templating.wording import Wording
from s55.views.fields import BlockField
from s55.views.paper.views import ChartView
from s55.views.response.views import LogoView
from s55.views.site.frame import REGISTER, LinkView, SiteContext, page_of
from s55.views.text import block_field

ITEM_LEVEL = 4
"""The heading level of an item in the register."""

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
class RegisterRow:
    """An open item.

    Attributes:
        id: its anchor, of which the page has no second.
        heading: its kind and its short name.
        report: the title of the report.
        kind: what kind of item it is.
        text: what the report asks.
        owner: who sees to it.
        due: the day by which it is to be done, in words.
        due_on: the same as 2023-07-07; '' where none is recorded.
        status: how far the force is.
        overdue: by how many days it is overdue, in words.
        days_overdue: the same as a number; 0 when it is not.
        force_action: what the force does about it, or None.
        action: what the body does about it, in words; '' where nothing is recorded.
        action_details: the details of that, or None.
        update: the latest entry of its history; '' where it has none.
    """

    id: str
    heading: str
    report: str
    kind: str
    text: BlockField | None
    owner: str
    due: str
    due_on: str
    status: str
    overdue: str
    days_overdue: int
    force_action: BlockField | None
    action: str
    action_details: BlockField | None
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
    rows: tuple[RegisterRow, ...]


@dataclass(frozen=True, slots=True)
class RegisterView:
    """What the layout of the register can show.

    Attributes:
        language: of the page (BCP 47).
        document_title: the title of the page in the browser.
        author: the office.
        dated: the day on which it was reckoned what is open.
        logo: the office's logo, or None.
        title: the heading of the page.
        introduction: what stands before the register.
        reckoned: what is open on that day, in a sentence; else that nothing is.
        reports: the open items, report by report.
        rows: the open items of all reports in one list.
        charts: the chart of the open items; none where nothing is open.
        words: the words of the register, by the names of the manifest.
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
    reckoned: str
    reports: tuple[ReportView, ...]
    rows: tuple[RegisterRow, ...]
    charts: tuple[ChartView, ...]
    words: RegisterLabels
    tools: ToolLabels
    frame: FrameLabels
    pages: tuple[LinkView, ...]
    files: tuple[LinkView, ...]


def open_items(site: SiteContext) -> list[TrackedItem]:
    """What is open of the published responses, report by report."""
    return [item for item in of_all(site.cases) if item.is_open]


def register_view(site: SiteContext, charts: Sequence[ChartView] = ()) -> RegisterView:
    """The register of all published responses.

    Args:
        site: what the pages are made from.
        charts: the charts, drawn.

    Raises:
        S55Error: L105 when a label cannot be filled in.
    """
    words, labels = site.wording, site.manifest.labels.register_page
    items = open_items(site)
    reports = tuple(_reports(items, site, words))
    return RegisterView(
        language=site.language,
        document_title=words.fill(labels.document_title),
        author=site.settings.office.name,
        dated=site.today,
        logo=site.logo,
        title=words.fill(labels.title),
        introduction=words.fill(labels.introduction),
        reckoned=words.fill(
            labels.reckoned if items else labels.empty,
            today=in_words(site.today),
            open=str(len(items)),
            overdue=str(sum(item.days_overdue > 0 for item in items)),
        ),
        reports=reports,
        rows=tuple(row for report in reports for row in report.rows),
        charts=tuple(charts),
        words=site.filled(labels, *_NAMING),
        tools=site.filled(site.manifest.labels.tools),
        frame=site.frame(),
        pages=site.pages(REGISTER),
        files=site.files(),
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
    """An anchor made of letters, digits and dashes, of which the page has no second."""
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "item"
    anchor, count = f"item-{plain}", 1
    while anchor in taken:
        count += 1
        anchor = f"item-{plain}-no-{count}"
    # The heading's own anchor is its item's, with this at its end.
    taken.update((anchor, f"{anchor}-heading"))
    return anchor


def _row(item: TrackedItem, anchor: str, site: SiteContext, words: Wording) -> RegisterRow:
    every, labels = site.manifest.labels, site.manifest.labels.register_page
    held, due = item.item, item.due
    kind = str(getattr(every.kinds, item.kind.name.lower()))
    path = item.path
    days = item.days_overdue
    overdue = words.fill(labels.days_overdue, days=f"{days:,}") if days else labels.not_overdue
    return RegisterRow(
        id=anchor,
        heading=words.fill(labels.item_heading, kind=kind, reference=item.reference),
        report=item.case.response.inspection.title,
        kind=kind,
        text=block_field(f"{path}.text", kind, held.text, ITEM_LEVEL),
        owner=held.owner or labels.none_given,
        due=in_words(due) if due else labels.none_given,
        due_on=due.isoformat() if due else "",
        status=_status(item.status, site),
        overdue=overdue,
        days_overdue=days,
        force_action=block_field(f"{path}.force_action", kind, held.force_action, ITEM_LEVEL),
        action=str(getattr(every.actions, held.action.value)) if held.action else "",
        action_details=block_field(f"{path}.action_details", kind, held.action_details, ITEM_LEVEL),
        update=_update(item, site, words),
    )


def _status(status: ItemStatus | None, site: SiteContext) -> str:
    labels = site.manifest.labels
    if status is None:
        return labels.register_page.no_status
    return str(getattr(labels.status_words, status.name.lower()))


def _update(item: TrackedItem, site: SiteContext, words: Wording) -> str:
    latest = item.item.latest
    if latest is None:
        return ""
    return words.fill(
        site.manifest.labels.register_page.update_line,
        date=in_words(latest.date),
        status=_status(latest.status, site),
        note=latest.note or "",
    )
