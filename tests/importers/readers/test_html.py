"""What HTML can hold: each element is read, told or without words; styles that change meanings."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import defs
from tinyhtml5 import constants

from s55.importers.readers import read_source
from s55.importers.readers.html.elements import ELEMENTS, reading_of
from s55.importers.source import BlockKind, Source
from s55.model.verdict import Aside, Verdict
from tests.importers.words_of import letters_in, letters_read

NAMES = {name for _, name in constants.special_elements} | set(defs.tags)
"""The elements that two libraries know."""


def read(body: str, head: str = "") -> Source:
    """A page with this body."""
    page = f"<!doctype html><html><head><title>T</title>{head}</head><body>{body}</body></html>"
    return read_source(page.encode(), "a.html")


def texts(source: Source) -> list[str]:
    """The text of each block."""
    return [block.text for block in source.blocks]


def aside(source: Source) -> list[tuple[str, str]]:
    """Why, and what, was set aside."""
    return [(one.why, one.text) for one in source.set_aside]


def test_every_element_that_libraries_know_is_in_the_table() -> None:
    svg_and_math = {"foreignObject", "desc", "mi", "mo", "mn", "ms", "mtext", "annotation-xml"}
    assert NAMES - set(ELEMENTS) - svg_and_math == set()
    assert len(ELEMENTS) > 140
    assert all(name == name.lower() for name in ELEMENTS)


INLINE = sorted(
    name
    for name, reading in ELEMENTS.items()
    if reading.verdict is not Verdict.HARMLESS
    and name not in constants.void_elements
    and name not in ("html", "body", "frameset", "frame", "plaintext", "image", "isindex", "keygen")
)


@pytest.mark.parametrize("name", [*INLINE, "x-card", "o:p", "unheard"])
def test_the_words_of_every_element_are_read_or_told(name: str) -> None:
    """As its row of the table says, and never neither."""
    source = read(f"<p>Before.</p><{name}>Inside</{name}><p>After.</p>")
    inside = [block.text for block in source.blocks if "Inside" in block.text]
    told = [one.why for one in source.set_aside if "Inside" in one.text]
    reading = reading_of(name)
    if reading.verdict is Verdict.TAKEN:
        assert (len(inside), told) == (1, [])
    else:
        assert (inside, told) == ([], [reading.why])
    assert texts(source)[0].startswith("Before.")
    assert texts(source)[-1].endswith("After.")


@pytest.mark.parametrize("name", sorted(constants.void_elements - {"frame"} | {"keygen"}))
def test_words_after_an_element_without_an_end_are_in_the_text(name: str) -> None:
    """In the same paragraph, the next one, and in the element around, however it is written."""
    source = read(f"<p>One <{name} title='>'>two.</p><div><{name}/><b>Three.</b></div><p>Four.</p>")
    assert " ".join(texts(source)).split() == ["One", "two.", "Three.", "Four."]


@pytest.mark.parametrize(("cell", "table"), [("th", 1), ("td", 0)])
def test_a_table_of_one_column_is_one_if_it_has_a_head(cell: str, table: int) -> None:
    """Without one it only arranges the page."""
    source = read(f"<table><tr><{cell}>What</{cell}></tr><tr><td>Count them.</td></tr></table>")
    assert [(block.text, block.table) for block in source.blocks] == [
        ("What", table),
        ("Count them.", table),
    ]


@pytest.mark.parametrize(
    ("said", "boxes"),
    [("<p>Two.</p><p>Three.</p>", [1, 1, 1, 2, 2, 2, 0]), ("Two. Three.", [0, 0, 0, 0, 0, 0])],
)
def test_entries_of_a_list_of_terms_are_boxes_if_one_has_several_paragraphs(
    said: str, boxes: list[int]
) -> None:
    source = read(
        f"<dl><dt>One</dt><dd>{said}</dd><dt>A</dt><dt>B</dt><dd><p>C</dd></dl><p>After.</p>"
    )
    assert [block.boxed for block in source.blocks] == boxes


def test_words_between_the_rows_and_cells_of_a_table_are_above_them() -> None:
    source = read(
        "<table><colgroup>A<col>B</colgroup><tbody>C<tr>D<td>1</td>E<td>2</td><b>F</b></tr>G"
        "<script>no()</script><tr><td>3</td><td>4</td></tr></tbody></table>"
    )
    assert texts(source) == ["ABC", "DEF", "1 | 2", "G", "3 | 4"]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("p::before{content:'Note: '}", "Note:"),
        ("p:after{content:' (' attr( title ) ')'}", "(Plan)"),
        ("p[title]::before{content:'This'} p::before{content:'and not this'}", "This"),
        ("p::before{content:'' 'No ' counter(n)}", "No"),
        ("p::before{content:'\\201C'}", ""),
        ("@media print{p::before{content:'Printed'}}", ""),
    ],
)
def test_words_that_a_style_sheet_writes_are_told(rule: str, said: str) -> None:
    source = read("<p title=Plan>Shown.</p>", f"<style>{rule}</style>")
    assert texts(source) == ["Shown."]
    assert aside(source) == ([(Aside.AUTOMATIC, said)] if said else [])


@pytest.mark.parametrize(
    ("markup", "sheet"),
    [
        ("<del>reject</del>", ""),
        ("<s>reject</s>", ""),
        ("<span style='text-decoration: line-through red'>reject</span>", ""),
        ("<span class=old>reject</span>", "p .old{text-decoration-line:line-through}"),
        ("<b class='old x'>reject</b>", "@media screen{.old{text-decoration:line-through}}"),
        ("<span class='strikethrough'>reject</span>", ""),
    ],
)
def test_crossed_out_words_are_told(markup: str, sheet: str) -> None:
    source = read(f"<p>We {markup} accept this.</p>", f"<style>{sheet}</style>")
    assert texts(source) == ["We accept this."]
    assert aside(source) == [("crossed out", "reject")]


@pytest.mark.parametrize(
    "block",
    [
        "<ul><li>Stays.</li><li style='text-decoration:line-through'>Goes.</li></ul>",
        "<table><tr><td>Stays.</td><td>b</td></tr><tr class=strike><td>Goes.</td></tr></table>",
        "<p>Stays.</p><div style='text-decoration:line-through'><p>Goes.</p></div>",
        "<p>Stays.</p><h2><s>Goes.</s></h2>",
    ],
)
def test_crossed_out_blocks_are_told(block: str) -> None:
    source = read(block)
    assert "Goes" not in " ".join(texts(source))
    assert "Stays" in texts(source)[0]
    assert aside(source) == [("crossed out", "Goes.")]


@pytest.mark.parametrize(
    ("attributes", "head"),
    [
        ("hidden", ""),
        ("style='display : none'", ""),
        ("style='visibility:hidden'", ""),
        ("style='opacity:0'", ""),
        ("class=x", "<style>.x{display:none}</style>"),
        ("id=x", "<style>#x{font-size:0}</style>"),
        ("style='font-size:1px'", ""),
        ("style='color:transparent'", ""),
        ("class=x", "<style>.x{color:white}p{background:#FFF}</style>"),
    ],
)
def test_hidden_words_are_told(attributes: str, head: str) -> None:
    source = read(f"<p>Shown.</p><p {attributes}>Not shown.</p>", head)
    assert texts(source) == ["Shown."]
    assert aside(source) == [("hidden text", "Not shown.")]


@pytest.mark.parametrize(
    "style", ["font-size:10px", "color:white", "color:white;background:navy", "color:inherit"]
)
def test_words_that_may_be_seen_are_read(style: str) -> None:
    """White words may stand on a ground that the page does not hold."""
    assert texts(read(f"<p style='{style}'>Shown.</p>")) == ["Shown."]


def test_what_a_reader_can_open_is_read() -> None:
    source = read(
        "<details><summary>More</summary><p>Inside.</p></details>"
        "<div hidden=until-found>Found.</div><div class='accordion__panel' hidden>Opened.</div>"
    )
    assert texts(source) == ["More", "Inside.", "Found.", "Opened."]


def test_the_sheet_for_print_says_nothing_about_the_page() -> None:
    source = read("<p class=x>Shown.</p>", "<style>@media print{.x{display:none}}</style>")
    assert texts(source) == ["Shown."]


def test_raised_and_lowered_figures_stay_as_characters() -> None:
    source = read(
        "<p>6m<sup>2</sup>, 10<span style='vertical-align:super'>5</span>, CO<sub>2</sub>, "
        "the 2<sup>nd</sup>, note<sup><a href='#n'>1</a></sup>.</p><p id=n>Said of it.</p>"
    )
    assert texts(source) == ["6m², 10⁵, CO₂, the 2nd, note."]
    assert aside(source) == [("footnote marker", "1"), ("footnote", "Said of it.")]


def test_figures_that_count_on_are_marks_wherever_their_notes_are() -> None:
    source = read("".join(f"<p>Said by {who}<sup>{n}</sup>.</p>" for n, who in enumerate("ABC", 1)))
    assert texts(source) == ["Said by A.", "Said by B.", "Said by C."]


@pytest.mark.parametrize(
    ("opening", "markers"),
    [
        ("<ol>", ["1.", "2.", "3."]),
        ("<ol type=a>", ["a.", "b.", "c."]),
        ("<ol start=4 type=i>", ["iv.", "v.", "vi."]),
        ("<ol reversed>", ["3.", "2.", "1."]),
        ("<ol style='list-style-type:upper-roman'>", ["I.", "II.", "III."]),
        ("<ul>", ["•", "•", "•"]),
    ],
)
def test_the_numbers_of_lists(opening: str, markers: list[str]) -> None:
    source = read(f"{opening}<li>One</li><li>Two</li><li>Three</li>")
    assert [block.marker for block in source.blocks] == markers
    valued = read(f"{opening}<li>One</li><li value=9>Two</li></ol>")
    assert len(valued.blocks) == 2


def test_what_holds_no_text_is_told_by_what_stands_for_it() -> None:
    source = read(
        "<p>A <img alt='A map' src=x> and <img alt='' src=y>.</p><input value='typed'>"
        "<img title='A plan'><map><area alt='North'><area></map>"
        "<input type=hidden value='token'><select><option>Yes<option selected>No"
        "<option label=Maybe></select>"
        "<textarea>More</textarea><iframe title='A film' src=z></iframe><math><mi>x</mi></math>"
        "<svg><title>Chart</title><text>5</text></svg><object>Plan</object>"
        "<iframe srcdoc='&lt;p&gt;In a frame.'></iframe>"
    )
    assert texts(source) == ["A and ."]
    assert aside(source) == [
        (Aside.PICTURE, "A map"),
        (Aside.FORM_FIELD, "typed"),
        (Aside.PICTURE, "A plan"),
        (Aside.PICTURE, "North"),
        (Aside.FORM_FIELD, "No"),
        (Aside.FORM_FIELD, "Yes"),
        (Aside.FORM_FIELD, "Maybe"),
        (Aside.FORM_FIELD, "More"),
        (Aside.OTHER_FILE, "A film"),
        (Aside.EQUATION, "x"),
        (Aside.DRAWING, "Chart5"),
        (Aside.OBJECT, "Plan"),
        (Aside.OTHER_FILE, "In a frame."),
    ]


def test_ruby_keeps_its_words() -> None:
    source = read("<p><ruby>Heddlu<rp>(</rp><rt>heth-lee</rt><rp>)</rp></ruby> means police.</p>")
    assert texts(source) == ["Heddlu means police."]
    assert aside(source) == [("phonetic guide", "heth-lee")]


def test_what_stands_beside_the_main_part_is_counted() -> None:
    words = "Words of the page. " * 20
    source = read(f"Loose.<div>Menu<a>Link</a></div><main><p>{words}</p></main><p>Last.</p>")
    assert texts(source) == [words.strip()]
    assert sorted(text for _, text in aside(source)) == ["Last.", "Link", "Loose.", "Menu"]
    assert {why for why, _ in aside(source)} == {"around the content"}


WORDS = st.text(st.sampled_from("abc é12"), min_size=1, max_size=8)
TAGS = st.sampled_from(sorted({*INLINE, "x-y"} - {"select", "option", "optgroup", "noscript"}))
STYLES = st.sampled_from(
    ["", " hidden", " style='display:none'", " class=strike", " role=navigation", " id=main"]
)
TREES = st.recursive(
    WORDS,
    lambda inner: st.builds(
        lambda tag, style, parts: f"<{tag}{style}>{''.join(parts)}</{tag}>",
        TAGS,
        STYLES,
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@given(st.lists(TREES, min_size=1, max_size=4))
def test_every_letter_of_any_page_is_read_or_told(parts: list[str]) -> None:
    page = f"<!doctype html><body><p>start</p>{''.join(parts)}<p>end</p>"
    source = read_source(page.encode(), "a.html")
    assert letters_read(source) == Counter(letters_in(page.encode(), ".html"))


@pytest.mark.parametrize(
    "menu",
    [
        "<ul><li>The Mayor</li><li>Meetings</li></ul>",
        "<nav>The Mayor</nav><nav>Meetings</nav>",
        "<article>The Mayor</article><article>Meetings</article>",
    ],
)
def test_words_of_a_menu_that_are_set_aside_keep_the_space_between_them(menu: str) -> None:
    page = f"<div class='menu'><p>Trent Vale</p>{menu}</div><p>So.</p>"
    source = read_source(page.encode(), "page.html")
    assert [one.text for one in source.set_aside] == ["Trent Vale The Mayor Meetings"]


@pytest.mark.parametrize(
    ("sheet", "framed"),
    [
        (".x { border: 1px solid }", [0, 1, 1, 0]),
        (".x { background-color: #eef }", [0, 1, 1, 0]),
        (".x { border-top: 2px solid; border-bottom: 2px solid }", [0, 1, 1, 0]),
        (".x { border-left: 4px solid }", [0, 1, 1, 0]),
        (".x { border-left: 1px solid }", [0, 0, 0, 0]),
        (".x { border-bottom: 4px solid }", [0, 0, 0, 0]),
        (".x { background: white }", [0, 0, 0, 0]),
        (".x { border: 0 solid }", [0, 0, 0, 0]),
        ("div { background: #eee }", [0, 1, 1, 0]),
        ("section { background: #eee }", [0, 0, 0, 0]),
        (".x { border: 1px solid } @media print { .x { border: none } }", [0, 1, 1, 0]),
    ],
)
def test_a_frame_may_be_drawn_by_the_style_sheet(sheet: str, framed: list[int]) -> None:
    """Not what is a page or a chapter of several: it has more than one heading of its height."""
    page = read(
        "<section><h2>One</h2><div class=x><p>What.</p><p>More.</p></div><h2>Two</h2></section>",
        f"<style>{sheet}</style>",
    )
    assert [block.boxed for block in page.blocks] == framed


def _typed_item(mark: str, text: str, style: str = "") -> str:
    gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"
    return f"<p class=MsoListParagraph style='{style}'><span>{mark}{gap}</span>{text}</p>"


@pytest.mark.parametrize(
    ("mark", "style", "expected"),
    [
        ("·", "text-indent:-18.0pt;mso-list:l0 level1 lfo1", ("•", 1, "look")),
        ("§", "mso-list:l0 level2 lfo1", ("•", 2, "look")),
        ("·", "margin-left:72.0pt", ("•", 2, "look")),
        ("·", "margin-left:2.54cm", ("•", 2, "look")),
        ("1.", "", ("1.", 1, "look")),
        ("(a)", "", ("(a)", 1, "look")),
    ],
)
def test_lists_that_word_wrote_as_paragraphs_are_lists(
    mark: str, style: str, expected: tuple[str, int, str]
) -> None:
    """Word's pages, and the messages of Outlook, have the mark in the text, and a gap after it."""
    block, after = read(f"{_typed_item(mark, 'look', style)}<p>Then.</p>").blocks
    assert (block.marker, block.level, block.text) == expected
    assert (after.marker, after.text) == ("", "Then.")


def test_a_gap_of_word_after_words_is_a_gap() -> None:
    """Only what can be the mark of an item is one."""
    block = read(_typed_item("Thirty years ago,", "we looked.")).blocks[0]
    assert (block.marker, block.text) == ("", "Thirty years ago, we looked.")


def test_a_button_that_opens_a_part_of_a_page_is_a_line_over_it_and_others_are_of_the_site() -> (
    None
):
    source = read(
        "<nav><button aria-expanded='false'>Menu</button><p>Home</p></nav>"
        "<button aria-expanded='false'>Find</button><ul><li>A page</li></ul>"
        "<button>Print</button><button class='accordion'>Recommendation 1</button>"
        "<div class='panel'><p>The force should act.</p></div>"
        "<h3><button aria-controls='b'>Recommendation 2</button></h3><div class='panel' id='b'>"
        "<p>The force should wait.</p></div>"
    )
    found = [(one.text, one.bold, one.boxed) for one in source.blocks if "A page" not in one.text]
    assert found == [
        ("Recommendation 1", True, 0),
        ("The force should act.", False, 0),
        ("Recommendation 2", False, 0),
        ("The force should wait.", False, 0),
    ]
    told = [text for why, text in aside(source) if why == Aside.AROUND]
    assert {"Find", "Print"} <= set(told)


def test_a_cell_that_reaches_down_leaves_its_place_empty_in_the_rows_below() -> None:
    page = (
        "<table><tr><td rowspan=2>A</td><td>B</td><td rowspan=0>C</td></tr><tr><td>D</td></tr>"
        "<tr><td colspan=2 rowspan=9>E</td></tr><tr></tr></table>"
        "<table><tr><td rowspan=x>F</td><td>G</td></tr><tr><td>H</td></tr></table>"
        "<table><tr><td colspan=2 rowspan=2>I</td><td>J</td></tr><tr><td>K</td></tr></table>"
    )
    rows = [block.text for block in read_source(page.encode(), "a.html").blocks]
    assert rows == ["A | B | C", " | D | ", "E | ", "F | G", "H", "I | J", " | K"]


def test_bold_paragraphs_that_stand_alone_are_headings_and_labels_with_a_colon_are_not() -> None:
    """As in a Word file; many sites write no other headings."""
    source = read(
        "<p><strong>How we inspect</strong></p><p>We read files.</p><p><b>By when:</b></p>"
        "<p>May.</p><p><b>The force should act.</b></p>"
    )
    kinds = [BlockKind.HEADING, *[BlockKind.PARAGRAPH] * 4]
    assert [block.kind for block in source.blocks] == kinds


def test_lines_over_parts_that_open_are_above_the_headings_in_any_of_them() -> None:
    source = read(
        "<h1>T</h1><details><summary>First</summary><h3>Within</h3></details>"
        "<details><summary>Second</summary><p>No heading.</p></details>"
        "<div><details><summary>Elsewhere</summary><p>None there.</p></details></div>"
    )
    heads = [(one.text, one.level) for one in source.blocks if one.kind is BlockKind.HEADING]
    assert heads == [("T", 1), ("First", 2), ("Within", 3), ("Second", 2), ("Elsewhere", 0)]


def test_a_part_that_opens_can_hold_a_box() -> None:
    page = (
        "<details><summary>One</summary><p>a</p><blockquote style='border-left: 4px solid'>b"
        "</blockquote><p>c</p></details><div style='border: 1px solid'><p>d</p>"
        "<blockquote style='border-left: 4px solid'>e</blockquote></div>"
    )
    source = read_source(page.encode(), "page.html")
    assert [(one.text, one.boxed) for one in source.blocks] == [
        ("One", 1),
        ("a", 1),
        ("b", 2),
        ("c", 1),
        ("d", 3),
        ("e", 3),
    ]


def test_a_part_that_opens_is_a_frame_unless_there_are_headings_in_it_or_beside_it() -> None:
    source = read(
        "<details><summary>One</summary><p>Words.</p></details><p>After.</p><div><details>"
        "<summary>Two</summary><h3>In</h3></details><details><summary>Three</summary></details></div>"
    )
    boxes = [(one.text, one.boxed) for one in source.blocks]
    assert boxes == [("One", 1), ("Words.", 1), ("After.", 0), ("Two", 0), ("In", 0), ("Three", 0)]
