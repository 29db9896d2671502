"""Say of each header cell of a table what it heads, and of each other cell what heads it.

Made for: WeasyPrint 70.0 (`weasyprint.pdf.tags._build_box_tree`).
Why: WeasyPrint links cells to their headers by ID but gives a header no scope, which PDF/UA-1
    (clause 7.5) asks for; a cell without headers gets an empty list of them. Where cells are
    merged, it names the headers of other columns: it counts the columns of a row without the cells
    that reach into it from above, and lets a header head only the first of its columns.
Upstream: `_build_box_tree` would have to write /Scope for TH and no empty /Headers for TD, and to
    place cells as HTML does (HTML Living Standard, 4.9.12.1 and 4.9.12.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from s55.render.pdf.patches.structure import Element, elements, kids

_COLUMN, _ROW = "/Column", "/Row"
_BY_ATTRIBUTE = {"col": _COLUMN, "colgroup": _COLUMN, "row": _ROW}
_GROUPS = {"/THead", "/TBody", "/TFoot"}
_CELLS = {"/TH", "/TD"}


class _Spanning(NamedTuple):
    """A cell, and the columns over which it reaches."""

    cell: Element
    columns: range


def complete_header_cells(pdf: Any) -> None:
    """Give the cells of tables in a ``pydyf.PDF`` that is about to be written scope and headers."""
    for table in elements(pdf, "/Table"):
        _complete(list(_rows(pdf, table)), type(table["K"]))


def _rows(pdf: Any, table: Element) -> Iterator[tuple[str, list[Element]]]:
    """Give the kind of the group and the cells of each row."""
    for kid in kids(pdf, table):
        rows = kids(pdf, kid) if kid["S"] in _GROUPS else [kid]
        for row in rows:
            if row["S"] == "/TR":
                yield kid["S"], [cell for cell in kids(pdf, row) if cell["S"] in _CELLS]


def _complete(rows: list[tuple[str, list[Element]]], array: type) -> None:
    """Go down the rows with the headers that hold for each column and for the row."""
    reaching: dict[int, int] = {}
    above: dict[int, list[_Spanning]] = {}
    told: set[int] = set()
    beside: list[tuple[int, Element]] = []
    for group, cells in rows:
        places = _placed(cells, reaching)
        only_headers = all(cell["S"] == "/TH" for cell in cells)
        for place in places:
            if place.cell["S"] == "/TH":
                scope = _scope(place.cell, group, only_headers)
                place.cell["A"]["Scope"] = scope
                if scope == _COLUMN:
                    _head_columns(place, above, told)
                else:
                    beside.append((_reach(place.cell, "RowSpan"), place.cell))
        for place in places:
            if place.cell["S"] == "/TD":
                _name_headers(place, [cell for _, cell in beside], above, array)
                told.update(place.columns)
        beside = [(rest - 1, cell) for rest, cell in beside if rest > 1]
        reaching.update({column: rest - 1 for column, rest in reaching.items() if rest})


def _placed(cells: list[Element], reaching: dict[int, int]) -> list[_Spanning]:
    """Place the cells of a row beside those that reach into it from the rows above.

    Args:
        cells: the cells of the row.
        reaching: the number of rows over which a cell still reaches, this one among them, by
            column; the cells of this row are added.
    """
    places = []
    column = 0
    for cell in cells:
        while reaching.get(column):
            column += 1
        columns = range(column, column + _reach(cell, "ColSpan"))
        places.append(_Spanning(cell, columns))
        column = columns.stop
    for place in places:
        reaching.update(dict.fromkeys(place.columns, _reach(place.cell, "RowSpan")))
    return places


def _reach(cell: Element, direction: str) -> int:
    return int(cell["A"].get(direction, 1))


def _scope(cell: Element, group: str, only_headers: bool) -> str:
    """Tell what a header cell heads: what the page says, else what its place says."""
    source = getattr(cell, "source", None)
    said = _BY_ATTRIBUTE.get("" if source is None else source.get("scope", ""))
    return said or (_COLUMN if group == "/THead" or only_headers else _ROW)


def _head_columns(place: _Spanning, above: dict[int, list[_Spanning]], told: set[int]) -> None:
    """Let a header head its columns: beside those right above it, and in place of one like it."""
    for column in place.columns:
        held = above.setdefault(column, [])
        if column in told:
            held[:] = [other for other in held if other.columns != place.columns]
        held.append(place)
    told.difference_update(place.columns)


def _name_headers(
    place: _Spanning, beside: list[Element], above: dict[int, list[_Spanning]], array: type
) -> None:
    """Name the headers of a cell by their IDs: those of its row, then those of its columns."""
    held = [other.cell for column in place.columns for other in above.get(column, ())]
    names = {cell["ID"].string: cell["ID"] for cell in [*beside, *held] if "ID" in cell}
    place.cell["A"].pop("Headers", None)
    if names:
        place.cell["A"]["Headers"] = array(names.values())
