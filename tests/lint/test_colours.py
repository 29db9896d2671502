"""Colours and their contrast, by the figures of WCAG."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s55.lint.colours import BLACK, WHITE, contrast, css_colour, word_colour

PARTS = st.floats(0, 1)
COLOURS = st.tuples(PARTS, PARTS, PARTS)


@pytest.mark.parametrize(
    ("text", "ratio"),
    [
        ("#000", 21.0),
        ("#fff", 1.0),
        ("#767676", 4.54),
        ("#777777", 4.48),
        ("rgb(0 0 255)", 8.59),
        ("lab(50% 40 59)", 4.48),  # of this lightness is #777777 too
        ("lch(50% 40 20)", 4.48),
        ("oklab(0.5 0 0)", 6.0),
        ("oklch(0 0 0)", 21.0),
        ("lch(100% 0 0)", 1.0),
    ],
)
def test_contrast_with_white(text: str, ratio: float) -> None:
    colour = css_colour(text)
    assert colour is not None
    assert round(contrast(colour, WHITE), 2) == ratio


@given(COLOURS, COLOURS)
def test_contrast_is_the_same_both_ways_and_between_1_and_21(
    one: tuple[float, float, float], other: tuple[float, float, float]
) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


@pytest.mark.parametrize(
    "text",
    [
        "transparent",
        "rgb(0 0 0 / 50%)",
        "lab(50% 40 59 / 50%)",
        "currentcolor",
        "wood",
        "color(display-p3 1 0 0)",  # which tinycss2 cannot turn into another
    ],
)
def test_what_is_no_colour_of_its_own(text: str) -> None:
    assert css_colour(text) is None


def test_colours_of_word() -> None:
    assert word_colour("000000") == BLACK
    assert word_colour("FFFFFF") == WHITE
    assert word_colour("auto") is None
    assert word_colour(None) is None
