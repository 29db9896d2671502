"""Markdown as plain text for cells: every word is there, marks are not."""

from __future__ import annotations

import pytest
from hypothesis import given

from s55.richtext.markdown import blocks_of
from s55.views.plain_text import plain_text
from tests.strategies import markdown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, ""),
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
def test_each_kind_of_text(text: str | None, expected: str) -> None:
    """A line for each paragraph, bullet and row; lists are indented; addresses stay."""
    assert plain_text(text) == expected


@given(markdown())
def test_no_word_is_lost(text: str) -> None:
    """Whatever the draft holds, its letters are there in order."""
    letters = iter("".join(filter(str.isalnum, plain_text(text))))
    for block in blocks_of(text):
        for word in _letters(block):
            assert word in letters


def _letters(node: object) -> str:
    if isinstance(node, tuple):
        return "".join(map(_letters, node))
    parts = [getattr(node, name, "") for name in ("text", "children", "items", "blocks")]
    parts += [getattr(node, name, "") for name in ("header", "rows")]
    return "".join(
        "".join(filter(str.isalnum, part)) if isinstance(part, str) else _letters(part)
        for part in parts
    )
