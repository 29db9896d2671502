"""Neutral blocks to Markdown and back."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings

from s55.richtext.checks import problems_of
from s55.richtext.markdown import blocks_of
from s55.richtext.markdown_writer import markdown_of
from s55.richtext.nodes import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Control,
    Emphasis,
    Heading,
    Hyperlink,
    Inline,
    LineBreak,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from s55.richtext.normal import normal
from tests.strategies import blocks

WARNED = ("T213", "T220", "T221", "T225", "T226", "T231")
"""What is printed as typed: marks that do not follow each other, addresses that are no links."""
HREF = "https://www.example.org/"


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


@settings(max_examples=40, deadline=None)
@given(blocks())
def test_blocks_come_back_as_they_were(tree: tuple[Block, ...]) -> None:
    """Whatever Markdown can say is said, and nothing else."""
    assert blocks_of(markdown_of(tree)) == normal(tree)


@settings(max_examples=40, deadline=None)
@given(blocks())
def test_normal_form_is_that_of_markdown(tree: tuple[Block, ...]) -> None:
    """A text that was read once is written and read without any change."""
    read = blocks_of(markdown_of(tree))
    assert normal(read) == read
    assert blocks_of(markdown_of(read)) == read


@settings(max_examples=40, deadline=None)
@given(blocks())
@example((words("<b>"), words("![x](y)"), words("[a](javascript:b)")))
def test_no_text_becomes_markup(tree: tuple[Block, ...]) -> None:
    """Characters of a text are never read as HTML, as an image or as a link elsewhere."""
    codes = {problem.code for problem in problems_of(markdown_of(tree))}
    assert codes <= {"T203", *WARNED}


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        ((Text("By January 2024, forces should act."),), "By January 2024, forces should act."),
        ((Text("a_b and 2 * 3 (see #4) - 5 > 4"),), "a_b and 2 * 3 (see #4) - 5 > 4"),
        ((Text("*not italic*"),), "\\*not italic\\*"),
        ((Text("1. not a list"),), "1\\. not a list"),
        ((Text("- not a list"),), "\\- not a list"),
        ((Text("# no heading"),), "\\# no heading"),
        ((Text("Q&A, R&amp;D"),), "Q&A, R\\&amp;D"),
        ((Text("a"), LineBreak(), Text("b")), "a\\\nb"),
        ((Strong((Text("bold "),)), Text("plain")), "**bold** plain"),
        ((Strong((Text("a"),)), Strong((Text("b"),))), "**ab**"),
        ((Strong((Emphasis((Text("a"),)),)),), "**_a_**"),
        ((Code("a`b"),), "``a`b``"),
        ((Hyperlink(HREF, (Text(HREF),)),), f"<{HREF}>"),
        ((Hyperlink(HREF, (Text("a [b]"),), 'say "x"'),), f'[a \\[b\\]]({HREF} "say \\"x\\"")'),
        ((Text("a"), Strong((Text("(b)"),)), Text("c")), "&#97;**(b)**&#99;"),
    ],
)
def test_inlines(inlines: tuple[Inline, ...], expected: str) -> None:
    """A paragraph is spelled as plainly as Markdown allows."""
    assert markdown_of([Paragraph(inlines)]) == f"{expected}\n"


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ((), ""),
        ((words("a"), words("b")), "a\n\nb\n"),
        ((Heading(3, (Text("H"),)), words("a")), "### H\n\na\n"),
        ((Heading(1, (Text("a"), LineBreak(), Text("b"))),), "a\\\nb\n===\n"),
        ((Control("key_findings", "Key findings", (words("a"),)),), "a\n"),
        ((Quote((words("a"), words("b"))),), "> a\n>\n> b\n"),
        ((CodeBlock("a\n```\nb"),), "````\na\n```\nb\n````\n"),
        ((words("a"), ThematicBreak()), "a\n\n___\n"),
        (
            (
                BulletList(
                    (ListItem((words("a"), words("b"))), ListItem((words("c"),))), tight=False
                ),
            ),
            "- a\n\n  b\n\n- c\n",
        ),
        (
            (
                OrderedList(
                    (
                        ListItem((words("a"), BulletList((ListItem((words("x"),)),)))),
                        ListItem((words("b"),)),
                    ),
                    start=9,
                    delimiter=")",
                ),
            ),
            "9) a\n   - x\n10) b\n",
        ),
        (
            (BulletList((ListItem((words("a"),)),)), BulletList((ListItem((words("b"),)),))),
            "- a\n\n* b\n",
        ),
        (
            (Table(((Text("a|b"),), ()), (((Code("c|d"),), (Text("e"),)),), ("", "right")),),
            "| a\\|b |  |\n| --- | --: |\n| `c\\|d` | e |\n",
        ),
    ],
)
def test_blocks(tree: tuple[Block, ...], expected: str) -> None:
    """Each kind of block, as a person would type it."""
    assert markdown_of(tree) == expected


def test_words_are_kept_where_marks_cannot_be_written() -> None:
    """Two numbered lists that follow each other stay two, with their numbers."""
    first = OrderedList((ListItem((words("a"),)),), start=2)
    second = OrderedList((ListItem((words("b"),)),), start=6)
    assert markdown_of((first, second)) == "2. a\n\n6) b\n"


def test_a_heading_of_several_lines_takes_no_words_above_it_with_it() -> None:
    """It is underlined: without an empty line, the paragraph above would be part of it."""
    heading = Heading(1, (Text("a"), LineBreak(), Text("b")))
    blocks = (BulletList((ListItem((Paragraph((Text("x"),)), heading)),), tight=True),)
    assert markdown_of(blocks) == "- x\n\n  a\\\n  b\n  ===\n"
    assert blocks_of(markdown_of(blocks)) == normal(blocks)


@pytest.mark.parametrize("unseen", [Text("\u200b"), Code("\xa0"), Strong((Text("\xad"),))])
def test_a_link_that_shows_nothing_is_no_link(unseen: Inline) -> None:
    """Nobody could click on it; what it holds stays."""
    link = Hyperlink("https://a.org", (unseen,))
    kept = (Text("See "), unseen, Text("."))
    assert normal([Paragraph((Text("See "), link, Text(".")))]) == normal([Paragraph(kept)])
