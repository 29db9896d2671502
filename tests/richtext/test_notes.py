"""Notes: read, written, and refused where they would be lost."""

from __future__ import annotations

import pytest

from s55.richtext.checks import problems_of
from s55.richtext.markdown import blocks_of
from s55.richtext.markdown_writer import markdown_of
from s55.richtext.nodes import (
    Block,
    BulletList,
    Heading,
    Hyperlink,
    ListItem,
    Note,
    Paragraph,
    Strong,
    Table,
    Text,
    lines_of,
)
from s55.richtext.normal import normal


def _p(text: str) -> Paragraph:
    return Paragraph((Text(text),))


NOTE = Note((_p("So it was."),))


@pytest.mark.parametrize(
    ("blocks", "text"),
    [
        ((Paragraph((Text("a"), NOTE, Text(" b"))),), "a[^1] b\n\n[^1]: So it was.\n"),
        ((Paragraph((NOTE, Text(": b"))),), "[^1]\\: b\n\n[^1]: So it was.\n"),
        (
            (Paragraph((Text("a"), NOTE)), Paragraph((Strong((Text("b"), Note((_p("2"),)))),))),
            "a[^1]\n\n**b[^2]**\n\n[^1]: So it was.\n\n[^2]: 2\n",
        ),
        (
            (Paragraph((Text("a"), Note((_p("b"), BulletList((ListItem((_p("c"),)),)))))),),
            "a[^1]\n\n[^1]: b\n\n    - c\n",
        ),
        (
            (Paragraph((Text("a"), Note((BulletList((ListItem((_p("c"),)),)),)))),),
            "a[^1]\n\n[^1]:\n    - c\n",
        ),
        (
            (Table(((Text("a"), NOTE),), (((NOTE,),),), ("",)),),
            "| a[^1] |\n| --- |\n| [^2] |\n\n[^1]: So it was.\n\n[^2]: So it was.\n",
        ),
        ((Paragraph((Text("[^1] typed"),)),), "\\[^1\\] typed\n"),
    ],
)
def test_notes_are_written_and_read(blocks: tuple[Block, ...], text: str) -> None:
    """In their order, below the text."""
    assert markdown_of(blocks) == text
    assert blocks_of(text) == blocks
    assert problems_of(text) == []


@pytest.mark.parametrize(
    ("blocks", "found"),
    [
        (
            (Heading(2, (Text("Head"), NOTE)),),
            (Heading(2, (Text("Head"),)), _p("So it was.")),
        ),
        (
            (Paragraph((Hyperlink("https://a.org/", (Text("a"), NOTE, Text("b"))),)),),
            (Paragraph((Hyperlink("https://a.org/", (Text("ab"),)), NOTE)),),
        ),
        (
            (Paragraph((Text("a"), Note((Heading(1, (Text("b"), NOTE)),)))),),
            (Paragraph((Text("a"), Note((_p("b"), _p("So it was."))))),),
        ),
        ((Paragraph((Text("a"), Note(()))),), (_p("a"),)),
    ],
)
def test_a_note_where_none_can_be_keeps_its_words(
    blocks: tuple[Block, ...], found: tuple[Block, ...]
) -> None:
    """After the heading or the link; in the note around it."""
    assert normal(blocks) == found
    assert blocks_of(markdown_of(blocks)) == found


def test_the_label_is_any_word_and_the_place_any_block() -> None:
    """A definition may come first, and in a list; it is no block of the text."""
    text = "[^why]: Since *May*.\n\n- a[^why]\n- b\n"
    [found] = blocks_of(text)
    assert isinstance(found, BulletList)
    assert list(lines_of(found)) == ["a", "Since May.", "b"]
    assert problems_of(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\nb[^9]", [("T214", 2)]),
        ("a\n\n[^1]: b", [("T215", 3)]),
        ("a[^1]\n\n[^1]: b\n\n[^1]: c", [("T215", 3)]),
        ("a[^1]\n\n[^1]:\n\nb", [("T215", 3)]),
        ("a[^1]\n\nb[^1]\n\n[^1]: b", [("T216", 3)]),
        ("a [`[^1]`](https://c.org)[^1]\n\n[^1]: b", []),
        ("# a[^1]\n\n[^1]: b", [("T217", 1)]),
        ("a\n[b[^1]](https://c.org)\n\n[^1]: b", [("T217", 2)]),
        ("a[^1]\n\n[^1]: b[^2]\n\n[^2]: c", [("T217", 3)]),
        ("a[^1]\n\n[^1]: b\n\n    # c", [("T217", 5)]),
        ("a \\[^9] `[^8]`", []),
    ],
)
def test_what_is_wrong_with_a_note_is_told(text: str, told: list[tuple[str, int]]) -> None:
    """At the line of the place or of the note."""
    assert [(one.code, one.line) for one in problems_of(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\n~~b~~", [("T218", 2)]),
        ("a \\~~b\\~~ `~~c~~` d ~ e", []),
        ("- [ ] a\n- b\n- [x] c", [("T219", 1), ("T219", 3)]),
        ("- \\[ ] a", []),
        ("a\nwww.b.org, c@d.org.", [("T220", 2), ("T220", 2)]),
        ("a" * 40_000 + "@", []),  # in no time
        ("a\n**b c", [("T222", 2)]),
        ("a ** b ** c", [("T222", 1)]),
        ("**a** and **b", [("T222", 1)]),
        ("**a** \\*\\*b `**c**` ***d*** 2 * 3 * 4", []),
        ("<c@d.org> [www.b.org](https://www.b.org) https://www.b.org `www.b.org`", []),
    ],
)
def test_what_is_markdown_elsewhere_is_told(text: str, told: list[tuple[str, int]]) -> None:
    """Struck text is refused; boxes and addresses are warned of."""
    assert [(one.code, one.line) for one in problems_of(text)] == told
