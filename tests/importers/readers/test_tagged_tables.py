"""Tables of a PDF page that its tags name: cells on tiles, a table in a column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import pytest

from s55.importers.readers import read_source
from s55.importers.readers.pdf.parts import Area, Grid, Look, Segment
from s55.importers.readers.pdf.tables import tagged
from s55.importers.source import Source
from s55.richtext.nodes import plain

STYLE = "body{font:11pt sans-serif}"
TILES = "table{border-spacing:4pt}td,th{background:#dde;padding:5pt;text-align:center}"


def _read(body: str, style: str) -> Source:
    """Read a page with this body, with tags."""
    from weasyprint import HTML

    head = f"<head><title>T</title><style>{STYLE}{style}</style></head>"
    page = HTML(string=f'<html lang="en-GB">{head}<body>{body}</body></html>')
    return read_source(bytes(page.write_pdf(pdf_variant="pdf/ua-1") or b""), "a.pdf")


def _tables(source: Source) -> list[list[list[str]]]:
    """The text of each cell of each table."""
    rows = [block for block in source.blocks if block.cells]
    return [
        [[" ".join(plain(cell).split()) for cell in row.cells] for row in group]
        for _, group in groupby(rows, key=lambda row: row.table)
    ]


def _made(rows: list[list[str]]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def test_cells_on_tiles_are_a_table_and_empty_ones_keep_their_place() -> None:
    rows = [
        ["Outstanding", "Good", "Adequate", "Inadequate"],
        ["", "Keeping the harbour safe", "Counting boats", "Answering the public"],
        ["", "", "Looking after those who row them", ""],
    ]
    source = _read(f"<p>Our grades.</p>{_made(rows)}<p>They are ours.</p>", TILES)
    assert _tables(source) == [rows]
    assert [block.boxed for block in source.blocks] == [0] * 5


def test_a_table_in_a_column_is_read_where_it_stands() -> None:
    prose = "<p>Boats that nobody counts are boats that nobody misses, as the harbour found.</p>"
    rows = [["No.", "What to do"], ["1", "Count each boat in the morning and in the evening."]]
    body = f"<div>{prose * 6}{_made(rows)}{prose * 9}</div>"
    source = _read(body, "div{columns:2;column-gap:12mm}")
    assert _tables(source) == [rows]
    kinds = [bool(block.cells) for block in source.blocks]
    assert kinds.index(True) == 6
    assert sum(kinds) == 2


def test_an_empty_cell_keeps_its_place_where_the_next_stands_below_no_other_text() -> None:
    twelve = '<p style="text-align: right">12</p>'
    source = _read(_made([["Boats", "Crews"], ["", twelve]]), "td{width:60mm}")
    assert _tables(source) == [[["Boats", "Crews"], ["", "12"]]]


def test_rows_of_the_head_and_the_foot_are_rows_of_the_table() -> None:
    head, row, foot = ["Boats", "Crews"], ["12", "48"], ["All", "All of them"]
    body = _made([head, row, foot]).replace("<tr>", "<thead><tr>", 1)
    body = body.replace("</tr>", "</tr></thead>", 1).replace("<tr><td>All", "<tfoot><tr><td>All")
    source = _read(body.replace("</table>", "</tfoot></table>"), TILES)
    assert _tables(source) == [[head, row, foot]]


# --- where the tags do not help -----------------------------------------------------------

Cells = list[list[tuple[int, int] | None]]
TWO_ROWS: Cells = [[(50, 100), (150, 200)], [(50, 120), (150, 220)]]
_LOOK = Look(10.0, bold=False, italic=False, colour="#000000", way=0)


@pytest.mark.parametrize(
    ("cells", "shape"),
    [
        (TWO_ROWS, [(2, 2)]),
        ([[(50, 100), (150, 200)], [(150, 180)]], [(2, 2)]),
        ([[(50, 100), (150, 200)], [None, (110, 140)]], [(2, 2)]),
        ([[(50, 100), (150, 200)], [(110, 140)]], []),
        ([[(50, 100), (150, 200)], [(50, 220)]], []),
        ([[(50, 160), (150, 200)], [(50, 90), (150, 200)]], []),
        ([[(50, 200)], [(50, 200)]], []),
        ([[(50, 100), (150, 200)]], []),
    ],
    ids=[
        "whole",
        "a cell less",
        "an empty cell",
        "below no column",
        "over two columns",
        "overlap",
        "one column",
        "one row",
    ],
)
def test_only_cells_that_stand_in_rows_and_columns_are_a_table(
    cells: Cells,
    shape: list[tuple[int, int]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert [(len(grid.rows), len(grid.rows[0])) for grid in _grids(cells, monkeypatch)] == shape


def test_a_table_that_rules_show_too_is_not_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    (grid,) = _grids(TWO_ROWS, monkeypatch)
    below = Area(grid.area.x0, grid.area.y1 + 1, grid.area.x1, grid.area.y1 + 90)
    assert _grids(TWO_ROWS, monkeypatch, [grid]) == []
    assert _grids(TWO_ROWS, monkeypatch, [Grid(below, [])]) == [grid]


def _grids(cells: Cells, monkeypatch: pytest.MonkeyPatch, drawn: Sequence[Grid] = ()) -> list[Grid]:
    """What is found where the tags name these cells, with text between these sides."""
    count = 0
    table: list[list[frozenset[int]]] = []
    line: list[Segment] = []
    for at, row in enumerate(cells):
        table.append([])
        for cell in row:
            table[-1].append(frozenset({count} if cell else ()))
            if cell is None:
                continue
            line.append(Segment(*cell, 100.0 + 20 * at, _LOOK, "words", count, count + 1))
            count += 1
    monkeypatch.setattr(tagged, "_tables", lambda _: [table])
    return tagged.tagged_grids([], [line], lambda index: index, drawn)
