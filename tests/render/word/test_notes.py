"""Notes of a text as Word's footnotes; lists with letters as Word counts them."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from s55.render.word.document import to_docx
from s55.richtext.nodes import (
    Block,
    CodeBlock,
    Emphasis,
    Hyperlink,
    Note,
    OrderedList,
    Quote,
    Strong,
    Text,
)
from s55.word.styles import WordStyles
from s55.word.xml import w
from tests.render.word_files import (
    BODY,
    bullets,
    entry,
    para,
    part_of,
    standard,
    style_of,
    text_of,
    view_of,
)
from tests.views_for_tests import lettered, words

LINK = Hyperlink("https://example.org/", (Text("source"),))


def _part(data: bytes, name: str) -> Any:
    return part_of(data, name)


def _notes(data: bytes) -> list[Any]:
    return [one for one in part_of(data, "word/footnotes.xml") if one.get(w("type")) is None]


def test_each_note_is_a_footnote_with_its_place() -> None:
    """With Word's own styles, the lines above notes, and the link in the part of the notes."""
    first = para("One", Note((para("See ", LINK, "."),)), " and two", Note((bullets("b"),)), ".")
    data = to_docx(view_of(first), standard())
    body = _part(data, BODY)
    places = [one.get(w("id")) for one in body.iter(w("footnoteReference"))]
    notes = _notes(data)
    assert places == [one.get(w("id")) for one in notes] == ["1", "2"]
    assert [text_of(one).strip() for one in notes] == ["See source.", "b"]
    assert style_of(notes[0][0]) == "FootnoteText"
    styles = WordStyles(_part(data, "word/styles.xml"))
    assert styles.style_id("character", "footnote reference") == "FootnoteReference"
    kinds = [one.get(w("type")) for one in _part(data, "word/footnotes.xml")]
    assert kinds[:2] == ["separator", "continuationSeparator"]
    settings = _part(data, "word/settings.xml").find(w("footnotePr"))
    assert settings is not None
    assert [one.get(w("id")) for one in settings] == ["-1", "0"]
    relations = _part(data, "word/_rels/footnotes.xml.rels")
    assert [one.get("Target") for one in relations] == ["https://example.org/"]


def test_a_note_in_bold_words_is_not_bold_itself() -> None:
    """As in print: only its number stands in the bold words."""
    bold = Strong((Text("Boats "), Emphasis((Note((para("as of May"),)),))))
    [note] = _notes(to_docx(view_of(para(bold)), standard()))
    [run] = [one for one in note.iter(w("r")) if text_of(one).strip()]
    assert text_of(run) == "as of May"
    assert run.find(w("rPr")) is None


@pytest.mark.parametrize("block", [CodeBlock("a b"), bullets("a b"), Quote((para("a b"),))])
def test_the_number_of_a_note_stands_before_what_is_no_plain_paragraph(block: Block) -> None:
    """In code, the space after it would be code; in a list it would stand behind the bullet."""
    [note] = _notes(to_docx(view_of(para("Boats", Note((block,)))), standard()))
    assert [text_of(one) for one in note] == [" ", "a b"]
    assert style_of(note[0]) == "FootnoteText"


def test_a_document_without_notes_has_no_part_for_them() -> None:
    """And none of their styles."""
    data = to_docx(view_of(words("One")), standard())
    assert b"footnote" not in etree.tostring(_part(data, "word/styles.xml"))


def test_letters_are_counted_by_word() -> None:
    """Each level of a list has its number format and both brackets; a gap begins a new count."""
    data = to_docx(view_of(lettered()), standard())
    numbering = _part(data, "word/numbering.xml")
    patterns = {one.get(w("abstractNumId")): one for one in numbering.iter(w("abstractNum"))}
    lists = {one.get(w("numId")): one for one in numbering.iter(w("num"))}
    found = []
    for paragraph in _part(data, BODY).iter(w("p")):
        numbered = paragraph.find(f"{w('pPr')}/{w('numPr')}")
        if numbered is None:
            continue
        number = lists[numbered.find(w("numId")).get(w("val"))]
        depth = numbered.find(w("ilvl")).get(w("val"))
        pattern = patterns[number.find(w("abstractNumId")).get(w("val"))]
        level = next(one for one in pattern.iter(w("lvl")) if one.get(w("ilvl")) == depth)
        start = number.find(f"{w('lvlOverride')}/{w('startOverride')}").get(w("val"))
        found.append(
            (level.find(w("numFmt")).get(w("val")), level.find(w("lvlText")).get(w("val")), start)
        )
    assert found == [
        ("lowerLetter", "(%1)", "1"),
        ("lowerLetter", "(%1)", "1"),
        ("lowerRoman", "%2)", "3"),
        ("lowerRoman", "%2)", "3"),
        ("decimal", "(%3)", "1"),
        ("decimal", "(%3)", "1"),
        ("lowerLetter", "(%1)", "5"),
    ]


def test_a_list_that_word_counts_as_the_layout_does_stays_as_it_is() -> None:
    """Figures with a full stop take the pattern of the layout."""
    data = to_docx(view_of(OrderedList((entry("x"),))), standard())
    assert b"lowerLetter" not in etree.tostring(_part(data, "word/numbering.xml"))
