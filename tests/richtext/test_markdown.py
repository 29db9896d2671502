"""Markdown to blocks."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from s55.richtext.checks import problems_of
from s55.richtext.markdown import blocks_of, inlines_of
from s55.richtext.nodes import (
    Block,
    BulletList,
    Code,
    CodeBlock,
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
    plain,
)


def _p(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _items(*texts: str) -> tuple[ListItem, ...]:
    return tuple(ListItem((_p(text),)) for text in texts)


CASES: dict[str, tuple[str, tuple[Block, ...]]] = {
    "nothing": ("", ()),
    "white space": (" \n\t\n", ()),
    "a paragraph of two lines": ("one\ntwo\n", (_p("one two"),)),
    "two paragraphs": ("one\n\n\ntwo", (_p("one"), _p("two"))),
    "a heading": ("### Calls", (Heading(3, (Text("Calls"),)),)),
    "no heading without a space": ("#calls", (_p("#calls"),)),
    "bold and italic": (
        "a **b *c* d** e",
        (
            Paragraph(
                (
                    Text("a "),
                    Strong((Text("b "), Emphasis((Text("c"),)), Text(" d"))),
                    Text(" e"),
                )
            ),
        ),
    ),
    "no italic inside a word": ("a_b_c", (_p("a_b_c"),)),
    "a link": (
        '[the **report**](https://a.org/b?c=d&e=f "A title")',
        (
            Paragraph(
                (
                    Hyperlink(
                        "https://a.org/b?c=d&e=f",
                        (Text("the "), Strong((Text("report"),))),
                        "A title",
                    ),
                )
            ),
        ),
    ),
    "an address in brackets": (
        "<https://a.org/b>",
        (Paragraph((Hyperlink("https://a.org/b", (Text("https://a.org/b"),)),)),),
    ),
    "an e-mail address in brackets": (
        "<a@b.org>",
        (Paragraph((Hyperlink("mailto:a@b.org", (Text("a@b.org"),)),)),),
    ),
    "a link by reference": (
        "[a][b]\n\n[b]: https://c.org\n",
        (Paragraph((Hyperlink("https://c.org", (Text("a"),)),)),),
    ),
    "a web address is a link, without the full stop after it": (
        "See https://a.org/b_c_d.",
        (
            Paragraph(
                (
                    Text("See "),
                    Hyperlink("https://a.org/b_c_d", (Text("https://a.org/b_c_d"),)),
                    Text("."),
                )
            ),
        ),
    ),
    "a web address in brackets": (
        "(https://a.org/(b))",
        (
            Paragraph(
                (
                    Text("("),
                    Hyperlink("https://a.org/(b)", (Text("https://a.org/(b)"),)),
                    Text(")"),
                )
            ),
        ),
    ),
    "code": ("a `b *c*` d", (Paragraph((Text("a "), Code("b *c*"), Text(" d"))),)),
    "a hard break by a backslash": ("a\\\nb", (Paragraph((Text("a"), LineBreak(), Text("b"))),)),
    "a hard break by spaces": ("a  \nb", (Paragraph((Text("a"), LineBreak(), Text("b"))),)),
    "escapes and entities": (r"1\. \*a\* &amp; &lt; &eacute;", (_p("1. *a* & < é"),)),
    "bullets": ("- a\n- b\n", (BulletList(_items("a", "b"), tight=True),)),
    "loose bullets": ("* a\n\n* b\n", (BulletList(_items("a", "b"), tight=False),)),
    "numbers": ("1. a\n2. b\n", (OrderedList(_items("a", "b"), 1, ".", tight=True),)),
    "numbers with their start": ("4) a\n5) b\n", (OrderedList(_items("a", "b"), 4, ")"),)),
    "numbers from nought": ("0. a\n", (OrderedList(_items("a"), 0, "."),)),
    "lists one after another": (
        "1. a\n\n- c\n\n1. b\n",
        (OrderedList(_items("a")), BulletList(_items("c")), OrderedList(_items("b"))),
    ),
    "lists in lists": (
        "1. a\n   - b\n     1. c\n   - d\n2. e\n",
        (
            OrderedList(
                (
                    ListItem(
                        (
                            _p("a"),
                            BulletList(
                                (
                                    ListItem((_p("b"), OrderedList(_items("c")))),
                                    ListItem((_p("d"),)),
                                )
                            ),
                        )
                    ),
                    ListItem((_p("e"),)),
                )
            ),
        ),
    ),
    "paragraphs in an item": (
        "- a\n\n  b\n",
        (BulletList((ListItem((_p("a"), _p("b"))),), tight=False),),
    ),
    "an empty item": ("-\n- a\n", (BulletList((ListItem(()), *_items("a"))),)),
    "a quotation": ("> a\n> b\n>\n> - c\n", (Quote((_p("a b"), BulletList(_items("c")))),)),
    "lines in one width": ("```\na\n  *b*\n```\n", (CodeBlock("a\n  *b*"),)),
    "indented text is text": ("a\n\n    b\n", (_p("a"), _p("b"))),
    "a thin line": ("a\n\n---\n\nb", (_p("a"), ThematicBreak(), _p("b"))),
    "a table": (
        "| a | *b* | c |\n|---|:-:|--:|\n| d \\| e | | f |\n",
        (
            Table(
                ((Text("a"),), (Emphasis((Text("b"),)),), (Text("c"),)),
                (((Text("d | e"),), (), (Text("f"),)),),
                ("", "center", "right"),
            ),
        ),
    ),
    "a table of headings alone": ("| a |\n|:--|\n", (Table(((Text("a"),),), (), ("left",)),)),
    "a row with cells left out": (
        "a | b\n--|--\nc |\n",
        (Table(((Text("a"),), (Text("b"),)), (((Text("c"),), ()),), ("", "")),),
    ),
    "typography": (
        "‘a’ “b” – — 10\u00a0000 ŵ ✓ \U0001f693",
        (_p("‘a’ “b” – — 10\u00a0000 ŵ ✓ \U0001f693"),),
    ),
    "straight quotes stay straight": ("\"a\" 'b' ... --", (_p("\"a\" 'b' ... --"),)),
    "templates are text": ("{{ a }} {% b %}", (_p("{{ a }} {% b %}"),)),
}


@pytest.mark.parametrize(("text", "blocks"), CASES.values(), ids=CASES.keys())
def test_blocks(text: str, blocks: tuple[Block, ...]) -> None:
    """What each piece of Markdown becomes; nothing is wrong with any of them."""
    assert problems_of(text) == []
    assert blocks_of(text) == blocks


def test_plain_text_is_not_markdown() -> None:
    """Titles and labels keep their stars."""
    assert inlines_of("a *b* <c>") == (Text("a *b* <c>"),)
    assert inlines_of("") == ()


def test_the_characters_of_inlines_without_their_marks() -> None:
    """A line break is a line feed."""
    (block,) = blocks_of("a **b *c*** [d](https://e.org) `f`\\\ng")
    assert isinstance(block, Paragraph)
    assert plain(block.children) == "a b c d f\ng"


# --- properties --------------------------------------------------------------


def _words(blocks: tuple[Block, ...]) -> str:
    """Every character that a reader of the blocks would see, and the links' titles."""
    parts: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(children) | Heading(_, children):
                parts.append(_inline_words(children))
            case BulletList(items) | OrderedList(items):
                if isinstance(block, OrderedList):
                    parts.append(" ".join(str(block.start + n) for n in range(len(items))))
                parts.extend(_words(item.blocks) for item in items)
            case Quote(inner):
                parts.append(_words(inner))
            case CodeBlock(text):
                parts.append(text)
            case Table(header, rows):
                parts.extend(_inline_words(cell) for row in (header, *rows) for cell in row)
            case _:
                pass
    return " ".join(parts)


def _inline_words(inlines: tuple[Inline, ...]) -> str:
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | Code(text):
                parts.append(text)
            case Hyperlink(address, children, title):
                parts.append(f"{address} {_inline_words(children)} {title}")
            case Emphasis(children) | Strong(children):
                parts.append(_inline_words(children))
            case _:
                parts.append(" ")
    return "".join(parts)


SIGNS = [*"*_`[]()<>!#&;:|-+=~\\\"'./@ \n", "\n\n", "    ", "\t", "---", "```", "|-|", "]: "]
PIECES = st.one_of(
    st.sampled_from(SIGNS),
    st.from_regex(r"[xyz]{1,3}[0-9]", fullmatch=True),
    st.sampled_from(["https://q.org", "- ", "1. ", "> ", "# ", "\n> ", "\n- ", "\n  ", "\n1. "]),
)


@given(st.lists(PIECES, max_size=25).map("".join))
@example("[x1]: y1 'z1'\n")
@example("| x1 |\n|-|\n| y1 | z1 |\n")
@example("``` x1\ny1\n")
@example("[x1]\n\n[x1]: y1\n[X1]: z1\n")
def test_no_word_of_a_text_without_problems_is_lost(text: str) -> None:
    """What is not in the blocks has been told as a problem."""
    if not problems_of(text):
        shown = _words(blocks_of(text)).casefold()
        lost = [word for word in re.findall(r"[xyz]+[0-9]", text) if word not in shown]
        assert _labels(text) >= set(lost)


def _labels(text: str) -> set[str]:
    """The labels of links by reference: they are names, and not words of the text."""
    labels = re.findall(r"\[([^\[\]]*)\]", text)
    return {word for label in labels for word in re.findall(r"[xyz]+[0-9]", label)}


@given(st.text(max_size=60))
def test_any_text_is_told_or_shown(text: str) -> None:
    """Never an exception, and places inside the text."""
    lines = text.count("\n") + 1
    for problem in problems_of(text):
        assert problem.line is not None
        assert 1 <= problem.line <= lines
    blocks_of(text)


@given(st.lists(st.sampled_from(["- ", "1. ", *["> "] * 7]), min_size=1, max_size=45))
def test_nesting_is_kept_or_told(marks: list[str]) -> None:
    """Up to the limit every level is there; beyond it, none is silently dropped."""
    text = "".join(marks) + "x"
    problems = problems_of(text)
    lists = [number for number, mark in enumerate(marks) if mark != "> "]
    if len(lists) > 9 and lists[9] <= 40:
        assert [problem.code for problem in problems] == ["T212"]
        return
    if len(marks) > 40:
        assert [problem.code for problem in problems] == ["T206"]
        return
    assert problems == []
    blocks = blocks_of(text)
    for mark in marks:
        (block,) = blocks
        match block:
            case BulletList(items):
                assert mark == "- "
                blocks = items[0].blocks
            case OrderedList(items, start):
                assert (mark, start) == ("1. ", 1)
                blocks = items[0].blocks
            case Quote(inner):
                assert mark == "> "
                blocks = inner
            case _:
                pytest.fail(f"a {type(block).__name__} where a list or a quotation should be")
    assert blocks == (_p("x"),)


@pytest.mark.parametrize(("length", "times"), [(40, 1), (6_000, 3)])
def test_a_text_is_parsed_once_to_be_checked_and_shown(
    length: int, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a long text no blocks are kept: many such would fill the memory; its problems are."""
    text = f"Parsed {times} times[^1]. ".ljust(length, "x") + "\n\n[^1]: A note."
    plain_parse, seen = MarkdownIt.parse, list[str]()

    def counted(parser: MarkdownIt, source: str, env: Any = None) -> Any:
        seen.append(source)
        return plain_parse(parser, source, env)

    monkeypatch.setattr(MarkdownIt, "parse", counted)
    assert problems_of(text) == []
    first = blocks_of(text)
    assert (blocks_of(text), problems_of(text)) == (first, [])
    assert len(seen) == times
