"""Walk the structure tree of a PDF that is about to be written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Element = Any
"""An element of the structure tree, a dictionary of pydyf, which has no types.

Its kids (``K``) are content numbers and references.
"""


def elements(pdf: Any, kind: str) -> list[Element]:
    """List the elements of one kind, for example ``/LI``."""
    return [thing for thing in pdf.objects if isinstance(thing, dict) and thing.get("S") == kind]


def referenced(pdf: Any, reference: bytes) -> Element:
    """Give the element that a reference such as ``b"12 0 R"`` means."""
    return pdf.objects[int(reference.split()[0])]


def kids(pdf: Any, element: Element) -> list[Element]:
    """List the elements within another."""
    return [referenced(pdf, kid) for kid in element["K"] if not isinstance(kid, int)]


def content_numbers(pdf: Any, element: Element) -> Iterator[int]:
    """Give the numbers of an element's content in its order, but for that of labels."""
    for kid in element["K"]:
        if isinstance(kid, int):
            yield kid
        elif (inner := referenced(pdf, kid)).get("S") not in (None, "/Lbl"):
            yield from content_numbers(pdf, inner)


def rename_headers(pdf: Any, ids: Mapping[str, Any]) -> None:
    """Let the cells of tables name other header cells.

    Args:
        pdf: a ``pydyf.PDF`` that is about to be written.
        ids: the ID, a string of pydyf, by the text of that which it takes the place of.
    """
    for cell in elements(pdf, "/TD"):
        headers = cell["A"].get("Headers", [])
        headers[:] = [ids.get(header.string, header) for header in headers]
