"""What lists of reports and of items show: one row for each, with its values, and charts.

The same rows serve the register, the paper for the panel and the publication pages. They hold
dates, numbers, statuses and parsed texts; a layout writes ``{{ row.due | date }}`` and
``{{ row.status | named(words.statuses) }}``. What one list shows beyond that, it adds to the row.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from s55.model.dates import in_words
from s55.model.names import ItemKind
from s55.model.progress import ItemMark, ItemStatus, Progress
from s55.model.response import Action
from s55.office.cases import Case, Timeliness
from s55.office.items import Pace, TrackedItem, tracked_items
from s55.records import dataclass
from s55.templating.list_words import RevisionWords, StatusWords, named
from s55.templating.wording import Wording
from s55.views.fields import BlockField, InlineField, block_field, control
from s55.views.response.contents import LogoView

ITEM_LEVEL = 4
"""The heading level of an item in a list of items, below which the headings of its texts are."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item of a report, with nothing that is for the office alone.

    Attributes:
        report: the title of the report.
        draft: the name of the draft, as the commands take it.
        published: the day the report was published.
        item: the item's short name, as 's55 update' takes it.
        number: its own number, as the report prints it; '' where it has none.
        office_number: the office's own number of an item without one; '' where it gives none.
        under: the heading of the report under which it stands; '' where none is given.
        kind: what kind of item it is.
        text: its text.
        addressee: whom the report asks; '' where it does not say.
        due: the day the report sets, or None.
        target: the day by which the force means to have done it, or None.
        applies: whether it applies to the force.
        reason: why it does not apply; '' where nothing is said.
        action: what the body does about it, or None.
        action_details: the details of that, or None.
        policing_body: the body's comments on it, or None.
        force_action: what the force does about it, or None.
        owner: who in the force sees to it; '' where nobody is named.
        status: how far the force is, or None.
        standing: the same in words, with the item in its place, the day from which it is open
            again, and each of several forces; '' where nothing is recorded.
        mark: how the policing body judges it; None where nothing is said.
        pace: how it compares with its day; None for an item that does not apply.
        updated: the day of the latest entry of its history, or None.
        note: the note of that entry.
        overdue: days over its day; None for an item that is not open, has no day, or whose response
            is withdrawn.
        is_open: whether it applies and is not complete.
    """

    report: str
    draft: str
    published: date
    item: str
    number: str
    office_number: str
    under: str
    kind: ItemKind
    text: BlockField
    addressee: str
    due: date | None
    target: date | None
    applies: bool
    reason: str
    action: Action | None
    action_details: BlockField | None
    policing_body: BlockField | None
    force_action: BlockField | None
    owner: str
    status: ItemStatus | None
    standing: str
    mark: ItemMark | None
    pace: Pace | None
    updated: date | None
    note: str
    overdue: int | None
    is_open: bool

    @property
    def day(self) -> date | None:
        """The day by which it is to be done: the force's own, or else the report's."""
        return self.target or self.due

    @property
    def pace_key(self) -> str:
        """The name of its pace for style sheets: 'late', 'soon', 'on-time' and so on."""
        return self.pace.name.lower().replace("_", "-") if self.pace else ""

    @property
    def explanation(self) -> str:
        """The details of the action as plain text, or else the body's comments."""
        texts = (self.action_details, self.policing_body)
        return next((text.lines for text in texts if text and text.lines), "")


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """A report and its response.

    Attributes:
        report: the title of the report.
        draft: the name of the draft, as the commands take it.
        published: the day the report was published.
        statutory: the statutory last day.
        answered: the day the response was published; None where it was not or is not known.
        taken: which day of the period that was, the report's own day being 1; None as above.
        timeliness: where the response stands against the statutory last day.
        late: days late, by today where it is not published; None where that is not known.
        items: how many items apply to the force.
        open: how many of them are open.
        link: the address of the report.
        revised: that the response was withdrawn, or last corrected, in words; '' otherwise.
        other: the response's document in its second language, in that language's own name, and a
            link to it where it is published; None where it has none.
    """

    report: str
    draft: str
    published: date
    statutory: date
    answered: date | None
    taken: int | None
    timeliness: Timeliness
    late: int | None
    items: int
    open: int
    link: str
    revised: str
    other: InlineField | None


@dataclass(frozen=True, slots=True)
class ChartPicture(LogoView):
    """A chart as a picture.

    Attributes:
        data: the bytes of the picture.
        media_type: its format.
        alternative_text: what can be seen in it, for those who do not see it.
    """


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart, with its data as a table.

    Attributes:
        title: what it shows.
        description: what can be seen in it, in words.
        columns: the headings of the table.
        rows: its rows; the first cell heads the row.
        drawing: the chart as SVG, in the page.
        picture: the chart as a picture, in Word; else None.
        table: what its table is called; '' where it is called as the chart.
    """

    title: str
    description: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    drawing: str = ""
    picture: ChartPicture | None = None
    table: str = ""


ItemRowT = TypeVar("ItemRowT", bound=ItemRow)
InspectionRowT = TypeVar("InspectionRowT", bound=InspectionRow)


@dataclass(frozen=True, slots=True)
class ProgressWording:
    """Writes in words how far the force is with an item.

    Attributes:
        words: the words of the template set.
        fill: fills words into a label.
        language: of the list (BCP 47).
    """

    words: StatusWords
    fill: Callable[..., str]
    language: str

    def of(self, tracked: TrackedItem) -> str:
        """Write how far the force is, or each force; '' where nothing is recorded."""
        by_force, latest = tracked.by_force, tracked.latest
        if not by_force:
            if latest and latest.status is tracked.status:
                return self._entry(tracked, latest)
            return named(tracked.status, self.words)
        on_all = next((one for one in reversed(tracked.history) if one.force is None), None)
        covered = by_force.keys() >= set(tracked.case.response.inspection.forces)
        parts = [self._entry(tracked, on_all)] if on_all and not covered else []
        for force in by_force:
            entry = next(one for one in reversed(tracked.history) if one.force == force)
            status = self._entry(tracked, entry)
            parts.append(self.fill(self.words.of_force, force=force, status=status))
        return "; ".join(parts)

    def _entry(self, tracked: TrackedItem, entry: Progress) -> str:
        if entry.status is ItemStatus.SUPERSEDED and entry.superseded_by:
            return self.fill(self.words.superseded_by, item=entry.superseded_by)
        if entry.status is ItemStatus.REOPENED:
            day = _since(tracked, entry)
            return self.fill(self.words.reopened_on, date=in_words(day, self.language))
        return named(entry.status, self.words)


def _since(tracked: TrackedItem, entry: Progress) -> date:
    """Find the day from which an item has had the status of an entry without a break."""
    day = entry.date
    for earlier in reversed(tracked.history):
        if earlier.force == entry.force and earlier.date <= day:
            if earlier.status is not entry.status:
                break
            day = earlier.date
    return day


def item_row(
    row: type[ItemRowT], tracked: TrackedItem, spoken: ProgressWording, **more: Any
) -> ItemRowT:
    """Build the row of an item.

    Args:
        row: the row of the list, :class:`ItemRow` or one derived from it.
        tracked: the item.
        spoken: writes how far the force is.
        more: what the list's row has beyond it, and values that it shows in another way.
    """
    item, latest, path = tracked.item, tracked.latest, tracked.path
    title = tracked.kind.value

    def text(name: str) -> BlockField | None:
        return block_field(f"{path}.{name}", title, getattr(item, name), ITEM_LEVEL)

    values = {
        "report": tracked.case.response.inspection.title,
        "draft": tracked.case.name,
        "published": tracked.case.published,
        "item": tracked.reference,
        "number": tracked.name.number,
        "office_number": tracked.name.office_number,
        "under": tracked.name.under,
        "kind": tracked.kind,
        "text": BlockField((control(f"{path}.text", title, item.text, ITEM_LEVEL),)),
        "addressee": item.addressed_to or "",
        "due": item.due,
        "target": tracked.target,
        "applies": tracked.applies,
        "reason": item.reason_not_applicable or "",
        "action": item.action,
        "action_details": text("action_details"),
        "policing_body": text("policing_body"),
        "force_action": text("force_action"),
        "owner": tracked.owner or "",
        "status": tracked.status,
        "standing": spoken.of(tracked),
        "mark": tracked.mark,
        "pace": tracked.pace if tracked.applies else None,
        "updated": latest.date if latest else None,
        "note": (latest.note or "") if latest else "",
        "overdue": tracked.days_overdue if _has_a_day(tracked) else None,
        "is_open": tracked.is_open,
    }
    return row(**{**values, **more})


def _has_a_day(tracked: TrackedItem) -> bool:
    return tracked.pace in {Pace.LATE, Pace.SOON, Pace.ON_TIME}


def revised(case: Case, words: RevisionWords, wording: Wording, language: str) -> str:
    """Say that a response was withdrawn, last corrected, or replaces another; '' otherwise.

    Args:
        case: the report and its response.
        words: the words of the set.
        wording: fills them in.
        language: of the list (BCP 47).

    Raises:
        S55Error: L105 when they cannot be filled in.
    """
    response = case.response
    gone = response.withdrawal
    last = gone or next(reversed(response.corrections), None)
    if last is None and case.answered_before is not None:
        label = words.replaces if case.is_answered else words.awaited
        return wording.fill(label, date=in_words(case.answered_before, language))
    if last is None:
        return ""
    label = words.corrected if gone is None else words.withdrawn
    if case.is_replaced:
        label = words.to_be_replaced if case.awaits_another else words.replaced
    return wording.fill(label, date=in_words(last.on, language) if last.on else "")


def inspection_row(
    row: type[InspectionRowT], case: Case, revised: str, **more: Any
) -> InspectionRowT:
    """Build the row of a report and its response.

    Args:
        row: the row of the list, :class:`InspectionRow` or one derived from it.
        case: the report and its response.
        revised: what :func:`revised` says of it.
        more: what the list's row has beyond it, and values that it shows in another way.
    """
    applying = [item for item in tracked_items(case) if item.applies]
    values = {
        "report": case.response.inspection.title,
        "draft": case.name,
        "published": case.published,
        "statutory": case.statutory,
        "answered": case.answered,
        "taken": case.days_taken,
        "timeliness": case.timeliness,
        "late": None if case.timeliness is Timeliness.UNKNOWN else case.days_late,
        "items": len(applying),
        "open": sum(item.is_open for item in applying),
        "link": case.response.inspection.link.address,
        "revised": revised,
        "other": None,
    }
    return row(**{**values, **more})
