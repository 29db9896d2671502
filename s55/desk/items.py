"""The items of all reports, to be followed until they are done: who, by when, how far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from s55.desk.cases import Case
from s55.model.response import (
    AreaForImprovement,
    CauseOfConcern,
    Item,
    ItemStatus,
)


class ItemKind(StrEnum):
    """What kind of item a report makes."""

    CAUSE_OF_CONCERN = "cause of concern"
    RECOMMENDATION = "recommendation"
    AREA_FOR_IMPROVEMENT = "area for improvement"


_SHORT = {
    ItemKind.CAUSE_OF_CONCERN: "C",
    ItemKind.RECOMMENDATION: "R",
    ItemKind.AREA_FOR_IMPROVEMENT: "AFI",
}


@dataclass(frozen=True, slots=True)
class TrackedItem:
    """One item of one report.

    Attributes:
        case: the report it is in.
        path: its path in the draft.
        kind: what kind of item it is.
        reference: its short name, of which the draft has no second: 'R2' for recommendation 2,
            'AFI3' for the third area for improvement, 'C1-R1' for a recommendation of a cause of
            concern. The report's own number stands in it; the place in the list where the report
            has none.
        item: the item.
    """

    case: Case
    path: str
    kind: ItemKind
    reference: str
    item: Item

    @property
    def status(self) -> ItemStatus | None:
        """How far the force is; None where nothing is recorded."""
        return self.item.current_status

    @property
    def is_open(self) -> bool:
        """Whether it applies to the force and is not recorded as complete."""
        return self.item.applies and self.status is not ItemStatus.COMPLETE

    @property
    def due(self) -> date | None:
        """The day it is to be done by: the force's target date, or else the report's date."""
        return self.item.target_date or self.item.due

    @property
    def days_overdue(self) -> int:
        """Days by which an open item is over its day; 0 when it is not, or has none."""
        if not self.is_open or self.due is None:
            return 0
        return max(0, (self.case.today - self.due).days)

    @property
    def days_open(self) -> int:
        """Days since the report was published, for an item that is open; 0 for one that is not."""
        return max(0, (self.case.today - self.case.published).days) if self.is_open else 0


def tracked_items(case: Case) -> list[TrackedItem]:
    """Every item of a report in the order of the document, those that do not apply included.

    A recommendation of a cause of concern that does not apply stands as its draft says; see
    :func:`s55.statute.statutory_problems` for what the Act asks of it.
    """
    named = list(_named(case))
    counts = Counter(reference for _, _, reference, _ in named)
    seen: Counter[str] = Counter()
    found = []
    for path, kind, reference, item in named:
        seen[reference] += 1
        # Two items of one number: the second and those after it say which they are.
        double = counts[reference] > 1 and seen[reference] > 1
        unique = f"{reference}.{seen[reference]}" if double else reference
        found.append(TrackedItem(case, path, kind, unique, item))
    return found


def _named(case: Case) -> Iterable[tuple[str, ItemKind, str, Item]]:
    concern, place = "", Counter[str]()
    for path, item in case.response.all_items():
        nested = ".recommendations[" in path
        kind = _kind_of(item)
        group = concern if nested else ""
        place[f"{group}{kind}"] += 1
        number = _compact(item.number) or str(place[f"{group}{kind}"])
        reference = f"{_SHORT[kind]}{number}"
        if kind is ItemKind.CAUSE_OF_CONCERN:
            concern = reference
        yield path, kind, f"{concern}-{reference}" if nested else reference, item


def _compact(number: str | None) -> str:
    return "".join((number or "").split())


def _kind_of(item: Item) -> ItemKind:
    match item:
        case CauseOfConcern():
            return ItemKind.CAUSE_OF_CONCERN
        case AreaForImprovement():
            return ItemKind.AREA_FOR_IMPROVEMENT
        case _:
            return ItemKind.RECOMMENDATION


def of_all(cases: Iterable[Case]) -> list[TrackedItem]:
    """The items of all reports, report by report."""
    return [item for case in cases for item in tracked_items(case)]
