"""Lists with letters, roman numbers and figures in brackets; and what is none."""

from __future__ import annotations

import pytest

from s55.richtext.checks import problems_of
from s55.richtext.markdown import blocks_of
from s55.richtext.markdown_writer import markdown_of
from s55.richtext.nodes import ListItem, OrderedList, Paragraph, Text
from s55.richtext.normal import normal
from s55.richtext.numerals import LAST, STYLES, numeral, value_of


def _p(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _outline(text: str) -> list[object]:
    """The marks of each list with what is within its entries; paragraphs as their words."""
    return [_shape(block) for block in blocks_of(text)]


def _shape(block: object) -> object:
    match block:
        case OrderedList(items):
            inner = [[_shape(one) for one in item.blocks] for item in items]
            return dict(zip(block.marks(), inner, strict=True))
        case Paragraph((Text(words),)):
            return words
        case _:
            return block


@pytest.mark.parametrize(
    ("text", "outline"),
    [
        ("a) x\nb) y", [{"a)": ["x"], "b)": ["y"]}]),
        ("(a) x\n\n(b) y", [{"(a)": ["x"], "(b)": ["y"]}]),
        ("A. x\nB. y", [{"A.": ["x"], "B.": ["y"]}]),
        ("i) x\nii) y\niii) z", [{"i)": ["x"], "ii)": ["y"], "iii)": ["z"]}]),
        ("(I) x\n(II) y", [{"(I)": ["x"], "(II)": ["y"]}]),
        ("i) x\nj) y", [{"i)": ["x"], "j)": ["y"]}]),
        ("(c) x\n(d) y", [{"(c)": ["x"], "(d)": ["y"]}]),
        ("c. x\nd. y", [{"c.": ["x"], "d.": ["y"]}]),
        ("(1) x\n(2) y\n(4) z", [{"(1)": ["x"], "(2)": ["y"], "(4)": ["z"]}]),
        ("z) x\naa) y\nbb) z", [{"z)": ["x"], "aa)": ["y"], "bb)": ["z"]}]),
        ("g) w\nh) x\ni) y\nj) z", [{"g)": ["w"], "h)": ["x"], "i)": ["y"], "j)": ["z"]}]),
        ("The Act:\n(a) x\n(b) y", ["The Act:", {"(a)": ["x"], "(b)": ["y"]}]),
        ("a) x\nlazy\nb) y", [{"a)": ["x lazy"], "b)": ["y"]}]),
        ("a) x\n\n  more\nb) y", [{"a)": ["x", "more"], "b)": ["y"]}]),
        (
            "(a) x\n  (i) one\n  (ii) two\n(b) y",
            [{"(a)": ["x", {"(i)": ["one"], "(ii)": ["two"]}], "(b)": ["y"]}],
        ),
        (
            "vii. x\nviii. y\n      (a) one\n      (b) two",
            [{"vii.": ["x"], "viii.": ["y", {"(a)": ["one"], "(b)": ["two"]}]}],
        ),
        (
            "(i) x\n(ii) y\n\n     1. one\n     2. two\n\n  more",
            [{"(i)": ["x"], "(ii)": ["y", {"1.": ["one"], "2.": ["two"]}, "more"]}],
        ),
        ("a) x\nb) y\n\na) z\nb) w", [{"a)": ["x"], "b)": ["y"]}, {"a)": ["z"], "b)": ["w"]}]),
        (
            "g) w\nh) x\ni) y\nii) z",
            [{"g)": ["w"], "h)": ["x"]}, {"i)": ["y"], "ii)": ["z"]}],
        ),
        # no lists
        ("A. Smith wrote it.", ["A. Smith wrote it."]),
        ("A. Smith\n\nC. Jones", ["A. Smith", "C. Jones"]),
        ("i. e. so", ["i. e. so"]),
        ("(a) alone\n\nMore.", ["(a) alone", "More."]),
        ("a)x\nb)y", ["a)x b)y"]),
        ("(a. x\n(b. y", ["(a. x (b. y"]),
        ("Forces\n(b) x\n(c) y", ["Forces (b) x (c) y"]),
        ("A\\. Smith\n\nB. Jones", ["A. Smith", "B. Jones"]),
        ("see\np. 5 says so, and\nq. 7", ["see p. 5 says so, and q. 7"]),
    ],
)
def test_what_is_a_list(text: str, outline: list[object]) -> None:
    """Two marks that follow each other, and decide between letters and roman numbers."""
    assert _outline(text) == outline


@pytest.mark.parametrize("style", STYLES)
def test_numerals_are_read_back(style: str) -> None:
    """Each number of each style has one numeral."""
    numbers = range(1, min(LAST[style], 1000) + 1)
    assert [value_of(style, numeral(style, number)) for number in numbers] == list(numbers)


@pytest.mark.parametrize(
    ("style", "written"),
    [("a", "ab"), ("a", "A"), ("i", "iiii"), ("i", "vv"), ("I", "Iv"), ("1", "a"), ("i", "")],
)
def test_what_is_no_numeral(style: str, written: str) -> None:
    """A numeral is written in one way only."""
    assert value_of(style, written) is None


def _list(*values: int, style: str = "a", delimiter: str = ")") -> OrderedList:
    items = tuple(ListItem((_p(f"entry {value}"),), value) for value in values)
    return OrderedList(items, values[0], delimiter, style=style)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([_list(1, 2)], "a) entry 1\nb) entry 2\n"),
        ([_list(1, 2, style="i", delimiter="()")], "(i) entry 1\n(ii) entry 2\n"),
        ([_list(1, 2, 4)], "a) entry 1\nb) entry 2\nd) entry 4\n"),
        ([_list(1, 2), _list(3, 4)], "a) entry 1\nb) entry 2\nc) entry 3\nd) entry 4\n"),
        (
            [_list(1, 2), _list(1, 2)],
            "a) entry 1\nb) entry 2\n\na) entry 1\nb) entry 2\n",
        ),
        ([_list(3)], "c) entry 3\n"),
        ([_list(1, 2), _p("c) typed")], "a) entry 1\nb) entry 2\n\nc\\) typed\n"),
        ([_p("(a) typed"), _p("(b) typed")], "\\(a) typed\n\n(b) typed\n"),
        ([_p("(a) typed"), _p("more")], "(a) typed\n\nmore\n"),
        ([_list(0, 1)], "0) entry 0\n1) entry 1\n"),
    ],
)
def test_lists_are_written(blocks: list[OrderedList | Paragraph], expected: str) -> None:
    """With the letters they have; an entry alone, which begins no list, as a paragraph."""
    text = markdown_of(blocks)
    assert text == expected
    assert blocks_of(text) == normal(blocks)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("(a) x\n(b) y\n(d) z", "T221", 3),
        ("a) x\nb) y\n- z\nc) w\n\n1. q\n   (c) r\n   (d) s", "T213", 7),
        ("(a) x\n(b) y\n(iv) z", "T213", 3),
    ],
)
def test_letters_that_do_not_follow_are_told(text: str, code: str, line: int) -> None:
    """What is printed otherwise than it was meant has a warning at its line."""
    assert [(one.code, one.line) for one in problems_of(text)] == [(code, line)]
