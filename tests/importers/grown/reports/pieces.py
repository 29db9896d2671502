"""What a document consists of, before it is in a format: lines, lists, tables, frames.

In a text, `**` surrounds what is bold, and `{{…}}` is a footnote at this place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Heading:
    """A heading, of level 1 to 4."""

    level: int
    text: str


@dataclass(frozen=True)
class Line:
    """A paragraph."""

    text: str
    look: str = ""
    """What a style sheet makes of it: cover, quote, grade."""


@dataclass(frozen=True)
class Points:
    """A list, each entry with what it consists of; `mark` is bullet, number or letter."""

    entries: tuple[tuple[Piece, ...], ...]
    mark: str = "bullet"
    start: int = 1


@dataclass(frozen=True)
class Grid:
    """A table, each cell with what it consists of."""

    rows: tuple[tuple[tuple[Piece, ...], ...], ...]
    head: bool = True
    """Whether the first row is a head."""


@dataclass(frozen=True)
class Frame:
    """A box; `look` is box, tile or text box."""

    pieces: tuple[Piece, ...]
    look: str = "box"


@dataclass(frozen=True)
class Fold:
    """What opens on a click on its summary."""

    summary: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Terms:
    """A list of terms, each with what it consists of."""

    pairs: tuple[tuple[str, tuple[Piece, ...]], ...]


Piece: TypeAlias = "Heading | Line | Points | Grid | Frame | Fold | Terms"


def grid(rows: list[tuple[str, ...]], *, head: bool = True) -> Grid:
    """A table of single lines."""
    return Grid(tuple(tuple((Line(cell),) for cell in row) for row in rows), head)


def bullets(texts: tuple[str, ...], mark: str = "bullet", start: int = 1) -> Points:
    """A list of single lines."""
    return Points(tuple((Line(text),) for text in texts), mark, start)
