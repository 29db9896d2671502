"""Make one tag of each element, however many lines and pages it is printed on.

Made for: WeasyPrint 70.0 (`weasyprint.pdf.tags.add_tags`).
Why: WeasyPrint tags each page for itself, and each line of a link. A screen reader then hears of a
    table on each page, reads the upper halves of all cells of a row before the lower halves, and
    announces a link for each of its lines. ISO 32000-1 (14.7.4.2, 14.8.4.3.4) has one element with
    content on several pages.
Upstream: `_build_box_tree` would have to go on with the tag that an element already has, and to
    write the page beside content that is not on the page of its tag (a marked-content reference).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from s55.render.pdf.patches.structure import (
    Element,
    elements,
    kids,
    referenced,
    rename_headers,
)

_SIDE_BY_SIDE = ("/TD", "/TH", "/Div")
"""Tags of what can be printed side by side: cells of a row, and blocks in columns."""
_ORDER = {"/Caption": 0, "/THead": 1, "/TFoot": 3}
"""What comes in which order in a table; its rows are 2."""


def remember_elements(tags: Any) -> None:
    """Let each tag know the element of the page that it was made for, as ``source``.

    Args:
        tags: the module ``weasyprint.pdf.tags``.
    """
    original = tags._build_box_tree

    @functools.wraps(original)
    def build_box_tree(box: Any, *others: Any) -> Iterator[Any]:
        for tag in original(box, *others):
            if not hasattr(tag, "source"):  # the page's box hands on the tags of what is in it
                tag.source = getattr(box, "element", None)
            yield tag

    tags._build_box_tree = build_box_tree


def join_parts(pdf: Any) -> None:
    """Join the tags that a ``pydyf.PDF`` that is about to be written has for the same element.

    Neighbours are joined, so that nothing is read in another order; and the cells of a row and
    blocks in columns, whose parts are printed side by side: each is read to its end. The head of a
    table comes first, even where WeasyPrint did not print it on the table's first page.
    """
    first_of: dict[bytes, Element] = {}
    (document,) = elements(pdf, "/Document")
    waiting = [document]
    while waiting:
        tag = waiting.pop()
        if tag["S"] == "/Table":
            order = {kid.reference: _ORDER.get(kid["S"], 2) for kid in kids(pdf, tag)}
            tag["K"].sort(key=lambda reference, order=order: order[reference])
        _join_kids(pdf, tag, first_of)
        waiting += [kid for kid in kids(pdf, tag) if "S" in kid]
    _lead_to_first_parts(pdf, first_of)


def _join_kids(pdf: Any, tag: Element, first_of: dict[bytes, Element]) -> None:
    """Join the kids of a tag that are parts of one element; note the first part of each other."""
    kept: list[Any] = []
    beside: dict[Any, Element] = {}
    before: Element | None = None
    for reference in tag["K"]:
        kid = None if isinstance(reference, int) else referenced(pdf, reference)
        source = getattr(kid, "source", None)
        if kid is None or source is None:
            before = None
            kept.append(reference)
            continue
        first = beside.get(source) if kid["S"] in _SIDE_BY_SIDE else before
        if first is not None and (first.source, first["S"]) == (source, kid["S"]):
            _append(pdf, first, kid)
            first_of[reference] = first
            continue
        before = beside[source] = kid
        kept.append(reference)
    tag["K"][:] = kept


def _append(pdf: Any, first: Element, part: Element) -> None:
    """Move the content of a further part of an element to its first part."""
    for kid in part["K"]:
        if not isinstance(kid, int):
            inner = referenced(pdf, kid)
            if "P" in inner:
                inner["P"] = first.reference
            first["K"].append(kid)
        elif part["Pg"] == first["Pg"]:
            first["K"].append(kid)
        else:
            content = type(part)({"Type": "/MCR", "Pg": part["Pg"], "MCID": kid})
            pdf.add_object(content)
            first["K"].append(content.reference)
    part["K"] = type(part["K"])()


def _lead_to_first_parts(pdf: Any, first_of: dict[bytes, Element]) -> None:
    """Let content, annotations and headers of cells lead to the tags that are left."""
    tree = referenced(pdf, referenced(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])
    for parents in (tree["Nums"], *(entry for entry in tree["Nums"] if isinstance(entry, list))):
        for index, parent in enumerate(parents):
            if isinstance(parent, bytes) and parent in first_of:
                parents[index] = first_of[parent].reference
    ids = {}
    for reference, first in first_of.items():
        part = referenced(pdf, reference)
        if "ID" in part:
            ids[part["ID"].string] = first["ID"]
        part.clear()
    rename_headers(pdf, ids)
