"""Read the cells of an Excel workbook (ECMA-376 part 1, clause 18)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lxml import etree

from s55.returns.sheets.cells import (
    LIMITS,
    MAX_COLUMNS,
    CellRow,
    CellSheet,
    CellValue,
    NoValue,
    SheetRefusals,
    as_written,
    counted,
)
from s55.word.package import ZippedParts, relations_in, relations_name

_BOOK = "xl/workbook.xml"
_PLACE = re.compile(r"([A-Z]{1,3})[0-9]+")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""A character that XML cannot hold (clause 22.9.2.19)."""
_DATE_FORMATS = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
"""The formats of dates that a workbook need not define (clause 18.8.30)."""
_NO_DATE = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|_.|\*.")
"""What of a format are words, escaped characters, colours and padding."""
_FIRST_DAYS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}
"""Day 0, by whether the workbook counts from 1904 (clause 18.17.4)."""
_LAST_SERIAL = 2_958_465  # 31 December 9999


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the sheets of a workbook share.

    Attributes:
        strings: the texts that cells refer to.
        is_date: for each style of a cell, whether its number is a day.
        first: the day that the number 0 is.
    """

    strings: Sequence[str]
    is_date: Sequence[bool]
    first: date


def read_xlsx(data: bytes) -> list[CellSheet]:
    """Read the sheets of a workbook, hidden ones included.

    Raises:
        S55Error: R141 when it cannot be read, or passes a limit.
    """
    parts = ZippedParts(data, SheetRefusals(), LIMITS, "Excel")
    main = _main(parts)
    book = parts.tree(main)
    if book is None:
        raise SheetRefusals().foreign("the file is no spreadsheet")
    links = parts.tree(relations_name(main))
    relations = {} if links is None else relations_in(links, main)
    targets = {one.name: one.target for one in relations.values() if not one.external}
    setting = book.find("{*}workbookPr")
    shared = _Shared(
        _strings(parts.tree(targets.get("sharedStrings", "xl/sharedStrings.xml"))),
        _date_styles(parts.tree(targets.get("styles", "xl/styles.xml"))),
        _FIRST_DAYS[setting is not None and setting.get("date1904") in ("1", "true")],
    )
    found = []
    for one in book.iterfind("{*}sheets/{*}sheet"):
        key = next((str(value) for name, value in one.items() if str(name).endswith("}id")), "")
        relation = relations.get(key)
        root = parts.tree(relation.target) if relation and relation.name == "worksheet" else None
        if root is not None:
            found.append(CellSheet(one.get("name") or "", counted(_rows(root, shared))))
    return found


def _main(parts: ZippedParts) -> str:
    links = parts.tree(relations_name(""))
    for relation in () if links is None else relations_in(links, "").values():
        if relation.name == "officeDocument" and not relation.external:
            return posixpath.normpath(relation.target)
    return _BOOK


def _strings(root: etree._Element | None) -> list[str]:
    return [] if root is None else [_text(one) for one in root.iterchildren("{*}si")]


def _text(owner: etree._Element) -> str:
    """Join the runs of a text; how it is pronounced is no part of it (clause 18.4.6)."""
    runs = [*owner.iterchildren("{*}t"), *owner.iterfind("{*}r/{*}t")]
    return _unescaped("".join(run.text or "" for run in runs))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _date_styles(root: etree._Element | None) -> list[bool]:
    if root is None:
        return []
    own = {
        one.get("numFmtId"): _is_date(one.get("formatCode") or "")
        for one in root.iterfind("{*}numFmts/{*}numFmt")
    }
    return [
        own.get(number, (number or "").isdecimal() and int(number or 0) in _DATE_FORMATS)
        for one in root.iterfind("{*}cellXfs/{*}xf")
        for number in (one.get("numFmtId"),)
    ]


def _is_date(code: str) -> bool:
    return bool(re.search("[dmy]", _NO_DATE.sub("", code.split(";", maxsplit=1)[0]), re.IGNORECASE))


def _rows(root: etree._Element, shared: _Shared) -> Iterator[CellRow]:
    number = 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        given = row.get("r") or ""
        number = int(given) if given.isdecimal() and len(given) < 9 else number + 1
        cells: dict[int, CellValue] = {}
        place = -1
        for cell in row.iterchildren("{*}c"):
            place = _column(cell.get("r"), place + 1)
            value = _value(cell, shared) if place < MAX_COLUMNS else ""
            if value != "":
                cells[place] = value
        if cells:
            yield CellRow(number, cells)


def _column(place: str | None, otherwise: int) -> int:
    found = _PLACE.fullmatch(place or "")
    if found is None:
        return otherwise
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _value(cell: etree._Element, shared: _Shared) -> CellValue:
    kind, inline = cell.get("t") or "n", cell.find("{*}is")
    if inline is not None:
        return _text(inline)
    text = cell.findtext("{*}v") or ""
    if not text:
        has_formula = cell.find("{*}f") is not None
        return NoValue("a formula that no program has worked out") if has_formula else ""
    match kind:
        case "s":
            place = int(text) if text.isdecimal() and len(text) < 9 else -1
            known = 0 <= place < len(shared.strings)
            return shared.strings[place] if known else NoValue("a text that is not in the file")
        case "b":
            return "TRUE" if text == "1" else "FALSE"
        case "e":
            return NoValue(f"the error {text[:20]}")
        case "d":
            return _iso(text)
        case "n":
            return _number(text, cell.get("s") or "0", shared)
        case _:
            return _unescaped(text)


def _iso(text: str) -> CellValue:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return text


def _number(text: str, style: str, shared: _Shared) -> CellValue:
    try:
        number = float(text)
    except ValueError:
        return text
    place = int(style) if style.isdecimal() and len(style) < 9 else 0
    if place < len(shared.is_date) and shared.is_date[place] and 0 <= number <= _LAST_SERIAL:
        try:
            return shared.first + timedelta(days=int(number))
        except OverflowError:
            return NoValue("a day that no calendar has")
    return as_written(number)
