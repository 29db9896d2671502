"""Define the neutral blocks and inlines between a draft's Markdown and the output formats.

Every writer (DOCX, HTML) has one function for each node type, in one table. Nodes are frozen and
hold tuples, so that documents built from them can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from s55.records import dataclass
from s55.richtext.numerals import marked
from s55.sent import Sent

_SHORT = 500
"""Characters of a quotation or an item of a list that is not divided between pages: six lines."""

# --- inlines -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text(Sent):
    """Characters; no line break among them."""

    text: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A hard line break."""


@dataclass(frozen=True, slots=True)
class Emphasis(Sent):
    """Italic."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong(Sent):
    """Bold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Characters in a fixed-width face."""

    text: str


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """Words that link to ``address``: http, https, mailto or tel, or a file beside.

    ``language`` is that of what it leads to (BCP 47), where it is another.
    """

    address: str
    children: tuple[Inline, ...]
    title: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note, at the place in the text that leads to it; writers give it its number.

    It holds no note itself, and is in no heading and no link.
    """

    blocks: tuple[Block, ...]

    def words(self) -> tuple[str, ...]:
        """Return the words of each of its paragraphs and lines."""
        return tuple(line for block in self.blocks for line in lines_of(block))


Inline = Text | LineBreak | Emphasis | Strong | Code | Hyperlink | Note

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

    @property
    def is_short(self) -> bool:
        """Whether it takes some lines only, so that it need not be divided between pages."""
        return _is_short(self.blocks)


@dataclass(frozen=True, slots=True)
class BulletList:
    """A bulleted list; a tight one has no space between its items."""

    items: tuple[ListItem, ...]
    tight: bool = True


@dataclass(frozen=True, slots=True)
class OrderedList:
    """A numbered list, counting from ``start``.

    ``style`` is ``1``, ``a``, ``A``, ``i`` or ``I``; ``delimiter`` is ``.``, ``)`` or, for both
    sides, ``()``.
    """

    items: tuple[ListItem, ...]
    start: int = 1
    delimiter: str = "."
    tight: bool = True
    style: str = "1"

    @property
    def lettered(self) -> bool:
        """Whether it is of those that CommonMark has not, whose entries keep their numbers."""
        return self.style != "1" or self.delimiter == "()"

    def values(self) -> tuple[int, ...]:
        """Return the number of each entry."""
        found, number = [], self.start
        for item in self.items:
            number = number if item.value is None else item.value
            found.append(number)
            number += 1
        return tuple(found)

    def marks(self) -> tuple[str, ...]:
        """Return what stands before each entry: ``(a)``, ``ii.`` or ``3)``."""
        return tuple(marked(self.style, value, self.delimiter) for value in self.values())


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation.

    Attributes:
        blocks: what is quoted.
        of_report: whether it is an item that the response answers, and no words that a text quotes.
    """

    blocks: tuple[Block, ...]
    of_report: bool = False

    @property
    def is_short(self) -> bool:
        """Whether it takes some lines only, so that it need not be divided between pages."""
        return _is_short(self.blocks)


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
    elsewhere nothing surrounds them. ``language`` is theirs (BCP 47) where it is not the
    document's.
    """

    path: str
    title: str
    blocks: tuple[Block, ...]
    language: str = ""


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
    """Return the characters of inlines, without marks and notes; a line break is a line feed."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | Code(text):
                parts.append(text)
            case LineBreak():
                parts.append("\n")
            case Emphasis(children) | Strong(children) | Hyperlink(_, children):
                parts.append(plain(children))
            case Note():
                pass
    return "".join(parts)


def notes_of(inlines: Iterable[Inline]) -> Iterator[Note]:
    """Yield the notes of inlines, in their order."""
    for inline in inlines:
        match inline:
            case Emphasis(children) | Strong(children) | Hyperlink(_, children):
                yield from notes_of(children)
            case Note():
                yield inline


def _is_short(blocks: Iterable[Block]) -> bool:
    return sum(len(line) for block in blocks for line in lines_of(block)) <= _SHORT


def all_within(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks, each before those within it, in the order of the text."""
    for block in blocks:
        yield block
        match block:
            case BulletList(items) | OrderedList(items):
                for item in items:
                    yield from all_within(item.blocks)
            case Quote(inner) | Control(_, _, inner):
                yield from all_within(inner)
            case _:
                pass


def lines_of(block: Block) -> Iterator[str]:
    """Yield the words of each paragraph, heading, cell and code within a block, without marks.

    The words of a note follow those of the paragraph or row that leads to it.
    """
    match block:
        case Paragraph(children) | Heading(_, children):
            yield plain(children)
            yield from _lines_of_notes(children)
        case BulletList(items) | OrderedList(items):
            yield from (line for item in items for one in item.blocks for line in lines_of(one))
        case Quote(blocks) | Control(_, _, blocks):
            yield from (line for one in blocks for line in lines_of(one))
        case Table(header, rows):
            for row in (header, *rows):
                yield from map(plain, row)
                for cell in row:
                    yield from _lines_of_notes(cell)
        case CodeBlock(code):
            yield code


def _lines_of_notes(inlines: Iterable[Inline]) -> Iterator[str]:
    for note in notes_of(inlines):
        yield from note.words()


def notes_in(block: Block) -> Iterator[Note]:
    """Yield the notes of a block in their order, without those that are in notes."""
    match block:
        case Paragraph(children) | Heading(_, children):
            yield from notes_of(children)
        case BulletList(items) | OrderedList(items):
            yield from (note for item in items for one in item.blocks for note in notes_in(one))
        case Quote(blocks) | Control(_, _, blocks):
            yield from (note for one in blocks for note in notes_in(one))
        case Table(header, rows):
            yield from (note for row in (header, *rows) for cell in row for note in notes_of(cell))
        case CodeBlock() | ThematicBreak():
            pass
