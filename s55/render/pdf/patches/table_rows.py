"""Rows of tables that run over pages: in the tags of the PDF they are one row, cell by cell.

WeasyPrint (70) tags each page on its own, so that a screen reader would read the upper halves of
all cells, and after them the lower halves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_MENDED = "_s55_knows_its_source"


def remember_sources(tags: Any) -> None:
    """Let each tag know the element of the page that it was made for.

    Args:
        tags: the module ``weasyprint.pdf.tags``, which makes the tags.
    """
    if getattr(tags, _MENDED, False):
        return
    original = tags._build_box_tree

    def build_box_tree(box: Any, *others: Any) -> Iterator[Any]:
        for tag in original(box, *others):
            tag.source = getattr(box, "element", None)
            yield tag

    # The mark stands on the module: others mend the same function, and hide a mark on it.
    setattr(tags, _MENDED, True)
    tags._build_box_tree = build_box_tree


def join_rows(pdf: Any) -> None:
    """Put the parts of each row together, but for those of a head that every page repeats.

    Args:
        pdf: a ``pydyf.PDF`` that is about to be written.
    """
    first_parts: dict[Any, Any] = {}
    for tag in list(pdf.objects):
        if not isinstance(tag, dict) or tag.get("S") != "/TR" or _source(tag) is None:
            continue
        if _thing(pdf, tag["P"]).get("S") == "/THead":
            continue
        first = first_parts.setdefault(_source(tag), tag)
        if first is not tag:
            _append(pdf, first, tag)


def _append(pdf: Any, row: Any, part: Any) -> None:
    """Move what the cells of a further part of a row hold to the cells of its first."""
    cells = {_source(cell): cell for cell in _kids(pdf, row)}
    for cell in _kids(pdf, part):
        target = cells.get(_source(cell))
        if target is None:
            cell["P"] = row.reference
            row["K"].append(cell.reference)
            continue
        for kid in _kids(pdf, cell):
            kid["P"] = target.reference
            target["K"].append(kid.reference)
    table, further = _table_of(pdf, row), _table_of(pdf, part)
    _thing(pdf, part["P"])["K"].remove(part.reference)
    if further is not table:
        _give_head(pdf, table, further)
        if all(kid["S"] == "/TBody" and not kid["K"] for kid in _kids(pdf, further)):
            _thing(pdf, further["P"])["K"].remove(further.reference)


def _table_of(pdf: Any, tag: Any) -> Any:
    while tag["S"] != "/Table":
        tag = _thing(pdf, tag["P"])
    return tag


def _give_head(pdf: Any, table: Any, further: Any) -> None:
    """Give the first part of a table the head of the second, where it was printed without any.

    WeasyPrint leaves out the head where the first row does not fit below it.
    """
    kinds = [kid["S"] for kid in _kids(pdf, table)]
    heads = [kid for kid in _kids(pdf, further) if kid["S"] == "/THead"]
    if "/THead" in kinds or not heads:
        return
    further["K"].remove(heads[0].reference)
    heads[0]["P"] = table.reference
    table["K"].insert(kinds.count("/Caption"), heads[0].reference)


def _source(tag: Any) -> Any:
    return getattr(tag, "source", None)


def _kids(pdf: Any, tag: Any) -> list[Any]:
    return [_thing(pdf, kid) for kid in tag["K"] if not isinstance(kid, int)]


def _thing(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
