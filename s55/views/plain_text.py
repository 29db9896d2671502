"""Markdown as plain text of several lines, for the cells of a spreadsheet; no word is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Control,
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

_STEP = "  "


def plain_text(markdown: str | None) -> str:
    """The text without its marks: a line for each paragraph, bullet and row, lists indented.

    The address of a link stands in brackets after its words.
    """
    return "\n".join(_lines(blocks_of(markdown))) if markdown else ""


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
                yield from (" | ".join(map(_in_a_line, row)) for row in (header, *rows))
            case Rule():
                pass


def _list(block: BulletList | OrderedList) -> Iterator[str]:
    if isinstance(block, BulletList):
        for item in block.items:
            yield from _item("• ", item)
        return
    number = block.start
    for item in block.items:
        number = number if item.value is None else item.value
        yield from _item(f"{number}{block.delimiter} ", item)
        number += 1


def _item(mark: str, item: ListItem) -> Iterator[str]:
    for place, line in enumerate(_lines(item.blocks) if item.blocks else [""]):
        yield f"{mark if place == 0 else _STEP}{line}".rstrip()


def _in_a_line(cell: Iterable[Inline]) -> str:
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
            case Link(address, children):
                words = _words(children)
                bare = address.removeprefix("mailto:").removeprefix("tel:")
                parts.append(words if words in (address, bare) else f"{words} ({address})".strip())
    return "".join(parts)
