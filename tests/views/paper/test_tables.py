"""The tables of a paper: every date, what was late, and how far each item is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from s55.office.cases import Case
from tests.office.cases_for_tests import LAST_DAY, TODAY, areas, case, concerns, recommendations
from tests.views.paper.paper_for_tests import SIGNED, cells_of, section_of, view_of, words_of


@pytest.mark.parametrize(
    ("found", "answered", "taken", "words", "late"),
    [
        (case(answered=LAST_DAY), "31 August 2026", "56", "in time", False),
        (
            case(answered=LAST_DAY + timedelta(1)),
            "1 September 2026",
            "57",
            "late: 1 day after the statutory last day",
            True,
        ),
        (
            case(answered=LAST_DAY + timedelta(5)),
            "5 September 2026",
            "61",
            "late: 5 days after the statutory last day",
            True,
        ),
        (case(today=LAST_DAY), "not published yet", "", "open: today is the last day", False),
        (
            case(today=LAST_DAY - timedelta(1)),
            "not published yet",
            "",
            "open: 1 day left",
            False,
        ),
        (
            case(today=LAST_DAY - timedelta(2)),
            "not published yet",
            "",
            "open: 2 days left",
            False,
        ),
        (case(), "not published yet", "", "overdue by 83 days", True),
        (
            case(answered="unknown"),
            "published; date not recorded",
            "",
            "date not recorded",
            False,
        ),
    ],
)
def test_a_row_of_the_inspections(
    found: Case, answered: str, taken: str, words: str, late: bool
) -> None:
    """Both dates, the days and where it stands, to the day."""
    view = view_of(found)
    (cells,) = cells_of(view, "reports")
    assert cells[:6] == [
        "Title of report",
        "7 July 2026",
        "31 August 2026",
        answered,
        taken or "–",
        words,
    ]
    (row,) = section_of(view, "inspections").inspections
    assert bool(row.late) is late


def test_what_stands_after_the_inspections() -> None:
    """Counts of all; the late with their dates; what is not appended, and why."""
    after = section_of(
        view_of(
            case(name="a", answered=LAST_DAY, **SIGNED),
            case(name="b", answered=LAST_DAY + timedelta(5), **SIGNED),
            case(name="c"),
            case(name="d", answered="unknown"),
        ),
        "inspections",
    ).after
    assert after is not None
    assert words_of(after.blocks) == [
        "Of the responses to these reports:",
        "published in time: 1",
        "published late: 1",
        "not published, and overdue: 1",
        "published on a day that was not recorded: 1",
        "The following were late or are overdue:",
        "Title of b: the statutory last day was 31 August 2026. The response was published on "
        "5 September 2026, 5 days late.",
        "Title of c: the statutory last day was 31 August 2026. The response is overdue by "
        "83 days.",
        "The following are not appended:",
        "Title of c: the response has not been published yet.",
        "Title of d: the response is not recorded as signed off.",
    ]


def test_nothing_late_is_a_nought_and_no_list() -> None:
    """The number of late responses is always told."""
    after = section_of(view_of(case(answered=LAST_DAY, **SIGNED)), "inspections").after
    assert after is not None
    assert words_of(after.blocks) == [
        "Of the responses to these reports:",
        "published in time: 1",
        "published late: 0",
    ]


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        ("https://www.example.org/r", "Response on the web"),
        ("minute 4", None),
        ("", None),
        ("javascript:x", None),
    ],
)
def test_the_link_to_the_response_on_the_web(reference: str, shown: str | None) -> None:
    """Only where the record of its publication gives an address."""
    record: dict[str, Any] = {"date": LAST_DAY, **({"reference": reference} if reference else {})}
    found = case(distribution={"website": record})
    (row,) = section_of(view_of(found), "inspections").inspections
    assert (str(row.response) if row.response else None) == shown


def items_of(found: Case) -> list[list[str]]:
    """The cells of the one table of items, row by row."""
    view = view_of(found)
    (table,) = section_of(view, "items").tables
    assert table.caption == "Title of report"
    return cells_of(view, "items")


def test_a_row_of_the_items() -> None:
    """All six cells, as the force gave them."""
    parts = {
        **concerns({"recommendations": [{"number": 1, "text": "Mend it."}]}),
        **recommendations(
            {
                "number": 4,
                "text": "Count **boats**:\n\n- big ones\n- small ones",
                "owner": "Head of Boats",
                "target_date": "2026-12-24",
                "due": "2027-01-31",
                "status": "in progress",
            },
            {"number": 5, "applies": False},
            {"number": 6, "due": "2027-01-31"},
            {"number": 7, "complete_by": "By spring"},
        ),
        **areas({"status": "complete"}),
    }
    rows = items_of(case(answered=LAST_DAY, **SIGNED, **parts))
    nothing = ("not recorded", "none recorded", "not recorded")
    assert [tuple(row) for row in rows] == [
        ("C1", "Cause of concern", "It is bad.", *nothing),
        ("C1-R1", "Recommendation", "Mend it.", *nothing),
        (
            "R4",
            "Recommendation",
            "Count boats: big ones; small ones",
            "Head of Boats",
            "24 December 2026",
            "in progress",
        ),
        (
            "R6",
            "Recommendation",
            "Do it.",
            "not recorded",
            "set by the report: 31 January 2027",
            "not recorded",
        ),
        (
            "R7",
            "Recommendation",
            "Do it.",
            "not recorded",
            "set by the report: By spring",
            "not recorded",
        ),
        ("AFI1", "Area for improvement", "Do better.", "not recorded", "none recorded", "complete"),
    ]


def test_an_unpublished_draft_gives_nothing_away() -> None:
    """The report is public and the draft is not: no owner, no date of the force, no status."""
    item = {
        "text": "Count boats.",
        "owner": "Head of Boats",
        "target_date": "2026-12-24",
        "status": "complete",
        "action": "taken",
        "action_details": "Secret.",
        "policing_body": "Secret.",
        "force_action": "Secret.",
        "history": [{"date": "2026-08-01", "status": "complete", "note": "Secret."}],
    }
    (cells,) = items_of(case(**recommendations(item)))
    assert cells[2:] == ["Count boats.", *["response not published yet"] * 3]
    (cells,) = items_of(case(**recommendations({**item, "due": "2027-01-31"})))
    assert cells[4] == "set by the report: 31 January 2027"


def test_a_row_of_an_unpublished_draft_holds_what_the_report_says_and_no_more() -> None:
    """So that no layout can show it."""
    answers = {
        "owner": "Head of Boats",
        "target_date": "2026-12-24",
        "status": "complete",
        "action": "taken",
        "action_details": "Secret.",
        "policing_body": "Secret.",
        "force_action": "Secret.",
        "history": [{"date": "2026-08-01", "status": "complete", "note": "Secret."}],
    }
    (table,) = section_of(view_of(case(**recommendations(answers))), "items").tables
    (bare,) = section_of(view_of(case(**recommendations({}))), "items").tables
    assert table == bare


def test_a_report_without_items_has_no_table() -> None:
    """Also where none of them applies."""
    view = view_of(
        case(name="a", today=TODAY), case(name="b", **recommendations({"applies": False}))
    )
    assert section_of(view, "items").tables == ()
