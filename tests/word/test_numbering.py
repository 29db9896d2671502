"""Lists as Word counts them: starts, restarts, nesting, order, delimiters."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from s55.errors import ExitCode, S55Error
from s55.richtext.nodes import Block, BulletList, OrderedList, Quote
from s55.word.numbering import NewLists
from s55.word.styles import WordStyles
from s55.word.xml import w
from tests.render.word_files import (
    NS,
    Bench,
    bullets,
    entry,
    numbers,
    para,
    part_of,
    render,
    shown_numbers,
    standard,
    text_of,
    value,
)


def shown(*blocks: Block) -> list[tuple[int, str, str]]:
    """Level, label and text of every list item."""
    bench = Bench()
    return shown_numbers(bench.write(*blocks), bench.lists)


def test_each_numbered_list_counts_from_its_own_start() -> None:
    """A second list does not go on where the first ended."""
    assert shown(numbers("a", "b"), para("between"), numbers("c", "d"), numbers("e", start=7)) == [
        (0, "1.", "a"),
        (0, "2.", "b"),
        (0, "1.", "c"),
        (0, "2.", "d"),
        (0, "7.", "e"),
    ]


def test_each_list_has_a_num_of_its_own() -> None:
    """Word and LibreOffice tell lists apart by their ``w:num``."""
    bench = Bench()
    paragraphs = bench.write(bullets("a"), bullets("b"), numbers("c"), numbers("d"))
    ids = [value(one, "w:pPr/w:numPr/w:numId") for one in paragraphs]
    assert len(set(ids)) == 4
    overrides = [
        (num.get(w("numId")), value(num, "w:lvlOverride/w:startOverride"))
        for num in bench.lists.iterfind(w("num"))
        if num.get(w("numId")) in ids
    ]
    assert overrides == [(ids[0], None), (ids[1], None), (ids[2], "1"), (ids[3], "1")]


def test_numbers_in_bullets_in_numbers() -> None:
    """Kinds may be nested in any order; the outer list goes on counting."""
    inner = bullets(entry("b", numbers("c", "d")), "e")
    assert shown(numbers(entry("a", inner), "f", entry("g", numbers("h")))) == [
        (0, "1.", "a"),
        (1, "◦", "b"),
        (2, "1.", "c"),
        (2, "2.", "d"),
        (1, "◦", "e"),
        (0, "2.", "f"),
        (0, "3.", "g"),
        (1, "1.", "h"),
    ]


def test_a_list_twelve_deep_keeps_every_count() -> None:
    """Word has nine levels: deeper lists stay at the last one, and count on after each other."""
    depth = 12
    tree: OrderedList | BulletList = numbers(f"{depth}a", f"{depth}b")
    for level in range(depth - 1, 0, -1):
        tree = numbers(entry(f"{level}a", tree), f"{level}b")
    found = shown(tree)
    assert [text for _, _, text in found] == [
        *(f"{level}a" for level in range(1, 13)),
        *(f"{level}b" for level in range(12, 0, -1)),
    ]
    assert [label for _, label, _ in found] == ["1."] * 12 + ["2."] * 12
    assert [level for level, _, _ in found[:12]] == [*range(9), 8, 8, 8]


def test_levels_beyond_the_ninth_are_indented_further() -> None:
    """Each one by the step of the level before."""
    tree = numbers("12")
    for level in range(11, 0, -1):
        tree = numbers(entry(str(level), tree))
    paragraphs = Bench().write(tree)
    assert [value(one, "w:pPr/w:ind", "left") for one in paragraphs] == [
        *([None] * 9),
        str(425 * 10),
        str(425 * 11),
        str(425 * 12),
    ]
    assert value(paragraphs[-1], "w:pPr/w:ind", "hanging") == "425"


def test_a_number_that_does_not_follow() -> None:
    """Items keep the report's own numbers, gaps included."""
    items = (entry("a"), entry("b", value=3), entry("c"), entry("d", value=11))
    assert shown(OrderedList(items, 2, ")")) == [
        (0, "2)", "a"),
        (0, "3)", "b"),
        (0, "4)", "c"),
        (0, "11)", "d"),
    ]


def test_numbers_may_start_at_zero_and_go_down() -> None:
    """CommonMark allows a list to start at 0; an item may bear any number."""
    items = (entry("a"), entry("b", value=9), entry("c", value=3))
    assert [label for _, label, _ in shown(OrderedList(items, 0))] == ["0.", "9.", "3."]


def test_parentheses_have_one_pattern_of_their_own() -> None:
    """A copy of the layout's pattern, made once, before every ``w:num``."""
    bench = Bench()
    bench.write(OrderedList((entry("a"),), 1, ")"), OrderedList((entry("b"),), 1, ")"))
    assert len(bench.lists.findall(w("abstractNum"))) == 3
    copy = bench.lists.findall(w("abstractNum"))[-1]
    assert [value(level, "w:lvlText") for level in copy.iterfind(w("lvl"))] == [
        f"%{n})" for n in range(1, 10)
    ]
    assert copy.find(".//w:pStyle", NS) is None
    assert copy.find("w:nsid", NS) is None


def test_every_abstract_num_stands_before_every_num() -> None:
    """Otherwise Word drops the lists in silence."""
    data = render(numbers("a"), OrderedList((entry("b"),), 1, ")"), bullets("c"), numbers("d"))
    kinds = [child.tag for child in part_of(data, "word/numbering.xml")]
    assert kinds == sorted(kinds, key=[w("abstractNum"), w("num")].index)
    assert kinds.count(w("abstractNum")) == 3
    assert kinds.count(w("num")) == 2 + 4


def test_lists_in_a_quotation_are_lists() -> None:
    """They keep the quotation's look and their own bullets."""
    bench = Bench()
    paragraphs = bench.write(Quote((para("Words:"), bullets("a", entry("b", numbers("c"))))))
    assert shown_numbers(paragraphs, bench.lists) == [
        (0, "•", "a"),
        (0, "•", "b"),
        (1, "1.", "c"),
    ]
    assert {value(one, "w:pPr/w:pStyle") for one in paragraphs} == {"BlockQuote"}
    assert [value(one, "w:pPr/w:ind", "left") for one in paragraphs] == [None, "665", "665", "1090"]


def test_a_loose_list_in_a_quotation_leaves_no_white() -> None:
    """Only the quotation as a whole stands apart from what follows."""
    loose = BulletList((entry("a"), entry("b")), tight=False)
    paragraphs = Bench().write(Quote((para("Words:"), loose, para("end"))))
    spaces = [value(one, "w:pPr/w:spacing", "after") for one in paragraphs]
    assert spaces == [None, None, None, "160"]


def test_an_item_without_a_paragraph_first_shows_its_number() -> None:
    """A list, a table or nothing at all in an item: the number has a line of its own."""
    assert shown(numbers(entry(bullets("a")), entry(), entry(Quote((para("q"),))))) == [
        (0, "1.", ""),
        (1, "◦", "a"),
        (0, "2.", ""),
        (0, "3.", ""),
    ]


def test_a_style_without_a_list_is_told() -> None:
    """L208 names the style."""
    data = standard().read("layout.docx")
    styles = part_of(data, "word/styles.xml")
    for node in styles.findall(".//w:numPr", NS):
        parent = node.getparent()
        assert parent is not None
        parent.remove(node)
    numbering = NewLists(part_of(data, "word/numbering.xml"), WordStyles(styles))
    with pytest.raises(S55Error) as caught:
        numbering.pattern("List Number")
    assert caught.value.exit_code is ExitCode.SETTINGS
    assert [one.code for one in caught.value.problems] == ["L208"]
    assert "'List Number' of the Word layout has no numbering" in str(caught.value)


def test_a_pattern_behind_a_list_style_is_found() -> None:
    """Word writes a link to a list style where a maintainer used one."""
    data = standard().read("layout.docx")
    styles = part_of(data, "word/styles.xml")
    styles.append(
        etree.fromstring(
            f'<w:style xmlns:w="{NS["w"]}" w:type="numbering" w:styleId="Own"><w:name '
            'w:val="Own"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
        )
    )
    lists = part_of(data, "word/numbering.xml")
    bulleted = lists[0]
    for level in bulleted.findall(w("lvl")):
        bulleted.remove(level)
    link = etree.SubElement(bulleted, w("numStyleLink"))
    link.set(w("val"), "Own")
    assert NewLists(lists, WordStyles(styles)).pattern("List Bullet") == "1"


def test_text_of_a_list_is_no_typed_bullet() -> None:
    """Bullets and numbers are Word's, not characters of the text."""
    texts = [text_of(one) for one in Bench().write(bullets("a"), numbers("b"))]
    assert texts == ["a", "b"]
    assert not any(re.match(r"[•\d]", text) for text in texts)
