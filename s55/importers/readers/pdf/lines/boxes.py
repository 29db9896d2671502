"""Find the boxes that only rules show: rows of a table of one column, and quotations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from s55.importers.readers.pdf.parts import Area, Furniture, Line

_FEWEST_ROWS = 2
"""Rows below the head of a table of one column at the least."""
_LEAST_ROW = 10.0
"""Points that a row is high at the least."""
_FROM_SIDE = 40.0
"""Points between an upright rule and the text that it sets off, at most."""
_CLOSE = 7.0
"""Points between a rule and text that it sets off though it is not set in, at most."""
_SET_IN = 6.0
"""Points by which such text begins right of other text, at the least."""
_MOST_SIDES = 100
"""Rules of a page that are looked at."""


def rows_of_boxes(furniture: Furniture, pieces: Sequence[Line]) -> dict[Area, list[Area]]:
    """Find the boxes that are tables of one column: each row below their head is a box.

    Rules across the box divide it, and its first part alone is bold, or none where a table goes on.
    """
    found: dict[Area, list[Area]] = {}
    for number, box in enumerate(furniture.boxes, start=1):
        ys = [
            rule.y0
            for rule in furniture.rules
            if box.y0 + 4 < rule.y0 < box.y1 - 4
            and abs(rule.x0 - box.x0) < 4
            and abs(rule.x1 - box.x1) < 4
        ]
        if len(ys) < _FEWEST_ROWS or any(below - y < _LEAST_ROW for y, below in pairwise(ys)):
            continue
        inside = [piece for piece in pieces if piece.box == number]
        heads = [all(one.look.bold for one in piece.segments) for piece in inside]
        has_head = heads == [piece.y < ys[0] for piece in inside]
        if has_head or not any(heads):
            edges = pairwise([*([] if has_head else [box.y0]), *ys, box.y1])
            found[box] = [Area(box.x0, top, box.x1, bottom) for top, bottom in edges]
    return found


def boxes_beside_rules(furniture: Furniture, pieces: Sequence[Line]) -> list[Area]:
    """Find the text that an upright rule or a bar on its left sets off, as a quotation.

    It is set in, or the rule is close to it. A bar in the margin, or a rule between two columns,
    sets nothing off.
    """
    found = []
    for side in furniture.sides[:_MOST_SIDES]:
        beside: list[Line] = []
        edge = inf  # where no other text is, none is set in
        for piece in pieces:
            if not side.y0 - 1 <= piece.y - 0.3 * piece.size <= side.y1 + 1:
                edge = min(edge, piece.x0)
            elif piece.x0 < side.x1 or piece.cell or piece.box:
                break
            elif piece.x0 <= side.x1 + _FROM_SIDE:
                beside.append(piece)
        else:
            left = min((piece.x0 for piece in beside), default=inf)
            set_in = side.x0 >= edge - 1 and inf > left >= edge + _SET_IN
            if set_in or left - side.x1 <= _CLOSE:
                right = max(piece.x1 for piece in beside)
                found.append(Area(side.x0, side.y0 - 1, right, side.y1 + 1))
    return found
