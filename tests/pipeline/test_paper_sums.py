"""The sentences of a paper against the rows of its tables, on an archive with odd cases."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import pytest

from s55.model.panel import PanelSettings
from s55.office.cases import Case, Period, Timeliness, cases_in
from s55.pipeline.paper import PaperInput, earlier_cases, paper_view
from s55.pipeline.response import DraftSets
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


def paper_of(period: Period, cases: Iterable[Case] = odd_cases()) -> PanelView:
    """The view of a paper of the archive."""
    found = tuple(cases)
    given = PaperInput(
        day=MEETING,
        period=period,
        cases=tuple(cases_in(found, period)),
        earlier=tuple(earlier_cases(found, period)),
        drafts={},
        today=TODAY,
        settings=settings(),
        panel=PanelSettings(),
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
    assert sum(case.is_replaced for case in cases) == 2
    assert any(case.published < NEW_HOLDER for case in cases)


@pytest.mark.parametrize("period", PERIODS)
def test_the_counts_below_the_inspections_are_those_of_the_rows(period: Period) -> None:
    """Each row is counted once by its timeliness, and once by who responded."""
    view = paper_of(period)
    rows = section_of(view, "inspections").inspections
    counts = counts_after(view)
    by_day = counts[f"The {len(rows)} rows of the table"]
    assert sum(by_day.values()) == len(rows)
    assert by_day["published late"] == sum(
        row.timeliness is Timeliness.LATE and "and replaced" not in row.standing for row in rows
    )
    assert by_day.get("not published, and overdue", 0) == sum(
        row.standing.startswith("overdue") for row in rows
    )
    who = counts["Who responded"]
    assert sum(who.values()) == len(rows)
    assert who.get("not published yet", 0) == sum(
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
    replaced = sum("and replaced" in row.standing for row in rows)
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
