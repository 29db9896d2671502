"""When the papers of a meeting must be out, and what does not fit together in panel.yaml."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s55.errors import S55Error
from s55.model.panel import ClearDays
from s55.office.panel_file import load_panel
from s55.problems import Problem
from s55.rules.deadlines import england_and_wales
from s55.rules.meetings import meeting_warnings, next_meeting, papers_day
from s55.views.meetings import papers_line

CLOSED = england_and_wales()
DAYS = st.dates(date(2013, 1, 1), date(2050, 12, 31))


def _warnings(meetings: str) -> list[Problem]:
    return list(meeting_warnings(load_panel(f"meetings:\n{meetings}", "panel.yaml"), CLOSED))


@pytest.mark.parametrize(
    ("meeting", "clear_days", "out"),
    [
        # Tuesday to Monday lie between: 1, 2, 3, 4 and 7 December.
        (date(2026, 12, 8), 5, date(2026, 11, 30)),
        (date(2026, 12, 10), 5, date(2026, 12, 2)),
        # Easter: Friday 3 and Monday 6 April 2026 are bank holidays.
        (date(2026, 4, 9), 5, date(2026, 3, 30)),
        # A Monday's papers do not come out on the Saturday or Sunday before.
        (date(2026, 12, 7), 0, date(2026, 12, 4)),
        (date(2026, 12, 8), 3, date(2026, 12, 2)),
        (date(2027, 1, 5), 5, date(2026, 12, 23)),
    ],
)
def test_the_day_by_which_papers_must_be_out(meeting: date, clear_days: int, out: date) -> None:
    assert papers_day(meeting, clear_days, CLOSED) == out


@given(DAYS, st.integers(0, 28))
def test_so_many_working_days_lie_between_and_one_day_later_too_few(
    meeting: date, clear_days: int
) -> None:
    """Counted in another way: day by day, neither end included."""

    def between(out: date) -> int:
        days = (out + timedelta(days=number) for number in range(1, (meeting - out).days))
        return sum(CLOSED(day) is None for day in days)

    out = papers_day(meeting, clear_days, CLOSED)
    assert CLOSED(out) is None
    assert out < meeting
    assert between(out) >= clear_days
    later = out + timedelta(days=1)
    while later < meeting and CLOSED(later) is not None:
        later += timedelta(days=1)
    assert later == meeting or between(later) < clear_days


def test_a_paper_that_is_closed_after_its_meeting_is_refused_at_its_line() -> None:
    with pytest.raises(S55Error) as raised:
        load_panel("meetings:\n  - date: 2026-12-08\n    until: 2026-12-09\n", "panel.yaml")
    (problem,) = raised.value.problems
    assert (problem.code, problem.line, problem.column) == ("W115", 3, 12)
    assert "Tuesday 8 December 2026 is closed after it, on Wednesday 9 December 2026" in (
        problem.message
    )
    load_panel("meetings:\n  - date: 2026-12-08\n    until: 2026-12-08\n", "panel.yaml")


@pytest.mark.parametrize(
    ("day", "why"), [("2026-12-06", "Sunday"), ("2026-12-25", "Christmas Day"), ("2026-12-08", "")]
)
def test_a_meeting_on_a_closed_day(day: str, why: str) -> None:
    found = [one.message for one in _warnings(f"  - date: {day}\n")]
    assert [message.rpartition("(")[2].rstrip(")") for message in found] == ([why] if why else [])


@pytest.mark.parametrize(
    ("second", "says"),
    [
        ("since: 2026-09-12", ""),
        ("since: 2026-09-13", "leave out Saturday 12 September 2026"),
        ("since: 2026-09-20", "leave out 12 September 2026 to 19 September 2026"),
        ("since: 2026-09-11", "both hold Friday 11 September 2026"),
        ("until: 2026-09-11", "both hold Friday 11 September 2026"),
        ("until: 2026-11-30", ""),
        ("points: []", ""),
    ],
)
def test_periods_that_leave_a_gap_or_hold_a_day_twice(second: str, says: str) -> None:
    first = "  - date: 2026-09-22\n    until: 2026-09-11\n"
    found = _warnings(f"{first}  - date: 2026-12-08\n    {second}\n")
    assert [one.code for one in found] == (["W117"] if says else [])
    assert says in "".join(one.message for one in found)


def test_the_order_in_the_file_does_not_matter() -> None:
    later = "  - date: 2026-12-08\n    since: 2026-09-20\n"
    assert [one.code for one in _warnings(f"{later}  - date: 2026-09-22\n    until: 2026-09-11\n")]


def test_the_next_meeting_is_today_or_later() -> None:
    panel = load_panel("meetings:\n  - date: 2026-12-08\n  - date: 2026-09-22\n", "panel.yaml")
    found = [next_meeting(panel, date(2026, month, day)) for month, day in ((9, 22), (9, 23))]
    assert [one and one.date for one in found] == [date(2026, 9, 22), date(2026, 12, 8)]
    assert next_meeting(panel, date(2026, 12, 9)) is None


@pytest.mark.parametrize(
    ("today", "how_long"),
    [
        (date(2026, 11, 28), "in 2 days"),
        (date(2026, 11, 29), "in 1 day"),
        (date(2026, 11, 30), "today"),
        (date(2026, 12, 1), "1 day ago"),
    ],
)
def test_the_line_for_the_screen(today: date, how_long: str) -> None:
    assert papers_line(date(2026, 12, 8), ClearDays(), today, CLOSED) == (
        "Papers for the meeting of Tuesday 8 December 2026 must be out by Monday 30 November 2026, "
        f"{how_long} (5 clear days: section 100B of the Local Government Act 1972)."
    )


def test_another_number_of_clear_days_names_its_source() -> None:
    panel = load_panel("papers: {clear_days: 1, source: Rule 4 of the panel}\n", "panel.yaml")
    line = papers_line(date(2026, 12, 8), panel.papers, date(2026, 12, 1), CLOSED)
    assert "by Friday 4 December 2026, in 3 days (1 clear day: Rule 4 of the panel)" in line
