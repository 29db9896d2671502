"""Work out how items moved from meeting to meeting: opened, closed, changed, open on the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from s55.model.progress import ItemStatus, Progress
from s55.office.cases import Case
from s55.office.items import TrackedItem, of_all
from s55.records import dataclass


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An entry of an item's history by which its status changed.

    Attributes:
        item: the item.
        before: how far it was; None where nothing was recorded.
        entry: the entry: its day, how far it was then, what happened.
    """

    item: TrackedItem
    before: ItemStatus | None
    entry: Progress


@dataclass(frozen=True, slots=True)
class Movement:
    """How many items moved up to a day.

    Attributes:
        day: the day.
        opened: how often an item was opened since the day before in the list, reopened ones too.
        closed: how often one was closed.
        open: those that were open on the day.
    """

    day: date
    opened: int
    closed: int
    open: int


def is_open_on(item: TrackedItem, day: date) -> bool:
    """Say whether an item was open to the public on a day.

    It is from the day on which the response was first published; where that day is not known, from
    the statutory last day. One of a replaced response is until the day of the withdrawal.
    """
    case = item.case
    if not case.is_answered or (case.answered or case.statutory) > day:
        return False
    gone = case.response.withdrawal
    if case.is_replaced and gone is not None:
        if gone.on is None or gone.on <= day:
            return False
        status = _at(item, day).status
        return item.applies and (status is None or status.is_open)
    return _at(item, day).is_open


def _at(item: TrackedItem, day: date) -> TrackedItem:
    """Give an item as it was on a day: where the response has its history, by that history."""
    then = item.item
    if then.history and day < item.case.today:
        then = then.model_copy(update={"status": None})
    return replace(item, item=then, case=replace(item.case, today=day))


def movements(cases: Iterable[Case], days: Sequence[date]) -> list[Movement]:
    """Count the items that moved between days, the first of which only begins the count.

    Of each day the number of open items is that of the day before in the list, and those opened,
    without those closed. One that was opened and closed between the two counts as both. An item of
    a response in the place of a withdrawn one is the item of that one, if both call it alike: to
    put a response right neither opens nor closes it, so it is compared on the days alone.

    Args:
        cases: the reports.
        days: in order, two or more.
    """
    found = list(cases)
    latest = _latest_responses(found)
    by_item: dict[tuple[str, str], list[TrackedItem]] = {}
    for item in of_all(found):
        by_item.setdefault((latest[item.case.name], item.reference), []).append(item)
    states = [_open_or_not(items, days) for items in by_item.values()]
    moved = []
    for number, day in enumerate(days[1:]):
        steps = [step for one in states for step in pairwise(one[number])]
        opened, closed = steps.count((False, True)), steps.count((True, False))
        moved.append(Movement(day, opened, closed, sum(one[number][-1] for one in states)))
    return moved


def _open_or_not(items: Sequence[TrackedItem], days: Sequence[date]) -> list[list[bool]]:
    """Say for each of the days but the first whether an item was open since the one before.

    Args:
        items: the item, in each of the responses that are one for another.
        days: in order.
    """
    between = _days_of_change(items[0]) if len(items) == 1 else []
    return [
        [
            any(is_open_on(item, day) for item in items)
            for day in (before, *(one for one in between if before < one < now), now)
        ]
        for before, now in pairwise(days)
    ]


def _days_of_change(item: TrackedItem) -> list[date]:
    first = item.case.answered or item.case.statutory
    return sorted({first, *(entry.date for entry in item.history)})


def _latest_responses(cases: Iterable[Case]) -> dict[str, str]:
    """Name for each response the last of those that came in its place, by their drafts."""
    by_name = {case.name: case for case in cases}
    found = {}
    for name, case in by_name.items():
        seen = [case]
        while (successor := _successor(seen[-1], by_name)) and successor not in seen:
            seen.append(successor)
        found[name] = seen[-1].name
    return found


def _successor(case: Case, by_name: Mapping[str, Case]) -> Case | None:
    gone = case.response.withdrawal
    other = by_name.get(gone.replaced_by or "") if gone else None
    return other if other and other.published == case.published else None


def changes_since(cases: Iterable[Case], day: date) -> list[ItemChange]:
    """List the entries after a day, up to that of the cases, by which an item's status changed.

    Only those of published responses; in the order of the reports and items, then by day. An entry
    about one of several forces is compared with what was recorded for that force.
    """
    found = []
    for item in of_all(cases):
        if not item.applies or not item.case.is_answered or item.case.is_replaced:
            continue
        before: dict[str | None, ItemStatus | None] = {None: _stated(item)}
        for entry in item.history:
            was = before.get(entry.force, before[None])
            if entry.date > day and entry.status is not was:
                found.append(ItemChange(item, was, entry))
            before[entry.force] = entry.status
    return found


def _stated(item: TrackedItem) -> ItemStatus | None:
    """Give how far an item was before its first entry; None where nothing says so.

    It is what the response says, unless that is itself the outcome of a history in the response.
    """
    return None if item.item.history else item.item.status
