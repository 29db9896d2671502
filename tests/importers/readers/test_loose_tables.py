"""Tables of a PDF page that no rules show, by where their text stands."""

from __future__ import annotations

import pytest

from s55.importers.readers.pdf.parts import Grid, Line, Look, Segment
from s55.importers.readers.pdf.tables.loose import loose_grids

LOOK = Look(10.0, bold=False, italic=False, colour="#000000", way=0)
Piece = tuple[float, float, float]
"""The baseline, where it begins and where it ends."""


def _line(y: float, x0: float, x1: float, size: float = 10.0, text: str = "Words") -> Line:
    return Line(1, x0, x1, y, size, [Segment(x0, x1, y, LOOK, text, 0, 5)])


def _grids(*pieces: Piece) -> list[Grid]:
    return loose_grids(
        [_line(*piece) for piece in pieces], [False] * len(pieces), [0] * len(pieces)
    )


def _shape(*pieces: Piece) -> list[tuple[int, int]]:
    """Rows and columns of each table."""
    return [(len(grid.rows), len(grid.rows[0])) for grid in _grids(*pieces)]


HEAD = [(100.0, 50.0, 70.0), (100.0, 100.0, 180.0), (100.0, 400.0, 430.0)]


def test_rows_end_where_lines_are_further_apart_than_in_a_cell() -> None:
    rows = [(125.0, 50.0, 56.0), (125.0, 100.0, 380.0), (138.0, 100.0, 200.0)]
    rows += [(125.0, 400.0, 450.0), (163.0, 50.0, 56.0), (163.0, 100.0, 350.0)]
    assert _shape(*HEAD, *rows) == [(3, 3)]


def test_cells_may_stand_in_the_middle_of_their_row() -> None:
    rows = [
        (125.0, 100.0, 380.0),
        (131.5, 50.0, 56.0),
        (131.5, 400.0, 450.0),
        (138.0, 100.0, 200.0),
    ]
    rows += [(163.0, 100.0, 350.0), (169.5, 50.0, 56.0), (176.0, 100.0, 150.0)]
    assert _shape(*HEAD, *rows) == [(3, 3)]


def test_the_first_line_of_a_cell_may_be_above_the_number_and_far_from_it() -> None:
    """Where lines are set further apart than in the text, as far as those below are."""
    rows = [(100.0, 74.0, 275.0), (115.0, 52.0, 58.0), (115.0, 74.0, 272.0), (130.0, 74.0, 165.0)]
    rows += [(148.0, 74.0, 273.0), (163.0, 52.0, 58.0), (163.0, 74.0, 274.0), (178.0, 74.0, 167.0)]
    (grid,) = _grids(*rows)
    assert (grid.area.y0, len(grid.rows), len(grid.rows[0])) == (90.0, 2, 2)


def test_a_head_with_little_space_between_its_words_belongs_to_the_table() -> None:
    """The space is where the columns below are apart."""
    rows = [(115.0, 52.0, 58.0), (115.0, 74.0, 272.0), (130.0, 74.0, 165.0)]
    head = _line(90.0, 52.0, 154.0)
    head.segments[0].gaps = ((66.0, 73.0, 4),)
    lines = [head, *(_line(*piece) for piece in rows)]
    (grid,) = loose_grids(lines, [False] * len(lines), [0] * len(lines))
    assert (len(grid.rows), len(grid.rows[0])) == (2, 2)
    text = [_line(90.0, 52.0, 154.0), *lines[1:]]
    assert loose_grids(text, [False] * len(text), [0] * len(text)) == []


def test_a_line_in_the_middle_of_a_sentence_begins_no_row() -> None:
    """Where all lines are equally far apart, and only the first column would tell."""
    for second, rows in (("words", 2), ("Words", 3)):
        lines = [_line(*piece) for piece in ((100.0, 50.0, 90.0), (100.0, 200.0, 280.0))]
        lines += [_line(112.0, 50.0, 95.0), _line(112.0, 200.0, 290.0)]
        lines += [_line(124.0, 50.0, 80.0, text=second), _line(124.0, 200.0, 250.0)]
        (grid,) = loose_grids(lines, [False] * len(lines), [0] * len(lines))
        assert len(grid.rows) == rows


def test_a_cell_set_between_two_lines_of_another_is_of_their_row() -> None:
    """Two cells of the second row, one of which has its lines above and below the other."""
    lines = [_line(*piece) for piece in ((100.0, 50.0, 90.0), (100.0, 200.0, 280.0))]
    lines += [_line(120.0, 200.0, 290.0), _line(132.0, 50.0, 95.0), _line(144.0, 200.0, 260.0)]
    lines += [_line(164.0, 50.0, 95.0), _line(164.0, 200.0, 260.0)]
    (grid,) = loose_grids(lines, [False] * len(lines), [0] * len(lines))
    assert [round(row[0].y0) for row in grid.rows] == [90, 106, 150]


def test_a_column_may_begin_below_the_first_row() -> None:
    """On the second page of a table, the number of the first row is on the page before."""
    rows = [(100.0, 100.0, 380.0), (100.0, 400.0, 450.0), (113.0, 100.0, 200.0)]
    rows += [(138.0, 50.0, 56.0), (138.0, 100.0, 300.0), (138.0, 400.0, 440.0)]
    assert _shape(*rows) == [(2, 3)]


def test_a_table_ends_with_what_crosses_its_columns_or_stands_far_below() -> None:
    rows = [(125.0, 50.0, 56.0), (125.0, 100.0, 380.0), (125.0, 400.0, 450.0)]
    (across,) = _grids(*HEAD, *rows, (150.0, 50.0, 500.0))
    (below,) = _grids(*HEAD, *rows, (150.0, 50.0, 95.0), (163.0, 50.0, 500.0))
    assert across.area == below.area
    assert across.area.y1 < 140


def test_a_larger_line_below_a_table_is_a_heading_and_not_in_it() -> None:
    pieces = [*HEAD, (125.0, 50.0, 56.0), (125.0, 100.0, 380.0), (125.0, 400.0, 450.0)]
    for size, end in ((11.0, 140 + 0.3 * 11), (13.0, 125 + 0.3 * 10)):
        lines = [*(_line(*piece) for piece in pieces), _line(140.0, 50.0, 85.0, size)]
        (grid,) = loose_grids(lines, [False] * len(lines), [0] * len(lines))
        assert grid.area.y1 == pytest.approx(end)


def test_a_head_of_two_lines_in_one_column_belongs_to_the_table() -> None:
    rows = [(125.0, 50.0, 56.0), (125.0, 100.0, 380.0), (125.0, 400.0, 450.0)]
    (near,) = _grids((89.0, 400.0, 450.0), *HEAD, *rows)
    (far,) = _grids((80.0, 400.0, 450.0), *HEAD, *rows)
    assert (near.area.y0, far.area.y0) == (79.0, 90.0)


@pytest.mark.parametrize("gap", [13.0, 26.0])
def test_two_columns_that_text_fills_are_no_table(gap: float) -> None:
    """Also where a paragraph ends in both at the same height."""
    ys = [100.0, 113.0, 126.0, 126.0 + gap, 139.0 + gap]
    assert _shape(*[(y, x, x + 220.0) for y in ys for x in (50.0, 290.0)]) == []


def test_lines_with_nothing_beside_them_are_no_table() -> None:
    assert _shape(*[(100.0 + 13 * at, 50.0, 500.0) for at in range(5)]) == []


def test_what_nobody_could_read_is_no_table() -> None:
    assert _shape(*[(y, 50.0 + 9 * x, 52.0 + 9 * x) for y in (100, 120) for x in range(60)]) == []


def test_a_page_of_nothing_but_small_tables_has_few() -> None:
    """So that the time of a page stays in proportion to its text."""
    tops = [60.0 * at for at in range(400)]
    assert (
        len(_grids(*[(y + 13 * k, x, x + 9) for y in tops for k in (0, 1) for x in (50, 90)])) == 40
    )


def _tight(across: float) -> list[Line]:
    """Three rows of two lines; 3 points of white space before the second column and the third."""
    lines = []
    for y in (120.0, 150.0, 180.0):
        first = _line(y, 50.0, 397.0)
        first.segments = [
            Segment(x0, x1, y, LOOK, "Words", 0, 5) for x0, x1 in ((50.0, 147.0), (150.0, 397.0))
        ]
        lines += [first, _line(y, 400.0, 450.0), _line(y + 12, 150.0, across)]
    return [
        _line(100.0, 50.0, 70.0),
        _line(100.0, 150.0, 180.0),
        _line(100.0, 400.0, 430.0),
        *lines,
    ]


@pytest.mark.parametrize(("across", "columns"), [(397.0, [3]), (430.0, [])])
def test_columns_may_nearly_touch_where_text_begins_at_one_place(
    across: float, columns: list[int]
) -> None:
    """Line after line; not where another line crosses that place."""
    lines = _tight(across)
    grids = loose_grids(lines, [False] * len(lines), [0] * len(lines))
    assert [len(grid.rows[0]) for grid in grids] == columns


def test_rows_lie_around_numbers_in_their_middle() -> None:
    """Where all lines are equally far apart, as in a text: three lines, then five."""
    ys = [100.0 + 12 * at for at in range(9)]
    text = [(y, 100.0, 380.0) for y in ys]
    numbers = [(ys[0], 50.0, 70.0), (ys[2], 50.0, 56.0), (ys[6], 50.0, 56.0)]
    (grid,) = _grids(*text, *numbers)
    assert [round((row[0].y1 - row[0].y0) / 12) for row in grid.rows] == [1, 3, 5]
    (other,) = _grids(*text, *numbers[:2], (ys[5], 50.0, 56.0))
    assert [round((row[0].y1 - row[0].y0) / 12) for row in other.rows] == [2, 3, 4]
