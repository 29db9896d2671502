"""Markdown to neutral blocks: CommonMark with tables, notes and lettered lists (docs/text.md).

markdown-it-py does the parsing; this module turns its tokens into nodes, one function for each
token type, in one table. :mod:`s55.richtext.checks` finds what a response cannot hold and what
Markdown itself would leave out: a text with such problems is not rendered, so that nothing is lost
silently.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

from s55.records import dataclass
from s55.richtext.lettered import lettered_lists
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
    Note,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    ThematicBreak,
)

MAX_NESTING = 40
"""Lists, quotes and emphasis deeper than this are refused (of lists alone, T212 allows nine)."""


_KEPT_LENGTH = 5_000
"""Characters of a text whose blocks are kept, so that those kept take a few MB."""
_ADDRESS_BEGINS = re.compile(r"(?<![a-z0-9.+-])https?(?=://)", re.IGNORECASE)


@cache
def markdown_parser() -> MarkdownIt:
    """Build the one parser: CommonMark and what docs/text.md adds to it.

    Left out is indented code, nearly always a slip; struck text is found so that it can be refused.
    """
    options = {"maxNesting": 4 * MAX_NESTING, "store_labels": True, "linkify": True}
    parser = MarkdownIt("commonmark", options)
    parser.enable(["table", "strikethrough"]).disable("code")
    parser.inline.ruler.enable(["linkify"])
    footnote_plugin(parser, inline=False, move_to_end=False, always_match_refs=True)
    lettered_lists(parser)
    # Every address becomes a link token, so that a refused one is reported and not left as text.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # the documented way
    # An address is shown as it was typed.
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]  # as above
    return parser


def web_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Find the beginning and end of each web address in plain words, as the parser does.

    A full stop after it, or a bracket around it, does not belong to it.
    """
    linkify = markdown_parser().linkify
    assert linkify is not None  # noqa: S101  # a dependency of s55
    end = 0
    for found in _ADDRESS_BEGINS.finditer(text):
        begin = found.start()
        if begin >= end and (link := linkify.match_at_start(text[begin:])):
            end = begin + len(link.url.rstrip("*"))
            yield begin, end


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed text.

    Attributes:
        tokens: what the parser makes of it.
        references: the addresses that it gives names.
    """

    tokens: Sequence[Token]
    references: Mapping[str, Any]


def parsed(text: str) -> Parsed:
    """Parse a Markdown text; what is checked is mostly shown next, and is not parsed again."""
    return _kept_tokens(text) if len(text) <= _KEPT_LENGTH else _parsed(text)


def _parsed(text: str) -> Parsed:
    environment: dict[str, Any] = {}
    tokens = markdown_parser().parse(text, environment)
    return Parsed(tokens, environment)


_kept_tokens = lru_cache(maxsize=64)(_parsed)


def blocks_of(text: str) -> tuple[Block, ...]:
    """Parse a Markdown text without problems (:mod:`s55.richtext.checks`) into blocks.

    A document and a list of items show a text in several places, so blocks are kept.
    """
    return _kept_blocks(text) if len(text) <= _KEPT_LENGTH else _blocks_of(text)


def _blocks_of(text: str) -> tuple[Block, ...]:
    return _blocks(_tree(text).children)


_kept_blocks = lru_cache(maxsize=512)(_blocks_of)


@dataclass(frozen=True, slots=True)
class LocatedBlock:
    """A block that is in no other, or what a note says, with its lines in the text.

    Attributes:
        block: the block; a note for what a note says.
        label: the label of the note; '' for a block.
        refers: the labels of the notes that it leads to.
        begin: its first line, from 0.
        end: the line after its last one that is not empty.
    """

    block: Block | Note
    label: str
    refers: frozenset[str]
    begin: int
    end: int


def located_blocks(text: str) -> tuple[LocatedBlock, ...]:
    """Parse a Markdown text without problems into blocks and notes with their lines.

    Lines end with a line feed. Those that belong to none are empty, or give the address of a link.
    """
    lines = text.split("\n")
    found = []
    for node in _tree(text).children:
        begin, end = node.map or (0, 0)
        while end > begin and not lines[end - 1].strip():
            end -= 1
        is_note = node.type == _NOTE_DEFINITION
        block = Note(_blocks(node.children)) if is_note else _BLOCKS[node.type](node)
        refers = frozenset(one.meta["label"] for one in node.walk() if one.type == _NOTE_PLACE)
        label = node.meta["label"] if is_note else ""
        found.append(LocatedBlock(block, label, refers, begin, end))
    return tuple(found)


def notes_by_label(text: str) -> dict[str, Note]:
    """Parse the notes of a Markdown text."""
    return {
        node.meta["label"]: Note(_blocks(node.children))
        for node in _tree(text).walk()
        if node.type == _NOTE_DEFINITION
    }


def _tree(text: str) -> SyntaxTreeNode:
    """Parse a text; the places of notes get what the notes hold."""
    tree = SyntaxTreeNode(parsed(text).tokens)
    notes = {
        node.meta["label"]: node.children for node in tree.walk() if node.type == _NOTE_DEFINITION
    }
    for node in tree.walk():
        if node.type == _NOTE_PLACE:
            node.meta[_NOTE_CONTENT] = notes.get(node.meta["label"], ())
    return tree


def inlines_of(text: str) -> tuple[Inline, ...]:
    """Wrap one line of plain text, which is not Markdown, in inlines."""
    return (Text(text),) if text else ()


# --- blocks ------------------------------------------------------------------


_NOTE_DEFINITION = "footnote_reference"
_NOTE_PLACE = "footnote_ref"
NOTE_OPENS = f"{_NOTE_DEFINITION}_open"
"""The kind of token with which a note begins; its ``meta`` holds its label."""
_NOTE_CONTENT = "content"


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
    return tuple(_BLOCKS[node.type](node) for node in nodes if node.type != _NOTE_DEFINITION)


def _items(node: SyntaxTreeNode) -> tuple[ListItem, ...]:
    return tuple(
        ListItem(_blocks(child.children), child.meta.get("value")) for child in node.children
    )


def _is_tight(node: SyntaxTreeNode) -> bool:
    """Whether a list is tight: the tokens of its paragraphs are hidden."""
    return all(
        block.hidden
        for item in node.children
        for block in item.children
        if block.type == "paragraph"
    )


def _ordered_list(node: SyntaxTreeNode) -> Block:
    start = node.attrGet("start")
    return OrderedList(
        _items(node),
        1 if start is None else int(start),
        node.markup,
        _is_tight(node),
        node.meta.get("style", "1"),
    )


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
        "paragraph": lambda node: Paragraph(_content(node)),
        "heading": lambda node: Heading(int(node.tag[1:]), _content(node)),
        "bullet_list": lambda node: BulletList(_items(node), _is_tight(node)),
        "ordered_list": _ordered_list,
        "blockquote": lambda node: Quote(_blocks(node.children)),
        "fence": lambda node: CodeBlock(node.content.rstrip("\n")),
        "hr": lambda _: ThematicBreak(),
        "table": _table,
    }
)

# --- inlines -----------------------------------------------------------------


def _content(node: SyntaxTreeNode) -> tuple[Inline, ...]:
    """Return the inlines of a block that holds one inline token, or nothing."""
    return _inlines(node.children[0].children) if node.children else ()


def _inlines(nodes: Sequence[SyntaxTreeNode]) -> tuple[Inline, ...]:
    return _joined(_INLINES[node.type](node) for node in nodes)


def _joined(inlines: Iterator[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts, so that equal text has equal nodes."""
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and result and isinstance(result[-1], Text):
            result[-1] = Text(result[-1].text + inline.text)
        elif not (isinstance(inline, Text) and not inline.text):
            result.append(inline)
    return tuple(result)


def _link(node: SyntaxTreeNode) -> Inline:
    return Hyperlink(
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
        _NOTE_PLACE: lambda node: Note(_blocks(node.meta[_NOTE_CONTENT])),
    }
)
