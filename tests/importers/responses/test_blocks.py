"""Lists of a file become lists of the draft, with the numbers and letters that they had."""

from __future__ import annotations

import pytest

from s55.importers.responses.blocks import markdown_from
from s55.importers.source import BlockKind, SourceBlock, SourcePosition
from s55.richtext.nodes import Text


def items(*marked: str) -> list[SourceBlock]:
    """List items: spaces for their depth, the marker, and their words."""
    return [
        SourceBlock(
            BlockKind.LIST_ITEM,
            (Text(one.strip().partition(" ")[2]),),
            SourcePosition(),
            level=1 + (len(one) - len(one.lstrip())),
            marker=one.strip().partition(" ")[0],
        )
        for one in marked
    ]


@pytest.mark.parametrize(
    ("marked", "written"),
    [
        (("1. one", "2. two"), "1. one\n2. two\n"),
        (("(a) one", "(b) two"), "(a) one\n(b) two\n"),
        (("i. one", "ii. two", "iii. three"), "i. one\nii. two\niii. three\n"),
        (("h) one", "i) two", "j) three"), "h) one\ni) two\nj) three\n"),
        (("• one", "• two"), "- one\n- two\n"),
        (("• one", "a) two", "b) three"), "- one\n\na) two\nb) three\n"),
        (("(a) one", " (i) in", " (ii) it", "(b) two"), None),
    ],
)
def test_markers(marked: tuple[str, ...], written: str | None) -> None:
    text = markdown_from(items(*marked))
    if written is None:  # nested: where the inner list stands is the writer's matter
        assert [line.strip() for line in text.splitlines() if line.strip()] == [
            one.strip() for one in marked
        ]
    else:
        assert text == written


def test_a_marker_of_another_kind_is_kept_as_text() -> None:
    """It is no list of Markdown, and says something."""
    assert markdown_from(items("Step1 look")) == "- Step1 look\n"
