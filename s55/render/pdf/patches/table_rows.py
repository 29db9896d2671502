"""Join the rows of tables that run over pages, so that they are read cell by cell.

Made for: WeasyPrint 70.0 (`weasyprint.pdf.tags`).
Why: WeasyPrint tags each page for itself. A row that runs over two pages becomes two rows, and a
    screen reader reads the upper halves of all cells before the lower halves.
Upstream: `add_tags` would have to go on with the row, table and head that the page before began.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from s55.render.pdf.patches.structure import elements, kids, referenced


def remember_elements(tags: Any) -> None:
    """Let each tag know the element of the page that it was made for, as ``source``.

    Args:
        tags: the module ``weasyprint.pdf.tags``.
    """
    original = tags._build_box_tree

    @functools.wraps(original)
    def build_box_tree(box: Any, *others: Any) -> Iterator[Any]:
        for tag in original(box, *others):
            tag.source = getattr(box, "element", None)
            yield tag

    tags._build_box_tree = build_box_tree


def join_rows(pdf: Any) -> None:
    """Join the parts of each row of a ``pydyf.PDF`` that is about to be written.

    The rows of a head that every page repeats are left alone.
    """
    first_parts: dict[Any, Any] = {}
    for tag in elements(pdf, "/TR"):
        source = _source(tag)
        if source is None or referenced(pdf, tag["P"]).get("S") == "/THead":
            continue
        first = first_parts.setdefault(source, tag)
        if first is not tag:
            _append(pdf, first, tag)


def _append(pdf: Any, row: Any, part: Any) -> None:
    """Move the content of a further part of a row to the cells of its first part."""
    cells = {_source(cell): cell for cell in kids(pdf, row)}
    for cell in kids(pdf, part):
        target = cells.get(_source(cell))
        if target is None:
            cell["P"] = row.reference
            row["K"].append(cell.reference)
            continue
        for kid in kids(pdf, cell):
            kid["P"] = target.reference
            target["K"].append(kid.reference)
    table, further = _table_of(pdf, row), _table_of(pdf, part)
    referenced(pdf, part["P"])["K"].remove(part.reference)
    if further is not table:
        _give_head(pdf, table, further)
        if all(kid["S"] == "/TBody" and not kid["K"] for kid in kids(pdf, further)):
            referenced(pdf, further["P"])["K"].remove(further.reference)


def _table_of(pdf: Any, tag: Any) -> Any:
    while tag["S"] != "/Table":
        tag = referenced(pdf, tag["P"])
    return tag


def _give_head(pdf: Any, table: Any, further: Any) -> None:
    """Give the first part of a table the head of the second, where it was printed without one.

    WeasyPrint leaves out the head where the first row does not fit below it.
    """
    kinds = [kid["S"] for kid in kids(pdf, table)]
    heads = [kid for kid in kids(pdf, further) if kid["S"] == "/THead"]
    if "/THead" in kinds or not heads:
        return
    further["K"].remove(heads[0].reference)
    heads[0]["P"] = table.reference
    table["K"].insert(kinds.count("/Caption"), heads[0].reference)


def _source(tag: Any) -> Any:
    return getattr(tag, "source", None)
