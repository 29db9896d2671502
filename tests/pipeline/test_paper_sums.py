"""The sentences of a paper against the rows of its tables, on an archive with odd cases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

import pytest

from s55.model.panel import PanelSettings
from s55.office.cases import Case, Period, Timeliness, cases_in
from s55.office.items import of_all
from s55.pipeline.papers.paper import PaperInput, earlier_cases, paper_view
from s55.pipeline.rendering.sets import DraftSets
from s55.render.html.document import to_html
from s55.richtext.nodes import Table, plain
from s55.views.lists import ChartView
from s55.views.paper.contents import PanelView
from s55.workspace import find_workspace
from tests.command import ROOT
from tests.forty import TODAY
from tests.odd_archive import COUNT, NEW_HOLDER, odd_cases, settings
from tests.views.paper.paper_for_tests import MEETING, panel_set, section_of, words_of

PERIODS = (
    Period(None, TODAY),
    Period(date(2026, 6, 1), TODAY),
    Period(date(2024, 1, 1), date(2025, 3, 31)),
    Period(date(2023, 1, 1), date(2024, 6, 30)),
)


REPLACED = re.compile("and replaced|and to be replaced")
"""What is said of a row that is counted with another one."""


def paper_of(
    period: Period,
    cases: Iterable[Case] | None = None,
    panel: PanelSettings = PanelSettings(),  # noqa: B008  # it is frozen
) -> PanelView:
    """The view of a paper of the archive, or of some of its reports."""
    found = odd_cases() if cases is None else tuple(cases)
    given = PaperInput(
        day=MEETING,
        period=period,
        cases=tuple(cases_in(found, period)),
        earlier=tuple(earlier_cases(found, period)),
        drafts={},
        today=TODAY,
        settings=settings(),
        panel=panel,
        template=panel_set(),
        sets=DraftSets(find_workspace(ROOT), settings()),
    )
    return paper_view(given)[0]


def counts_after(view: PanelView) -> dict[str, dict[str, int]]:
    """The counts below the table of inspections, by the first words of their introduction."""
    after = section_of(view, "inspections").after
    assert after is not None
    found: dict[str, dict[str, int]] = {}
    here: dict[str, int] = {}
    for line in words_of(after.blocks):
        if line.endswith(":"):
            here = found.setdefault(line.split(",")[0], {})
        elif match := re.fullmatch(r"(.+): (\d+)", line):
            here[match[1]] = int(match[2])
    return found


def number_in(pattern: str, text: str) -> int:
    """A number in a text; 0 where the sentence is not there."""
    match = re.search(pattern, text)
    return int(match[1]) if match else 0


def test_the_archive_has_the_odd_cases() -> None:
    """Forty-eight drafts over five years, with every timeliness and every event."""
    cases = odd_cases()
    assert len(cases) == COUNT
    assert (cases[-1].published - cases[0].published).days > 4 * 365
    assert {case.timeliness for case in cases} == set(Timeliness)
    assert sum(case.is_withdrawn and not case.is_replaced for case in cases) == 2
    assert sum(case.is_replaced for case in cases) == 3
    assert sum(case.awaits_another for case in cases) == 1
    assert any(case.published < NEW_HOLDER for case in cases)


def test_days_taken_are_told_of_responses_that_are_there() -> None:
    """Not of one that is to replace a withdrawn one, in time by that one, and is not out yet."""
    (waiting,) = (case for case in odd_cases() if case.days_taken and not case.answered)
    there = next(case for case in odd_cases() if case.days_taken and not case.is_withdrawn)
    for case, told in ((waiting, 0), (there, 1)):
        view = paper_of(Period(None, TODAY), [case])
        assert to_html(view, panel_set()).count("Days taken: ") == told


@pytest.mark.parametrize("period", PERIODS)
def test_the_counts_below_the_inspections_are_those_of_the_rows(period: Period) -> None:
    """Each row is counted once by its timeliness, and once by who responded.

    A row whose response was withdrawn, and whose new one is awaited, counts as published in time or
    late; so it is not among those that are not published yet.
    """
    view = paper_of(period)
    rows = section_of(view, "inspections").inspections
    counts = counts_after(view)
    by_day = counts[f"The {len(rows)} rows of the table"]
    assert sum(by_day.values()) == len(rows)
    assert by_day["published late"] == sum(
        row.timeliness is Timeliness.LATE and not REPLACED.search(row.standing) for row in rows
    )
    assert by_day.get("not published, and overdue", 0) == sum(
        row.standing.startswith("overdue") for row in rows
    )
    who = counts["Who responded"]
    assert sum(who.values()) == len(rows)
    open_ones = ("not published yet, and not late", "not published, and overdue")
    assert who.get("not published yet", 0) == sum(by_day.get(words, 0) for words in open_ones)
    awaited = "to be replaced: the new response is not published yet"
    assert who.get("not published yet", 0) + who.get(awaited, 0) == sum(
        row.unanswered == "not published yet" for row in rows
    )
    since = counts.get("Since they were published:", {})
    for words, part in (
        ("corrected", "; corrected"),
        ("withdrawn and replaced", "and replaced"),
        ("to be replaced: the new response is not published yet", "to replace it is not published"),
    ):
        assert since.get(words, 0) == sum(part in row.standing for row in rows), words


@pytest.mark.parametrize("period", PERIODS)
def test_the_charts_are_the_tables_and_say_what_they_leave_out(period: Period) -> None:
    """Open items of the tables, those of responses not published yet, those of earlier reports."""
    view = paper_of(period)
    rows = section_of(view, "inspections").inspections
    responses, *of_items = section_of(view, "figures").charts
    replaced = sum(bool(REPLACED.search(row.standing)) for row in rows)
    total = sum(int(row[-1]) for row in responses.rows)
    assert total == len(rows) - replaced
    assert number_in(r"(\d+) responses", responses.description) == total
    still = [row for table in section_of(view, "items").tables for row in table.rows if row.is_open]
    hidden = {row.draft for row in rows if row.unanswered == "not published yet"}
    shown = [row for row in still if row.draft not in hidden]
    said = " ".join(chart.description for chart in of_items)
    open_ones = sum(int(row[-1]) for chart in of_items for row in chart.rows)
    assert open_ones == len(shown) == number_in(r"^(\d+) open items?", said)
    if of_items:
        assert number_in(r"counted: (\d+) items? of reports", said) == len(still) - len(shown)


@pytest.mark.parametrize("period", PERIODS[1:])
def test_the_reports_that_are_not_in_the_table_are_counted_once(period: Period) -> None:
    """Each report once, however many responses it had, and none of those in the table."""
    view = paper_of(period)
    after = section_of(view, "inspections").after
    assert after is not None
    (said,) = (line for line in words_of(after.blocks) if "not in the table" in line)
    rows = {row.draft for row in section_of(view, "inspections").inspections}
    in_table = {case.response.inspection.title for case in odd_cases() if case.name in rows}
    answered = {
        case.response.inspection.title for case in earlier_cases(odd_cases(), period)
    } - in_table
    assert number_in(r"^(\d+) earlier reports", said) == len(answered)


def test_who_responded_is_the_office_holder_of_the_day() -> None:
    """Of two commissioners each has their own; 'each' is only said where it is so."""
    view = paper_of(Period(None, TODAY))
    who = counts_after(view)["Who responded"]
    assert list(who)[:2] == [
        "Alex Example, Norfolk Police and Crime Commissioner",
        "Sam Sample, Norfolk Police and Crime Commissioner",
    ]
    after = section_of(view, "inspections").after
    assert after is not None
    assert not any("each of" in line for line in words_of(after.blocks))
    answered = [
        case
        for case in odd_cases()
        if case.is_answered and case.response.sign_off and case.published > NEW_HOLDER
    ]
    after = section_of(paper_of(Period(None, TODAY), answered), "inspections").after
    assert after is not None
    said = (
        f"Sam Sample, Norfolk Police and Crime Commissioner: each of the {len(answered)} responses"
    )
    assert said in words_of(after.blocks)


MEETINGS = tuple(date(year, month, 9) for year in (2024, 2025, 2026) for month in (3, 9))
OF_MEETINGS = PanelSettings.model_validate(
    {"meetings": [{"date": day.isoformat()} for day in (*MEETINGS, MEETING)]}
)


LONG_AGO = PanelSettings.model_validate({"meetings": [{"date": "2024-01-09"}]})


def progress_of(
    period: Period, panel: PanelSettings = OF_MEETINGS
) -> tuple[PanelView, list[str], ChartView]:
    """A paper of the archive, the words of its section on progress, and the chart there."""
    view = paper_of(period, panel=panel)
    section = section_of(view, "progress")
    assert section.body is not None
    (chart,) = section.charts
    return view, section.body.lines.splitlines(), chart


def facts_in(lines: list[str]) -> list[str]:
    """What is said of each item below its text."""
    said = ("Owner: ", "No owner, day or status")
    return [line.strip() for line in lines if any(words in line for words in said)]


def test_the_open_items_of_earlier_reports_are_all_told() -> None:
    """As many as the figures leave out; the late ones and the reopened ones are counted."""
    view, lines, _ = progress_of(PERIODS[1])
    told = facts_in(lines)
    assert lines[1].startswith(f"{len(told)} items of earlier reports are open; ")
    assert number_in(r"(\d+) late", lines[1]) == sum(line.startswith("▲ late") for line in told)
    assert number_in(r"(\d+) reopened", lines[1]) == sum("reopened on" in line for line in told)
    assert len(told) > 50
    said = " ".join(chart.description for chart in section_of(view, "figures").charts)
    assert number_in(r"counted: (\d+) open items of earlier", said) in (0, len(told))
    expected = [
        item
        for item in of_all(earlier_cases(odd_cases(), PERIODS[1]))
        if item.is_open and item.case.is_answered
    ]
    assert len(told) == len(expected)


def test_the_changes_since_the_last_meeting_are_those_of_the_table() -> None:
    """From, to, day and what is recorded; what the office holds as evidence is not shown."""
    view, lines, _ = progress_of(PERIODS[0], LONG_AGO)
    body = section_of(view, "progress").body
    assert body is not None
    (table,) = (block for block in body.blocks if isinstance(block, Table))
    (said,) = (line for line in lines if "changes of status" in line)
    assert number_in(r"^(\d+) changes", said) == len(table.rows)
    rows = [[plain(cell) for cell in row] for row in table.rows]
    assert number_in(r"of (\d+) items", said) == len({row[0] for row in rows})
    assert all(row[1] != row[2] for row in rows)
    assert ["not recorded", "in progress"] in [row[1:3] for row in rows]
    assert {row[4] for row in rows} & {"Begun. The office holds evidence"}
    assert "Minute 7" not in "\n".join(lines)


def test_the_figures_of_the_last_meetings_add_up() -> None:
    """Open at the meeting before, opened, closed: open at the meeting; today, as the lists say."""
    view, lines, chart = progress_of(PERIODS[1])
    assert chart.columns == ("Meeting", "Opened", "Closed", "Open on the day")
    rows = [tuple(map(int, row[1:])) for row in chart.rows]
    assert len(rows) == 6
    for (_, _, before), (opened, closed, now) in pairwise(rows):
        assert before + opened - closed == now
    assert number_in(r"Since then (\d+) were opened", chart.description) == sum(
        opened for opened, _, _ in rows
    )
    shown = sum(
        row.is_open and row.draft in answered()
        for table in section_of(view, "items").tables
        for row in table.rows
    )
    assert rows[-1][2] == shown + len(facts_in(lines))


def answered() -> set[str]:
    """The drafts of the archive whose response is published."""
    return {case.name for case in odd_cases() if case.is_answered}
