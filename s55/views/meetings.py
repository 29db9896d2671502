"""Write what is to be known of a meeting: when its papers must be out, and what is in its paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from s55.model.dates import in_words, with_weekday
from s55.model.panel import ClearDays
from s55.office.cases import Case, Period
from s55.rules.deadlines import Closure
from s55.rules.meetings import papers_day


def papers_line(meeting: date, rule: ClearDays, today: date, closed: Closure) -> str:
    """Say by when the papers of a meeting have to be out, and how long that is, or was."""
    day = papers_day(meeting, rule.clear_days, closed)
    return (
        f"Papers for the meeting of {with_weekday(meeting)} must be out by {with_weekday(day)}, "
        f"{_how_long((day - today).days)} ({clear_days_in_words(rule)})."
    )


def taken_in_words(taken: Iterable[Case]) -> Iterator[tuple[str, str]]:
    """Give the draft of each report in a paper, and what became of its response."""
    for case in taken:
        yield case.name, _response(case)


def left_out_in_words(
    taken: Iterable[Case], all_of: Iterable[Case], period: Period
) -> Iterator[tuple[str, str]]:
    """Give the draft of each report that is not in a paper, and why.

    Args:
        taken: the reports in the paper.
        all_of: every report that was looked at, in order.
        period: what the paper covers.
    """
    names = {case.name for case in taken}
    for case in all_of:
        if case.name not in names:
            yield case.name, _why_not(case, period)


def _response(case: Case) -> str:
    """Say what became of a response."""
    gone = case.response.withdrawal
    if gone is not None:
        by = ", to be replaced by " if case.awaits_another else " and replaced by "
        replaced = f"{by}{gone.replaced_by}" if gone.replaced_by else ""
        day = f" on {in_words(gone.on)}" if gone.on else ""
        return f"response withdrawn{day}{replaced}"
    if not case.is_answered:
        return f"report of {in_words(case.published)}, response not published yet"
    if case.answered is None:
        return "response published, on a day that is not recorded"
    return f"response published on {in_words(case.answered)}"


def _why_not(case: Case, period: Period) -> str:
    if period.until is not None and case.published > period.until:
        return f"report of {in_words(case.published)}, after the period"
    return f"{_response(case)}, before the period"


def clear_days_in_words(rule: ClearDays) -> str:
    """Say how many clear days there have to be, and what says so."""
    days = "1 clear day" if rule.clear_days == 1 else f"{rule.clear_days} clear days"
    return f"{days}: {rule.source}"


def _how_long(left: int) -> str:
    days = "1 day" if abs(left) == 1 else f"{abs(left)} days"
    if left == 0:
        return "today"
    return f"in {days}" if left > 0 else f"{days} ago"
