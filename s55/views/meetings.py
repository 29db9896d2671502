"""Write what is to be known of the panel's next meeting: its day, and when papers must be out."""

from __future__ import annotations

from datetime import date

from s55.model.dates import with_weekday
from s55.model.panel import ClearDays
from s55.rules.deadlines import Closure
from s55.rules.meetings import papers_day


def papers_line(meeting: date, rule: ClearDays, today: date, closed: Closure) -> str:
    """Say by when the papers of a meeting have to be out, and how long that is, or was."""
    day = papers_day(meeting, rule.clear_days, closed)
    return (
        f"Papers for the meeting of {with_weekday(meeting)} must be out by {with_weekday(day)}, "
        f"{_how_long((day - today).days)} ({clear_days_in_words(rule)})."
    )


def clear_days_in_words(rule: ClearDays) -> str:
    """Say how many clear days there have to be, and what says so."""
    days = "1 clear day" if rule.clear_days == 1 else f"{rule.clear_days} clear days"
    return f"{days}: {rule.source}"


def _how_long(left: int) -> str:
    days = "1 day" if abs(left) == 1 else f"{abs(left)} days"
    if left == 0:
        return "today"
    return f"in {days}" if left > 0 else f"{days} ago"
