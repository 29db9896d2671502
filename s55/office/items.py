"""Follow the items of all reports until they are done, and find them by their names."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property

from s55.errors import S55Error
from s55.model.names import ItemKind, ItemName, kind_of, names_of, owner_of
from s55.model.progress import ItemMark, ItemStatus, Progress
from s55.model.response import Item, Response
from s55.office.cases import Case
from s55.problems import error
from s55.records import dataclass

SOON_DAYS = 30
"""An item that is due within so many days is due soon."""


class Pace(StrEnum):
    """How an item compares with the day by which to do it."""

    LATE = "late"
    SOON = "due within 30 days"
    ON_TIME = "on time"
    NO_DAY = "no day is set"
    DONE = "done"
    WITHDRAWN = "response withdrawn"


_SHORT = {
    ItemKind.CAUSE_OF_CONCERN: "C",
    ItemKind.RECOMMENDATION: "R",
    ItemKind.AREA_FOR_IMPROVEMENT: "AFI",
    ItemKind.AREA_FOR_PRIORITY_ACTION: "AFI",
}


@dataclass(frozen=True)
class TrackedItem:
    """One item of one report. Its history, which all else is made of, is put in order once.

    Attributes:
        case: the report it is in.
        path: its path in the draft.
        kind: what kind of item it is.
        reference: its short name, unique in the draft: 'R2' for recommendation 2,
            'AFI3' for the third area for improvement, 'C1-R1' for a recommendation of a cause of
            concern. It has the report's own number, or the place in the list where
            the report has none. Records name items by it, so nothing that the office adds
            (its own number, a heading, a priority) changes it.
        name: what tells it apart from the others in words.
        item: the item.
        applies: whether it applies to the force. A recommendation of a cause of concern that does
            not apply does not apply either: no document shows it, and the Act asks nothing of it.
    """

    case: Case
    path: str
    kind: ItemKind
    reference: str
    name: ItemName
    item: Item
    applies: bool

    @cached_property
    def history(self) -> tuple[Progress, ...]:
        """Give its entries up to the case's day, by date; of one day in the order written."""
        entries = (*self.item.history, *self.case.progress.get(self.reference, ()))
        known = (entry for entry in entries if entry.date <= self.case.today)
        return tuple(sorted(known, key=lambda entry: entry.date))

    @property
    def latest(self) -> Progress | None:
        """Give its latest entry; None if there is none."""
        return next(reversed(self.history), None)

    @property
    def by_force(self) -> dict[str, ItemStatus]:
        """Give how far each force is whose entries are later than those on all forces."""
        found: dict[str, ItemStatus] = {}
        for entry in self.history:
            if entry.force is None:
                found.clear()
            else:
                found[entry.force] = entry.status
        return found

    @property
    def status(self) -> ItemStatus | None:
        """Give how far the force is; None if nothing is recorded.

        Of several forces it is the status of one with something left to do, if there is one.
        Without an entry in the record of progress, it is what the response says.
        """
        if not self.case.progress.get(self.reference) or self.latest is None:
            return self.item.status or (self.latest.status if self.latest else None)
        by_force = self.by_force
        statuses = list(by_force.values())
        on_all = [entry.status for entry in self.history if entry.force is None]
        if on_all and not by_force.keys() >= set(self.case.response.inspection.forces):
            statuses.append(on_all[-1])
        still = [status for status in statuses if status.is_open]
        return (still or statuses)[-1]

    def latest_of(self, force: str | None) -> Progress | None:
        """Give the latest entry on a force, one on all forces included; of any force for None."""
        entries = [one for one in self.history if force is None or one.force in (None, force)]
        return entries[-1] if entries else None

    def status_of(self, force: str | None) -> ItemStatus | None:
        """Give how far one of several forces is; as :attr:`status` for None."""
        if force is None:
            return self.status
        latest = self.latest_of(force) if self.case.progress.get(self.reference) else None
        return latest.status if latest else self.item.status or self.status

    @property
    def is_open(self) -> bool:
        """Say whether it applies to the force and something is left to do.

        Of a response that was withdrawn and replaced nothing is: the other one has its items.
        """
        left = self.status is None or self.status.is_open
        return self.applies and left and not self.case.is_replaced

    @property
    def owner(self) -> str | None:
        """Give who in the force sees to it: the latest that was recorded, or the response's."""
        owners = (entry.owner for entry in reversed(self.history) if entry.owner)
        return next(owners, self.item.owner)

    @property
    def target(self) -> date | None:
        """Give the day by which the force means to have done it, as recorded last."""
        days = (entry.due for entry in reversed(self.history) if entry.due)
        return next(days, self.item.target_date)

    @property
    def mark(self) -> ItemMark | None:
        """Give how the policing body judges it: the latest that was recorded, or the response's."""
        marks = (entry.mark for entry in reversed(self.history) if entry.mark)
        return next(marks, self.item.mark)

    @property
    def due(self) -> date | None:
        """Give the day by which to do it: the force's target date, or else the report's date."""
        return self.target or self.item.due

    @property
    def pace(self) -> Pace | None:
        """Compare the item with its day; None where nothing is to be done, and nothing was.

        So it is for an item that does not apply, or whose response another one replaces. Where the
        response is withdrawn and nothing is in its place, its days count no more.
        """
        if not self.is_open:
            return Pace.DONE if self.status and not self.status.is_open else None
        if self.case.is_withdrawn:
            return Pace.WITHDRAWN
        if self.due is None:
            return Pace.NO_DAY
        left = (self.due - self.case.today).days
        if left < 0:
            return Pace.LATE
        return Pace.SOON if left <= SOON_DAYS else Pace.ON_TIME

    @property
    def days_overdue(self) -> int:
        """Count the days by which an item is late; 0 if it is not."""
        if self.pace is not Pace.LATE or self.due is None:
            return 0
        return (self.case.today - self.due).days


def tracked_items(case: Case) -> list[TrackedItem]:
    """List every item of a report in its order, those that do not apply included."""
    response = case.response
    references, names = references_of(response), names_of(response)
    applying = {path for path, _ in response.applying_items()}
    return [
        TrackedItem(
            case, path, names[path].kind, references[path], names[path], item, path in applying
        )
        for path, item in response.all_items()
    ]


def references_of(response: Response) -> dict[str, str]:
    """Name each item, by its path, in the order of the document.

    No two names are alike, capitals aside. Items without a number make way: 'R2' is the item that
    the report numbers 2, whichever is second. A cause of concern is named before its
    recommendations, because their names begin with its name.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for path, item in sorted(response.all_items(), key=_order_of_naming):
        owner = owner_of(path)
        before = f"{found[owner]}-" if owner else ""
        number = _compact(item.number) or str(int(path[path.rindex("[") + 1 : -1]) + 1)
        name = unique = f"{before}{_SHORT[kind_of(item)]}{number}"
        again = 1
        while unique.casefold() in taken:
            again += 1
            unique = f"{name}.{again}"
        taken.add(unique.casefold())
        found[path] = unique
    return {path: found[path] for path, _ in response.all_items()}


def _order_of_naming(named: tuple[str, Item]) -> tuple[bool, bool]:
    path, item = named
    return owner_of(path) is not None, not _compact(item.number)


def _compact(number: str | None) -> str:
    """Strip a number of spaces and of words before it: '3' of 'Recommendation 3'."""
    words = (number or "").split()
    if len(words) > 1 and words[0].isalpha() and any(map(str.isdigit, words[-1])):
        words = [word for word in words if not word.isalpha() or len(word) == 1]
    return "".join(words)


def of_all(cases: Iterable[Case]) -> list[TrackedItem]:
    """List the items of all reports, report by report."""
    return [item for case in cases for item in tracked_items(case)]


_WORDS = (
    (re.compile(r"^(?:recommendation|rec)s?(?=\W|\d|$)"), "r"),
    (re.compile(r"^areas?\s*for\s*improvement"), "afi"),
    (re.compile(r"^causes?\s*of\s*concern"), "c"),
)


def path_of_item(name: str, response: Response) -> str:
    """Find the path of the item that ``name`` means.

    Args:
        name: a reference, in capitals or not, with or without spaces; the number as the report
            prints it, the office's own number or the heading above it, where one item alone has
            it; or the path in the draft.
        response: what the draft holds.

    Raises:
        S55Error: D131 when no item is meant, D132 when several could be.
    """
    references = references_of(response)
    if name.strip() in references:
        return name.strip()
    by_name = {_typed(reference): path for path, reference in references.items()}
    if path := by_name.get(_typed(name)):
        return path
    for field in ("number", "office_number", "under"):
        meant = [
            path
            for path, item in response.all_items()
            if (value := getattr(item, field)) is not None and _typed(value) == _typed(name)
        ]
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise _ambiguous(name, field, [references[path] for path in meant])
    raise _unknown(name, list(references.values()))


def _typed(name: str) -> str:
    """Fold a name for comparison: no spaces, no capitals, 'R' for 'Recommendation'."""
    folded = " ".join(name.casefold().split())
    for words, short in _WORDS:
        folded = words.sub(short, folded)
    return folded.replace(" ", "")


def _ambiguous(name: str, field: str, references: Sequence[str]) -> S55Error:
    typed = name.strip()
    what = f"stand under '{typed}'" if field == "under" else f"have the number {typed}"
    problem = error(
        "D132",
        f"several items {what}",
        f"Name one of them: {', '.join(references)}.",
    )
    return S55Error([problem])


def _unknown(name: str, references: Sequence[str]) -> S55Error:
    folded = {_typed(reference): reference for reference in references}
    # A recommendation of a cause of concern goes by both names: 'R1' may be meant as 'C1-R1'.
    nested = [reference for reference in folded if reference.endswith(f"-{_typed(name)}")]
    close = nested or difflib.get_close_matches(_typed(name), folded, n=1)
    hint = f"Did you mean {folded[close[0]]}? " if close else ""
    hint += f"There are: {', '.join(references)}." if references else "It has no items."
    return S55Error([error("D131", f"the draft has no item '{name.strip()}'", hint)])
