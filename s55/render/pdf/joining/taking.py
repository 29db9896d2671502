"""Take the objects of a part out of a PDF that WeasyPrint is about to write."""

from __future__ import annotations

import re
from dataclasses import field
from typing import Any

from s55.records import dataclass
from s55.render.pdf.joining.marks import PartMark
from s55.render.pdf.joining.parts import PART_ATTRIBUTE, PartObject
from s55.render.pdf.patches.structure import elements, referenced, rename_headers

_REFERENCE = re.compile(rb"(\d+) 0 R")
_SEPARATOR, _END = b"stream\n", b"\nendstream"


@dataclass(slots=True)
class ObjectsOfPart:
    """The objects that are reached from those asked for, with marks for their references.

    What is taken from the PDF is changed by it: the PDF can be written no more.

    Attributes:
        pdf: a ``pydyf.PDF``.
        shares_fonts: whether the whole file has its fonts.
    """

    pdf: Any
    shares_fonts: bool
    _numbers: dict[bytes, int] = field(default_factory=dict)
    _others: dict[bytes, bytes] = field(default_factory=dict)
    _waiting: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Note what is not taken along, but named."""
        for number, reference in enumerate(self.pdf.page_references):
            self._others[reference] = PartMark.PAGE.at(number)
        resources = self._resources()
        self._others[resources["ColorSpace"]] = PartMark.COLOURS.at()
        if self.shares_fonts:
            self._others[resources["Font"]] = PartMark.FONTS.at()

    def number(self, reference: bytes) -> int:
        """Give the number of an object in the part, and take it along."""
        if reference not in self._numbers:
            self._numbers[reference] = len(self._numbers)
            self._waiting.append(referenced(self.pdf, reference))
        return self._numbers[reference]

    def resources(self) -> tuple[bytes, bytes]:
        """Give the entries of what the pages use: all but pictures, and pictures."""
        kept = self._resources()
        self._mark(kept)
        pictures = kept.pop("XObject")
        return _entries(kept), _entries(pictures)

    def all(self) -> tuple[PartObject, ...]:
        """Give all objects that were asked for, and all that these name."""
        taken = []
        for thing in self._waiting:  # grows while it is gone through
            if hasattr(thing, "stream"):
                self._mark(thing.extra)
                taken.append(divided(thing))
            else:
                self._mark(thing)
                taken.append(PartObject(thing.data))
        return tuple(taken)

    def _resources(self) -> Any:
        page = referenced(self.pdf, self.pdf.page_references[0])
        return referenced(self.pdf, page["Resources"])

    def _mark(self, thing: Any) -> None:
        """Put marks in the place of all references within an object."""
        keys = list(thing) if isinstance(thing, dict) else range(len(thing))
        for key in keys:
            value = thing[key]
            if isinstance(value, bytes) and _REFERENCE.fullmatch(value):
                thing[key] = self._others.get(value) or PartMark.OBJECT.at(self.number(value))
            elif isinstance(value, dict | list):
                self._mark(value)


def divided(stream: Any) -> PartObject:
    """Divide a stream of pydyf into what it says of itself and its data."""
    head, _, rest = stream.data.partition(_SEPARATOR)
    return PartObject(head, rest.removesuffix(_END))


def tags_of_part(pdf: Any) -> list[Any]:
    """Find the tags of the elements that are laid out by themselves, in order.

    Returns:
        the tags; none where the tag around them holds others too.
    """
    marked = {
        thing.reference: thing
        for thing in pdf.objects
        if getattr(getattr(thing, "source", None), "attrib", {}).get(PART_ATTRIBUTE)
        and thing.get("S")
    }
    outer = [tag for tag in marked.values() if tag["P"] not in marked]
    around = referenced(pdf, outer[0]["P"])["K"] if outer else []
    return [marked[one] for one in around] if len(around) == len(outer) else []


def rename_header_cells(pdf: Any, prefix: str) -> None:
    """Let the names of header cells begin with ``prefix``: other parts have the same ones."""
    named = [cell for cell in elements(pdf, "/TH") if "ID" in cell]
    ids = {cell["ID"].string: type(cell["ID"])(f"{prefix}-{cell['ID'].string}") for cell in named}
    rename_headers(pdf, ids)
    for cell in named:
        cell["ID"] = ids[cell["ID"].string]


def _entries(dictionary: Any) -> bytes:
    written: bytes = dictionary.data
    return written.removeprefix(b"<<").removesuffix(b">>")
