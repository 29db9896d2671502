"""A table of the draft as a Word table, with a header row that repeats on every page."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from s55.render.ooxml import TBL, TC, P, add, w
from s55.render.ooxml_inlines import Runs, write_inlines
from s55.richtext.nodes import Inline, Table, plain

_FULL_WIDTH = 5000
"""Fiftieths of a per cent of the text's width."""
_NARROWEST = 1000
"""Twips that a table keeps however deep it is nested."""
_LIKELY_WIDEST = 48
"""Characters beyond which a longer cell asks for no wider a column."""
_LIKELY_NARROWEST = 6
_LONGEST_WORD = 24
_CHARACTER, _PADDING = 150, 240
"""Twips for a wide letter of 12 points, and for both sides of a cell."""
_GAP = "160"
"""Twips between a table and what follows it."""


def write_table(out: etree._Element, table: Table, runs: Runs, *, indent: int, width: int) -> None:
    """Add a table, and the gap after it, without which Word joins two tables into one.

    Args:
        out: what it is added to.
        table: the table.
        runs: what its text needs.
        indent: twips from the margin to its left edge.
        width: twips of the text's width.
    """
    room = max(width - indent, _NARROWEST)
    made = etree.SubElement(out, TBL)
    properties = add(made, "tblPr")
    add(properties, "tblStyle", val=runs.styles.style_id("table", runs.names.table))
    add(properties, "tblW", w=str(_FULL_WIDTH * room // max(width, 1)), type="pct")
    if indent:
        add(properties, "tblInd", w=str(indent), type="dxa")
    add(properties, "tblLayout", type="fixed")
    _look(properties)
    columns = _column_widths(table, room)
    grid = add(made, "tblGrid")
    for column in columns:
        add(grid, "gridCol", w=str(column))
    _row(made, table.header, table, runs, columns, header=True, keep=True)
    # No row stands alone at the foot or the head of a page.
    together = {0, len(table.rows) - 2} if len(table.rows) > 1 else set()
    for number, row in enumerate(table.rows):
        _row(made, row, table, runs, columns, header=False, keep=number in together)
    write_gap(out)


def _look(properties: etree._Element) -> None:
    look = add(properties, "tblLook", val="0420")
    for name in ("firstRow", "lastRow", "firstColumn", "lastColumn", "noHBand", "noVBand"):
        look.set(w(name), "1" if name in ("firstRow", "noVBand") else "0")


def _column_widths(table: Table, room: int) -> list[int]:
    """Widths in twips: room for each column's longest word, and the rest by its longest text."""
    count = max(len(table.header), 1)
    wishes, needs = [_LIKELY_NARROWEST] * count, [_LIKELY_NARROWEST] * count
    for row in (table.header, *table.rows):
        for index, cell in enumerate(row[:count]):
            text = plain(cell)
            longest = max(map(len, text.split()), default=0)
            wishes[index] = max(wishes[index], min(len(text), _LIKELY_WIDEST))
            needs[index] = max(needs[index], min(longest, _LONGEST_WORD))
    least = [need * _CHARACTER + _PADDING for need in needs]
    spare = room - sum(least)
    if spare < 0:
        return [room * one // sum(least) for one in least]
    return [one + spare * wish // sum(wishes) for one, wish in zip(least, wishes, strict=True)]


def _row(
    table_element: etree._Element,
    cells: Sequence[Sequence[Inline]],
    table: Table,
    runs: Runs,
    columns: Sequence[int],
    *,
    header: bool,
    keep: bool,
) -> None:
    """Add a row; one to ``keep`` stays on the page of the row after it."""
    row = add(table_element, "tr")
    properties = add(row, "trPr")
    add(properties, "cantSplit")
    if header:
        add(properties, "tblHeader")
    name = runs.names.table_header if header else runs.names.table_text
    style = runs.styles.style_id("paragraph", name)
    for index, width in enumerate(columns):
        cell = etree.SubElement(row, TC)
        add(add(cell, "tcPr"), "tcW", w=str(width), type="dxa")
        paragraph = etree.SubElement(cell, P)
        about = add(paragraph, "pPr")
        add(about, "pStyle", val=style)
        if keep:
            add(about, "keepNext")
        alignment = table.alignments[index] if index < len(table.alignments) else ""
        if alignment:
            add(about, "jc", val=alignment)
        write_inlines(paragraph, cells[index] if index < len(cells) else (), runs)


def write_gap(out: etree._Element) -> None:
    """Add an empty line, less high than any other."""
    paragraph = etree.SubElement(out, P)
    properties = add(paragraph, "pPr")
    add(properties, "spacing", before="0", after="0", line=_GAP, lineRule="exact")
