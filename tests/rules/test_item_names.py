"""Numbers that cannot be the report's, and items that nothing tells apart."""

from __future__ import annotations

import pytest

from s55.problems import Severity
from s55.rules.item_names import item_name_problems
from tests.drafts_for_tests import HEAD, response_of


def _codes(*items: str, more: str = "", kind: str = "areas_for_improvement") -> list[str]:
    lines = "".join(
        f"    - {{text: Count boats {place}, {item}}}\n" for place, item in enumerate(items)
    )
    found = item_name_problems(response_of(f"{HEAD}{kind}:\n  items:\n{lines}{more}"))
    assert all(problem.hint and problem.path for problem in found)
    return [problem.code for problem in found]


@pytest.mark.parametrize(
    ("items", "codes"),
    [
        (("number: 1", "number: 2a", "owner: a"), []),
        (("number: 1)",), ["D160"]),
        (("number: Recommendation 1",), ["D160"]),
        (("number: 0",), ["D161"]),
        (("office_number: 7", "office_number: 8"), []),
        (("office_number: A", "office_number: a"), ["D162"]),
        (("office_number: 1", "office_number: 1, priority: yes"), []),
        (("number: 1, office_number: 7",), ["D163"]),
        (("owner: a", "under: Boats"), []),
        (("owner: a", "owner: b"), ["D165"]),
        (("under: Boats", "under: Boats", "under: Ships", "under: Ships"), ["D165", "D165"]),
        (("under: Boats", "under: Boats, office_number: 1"), []),
        (("under: Boats", "under: Boats, applies: no"), []),
    ],
)
def test_what_keeps_items_from_being_told_apart(items: tuple[str, ...], codes: list[str]) -> None:
    """A number is the report's, a number of the office's own is one item's."""
    assert _codes(*items) == codes


def test_the_hint_says_what_to_write() -> None:
    """And the place is the number's."""
    items = "recommendations: {items: [{text: a, number: (2)}, {text: b, number: 0}]}\n"
    first, second = item_name_problems(response_of(HEAD + items))
    assert (first.severity, first.path) == (Severity.ERROR, "recommendations.items[0].number")
    assert first.hint == "Write 'number: 2'; the documents add the words."
    assert second.message == "'0' is not a number that a report gives an item"


def test_the_same_words_twice() -> None:
    """A slip of the paste; with a number or a heading of its own it is another item."""
    items = "areas_for_improvement: {{items: [{{text: Count, {}}}, {{text: ' count ', {}}}]}}\n"

    def found(first: str, second: str) -> list[str]:
        problems = item_name_problems(response_of(HEAD + items.format(first, second)))
        return [f"{one.code} {one.message}" for one in problems if one.code == "D164"]

    assert found("owner: a", "owner: b") == [
        "D164 area for improvement (2 of 2) has the same words as area for improvement (1 of 2)"
    ]
    assert found("under: A", "under: B") == []
    assert found("number: 1", "number: 2") == []


def test_what_is_published_is_not_renamed() -> None:
    """What was said stays said."""
    published = "distribution: {website: {date: 2024-05-03}}\n"
    assert _codes("owner: a", "owner: b", more=published) == []
