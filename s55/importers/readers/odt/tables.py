"""Read the rows and cells of the tables of an OpenDocument text (part 3, chapter 9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from s55.importers.readers.odt.elements import qualified, reading_of
from s55.importers.readers.odt.runs import words_of
from s55.importers.readers.refusals import too_large
from s55.model.verdict import Verdict

OdtCell = etree._Element | None
"""A cell; None for the place of one that another cell above it covers."""

_ROW, _CELL, _COVERED, _COLUMN = map(
    qualified,
    ("table:table-row", "table:table-cell", "table:covered-table-cell", "table:table-column"),
)
_GROUPS = frozenset(
    map(qualified, ("table:table-rows", "table:table-header-rows", "table:table-row-group"))
)
_MOST_REPEATED = 1_000
_MOST_EMPTY = 64


class OdtTable:
    """The rows of a table with their cells, repeated ones as often as they show.

    Args:
        table: the element.
        name: the file as the user named it, for messages.

    Attributes:
        rows: the cells of each row.
        columns: how many columns it declares.
        hidden: the words of rows and cells that do not show.
        strangers: what the table holds that is neither a row nor known to be harmless.

    Raises:
        S55Error: I102 a row or a cell with words is repeated too often.
    """

    def __init__(self, table: etree._Element, name: str) -> None:
        self._name = name
        self.hidden: list[str] = []
        self.strangers: list[etree._Element] = []
        self.columns = sum(
            _number(one, "table:number-columns-repeated")
            for one in table.iter(_COLUMN)
            if next(one.iterancestors(qualified("table:table"))) is table
        )
        self.rows = list(self._rows(table))

    def _rows(self, holder: etree._Element) -> Iterator[list[OdtCell]]:
        for child in holder.iterchildren(etree.Element):
            if child.tag in _GROUPS:
                yield from self._rows(child)
            elif child.tag == _ROW:
                if child.get(qualified("table:visibility")) in ("collapse", "filter"):
                    self._hide(child)
                    continue
                row = list(self._cells(child))
                for _ in range(self._repeated(child, "table:number-rows-repeated")):
                    yield row
            elif reading_of(child.tag).verdict is not Verdict.HARMLESS:
                self.strangers.append(child)

    def _cells(self, row: etree._Element) -> Iterator[OdtCell]:
        beside = 0
        """How many of the next cells are covered by one in this row."""
        for child in row.iterchildren(etree.Element):
            count = self._repeated(child, "table:number-columns-repeated")
            if child.tag == _CELL:
                beside = _number(child, "table:number-columns-spanned") - 1
                for _ in range(count):
                    yield child
            elif child.tag == _COVERED:
                self._hide(child)
                for _ in range(max(0, count - beside)):
                    yield None
                beside = max(0, beside - count)
            elif reading_of(child.tag).verdict is not Verdict.HARMLESS:
                self.strangers.append(child)

    def _repeated(self, element: etree._Element, name: str) -> int:
        count = _number(element, name)
        if count == 1:
            return count
        if not words_of(element):
            return min(count, _MOST_EMPTY)
        if count > _MOST_REPEATED:
            raise too_large(
                self._name, f"a table repeats its words more than {_MOST_REPEATED} times"
            )
        return count

    def _hide(self, element: etree._Element) -> None:
        if words := words_of(element):
            self.hidden.append(words)


def _number(element: etree._Element, name: str) -> int:
    text = element.get(qualified(name), "1")
    return max(1, int(text)) if re.fullmatch(r"\d{1,9}", text) else 1
