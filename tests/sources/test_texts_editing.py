"""One value is set, every other byte stays."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from s55.drafts.load import load
from s55.model.response import Response
from s55.sources.editing import EditError
from s55.sources.texts_editing import set_value
from s55.sources.tree import Loc
from tests.drafts_for_tests import HEAD, response_of
from tests.strategies import markdown

TAIL = """\
key_findings: >-  # folded
  Long
  words.
recommendations:
  items:
    - text: Plain.   # beside it
      policing_body:
chief_officer:
"""


@pytest.mark.parametrize(
    ("loc", "value", "old", "new"),
    [
        (("key_findings",), "New.\n", ">-  # folded\n  Long\n  words.", "|  # folded\n  New."),
        (
            ("recommendations", "items", 0, "text"),
            "A\n",
            "Plain.   # beside it",
            "|   # beside it\n        A",
        ),
        (
            ("recommendations", "items", 0, "policing_body"),
            "B\n",
            "policing_body:",
            "policing_body: |\n        B",
        ),
        (
            ("recommendations", "items", 0, "number"),
            "2",
            "- text:",
            "- number: '2'\n      text:",
        ),
        (("chief_officer", "name"), "No", "chief_officer:", "chief_officer:\n  name: 'No'"),
        (
            ("chief_officer", "date"),
            date(2024, 5, 6),
            "chief_officer:",
            "chief_officer:\n  date: 2024-05-06",
        ),
    ],
)
def test_the_value_is_set(loc: Loc, value: str | date, old: str, new: str) -> None:
    text = HEAD + TAIL
    assert set_value(text, loc, value, Response) == HEAD + TAIL.replace(old, new)
    windows = set_value(text.replace("\n", "\r\n"), loc, value, Response)
    assert windows == (HEAD + TAIL.replace(old, new)).replace("\n", "\r\n")


def test_missing_keys_are_added_where_the_model_has_them() -> None:
    text = set_value(HEAD + TAIL, ("policing_body", "opening"), "Ours.\n", Response)
    assert text.endswith("chief_officer:\n\npolicing_body:\n  opening: |\n    Ours.\n")


def test_a_place_in_braces_is_left_to_a_person() -> None:
    with pytest.raises(EditError):
        set_value(HEAD + "chief_officer: {name: A}\n", ("chief_officer", "name"), "B", Response)


@settings(max_examples=100)
@given(markdown())
def test_any_text_is_read_back_as_it_was_set(value: str) -> None:
    loc: Loc = ("recommendations", "items", 0, "chief_officer")
    text = set_value(HEAD + TAIL, loc, value, Response)
    draft, _ = load(text, "x")
    assert draft is not None
    assert draft.response.recommendations is not None
    assert draft.response.recommendations.items[0].chief_officer == value
    assert response_of(HEAD).inspection == draft.response.inspection
