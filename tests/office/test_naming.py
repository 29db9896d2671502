"""What somebody types, and the item that is meant."""

from __future__ import annotations

import pytest

from s55.errors import S55Error
from s55.model.response import Response
from s55.office.naming import path_of_item
from tests.office.cases_for_tests import areas, case, concerns, recommendations


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
