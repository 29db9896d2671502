"""Which cases belong to a period: those whose report or whose response was published in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from s55.office.cases import Case


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included; either may be open."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether ``day`` falls in the period."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


def cases_in(cases: Iterable[Case], period: Period) -> list[Case]:
    """The cases that a period concerns, in the order given.

    A case concerns a period when it was open on any day of it: from the day its report was
    published to the day its response was. So one that is late or not answered at all is in the
    paper of every period until it is answered.
    """
    return [case for case in cases if _was_open_in(case, period)]


def _was_open_in(case: Case, period: Period) -> bool:
    if period.until is not None and case.published > period.until:
        return False
    if not case.is_answered or period.since is None:
        return True
    # Where the day of the response was not kept, it is taken to have been in time.
    return (case.answered or case.statutory) >= period.since
