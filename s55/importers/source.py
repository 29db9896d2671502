"""Define what every reader makes of a file: blocks in order, each with position and looks.

A reader (PDF, HTML, Word, Markdown, text) joins wrapped lines and broken words, and sets running
heads, page numbers and footnotes aside. What a block means (an item, the heading of an item, a
date) is decided later, in the same way for all formats.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from enum import StrEnum
from itertools import chain

from s55.records import dataclass
from s55.richtext.nodes import Inline, Note, notes_of, plain
from s55.sent import Sent

Progress = Callable[[int, int], None]
"""Called after each page with the number of pages read, and of all pages."""


class BlockKind(StrEnum):
    """What a block is by its structure."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    TABLE_ROW = "table row"


@dataclass(frozen=True, slots=True)
class SourcePosition(Sent):
    """Where a block begins: a page (PDF) or a line (text, Markdown, HTML), counted from 1.

    DOCX and ODT files have neither before they are laid out: ``paragraph`` counts their paragraphs.
    """

    page: int | None = None
    line: int | None = None
    paragraph: int | None = None

    def __str__(self) -> str:
        if self.page is not None:
            return f"page {self.page}"
        if self.line is not None:
            return f"line {self.line}"
        return f"paragraph {self.paragraph}" if self.paragraph is not None else "unknown place"


@dataclass(frozen=True, slots=True)
class SourceBlock(Sent):
    """A heading, paragraph, list item or table row of a file.

    Attributes:
        kind: what it is by its structure.
        inlines: its text with bold, italic, links and line breaks; white space folded.
        place: where it begins.
        level: heading level 1 to 6 (0 where it is a heading by its looks alone), or the depth of a
            list item from 1; 0 for others.
        marker: the bullet or number of a list item as printed: '•', '2.', 'a)', or ''.
        boxed: the number, from 1, of the drawn or shaded box that it is in; 0 for none.
        size: the size of its characters in points, or None where the format does not say.
        bold: whether all of it is bold.
        colour: the colour of its characters as '#rrggbb', or ''.
        cells: the cells of a table row; empty for others.
        table: the number of the table it belongs to from 1; 0 for others.
    """

    kind: BlockKind
    inlines: tuple[Inline, ...]
    place: SourcePosition
    level: int = 0
    marker: str = ""
    boxed: int = 0
    size: float | None = None
    bold: bool = False
    colour: str = ""
    cells: tuple[tuple[Inline, ...], ...] = ()
    table: int = 0
    _said: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The characters of the block, which are put together once: every rule asks for them."""
        said = self._said
        if said is None:
            cells = self.cells
            said = " | ".join(map(plain, cells)) if cells else plain(self.inlines)
            object.__setattr__(self, "_said", said)
        return said

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes in the block, in their order."""
        return tuple(chain.from_iterable(map(notes_of, self.cells or (self.inlines,))))


@dataclass(frozen=True, slots=True)
class SetAside(Sent):
    """Text that a reader took out of the flow: a running head, a page number, a footnote.

    Attributes:
        text: its words; '' for a picture and the like.
        why: the kind of it, in the same words for all formats.
        place: where it is.
        about: whether the words are about the file, and not from it.
    """

    text: str
    why: str
    place: SourcePosition
    about: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read.

    Attributes:
        format: 'pdf', 'html', 'docx', 'odt', 'markdown' or 'text'.
        title: the title in the file's own properties, or ''.
        blocks: in reading order.
        set_aside: what was taken out of the flow.
        attachments: files embedded in it, by name (PDFs by s55 hold ``response.json``).
        controls: in Word files by s55, the text of each content control by its tag, as Markdown.
        pages: how many pages it has; None in formats without pages.
    """

    format: str
    title: str
    blocks: tuple[SourceBlock, ...]
    set_aside: tuple[SetAside, ...] = ()
    attachments: tuple[tuple[str, bytes], ...] = ()
    controls: tuple[tuple[str, str], ...] = ()
    pages: int | None = None
