"""Merge what was filled into a sheet with what the records say by now: which entries are new.

Three versions of an item are compared: as the sheet showed it, as it is recorded now, and as it was
filled in. What was filled in is a new entry, and nothing is replaced by it. It is a conflict where
both sides changed the same thing to something else.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from s55.model.progress import ItemStatus, Progress
from s55.problems import Problem
from s55.records import dataclass
from s55.returns.sheets.cells import in_a_line
from s55.returns.sheets.filled_in import Base
from s55.returns.sheets.rows import GivenRow, row_problem
from s55.views.progress_sheet import ItemState, SheetItem

_FIELDS = {
    "status": "status",
    "superseded_by": "item in its place",
    "owner": "owner",
    "due": "due date",
}
"""What a new entry changes of the state of an item, in words."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry that a row gives.

    Attributes:
        row: the number of the row.
        item: the item, as it is recorded now.
        entry: the entry.
    """

    row: int
    item: SheetItem
    entry: Progress


@dataclass(frozen=True, slots=True)
class MergedSheet:
    """What a sheet changes.

    Attributes:
        entries: the new entries, in the order of the drafts and their items.
        known: how many rows gave an entry that is recorded already.
        problems: the rows that were left out, and why.
    """

    entries: tuple[NewEntry, ...]
    known: int
    problems: tuple[Problem, ...]


def merged_sheet(
    given: Sequence[GivenRow], items: Mapping[str, SheetItem], base: Base | None
) -> MergedSheet:
    """Find the new entries that the rows give.

    Args:
        given: the rows with something filled in.
        items: every item that is recorded now, by its id, in the order of lists.
        base: what the sheet showed; None where that is lost.
    """
    places = {identity: number for number, identity in enumerate(items)}
    entries: list[NewEntry] = []
    problems: list[Problem] = []
    known = 0
    for row in given:
        item = items.get(row.identity)
        if item is None:
            problems.append(_unknown(row))
            continue
        shown = base.rows.get(row.identity) if base else None
        if base and shown is None:
            problems.append(_unknown(row))
            continue
        if _is_recorded(row, item):
            known += 1
            continue
        wrong = list(_wrong(row, item, items, shown))
        problems += wrong
        if not wrong:
            entries.append(NewEntry(row.number, item, _entry(row, item)))
    entries.sort(key=lambda one: places[one.item.identity])
    return MergedSheet(tuple(entries), known, tuple(problems))


def _unknown(row: GivenRow) -> Problem:
    return row_problem(
        "R145",
        row.number,
        row.identity,
        "s55 knows no item of this id",
        "Its draft may have been renamed: s55 status lists them. Correct the id in the sheet.",
    )


def _is_recorded(row: GivenRow, item: SheetItem) -> bool:
    """Whether the history has just this entry; where no status was chosen, with any."""
    return any(
        entry == _as_progress(row, item.force, row.status or entry.status, row.lines)
        for entry in item.tracked.history
        if entry.date == row.day
    )


def _as_progress(
    row: GivenRow, force: str | None, status: ItemStatus, lines: Mapping[str, str]
) -> Progress:
    said = {**lines, "force": force, "due": row.due}
    return Progress.model_validate({"date": row.day, "status": status, **said})


def _entry(row: GivenRow, item: SheetItem) -> Progress:
    status, lines = row.status, dict(row.lines)
    if status is None:
        status = item.state.status or ItemStatus.NOT_STARTED
        if status is ItemStatus.REOPENED:  # only what was done is reopened
            status = ItemStatus.IN_PROGRESS
        if status is ItemStatus.SUPERSEDED and item.state.superseded_by:
            lines.setdefault("superseded_by", item.state.superseded_by)
    return _as_progress(row, item.force, status, lines)


def _wrong(
    row: GivenRow,
    item: SheetItem,
    items: Mapping[str, SheetItem],
    shown: Mapping[str, str] | None,
) -> Iterator[Problem]:
    """Tell why a row cannot be taken as it is."""
    if row.status is None and item.state.status is None:
        what = "no status was chosen, and none is recorded"
        hint = "Choose how far the force is."
        yield row_problem("R150", row.number, row.identity, what, hint)
    if shown is None:
        return
    if moved := _moved_to(item, items, shown.get("text", "")):
        what = f"its item is now {moved}: the items of the draft were renumbered since"
        hint = f"If it is about that item, record it by hand: s55 update {_typed(items[moved])}."
        yield row_problem("R154", row.number, row.identity, what, hint)
        return
    before = _state_of(shown)
    theirs = ItemState(row.status, row.lines.get("superseded_by"), row.lines.get("owner"), row.due)
    for name, words in _FIELDS.items():
        was, now, said = (getattr(state, name) for state in (before, item.state, theirs))
        if said is not None and now not in (was, said):
            what = (
                f"the {words} is '{_shown(said)}' in the sheet, and was changed meanwhile from "
                f"'{_shown(was)}' to '{_shown(now)}'"
            )
            hint = f"Decide which is right. To record the sheet's: s55 update {_typed(item)}."
            yield row_problem("R152", row.number, row.identity, what, hint)


def _typed(item: SheetItem) -> str:
    return f"{shlex.quote(item.tracked.case.name)} {item.tracked.reference}"


def _moved_to(item: SheetItem, items: Mapping[str, SheetItem], text: str) -> str | None:
    """Give the id that the text of an item has by now, where it is not its own any more."""

    def says(other: SheetItem) -> bool:
        return str(other.values["text"]).split() == text.split()

    if not text or says(item):
        return None
    name = item.tracked.case.name
    return next(
        (key for key, one in items.items() if one.tracked.case.name == name and says(one)), None
    )


def _state_of(shown: Mapping[str, str]) -> ItemState:
    """Read the state of an item that the hidden sheet holds; what is not sound is nothing."""
    status, due = shown.get("state_status"), shown.get("state_due")
    try:
        day = date.fromisoformat(due) if due else None
    except ValueError:
        day = None
    return ItemState(
        status=next((one for one in ItemStatus if one.value == status), None),
        superseded_by=shown.get("state_superseded_by") or None,
        owner=shown.get("state_owner") or None,
        due=day,
    )


def _shown(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return in_a_line(str(value)) if value is not None else "nothing"
