"""Notes of a page: numbered in their order, at its end, with links there and back."""

from __future__ import annotations

import re
from typing import Any

from lxml import html

from s55.render.html.blocks import blocks_html
from s55.render.html.notes import with_notes
from s55.richtext.nodes import Note, OrderedList, Paragraph, Text
from tests.render.sets_for_tests import standard_set
from tests.render.word_files import bullets, entry, para
from tests.views_for_tests import lettered, words

MANIFEST = standard_set().manifest


def _page(*blocks: object) -> str:
    return f"<body><main>{blocks_html(blocks)}</main><p>after</p></body>"  # type: ignore[arg-type]  # any blocks


def test_notes_follow_the_text_in_their_order() -> None:
    """Each has a link to its place, which has one to it; their numbers are words of both."""
    first = para("One", Note((words("a"),)), ", two", Note((words("b"), words("c"))), ".")
    made = with_notes(_page(first, bullets(entry(para("three", Note((bullets("d"),)))))), MANIFEST)
    root: Any = html.fromstring(made.page)
    assert made.next_note == 4
    references = root.xpath("//a[@role='doc-noteref']")
    [section] = root.xpath("//main/section[@role='doc-endnotes']")
    assert [one.text for one in references] == ["[1]", "[2]", "[3]"]
    assert section.find("h2").text == "Notes"
    entries = section.findall("ol/li")
    assert [" ".join(one.text_content().split()) for one in entries] == [
        "[1] a",
        "[2] b c",
        "[3] d",
    ]
    assert [one.get("href") for one in references] == [f"#{one.get('id')}" for one in entries]
    backs = section.xpath(".//a[@role='doc-backlink']")
    assert [one.get("href") for one in backs] == [f"#{one.get('id')}" for one in references]
    assert backs[1].get("aria-label") == "[2] Back to the text"
    assert root.xpath("//main/p")[0].text_content() == "One[1], two[2]."


def test_a_page_goes_on_with_the_numbers_of_another() -> None:
    """In a paper, for example."""
    made = with_notes(_page(para("One", Note((words("a"),)))), MANIFEST, first=7)
    assert made.next_note == 8
    assert 'id="note-7"' in made.page
    assert '<ol start="7"' in made.page


def test_a_page_without_notes_stays_as_it_is() -> None:
    """No heading over nothing."""
    page = _page(para("One"))
    assert with_notes(page, MANIFEST).page == page


def test_the_marks_of_a_lettered_list_are_its_text() -> None:
    """What a reader sees, copies and hears; the list is a list all the same."""
    page = str(blocks_html((lettered(),)))
    root: Any = html.fromstring(page)
    assert [one.text for one in root.iter("span")] == [
        "(a)",
        "(b)",
        "iii)",
        "iv)",
        "(1)",
        "(2)",
        "(e)",
    ]
    assert [(one.get("type"), one.get("start")) for one in root.iter("ol")] == [
        ("a", None),
        ("i", "3"),
        ("1", None),
    ]
    assert [one.get("value") for one in root.iter("li")][-1] == "5"
    assert re.search(r"<p><span class=\"mark\">\(b\)</span> to publish</p>", page)


def test_plain_numbers_are_left_to_the_browser() -> None:
    """As before: a list of CommonMark has no marks in its text."""
    plain = OrderedList((entry("x"),), delimiter=")")
    assert "mark" not in blocks_html((plain,))
    assert isinstance(plain.items[0].blocks[0], Paragraph)
    assert plain.items[0].blocks[0].children == (Text("x"),)
