"""Answers go to the item they were written for, wherever it stands by then."""

from __future__ import annotations

from s55.model.response import Response
from s55.returns.items import asked_in, path_now
from tests.drafts_for_tests import HEAD, response_of

FIRST, SECOND, THIRD = (
    f"    - number: {number}\n      text: {text}\n"
    for number, text in ((2, "Answer every call."), (3, "Record it."), (6, "Tell the caller."))
)


def _response(*items: str) -> Response:
    return response_of(HEAD + "recommendations:\n  items:\n" + "".join(items))


SENT = asked_in(_response(FIRST, SECOND))
PATH = "recommendations.items[1].chief_officer"


def test_an_item_that_stayed_has_its_path() -> None:
    """Nothing changed, or an item came after it."""
    assert path_now(PATH, SENT, _response(FIRST, SECOND)) == PATH
    assert path_now(PATH, SENT, _response(FIRST, SECOND, THIRD)) == PATH


def test_an_item_that_moved_is_followed() -> None:
    """Items changed places, one came before it, or the one before it went."""
    first = "recommendations.items[0].chief_officer"
    assert path_now(PATH, SENT, _response(SECOND, FIRST)) == first
    assert path_now(PATH, SENT, _response(SECOND)) == first
    third = "recommendations.items[2].chief_officer"
    assert path_now(PATH, SENT, _response(THIRD, FIRST, SECOND)) == third


def test_an_item_that_was_corrected_keeps_its_answer() -> None:
    """The number and the place are the same, and no other item says what it said."""
    corrected = SECOND.replace("Record it.", "Record each of them.")
    assert path_now(PATH, SENT, _response(FIRST, corrected)) == PATH


def test_an_item_that_went_has_no_place() -> None:
    """Its answer does not go to the item that stands there now."""
    assert path_now(PATH, SENT, _response(FIRST, THIRD)) is None
    assert path_now(PATH, SENT, _response(FIRST)) is None


def test_what_is_no_item_keeps_its_path() -> None:
    """Comments on the whole report stay where they are."""
    path = "chief_officer.comments"
    assert path_now(path, SENT, _response(FIRST)) == path
