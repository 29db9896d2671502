"""Put nested lists into their items, and give each item one body.

Made for: WeasyPrint 70.0 (`weasyprint.pdf.tags._build_box_tree`).
Why: WeasyPrint tags a nested list as a kid of the outer list, beside the item that holds it, and
    the paragraphs of an item beside its body. In PDF/UA-1 (clause 7.2) an item holds its label and
    one body, and the body everything else.
Upstream: `_build_box_tree` would have to make one /LBody for each <li> and put all its kids there.
"""

from __future__ import annotations

from typing import Any

from s55.render.pdf.patches.structure import (
    Element,
    content_numbers,
    elements,
    kids,
)


def nest_lists(pdf: Any) -> None:
    """Put the lists of a ``pydyf.PDF`` that is about to be written into the right order."""
    for element in elements(pdf, "/L"):
        items: list[tuple[Element, list[Element]]] = []
        kept = []
        for kid in kids(pdf, element):
            if kid["S"] == "/L" and items:
                items[-1][1].append(kid)
                continue
            kept.append(kid.reference)
            if kid["S"] == "/LI":
                items.append((kid, []))
        element["K"][:] = kept
        for item, lists in items:
            _give_body(pdf, item, lists)


def _give_body(pdf: Any, item: Element, lists: list[Element]) -> None:
    labels = [kid for kid in kids(pdf, item) if kid["S"] == "/Lbl"]
    parts = [kid for kid in kids(pdf, item) if kid["S"] != "/Lbl"]
    if not lists and [part["S"] for part in parts] in ([], ["/LBody"]):
        return
    body: Element = type(item)(
        {"Type": "/StructElem", "S": "/LBody", "K": type(item["K"])(), "P": item.reference}
    )
    body["Pg"] = item["Pg"]
    body.source = getattr(item, "source", None)
    pdf.add_object(body)
    for part in parts:
        if part["S"] == "/LBody":
            part["S"] = "/P"
    ordered = _in_reading_order(pdf, parts, lists)
    for part in ordered:
        part["P"] = body.reference
    body["K"].extend(part.reference for part in ordered)
    item["K"][:] = [*(label.reference for label in labels), body.reference]


def _in_reading_order(pdf: Any, parts: list[Element], lists: list[Element]) -> list[Element]:
    """Merge the parts of an item and its nested lists, both in order, as they follow each other."""
    ordered: list[Element] = []
    waiting = list(lists)
    for part in parts:
        first = next(content_numbers(pdf, part), None)
        while (
            waiting and first is not None and next(content_numbers(pdf, waiting[0]), first) < first
        ):
            ordered.append(waiting.pop(0))
        ordered.append(part)
    return ordered + waiting
