"""Find the places that a cell of an HTML table takes in the rows below its own."""

from __future__ import annotations

import re
from typing import Generic, TypeVar

Cell = TypeVar("Cell")
_MOST_ROWS = 1000
_MOST_COLUMNS = 50
"""What a cell can span at most; HTML allows as many rows, and nobody reads so many columns."""


class Spans(Generic[Cell]):
    """The cells of a table's group of rows, row by row; one that is wide counts once in each."""

    def __init__(self) -> None:
        self._left: dict[int, tuple[int, bool]] = {}
        """For each column, how many of the next rows a cell above still covers, and whether that
        cell begins in it."""

    def row(self, cells: list[tuple[Cell, str, str]]) -> list[Cell | None]:
        """Give the cells of the next row, with None wherever one from above reaches down.

        Args:
            cells: each with its ``colspan`` and ``rowspan`` as written, '' without them.
        """
        covered, self._left = self._left, {}
        placed: list[Cell | None] = []
        column = 0
        for cell, across, down in cells:
            while column in covered:
                placed += [None] * covered[column][1]
                column += 1
            placed.append(cell)
            width = min(_number(across) or 1, _MOST_COLUMNS)
            rows = min(_number(down), _MOST_ROWS) or _MOST_ROWS  # 0: to the end of the group
            self._cover(column, width, rows - 1)
            column += width
        placed += [None for place, (_, begins) in covered.items() if begins and place >= column]
        for place, (rows, begins) in covered.items():
            if rows - 1 > self._left.get(place, (0, False))[0]:
                self._left[place] = rows - 1, begins
        return placed

    def _cover(self, column: int, width: int, rows: int) -> None:
        """Note that a cell covers its columns in so many of the next rows."""
        if rows:  # not where nobody reads: n cells could cover n * n places
            for place in range(column, min(column + width, _MOST_COLUMNS)):
                self._left[place] = rows, place == column


def _number(value: str) -> int:
    return int(value) if re.fullmatch(r"\d{1,4}", value.strip()) else 1
