"""Choose open items of all responses by force, owner, status and whether they are late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from s55.model.forces import force_named, same_force
from s55.model.office import Settings
from s55.model.progress import ItemStatus
from s55.office.items import Pace
from s55.records import dataclass
from s55.views.progress_sheet import SheetPlace

NO_STATUS = "no status"
"""Chooses the items of which nothing is recorded."""
STATUSES = (NO_STATUS, *(one.value for one in ItemStatus if one.is_open))
"""How far the force can be with an open item."""


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """Which open items are meant.

    Attributes:
        owner: who sees to them; None for everybody.
        force: the force; None for every one.
        status: one of :data:`STATUSES`; None for any.
        is_late: whether only those are meant whose day is over.
    """

    owner: str | None = None
    force: str | None = None
    status: str | None = None
    is_late: bool = False

    def takes(self, place: SheetPlace, settings: Settings) -> bool:
        """Say whether an open item is meant."""
        if not place.is_open or (self.is_late and place.tracked.pace is not Pace.LATE):
            return False
        if self.owner is not None and _folded(place.tracked.owner or "") != _folded(self.owner):
            return False
        status = place.tracked.status_of(place.force)
        if self.status is not None and self.status != (status.value if status else NO_STATUS):
            return False
        return self.force is None or _is_of(self.force, place, settings)


def _is_of(force: str, place: SheetPlace, settings: Settings) -> bool:
    named = forces_of(place)
    if any(same_force(force, one) for one in named):
        return True
    # A national report names no force; its items are then those of the office's own.
    is_own = same_force(force, settings.force.name)
    return is_own and place.force is None and not any(force_named(one) for one in named)


def forces_of(place: SheetPlace) -> Sequence[str]:
    """Name the forces that an item is about."""
    return (place.force,) if place.force else place.tracked.case.response.inspection.forces


def owners_among(places: Iterable[SheetPlace]) -> list[str]:
    """List who sees to open items."""
    return sorted({one.tracked.owner for one in places if one.is_open and one.tracked.owner})


def forces_among(places: Iterable[SheetPlace]) -> list[str]:
    """List the forces that have open items."""
    return sorted({force for one in places if one.is_open for force in forces_of(one)})


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
