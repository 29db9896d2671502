"""Read the cells of an OpenDocument spreadsheet (OpenDocument 1.3 part 3, clause 9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lxml import etree

from s55.returns.sheets.cells import (
    CROSSED_OUT,
    LIMITS,
    MAX_COLUMNS,
    MAX_ROWS,
    MERGED,
    CellRow,
    CellSheet,
    CellValue,
    NoValue,
    SheetRefusals,
    as_written,
    counted,
)
from s55.word.package import ZippedParts

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"

_NAMESPACE = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}{}"


def _qualified(name: str) -> str:
    prefix, _, local = name.partition(":")
    return _NAMESPACE.format(prefix, local)


_TABLE, _ROW = _qualified("table:table"), _qualified("table:table-row")
_CELLS = (_qualified("table:table-cell"), _qualified("table:covered-table-cell"))
_ROWS_REPEATED = _qualified("table:number-rows-repeated")
_CELLS_REPEATED = _qualified("table:number-columns-repeated")
_FORMULA = _qualified("table:formula")
_KIND, _VALUE = _qualified("office:value-type"), _qualified("office:value")
_DAY, _YES = _qualified("office:date-value"), _qualified("office:boolean-value")
_PARAGRAPH = _qualified("text:p")
_SPACES = {_qualified("text:tab"): "\t", _qualified("text:line-break"): "\n"}
_SPACE, _COUNT = _qualified("text:s"), _qualified("text:c")
_NOT_SHOWN = {_qualified("office:annotation"), _qualified("text:ruby-text")}
_ROWS_SPANNED = _qualified("table:number-rows-spanned")
_COMMENT = _qualified("office:annotation")
_STYLE, _STYLE_NAME = _qualified("style:style"), _qualified("style:name")
_TEXT_LOOK = _qualified("style:text-properties")
_LINES = (_qualified("style:text-line-through-style"), _qualified("style:text-line-through-type"))
_CELL_STYLE, _WORDS_STYLE = _qualified("table:style-name"), _qualified("text:style-name")
_LINK = _qualified("text:a")
_ADDRESS = "{http://www.w3.org/1999/xlink}href"
_LOCK = _qualified("manifest:encryption-data")
_MOST_SPACES = 1_000


def read_ods(data: bytes) -> list[CellSheet]:
    """Read the sheets of an OpenDocument spreadsheet, hidden ones included.

    Raises:
        S55Error: R141 when it cannot be read, or passes a limit.
    """
    parts = ZippedParts(data, SheetRefusals(), LIMITS, "OpenDocument")
    manifest = parts.tree("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(_LOCK), None) is not None:
        raise SheetRefusals().encrypted()
    content = parts.tree("content.xml")
    if content is None:
        raise SheetRefusals().damaged("it has no part 'content.xml'")
    struck = _struck_styles(content)
    return [
        CellSheet(table.get(_qualified("table:name")) or "", counted(_rows(table, struck)))
        for table in content.iter(_TABLE)
    ]


def _struck_styles(content: etree._Element) -> frozenset[str]:
    """Name the styles that cross out what is in them."""
    return frozenset(
        style.get(_STYLE_NAME) or ""
        for style in content.iter(_STYLE)
        for look in style.iterchildren(_TEXT_LOOK)
        if any((look.get(line) or "none") != "none" for line in _LINES)
    )


def _rows(table: etree._Element, struck: frozenset[str]) -> Iterator[CellRow]:
    number = 1
    merged: dict[int, int] = {}  # the last row of a cell of several rows, by its column
    for row in table.iter(_ROW):
        found = list(_cells(row))
        cells = {place: value for place, _, value in found if value != ""}
        doubts = {place: MERGED for place, last in merged.items() if number <= last}
        links: dict[int, str] = {}
        comments: dict[int, str] = {}
        for place, cell, value in found:
            rows = _times(cell, _ROWS_SPANNED)
            if rows > 1 and value != "":
                merged[place] = number + rows - 1
                doubts[place] = MERGED
            elif value != "" and _crosses_out(cell, struck):
                doubts[place] = CROSSED_OUT
            if address := next((one.get(_ADDRESS) for one in cell.iter(_LINK)), None):
                links[place] = address
            if words := " ".join(_comments(cell)):
                comments[place] = words
        times = _times(row, _ROWS_REPEATED)
        if cells or comments:
            for step in range(min(times, MAX_ROWS + 1)):
                yield CellRow(number + step, cells, doubts, links, comments)
        number += times


def _crosses_out(cell: etree._Element, struck: frozenset[str]) -> bool:
    return cell.get(_CELL_STYLE) in struck or any(
        one.get(_WORDS_STYLE) in struck
        for paragraph in cell.iterchildren(_PARAGRAPH)
        for one in paragraph.iter("*")
    )


def _comments(cell: etree._Element) -> Iterator[str]:
    for comment in cell.iterchildren(_COMMENT):
        yield from filter(None, (_text(one).strip() for one in comment.iter(_PARAGRAPH)))


def _times(element: etree._Element, name: str) -> int:
    text = element.get(name) or "1"
    return max(1, int(text)) if text.isdecimal() and len(text) < 9 else 1


def _cells(row: etree._Element) -> Iterator[tuple[int, etree._Element, CellValue]]:
    """Yield the place, the cell and the value of cells that hold something."""
    place = 0
    for cell in row.iterchildren(*_CELLS):
        times = _times(cell, _CELLS_REPEATED)
        value = _value(cell) if place < MAX_COLUMNS else ""
        if value != "" or (place < MAX_COLUMNS and cell.find(_COMMENT) is not None):
            last = min(place + times, MAX_COLUMNS)
            yield from ((each, cell, value) for each in range(place, last))
        place += times


def _value(cell: etree._Element) -> CellValue:
    kind = cell.get(_KIND)
    if kind == "date":
        try:
            return date.fromisoformat((cell.get(_DAY) or "")[:10])
        except ValueError:
            return NoValue("a day that no calendar has")
    if kind in ("float", "percentage", "currency"):
        try:
            return as_written(float(cell.get(_VALUE) or ""))
        except ValueError:
            return NoValue("a number that cannot be read")
    if kind == "boolean":
        return "TRUE" if cell.get(_YES) == "true" else "FALSE"
    text = "\n".join(_text(one) for one in cell.iterchildren(_PARAGRAPH))
    if not text and cell.get(_FORMULA):
        return NoValue("a formula that no program has worked out")
    return text


def _text(paragraph: etree._Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for one in element.iterchildren("*"):
        if one.tag == _SPACE:
            yield " " * min(_times(one, _COUNT), _MOST_SPACES)
        elif one.tag in _SPACES:
            yield _SPACES[str(one.tag)]
        elif one.tag not in _NOT_SHOWN:
            yield from _pieces(one)
        yield one.tail or ""
