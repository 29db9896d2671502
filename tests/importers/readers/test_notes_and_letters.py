"""Notes and lists with letters, as s55's own pages, Markdown and Word files have them."""

from __future__ import annotations

import pytest

from s55.importers.readers import read_source
from s55.importers.readers.writing import as_markdown
from s55.importers.source import BlockKind, SourceBlock, SourcePosition
from s55.model.verdict import Aside
from s55.render.html.blocks import blocks_html
from s55.render.html.notes import with_notes
from s55.richtext.checks import problems_of
from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import (
    Emphasis,
    Hyperlink,
    Inline,
    Note,
    OrderedList,
    Paragraph,
    Text,
    lines_of,
)
from tests.importers.readers.samples import STYLE, as_pdf
from tests.render.sets_for_tests import standard_set
from tests.render.word_files import bullets, para, render
from tests.views_for_tests import lettered

NOTE = Note((Paragraph((Text("A "), Emphasis((Text("note"),)))),))
HEAD = '<html lang="en"><head><title>T</title></head><body>'
RAISED = "@page{@top-left{content:none}@bottom-right{content:none}}sup{font-size:7pt;line-height:0}"
MARKS = [(1, "(a)"), (1, "(b)"), (2, "iii)"), (2, "iv)"), (3, "(1)"), (3, "(2)"), (1, "(e)")]


def test_the_notes_and_letters_of_our_own_pages_come_back() -> None:
    """A note is read at its mark; the marks of a list are its markers."""
    note = Note((*NOTE.blocks, bullets("x")))
    page = with_notes(
        f"<main><p>{'word ' * 60}</p>{blocks_html((para('One', note, '.'), lettered()))}</main>",
        standard_set().manifest,
    ).page
    source = read_source(page.encode(), "a.html")
    _, first, *listed = source.blocks
    assert first.inlines == (Text("One"), note, Text("."))
    assert [(one.level, one.marker) for one in listed if one.marker] == MARKS
    assert {one.why for one in source.set_aside} == {Aside.FOOTNOTE_MARKER}


def test_the_notes_of_our_own_pdfs_come_back() -> None:
    """With their paragraphs and lists, over a line's end, in a table, and two in a line."""
    listed_note = Note((*NOTE.blocks, bullets("x", "y")))
    second = Note((Paragraph((Text("Two."),)), Paragraph((Text("And more."),))))
    third = Note((Paragraph((Text("In a cell."),)),))
    words = blocks_html((para("One", listed_note, f" {'more words ' * 30}two", second, " end."),))
    row = f"<tr><td>{blocks_html((para('All the boats', third),))}</td><td>Safe</td></tr>"
    cells = f"<table>{row}<tr><td>Other boats</td><td>Sunk</td></tr></table>"
    main = f"<main>{words}{cells}<p>Yours</p></main>"
    page = with_notes(f"{HEAD}{main}</body></html>", standard_set().manifest).page
    source = read_source(as_pdf(page, f"{STYLE}{RAISED}"), "a.pdf")
    assert [block.text for block in source.blocks] == [
        f"One {'more words ' * 30}two end.",
        "All the boats | Safe",
        "Other boats | Sunk",
        "Yours",
    ]
    noted = [note for block in source.blocks for note in block.notes]
    assert noted == [listed_note, second, third]
    assert [(one.why, one.text) for one in source.set_aside] == [
        (Aside.FOOTNOTE_MARKER, text)
        for text in ("[1]", "[2]", "[3]", "Notes", "[1]", "[2]", "[3]")
    ]


def test_the_lists_in_notes_of_our_own_word_files_come_back() -> None:
    """Each counts by itself, and a note that is read twice does not count on."""
    listed = Note(blocks_of("A *note*\n\n- x\n  - deep\n\n1. one\n2. two\n"))
    again = Note(blocks_of("1. three\n2. four\n"))
    source = read_source(render(para("One", listed, " and", again, ".")), "a.docx")
    assert [note for block in source.blocks for note in block.notes] == [listed, again]


def test_marks_without_their_notes_are_told() -> None:
    """Nothing is taken for a note where one is missing."""
    said = "Words that go on over the end of a line, and over that of the next one after it, too"
    notes = "<h2>N</h2><p>[1] A note.</p>"
    page = f"{HEAD}<p>{said}<sup>[1]</sup> and two<sup>[2]</sup>.</p>{notes}</body></html>"
    source = read_source(as_pdf(page, f"{STYLE}{RAISED}"), "a.pdf")
    assert [block.text for block in source.blocks] == [f"{said} and two.", "N", "[1] A note."]
    assert [one.text for one in source.set_aside] == ["[1]", "[2]"]


def test_the_notes_and_letters_of_markdown_are_read() -> None:
    """By the same rules as those of a draft."""
    text = "Words.[^1] More.\n\n(a) one\n  i) x\n  ii) y\n(b) two\n\n[^1]: A *note*\n"
    source = read_source(text.encode(), "a.md")
    assert source.blocks[0].inlines == (Text("Words."), NOTE, Text(" More."))
    markers = [(one.level, one.marker) for one in source.blocks[1:]]
    assert markers == [(1, "(a)"), (2, "i)"), (2, "ii)"), (1, "(b)")]


def _items(*marked: str) -> list[SourceBlock]:
    """Items of lists; two spaces before a marker for each list around."""
    place = SourcePosition()
    return [
        SourceBlock(
            BlockKind.LIST_ITEM,
            (Text("words"),),
            place,
            level=1 + (len(one) - len(one.lstrip())) // 2,
            marker=one.strip(),
        )
        for one in marked
    ]


@pytest.mark.parametrize(
    ("marked", "outermost"),
    [
        (("(a)", "  (i)", "  (ii)", "(b)"), ["(a)", "(b)"]),
        (("1.", "  a)", "  b)", "2."), ["1.", "2."]),
        (("A.", "B."), ["A.", "B."]),
        (("(c)", "(d)"), ["(c)", "(d)"]),
    ],
)
def test_lists_are_written_with_their_letters(
    marked: tuple[str, ...], outermost: list[str]
) -> None:
    """And read back as such."""
    text = as_markdown(_items(*marked))
    [block] = blocks_of(text)
    assert isinstance(block, OrderedList)
    assert list(block.marks()) == outermost
    assert list(lines_of(block)) == ["words"] * len(marked)


@pytest.mark.parametrize(
    "marked", [("1.", "  (a)", "2."), ("1.", "  (c)", "  (d)", "2."), ("(a)", "(b)", "(iv)")]
)
def test_no_letter_runs_on_in_the_item_before(marked: tuple[str, ...]) -> None:
    """One that begins no list, or one after its first letter, stands apart."""
    text = as_markdown(_items(*marked))
    assert not [one for one in problems_of(text) if one.code == "T213"]
    words = [line for block in blocks_of(text) for line in lines_of(block)]
    assert len(words) == len(marked)


@pytest.mark.parametrize(
    ("kind", "inlines", "text"),
    [
        (BlockKind.HEADING, (Text("Head"), NOTE), "## Head\n\n[^1]\n\n[^1]: A *note*"),
        (
            BlockKind.PARAGRAPH,
            (Hyperlink("https://a.org/", (Text("a"), NOTE)), Text(" b")),
            "[a](https://a.org/)[^1] b\n\n[^1]: A *note*",
        ),
        (BlockKind.PARAGRAPH, (Text("~~no~~"),), "\\~~no\\~~"),
    ],
)
def test_notes_are_written_where_a_draft_can_have_them(
    kind: BlockKind, inlines: tuple[Inline, ...], text: str
) -> None:
    """Nothing that is written is refused."""
    block = SourceBlock(kind, inlines, SourcePosition(), level=2 * (kind is BlockKind.HEADING))
    assert as_markdown([block]) == text
    assert problems_of(text) == []
