"""The words of an item in a line, for a table: its whole text, or its beginning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import (
    Block,
    BulletList,
    CodeBlock,
    Control,
    Heading,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Table,
    plain,
)

LONGEST = 240
"""Characters that a cell shows; what is longer is shortened, and says so by three dots."""

_ENDS = (".", ":", ";", ",", "?", "!", "–", " and", " or")


def in_a_line(markdown: str, longest: int = LONGEST) -> str:
    """A text without its marks in one line; where it is too long, its beginning and '…'."""
    words = " ".join(" ".join(_closed(_pieces(blocks_of(markdown)))).split())
    if len(words) <= longest:
        return words
    beginning = words[: longest + 1].rpartition(" ")[0] or words[:longest]
    return f"{beginning.rstrip(' ,;:.–')} …"


def _closed(pieces: Iterator[str]) -> Iterator[str]:
    """The pieces, each but the last with a mark at its end, so that two do not run together."""
    before = ""
    for piece in pieces:
        if before:
            yield before if before.endswith(_ENDS) else f"{before};"
        before = piece
    yield before


def _pieces(blocks: Sequence[Block]) -> Iterator[str]:
    for block, after in zip_longest(blocks, blocks[1:]):
        match block:
            case Paragraph(children) | Heading(_, children):
                words = plain(children).strip()
                opens = isinstance(after, BulletList | OrderedList) and not words.endswith(_ENDS)
                yield f"{words}:" if opens else words
            case BulletList(items) | OrderedList(items):
                for item in items:
                    yield from _pieces(item.blocks)
            case Quote(inner) | Control(_, _, inner):
                yield from _pieces(inner)
            case CodeBlock(text):
                yield text
            case Table(header, rows):
                for row in (header, *rows):
                    yield ", ".join(plain(cell).strip() for cell in row)
            case Rule():
                pass
