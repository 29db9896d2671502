"""The tags of a PDF, put right where WeasyPrint's do not keep to PDF/UA-1.

Three things: a link holds one annotation for each line it runs over and no second one for its
emphasis (clause 7.18.5); an item of a list holds its label and its body, and the body all else,
nested lists in their place (7.2); a header cell says whether it heads a column or a row (7.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from s55.render.pdf.patches.table_rows import join_rows

_Element = dict[str, Any]
"""An element of the structure tree; its kids are content numbers and references."""


def without_nested_links(document: Any) -> None:
    """Keep of a rendered document's links those of the ``<a>`` elements themselves.

    WeasyPrint makes a link of each box within a link too; they lie one upon the other.
    """
    for page in document.pages:
        page.links = [link for link in page.links if link[3].element_tag == "a"]


def put_tags_right(pdf: Any) -> None:
    """Put right the tags of lists and tables.

    Args:
        pdf: a ``pydyf.PDF`` that is about to be written.
    """
    join_rows(pdf)
    tree = _Tree(pdf)
    for element in tree.elements("/L"):
        tree.put_list_right(element)
    for element in tree.elements("/TH"):
        tree.give_scope(element)
    for element in tree.elements("/TD"):
        if not element["A"].get("Headers", True):
            del element["A"]["Headers"]


class _Tree:
    """The structure tree of a PDF that is about to be written."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf

    def elements(self, kind: str) -> list[_Element]:
        """The elements of one kind, for example ``/LI``."""
        return [
            thing
            for thing in self._pdf.objects
            if isinstance(thing, dict) and thing.get("S") == kind
        ]

    def put_list_right(self, element: _Element) -> None:
        """Move nested lists into the items they belong to, and give each item one body."""
        items: list[tuple[_Element, list[_Element]]] = []
        kept = []
        for kid in self._kids(element):
            if kid["S"] == "/L" and items:
                items[-1][1].append(kid)
                continue
            kept.append(_reference(kid))
            if kid["S"] == "/LI":
                items.append((kid, []))
        element["K"][:] = kept
        for item, lists in items:
            self._put_item_right(item, lists)

    def _put_item_right(self, item: _Element, lists: list[_Element]) -> None:
        labels = [kid for kid in self._kids(item) if kid["S"] == "/Lbl"]
        parts = [kid for kid in self._kids(item) if kid["S"] != "/Lbl"]
        if not lists and [part["S"] for part in parts] in ([], ["/LBody"]):
            return
        body = self._new_body(item)
        for part in parts:
            if part["S"] == "/LBody":
                part["S"] = "/P"
        ordered = self._in_reading_order(parts, lists)
        for part in ordered:
            part["P"] = _reference(body)
        body["K"].extend(map(_reference, ordered))
        item["K"][:] = [*map(_reference, labels), _reference(body)]

    def _in_reading_order(self, parts: list[_Element], lists: list[_Element]) -> list[_Element]:
        """The parts of an item and its nested lists, both in order, as they follow each other."""
        ordered: list[_Element] = []
        waiting = list(lists)
        for part in parts:
            first = next(self._content(part), None)
            while waiting and first is not None and next(self._content(waiting[0]), first) < first:
                ordered.append(waiting.pop(0))
            ordered.append(part)
        return ordered + waiting

    def _content(self, element: _Element) -> Iterator[int]:
        """The numbers of the content of an element in its order; labels are drawn after bodies."""
        for kid in element["K"]:
            if isinstance(kid, int):
                yield kid
            elif (thing := self._thing(kid)).get("S") not in (None, "/Lbl"):
                yield from self._content(thing)

    def _new_body(self, item: _Element) -> _Element:
        body: _Element = type(item)(
            {"Type": "/StructElem", "S": "/LBody", "K": type(item["K"])(), "P": _reference(item)}
        )
        body["Pg"] = item["Pg"]
        self._pdf.add_object(body)
        return body

    def give_scope(self, element: _Element) -> None:
        """Say of a header cell whether it heads a column or a row."""
        row = self._thing(element["P"])
        group = self._thing(row["P"])
        element["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"

    def _kids(self, element: _Element) -> list[_Element]:
        return [self._thing(kid) for kid in element["K"] if not isinstance(kid, int)]

    def _thing(self, reference: bytes) -> _Element:
        thing: _Element = self._pdf.objects[int(reference.split()[0])]
        return thing


def _reference(element: _Element) -> bytes:
    reference: bytes = element.reference  # type: ignore[attr-defined]
    return reference
