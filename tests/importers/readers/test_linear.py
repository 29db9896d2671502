"""The time that reading takes grows with the file, not faster: no block is longer than a bound."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from s55.errors import S55Error
from s55.importers.importing import import_source
from s55.importers.readers import read_source
from s55.importers.readers.dividing import MOST_CHARACTERS
from s55.importers.reports.forms.sections import ItemSection, sections
from s55.importers.reports.outline import outline
from s55.importers.source import Source
from s55.richtext.nodes import Hyperlink, Strong
from tests.importers.readers.open_documents import open_document
from tests.importers.readers.test_word import word
from tests.importers.words_of import letters, letters_read

SENTENCE = "By 3 May 2027, the chief constable should make sure that each boat is counted. "
LONG = SENTENCE * 400


def read(text: str, name: str = "a.txt") -> Source:
    return read_source(text.encode(), name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (LONG, "a.txt"),
        (LONG.replace(".", ","), "a.txt"),
        ("recommendation" * 2_000, "a.txt"),
        (LONG.replace(". ", ".\t"), "a.txt"),
        (f"<p>{LONG}</p>", "a.html"),
        (f"<table><tr><td>{LONG}</td><td>{LONG}</td><td>c</td></tr></table>", "a.html"),
        (f"<p>One <b>{LONG}</b> two <i>{LONG}</i></p>", "a.html"),
        (f"# Title\n\n- **a**\n- {LONG}\n", "a.md"),
    ],
    ids=["line", "no stops", "no spaces", "tabs", "html", "cells", "looks", "list"],
)
def test_blocks_are_of_bounded_length_and_no_word_is_lost(text: str, name: str) -> None:
    source = read(text, name)
    assert max(len(block.text) for block in source.blocks) <= MOST_CHARACTERS + 3
    plain = text.replace("<p>", "").replace("</p>", "") if name != "a.html" else ""
    if plain:
        assert letters_read(source) == letters(plain)
    else:
        assert letters_read(source)["m"] >= LONG.count("m")
    # Every part of a sentence that was cut is whole: cuts are between sentences.
    if name == "a.txt" and text == LONG:
        assert all(block.text.endswith("counted.") for block in source.blocks)


def test_short_blocks_stay_as_they_are() -> None:
    text = SENTENCE * (MOST_CHARACTERS // len(SENTENCE) - 1)
    assert [block.text for block in read(text).blocks] == [text.strip()]


def test_an_item_said_twice_is_left_out_once() -> None:
    """Among sixty that are alike."""
    lines = [f"- By 3 May 2027, the force should count boat number {n} twice." for n in range(60)]
    lines.append(lines[7])
    text = "\n".join(["# Harbours", "", "## Recommendations", "", *lines])
    imported = import_source(read(text, "a.md"), "a.md", None)
    repeated = [one for one in imported.unplaced if one.why.startswith("repeats the item")]
    assert [one.text for one in repeated] == [lines[7].removeprefix("- ")]
    assert len(imported.data["items"]) == 60


def test_each_field_of_many_in_each_other_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run in them is in the link of the innermost, which is not looked for in each run anew."""
    from s55.importers.readers.word import runs

    asked: list[str] = []
    read_target = runs._target_of_field

    def counted(instruction: str) -> object:
        asked.append(instruction)
        return read_target(instruction)

    monkeypatch.setattr(runs, "_target_of_field", counted)
    mark = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
    link = '<w:r><w:instrText>HYPERLINK "https://a.example/%d"</w:instrText></w:r>'
    opened = "".join(
        f"{mark % 'begin'}{link % n}{mark % 'separate'}<w:r><w:t>{n} </w:t></w:r>"
        for n in range(100)
    )
    source = read_source(word(f"<w:p>{opened}{(mark % 'end') * 100}</w:p>"), "a.docx")
    (block,) = source.blocks
    assert len(asked) == 100
    assert [one.address for one in block.inlines if isinstance(one, Hyperlink)] == [
        f"https://a.example/{n}" for n in range(100)
    ]


def test_the_ground_of_a_run_is_found_without_its_neighbours() -> None:
    """The properties of a paragraph are first in it; further back they are not looked for."""
    shade = '<w:pPr><w:shd w:val="clear" w:fill="FF0000"/></w:pPr>'
    run = '<w:r><w:rPr><w:color w:val="FF0000"/></w:rPr><w:t>red </w:t></w:r>'
    unseen = read_source(
        word(f"<w:p>{shade}{run * 6}</w:p><w:p><w:r><w:t>a</w:t></w:r></w:p>"), "a.docx"
    )
    assert [block.text for block in unseen.blocks] == ["a"]
    seen = read_source(word(f"<w:p>{run * 6}{shade}</w:p>"), "a.docx")
    assert [block.text for block in seen.blocks] == ["red red red red red red"]


@pytest.mark.parametrize(("depth", "is_bold"), [(20, True), (21, False)])
def test_styles_of_open_documents_go_back_twenty_steps(depth: int, *, is_bold: bool) -> None:
    """As those of Word files do: a chain of thousands is not followed for each paragraph."""
    bold = '<style:text-properties fo:font-weight="bold"/>'
    styles = "".join(
        f'<style:style style:name="Z{n}" style:family="paragraph" '
        f'style:parent-style-name="Z{n + 1}">{bold if n == depth else ""}</style:style>'
        for n in range(1, depth + 1)
    )
    body = '<text:p text:style-name="Z1">By May the force should count its boats twice.</text:p>'
    (block,) = read_source(open_document(body, automatic=styles), "a.odt").blocks
    assert isinstance(block.inlines[0], Strong) is is_bold


def _work(call: Callable[[], object]) -> int:
    """Count the calls of functions and the steps of generators that something takes."""
    count = 0

    def profile(_frame: FrameType, event: str, _given: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        call()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    ("begin", "part", "end"),
    [
        ("", "<p>Boat {n} was seen in the harbour.</p>", ""),
        (
            "<p>The force should count.</p>",
            "<p>Boat {n} was seen.</p>",
            "<p>We recommend oars.</p>",
        ),
        ("<h3>Boats</h3>", "<p>Boat {n} was seen.</p>", ""),
    ],
    ids=["asks nothing", "asks at its ends", "begins with headings"],
)
def test_a_long_section_takes_work_by_its_length(begin: str, part: str, end: str) -> None:
    """Four times as many parts take four times the work, and not the square of it."""

    def taken(count: int) -> int:
        body = begin * count + "".join(part.format(n=n) for n in range(count)) + end
        parts = outline(read(f"<h1>Boats</h1><h2>Recommendations</h2>{body}", "a.html"), ())
        return _work(lambda: sections(parts, lambda _section, _part: True))

    assert taken(200) < 5 * taken(50)


def test_a_section_is_put_together_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not copied for each of its parts."""
    lengths: list[int] = []
    made = ItemSection.__init__

    def counted(section: ItemSection, *given: Any, **named: Any) -> None:
        made(section, *given, **named)
        lengths.append(len(section.body))

    monkeypatch.setattr(ItemSection, "__init__", counted)
    body = "<p>Boat 1 was seen in the harbour.</p>" * 100
    parts = outline(read(f"<h1>Boats</h1><h2>Recommendation 1</h2>{body}", "a.html"), ())
    found, _ = sections(parts, lambda _section, _part: False)
    assert [len(one.body) for one in found] == [100]
    assert sum(lengths) <= 300


def test_cells_that_reach_down_take_places_in_bounded_columns() -> None:
    """Each row of such a table would have a place more than the one before it."""
    row = "<tr><td rowspan=2000>boat</td><td>oar</td></tr>"
    found = read(f"<h1>Boats</h1><table>{row * 200}</table>", "a.html")
    rows = [block.cells for block in found.blocks if block.cells]
    assert len(rows) == 200
    assert max(map(len, rows)) <= 52
    assert all("boat" in str(cells) and "oar" in str(cells) for cells in rows)


@pytest.mark.parametrize(
    "written",
    ["a{n} ", "a{n}=1 ", "a{n}='>'", 'a{n} = "<" ', "a{n}/"],
    ids=["bare", "values", "close together", "spaced", "slashes"],
)
def test_a_tag_with_thousands_of_attributes_is_refused(written: str) -> None:
    """The parser compares each of them with all others."""
    many = "".join(written.format(n=n) for n in range(2_100))
    with pytest.raises(S55Error) as refused:
        read(f"<h1>Boats</h1><p {many}>The boats are counted.</p>", "a.html")
    assert [one.code for one in refused.value.problems] == ["I102"]
    assert "more than 2,000 attributes" in refused.value.problems[0].message


@pytest.mark.parametrize(
    "around",
    [
        "<script>if (a<b) { {words} }</script>",
        "<style>a<b {words}</style>",
        '<p title="{words}">x</p>',
        "<p>{words}</p>",
        "<script>a<b {words}",
    ],
)
def test_words_elsewhere_are_no_attributes(around: str) -> None:
    page = f"<p>The boats are counted.</p>{around.replace('{words}', 'oar ' * 3_000)}"
    assert read(page, "a.html").blocks[0].text == "The boats are counted."


def test_lines_that_go_on_are_joined_to_blocks_of_bounded_length() -> None:
    """Each line would have all lines before it looked at anew."""
    lines = "".join(f"<p><a href='https://a.example/{n}'>boat {n} of</a></p>" for n in range(1_500))
    parts = outline(read(f"<h1>Boats</h1>{lines}", "a.html"), ())
    assert 2 < len(parts) < 9
    assert max(len(part.text) for part in parts) <= MOST_CHARACTERS + 1
    assert "".join(part.text for part in parts).count("boat") == 1_500
