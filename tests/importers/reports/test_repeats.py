"""Items that a report says twice are found without comparing all with all."""

from __future__ import annotations

import pytest

from s55.importers.reports.findings import Certainty, FoundItem, ReportItemKind
from s55.importers.reports.forms import repeats
from s55.importers.reports.forms.repeats import KeptItems, fuller_first
from s55.importers.source import BlockKind, SourceBlock, SourcePosition
from s55.richtext.nodes import Text

RECOMMENDATION, AREA = ReportItemKind.RECOMMENDATION, ReportItemKind.AREA_FOR_IMPROVEMENT
LONG = "The chief constable should make sure that every call about a missing boat is recorded"


ORDER = "count the boats which lie at night outside of their harbours in the rain"
"""With six words more beside it, it is only just alike."""
LEAD = "Within three months of this report, the force should:"


def _item(
    text: str, number: str = "", kind: ReportItemKind = RECOMMENDATION, below: str = ""
) -> FoundItem:
    place = SourcePosition(line=1)
    block = SourceBlock(BlockKind.PARAGRAPH, (Text(text),), place)
    bullet = SourceBlock(BlockKind.LIST_ITEM, (Text(below),), place, level=1, marker="•")
    blocks = (block, bullet) if below else (block,)
    return FoundItem(kind=kind, blocks=blocks, number=number, certainty=Certainty.CERTAIN)


@pytest.mark.parametrize(
    ("kept", "again", "same"),
    [
        (_item(LONG), _item(f"{LONG}."), True),
        (_item(LONG, "1"), _item(LONG), True),
        (_item(LONG, "1"), _item(LONG.replace("every call", "each call")), True),
        (_item(LONG), _item(LONG.replace("every call", "each call")), False),
        (_item(LONG, "1"), _item(LONG, "2"), False),
        (_item(LONG, "1.3"), _item(f"{LONG} (1.3)", "7.2"), True),
        (_item(LONG, "1.3"), _item(LONG, "7.2"), True),
        (_item(LONG), _item(LONG, kind=AREA), False),
        (_item(LEAD, below="count boats"), _item(LEAD, below="paint boats"), False),
        (_item(LEAD, below="count boats"), _item(LEAD, below="count boats"), True),
        (_item(LONG, "1"), _item("The chief constable should make sure that boats float"), False),
        (
            _item(f"By 3 May, {ORDER}"),
            _item(f"By 3 May, harbour masters everywhere and always should {ORDER}", "3"),
            True,
        ),
    ],
)
def test_what_is_the_same_item(kept: FoundItem, again: FoundItem, *, same: bool) -> None:
    items = KeptItems()
    items.add(_item("The force should count its boats", "9"))
    items.add(kept)
    assert items.place_of(again) == (1 if same else None)


@pytest.mark.parametrize(
    ("first", "second", "kept"),
    [
        (_item(LONG), _item(f"{LONG} (S4)"), 0),
        (_item(f"{LONG} (S4)"), _item(LONG), 1),
        (_item(LONG, "1.3"), _item(f"{LONG} (1.3)", "7.2"), 0),
        (_item(LONG), _item(f"{LONG} (1.3)", "7.2"), 1),
        (_item(LONG), _item(LONG), 0),
        (_item(LONG), _item(LONG, "7.2"), 1),
    ],
)
def test_which_of_two_that_say_the_same_is_kept(
    first: FoundItem, second: FoundItem, kept: int
) -> None:
    assert fuller_first(second, first)[0] is (first, second)[kept]


def test_an_item_that_was_replaced_is_found_by_its_new_words() -> None:
    items = KeptItems()
    items.add(_item("The force should count its boats"))
    items.put(0, _item(f"{LONG} and passed on"))
    assert items.place_of(_item(f"{LONG} and passed on")) == 0


@pytest.mark.parametrize("alike", [False, True])
def test_many_different_items_are_compared_with_few_others(
    monkeypatch: pytest.MonkeyPatch, *, alike: bool
) -> None:
    """Counted, not timed: all begin and end with the same words, and some of them have numbers."""
    compared: list[FoundItem] = []

    def counted(item: FoundItem, other: FoundItem) -> bool:
        compared.append(other)
        return says_the_same(item, other)

    says_the_same = repeats._repeats
    monkeypatch.setattr(repeats, "_repeats", counted)
    items = KeptItems()
    for n in range(300):
        own = "every" if alike else f"boat{n} quay{n} rope{n} oar{n} buoy{n}"
        number = str(n + 1) if alike or n % 2 else ""
        item = _item(f"The chief constable should make sure that {own} is counted twice", number)
        assert items.place_of(item) is None
        items.add(item)
    assert len(compared) < 300


@pytest.mark.parametrize("changed", range(14))
def test_one_of_many_that_are_alike_is_found(changed: int) -> None:
    """Whichever word of it the list of all items leaves out."""
    items = KeptItems()
    words = LONG.split()
    for n in range(30):
        items.add(_item(f"The chief constable should make sure that boat {n} is seen", str(n + 1)))
    items.add(_item(LONG, "31"))
    again = " ".join([*words[:changed], "odd", *words[changed + 1 :]])
    assert items.place_of(_item(again)) == 30
