"""A tip shows a link's title, or its words; only a title comes back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from s55.word.tips import tip_of, title_of
from tests.strategies import words


@given(words(), words())
def test_a_title_comes_back_and_words_do_not(title: str, shown: str) -> None:
    """White space folds, as in any title."""
    folded = " ".join(title.split())
    assert title_of(tip_of(title, shown)) == folded
    assert title_of(tip_of("", shown)) == ""
    assert tip_of("", shown).startswith(" ".join(shown.split())[:200])


@given(st.text(min_size=300))
def test_a_tip_is_no_longer_than_word_keeps(shown: str) -> None:
    """The mark at its end is part of it."""
    assert len(tip_of("", shown)) <= 255
    assert title_of(tip_of("", shown)) == ""
