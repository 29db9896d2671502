"""Headings brought below the heading of their section."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s55.richtext.headings import DEEPEST, below
from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import (
    Block,
    BulletList,
    Control,
    Heading,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Text,
    plain,
)


def _headings(blocks: tuple[Block, ...]) -> Iterator[tuple[int, str]]:
    for block in blocks:
        match block:
            case Heading(level, children):
                yield level, plain(children)
            case BulletList(items) | OrderedList(items):
                for item in items:
                    yield from _headings(item.blocks)
            case Quote(inner) | Control(_, _, inner):
                yield from _headings(inner)


@pytest.mark.parametrize(
    ("own", "level", "shown"),
    [
        ((1,), 2, (3,)),
        ((6,), 2, (3,)),
        ((2, 4), 2, (3, 4)),  # a gap closes
        ((2, 4, 3), 2, (3, 4, 4)),  # three levels used, and none is skipped
        ((3, 1), 2, (3, 3)),  # the first is right below the section
        ((3, 1, 3), 2, (3, 3, 4)),
        ((1, 2, 3, 4, 5, 6), 2, (3, 4, 5, 6, 6, 6)),  # no level is deeper than 6
        ((1, 2), 6, (6, 6)),
        ((2, 2), 4, (5, 5)),
    ],
)
def test_levels(own: tuple[int, ...], level: int, shown: tuple[int, ...]) -> None:
    """As written, below a heading of ``level``."""
    blocks = tuple(Heading(number, (Text(str(number)),)) for number in own)
    assert tuple(found for found, _ in _headings(below(blocks, level))) == shown


def test_headings_in_lists_quotes_and_controls_count_in_the_order_of_the_text() -> None:
    """They are headings too."""
    text = "## a\n\n> #### b\n\n- x\n\n  # c\n\n1. #### d\n"
    blocks = (Control("p", "t", blocks_of(text)), Paragraph((Text("y"),)))
    assert list(_headings(below(blocks, 2))) == [(3, "a"), (4, "b"), (3, "c"), (4, "d")]


def test_nothing_but_headings_changes() -> None:
    """Numbers of items, starts and tightness stay."""
    item = ListItem((Heading(1, (Text("a"),)), Paragraph((Text("b"),))), 7)
    blocks = (OrderedList((item,), 7, ")", tight=False), Paragraph((Text("c"),)))
    changed = ListItem((Heading(4, (Text("a"),)), Paragraph((Text("b"),))), 7)
    assert below(blocks, 3) == (OrderedList((changed,), 7, ")", tight=False), blocks[1])


def test_blocks_without_headings_are_the_same() -> None:
    """Nothing is built anew."""
    blocks = blocks_of("a\n\n- b\n")
    assert below(blocks, 2) == blocks


@given(
    st.lists(
        st.tuples(st.integers(1, 6), st.sampled_from(["", "> ", "- ", "1. "])),
        min_size=1,
        max_size=9,
    ),
    st.integers(1, 6),
)
def test_no_level_is_skipped_and_order_is_kept(written: list[tuple[int, str]], level: int) -> None:
    """Whatever the levels, and wherever the headings stand."""
    text = "\n\n".join(f"{mark}{'#' * own} h{n}" for n, (own, mark) in enumerate(written))
    found = list(_headings(below(blocks_of(text), level)))
    assert [words for _, words in found] == [f"h{n}" for n in range(len(written))]
    previous = level
    for shown, _ in found:
        assert min(level + 1, DEEPEST) <= shown <= min(previous + 1, DEEPEST)
        previous = shown
