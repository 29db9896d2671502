"""The readings of a report are weighed by what it says of its items."""

from __future__ import annotations

from pathlib import Path

import pytest

from s55.cli.import_ import ImportAs
from s55.importers.imported import DocumentKind
from s55.importers.importing import import_source
from s55.importers.readers import read_source
from s55.importers.reports.findings import ReportItemKind
from s55.importers.reports.reading import REPORT_FORMS, read_report
from s55.importers.reports.weighing import Clues, ReportReading, chosen, reasons
from s55.importers.reports.words import counted
from tests.importers.reports.test_repeats import _item

RECOMMENDATION, AREA = ReportItemKind.RECOMMENDATION, ReportItemKind.AREA_FOR_IMPROVEMENT
CAUSE = ReportItemKind.CAUSE_OF_CONCERN
NOTHING = Clues({}, frozenset(), frozenset())
FIRST, SECOND = "Forces should count all boats.", "Forces should wash all boats."


def _reading(*numbers: str, text: str = FIRST) -> ReportReading:
    items = tuple(_item(text, number) for number in numbers)
    return ReportReading(REPORT_FORMS[-1], 0.2, items, ())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We make four recommendations.", [(RECOMMENDATION, 4)]),
        (
            "We found one cause of concern, made 2 recommendations and found two areas for "
            "improvement.",
            [(CAUSE, 1), (RECOMMENDATION, 2), (AREA, 2)],
        ),
        ("In 2022 we published a report. That report made four recommendations.", []),
        ("Leaders should act on the four recommendations we made.", []),
        ("Three recommendations apply to the force.", []),
    ],
)
def test_what_a_text_counts(text: str, found: list[tuple[ReportItemKind, int]]) -> None:
    assert counted(text) == found


def test_the_reading_with_as_many_items_as_are_counted_is_taken() -> None:
    clues = Clues({RECOMMENDATION: frozenset({2})}, frozenset(), frozenset())
    one, two, three = _reading("1"), _reading("1", "2"), _reading("1", "2", "3")
    assert chosen([one, two, three], clues).reading is two
    assert "the text counts 2 × recommendation, and it has 1" in {
        reason.what for reason in reasons(one, clues)
    }


def test_numbers_that_run_on_speak_for_a_reading_and_gaps_against_it() -> None:
    whole, gap, twice = _reading("1", "2", "3"), _reading("1", "3"), _reading("1", "1", "2")
    points = [sum(reason.points for reason in reasons(one, NOTHING)) for one in (whole, gap, twice)]
    assert points[0] > max(points[1:])


def test_names_and_requests_that_a_reading_has_speak_for_it() -> None:
    clues = Clues(
        {}, frozenset({(RECOMMENDATION, "4")}), frozenset({"forces should wash all boats"})
    )
    mine, other = _reading("4", text=SECOND), _reading("5", text=FIRST)
    assert chosen([other, mine], clues).reading is mine


def test_of_equal_readings_the_first_is_taken_and_one_with_other_items_is_told() -> None:
    one, same, other = _reading(""), _reading(""), _reading("", text=SECOND)
    choice = chosen([one, same, other], NOTHING)
    assert (choice.reading, choice.others) == (one, (other,))


def test_a_reading_that_is_nearly_as_good_is_offered_and_can_be_had() -> None:
    """Recommendations in a table, and a sentence that may be meant as one."""
    path = Path(__file__).parents[1] / "labelled" / "samples" / "fresh-data-audit.html"
    source = read_source(path.read_bytes(), path.name)
    assert [len(other.items) for other in read_report(source).others] == [5]
    made = import_source(source, "an audit.html", None, DocumentKind.REPORT)
    (offer,) = (problem for problem in made.problems if problem.code == "I212")
    assert "has 5 items: with 'The force should feel encouraged" in offer.message
    assert offer.hint == "If that is right: s55 import 'an audit.html' --as sentences"
    asked = import_source(source, "an audit.html", None, DocumentKind.REPORT, form="sentences")
    assert "I212" not in {problem.code for problem in asked.problems}
    assert len(asked.data["items"]) == 5


def test_each_form_can_be_asked_for_by_its_key() -> None:
    assert {form.key for form in REPORT_FORMS} == {one.value for one in ImportAs if one.is_form}
