"""What a part of a PDF is: its pages, and the objects that they and its tags consist of."""

from __future__ import annotations

from dataclasses import dataclass

from s55.render.shown import CutOff

PART_ATTRIBUTE = "data-s55-part"
"""Marks, with the number of the part, the element of the page that is laid out by itself."""


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
class PdfPart:
    """A part of a PDF, ready to be joined with others.

    Objects are named by their place in `objects`.

    Attributes:
        pages: its pages, in order.
        objects: what they and the tags consist of.
        tag: the tag that holds all others.
        resources: the entries of the dictionary of what its pages use, but for the pictures.
        pictures: the entries of the dictionary of its pictures.
        annotation_tags: the tag of each annotation.
        cut_off: the words that lie beyond the edge of one of its pages; None for none.
    """

    pages: tuple[PartPage, ...]
    objects: tuple[PartObject, ...]
    tag: int
    resources: bytes
    pictures: bytes
    annotation_tags: tuple[int, ...]
    cut_off: CutOff | None


class PartsDoNotFitError(Exception):
    """The pages of the parts are not the blank pages of the document."""
