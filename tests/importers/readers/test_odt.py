"""What the importer makes of each kind of thing that an OpenDocument text can hold."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from s55.errors import S55Error
from s55.importers.importing import import_source
from s55.importers.readers import read_source
from s55.importers.readers.odt.elements import (
    ELEMENTS,
    counted,
    listed,
    qualified,
    reading_of,
    short_name,
)
from s55.importers.source import Source, SourceBlock
from s55.model.verdict import Aside, Verdict
from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import Emphasis, Hyperlink, LineBreak, Note, Paragraph, Strong, Text
from tests.importers.readers import samples
from tests.importers.readers.odf_schema import ROOTS, reached
from tests.importers.readers.open_documents import (
    DECLARED,
    flat_document,
    numbered,
    open_document,
    style,
)
from tests.importers.readers.test_formats import check, check_levels
from tests.importers.words_of import letters_in, letters_read
from tests.validators import all_by_libreoffice

BOLD, ITALIC = 'fo:font-weight="bold"', 'fo:font-style="italic"'
STRUCK = 'style:text-line-through-style="solid" style:text-line-through-type="single"'
HIDDEN = 'text:display="none"'


def read(body: str, **others: str) -> Source:
    """A text with this body."""
    data = open_document(body, **others)
    source = read_source(data, "a.odt")
    assert letters_in(data, ".odt") - letters_read(source) == {}
    return source


def texts(source: Source) -> list[str]:
    """The blocks, with their markers."""
    return [" ".join(filter(None, (one.marker, one.text))) for one in source.blocks]


def told(source: Source) -> list[tuple[str, str]]:
    """What was left out."""
    return [(str(one.why), one.text) for one in source.set_aside]


def first(body: str, **others: str) -> SourceBlock:
    """The one block of a text."""
    (block,) = read(body, **others).blocks
    return block


# --- the table ------------------------------------------------------------------------


def test_no_element_is_listed_twice() -> None:
    assert listed() == len(ELEMENTS)
    assert counted() == {Verdict.TAKEN: 136, Verdict.HARMLESS: 80, Verdict.TOLD: 25}


def in_texts() -> dict[str, bool]:
    """The elements that the reader meets, by the schema: with words, or without."""
    left = {short_name(tag) for tag, one in ELEMENTS.items() if one.verdict is not Verdict.TAKEN}
    return reached(ROOTS, left - {*ROOTS})


def test_every_element_of_the_standard_is_listed() -> None:
    names = {*in_texts()}
    listed_ones = {short_name(tag) for tag in ELEMENTS}
    assert names - listed_ones == set()
    assert listed_ones - names == {
        # within what is told or harmless, and of other standards
        *("dr3d:light", "math:math", "office:change-info", "script:event-listener"),
        "xforms:model",
        # what LibreOffice adds
        *("field:fieldmark", "field:fieldmark-start", "field:fieldmark-separator"),
        *("field:fieldmark-end", "field:param", "loext:content-control", "loext:p"),
        *("loext:header-first", "loext:footer-first"),
        *("loext:table-protection", "table:table-protection"),
    }


def test_what_can_hold_words_is_taken_or_told() -> None:
    """But for what is told with its drawing, the mark of a note, and a value that does not show."""
    harmless = {
        name
        for name, words in in_texts().items()
        if words and reading_of(qualified(name)).verdict is Verdict.HARMLESS
    }
    assert harmless == {"svg:title", "svg:desc", "text:note-citation", "text:page-variable-set"}


NO_WORDS = {"text:s", "text:tab", "text:line-break", "text:hidden-paragraph", "text:number"}
INLINE = sorted(
    short_name(tag)
    for tag, reading in ELEMENTS.items()
    if reading.verdict is not Verdict.HARMLESS and short_name(tag) not in NO_WORDS
)


@pytest.mark.parametrize("name", [*INLINE, "text:unheard", "loext:unheard"])
def test_the_words_of_every_element_are_read_or_told(name: str) -> None:
    """As its row of the table says, and never neither."""
    words = {
        "draw:frame": "<draw:text-box><text:p>Inside</text:p></draw:text-box>",
        "text:note": "<text:note-body><text:p>Inside</text:p></text:note-body>",
    }.get(name, "<text:p>Inside</text:p>")
    source = read_source(
        open_document(f"<text:p>Before <{name}>{words}</{name}> after.</text:p>"), "a.odt"
    )
    shown = [one.text for one in source.blocks]
    noted = [line for one in source.blocks for note in one.notes for line in note.words()]
    inside = any("Inside" in one for one in (*shown, *noted))
    left = [one.why for one in source.set_aside if "Inside" in one.text]
    tag = next((tag for tag in ELEMENTS if short_name(tag) == name), name)
    reading = reading_of(tag)
    if reading.why == Aside.PICTURE:
        assert [one.why for one in source.set_aside] == [Aside.PICTURE]
    elif reading.why in (Aside.OBJECT, Aside.FORM_FIELD):
        assert [one.why for one in source.set_aside] == [reading.why]
    else:
        assert (inside, left) == (not reading.why, [reading.why] if reading.why else [])


def test_what_nobody_knows_is_told_between_paragraphs_too() -> None:
    source = read("<text:p>One</text:p><text:odd><text:p>Two</text:p></text:odd>Three")
    assert texts(source) == ["One"]
    assert told(source) == [(Aside.UNKNOWN, "text:odd: Two"), (Aside.UNKNOWN, "Three")]


def test_the_name_of_a_table_and_drawings_on_it_are_told() -> None:
    source = read(
        "<table:table><table:title>Boats</table:title><table:desc>By year</table:desc>"
        "<table:shapes><draw:rect><text:p>Drawn</text:p></draw:rect></table:shapes>"
        "<table:table-row><table:table-cell><text:p>One</text:p></table:table-cell>"
        "<table:table-cell><text:p>Two</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert texts(source) == ["One | Two"]
    assert told(source) == [
        (Aside.HIDDEN, "Boats"),
        (Aside.HIDDEN, "By year"),
        (Aside.DRAWING, "Drawn"),
    ]


def test_a_list_to_choose_from_is_what_was_chosen() -> None:
    listed_words = '<text:label text:value="Poor"/><text:label text:value="Good"/>'
    source = read(f"<text:p>It is <text:drop-down>{listed_words}Good</text:drop-down>.</text:p>")
    assert texts(source) == ["It is Good."]


def test_one_xml_file_is_read_as_the_zipped_one() -> None:
    body = (
        '<text:h text:outline-level="1">Head</text:h>'
        '<text:p>A <text:span text:style-name="T1">b</text:span>.<text:note><text:note-citation>1'
        "</text:note-citation><text:note-body><text:p>Noted.</text:p></text:note-body></text:note>"
        "<draw:frame><draw:image><office:binary-data>aGlkZGVu</office:binary-data></draw:image>"
        "<svg:desc>A boat</svg:desc></draw:frame>"
        "<draw:frame><draw:object><math:math><math:mi>x</math:mi></math:math></draw:object>"
        "</draw:frame></text:p>"
    )
    more = {
        "automatic": style("T1", "text", BOLD),
        "heads": "<style:master-page><style:header><text:p>On top</text:p></style:header>"
        "</style:master-page>",
    }
    flat = read_source(flat_document(body, **more), "a.fodt")
    assert flat == read(body, **more)
    assert texts(flat) == ["Head", "A b."]
    assert told(flat) == [
        (Aside.PICTURE, "A boat"),
        (Aside.EQUATION, "x"),
        (Aside.RUNNING_HEAD, "On top"),
    ]


# --- paragraphs and characters -----------------------------------------------------------


def test_bold_italic_links_and_blanks() -> None:
    automatic = (
        style("T1", "text", BOLD)
        + style("T2", "text", ITALIC)
        + style("P1", "paragraph", BOLD, "Lead")
    )
    block = first(
        '<text:p>A <text:span text:style-name="T1">b<text:span text:style-name="T2">c</text:span>'
        '</text:span><text:s text:c="3"/>d<text:tab/>e<text:line-break/>'
        '<text:a xlink:href="https://example.org/">f</text:a>\n  g</text:p>',
        automatic=automatic,
    )
    assert block.inlines == (
        Text("A "),
        Strong((Text("b"), Emphasis((Text("c"),)))),
        Text(" d e"),
        LineBreak(),
        Hyperlink("https://example.org/", (Text("f"),)),
        Text(" g"),
    )


def test_styles_go_back_to_their_parents() -> None:
    """Sizes in per cent too; what a paragraph has, a span can take away."""
    styles = (
        '<style:default-style style:family="paragraph">'
        '<style:text-properties fo:font-size="10pt"/></style:default-style>'
        + style("Base", "paragraph", f'{ITALIC} fo:font-size="200%" fo:color="#AA0000"')
        + style("Loop", "paragraph", BOLD, "Loop")
    )
    automatic = style("P1", "paragraph", 'fo:font-size="120%"', "Base")
    plain = style("T1", "text", 'fo:font-style="normal"')
    block = first(
        '<text:p text:style-name="P1">One <text:span text:style-name="T1">two</text:span>, and '
        "so on.</text:p>",
        styles=styles,
        automatic=automatic + plain,
    )
    assert block.inlines == (
        Emphasis((Text("One"),)), Text(" two"), Emphasis((Text(", and so on."),)),
    )  # fmt: skip
    assert (block.size, block.colour) == (24.0, "#aa0000")
    assert first('<text:p text:style-name="Loop">One.</text:p>', styles=styles).bold


def test_headings() -> None:
    styles = style("Title", "paragraph", BOLD) + (
        '<text:outline-style style:name="Outline">'
        '<text:outline-level-style text:level="1" style:num-format="1" style:num-suffix="."/>'
        '<text:outline-level-style text:level="2" style:num-format="a" text:display-levels="2"/>'
        "</text:outline-style>"
    )
    source = read(
        '<text:p text:style-name="Title">Whole</text:p>'
        '<text:h text:outline-level="1">One</text:h><text:h text:outline-level="2">Two</text:h>'
        '<text:h text:outline-level="1" text:is-list-header="true">Three</text:h>'
        '<text:h text:outline-level="1"><text:number>9.</text:number>Four</text:h>'
        '<text:h text:outline-level="8">Five</text:h>',
        styles=styles,
    )
    assert [(one.level, one.text) for one in source.blocks] == [
        (1, "Whole"), (1, "1. One"), (2, "1.a Two"), (1, "Three"), (1, "9. Four"), (6, "Five"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("properties", "why"), [(STRUCK, Aside.CROSSED_OUT), (HIDDEN, Aside.HIDDEN)]
)
def test_crossed_out_and_hidden_by_style(properties: str, why: str) -> None:
    """A span within it that says otherwise is read."""
    automatic = style("T1", "text", properties) + style(
        "T2",
        "text",
        'style:text-line-through-style="none" style:text-line-through-type="none" '
        'text:display="true"',
    )
    source = read(
        '<text:p>A <text:span text:style-name="T1">b<text:line-break/>c<text:note '
        'text:note-class="endnote"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>n</text:p></text:note-body></text:note></text:span><text:span "
        'text:style-name="T1"><text:span text:style-name="T2">d</text:span></text:span> e</text:p>',
        automatic=automatic,
    )
    assert texts(source) == ["A d e"]
    assert told(source) == [(why, "b c"), (Aside.ENDNOTE, "n")]


WHITE, BLACK = 'fo:color="#ffffff"', 'fo:color="#000000"'


@pytest.mark.parametrize(
    ("characters", "around", "seen"),
    [
        (WHITE, "", False),
        (WHITE, 'fo:background-color="#1f3864"', True),
        ('fo:color="#fefefe"', 'fo:background-color="transparent"', False),
        (BLACK, 'fo:background-color="#000000"', False),
        (f'{BLACK} fo:background-color="#ffff00"', 'fo:background-color="#000000"', True),
        (f'{BLACK} fo:background-color="#000000"', "", False),
        ('fo:font-size="1pt"', "", False),
        ('fo:font-size="2pt"', "", True),
    ],
)
def test_words_that_nobody_sees(characters: str, around: str, seen: bool) -> None:
    """In the colour of what they stand on, or too small."""
    automatic = style("T", "text", characters) + (
        '<style:style style:name="P" style:family="paragraph">'
        f"<style:paragraph-properties {around}/></style:style>"
    )
    source = read(
        '<text:p text:style-name="P">One<text:span text:style-name="T"> two</text:span></text:p>',
        automatic=automatic,
    )
    assert texts(source) == (["One two"] if seen else ["One"])
    assert told(source) == ([] if seen else [("hidden text", "two")])


def test_white_words_are_seen_in_a_dark_cell_and_in_a_drawing() -> None:
    cell = '<style:style style:name="C" style:family="table-cell">'
    automatic = style("T", "text", WHITE) + (
        f'{cell}<style:table-cell-properties fo:background-color="#1f3864"/></style:style>'
    )
    white = '<text:p><text:span text:style-name="T">{}</text:span></text:p>'
    row = "<table:table-row>{}{}</table:table-row>".format(
        f'<table:table-cell table:style-name="C">{white.format("dark")}</table:table-cell>',
        f"<table:table-cell><text:p>a</text:p>{white.format('light')}</table:table-cell>",
    )
    box = f"<draw:frame><draw:text-box>{white.format('drawn')}</draw:text-box></draw:frame>"
    source = read(f"<table:table>{row}</table:table><text:p>{box}</text:p>", automatic=automatic)
    assert texts(source) == ["dark | a", "drawn"]
    assert told(source) == [("hidden text", "light")]


def test_a_table_in_a_frame_is_read() -> None:
    cells = "".join(f"<table:table-cell><text:p>{n}</text:p></table:table-cell>" for n in "ab")
    table = f"<table:table><table:table-row>{cells}</table:table-row></table:table>"
    source = read(f"<text:p>One<draw:frame>{table}<draw:image/></draw:frame></text:p>")
    assert texts(source) == ["One", "a | b"]


def test_raised_lowered_and_symbols() -> None:
    automatic = (
        style("T1", "text", 'style:text-position="super 58%"')
        + style("T2", "text", 'style:text-position="-33% 58%"')
        + style("T3", "text", 'fo:font-family="Wingdings"')
    )
    block = first(
        '<text:p>10<text:span text:style-name="T1">5</text:span>, CO<text:span text:style-name='
        '"T2">2</text:span>, 1<text:span text:style-name="T1">st</text:span>, <text:span '
        'text:style-name="T3">&#xF0FC;</text:span></text:p>',
        automatic=automatic,
    )
    assert block.text == "10⁵, CO₂, 1st, ✓"


def test_hidden_fields_paragraphs_and_sections() -> None:
    source = read(
        "<text:section><text:p>One</text:p></text:section>"
        '<text:section text:display="none"><text:p>Two</text:p></text:section>'
        '<text:section text:display="condition" text:is-hidden="true"><text:p>2b</text:p>'
        '</text:section><text:section text:display="condition"><text:p>2c</text:p></text:section>'
        '<text:p><text:hidden-paragraph text:is-hidden="true"/>Three</text:p>'
        '<text:p>Four <text:hidden-text text:is-hidden="true" text:string-value="five"/></text:p>'
        '<text:p>Six <text:conditional-text text:string-value-if-true="seven" '
        'text:string-value-if-false="eight" text:current-value="false">eight'
        "</text:conditional-text></text:p>"
    )
    assert texts(source) == ["One", "2c", "Four", "Six eight"]
    assert told(source) == [
        (Aside.HIDDEN, "Two"),
        (Aside.HIDDEN, "2b"),
        (Aside.HIDDEN, "Three"),
        (Aside.HIDDEN, "five"),
        (Aside.HIDDEN, "seven"),
    ]


def test_tracked_changes() -> None:
    """What was put in is read; what was deleted is told where it was."""
    info = "<office:change-info><dc:creator>J</dc:creator></office:change-info>"
    source = read(
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        f"{info}<text:p>gone</text:p></text:deletion></text:changed-region>"
        f'<text:changed-region xml:id="c2"><text:insertion>{info}</text:insertion>'
        '</text:changed-region><text:changed-region text:id="c3"><text:deletion>'
        "<text:p>lost</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        '<text:p>One.</text:p><text:p>Two <text:change text:change-id="c1"/>'
        '<text:change-start text:change-id="c2"/>three<text:change-end text:change-id="c2"/>'
        "</text:p>"
    )
    assert texts(source) == ["One.", "Two three"]
    assert told(source) == [(Aside.DELETED, "gone"), (Aside.DELETED, "lost")]
    assert source.set_aside[0].place.paragraph == 2


def test_notes_comments_references_and_fields() -> None:
    source = read(
        '<text:p>A<text:bookmark-start text:name="b"/><text:note text:note-class="footnote">'
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>First.</text:p>"
        "<text:p>Second.</text:p></text:note-body></text:note> b<office:annotation><dc:creator>J"
        "</dc:creator><text:p>Really?</text:p></office:annotation>"
        "<text:bookmark-ref>see 2</text:bookmark-ref>"
        ' <text:date text:date-value="2026-01-02">2 January 2026</text:date>'
        '<text:script>x()</text:script><text:a xlink:href="../a.odt">f</text:a></text:p>'
    )
    assert texts(source) == ["A bsee 2 2 January 2026f"]
    assert source.blocks[0].notes == (
        Note((Paragraph((Text("First."),)), Paragraph((Text("Second."),)))),
    )
    assert told(source) == [
        (Aside.COMMENT, "Really?"), (Aside.SCRIPT, "x()"), (Aside.FILE_LINK, "../a.odt"),
    ]  # fmt: skip


# --- lists --------------------------------------------------------------------------------


def items(*contents: str, start: int = 0) -> str:
    """Items of a list; one that begins with '<' is what it is."""
    anew = f' text:start-value="{start}"' if start else ""
    return "".join(
        f"<text:list-item{anew}>{one if one.startswith('<') else f'<text:p>{one}</text:p>'}"
        "</text:list-item>"
        for one in contents
    )


LETTERED = numbered(
    "L1",
    'style:num-format="1" style:num-suffix="."',
    'style:num-format="a" style:num-prefix="(" style:num-suffix=")"',
    'style:num-format="I" style:num-suffix="." text:display-levels="2" text:start-value="4"',
)


def test_lists_in_notes() -> None:
    """They count by themselves, and a paragraph that goes on an item has no marker."""
    listed = (
        '<text:p>See:</text:p><text:list text:style-name="L1">'
        "<text:list-item><text:p>one</text:p><text:p>goes on</text:p>"
        "<text:list><text:list-item><text:p>deep</text:p></text:list-item></text:list>"
        "</text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>"
    )
    note = f"<text:note><text:note-body>{listed}</text:note-body></text:note>"
    around = f'<text:list text:style-name="L1"><text:list-item><text:p>A{note}</text:p>'
    source = read(
        f"{around}</text:list-item></text:list>",
        automatic=numbered(
            "L1", 'style:num-format="1" style:num-suffix="."', 'text:bullet-char="•"'
        ),
    )
    (made,) = source.blocks[0].notes
    assert made == Note(blocks_of("See:\n\n1. one\n\n   goes on\n\n   - deep\n2. two\n"))


def test_lists_within_lists() -> None:
    source = read(
        '<text:list text:style-name="L1"><text:list-item><text:p>One</text:p><text:p>more</text:p>'
        f"<text:list>{items('two', 'three')}<text:list-item><text:list>{items('four')}"
        "</text:list></text:list-item></text:list></text:list-item>"
        f"<text:list-item><text:p>five</text:p><text:list>{items('again')}</text:list>"
        "</text:list-item><text:list-header><text:p>six</text:p></text:list-header></text:list>"
        f'<text:list text:style-name="B">{items("seven")}</text:list>',
        automatic=LETTERED + numbered("B", 'text:bullet-char="&#xF0B7;"'),
    )
    assert [(one.level, one.marker, one.text) for one in source.blocks] == [
        (1, "1.", "One"),
        (1, "", "more"),
        (2, "(a)", "two"),
        (2, "(b)", "three"),
        (3, "b.IV.", "four"),
        (1, "2.", "five"),
        (2, "(a)", "again"),
        (1, "", "six"),
        (1, "•", "seven"),
    ]


def test_lists_that_go_on_or_begin_anew() -> None:
    """By the list named, by the style, by the number of an item; without any they begin anew."""
    source = read(
        f'<text:list xml:id="x" text:style-name="L1">{items("a", "b")}</text:list>'
        "<text:p>P</text:p>"
        f'<text:list text:style-name="L1">{items("c")}</text:list>'
        f'<text:list text:continue-list="x" text:style-name="L1">{items("d")}</text:list>'
        f'<text:list text:continue-numbering="true" text:style-name="L1">{items("e")}</text:list>'
        f'<text:list text:style-name="L1">{items("f", start=7)}'
        f"{items('g')}<text:list-item><text:number>(x)</text:number><text:p>h</text:p>"
        "</text:list-item></text:list>"
        '<text:numbered-paragraph text:list-id="n" text:level="2" text:style-name="L1">'
        "<text:p>i</text:p></text:numbered-paragraph>",
        automatic=LETTERED,
    )
    assert texts(source) == [
        "1. a", "2. b", "P", "1. c", "3. d", "4. e", "7. f", "8. g", "(x) h", "(a) i",
    ]  # fmt: skip


def test_the_list_style_of_a_paragraph_and_patterns() -> None:
    named = '<text:p text:style-name="P1">One.</text:p>'
    pattern = 'style:num-format="i" loext:num-list-format="Recommendation %1%:"'
    source = read(
        f"<text:list>{items(named)}</text:list>",
        automatic=numbered("L2", pattern)
        + style("P1", "paragraph", BOLD.replace("bold", "normal"), list_style_name="L2"),
    )
    assert [(one.kind.value, one.text) for one in source.blocks] == [
        ("paragraph", "Recommendation i: One.")
    ]


# --- tables and drawings --------------------------------------------------------------------


def cells(*words: str, columns: str = "", count: int = 2) -> str:
    """Cells of a row; 'repeated' or 'spanned' over so many columns."""
    more = f' table:number-columns-{columns}="{count}"' if columns else ""
    return "".join(
        f"<table:table-cell{more}><text:p>{one}</text:p></table:table-cell>" for one in words
    )


def test_tables() -> None:
    two = '<table:table-column table:number-columns-repeated="3"/>'
    source = read(
        f"<table:table>{two}<table:table-header-rows><table:table-row>{cells('A', 'B', 'C')}"
        "</table:table-row></table:table-header-rows>"
        f'<table:table-row table:number-rows-repeated="2">{cells("d")}'
        f"{cells('e', columns='repeated')}</table:table-row>"
        f"<table:table-row>{cells('f', columns='spanned')}"
        f"<table:covered-table-cell/>{cells('g')}</table:table-row>"
        f"<table:table-row><table:covered-table-cell/>{cells('h', 'i')}</table:table-row>"
        f'<table:table-row table:visibility="collapse">{cells("j")}</table:table-row>'
        "<table:table-row><table:table-cell><text:list>"
        f"{items('k', 'l')}</text:list></table:table-cell>{cells('m', 'n')}</table:table-row>"
        "</table:table>"
    )
    assert texts(source) == [
        "A | B | C", "d | e | e", "d | e | e", "f | g", " | h | i", "• k\n• l | m | n",
    ]  # fmt: skip
    assert [len(one.cells) for one in source.blocks] == [3, 3, 3, 2, 3, 3]
    assert told(source) == [(Aside.HIDDEN, "j"), (Aside.CELL_LIST, "")]


def test_a_table_of_one_column_has_rows_below_its_head() -> None:
    bold = f'<style:style style:name="B" style:family="paragraph"><style:text-properties {BOLD}/>'
    head = '<table:table-cell><text:p text:style-name="B">Text</text:p></table:table-cell>'
    rows = (head, cells("Buy hay."), cells("Sell carts."))
    source = read(
        "<table:table><table:table-column/>"
        + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
        + "</table:table>",
        automatic=f"{bold}</style:style>",
    )
    assert [(one.text, len(one.cells), one.boxed, one.table) for one in source.blocks] == [
        ("Text", 1, 0, 1), ("Buy hay.", 1, 0, 1), ("Sell carts.", 1, 0, 1),
    ]  # fmt: skip


def test_boxes() -> None:
    """Tables of one column, borders and shades, text boxes, shapes with words."""
    border = '<style:paragraph-properties fo:border="0.5pt solid #000000"/>'
    shade = '<style:paragraph-properties fo:background-color="#eeeeee"/>'
    source = read(
        "<text:p>Out.</text:p><table:table><table:table-column/><table:table-row>"
        f"{cells('One.')}</table:table-row></table:table>"
        '<text:p text:style-name="P1">Two.</text:p><text:p text:style-name="P1">Three.</text:p>'
        '<text:p text:style-name="P2">Four.</text:p>'
        "<text:p>Five.<draw:frame><draw:text-box><text:p>Six.</text:p></draw:text-box>"
        "<svg:desc>D</svg:desc></draw:frame></text:p>"
        "<draw:g><draw:custom-shape><text:p>Seven.</text:p><draw:enhanced-geometry/>"
        "</draw:custom-shape><draw:rect><svg:title>Arrow</svg:title><text:p/></draw:rect></draw:g>",
        automatic="".join(
            f'<style:style style:name="P{number}" style:family="paragraph">{one}</style:style>'
            for number, one in enumerate((border, shade), start=1)
        ),
    )
    assert [(one.boxed, one.text) for one in source.blocks] == [
        (0, "Out."), (1, "One."), (2, "Two."), (2, "Three."), (3, "Four."), (0, "Five."),
        (4, "Six."), (5, "Seven."),
    ]  # fmt: skip
    assert told(source) == [(Aside.DRAWING, "Arrow")]


def test_pictures_equations_charts_and_objects() -> None:
    maths = '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mi>E</mi><mo>=</mo>'
    chart = (
        f"<office:document-content {DECLARED}><office:body><office:chart><text:p>Boats</text:p>"
        "</office:chart></office:body></office:document-content>"
    )
    image = '<draw:image xlink:href="Pictures/a.png"/>'
    source = read(
        f"<text:p>A<draw:frame>{image}<svg:title>T</svg:title><svg:desc>A boat</svg:desc>"
        f'</draw:frame><draw:frame loext:decorative="true">{image}</draw:frame>'
        f'<draw:frame><draw:object xlink:href="./Object_1"/>{image}</draw:frame>'
        f'<draw:frame><draw:object xlink:href="./Object_2"/>{image}</draw:frame>'
        f'<draw:frame><draw:object-ole xlink:href="./x"/>{image}<svg:title>Sheet</svg:title>'
        "</draw:frame></text:p>",
        Object_1=f"{maths}<annotation>E = x</annotation></semantics></math>",
        Object_2=chart,
    )
    assert told(source) == [
        (Aside.PICTURE, "A boat"),
        (Aside.EQUATION, "E="),
        (Aside.CHART, "Boats"),
        (Aside.OBJECT, "Sheet"),
    ]


def test_forms_of_the_old_kind() -> None:
    """As LibreOffice keeps those of Word files: the choice is a number among the entries."""

    def fieldmark(kind: str, **values: str) -> str:
        params = "".join(
            f'<field:param field:name="{name.rstrip("0123456789")}" field:value="{value}"/>'
            for name, value in values.items()
        )
        full = f"vnd.oasis.opendocument.field.{kind}"
        return f'<field:fieldmark field:type="{full}">{params}</field:fieldmark>'

    entries = {"Dropdown_ListEntry1": "No", "Dropdown_ListEntry2": "Yes"}
    chosen = fieldmark("FORMDROPDOWN", **entries, Dropdown_Selected="1")
    beyond = fieldmark("FORMDROPDOWN", **entries, Dropdown_Selected="7")
    ticked = fieldmark("FORMCHECKBOX", Checkbox_Checked="true")
    source = read(f"<text:p>{chosen}{beyond} {ticked}{fieldmark('FORMCHECKBOX')}</text:p>")
    assert texts(source) == ["Yes ☑☐"]


def test_words_on_a_picture() -> None:
    source = read(
        "<text:p>A<draw:frame><draw:image><text:p>On it</text:p></draw:image><svg:desc>A map"
        "</svg:desc></draw:frame></text:p>"
    )
    assert told(source) == [(Aside.PICTURE, "A map: On it")]


def test_forms() -> None:
    source = read(
        '<office:forms><form:form><form:text xml:id="c1" form:id="c1" form:current-value="Jo"/>'
        '<form:listbox form:id="c2"><form:option form:label="North"/>'
        '<form:option form:label="South" form:current-selected="true"/></form:listbox>'
        '</form:form></office:forms><text:p>Name: <draw:control draw:control="c1"/>'
        '<draw:control draw:control="c2"/></text:p>'
    )
    assert told(source) == [(Aside.FORM_FIELD, "Jo"), (Aside.FORM_FIELD, "South")]


def test_headers_and_footers_have_styles_of_their_own() -> None:
    """An automatic style of the pages has the name of one of the text, and is another one."""
    heads = (
        '<style:master-page><style:header><text:p>The <text:span text:style-name="T1">head'
        "</text:span></text:p></style:header><style:footer><table:table><table:table-row>"
        "<table:table-cell><text:p>Page <text:page-number>1</text:page-number></text:p>"
        "</table:table-cell></table:table-row></table:table></style:footer></style:master-page>"
    )
    source = read("<text:p>Text.</text:p>", heads=heads, automatic=style("T1", "text", HIDDEN))
    assert told(source) == [
        (Aside.RUNNING_HEAD, "The head"), (Aside.RUNNING_FOOT, "Page 1"),
    ]  # fmt: skip


# --- refusals -------------------------------------------------------------------------------


def replaced(data: bytes, **parts: str) -> bytes:
    """A file with other parts."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            key = name.replace("META-INF/", "").removesuffix(".xml")
            new.writestr(name, parts.get(key, old.read(name).decode()))
    return written.getvalue()


SOUND = open_document("<text:p>One.</text:p>")
LOCK = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
SHEET = f"<office:document-content {DECLARED}><office:body><office:spreadsheet/></office:body>"


@pytest.mark.parametrize(
    ("data", "code", "what"),
    [
        (open_document("<text:p/>"), "I101", "the file is empty"),
        (
            open_document("<text:p><draw:frame><draw:image/></draw:frame></text:p>"),
            "I101",
            "there is no text in the file, only: picture",
        ),
        (open_document("<text:section>" * 210 + "</text:section>" * 210), "I102", "its elements"),
        (
            open_document(
                f'<table:table><table:table-row table:number-rows-repeated="9999">{cells("a", "b")}'
                "</table:table-row></table:table>"
            ),
            "I102",
            "a table repeats its words more than 1000 times",
        ),
        (
            replaced(SOUND, content=f"{SHEET}</office:document-content>"),
            "I103",
            "it is an OpenDocument file, but not a text",
        ),
        (replaced(SOUND, content="<a>"), "I104", "the OpenDocument file is damaged"),
        (
            replaced(SOUND, content='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
            "I104",
            "the OpenDocument file is damaged",
        ),
        (SOUND[:200], "I104", "the OpenDocument file is damaged"),
        (flat_document("")[:-9], "I104", "the OpenDocument file is damaged or cut off: it is not"),
        (
            flat_document("").replace(
                b"<office:doc", b'<!DOCTYPE a [<!ENTITY b "c">]><office:doc', 1
            ),
            "I104",
            "the OpenDocument file is damaged or cut off: it declares a document type",
        ),
        (
            flat_document("").replace(b"office:text", b"office:spreadsheet"),
            "I103",
            "it is an OpenDocument file, but not a text",
        ),
        (
            replaced(SOUND, manifest=f"<manifest:manifest {DECLARED}>{LOCK}</manifest:manifest>"),
            "I105",
            "the OpenDocument file is locked with a password",
        ),
    ],
)
def test_refused(data: bytes, code: str, what: str) -> None:
    with pytest.raises(S55Error) as caught:
        read_source(data, "a.odt")
    (problem,) = caught.value.problems
    assert (problem.code, problem.message[: len(what)]) == (code, what)


def test_empty_cells_and_rows_may_be_repeated_as_often_as_they_like() -> None:
    source = read(
        f"<table:table><table:table-row>{cells('a')}<table:table-cell "
        'table:number-columns-repeated="16000"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/>'
        "</table:table-row></table:table>"
    )
    assert len(source.blocks) == 1


# --- whole documents ------------------------------------------------------------------------

LABELLED = sorted((Path(__file__).resolve().parents[1] / "labelled/samples").glob("*.docx"))[:2]


@pytest.mark.slow
def test_as_libreoffice_saves_it(tmp_path: Path) -> None:
    """The sample gives its blocks; reports give what they give as Word files, word for word."""
    sample = tmp_path / "sample.docx"
    sample.write_bytes(samples.as_docx())
    made = all_by_libreoffice([sample, *LABELLED], "odt", tmp_path / "odt")
    source = read_source(made[0].read_bytes(), "report.odt")
    assert (source.format, source.title) == ("odt", "A sample")
    check(source)
    check_levels(source)
    assert told(source) == [(Aside.RUNNING_HEAD, "Inspection of Example Constabulary")]
    for path, one in zip(LABELLED, made[1:], strict=True):
        data = one.read_bytes()
        source = read_source(data, one.name)
        assert letters_in(data, ".odt") == letters_read(source)
        word = read_source(path.read_bytes(), path.name)
        assert list(map(seen, source.blocks)) == list(map(seen, word.blocks))
        there, here = import_source(word, path.name, None), import_source(source, path.name, None)
        assert here.text == there.text
        assert here.account == there.account


def seen(block: SourceBlock) -> tuple[object, ...]:
    """What both formats say of a block."""
    return block.kind, block.level, block.marker, block.inlines, bool(block.boxed), block.cells


def test_a_style_of_quotations_makes_a_box() -> None:
    quoted = (
        '<style:style style:name="Quotations" style:family="paragraph"/>'
        '<style:style style:name="P9" style:family="paragraph"'
        ' style:parent-style-name="Quotations"/>'
    )
    source = read(
        '<text:p text:style-name="P9">One.</text:p><text:p>Two.</text:p>', automatic=quoted
    )
    assert [one.boxed for one in source.blocks] == [1, 0]
