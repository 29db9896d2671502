"""Markdown to neutral blocks: CommonMark with tables, as docs/text.md describes it.

markdown-it-py does the parsing; this module says what of it a response may hold and turns its
tokens into nodes, one function for each token type, in one table. What may not stand in a
response (raw HTML, images, other link schemes, characters no document can hold) comes back as
problems with the line of the text it stands in; :func:`blocks_of` then leaves nothing out
silently, because a text with problems is not rendered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from s55.problems import Problem, error
from s55.richtext.characters import character_problems
from s55.richtext.nodes import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Strong,
    Table,
    Text,
)

MAX_NESTING = 40
"""Lists and quotes deeper than this are refused (Word itself has nine levels)."""

_LINK = re.compile(r"(https?://[^\s]+|mailto:[^\s@]+@[^\s@]+|tel:\+?[\d().\-]+)", re.IGNORECASE)


@cache
def _parser() -> MarkdownIt:
    """The one parser: CommonMark and tables; no indented code, which is nearly always a slip."""
    parser = MarkdownIt("commonmark", {"maxNesting": 4 * MAX_NESTING}).enable("table")
    parser.disable("code")
    # Every address becomes a link token, so that a refused one is reported and not left as text.
    parser.validateLink = _any_address  # type: ignore[method-assign]  # the documented way
    return parser


def _any_address(url: str) -> bool:
    return True


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text that :func:`problems_of` finds nothing wrong with."""
    return _blocks(SyntaxTreeNode(_parser().parse(text)).children)


def inlines_of(text: str) -> tuple[Inline, ...]:
    """The inlines of one line of plain text, which is not Markdown."""
    return (Text(text),) if text else ()


# --- problems ----------------------------------------------------------------


def problems_of(text: str) -> list[Problem]:
    """What may not stand in a response, with its line in ``text``, counted from 1.

    Returns:
        T201 raw HTML, T202 an image, T203 a character that cannot be printed, T204 a link to
        something that is not an address on the web, T205 a link without words, T206 lists or
        quotes nested deeper than :data:`MAX_NESTING`.
    """
    found = list(character_problems(text))
    depth = 0
    for token in _parser().parse(text):
        depth += token.nesting if token.type in _NESTING_TYPES else 0
        line = token.map[0] + 1 if token.map else 1
        if depth > MAX_NESTING:
            found.append(
                error(
                    "T206",
                    f"lists or quotes are nested more than {MAX_NESTING} deep",
                    "Use fewer levels.",
                    line=line,
                )
            )
            break
        found.extend(_token_problems(token, line))
    return found


_NESTING_TYPES = frozenset(
    f"{name}_{end}"
    for name in ("bullet_list", "ordered_list", "blockquote")
    for end in ("open", "close")
)


def _token_problems(token: Token, line: int) -> Iterator[Problem]:
    if token.type == "html_block":
        yield _html_problem(token.content, line)
    inline_line = line
    link_words = ""
    link_address: str | None = None
    for child in token.children or ():
        match child.type:
            case "softbreak" | "hardbreak":
                inline_line += 1
            case "html_inline":
                yield _html_problem(child.content, inline_line)
            case "image":
                yield error(
                    "T202",
                    "the text holds an image, and a response cannot",
                    "Take it out, or describe it in words and link to it: [words](https://...).",
                    line=inline_line,
                )
                link_words += "image"
            case "link_open":
                link_address, link_words = str(child.attrGet("href") or ""), ""
            case "link_close":
                yield from _link_problems(link_address or "", link_words, inline_line)
                link_address = None
            case _:
                link_words += child.content


def _html_problem(content: str, line: int) -> Problem:
    shown = " ".join(content.split())
    shown = shown if len(shown) <= 30 else shown[:29] + "…"
    return error(
        "T201",
        f"the text holds HTML ({shown}), and a response cannot",
        "Write it in Markdown (docs/text.md); for a plain < write \\<.",
        line=line,
    )


def _link_problems(address: str, words: str, line: int) -> Iterator[Problem]:
    if not _LINK.fullmatch(address):
        yield error(
            "T204",
            f"a link goes to '{address}', which is no address on the web",
            "Give the full address, beginning with https://, mailto: or tel:.",
            line=line,
        )
    if not words.strip():
        yield error(
            "T205",
            f"the link to '{address}' has no words to click on",
            "Write [words that say where it leads](address).",
            line=line,
        )


# --- blocks ------------------------------------------------------------------


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
    return tuple(_BLOCKS[node.type](node) for node in nodes)


def _paragraph(node: SyntaxTreeNode) -> Block:
    return Paragraph(_content(node))


def _heading(node: SyntaxTreeNode) -> Block:
    return Heading(int(node.tag[1:]), _content(node))


def _items(node: SyntaxTreeNode) -> tuple[ListItem, ...]:
    return tuple(ListItem(_blocks(child.children)) for child in node.children)


def _is_tight(node: SyntaxTreeNode) -> bool:
    """A tight list's paragraphs are hidden tokens."""
    return all(
        block.hidden
        for item in node.children
        for block in item.children
        if block.type == "paragraph"
    )


def _bullet_list(node: SyntaxTreeNode) -> Block:
    return BulletList(_items(node), _is_tight(node))


def _ordered_list(node: SyntaxTreeNode) -> Block:
    start = node.attrGet("start")
    return OrderedList(
        _items(node), 1 if start is None else int(start), node.markup, _is_tight(node)
    )


def _quote(node: SyntaxTreeNode) -> Block:
    return Quote(_blocks(node.children))


def _code_block(node: SyntaxTreeNode) -> Block:
    return CodeBlock(node.content.rstrip("\n"))


def _rule(_: SyntaxTreeNode) -> Block:
    return Rule()


def _table(node: SyntaxTreeNode) -> Block:
    rows = [row for part in node.children for row in part.children]
    header, *body = rows
    alignments = tuple(
        str(cell.attrGet("style") or "").removeprefix("text-align:") for cell in header.children
    )
    return Table(
        tuple(_content(cell) for cell in header.children),
        tuple(tuple(_content(cell) for cell in row.children) for row in body),
        alignments,
    )


_BLOCKS: Mapping[str, Callable[[SyntaxTreeNode], Block]] = MappingProxyType(
    {
        "paragraph": _paragraph,
        "heading": _heading,
        "bullet_list": _bullet_list,
        "ordered_list": _ordered_list,
        "blockquote": _quote,
        "fence": _code_block,
        "hr": _rule,
        "table": _table,
    }
)

# --- inlines -----------------------------------------------------------------


def _content(node: SyntaxTreeNode) -> tuple[Inline, ...]:
    """The inlines of a block that holds one inline token, or nothing."""
    return _inlines(node.children[0].children) if node.children else ()


def _inlines(nodes: Sequence[SyntaxTreeNode]) -> tuple[Inline, ...]:
    return _joined(_INLINES[node.type](node) for node in nodes)


def _joined(inlines: Iterator[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one, so that equal text has equal nodes."""
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and result and isinstance(result[-1], Text):
            result[-1] = Text(result[-1].text + inline.text)
        elif not (isinstance(inline, Text) and not inline.text):
            result.append(inline)
    return tuple(result)


def _link(node: SyntaxTreeNode) -> Inline:
    return Link(
        str(node.attrGet("href") or ""),
        _inlines(node.children),
        str(node.attrGet("title") or ""),
    )


_INLINES: Mapping[str, Callable[[SyntaxTreeNode], Inline]] = MappingProxyType(
    {
        "text": lambda node: Text(node.content),
        "softbreak": lambda _: Text(" "),
        "hardbreak": lambda _: LineBreak(),
        "em": lambda node: Emphasis(_inlines(node.children)),
        "strong": lambda node: Strong(_inlines(node.children)),
        "code_inline": lambda node: Code(node.content),
        "link": _link,
    }
)
