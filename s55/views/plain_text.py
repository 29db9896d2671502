"""Write blocks as plain text: in lines, without losing a word, or as one short line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from s55.richtext.nodes import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Control,
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
    plain,
)

LONGEST = 240
"""Characters that a cell of a table shows; a longer text is shortened, and ends in three dots."""

_ENDS = (".", ":", ";", ",", "?", "!", "–", " and", " or")
_STEP = "  "


def in_lines(blocks: Sequence[Block]) -> str:
    """Write blocks as text: a line for each paragraph, bullet and row, with lists indented.

    The address of a link follows its words, in brackets, and so do the words of a note.
    """
    return "\n".join(_lines(blocks))


def _lines(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(children) | Heading(_, children):
                yield from _words(children).split("\n")
            case BulletList() | OrderedList():
                yield from _list(block)
            case Quote(inner) | Control(_, _, inner):
                yield from _lines(inner)
            case CodeBlock(text):
                yield from text.split("\n")
            case Table(header, rows):
                yield from (" | ".join(map(_cell, row)) for row in (header, *rows))
            case ThematicBreak():
                pass


def _list(block: BulletList | OrderedList) -> Iterator[str]:
    if isinstance(block, BulletList):
        for item in block.items:
            yield from _item("• ", item)
        return
    for mark, item in zip(block.marks(), block.items, strict=True):
        yield from _item(f"{mark} ", item)


def _item(mark: str, item: ListItem) -> Iterator[str]:
    for place, line in enumerate(_lines(item.blocks) if item.blocks else [""]):
        yield f"{mark if place == 0 else _STEP}{line}".rstrip()


def _cell(cell: Iterable[Inline]) -> str:
    return _words(cell).replace("\n", " ")


def _words(inlines: Iterable[Inline]) -> str:
    parts = []
    for inline in inlines:
        match inline:
            case Text(text) | Code(text):
                parts.append(text)
            case LineBreak():
                parts.append("\n")
            case Emphasis(children) | Strong(children):
                parts.append(_words(children))
            case Hyperlink(address, children):
                words = _words(children)
                bare = address.removeprefix("mailto:").removeprefix("tel:")
                parts.append(words if words in (address, bare) else f"{words} ({address})".strip())
            case Note():
                parts.append(f" [{'; '.join(inline.words())}]")
    return "".join(parts)


def in_a_line(blocks: Sequence[Block], longest: int = LONGEST) -> str:
    """Write blocks as one line; of a text that is too long, only its beginning and '…'."""
    words = " ".join(" ".join(_closed(_pieces(blocks))).split())
    if len(words) <= longest:
        return words
    beginning = words[: longest + 1].rpartition(" ")[0] or words[:longest]
    return f"{beginning.rstrip(' ,;:.–')} …"


def _closed(pieces: Iterator[str]) -> Iterator[str]:
    """End each piece but the last with a punctuation mark, so that no two run together."""
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
            case ThematicBreak():
                pass
