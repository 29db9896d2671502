"""Build the page of the register that was gathered from several offices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from s55.model.dates import in_words
from s55.model.open_data.register import ItemData, RegisterData
from s55.office.gathered import (
    GatheredItem,
    GatheredReport,
    OfficeAnswer,
    gathered_reports,
    in_order,
)
from s55.records import dataclass
from s55.templating.gathered_manifest import GatheredManifest, GatheredWords
from s55.templating.list_words import named
from s55.templating.wording import Wording

_EPOCH = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class GatheredOfficeRow:
    """An office whose data was gathered.

    Attributes:
        office: its name.
        force: the force that it holds to account.
        address: its publication pages.
        dated: the day as at which its data is.
        responses: how many responses it published.
        late: how many of them were late.
        items: how many items apply to the force.
        open: how many of them are open.
    """

    office: str
    force: str
    address: str
    dated: date
    responses: int
    late: int
    items: int
    open: int


@dataclass(frozen=True, slots=True)
class OfficeResponseRow:
    """The response of an office to a report.

    Attributes:
        report: the title of the report, as the office writes it.
        published: the day of the report, as the office gives it.
        office: the name of the office.
        address: the page of the response.
        answered: the day it was published, or None.
        standing: in time or late, and what else is to be known, in words.
        is_late: whether it was late.
        items: how many items apply to the force.
        open: how many of them are open.
    """

    report: str
    published: date
    office: str
    address: str
    answered: date | None
    standing: str
    is_late: bool
    items: int
    open: int


@dataclass(frozen=True, slots=True)
class OfficeItemRow:
    """What an office says of an item.

    Attributes:
        office: the name of the office.
        address: the page of its response.
        applies: whether the item applies to the force.
        action: what the body does, in words.
        status: how far the force is, or that it does not apply, in words.
        due: the day by which it is to be done: the force's own, or else the report's.
        overdue: by how many days it is over, in words; '' where it is not.
    """

    office: str
    address: str
    applies: bool
    action: str
    status: str
    due: date | None
    overdue: str


@dataclass(frozen=True, slots=True)
class GatheredItemView:
    """An item of a report.

    Attributes:
        heading: its kind and number.
        text: what the report asks.
        rows: what each office says of it.
    """

    heading: str
    text: str
    rows: tuple[OfficeItemRow, ...]


@dataclass(frozen=True, slots=True)
class GatheredReportView:
    """A report that several offices answered.

    Attributes:
        anchor: the name of its place in the page.
        title: its title.
        published: the day it was published.
        address: where it lies.
        responses_caption: the caption of the table of responses.
        responses: the response of each office.
        without: the offices without a response, in a sentence; '' where there are none.
        items_caption: the caption of the table of items.
        items: its items.
    """

    anchor: str
    title: str
    published: date
    address: str
    responses_caption: str
    responses: tuple[OfficeResponseRow, ...]
    without: str
    items_caption: str
    items: tuple[GatheredItemView, ...]


@dataclass(frozen=True, slots=True)
class GatheredView:
    """What the layout of the gathered register can show.

    Attributes:
        language: of the page (BCP 47).
        document_title: the title of the page in the browser.
        author: the offices.
        dated: the latest day of the data.
        title: the heading of the page.
        introduction: what the page is.
        offices: the offices.
        reports: the reports that several offices answered, the latest first.
        single: the responses to reports that one office answered.
        words: the words of the page, by the names of the manifest.
    """

    language: str
    document_title: str
    author: str
    dated: date
    title: str
    introduction: str
    offices: tuple[GatheredOfficeRow, ...]
    reports: tuple[GatheredReportView, ...]
    single: tuple[OfficeResponseRow, ...]
    words: GatheredWords


_NAMING = ("responses_to", "in_time", "late", "other_day", "without", "items_of", "item", "overdue")


def gathered_view(registers: Iterable[RegisterData], manifest: GatheredManifest) -> GatheredView:
    """Build the page of several registers, one for each office.

    Raises:
        S55Error: L105 when a label cannot be filled in.
    """
    ordered = in_order(registers)
    reports = gathered_reports(ordered)
    spoken = _Spoken(manifest)
    fill = spoken.fill
    shared = [report for report in reports if report.is_shared]
    return GatheredView(
        language=manifest.language,
        document_title=fill(manifest.labels.document_title),
        author=manifest.labels.list_separator.join(one.office.name for one in ordered),
        dated=max((one.dated for one in ordered), default=_EPOCH),
        title=fill(manifest.labels.title),
        introduction=fill(manifest.labels.introduction),
        offices=tuple(_office(one) for one in ordered),
        reports=tuple(spoken.report(one, place) for place, one in enumerate(shared, start=1)),
        single=tuple(
            spoken.response(answer, report)
            for report in reports
            if not report.is_shared
            for answer in report.answers
        ),
        words=spoken.wording.filled(manifest.labels, *_NAMING),
    )


def _office(register: RegisterData) -> GatheredOfficeRow:
    items = [item for one in register.responses for item in one.items]
    return GatheredOfficeRow(
        office=register.office.name,
        force=register.office.force,
        address=register.office.address,
        dated=register.dated,
        responses=len(register.responses),
        late=sum(one.timeliness == "late" for one in register.responses),
        items=_applying(items),
        open=_open(items),
    )


def _applying(items: Sequence[ItemData]) -> int:
    return sum(item.applies for item in items)


def _open(items: Sequence[ItemData]) -> int:
    return sum(item.is_open for item in items)


class _Spoken:
    """Says what was gathered in the words of a template set."""

    def __init__(self, manifest: GatheredManifest) -> None:
        self.words = manifest.labels
        self.language = manifest.language
        self.wording = Wording({}, f"manifest of {manifest.name}")
        self.fill = self.wording.fill

    def report(self, report: GatheredReport, place: int) -> GatheredReportView:
        """Show a report with what each office says of it."""
        names = self.words.list_separator.join(office.name for office in report.without)
        return GatheredReportView(
            anchor=f"report-{place}",
            title=report.title,
            published=report.published,
            address=report.address,
            responses_caption=self.fill(self.words.responses_to, report=report.title),
            responses=tuple(self.response(one, report) for one in report.answers),
            without=self.fill(self.words.without, offices=names) if names else "",
            items_caption=self.fill(self.words.items_of, report=report.title),
            items=tuple(self.item(one) for one in report.items),
        )

    def response(self, answer: OfficeAnswer, report: GatheredReport) -> OfficeResponseRow:
        """Show the response of an office."""
        one = answer.response
        return OfficeResponseRow(
            report=one.report,
            published=one.report_published,
            office=answer.office.name,
            address=one.address,
            answered=one.response_published,
            standing="; ".join(filter(None, self._standing(answer, report))),
            is_late=one.timeliness == "late",
            items=_applying(one.items),
            open=_open(one.items),
        )

    def _standing(self, answer: OfficeAnswer, report: GatheredReport) -> Iterable[str]:
        one, words = answer.response, self.words
        if one.timeliness == "late":
            yield self.fill(words.late, days=str(one.days_late))
        elif one.timeliness == "in time":
            yield self.fill(words.in_time, days=str(one.day_of_period or ""))
        else:
            yield self.fill(words.unknown)
        if one.is_withdrawn:
            yield self.fill(words.withdrawn)
        if one.report_published != report.published:
            day = in_words(one.report_published, self.language)
            yield self.fill(words.other_day, date=day)

    def item(self, item: GatheredItem) -> GatheredItemView:
        """Show an item with what each office says of it."""
        kind = named(item.kind, self.words.kinds)
        return GatheredItemView(
            heading=self.fill(self.words.item, kind=kind, number=item.number),
            text=item.text,
            rows=tuple(self._of_office(answer, one) for answer, one in item.answers),
        )

    def _of_office(self, answer: OfficeAnswer, item: ItemData) -> OfficeItemRow:
        words, late = self.words, item.days_overdue
        status = named(item.status, words.statuses, self.fill(words.not_recorded))
        return OfficeItemRow(
            office=answer.office.name,
            address=answer.response.address,
            applies=item.applies,
            action=named(item.action, words.actions),
            status=status if item.applies else self.fill(words.applies_not),
            due=item.target or item.due,
            overdue=self.fill(words.overdue, days=f"{late:,}") if late else "",
        )
