"""Define the neutral blocks and inlines between a draft's Markdown and the output formats.

Every writer (DOCX, HTML) has one function for each node type, in one table. Nodes are frozen and
hold tuples, so that documents built from them can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

# --- inlines -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Characters; no line break among them."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A hard line break."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Italic."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Characters in a fixed-width face."""

    text: str


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """Words that link to ``address``: http, https, mailto or tel."""

    address: str
    children: tuple[Inline, ...]
    title: str = ""


Inline = Text | LineBreak | Emphasis | Strong | Code | Hyperlink

# --- blocks ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of ``level`` 1 to 6 in the document that holds it."""

    level: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item of a list; ``value`` is its number where it does not follow from the one before."""

    blocks: tuple[Block, ...]
    value: int | None = None


@dataclass(frozen=True, slots=True)
class BulletList:
    """A bulleted list; a tight one has no space between its items."""

    items: tuple[ListItem, ...]
    tight: bool = True


@dataclass(frozen=True, slots=True)
class OrderedList:
    """A numbered list, counting from ``start``; ``delimiter`` is ``.`` or ``)``."""

    items: tuple[ListItem, ...]
    start: int = 1
    delimiter: str = "."
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines in a fixed-width face, without a final line feed."""

    text: str


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    """A thematic break."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; ``alignments`` holds '', 'left', 'center' or 'right'."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    alignments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """Blocks that are the text of one field of the draft: the field at ``path``.

    In Word they are in a content control with the path as its tag and ``title`` as its title;
    elsewhere nothing surrounds them.
    """

    path: str
    title: str
    blocks: tuple[Block, ...]


Block = (
    Paragraph
    | Heading
    | BulletList
    | OrderedList
    | Quote
    | CodeBlock
    | ThematicBreak
    | Table
    | Control
)


def plain(inlines: Iterable[Inline]) -> str:
    """Return the characters of inlines, without their marks; a line break is a line feed."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | Code(text):
                parts.append(text)
            case LineBreak():
                parts.append("\n")
            case Emphasis(children) | Strong(children) | Hyperlink(_, children):
                parts.append(plain(children))
    return "".join(parts)


def lines_of(block: Block) -> Iterator[str]:
    """Yield the words of each paragraph, heading, cell and code within a block, without marks."""
    match block:
        case Paragraph(children) | Heading(_, children):
            yield plain(children)
        case BulletList(items) | OrderedList(items):
            yield from (line for item in items for one in item.blocks for line in lines_of(one))
        case Quote(blocks):
            yield from (line for one in blocks for line in lines_of(one))
        case Table(header, rows):
            yield from (plain(cell) for row in (header, *rows) for cell in row)
        case CodeBlock(code):
            yield code
