"""Read the tags of a PDF page: its tables, and a hint where its geometry leaves two readings."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pypdfium2 import raw

_INLINE = frozenset({"Span", "Link", "Reference", "Note", "Em", "Strong", "Quote"})
_MAX_ELEMENTS = 20_000
_MAX_DEPTH = 60
_MAX_TEXT = 20_000


def carried_over(roots: Sequence[Any], mark: int) -> bool | None:
    """Whether the marked content of a page is in a paragraph that began on the page before.

    Args:
        roots: the outermost elements of the page.
        mark: the number of the content, -1 for none.

    Returns:
        None where the file has no tags that say so.
    """
    budget = [_MAX_ELEMENTS]
    for root in roots if mark >= 0 else ():
        found = _found(root, mark, 0, budget)
        if found is not None:
            return found
    return None


def _found(element: Any, mark: int, depth: int, budget: list[int]) -> bool | None:
    """Whether there is other content before a mark in its paragraph; None if it is elsewhere."""
    budget[0] -= 1
    if depth > _MAX_DEPTH or budget[0] < 0:
        return None
    before = False
    for child, content in children_of(element):
        if child is None:
            if content == mark:
                return before
            # Marks grow on a page: a smaller one is of the same page, and proves nothing.
            before = before or content > mark or mark == 0
            continue
        found = _found(child, mark, depth + 1, budget)
        if found is not None:
            return found or (before and type_of(child) in _INLINE)
        before = before or type_of(child) in _INLINE
    return None


def children_of(element: Any) -> Iterator[tuple[Any | None, int]]:
    """Yield what an element holds: other elements, or the number of marked content (else -1)."""
    for index in range(max(0, raw.FPDF_StructElement_CountChildren(element))):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield child, -1
        else:
            content = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if content >= 0:
                yield None, content


def child_elements(element: Any) -> Iterator[Any | None]:
    """Yield the elements in another, in their order; None for one that the page has nothing of."""
    for index in range(max(0, raw.FPDF_StructElement_CountChildren(element))):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        if child or raw.FPDF_StructElement_GetChildMarkedContentID(element, index) < 0:
            yield child or None


def type_of(element: Any) -> str:
    """Give the name of an element's tag, '' where it has none."""
    length = raw.FPDF_StructElement_GetType(element, None, 0)
    if not 2 < length < 100:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDF_StructElement_GetType(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def alternatives(roots: Sequence[Any]) -> list[str]:
    """List what the figures on a page show, in their order, as the tags of the file say."""
    found: list[str] = []
    waiting = list(reversed(roots))
    budget = _MAX_ELEMENTS
    while waiting and budget:
        budget -= 1
        element = waiting.pop()
        if type_of(element) == "Figure" and (text := _alternative(element)):
            found.append(text)
        waiting += reversed([child for child, _ in children_of(element) if child is not None])
    return found


def _alternative(element: Any) -> str:
    length = raw.FPDF_StructElement_GetAltText(element, None, 0)
    if not 2 < length < _MAX_TEXT:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDF_StructElement_GetAltText(element, buffer, length)
    return " ".join(buffer.raw[: length - 2].decode("utf-16-le", "replace").split())


@contextmanager
def roots_of(page: Any) -> Iterator[list[Any]]:
    """Give the outermost elements of a page, none where the file has no tags."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        yield []
        return
    try:
        count = raw.FPDF_StructTree_CountChildren(tree)
        found = (raw.FPDF_StructTree_GetChildAtIndex(tree, number) for number in range(count))
        yield [root for root in found if root]
    finally:
        raw.FPDF_StructTree_Close(tree)
