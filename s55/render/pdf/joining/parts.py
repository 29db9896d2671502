"""What a part of a PDF is: its pages, and the objects that they and its tags consist of."""

from __future__ import annotations

from collections.abc import Mapping

from s55.records import dataclass
from s55.render.shown import CutOff

PART_ATTRIBUTE = "data-s55-part"
"""Marks, with the number of the part, the elements of the page that are laid out by themselves."""


@dataclass(frozen=True, slots=True)
class PartObject:
    """An object of a PDF, with marks where it says what only the whole file decides.

    Attributes:
        text: the object as it is written, or what stands before the data of a stream.
        data: the data of a stream, compressed; None where the object is none.
    """

    text: bytes
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class PartPage:
    """A page of a part, without what stands in its margins.

    Attributes:
        size: its width and height in CSS pixels.
        name: the page's name in the style sheet; '' for none.
        strings: the named strings that it sets, in order, with their values.
        bookmarks: level, label, place and state of each, as WeasyPrint has them.
        anchors: the places that links lead to, by their names.
        content: the object that paints it.
        annotations: the objects of its links.
        tags: the tag of each piece of its content, by the number of the piece.
    """

    size: tuple[float, float]
    name: str
    strings: tuple[tuple[str, str], ...]
    bookmarks: tuple[tuple[int, str, tuple[float, float], str], ...]
    anchors: dict[str, tuple[float, float, float, float]]
    content: int
    annotations: tuple[int, ...]
    tags: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FontOfParts:
    """A font of which the whole file has one for all parts.

    Attributes:
        name: what it is called in the file.
        family: its family.
        style, weight: as Pango counts them.
        variations: the axes that are set, as Pango writes them.
        size: a size in which it is used.
        digest: of its file.
    """

    name: str
    family: str
    style: int
    weight: int
    variations: str
    size: float
    digest: bytes


@dataclass(frozen=True, slots=True)
class PartFont:
    """What a part uses of a font.

    Attributes:
        font: the font.
        widths: the width of each glyph.
        characters: the characters that each glyph stands for.
    """

    font: FontOfParts
    widths: Mapping[int, float]
    characters: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class PdfPart:
    """A part of a PDF, ready to be joined with others.

    Objects are named by their place in `objects`.

    Attributes:
        pages: its pages, in order.
        objects: what they and the tags consist of.
        tags: the tags that hold all others, in order.
        resources: the entries of the dictionary of what its pages use, but for the pictures.
        pictures: the entries of the dictionary of its pictures.
        annotation_tags: the tag of each annotation.
        fonts: the fonts that it shares with other parts; empty where its own are among its objects.
        cut_off: the words that lie beyond the edge of one of its pages; None for none.
    """

    pages: tuple[PartPage, ...]
    objects: tuple[PartObject, ...]
    tags: tuple[int, ...]
    resources: bytes
    pictures: bytes
    annotation_tags: tuple[int, ...]
    fonts: tuple[PartFont, ...]
    cut_off: CutOff | None


class PartsDoNotFitError(Exception):
    """The pages of the parts are not the blank pages of the document."""
