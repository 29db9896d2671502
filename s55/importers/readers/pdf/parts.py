"""Describe a PDF page by its geometry.

All measures are in points; ``x`` grows to the right and ``y`` downwards from the top of the page
as a person sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from typing import NamedTuple

from s55.importers.readers.pdf.end_notes import mark_of
from s55.importers.readers.runs import Run
from s55.records import dataclass
from s55.sent import Sent


@dataclass(frozen=True, slots=True)
class Look:
    """How characters look: the size in points, the colour as '#rrggbb'.

    ``way`` is the turn of the page, in degrees clockwise, by which they read from left to right;
    None where they stand at an angle. ``painted`` says whether they are drawn at all,
    ``plain_fill`` whether by their colour alone, without an outline. ``symbols`` is the name of a
    font whose letters look like something else, such as Wingdings; '' for others.
    """

    size: float
    bold: bool
    italic: bool
    colour: str
    way: int | None
    painted: bool = True
    plain_fill: bool = True
    symbols: str = ""


@dataclass(slots=True)
class Segment(Sent):
    """Neighbouring characters on one line that look the same.

    Attributes:
        y: the baseline.
        spaced: whether there is white space before it.
    """

    x0: float
    x1: float
    y: float
    look: Look
    text: str
    start: int
    """The index of its first character among those of the page."""
    end: int
    link: str = ""
    spaced: bool = False
    mark: str = ""
    """The mark of a note at the end of the document; then it has no text."""
    gaps: tuple[tuple[float, float, int], ...] = ()
    """Wide spaces in it: where each begins and ends, and the index of the character after it."""


class Area(NamedTuple):
    """A rectangle."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """In points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """In points."""
        return self.y1 - self.y0

    def is_in(self, other: Area) -> bool:
        """Whether it lies in another area, whose edge it may pass a little to the sides."""
        middle = (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2
        return other.holds(*middle, 2.0) and self.height <= other.height + 6.0

    def holds(self, x: float, y: float, slack: float = 1.0) -> bool:
        """Whether a point lies in it."""
        return self.x0 - slack <= x <= self.x1 + slack and self.y0 - slack <= y <= self.y1 + slack


@dataclass(slots=True)
class Grid:
    """A ruled table: for each row, the areas of its cells from left to right."""

    area: Area
    rows: list[list[Area]]


class Cover(NamedTuple):
    """A filled rectangle that may cover words, or have their colour.

    ``after`` is the number of text objects that are drawn before it.
    """

    area: Area
    colour: str
    after: int


@dataclass(slots=True)
class Furniture:
    """What is drawn on a page besides its text."""

    boxes: list[Area] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    dots: list[Area] = field(default_factory=list)
    """Small filled shapes, which may be bullets."""
    rules: list[Area] = field(default_factory=list)
    """Level rules."""
    sides: list[Area] = field(default_factory=list)
    """Upright rules and narrow bars that are no part of a box or a table."""
    painted: list[Area] = field(default_factory=list)
    """Areas filled with a colour other than white."""
    pictures: list[Area] = field(default_factory=list)
    left: dict[int, Area] = field(default_factory=dict)
    """Of text that clip paths cut, by the address of its object: the area in which it shows."""
    covers: list[Cover] = field(default_factory=list)
    order: dict[int, int] = field(default_factory=dict)
    """By the address of its object, how many pieces of text are drawn before each."""
    tiles: list[Grid] = field(default_factory=list)
    """Tables that boxes in rows and columns may be, if there are a few words in each."""

    def take_out(self, tiles: Sequence[Grid], labels: Sequence[Area]) -> None:
        """Take the boxes that are tiles for the cells of tables, and ``labels`` for no boxes."""
        self.grids += tiles
        self.boxes = [
            box
            for box in self.boxes
            if box not in labels and not any(box.is_in(one.area) for one in tiles)
        ]

    def put_in(self, boxes: Sequence[Area]) -> None:
        """Add boxes, from the top of the page down."""
        self.boxes = sorted([*self.boxes, *boxes], key=lambda box: (box.y0, box.x0))


@dataclass(slots=True)
class Line(Sent):
    """One line of text, or the part of it in one column or cell.

    Attributes:
        page: its number from 1.
        y: the baseline.
        size: of most of its characters.
        marker: the bullet or number before it, '' without one.
        marker_x: where the marker begins.
        box: the number, from 1, of the box on the page that it is in; 0 for none.
        cell: the grid on the page, the row and the column that it is in, or None.
        right: the right edge of the column or box that it is in.
        raised: raised figures that were taken out of it, each with the segment before it.
    """

    page: int
    x0: float
    x1: float
    y: float
    size: float
    segments: list[Segment]
    marker: str = ""
    marker_x: float = 0.0
    box: int = 0
    cell: tuple[int, int, int] | None = None
    column: int = 0
    right: float = 0.0
    raised: list[tuple[Segment, Segment | None]] = field(default_factory=list)
    text: str = ""
    bold: bool = False
    plain: bool = False
    """Whether nothing of it is bold."""
    way: int = 0
    """The turn of the page, in degrees clockwise, by which it reads from left to right."""
    carried: bool | None = None
    """Whether, by the tags of the file, it continues a paragraph of the page before."""

    def settle(self) -> None:
        """Work out the text and looks from the segments."""
        self.text = "".join(
            f" {segment.text}" if segment.spaced and index else segment.text
            for index, segment in enumerate(self.segments)
        )
        marks = [
            segment.look.bold
            for segment in self.segments
            if segment.look.bold is False or not segment.text.isspace()
        ]
        self.bold = all(marks)
        self.plain = not any(marks)

    def runs(self) -> list[Run]:
        """Its characters with their looks."""
        return [
            Run(
                (" " if segment.spaced and index else "") + segment.text,
                segment.look.bold,
                segment.look.italic,
                segment.link,
                note=mark_of(segment.mark) if segment.mark else None,
            )
            for index, segment in enumerate(self.segments)
        ]


_COVERING = 0.5
"""The part of a page from which a picture is the page itself."""


@dataclass(slots=True)
class Page:
    """A page as read, or its text that is printed sideways: its lines in reading order."""

    number: int
    width: float
    height: float
    lines: list[Line]
    furniture: Furniture

    @property
    def picture(self) -> bool:
        """Whether it has a picture on it."""
        return bool(self.furniture.pictures)

    def is_covered_by(self, picture: Area) -> bool:
        """Whether a picture covers more than half of the page."""
        return picture.width * picture.height > _COVERING * self.width * self.height


def joined(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Join stretches that overlap; they are in order of where they begin."""
    apart: list[tuple[float, float]] = []
    for start, end in spans:
        if apart and start <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(apart[-1][1], end)
        else:
            apart.append((start, end))
    return apart
