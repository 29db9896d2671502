"""The register: every item of every response, and every inspection, as rows for any format.

It is a document of the office: what is kept for the office alone, as the evidence, stands in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from s55.model.dates import in_words
from s55.model.office import Settings
from s55.office.cases import Case, Timeliness
from s55.office.figures import Chart, Spoken, items_by_status_and_age, responses_by_year
from s55.office.items import TrackedItem, of_all
from s55.templating.register_manifest import RegisterManifest, RegisterWords
from s55.templating.wording import Wording
from s55.views.plain_text import plain_text


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An item of a report; texts are plain, '' where there is nothing.

    Attributes:
        report: the title of the report.
        draft: the name of the draft, as the commands take it.
        published: the day the report was published.
        item: the item's short name, as ``s55 update`` takes it.
        number: its own number, as the report prints it.
        kind: what kind of item it is, in words.
        text: its text.
        addressee: whom the report asks.
        due: the day the report sets.
        target: the day the force means to have done it by.
        applies: whether it applies to the force, in words, with the reason.
        action: what the body does about it, in words, with its details.
        owner: who in the force sees to it.
        status: how far the force is, in words.
        updated: the day of the latest entry of its history.
        note: the note of that entry.
        evidence: the evidence of that entry.
        overdue: days over its day, which is the target or else the report's; None for an item
            that is not open or has no day.
        is_open: whether it applies and is not complete.
    """

    report: str
    draft: str
    published: date
    item: str
    number: str
    kind: str
    text: str
    addressee: str
    due: date | None
    target: date | None
    applies: str
    action: str
    owner: str
    status: str
    updated: date | None
    note: str
    evidence: str
    overdue: int | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class InspectionRow:
    """A report and its response.

    Attributes:
        report: the title of the report.
        draft: the name of the draft.
        published: the day it was published.
        statutory: the statutory last day.
        answered: the day the response was published.
        taken: which day of the period that was, the report's own day being 1.
        timeliness: whether it was in time, in words.
        late: days late, by today where it is not published; None where that is not known.
        items: how many items apply to the force.
        open: how many of them are open.
        link: the address of the report.
    """

    report: str
    draft: str
    published: date
    statutory: date
    answered: date | None
    taken: int | None
    timeliness: str
    late: int | None
    items: int
    open: int
    link: str


@dataclass(frozen=True, slots=True)
class Register:
    """Everything that a register shows, in any format.

    Attributes:
        language: of the document (BCP 47).
        document_title: the title of the file.
        author: the office.
        dated: the day on which it was reckoned.
        title: the title line.
        introduction: what it is.
        reckoned: the sentence with that day.
        items: every item, report by report, those that do not apply included.
        inspections: every report.
        charts: open items by age and status, responses by year.
        words: the fixed wording.
    """

    language: str
    document_title: str
    author: str
    dated: date
    title: str
    introduction: str
    reckoned: str
    items: tuple[RegisterRow, ...]
    inspections: tuple[InspectionRow, ...]
    charts: tuple[Chart, ...]
    words: RegisterWords

    @property
    def open_items(self) -> tuple[RegisterRow, ...]:
        """The items that are open."""
        return tuple(row for row in self.items if row.is_open)


def register_of(
    cases: Sequence[Case], settings: Settings, manifest: RegisterManifest, today: date
) -> Register:
    """The register of these cases, in their order.

    Args:
        cases: the reports and where their responses stand.
        settings: the office's settings.
        manifest: the template set's, for its words.
        today: the current day in Europe/London.

    Raises:
        S55Error: L105 when a label cannot be filled in.
    """
    values = {"office": settings.office, "force": settings.force, "today": in_words(today)}
    wording = Wording(values, f"manifest of {manifest.name}")
    words, items = manifest.labels, of_all(cases)
    spoken = Spoken(words.charts, wording.fill)
    return Register(
        language=manifest.language,
        document_title=wording.fill(words.document_title),
        author=settings.office.name,
        dated=today,
        title=wording.fill(words.title),
        introduction=wording.fill(words.introduction),
        reckoned=wording.fill(words.reckoned),
        items=tuple(_item_row(item, words) for item in items),
        inspections=tuple(_inspection_row(case, items, words) for case in cases),
        charts=(items_by_status_and_age(items, spoken), responses_by_year(cases, spoken)),
        words=words,
    )


def _item_row(tracked: TrackedItem, words: RegisterWords) -> RegisterRow:
    item, latest = tracked.item, tracked.item.latest
    counted = tracked.is_open and tracked.due is not None
    return RegisterRow(
        report=tracked.case.response.inspection.title,
        draft=tracked.case.name,
        published=tracked.case.published,
        item=tracked.reference,
        number=item.number or "",
        kind=getattr(words.kinds, tracked.kind.name.lower()),
        text=plain_text(item.text),
        addressee=item.addressed_to or "",
        due=item.due,
        target=item.target_date,
        applies=_applies(tracked, words),
        action=_action(tracked, words),
        owner=item.owner or "",
        status=_status(tracked, words),
        updated=latest.date if latest else None,
        note=(latest.note or "") if latest else "",
        evidence=(latest.evidence or "") if latest else "",
        overdue=tracked.days_overdue if counted else None,
        is_open=tracked.is_open,
    )


def _applies(tracked: TrackedItem, words: RegisterWords) -> str:
    if tracked.applies:
        return words.yes
    reason = tracked.item.reason_not_applicable
    return f"{words.no}: {reason}" if reason else words.no


def _action(tracked: TrackedItem, words: RegisterWords) -> str:
    """What the body does, and on lines below it the details, or else its comments."""
    item = tracked.item
    name = getattr(words.actions, item.action.value) if item.action else ""
    details = plain_text(item.action_details) or plain_text(item.policing_body)
    return "\n".join(filter(None, (name, details)))


def _status(tracked: TrackedItem, words: RegisterWords) -> str:
    if tracked.status is None:
        return words.not_recorded if tracked.applies else ""
    word: str = getattr(words.statuses, tracked.status.name.lower())
    return word


def _inspection_row(
    case: Case, items: Sequence[TrackedItem], words: RegisterWords
) -> InspectionRow:
    applying = [item for item in items if item.case is case and item.applies]
    known = case.timeliness is not Timeliness.UNKNOWN
    return InspectionRow(
        report=case.response.inspection.title,
        draft=case.name,
        published=case.published,
        statutory=case.statutory,
        answered=case.answered,
        taken=case.days_taken,
        timeliness=getattr(words.timeliness, _TIMELINESS[case.timeliness]),
        late=case.days_late if known else None,
        items=len(applying),
        open=sum(item.is_open for item in applying),
        link=case.response.inspection.link.address,
    )


_TIMELINESS = MappingProxyType(
    {
        Timeliness.IN_TIME: "in_time",
        Timeliness.LATE: "late",
        Timeliness.OPEN: "open",
        Timeliness.OVERDUE: "overdue",
        Timeliness.UNKNOWN: "unknown",
    }
)
