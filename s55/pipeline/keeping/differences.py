"""Compare the texts of a draft in two states, also where items have moved meanwhile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from s55.drafts.load import Draft
from s55.drafts.texts import TextPlace, text_places


class TextDifference(NamedTuple):
    """A text that is not the same in two states.

    Attributes:
        path: its path in the later state, or in the earlier one where it is gone.
        title: names it for a person: 'Recommendation 3: Your comments'.
        before: what the earlier state says; '' for nothing.
        after: what the later state says; '' for nothing.
    """

    path: str
    title: str
    before: str
    after: str


def text_differences(before: Draft | None, after: Draft | None) -> tuple[TextDifference, ...]:
    """List the texts that differ, in the order of the later state; then those that are gone.

    The texts of an item are compared with those of the item of the same words, wherever that is;
    if there is none, with those at its place.

    Args:
        before: the earlier state; None where there was no draft.
        after: the later state; None where there is no draft any more.
    """
    places = [text_places(one) if one else () for one in (before, after)]
    words = [_words_of_items(one) for one in places]
    same = words[0].keys() & words[1].keys()
    old, new = (dict(_keyed(one, same, of)) for one, of in zip(places, words, strict=True))
    return tuple(_differences(old, new))


def _differences(old: dict[str, TextPlace], new: dict[str, TextPlace]) -> Iterator[TextDifference]:
    for key, place in {**new, **{key: one for key, one in old.items() if key not in new}}.items():
        said = [there[key].text if key in there else "" for there in (old, new)]
        if said[0].rstrip("\n") != said[1].rstrip("\n"):
            yield TextDifference(place.path, f"{place.group}: {place.title}", *said)


def _words_of_items(places: Sequence[TextPlace]) -> dict[str, str]:
    """Give the paths of items by their words; items of the same words cannot be told apart."""
    items = {place.path.removesuffix(".text"): place.text for place in places if _is_item(place)}
    many = Counter(items.values())
    return {words: path for path, words in items.items() if many[words] == 1}


def _is_item(place: TextPlace) -> bool:
    return place.path.endswith("].text")


def _keyed(
    places: Sequence[TextPlace], same: set[str], items: dict[str, str]
) -> Iterator[tuple[str, TextPlace]]:
    """Give each text a key by which it is found in the other state."""
    moved = {items[words]: words for words in same}
    for place in places:
        item, _, key = place.path.rpartition(".")
        yield (f"{moved[item]}\n{key}" if item in moved else place.path), place
