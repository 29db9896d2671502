"""Each node type as Word has it: styles, links, tables, controls, indentation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given, settings
from lxml import etree

from s55.errors import S55Error
from s55.render.word.inlines import web_address
from s55.richtext.nodes import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Control,
    Emphasis,
    Heading,
    Hyperlink,
    LineBreak,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    ThematicBreak,
    plain,
)
from s55.word.bookmarks import bookmark_name
from s55.word.controls import BLOCKS, PLAIN_TEXT, Controls
from s55.word.xml import R, w
from tests.render.word_files import (
    NS,
    Bench,
    bullets,
    entry,
    numbers,
    para,
    part_of,
    render,
    style_of,
    text_of,
    value,
)
from tests.strategies import blocks as any_blocks


def run_marks(paragraph: etree._Element) -> list[tuple[str, str | None, bool, bool]]:
    """Text, character style, bold and italic of each run."""
    return [
        (
            text_of(run),
            value(run, "w:rPr/w:rStyle"),
            run.find("w:rPr/w:b", NS) is not None,
            run.find("w:rPr/w:i", NS) is not None,
        )
        for run in paragraph.iter(w("r"))
    ]


def test_inlines_take_character_styles() -> None:
    """A run has one character style; bold and italic beside it hold in headings too."""
    inner = Strong((Text("a"), Emphasis((Text("b"), Code("c")))))
    (made,) = Bench().write(para(inner, Emphasis((Text("d"),)), "e", Code("f")))
    assert run_marks(made) == [
        ("a", "Strong", True, False),
        ("b", "Strong", True, True),
        ("c", "CodeText", True, True),
        ("d", "Emphasis", False, True),
        ("e", None, False, False),
        ("f", "CodeText", False, False),
    ]


def test_a_hard_break_is_a_break() -> None:
    """Not a new paragraph, not a line feed in the text."""
    (made,) = Bench().write(Paragraph((Text("a"), LineBreak(), Text("b"))))
    assert text_of(made) == "a\nb"
    assert len(made.findall(".//w:br", NS)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "{{ title }} {% if x %} {_{ }_} {#p a #} {{r x }}",
        "& < > &amp; <w:p/> \\a ]]>",
        "  two  spaces  ",
        "no-break\N{NO-BREAK SPACE}space, soft\N{SOFT HYPHEN}hyphen",
        "ŵ ŷ, ‘’ “” – —, ✓ ☑ \U0001f642",
    ],
)
def test_characters_survive(text: str) -> None:
    """Tags, markup, white space and letters of any language stand as they were written."""
    root = part_of(render(para(text)))
    assert text in [text_of(one) for one in root.iter(w("p"))]
    for node in root.iter(w("t")):
        assert node.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve" or (
            (node.text or "") == (node.text or "").strip()
        )


def test_what_xml_cannot_hold_is_replaced() -> None:
    """Drafts refuse such characters; a setting that slips through must not stop a render."""
    (made,) = Bench().write(para("a\x01b\ud800c"))
    assert text_of(made) == "a\ufffdb\ufffdc"


def test_a_link_is_a_relationship_with_style_and_tooltip() -> None:
    """One relationship for each address, the words styled, bold inside."""
    bench = Bench()
    address = "https://www.example.org/a?b=1&c=2"
    link = Hyperlink(address, (Text("the "), Strong((Text("page"),))), "Its title")
    (made,) = bench.write(para(link, " and ", Hyperlink(address, (Text("again"),))))
    first, second = made.findall("w:hyperlink", NS)
    assert first.get(w("tooltip")) == "Its title"
    assert second.get(w("tooltip")) == "again\N{WORD JOINER}"
    assert first.get(f"{{{R}}}id") == second.get(f"{{{R}}}id")
    relation = bench.part.rels[first.get(f"{{{R}}}id") or ""]
    assert (relation.target_ref, relation.is_external) == (address, True)
    assert run_marks(first) == [
        ("the ", "Hyperlink", False, False),
        ("page", "Hyperlink", True, False),
    ]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a b<c>", "https://example.org/a%20b%3Cc%3E"),
        ("https://example.org/ŵ?q=ŷ#z", "https://example.org/%C5%B5?q=%C5%B7#z"),
        ("https://example.org/100%25", "https://example.org/100%25"),
        ("https://cŵn.cymru/x", "https://xn--cn-bva.cymru/x"),
        ("https://Example.ORG/X", "https://Example.ORG/X"),
        ("https://example.org:8080/x", "https://example.org:8080/x"),
        ("https://me:secret@example.org/x", "https://example.org/x"),
        ("mailto:office@example.org", "mailto:office@example.org"),
        ("tel:+441603000000", "tel:+441603000000"),
        ("https://", None),
        ("https://[bad/x", None),
        ("https://example.org:port/", None),
        ("https://a..b/", None),
    ],
)
def test_addresses_are_such_as_word_opens(address: str, expected: str | None) -> None:
    """One malformed address makes Word refuse the file: such a link is plain words."""
    assert web_address(address) == expected


def test_a_malformed_link_keeps_its_words() -> None:
    """Without a hyperlink."""
    (made,) = Bench().write(para(Hyperlink("https://[bad/x", (Text("words"),))))
    assert text_of(made) == "words"
    assert made.find("w:hyperlink", NS) is None


def test_headings_are_headings() -> None:
    """Levels 1 to 6 by Word's own styles."""
    made = Bench().write(*(Heading(level, (Text("h"),)) for level in range(1, 7)))
    assert [style_of(one) for one in made] == [f"Heading{level}" for level in range(1, 7)]


def test_paragraphs_take_the_styles_of_their_place() -> None:
    """Plain, in a quotation, in a list, after the first of an item, code, a rule."""
    made = Bench().write(
        para("a"),
        Quote((para("b"),), of_report=True),
        Quote((para("b"),)),
        bullets(entry("c", "d")),
        numbers("e"),
        CodeBlock("f\n\tg"),
        ThematicBreak(),
    )
    assert [style_of(one) for one in made] == [
        "BodyText",
        "Quote",
        "BlockQuote",
        "ListBullet",
        "ListContinue",
        "ListNumber",
        "Code",
        "ThematicBreak",
    ]
    assert text_of(made[6]) == "f\n\tg"


def test_what_follows_in_an_item_is_indented_like_it() -> None:
    """Second paragraphs, quotations, code and tables stand under the item's text."""
    table = Table(((Text("x"),),), (), ("",))
    made = Bench().write(
        bullets(entry("a", bullets(entry("b", "c", Quote((para("d"),)), CodeBlock("e"), table))))
    )
    assert [value(one, "w:pPr/w:ind", "left") for one in made[:5]] == [
        None,
        None,
        "850",
        str(850 + 240),
        str(850 + 120),
    ]
    assert value(made[5], "w:tblPr/w:tblInd", "w") == "850"
    assert value(made[5], "w:tblPr/w:tblW", "w") == str(5000 * (9412 - 850) // 9412)


def test_a_paragraph_stays_with_the_list_it_introduces() -> None:
    """And an ordinary one does not stay with the next."""
    made = Bench().write(para("a"), para("b"), bullets("c"))
    assert [one.find("w:pPr/w:keepNext", NS) is not None for one in made] == [False, True, False]


def test_a_paragraph_stays_with_the_table_it_introduces() -> None:
    """Its last line would else end the page before."""
    table = Table(((Text("c"),),), (((Text("d"),),),), ("",))
    made = Bench().write(para("a"), para("b"), table)[:2]
    assert [one.find("w:pPr/w:keepNext", NS) is not None for one in made] == [False, True]


def test_a_paragraph_stays_with_the_quotation_it_introduces() -> None:
    made = Bench().write(para("a"), para("b"), Quote((para("c"),)))[:2]
    assert [one.find("w:pPr/w:keepNext", NS) is not None for one in made] == [False, True]


def test_space_after_lists() -> None:
    """A tight list stands apart from what follows; a loose one from item to item."""
    made = Bench().write(bullets("a", entry("b", numbers("c"))), para("d"))
    assert [value(one, "w:pPr/w:spacing", "after") for one in made] == [None, None, "160", None]
    loose = BulletList((entry("a"), entry("b", "c")), tight=False)
    assert [value(one, "w:pPr/w:spacing", "after") for one in Bench().write(loose)] == ["160"] * 3


def test_tables_have_header_rows_that_repeat() -> None:
    """Style, full width, header row, rows in one piece, alignment of each column."""
    table = Table(
        ((Text("Measure"),), (Text("2023"),)),
        (((Text("calls"),), (Strong((Text("91"),)),)), ((Text("shorter"),),)),
        ("", "right"),
    )
    made, gap = Bench().write(table)
    assert value(made, "w:tblPr/w:tblStyle") == "ResponseTable"
    assert (value(made, "w:tblPr/w:tblW", "w"), value(made, "w:tblPr/w:tblW", "type")) == (
        "5000",
        "pct",
    )
    assert value(made, "w:tblPr/w:tblLook", "firstRow") == "1"
    rows = made.findall("w:tr", NS)
    assert [row.find("w:trPr/w:tblHeader", NS) is not None for row in rows] == [True, False, False]
    assert all(row.find("w:trPr/w:cantSplit", NS) is not None for row in rows)
    cells = [row.findall("w:tc/w:p", NS) for row in rows]
    assert [[text_of(cell) for cell in row] for row in cells] == [
        ["Measure", "2023"],
        ["calls", "91"],
        ["shorter", ""],
    ]
    assert [[style_of(cell) for cell in row] for row in cells[:2]] == [
        ["TableHeading", "TableHeading"],
        ["TableText", "TableText"],
    ]
    assert [value(cell, "w:pPr/w:jc") for cell in cells[1]] == [None, "right"]
    assert (gap.tag, text_of(gap)) == (w("p"), "")
    assert value(gap, "w:pPr/w:spacing", "lineRule") == "exact"


def test_columns_have_room_for_their_longest_word() -> None:
    """A long text beside a short figure does not tear the figure."""
    long = "a very long description of the measure " * 5
    table = Table(((Text(long),), (Text("2023/2024"),)), (), ("", ""))
    made = Bench().write(table)[0]
    widths = [int(one.get(w("w")) or "0") for one in made.findall("w:tblGrid/w:gridCol", NS)]
    assert widths[1] >= len("2023/2024") * 150 + 240
    assert widths[0] > widths[1]
    assert 9412 - 2 <= sum(widths) <= 9412


def test_a_day_that_is_held_to_its_month_is_one_word() -> None:
    """Beside columns of words that leave little room."""
    words = ("x" * 20, "x" * 20, "11\N{NO-BREAK SPACE}September 2025")
    made = Bench().write(Table(tuple((Text(word),) for word in words), (), ("",) * 3))[0]
    widths = [int(one.get(w("w")) or "0") for one in made.findall("w:tblGrid/w:gridCol", NS)]
    assert widths[2] >= len("11 September") * 150 + 240


def test_too_little_room_is_taken_from_the_columns_with_long_words() -> None:
    """A month keeps its room beside addresses."""
    cells = tuple((Text(words),) for words in ("Month", *["x" * 24] * 5))
    made = Bench().write(Table(cells, (), ("",) * 6))[0]
    widths = [int(one.get(w("w")) or "0") for one in made.findall("w:tblGrid/w:gridCol", NS)]
    assert widths[0] == 6 * 150 + 240
    assert len(set(widths[1:])) <= 2
    assert 9412 - 5 <= sum(widths) <= 9412


@pytest.mark.parametrize(("length", "kept"), [(500, True), (501, False)])
def test_a_short_quotation_is_not_divided(length: int, kept: bool) -> None:
    """Its paragraphs keep their lines, and each keeps with the next."""
    made = Bench().write(Quote((para("b" * (length - 1)), para("c"))))
    marks = [
        [one.find(f"w:pPr/w:{name}", NS) is not None for name in ("keepLines", "keepNext")]
        for one in made
    ]
    assert marks == ([[True, True], [True, False]] if kept else [[False, False]] * 2)


@pytest.mark.parametrize(("length", "kept"), [(500, True), (501, False)])
def test_a_short_item_of_a_list_is_not_divided(length: int, kept: bool) -> None:
    """Its paragraphs are on one page; the item after it may be on the next."""
    made = Bench().write(bullets(entry("b" * (length - 1), "c"), "d"))
    kept_with_next = [one.find("w:pPr/w:keepNext", NS) is not None for one in made]
    assert kept_with_next == [kept, False, False]


def test_a_control_holds_its_blocks_and_is_marked_three_times() -> None:
    """Tag, title and bookmark; a number goes to the first paragraph inside."""
    path = "areas_for_improvement.items[0].text"
    made = Bench().write(OrderedList((entry(Control(path, "Area 1", (para("a"), para("b")))),)))
    assert [one.tag for one in made] == [w("bookmarkStart"), w("sdt"), w("bookmarkEnd")]
    assert made[0].get(w("name")) == bookmark_name(path, 1)
    assert value(made[1], "w:sdtPr/w:tag") == path
    assert value(made[1], "w:sdtPr/w:alias") == "Area 1"
    inside = made[1].findall("w:sdtContent/w:p", NS)
    assert [text_of(one) for one in inside] == ["a", "b"]
    assert value(inside[0], "w:pPr/w:numPr/w:ilvl") == "0"
    assert inside[1].find("w:pPr/w:numPr", NS) is None


def test_an_empty_control_keeps_a_place_to_write() -> None:
    """Word refuses a control without a paragraph."""
    made = Bench().write(Control("a", "A", ()))
    assert [style_of(one) for one in made[1].findall("w:sdtContent/w:p", NS)] == ["BodyText"]


def test_ids_and_bookmarks_are_unique_and_the_same_each_time() -> None:
    """A field that is shown twice has two ids and two bookmarks."""

    def marks() -> list[tuple[str | None, str | None]]:
        controls = Controls()
        made = [controls.control("a.b", "t", kind)[0] for kind in (None, PLAIN_TEXT, BLOCKS)]
        return [(one[0].get(w("name")), value(one[1], "w:sdtPr/w:id")) for one in made]

    assert marks() == marks()
    assert len(set(marks())) == 3
    assert len({identity for _, identity in marks()}) == 3
    assert all(len(name or "") <= 40 for name, _ in marks())


def test_long_paths_and_titles_fit_word() -> None:
    """Word takes 64 characters."""
    nodes, _ = Controls().control("p" * 70, "t" * 70)
    assert value(nodes[1], "w:sdtPr/w:tag") == "p" * 64
    assert value(nodes[1], "w:sdtPr/w:alias") == "t" * 64


def test_a_missing_style_is_named_with_the_nearest() -> None:
    """L208, with what was probably meant."""
    bench = Bench()
    with pytest.raises(S55Error) as caught:
        bench.writer.runs.styles.style_id("paragraph", "List Bulet")
    (problem,) = caught.value.problems
    assert problem.code == "L208"
    assert problem.message == "the Word layout has no paragraph style named 'List Bulet'"
    assert problem.hint.startswith("Did you mean 'List Bullet'? ")


def test_style_names_ignore_capitals() -> None:
    """Word writes 'heading 1', people say 'Heading 1'."""
    assert Bench().writer.runs.styles.style_id("paragraph", "Heading 1") == "Heading1"


def _texts(blocks: Sequence[Block]) -> str:
    """All characters of blocks, without white space, in the order of the document."""
    parts: list[str] = []

    def visit(node: object) -> None:
        if isinstance(node, Paragraph | Heading):
            parts.append(plain(node.children))
        elif isinstance(node, CodeBlock):
            parts.append(node.text)
        elif isinstance(node, Table):
            for row in (node.header, *node.rows):
                parts.extend(plain(cell) for cell in row)
        elif is_dataclass(node):
            for one in fields(node):
                visit(getattr(node, one.name))
        elif isinstance(node, tuple):
            for child in node:
                visit(child)

    visit(tuple(blocks))
    return "".join("".join(parts).split())


@given(any_blocks())
@settings(max_examples=60, deadline=None)
def test_any_blocks_keep_their_text_and_the_order_of_properties(tree: tuple[Block, ...]) -> None:
    """Whatever is nested in whatever: the text is all there, and the XML is as Word orders it."""
    bench = Bench()
    made = bench.write(Control("a", "A", tree))
    assert "".join("".join(map(text_of, made)).split()) == _texts(tree)
    order = ["pStyle", "keepNext", "keepLines", "numPr", "pBdr", "spacing", "ind", "jc"]
    for properties in made[1].iter(w("pPr")):
        names = [etree.QName(child).localname for child in properties]
        assert names == sorted(set(names), key=order.index)
    kinds = [child.tag for child in bench.lists]
    assert kinds == sorted(kinds, key=[w("abstractNum"), w("num")].index)
    for cell in made[1].iter(w("tc")):
        assert cell[-1].tag == w("p")
