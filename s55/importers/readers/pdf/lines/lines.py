"""Put segments into lines in reading order, with their markers, cells, boxes and columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from s55.importers.readers.pdf.lines.boxes import boxes_beside_rules, rows_of_boxes
from s55.importers.readers.pdf.lines.markers import are_markers, take_dots, take_markers
from s55.importers.readers.pdf.lines.order import ordered, sides_of
from s55.importers.readers.pdf.lines.pieces import pieces_of, whole_lines
from s55.importers.readers.pdf.parts import Furniture, Line, Segment
from s55.importers.readers.pdf.tables.loose import loose_grids, tables_across
from s55.importers.readers.pdf.tables.tiles import labels_beside_text, with_few_words

_RULES_OF_TABLE = 3
"""Level rules of a table at the least."""
_OVER_BOTH = 0.6
"""The part of the width of a page's text that a rule over both columns covers at the least."""


def lines_of(
    found: Sequence[Sequence[Segment]], furniture: Furniture, number: int, *, across: bool = False
) -> list[Line]:
    """Put a page's text into lines in reading order: text that reads one way.

    Args:
        found: the segments of each line.
        furniture: what is drawn on the page; tables without rules are added to it.
        number: of the page.
        across: whether a table may go over two columns of prose, because nothing is drawn at all.
    """
    whole = whole_lines(found)
    pieces = pieces_of(whole, furniture, number)
    tiles = with_few_words(furniture.tiles, pieces)
    labels = labels_beside_text(furniture.boxes, pieces)
    beside = boxes_beside_rules(furniture, pieces)
    rows = rows_of_boxes(furniture, pieces)
    if tiles or labels or beside or rows:
        furniture.take_out(tiles, [*labels, *rows])
        furniture.put_in([*beside, *chain.from_iterable(rows.values())])
        pieces = pieces_of(whole, furniture, number)
    markers = are_markers(pieces)
    if (across or _rules_across(furniture, pieces) >= _RULES_OF_TABLE) and (
        tables := tables_across(pieces, markers)
    ):
        furniture.grids += tables
        pieces = pieces_of(whole, furniture, number)
        markers = are_markers(pieces)
    if loose := loose_grids(pieces, markers, sides_of(pieces)):
        furniture.grids += loose
        pieces = pieces_of(whole, furniture, number)
    take_markers(pieces)
    take_dots(pieces, furniture.dots)
    kept = [line for line in pieces if line.segments]
    for line in kept:
        line.settle()
    return ordered([line for line in kept if line.text.strip()], furniture)


def _rules_across(furniture: Furniture, pieces: Sequence[Line]) -> int:
    """Count the level rules that go over more than one of two columns."""
    left = min((piece.x0 for piece in pieces), default=0.0)
    right = max((piece.x1 for piece in pieces), default=0.0)
    return sum(rule.width > _OVER_BOTH * (right - left) for rule in furniture.rules)
