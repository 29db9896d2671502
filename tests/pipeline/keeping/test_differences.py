"""The texts of two states are compared text by text, and items are found again by their words."""

from __future__ import annotations

import pytest

from s55.drafts.load import Draft, load
from s55.pipeline.keeping.differences import TextDifference, text_differences
from tests.command import ROOT

TEXT = (ROOT / "responses/online-fraud-2026.yaml").read_text(encoding="utf-8")


def draft(text: str) -> Draft:
    loaded, problems = load(text, "")
    assert loaded is not None, problems
    return loaded


def test_a_changed_text_is_listed_with_both_states() -> None:
    changed = TEXT.replace("HMICFRS inspected eight forces", "HMICFRS inspected nine forces")
    (found,) = text_differences(draft(TEXT), draft(changed))
    assert (found.path, found.title) == ("key_findings", "The report: What it found")
    assert "eight forces" in found.before
    assert found.after == found.before.replace("eight", "nine")
    assert text_differences(draft(TEXT), draft(TEXT)) == ()


def test_an_item_is_found_again_where_another_one_before_it_is_gone() -> None:
    before = TEXT.replace("    - number: 4\n", "    - number: 4\n      policing_body: We agree.\n")
    start = before.index("    - number: 1\n")
    after = before[:start] + before[before.index("    - number: 3\n") :]
    (gone,) = text_differences(draft(before), draft(after))
    assert (gone.path, gone.after) == ("recommendations.items[0].text", "")
    assert gone.title == "Recommendation 1 (does not apply): What the report says"
    (back,) = text_differences(draft(after), draft(before))
    assert (back.before, back.after) == ("", gone.before)


@pytest.mark.parametrize("is_first", [True, False])
def test_a_draft_that_is_not_there_has_no_texts(is_first: bool) -> None:
    one = draft(TEXT)
    found = text_differences(None if is_first else one, one if is_first else None)
    assert found[0].path == "key_findings"
    assert {(change.after if is_first else change.before) == "" for change in found} == {False}
    assert text_differences(None, None) == ()


def test_items_of_the_same_words_are_compared_by_their_places() -> None:
    same = "    - number: {}\n      text: Same.\n      policing_body: {}\n"
    items = TEXT.index("    - number: 1\n")
    texts = [
        TEXT[:items] + same.format(7, first) + same.format(8, second) + TEXT[items:]
        for first, second in (("One.", "Two."), ("One.", "Three."))
    ]
    (found,) = text_differences(*map(draft, texts))
    path = "recommendations.items[1].policing_body"
    title = "Recommendation 8: Your comments"
    assert found == TextDifference(path, title, "Two.", "Three.")
