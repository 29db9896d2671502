"""The overview of all responses."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from s55.views.overview import WIDTH, OverviewRow, overview

OPEN = OverviewRow("peel-2026", False, date(2026, 12, 13), 14, None, 0, "not signed off")
DONE = OverviewRow("calls-2024", True, date(2024, 5, 15), -900, date(2024, 5, 20), 5, "")


def test_late_ones_are_on_top_and_counted() -> None:
    """The next statutory day is one that has not passed."""
    late = replace(OPEN, name="a-late-one", statutory=date(2026, 11, 1), days_left=-1)
    assert overview([DONE, OPEN, late]) == (
        "2 open (1 late), 1 published (1 late).\n"
        "Next statutory day: Sunday 13 December 2026, in 14 days.\n\n"
        "Open        Statutory last day              Waits for\n"
        "a-late-one  1 November 2026, 1 day late     not signed off\n"
        "peel-2026   13 December 2026, 14 days left  not signed off\n\n"
        "Published   On                              Waits for\n"
        "calls-2024  20 May 2024, 5 days late        nothing"
    )


def test_the_last_day_is_today() -> None:
    """The last day is in time, and is called today."""
    text = overview([replace(OPEN, days_left=0)])
    assert "1 open, 0 published.\nNext statutory day: Sunday 13 December 2026, today." in text
    assert "13 December 2026, today  " in text


def test_open_alone_leaves_out_what_is_done_and_still_counts_it() -> None:
    """What is published but not sent on is left to do."""
    unsent = replace(DONE, name="unsent", published=None, waits_for="to be sent to the panel")
    text = overview([DONE, unsent, OPEN], still_open=True)
    assert text.startswith("1 open, 2 published (2 late).")
    assert "calls-2024" not in text
    assert text.endswith("date not recorded, 5 days late  to be sent to the panel")


def test_what_is_published_and_waits_comes_before_the_latest() -> None:
    """Then the latest publication first."""
    newer = replace(DONE, name="newer", published=date(2026, 5, 20))
    unsent = replace(DONE, name="unsent", published=date(2020, 5, 20), waits_for="x")
    lines = overview([DONE, newer, unsent]).splitlines()
    assert [line.split()[0] for line in lines[-3:]] == ["unsent", "newer", "calls-2024"]


def test_no_line_is_wider_than_a_window_and_48_drafts_fit_on_a_page() -> None:
    """However long a name is, and whatever is waited for."""
    rows = [
        replace(
            OPEN,
            name=f"{place:02}-{'inspection-' * 12}",
            statutory=OPEN.statutory + timedelta(days=place),
            days_left=-1000 - place,
            waits_for="comments were due Wednesday 30 September 2026" * 2,
        )
        for place in range(48)
    ]
    lines = overview(rows).splitlines()
    assert len(lines) == 51
    assert max(map(len, lines)) == WIDTH
    assert lines[3].endswith("…")


def test_no_drafts_are_counted_as_none() -> None:
    """An empty workspace is no error."""
    assert overview([]) == "0 open, 0 published."
