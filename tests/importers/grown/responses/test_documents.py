"""The grown responses: the same from the same seed, and their labels true."""

from __future__ import annotations

import pytest

from tests.importers.grown.responses.axes import FORMATS, axes
from tests.importers.grown.responses.blocks import text_of
from tests.importers.grown.responses.documents import document
from tests.importers.grown.responses.measuring import plain


def test_a_seed_grows_one_document() -> None:
    """What a measurement finds can be looked at again."""
    assert document(41) == document(41)
    assert document(41).blocks != document(42).blocks


def test_what_is_labelled_stands_in_the_document() -> None:
    """Each item and each comment in one piece, whichever way it is told whose words it is."""
    for seed in range(60):
        grown = document(seed)
        said = plain(text_of(grown.blocks), ())
        for one in (*grown.label.items, *grown.label.comments):
            assert plain(one["text"], ()) in said


def test_each_comment_is_on_items_of_the_document() -> None:
    """Or on the report as a whole."""
    for seed in range(60):
        label = document(seed).label
        on = {at for comment in label.comments for at in comment["on"]}
        assert on <= set(range(1, len(label.items) + 1))


@pytest.mark.parametrize("format_", FORMATS)
def test_plain_text_tells_by_words(format_: str) -> None:
    """What only looks tell is left out of formats that have no looks."""
    told = {axes(seed, format_).teller for seed in range(80)}
    assert ("italic" in told) == (format_ not in ("txt", "layout.txt", "eml"))
    assert {"heading", "run-in", "voice"} <= told
