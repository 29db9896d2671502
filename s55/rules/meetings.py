"""The days of the panel's meetings: when papers must be out, and what does not fit together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from s55.model.dates import in_words, with_weekday
from s55.model.panel import Meeting, PanelSettings
from s55.problems import Problem, error, warning
from s55.rules.deadlines import Closure, last_working_day

_DAY = timedelta(days=1)
_WHERE = "panel.yaml"


def papers_day(meeting: date, clear_days: int, closed: Closure) -> date:
    """Find the last working day on which the papers of a meeting can come out.

    Agenda and papers have to lie open so many clear days before the meeting: working days between
    the two, neither the day on which they come out nor that of the meeting counted (section 100B of
    the Local Government Act 1972, as the Police and Crime Panels (Application of Local Authority
    Enactments) Regulations 2012 apply it).

    >>> papers_day(date(2026, 12, 8), 5, lambda day: "weekend" if day.weekday() > 4 else None)
    datetime.date(2026, 11, 30)

    Args:
        meeting: the day of the meeting.
        clear_days: how many, in working days.
        closed: the calendar of days on which offices are closed.
    """
    day = meeting
    for _ in range(clear_days):
        day = last_working_day(day - _DAY, closed)
    return last_working_day(day - _DAY, closed)


def meeting_errors(panel: PanelSettings) -> Iterator[Problem]:
    """W115 for a paper that is closed after its meeting, with its path."""
    for index, meeting in enumerate(panel.meetings):
        if meeting.until and meeting.until > meeting.date:
            yield error(
                "W115",
                f"the paper of the meeting on {with_weekday(meeting.date)} is closed after it, on "
                f"{with_weekday(meeting.until)}",
                "Correct 'until' or 'date'.",
                path=f"meetings[{index}].until",
            )


def meeting_warnings(panel: PanelSettings, closed: Closure) -> Iterator[Problem]:
    """Report the days of the panel's file that do not fit together: W116 and W117."""
    yield from closed_day_warnings(panel, closed)
    yield from period_warnings(panel)


def closed_day_warnings(panel: PanelSettings, closed: Closure) -> Iterator[Problem]:
    """W116 for each meeting of the panel's file on a closed day, with its path."""
    for index, meeting in enumerate(panel.meetings):
        for found in on_a_closed_day(meeting.date, f"Check its date in {_WHERE}.", closed):
            yield replace(found, path=f"meetings[{index}].date")


def period_warnings(panel: PanelSettings) -> Iterator[Problem]:
    """W117 for periods with a gap or a day in two papers, with the path of the later meeting."""
    in_order = sorted(enumerate(panel.meetings), key=lambda numbered: numbered[1].date)
    for (_, before), (index, after) in pairwise(in_order):
        for found in _between(before, after):
            yield replace(found, path=f"meetings[{index}]")


def on_a_closed_day(meeting: date, hint: str, closed: Closure) -> Iterator[Problem]:
    """W116 for a meeting on a weekend or a bank holiday.

    Args:
        meeting: the day of the meeting.
        hint: where its date is to be put right.
        closed: the calendar of days on which offices are closed.
    """
    if (why := closed(meeting)) is not None:
        yield warning(
            "W116",
            f"the meeting of {with_weekday(meeting)} is on a day on which offices are closed "
            f"({why})",
            hint,
        )


def _between(before: Meeting, after: Meeting) -> Iterator[Problem]:
    """Compare the periods of the papers of two meetings that follow each other."""
    if before.until is None:
        return
    if after.since is not None and after.since > before.until + _DAY:
        first, last = before.until + _DAY, after.since - _DAY
        days = with_weekday(first) if first == last else f"{in_words(first)} to {in_words(last)}"
        yield _apart(before, after, f"leave out {days}")
    overlap = after.since is not None and after.since <= before.until
    if overlap or (after.until is not None and after.until <= before.until):
        yield _apart(before, after, f"both hold {with_weekday(before.until)}")


def _apart(before: Meeting, after: Meeting, what: str) -> Problem:
    return warning(
        "W117",
        f"the papers of {with_weekday(before.date)} and {with_weekday(after.date)} {what}",
        f"Correct 'since' and 'until' of these meetings in {_WHERE}; without 'since', a paper goes "
        "on where the last one ended.",
    )


def next_meeting(panel: PanelSettings, today: date) -> Meeting | None:
    """Find the next meeting, today's included; None where none is given."""
    coming = [meeting for meeting in panel.meetings if meeting.date >= today]
    return min(coming, key=lambda meeting: meeting.date, default=None)
