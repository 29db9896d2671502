"""Items to follow: their short names, what is open, and how late they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s55.errors import S55Error
from s55.model.names import ItemKind
from s55.model.progress import ItemStatus, Progress
from s55.model.response import Response
from s55.office.items import Pace, TrackedItem, of_all, path_of_item, tracked_items
from tests.office.cases_for_tests import PUBLISHED, TODAY, areas, case, concerns, recommendations


def only(**fields: Any) -> TrackedItem:
    """The item of a report with one recommendation."""
    (item,) = tracked_items(case(**recommendations(fields)))
    return item


def names(**parts: Any) -> list[str]:
    """The short names of a report's items."""
    return [item.reference for item in tracked_items(case(**parts))]


def test_items_stand_in_the_order_of_the_document_with_kind_path_and_name() -> None:
    """Causes of concern with their recommendations, recommendations, areas for improvement."""
    found = tracked_items(
        case(
            **concerns({"recommendations": [{"text": "a"}, {"text": "b", "number": 7}]}, {}),
            **recommendations({"number": 2}, {"number": "3a"}),
            **areas({}, {"number": "AFI 4"}),
        )
    )
    assert [(item.path, item.kind, item.reference) for item in found] == [
        ("causes_of_concern.items[0]", ItemKind.CAUSE_OF_CONCERN, "C1"),
        ("causes_of_concern.items[0].recommendations[0]", ItemKind.RECOMMENDATION, "C1-R1"),
        ("causes_of_concern.items[0].recommendations[1]", ItemKind.RECOMMENDATION, "C1-R7"),
        ("causes_of_concern.items[1]", ItemKind.CAUSE_OF_CONCERN, "C2"),
        ("recommendations.items[0]", ItemKind.RECOMMENDATION, "R2"),
        ("recommendations.items[1]", ItemKind.RECOMMENDATION, "R3a"),
        ("areas_for_improvement.items[0]", ItemKind.AREA_FOR_IMPROVEMENT, "AFI1"),
        ("areas_for_improvement.items[1]", ItemKind.AREA_FOR_IMPROVEMENT, "AFI4"),
    ]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["2", "2"], ["R2", "R2.2"]),
        (["2", "2", "2.2"], ["R2", "R2.2", "R2.2.2"]),
        ([None, None, "2"], ["R1", "R2.2", "R2"]),
        (["2", None], ["R2", "R2.2"]),
        (["2a", "2A"], ["R2a", "R2A.2"]),
        (["Recommendation 3", "4 b", "5 to 7"], ["R3", "R4b", "R5to7"]),
        (["Annex"], ["RAnnex"]),
    ],
)
def test_no_two_items_of_a_report_have_one_name(
    numbers: list[str | None], expected: list[str]
) -> None:
    """The item with the number keeps the plain name; one without makes way for it."""
    assert names(**recommendations(*({"number": n} if n else {} for n in numbers))) == expected


def test_recommendations_of_causes_of_one_number_are_told_apart() -> None:
    """By the name of their cause."""
    inner = [{"text": "a", "number": 1}]
    both = concerns(
        {"number": 1, "recommendations": inner}, {"number": 1, "recommendations": inner}
    )
    assert names(**both) == ["C1", "C1-R1", "C1.2", "C1.2-R1"]


NUMBERS = st.none() | st.sampled_from(("1", "2", "2.2", "1-R1", "2a", "2A", "A", "1 2", "12", "."))


@given(
    st.lists(st.tuples(NUMBERS, st.lists(NUMBERS, max_size=4)), max_size=4),
    st.lists(NUMBERS, max_size=5),
    st.lists(NUMBERS, max_size=5),
)
def test_names_are_unique_whatever_the_numbers(
    of_concerns: list[tuple[str | None, list[str | None]]],
    of_recommendations: list[str | None],
    of_areas: list[str | None],
) -> None:
    """Also when capitals are not told apart, as in what a clerk types."""

    def items(numbers: list[str | None]) -> list[dict[str, Any]]:
        return [{"text": "x", "number": number} for number in numbers]

    found = names(
        causes_of_concern={
            "items": [
                {"text": "x", "number": number, "recommendations": items(inner)}
                for number, inner in of_concerns
            ]
        },
        recommendations={"items": items(of_recommendations)},
        areas_for_improvement={"items": items(of_areas)},
    )
    assert len({name.casefold() for name in found}) == len(found)
    assert not any(" " in name for name in found)


@pytest.mark.parametrize(
    ("fields", "is_open"),
    [
        ({}, True),
        ({"status": "not started"}, True),
        ({"status": "in progress"}, True),
        ({"status": "complete"}, False),
        ({"applies": False}, False),
        ({"applies": False, "status": "in progress"}, False),
        ({"history": [{"date": TODAY, "status": "complete"}]}, False),
        ({"status": "in progress", "history": [{"date": TODAY, "status": "complete"}]}, True),
    ],
)
def test_an_item_is_open_until_it_is_complete_if_it_applies(
    fields: dict[str, Any], is_open: bool
) -> None:
    """The status given counts before the history."""
    assert only(**fields).is_open is is_open


def test_nothing_below_a_cause_of_concern_that_does_not_apply_applies() -> None:
    """As in the documents, which do not show it, and for section 55(5B)."""
    inner = [{"text": "a", "due": PUBLISHED}, {"text": "b", "applies": False}]
    found = tracked_items(
        case(
            **concerns({"applies": False, "recommendations": inner}, {"recommendations": inner}),
            **recommendations({}),
        )
    )
    assert [(item.reference, item.applies) for item in found] == [
        ("C1", False),
        ("C1-R1", False),
        ("C1-R2", False),
        ("C2", True),
        ("C2-R1", True),
        ("C2-R2", False),
        ("R1", True),
    ]
    assert [item.is_open for item in found] == [item.applies for item in found]
    assert found[1].days_overdue == 0
    assert found[4].days_overdue == (TODAY - PUBLISHED).days


def test_status_comes_from_the_latest_entry_where_none_is_given() -> None:
    """By its date, not by its place; of two of one day the later in the draft."""
    entries = [
        {"date": date(2026, 9, 2), "status": "in progress"},
        {"date": date(2026, 9, 2), "status": "complete"},
        {"date": date(2026, 8, 1), "status": "not started"},
    ]
    assert only(history=entries).status is ItemStatus.COMPLETE
    assert only().status is None


@pytest.mark.parametrize(
    ("due", "target", "late"),
    [
        (None, None, 0),
        (TODAY, None, 0),
        (TODAY - timedelta(1), None, 1),
        (TODAY + timedelta(9), None, 0),
        (None, TODAY - timedelta(3), 3),
        (TODAY - timedelta(30), TODAY - timedelta(2), 2),
        (TODAY - timedelta(30), TODAY + timedelta(2), 0),
    ],
)
def test_days_overdue_count_from_the_forces_day_or_else_the_reports(
    due: date | None, target: date | None, late: int
) -> None:
    """On the day itself an item is not overdue."""
    item = only(due=due, target_date=target)
    assert item.due == (target or due)
    assert item.days_overdue == late
    assert only(due=due, target_date=target, status="complete").days_overdue == 0


def test_the_record_of_progress_counts_before_the_response() -> None:
    """Up to the day of the list, and of several forces the one with something left to do."""

    def of(*entries: tuple[int, str, str | None], forces: int = 1) -> TrackedItem:
        progress = tuple(
            Progress.model_validate({"date": date(2026, 8, day), "status": status, "force": force})
            for day, status, force in entries
        )
        made = case(**recommendations({"status": "not started", "target_date": TODAY}))
        inspection = made.response.inspection
        named = inspection.model_copy(update={"forces": ("Aford", "Beford")[:forces]})
        response = made.response.model_copy(update={"inspection": named})
        made = replace(made, response=response, progress={"R1": progress})
        (item,) = tracked_items(made)
        return item

    assert of().status is ItemStatus.NOT_STARTED
    assert of((1, "complete", None), (2, "reopened", None)).status is ItemStatus.REOPENED
    assert of((2, "complete", None), (1, "in progress", None)).pace is Pace.DONE
    assert of((1, "superseded", None)).is_open is False
    both = of((1, "in progress", None), (2, "complete", "Aford"), forces=2)
    assert both.status is ItemStatus.IN_PROGRESS
    done = of(
        (1, "in progress", "Beford"), (2, "complete", "Aford"), (3, "complete", "Beford"), forces=2
    )
    assert done.status is ItemStatus.COMPLETE
    assert done.by_force == {"Aford": ItemStatus.COMPLETE, "Beford": ItemStatus.COMPLETE}
    later = replace(
        of((1, "complete", None)),
        case=replace(of((9, "complete", None)).case, today=date(2026, 8, 5)),
    )
    assert later.status is ItemStatus.NOT_STARTED


@pytest.mark.parametrize(
    ("left", "pace"),
    [(-1, Pace.LATE), (0, Pace.SOON), (30, Pace.SOON), (31, Pace.ON_TIME), (None, Pace.NO_DAY)],
)
def test_the_pace_compares_an_open_item_with_its_day(left: int | None, pace: Pace) -> None:
    """Red, amber or green is worked out, and nobody chooses it."""
    due = None if left is None else TODAY + timedelta(left)
    assert only(due=due).pace is pace
    assert only(due=due, status="complete").pace is Pace.DONE


def test_of_all_goes_report_by_report() -> None:
    """And a report without items adds none."""
    first = case(name="b", **recommendations({}, {}))
    second = case(name="a", **areas({}))
    found = of_all([first, case(name="none"), second])
    assert [(item.case.name, item.reference) for item in found] == [
        ("b", "R1"),
        ("b", "R2"),
        ("a", "AFI1"),
    ]


def test_the_tests_cases_are_responses() -> None:
    """The helper builds what a draft would."""
    assert isinstance(case().response, Response)


@pytest.fixture
def response() -> Response:
    """Two causes of concern with recommendations 1 and 2, recommendations 2a and 3, two areas."""
    return case(
        **concerns(
            {"recommendations": [{"text": "a", "number": 1}, {"text": "b", "number": 2}]},
            {"number": 9, "recommendations": [{"text": "c"}]},
        ),
        **recommendations({"number": "2a"}, {"number": "Recommendation 3"}),
        **areas({}, {"number": 3}),
    ).response


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("C1", "causes_of_concern.items[0]"),
        ("cause of concern 9", "causes_of_concern.items[1]"),
        ("9", "causes_of_concern.items[1]"),
        ("c1-r2", "causes_of_concern.items[0].recommendations[1]"),
        ("C9-R1", "causes_of_concern.items[1].recommendations[0]"),
        ("2", "causes_of_concern.items[0].recommendations[1]"),
        ("R2A", "recommendations.items[0]"),
        ("2a", "recommendations.items[0]"),
        (" r 3 ", "recommendations.items[1]"),
        ("Recommendation 3", "recommendations.items[1]"),
        ("rec 3", "recommendations.items[1]"),
        ("AFI1", "areas_for_improvement.items[0]"),
        ("afi 3", "areas_for_improvement.items[1]"),
        ("Area for improvement 1", "areas_for_improvement.items[0]"),
        ("recommendations.items[1]", "recommendations.items[1]"),
    ],
)
def test_an_item_is_found_by_reference_number_or_path(
    response: Response, typed: str, path: str
) -> None:
    """Capitals and spaces do not matter; a number does where one item alone has it."""
    assert path_of_item(typed, response) == path


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("R2b", "Did you mean R2a? There are: C1, C1-R1, C1-R2, C9, C9-R1, R2a, R3, AFI1, AFI3."),
        ("R1", "Did you mean C1-R1? There are: C1, C1-R1, C1-R2, C9, C9-R1, R2a, R3, AFI1, AFI3."),
        ("zebra", "There are: C1, C1-R1, C1-R2, C9, C9-R1, R2a, R3, AFI1, AFI3."),
        ("", "There are: C1, C1-R1, C1-R2, C9, C9-R1, R2a, R3, AFI1, AFI3."),
    ],
)
def test_an_unknown_item_is_refused_with_those_that_there_are(
    response: Response, typed: str, hint: str
) -> None:
    """And with the one that was meant, where a name is like it."""
    with pytest.raises(S55Error) as caught:
        path_of_item(typed, response)
    (problem,) = caught.value.problems
    assert (problem.code, problem.hint) == ("D131", hint)


def test_a_number_of_several_items_is_refused_with_their_names() -> None:
    """A recommendation and an area for improvement may both be number 3."""
    both = case(**recommendations({"number": 3}), **areas({"number": 3})).response
    with pytest.raises(S55Error) as caught:
        path_of_item("3", both)
    (problem,) = caught.value.problems
    assert (problem.code, problem.hint) == ("D132", "Name one of them: R3, AFI3.")


def test_a_draft_without_items_says_so() -> None:
    """The list of what there is would be empty."""
    with pytest.raises(S55Error) as caught:
        path_of_item("R1", case().response)
    assert caught.value.problems[0].hint == "It has no items."


def test_what_the_office_adds_changes_no_reference() -> None:
    """Records of progress name items by them."""
    before = names(**areas({"text": "a"}, {"text": "b"}, {"number": 3}))
    added: list[dict[str, Any]] = [
        {"text": "a", "office_number": 2, "under": "Boats"},
        {"text": "b", "office_number": "A1", "priority": True},
        {"number": 3, "office_number": 1},
    ]
    assert names(**areas(*added)) == before == ["AFI1", "AFI2", "AFI3"]


def test_an_item_is_found_by_what_the_office_calls_it() -> None:
    """Its own number, or the heading above it; neither where two have it."""
    response = case(
        **areas({"office_number": "A7", "under": "Boats"}, {"under": "Ships"}, {"under": "Ships"})
    ).response
    assert path_of_item("a7", response) == "areas_for_improvement.items[0]"
    assert path_of_item("boats", response) == "areas_for_improvement.items[0]"
    with pytest.raises(S55Error) as caught:
        path_of_item("Ships", response)
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == ("D132", "several items stand under 'Ships'")
    assert problem.hint == "Name one of them: AFI2, AFI3."
