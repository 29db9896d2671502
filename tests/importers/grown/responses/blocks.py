"""What a grown document consists of, apart from any format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Look(StrEnum):
    """How a paragraph is set."""

    PLAIN = ""
    INDENT = "indent"
    BAR = "bar"
    LINE = "line"
    RIGHT = "right"


@dataclass(frozen=True)
class Run:
    """Words in one look.

    Attributes:
        text: the words.
        bold: whether they are bold.
        italic: whether they are in italics.
        counted: whether each word must be found again; numbers of paragraphs, days and status words
            may come through as something else.
    """

    text: str
    bold: bool = False
    italic: bool = False
    counted: bool = True


@dataclass(frozen=True)
class Passage:
    """A paragraph; its lines are divided by line breaks in the runs."""

    runs: tuple[Run, ...]
    look: Look = Look.PLAIN
    marker: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the document's."""

    text: str
    level: int
    marker: str = ""


@dataclass(frozen=True)
class Entries:
    """A list with bullets, or with numbers."""

    entries: tuple[tuple[Run, ...], ...]
    ordered: bool = False
    look: Look = Look.PLAIN


@dataclass(frozen=True)
class Field:
    """A cell of a grid."""

    blocks: tuple[Block, ...]
    across: int = 1
    down: int = 1
    head: bool = False


@dataclass(frozen=True)
class Grid:
    """A table; fields that a field above reaches into are left out of their row."""

    rows: tuple[tuple[Field, ...], ...]
    columns: int


@dataclass(frozen=True)
class Framed:
    """Blocks in a box."""

    blocks: tuple[Block, ...]


Block = Passage | Heading | Entries | Grid | Framed


@dataclass
class Furniture:
    """What stands round a document and is nobody's words.

    Attributes:
        menu: the links of a site's menu; none in what is no web page.
        crumbs: the way to the page from the first one.
        foot: the lines at the foot of the site.
        running: the line at the head of each page of a document on paper.
        page_numbers: whether the pages have numbers.
    """

    menu: list[str] = field(default_factory=list)
    crumbs: list[str] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    running: str = ""
    page_numbers: bool = False


def passage(text: str, look: Look = Look.PLAIN, *, bold: bool = False) -> Passage:
    """A paragraph in one look."""
    return Passage((Run(text, bold=bold),), look)


def runs_of(block: Block) -> Iterator[Run]:
    """Every run of a block, in the order of reading, and its headings as runs."""
    if isinstance(block, Passage):
        yield from block.runs
    elif isinstance(block, Heading):
        yield Run(block.text)
    elif isinstance(block, Entries):
        for entry in block.entries:
            yield from entry
    elif isinstance(block, Framed):
        for inner in block.blocks:
            yield from runs_of(inner)
    else:
        for row in block.rows:
            for cell in row:
                for inner in cell.blocks:
                    yield from runs_of(inner)


def text_of(blocks: tuple[Block, ...] | list[Block]) -> str:
    """The words of blocks, with one space between them."""
    return " ".join(" ".join(run.text for block in blocks for run in runs_of(block)).split())
