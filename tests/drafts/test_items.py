"""Items of a draft are moved within their list, or removed, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from s55.drafts.items.adding import NewItem, with_item
from s55.drafts.items.arranging import SeenItem, with_item_moved, without_item
from s55.drafts.load import response_of
from s55.errors import S55Error
from s55.sources.seen import digest_of
from tests.command import ROOT

TEXT = (ROOT / "responses/online-fraud-2026.yaml").read_text(encoding="utf-8")
UNNUMBERED = TEXT.replace("    - number: 3\n      add", "    - add").replace(
    "    - number: 4\n      add", "    - add"
)


def seen(path: str, text: str = TEXT) -> SeenItem:
    items = dict(response_of(text).all_items())
    return SeenItem(path, digest_of(items[path].text))


def numbers(text: str) -> list[str | None]:
    return [item.number for _, item in response_of(text).all_items()]


def item_lines(text: str, number: int) -> str:
    """The lines of an item, with its comments."""
    start = text.index(f"    - number: {number}\n")
    end = text.find("\n    - number:", start + 1)
    return text[start : end if end >= 0 else text.index("\n\n", start)].rstrip() + "\n"


def test_the_same_item_twice_in_a_row_is_one() -> None:
    """Another number or other words make another item."""
    new = NewItem("recommendations.items", "9", "Do it.")
    text, path = with_item(TEXT, new)
    assert path == "recommendations.items[3]"
    assert with_item(text, replace(new, text="Do it.\r\n\r\n")) == (text, path)
    for other in (replace(new, number="10"), replace(new, number=""), replace(new, text="Do.")):
        more, place = with_item(text, other)
        assert place == "recommendations.items[4]"
        assert numbers(more)[-2:] == ["9", other.number or None]


def test_an_item_is_moved_with_its_comments() -> None:
    moved = with_item_moved(TEXT, seen("recommendations.items[1]"), 0, ["R3", "R4"])
    assert numbers(moved) == ["3", "1", "4"]
    for number in (1, 3, 4):
        assert item_lines(moved, number) == item_lines(TEXT, number)
    assert with_item_moved(moved, seen("recommendations.items[0]", moved), 1, ()) == TEXT
    # The same form once more: it is there already.
    assert with_item_moved(moved, seen("recommendations.items[1]"), 0, ["R3", "R4"]) == moved


def test_of_two_items_with_the_same_words_the_one_that_was_seen_is_moved() -> None:
    same = TEXT.replace(item_lines(TEXT, 3), item_lines(TEXT, 1).replace("number: 1", "number: 3"))
    moved = with_item_moved(same, seen("recommendations.items[1]", same), 0, ())
    assert numbers(moved) == ["3", "1", "4"]


def test_an_item_is_removed_with_what_is_said_of_it() -> None:
    removed = without_item(TEXT, seen("recommendations.items[1]"), ["R4"])
    said = item_lines(TEXT, 3)
    # The comment below it may be about what is there still.
    comment = said[said.index("      # To come") :]
    assert removed == TEXT.replace(said, comment)


def test_with_its_last_item_a_list_goes() -> None:
    """And its part of the document, if there is nothing else in it."""
    text = TEXT
    for _ in range(3):
        text = without_item(text, seen("recommendations.items[0]", text), ())
    recommendations = response_of(text).recommendations
    assert recommendations is not None
    assert (recommendations.items, recommendations.introduction is None) == ((), False)
    start, end = TEXT.index("  introduction: |"), TEXT.index("  items:")
    bare = TEXT[:start] + TEXT[end:]
    for _ in range(3):
        bare = without_item(bare, seen("recommendations.items[0]", bare), ())
    assert response_of(bare).recommendations is None
    assert "recommendations:" not in bare


@pytest.mark.parametrize(
    ("item", "text", "recorded", "code"),
    [
        (SeenItem("recommendations.items[1]", "other"), TEXT, (), "K102"),
        (SeenItem("recommendations.items[9]", ""), TEXT, (), "K102"),
        (SeenItem("recommendations", digest_of("")), TEXT, (), "K102"),
        (SeenItem("inspection", digest_of("")), TEXT, (), "K102"),
        (SeenItem("", ""), TEXT, (), "K102"),
        (SeenItem("]][[", ""), TEXT, (), "K102"),
        # Without numbers, the second is R2 wherever it came from.
        (seen("recommendations.items[1]", UNNUMBERED), UNNUMBERED, ["R2"], "K117"),
        (seen("recommendations.items[1]", UNNUMBERED), UNNUMBERED, ["R3"], "K117"),
    ],
)
def test_what_cannot_be_arranged_is_refused(
    item: SeenItem, text: str, recorded: list[str], code: str
) -> None:
    with pytest.raises(S55Error) as removed:
        without_item(text, item, recorded)
    with pytest.raises(S55Error) as moved:
        with_item_moved(text, item, 2, recorded)
    for caught in (removed, moved):
        assert [one.code for one in caught.value.problems] == [code]


def test_what_is_recorded_of_others_stops_nothing() -> None:
    item = seen("recommendations.items[2]", UNNUMBERED)
    assert without_item(UNNUMBERED, item, ["R2", "R1", "unknown"]) != UNNUMBERED
