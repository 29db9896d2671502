"""Markdown as plain text for cells: every word is there, marks are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from s55.richtext.markdown import blocks_of
from s55.views.plain_text import LONGEST, in_a_line, in_lines
from tests.strategies import markdown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("Some **bold** and *slanted* `code`.", "Some bold and slanted code."),
        ("One.\n\nTwo\nlines.", "One.\nTwo lines."),
        ("A\\\nB", "A\nB"),
        ("Do:\n\n- one; and\n- two:\n  - three\n", "Do:\n• one; and\n• two:\n  • three"),
        ("3. three\n4. four\n\n   more", "3. three\n4. four\n  more"),
        ("7) seven", "7) seven"),
        ("> said\n\n---\n\n## Head", "said\nHead"),
        ("| a | b |\n|---|---|\n| 1 | **2** |", "a | b\n1 | 2"),
        ("```\na\nb\n```", "a\nb"),
        ("See [here](https://example.org/a).", "See here (https://example.org/a)."),
        ("<https://example.org/a>", "https://example.org/a"),
        ("<office@example.org>", "office@example.org"),
    ],
)
def test_each_kind_of_text(text: str, expected: str) -> None:
    """A line for each paragraph, bullet and row; lists are indented; addresses stay."""
    assert in_lines(blocks_of(text)) == expected


@settings(max_examples=40)
@given(markdown())
def test_no_word_is_lost(text: str) -> None:
    """Whatever the draft holds, its letters are there in order."""
    blocks = blocks_of(text)
    letters = iter("".join(filter(str.isalnum, in_lines(blocks))))
    for block in blocks:
        for word in _letters(block):
            assert word in letters


@pytest.mark.parametrize(
    ("markdown", "line"),
    [
        ("One.\n\nTwo.", "One. Two."),
        ("It should\n\n- count; and\n- tell", "It should: count; and tell"),
        (
            "It should:\n\n1. count\n2. tell:\n   - all\n   - soon",
            "It should: count; tell: all; soon",
        ),
        ("# Head\n\nText", "Head; Text"),
        ("> Quoted\n\n---\n\nAfter", "Quoted; After"),
        ("| a | b |\n|---|---|\n| c | d |", "a, b; c, d"),
        ("```\ncode\n```", "code"),
        ("A [link](https://example.org) and *more*", "A link and more"),
        ("  \n", ""),
    ],
)
def test_a_text_in_a_line(markdown: str, line: str) -> None:
    """Nothing of it is lost but its marks."""
    assert in_a_line(blocks_of(markdown)) == line


def test_a_long_text_is_cut_at_a_word() -> None:
    """It says so, and is never longer than it may be."""
    cut = in_a_line(blocks_of("word " * 200))
    assert cut.endswith("word …")
    assert len(cut) <= LONGEST + 2
    assert in_a_line(blocks_of("x" * 1000)) == "x" * LONGEST + " …"
    assert in_a_line(blocks_of("word " * 10), longest=49) == " ".join(["word"] * 10)
    assert in_a_line(blocks_of("One, two, three."), longest=9) == "One, two …"


def _letters(node: object) -> str:
    if isinstance(node, tuple):
        return "".join(map(_letters, node))
    parts = [getattr(node, name, "") for name in ("text", "children", "items", "blocks")]
    parts += [getattr(node, name, "") for name in ("header", "rows")]
    return "".join(
        "".join(filter(str.isalnum, part)) if isinstance(part, str) else _letters(part)
        for part in parts
    )
