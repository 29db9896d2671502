"""The counts behind the charts: which item and which response is counted where."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest

from s55.model.base import Model
from s55.model.chart_words import ChartWords
from s55.office.figures import Chart, ChartRow, ChartWording, table_of
from s55.office.figures import items_by_status_and_age as chart_of_items
from s55.office.figures import responses_by_year as chart_of_responses
from s55.office.items import of_all
from s55.templating.wording import Wording
from tests.office.cases_for_tests import case, recommendations

FILL = Wording({}, "manifest of a test").fill
items_by_status_and_age = partial(chart_of_items, spoken=ChartWording(ChartWords(), FILL))
responses_by_year = partial(chart_of_responses, spoken=ChartWording(ChartWords(), FILL))


def test_open_items_are_counted_by_the_age_of_their_report_and_their_status() -> None:
    """Complete items and those that do not apply are in no count."""
    young = case(
        date(2026, 10, 1),
        name="young",
        **recommendations(
            {"status": "not started"},
            {"status": "in progress"},
            {"status": "in progress"},
            {"status": "complete"},
            {},
        ),
    )
    old = case(
        date(2020, 1, 1),
        name="old",
        **recommendations({"status": "in progress"}, {"applies": False, "status": "in progress"}),
    )
    chart = items_by_status_and_age(of_all([young, old]))
    assert chart.series == ("not started", "in progress", "not recorded")
    assert [(row.label, row.values) for row in chart.rows] == [
        ("Under 3 months", (1, 2, 1)),
        ("3 to 6 months", (0, 0, 0)),
        ("6 to 12 months", (0, 0, 0)),
        ("A year or more", (0, 1, 0)),
    ]
    assert chart.description == (
        "5 open items: 1 not started, 3 in progress, 1 not recorded. "
        "One of these is from a report that is a year old or more."
    )
    assert chart.totals == (1, 3, 1)


@pytest.mark.parametrize(
    ("published", "row"),
    [
        (date(2026, 11, 22), 0),
        (date(2026, 8, 23), 0),
        (date(2026, 8, 22), 1),
        (date(2026, 5, 23), 1),
        (date(2026, 5, 22), 2),
        (date(2025, 11, 23), 2),
        (date(2025, 11, 22), 3),
        (date(2017, 3, 9), 3),
    ],
)
def test_ages_are_whole_calendar_months(published: date, row: int) -> None:
    """On 22 November 2026 a report of 22 August is three months old, one of the 23rd is not."""
    chart = items_by_status_and_age(of_all([case(published, **recommendations({}))]))
    assert [sum(line.values) for line in chart.rows].index(1) == row


def test_a_report_dated_in_the_future_counts_as_young() -> None:
    """The check refuses such a draft; the figures do not fail on it."""
    chart = items_by_status_and_age(of_all([case(date(2027, 2, 1), **recommendations({}))]))
    assert chart.rows[0].values == (0, 0, 1)


@pytest.mark.parametrize(
    ("count", "old", "sentence"),
    [
        (1, 0, "1 open item: 1 not recorded. None is from a report that is a year old or more."),
        (1, 1, "1 open item: 1 not recorded. It is from a report that is a year old or more."),
        (
            2,
            2,
            "2 open items: 2 not recorded. "
            "All of these are from reports that are a year old or more.",
        ),
        (
            5,
            3,
            "5 open items: 5 not recorded. "
            "3 of these are from reports that are a year old or more.",
        ),
    ],
)
def test_the_description_is_good_english_for_any_number(
    count: int, old: int, sentence: str
) -> None:
    """One, all and some."""
    cases = [
        case(date(2020, 1, 1), **recommendations(*[{}] * old)),
        case(date(2026, 11, 1), **recommendations(*[{}] * (count - old))),
    ]
    assert items_by_status_and_age(of_all(cases)).description == sentence


def test_no_items_and_no_responses_make_charts_too() -> None:
    """A new office has an empty register."""
    chart = items_by_status_and_age([])
    assert chart.description == "No items are open."
    assert [row.total for row in chart.rows] == [0, 0, 0, 0]
    empty = responses_by_year([])
    assert (empty.rows, empty.description) == ((), "None yet.")
    assert empty.totals == ()


def test_responses_are_counted_in_the_year_of_the_report() -> None:
    """Also when the response came in the year after; a year between without any has a row."""
    chart = responses_by_year(
        [
            case(date(2023, 12, 20), answered=date(2024, 1, 5)),
            case(date(2023, 7, 7), answered=date(2023, 8, 31)),
            case(date(2023, 7, 7), answered=date(2023, 9, 1)),
            case(date(2026, 11, 1)),
            case(date(2026, 9, 1)),
            case(date(2025, 3, 3), answered=date(2025, 3, 4)),
        ]
    )
    assert chart.series == ("in time", "late", "open", "overdue")
    assert [(row.label, row.values) for row in chart.rows] == [
        ("2023", (2, 1, 0, 0)),
        ("2024", (0, 0, 0, 0)),
        ("2025", (1, 0, 0, 0)),
        ("2026", (0, 0, 1, 1)),
    ]
    assert chart.description == "6 responses: 3 in time, 1 late, 1 open, 1 overdue."


def test_a_response_whose_day_was_not_kept_has_a_series_of_its_own() -> None:
    """It is neither in time nor late."""
    chart = responses_by_year([case(date(2024, 2, 2), answered="unknown")])
    assert chart.series[-1] == "date not recorded"
    assert chart.rows == (ChartRow("2024", (0, 0, 0, 0, 1)),)


def test_the_oldest_years_share_a_row_when_there_are_more_than_eight() -> None:
    """No response is left out of the count."""
    cases = [case(date(year, 2, 2), answered=date(year, 2, 3)) for year in range(2015, 2027)]
    chart = responses_by_year(cases)
    assert [(row.label, row.values[0]) for row in chart.rows] == [
        ("2015 to 2018", 4),
        *((str(year), 1) for year in range(2019, 2027)),
    ]
    nine = responses_by_year(cases[3:])
    assert [row.label for row in nine.rows] == [str(year) for year in range(2018, 2027)]
    assert sum(nine.totals) == 9


def test_the_table_holds_the_numbers_of_the_chart_and_their_sums() -> None:
    """The chart's title is the caption, the series are headings."""
    chart = Chart("Title", "", "Year", ("in time", "late"), (ChartRow("2025", (3, 1)),))
    table = table_of(chart)
    assert table.caption == "Title"
    assert table.headings == ("Year", "In time", "Late", "Total")
    assert table.rows == (("2025", "3", "1", "4"),)


def test_every_word_of_the_charts_is_the_template_set_s() -> None:
    """No word of a chart comes from elsewhere: with made-up words nothing else is left."""
    spoken = ChartWording(_made_up(ChartWords), FILL)
    cases = [
        case(date(year, 2, 2), answered="unknown", **recommendations({}))
        for year in range(2014, 2026)
    ]
    items, responses = chart_of_items(of_all(cases), spoken), chart_of_responses(cases, spoken)
    assert items.title == "<title>"
    assert items.description == "<many>12/<count>12+<not_recorded> <all_old>12"
    assert items.series == ("<not_started>", "<in_progress>", "<not_recorded>")
    assert [row.label for row in items.rows] == [
        "<under_three_months>",
        "<three_to_six_months>",
        "<six_to_twelve_months>",
        "<year_or_more>",
    ]
    assert responses.description == "<many>12/<count>12+<unknown>"
    assert responses.rows[0].label == "<years>2014-2017"
    assert responses.series == ("<in_time>", "<late>", "<open>", "<overdue>", "<unknown>")
    assert table_of(responses).headings[0] == "<rows>"
    assert table_of(responses).headings[-1] == "<total>"
    assert items.nothing == "<nothing>"


def _made_up(model: type[Model]) -> Any:
    """Words that name the label they stand for, and all that can be filled in."""
    names = {
        "many": "{{ number }}/{{ counts }}",
        "all_old": "{{ number }}",
        "count": "{{ number }}+{{ words }}",
        "years": "{{ first }}-{{ last }}",
    }
    return model.model_validate(
        {
            name: _made_up(field.annotation)
            if isinstance(field.annotation, type) and issubclass(field.annotation, Model)
            else f"<{name}>{names.get(name, '')}"
            for name, field in model.model_fields.items()
        }
    )
