"""Marks in the objects of a part, in the place of numbers that only the whole file gives them.

A mark begins and ends with a byte that is in no text of a PDF object as pydyf writes it: names and
numbers are ASCII, and so are strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum

_MARK = re.compile(rb"\xff([a-z])(\d*)\xff")


class PartMark(Enum):
    """What stands in the place of a mark; with its number, counted from 0 within the part."""

    OBJECT = b"o"
    """A reference to an object of the part."""
    PAGE = b"p"
    """A reference to a page of the part."""
    ANNOTATION = b"a"
    """The key of an annotation in the parent tree."""
    COLOURS = b"c"
    """A reference to the colour spaces of the file."""
    FONTS = b"f"
    """A reference to the fonts of the file."""
    PARENT = b"t"
    """A reference to the tag that the part stands in."""

    def at(self, number: int = 0) -> bytes:
        """Write the mark."""
        return b"\xff%b%d\xff" % (self.value, number)


def filled(text: bytes, value: Callable[[PartMark, int], bytes]) -> bytes:
    """Put in the place of each mark what ``value`` gives for it."""
    return _MARK.sub(lambda found: value(PartMark(found[1]), int(found[2])), text)


def marks_of(text: bytes) -> list[tuple[PartMark, int]]:
    """List the marks of a text, in order."""
    return [(PartMark(kind), int(number)) for kind, number in _MARK.findall(text)]
