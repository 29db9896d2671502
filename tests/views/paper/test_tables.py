"""The tables of a paper: every date, what was late, and how far each item is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from s55.office.cases import Case
from s55.views.paper.excerpts import LONGEST, in_a_line
from s55.views.paper.views import ItemRow
from tests.office.cases_for_tests import LAST_DAY, TODAY, areas, case, concerns, recommendations
from tests.views.paper.paper_for_tests import SIGNED, section_of, view_of, words_of


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
    (row,) = section_of(view_of(found), "inspections").inspections
    assert (row.published, row.statutory) == ("7 July 2026", "31 August 2026")
    assert (row.answered, row.days_taken, row.timeliness, row.late) == (
        answered,
        taken,
        words,
        late,
    )
    assert str(row.title) == "Title of report"


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


def items_of(found: Case) -> list[ItemRow]:
    """The rows of the one table of items."""
    (table,) = section_of(view_of(found), "items").tables
    assert table.caption == "Title of report"
    return list(table.rows)


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
    as_rows = [(row.number, row.kind, row.asked, row.owner, row.target, row.status) for row in rows]
    nothing = ("not recorded", "none recorded", "not recorded")
    assert as_rows == [
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
    }
    (row,) = items_of(case(**recommendations(item)))
    waiting = "response not published yet"
    assert (row.asked, row.owner, row.target, row.status) == (
        "Count boats.",
        waiting,
        waiting,
        waiting,
    )
    (row,) = items_of(case(**recommendations({**item, "due": "2027-01-31"})))
    assert row.target == "set by the report: 31 January 2027"


def test_a_report_without_items_has_no_table() -> None:
    """Also where none of them applies."""
    view = view_of(
        case(name="a", today=TODAY), case(name="b", **recommendations({"applies": False}))
    )
    assert section_of(view, "items").tables == ()


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("One.\n\nTwo.", "One. Two."),
        ("It should\n\n- count; and\n- tell", "It should: count; and tell"),
        (
            "It should:\n\n1. count\n2. tell:\n   - all\n   - soon",
            "It should: count; tell: all; soon",
        ),
        ("# Head\n\nText", "Head; Text"),
        ("> Quoted\n\n---\n\nAfter", "Quoted; After"),
        ("| a | b |\n|---|---|\n| c | d |", "a, b; c, d"),
        ("```\ncode\n```", "code"),
        ("A [link](https://example.org) and *more*", "A link and more"),
        ("  \n", ""),
    ],
)
def test_a_text_in_a_line(markdown: str, line: str) -> None:
    """Nothing of it is lost but its marks."""
    assert in_a_line(markdown) == line


def test_a_long_text_is_cut_at_a_word() -> None:
    """It says so, and is never longer than it may be."""
    text = "word " * 200
    cut = in_a_line(text)
    assert cut.endswith("word …")
    assert len(cut) <= LONGEST + 2
    assert in_a_line("x" * 1000) == "x" * LONGEST + " …"
    assert in_a_line("word " * 10, longest=49) == " ".join(["word"] * 10)
    assert in_a_line("One, two, three.", longest=9) == "One, two …"
