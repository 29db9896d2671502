"""Boxes in rows and columns are the cells of a table, where they are tiles of a few words."""

from __future__ import annotations

from s55.importers.readers.pdf.parts import Area, Line, Look, Segment
from s55.importers.readers.pdf.tables.tiles import grids_of_tiles, with_few_words
from s55.importers.readers.pdf.unseen import _Crossing

LOOK = Look(10.0, bold=False, italic=False, colour="#000000", way=0)
TILES = [
    [Area(0.0, 0.0, 100.0, 20.0), Area(110.0, 0.0, 210.0, 20.0)],
    [Area(0.0, 25.0, 100.0, 45.0), Area(110.0, 25.0, 210.0, 45.0)],
]
FOUR = [tile for row in TILES for tile in row]


def segment(text: str, x0: float = 5.0, y: float = 15.0) -> Segment:
    return Segment(x0, x0 + 60.0, y, LOOK, text, 0, len(text))


def on_tile(text: str, tile: Area) -> Line:
    there = segment(text, tile.x0 + 5.0, tile.y0 + 15.0)
    return Line(1, there.x0, there.x1, there.y, LOOK.size, [there])


def test_what_is_drawn_on_a_tile_is_no_tile() -> None:
    (grid,) = grids_of_tiles([*FOUR, Area(5.0, 5.0, 40.0, 15.0)])
    assert grid.rows == TILES


def test_boxes_with_another_across_them_are_no_tiles() -> None:
    assert grids_of_tiles([*FOUR, Area(90.0, 10.0, 130.0, 35.0)]) == []


def test_boxes_of_text_are_no_tiles() -> None:
    grids = grids_of_tiles(FOUR)
    short = [on_tile("Good", tile) for tile in FOUR]
    assert with_few_words(grids, short) == grids
    assert with_few_words(grids, [*short, on_tile("many words " * 12, FOUR[2])]) == []
    assert with_few_words(grids, short[:3]) == []


def test_a_rule_that_goes_beyond_a_line_does_not_cross_it_out() -> None:
    line = [segment("Kept.", 50.0, 100.0)]
    through, beyond = Area(48.0, 97.0, 112.0, 97.0), Area(10.0, 97.0, 300.0, 97.0)
    assert _Crossing([through, beyond], []).through(line[0], line) == [through]
