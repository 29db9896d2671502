"""The structure tree of a tagged PDF, as a hint where the geometry leaves two readings."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from pypdfium2 import raw

_INLINE = frozenset({"Span", "Link", "Reference", "Note", "Em", "Strong", "Quote"})
_MAX_ELEMENTS = 20_000
_MAX_DEPTH = 60


def carried_over(page: Any, textpage: Any, index: int) -> bool | None:
    """Whether a character belongs to a paragraph that began on the page before.

    Args:
        page: the page, as pypdfium2 opened it.
        textpage: its text page.
        index: of the first character of the page's first line of text.

    Returns:
        None where the file has no tags that say so.
    """
    thing = raw.FPDFText_GetTextObject(textpage.raw, index)
    mark = raw.FPDFPageObj_GetMarkedContentID(thing) if thing else -1
    if mark < 0:
        return None
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if not tree:
        return None
    try:
        budget = [_MAX_ELEMENTS]
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            root = raw.FPDF_StructTree_GetChildAtIndex(tree, number)
            found = _found(root, mark, 0, budget) if root else None
            if found is not None:
                return found
        return None
    finally:
        raw.FPDF_StructTree_Close(tree)


def _found(element: Any, mark: int, depth: int, budget: list[int]) -> bool | None:
    """Whether other content stands before a mark in its paragraph; None if it is not here."""
    budget[0] -= 1
    if depth > _MAX_DEPTH or budget[0] < 0:
        return None
    before = False
    for child, content in _children(element):
        if child is None:
            if content == mark:
                return before
            # On the same page marks grow: a smaller one before is of this page, and no witness.
            before = before or content > mark or mark == 0
            continue
        found = _found(child, mark, depth + 1, budget)
        if found is not None:
            return found or (before and _type(child) in _INLINE)
        before = before or _type(child) in _INLINE
    return None


def _children(element: Any) -> Iterator[tuple[Any | None, int]]:
    for index in range(max(0, raw.FPDF_StructElement_CountChildren(element))):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield child, -1
        else:
            content = raw.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if content >= 0:
                yield None, content


def _type(element: Any) -> str:
    length = raw.FPDF_StructElement_GetType(element, None, 0)
    if not 2 < length < 100:
        return ""
    buffer = ctypes.create_string_buffer(length)
    raw.FPDF_StructElement_GetType(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")
