"""Work out the state of a response on a day: a case is a report and its response.

Every list of the office (panel paper, register, calendar, publication pages) is made of cases, so
that all agree on the dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from enum import StrEnum

from s55.model.progress import Progress
from s55.model.response import Response
from s55.records import dataclass
from s55.rules.deadlines import STATUTORY_PERIOD_DAYS, Closure, Deadline, day_of_period, deadline_of


class Timeliness(StrEnum):
    """How a response compares with the statutory last day (section 55(5A))."""

    IN_TIME = "in time"
    LATE = "late"
    OPEN = "open"
    OVERDUE = "overdue"
    UNKNOWN = "date not recorded"


@dataclass(frozen=True, slots=True)
class Case:
    """One inspection report and its response.

    Attributes:
        name: the name of the draft.
        response: what the draft holds.
        deadline: the dates that follow from the report's publication.
        today: the day as on which the state is given.
        progress: what the record of progress says of each item, by its short name.
        answered_before: the day on which the withdrawn response that it replaces was first
            published; None where it replaces none.
        second_language: that in which it has a document too (BCP 47); '' where it has none.
        awaits_another: whether it was withdrawn, and the response that is to replace it is not
            published yet.
    """

    name: str
    response: Response
    deadline: Deadline
    today: date
    progress: Mapping[str, tuple[Progress, ...]] = field(default_factory=dict)
    answered_before: date | None = None
    second_language: str = ""
    awaits_another: bool = False

    @property
    def published(self) -> date:
        """Give the day on which the report was published: day 1."""
        return self.deadline.published

    @property
    def statutory(self) -> date:
        """Give the statutory last day: day 56 (section 55(5A))."""
        return self.deadline.statutory

    @property
    def is_answered(self) -> bool:
        """Say whether the publication of the response is recorded."""
        return self.response.first_publication is not None

    @property
    def answered(self) -> date | None:
        """Give the day on which the response was first published; None if not, or not known."""
        first = self.response.first_publication
        return first.on if first else None

    @property
    def first_answered(self) -> date | None:
        """Give the day on which the report was first answered, by this response or before it."""
        return min((day for day in (self.answered, self.answered_before) if day), default=None)

    @property
    def is_withdrawn(self) -> bool:
        """Say whether the response was published and is withdrawn."""
        return self.response.withdrawal is not None

    @property
    def is_replaced(self) -> bool:
        """Say whether the response is withdrawn, and another one is in its place."""
        gone = self.response.withdrawal
        return gone is not None and gone.replaced_by is not None

    @property
    def days_taken(self) -> int | None:
        """Count on which day of the period the report was first answered; its own day is 1."""
        return day_of_period(self.published, self.first_answered) if self.first_answered else None

    @property
    def days_late(self) -> int:
        """Count the days by which the response was late, or is late today; 0 when it is not."""
        if self.is_answered and self.first_answered is None:
            return 0
        return max(0, ((self.first_answered or self.today) - self.statutory).days)

    @property
    def days_left(self) -> int:
        """Count the days from today to the statutory last day: 0 on it, negative after it."""
        return self.deadline.days_left(self.today)

    @property
    def timeliness(self) -> Timeliness:
        """Compare the response with the statutory last day."""
        if self.days_taken is not None:
            late = self.days_taken > STATUTORY_PERIOD_DAYS
            return Timeliness.LATE if late else Timeliness.IN_TIME
        if self.is_answered:
            return Timeliness.UNKNOWN
        return Timeliness.OVERDUE if self.days_left < 0 else Timeliness.OPEN


def case_of(
    name: str,
    response: Response,
    days_after_publication: int,
    today: date,
    closed: Closure,
    progress: Mapping[str, tuple[Progress, ...]] | None = None,
    second_language: str = "",
) -> Case:
    """Work out the case of a draft.

    Args:
        name: the name of the draft.
        response: what it holds.
        days_after_publication: the rule of the printed deadline, from the template set.
        today: the current day in Europe/London.
        closed: the calendar of days on which offices are closed.
        progress: what the record of progress says of each item, by its short name.
        second_language: that in which it has a document too (BCP 47); '' where it has none.
    """
    dates = deadline_of(response.inspection.published, days_after_publication, closed)
    return Case(name, response, dates, today, progress or {}, second_language=second_language)


def with_replacements(
    cases: Iterable[Case], beside: Iterable[tuple[str, Response]] = ()
) -> list[Case]:
    """Tell each response that replaces a withdrawn one when the report was first answered.

    Its own publication is not the first: by that of the withdrawn one section 55(5A) is met, or
    not.

    Args:
        cases: the cases.
        beside: responses that are none of the cases, and that one of them may replace.
    """
    found = list(cases)
    responses = {**dict(beside), **{case.name: case.response for case in found}}
    gone = [(name, one) for name, one in responses.items() if one.withdrawal is not None]
    unpublished = {(case.name, case.published) for case in found if not case.is_answered}
    return [
        replace(
            case,
            answered_before=answered_before(case.name, case.published, gone),
            awaits_another=(_successor(case.response), case.published) in unpublished,
        )
        for case in found
    ]


def _successor(response: Response) -> str | None:
    return response.withdrawal.replaced_by if response.withdrawal else None


def answered_before(
    name: str, published: date, responses: Iterable[tuple[str, Response]]
) -> date | None:
    """Find the day on which the responses that one replaces first answered the report.

    One of these may itself replace another: then the day of that one counts too. Only responses to
    the same report count, published on the same day.

    Args:
        name: the name of the draft.
        published: the day on which its report was published.
        responses: those that may have been replaced, by the names of their drafts.

    Returns:
        the earliest day; None where it replaces none, or no day is recorded.
    """
    left = {other: one for other, one in responses if one.inspection.published == published}
    left.pop(name, None)
    wanted, days = [name], []
    while wanted:
        here = wanted.pop()
        for other in [other for other, one in left.items() if _successor(one) == here]:
            first = left.pop(other).first_publication
            days += [first.on] if first and first.on else []
            wanted.append(other)
    return min(days, default=None)


def counted(cases: Iterable[Case]) -> list[Case]:
    """Choose the cases that figures count: none that another one of them replaces.

    The response that replaces it carries the day on which the report was first answered.
    """
    found = list(cases)
    there = {(case.name, case.published) for case in found}
    return [
        case
        for case in found
        if (gone := case.response.withdrawal) is None
        or (gone.replaced_by or "", case.published) not in there
    ]


def place_in_lists(case: Case) -> tuple[date, str]:
    """Make the key that sorts every list: the report's publication, then the draft's name."""
    return case.published, case.name


@dataclass(frozen=True, slots=True)
class Period:
    """From a day to a day, both included; None where it has no beginning or no end."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Say whether ``day`` falls in the period."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


def cases_in(cases: Iterable[Case], period: Period) -> list[Case]:
    """Choose the cases that were open on any day of a period, in the order given.

    A case is open from the day its report was published to the day its response was. So one that
    is late or not answered at all is in the paper of every period until it is answered.
    """
    return [case for case in cases if _was_open_in(case, period)]


def _was_open_in(case: Case, period: Period) -> bool:
    if period.until is not None and case.published > period.until:
        return False
    if not case.is_answered or period.since is None:
        return True
    # A response without a recorded day is taken to have been in time.
    return (case.answered or case.statutory) >= period.since
