"""Boxes in rows and columns are the cells of a table, where they are tiles of a few words."""

from __future__ import annotations

from s55.importers.readers.pdf.parts import Area, Line, Look, Segment
from s55.importers.readers.pdf.tables.tiles import (
    grids_of_tiles,
    labels_beside_text,
    with_few_words,
)
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


def test_tiles_that_are_drawn_twice_are_tiles() -> None:
    (grid,) = grids_of_tiles([*FOUR, *FOUR])
    assert grid.rows == TILES


def test_boxes_with_another_across_them_are_no_tiles() -> None:
    assert grids_of_tiles([*FOUR, Area(90.0, 10.0, 130.0, 35.0)]) == []


def test_a_frame_round_all_tiles_is_not_among_them() -> None:
    (grid,) = grids_of_tiles([*FOUR, Area(-5.0, -5.0, 215.0, 50.0)])
    assert grid.rows == TILES


def test_the_first_row_may_have_fewer_tiles_than_those_below_it() -> None:
    """A tile that is not painted is an empty cell."""
    above = Area(110.0, -25.0, 210.0, -5.0)
    (grid,) = grids_of_tiles([above, *FOUR])
    assert grid.rows == [[Area(0.0, -25.0, 100.0, -5.0), above], *TILES]


def test_tiles_far_below_others_are_of_no_table_with_them() -> None:
    far = [Area(one.x0, one.y0 + 60.0, one.x1, one.y1 + 60.0) for one in TILES[0]]
    (grid,) = grids_of_tiles([*FOUR, *far])
    assert grid.rows == TILES


def test_stacks_of_tiles_that_lie_over_each_other_are_no_table() -> None:
    """Each tile of a row is of another height, so that only the stacks could show one."""

    def stacks(*lefts: float) -> list[Area]:
        return [
            Area(x, top, x + 100.0, top + 20.0 + 4.0 * at)
            for at, x in enumerate(lefts)
            for top in (0.0, 25.0 + 4.0 * at)
        ]

    (grid,) = grids_of_tiles(stacks(0.0, 110.0, 220.0))
    assert len(grid.rows) == 2
    assert grids_of_tiles(stacks(0.0, 50.0, 220.0)) == []


def test_only_a_few_words_beside_text_are_a_label() -> None:
    """A number before a heading on a bar is no text beside it."""
    box = TILES[0][1]

    def labels(words: str, beside: str) -> list[Area]:
        said = on_tile(words, box)
        said.box = 1
        return labels_beside_text([box], [on_tile(beside, TILES[0][0]), said])

    assert labels("Good", "Preventing crime") == [box]
    assert labels("The force is good at this, and more", "Preventing crime") == []
    assert labels("Preventing crime", "1.2") == []


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
