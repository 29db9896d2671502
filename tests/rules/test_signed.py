"""Each field that is not as it was signed off is named, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from s55.model.response import SignOff
from s55.rules.signed import Alteration, changed_fields, changed_since

TWO: dict[str, Any] = {"number": "2", "text": "Count the boats.", "action": "taken"}
FREE: dict[str, Any] = {"text": "Paint the boats."}
OTHER: dict[str, Any] = {"text": "Sell the boats."}


def _changes(now: dict[str, Any], signed: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one.path, one.was_at, one.alteration.name) for one in changed_fields(now, signed)]


def _lists(now: list[Any], signed: list[Any]) -> list[tuple[str, str, str]]:
    return _changes({"recommendations": {"items": now}}, {"recommendations": {"items": signed}})


def test_fields_of_the_draft() -> None:
    """Changed, added, removed, at any depth; a list of words counts as one field."""
    signed = {
        "key_findings": "Good.",
        "inspection": {"forces": ["A", "B"], "title": "T"},
        "policing_body": {"closing": "Bye."},
    }
    assert _changes(signed, signed) == []
    now = {
        "key_findings": "Bad.",
        "inspection": {"forces": ["A"], "title": "T", "isbn": "1"},
        "chief_officer": {"comments": "Fair."},
    }
    assert _changes(now, signed) == [
        ("key_findings", "key_findings", "CHANGED"),
        ("inspection.forces", "inspection.forces", "CHANGED"),
        ("inspection.isbn", "inspection.isbn", "ADDED"),
        ("chief_officer.comments", "chief_officer.comments", "ADDED"),
        ("policing_body.closing", "policing_body.closing", "REMOVED"),
    ]


def test_an_item_is_followed_to_its_new_place() -> None:
    """By its number, or else by its text: one more in front changes no other."""
    changed = {**TWO, "action": "proposed"}
    items = "recommendations.items"
    assert _lists([OTHER, FREE, changed], [TWO, FREE]) == [
        (f"{items}[0]", items, "ADDED"),
        (f"{items}[2].action", f"{items}[0].action", "CHANGED"),
        (items, items, "MOVED"),
    ]
    assert _lists([FREE], [TWO, FREE]) == [(items, f"{items}[0]", "REMOVED")]
    assert _lists([], [TWO]) == [(items, f"{items}[0]", "REMOVED")]
    assert _changes({}, {"recommendations": {"items": [TWO]}}) == [
        (items, f"{items}[0]", "REMOVED")
    ]


def test_an_item_without_a_number_that_is_rewritten_is_the_same_item() -> None:
    """And one that gets a number, with its old text."""
    items = "recommendations.items"
    assert _lists([TWO, OTHER], [TWO, FREE]) == [
        (f"{items}[1].text", f"{items}[1].text", "CHANGED")
    ]
    assert _lists([{**FREE, "number": "7"}], [FREE]) == [
        (f"{items}[0].number", f"{items}[0].number", "ADDED")
    ]


def test_an_item_that_no_longer_applies_is_one_change() -> None:
    """Its texts are kept in the draft; and one that never applied is nobody's matter."""
    items = "recommendations.items"
    off = {"number": "2", "applies": False}
    assert _lists([off], [TWO]) == [(f"{items}[0].applies", f"{items}[0].applies", "CHANGED")]
    assert _lists([TWO], [off]) == [(f"{items}[0].applies", f"{items}[0].applies", "CHANGED")]
    assert _lists([TWO, {"number": "9", "applies": False}], [TWO]) == []
    assert _lists([TWO], [{"number": "9", "applies": False}, TWO]) == []


def test_recommendations_of_a_cause_of_concern() -> None:
    """They are followed within it."""

    def concern(recommendation: dict[str, Any]) -> dict[str, Any]:
        items = [{"text": "Bad.", "recommendations": [recommendation]}]
        return {"causes_of_concern": {"items": items}}

    path = "causes_of_concern.items[0].recommendations[0].text"
    assert _changes(concern(TWO), concern({**TWO, "text": "X"})) == [(path, path, "CHANGED")]


@pytest.mark.parametrize(
    ("now", "signed", "message"),
    [
        ([{**TWO, "action": "none"}], [TWO], "'action' of R2 was changed"),
        ([TWO, FREE], [TWO], "R1 was added"),
        ([TWO], [TWO, FREE], "AFI9 was removed"),
        ([FREE, TWO], [TWO, FREE], "'recommendations.items' was put in another order"),
    ],
)
def test_the_messages_name_items_as_all_lists_do(
    now: list[Any], signed: list[Any], message: str
) -> None:
    """By their short names: of what was removed, the one it had."""
    changes = changed_fields(
        {"recommendations": {"items": now}}, {"recommendations": {"items": signed}}
    )
    names = {"recommendations.items[0]": "R2", "recommendations.items[1]": "R1"}
    then = {"recommendations.items[0]": "R2", "recommendations.items[1]": "AFI9"}
    sign_off = SignOff.model_validate({"name": "Robin Sample", "date": "2024-05-02"})
    (found,) = changed_since(sign_off, "harbour", changes, names, then)
    assert found.code == "D145"
    assert found.message == f"{message} after the sign-off of Thursday 2 May 2024 by Robin Sample"
    assert found.hint.endswith("sign again: s55 sign harbour --again --on DATE.")
    assert Alteration.MOVED.value == "was put in another order"
