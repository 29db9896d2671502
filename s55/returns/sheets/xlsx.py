"""Read the cells of an Excel workbook (ECMA-376 part 1, clause 18)."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import field
from datetime import date, timedelta
from typing import TypeAlias, TypeVar

from lxml import etree

from s55.records import dataclass
from s55.returns.sheets.cells import (
    CROSSED_OUT,
    LIMITS,
    MAX_COLUMNS,
    MAX_MERGED,
    MERGED,
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
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_OLD_COMMENT = "[Threaded comment]"
"""How the comment begins that Excel writes for programs that know none with answers."""
_COMMENTS = ("comments", "threadedComment")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""A character that XML cannot hold (clause 22.9.2.19)."""
_DATE_FORMATS = frozenset(map(str, (*range(14, 18), 22, *range(27, 37), *range(50, 59))))
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
        struck: for each of them, whether it has words that are crossed out.
        is_date: for each style of a cell, whether its number is a day.
        is_struck: for each style of a cell, whether it crosses out what the cell says.
        first: the day that the number 0 is.
    """

    strings: Sequence[str]
    struck: Sequence[bool]
    is_date: Sequence[bool]
    is_struck: Sequence[bool]
    first: date


A = TypeVar("A")
_Place: TypeAlias = tuple[int, int]
"""The row, from 1, and the column, from 0, of a cell."""
_Texts: TypeAlias = defaultdict[int, dict[int, str]]
"""Texts by the row, from 1, and the column, from 0, of a cell."""


@dataclass(slots=True)
class _Beside:
    """What a sheet holds of cells beside their values.

    Attributes:
        merged: by row and column, the first row of the cells of several rows that are one cell.
        links: where the words of a cell lead.
        comments: what was remarked on a cell; answers follow.
    """

    merged: defaultdict[int, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    links: _Texts = field(default_factory=lambda: defaultdict(dict))
    comments: _Texts = field(default_factory=lambda: defaultdict(dict))


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
    strings = _strings(parts.tree(targets.get("sharedStrings", "xl/sharedStrings.xml")))
    styles = parts.tree(targets.get("styles", "xl/styles.xml"))
    shared = _Shared(
        [_text(one) for one in strings],
        [_has_struck_runs(one) for one in strings],
        _date_styles(styles),
        _struck_styles(styles),
        _FIRST_DAYS[setting is not None and setting.get("date1904") in ("1", "true")],
    )
    found = []
    for one in book.iterfind("{*}sheets/{*}sheet"):
        relation = relations.get(_relation_of(one))
        root = parts.tree(relation.target) if relation and relation.name == "worksheet" else None
        if root is not None:
            beside = _beside(parts, relation.target if relation else "", root)
            found.append(CellSheet(one.get("name") or "", counted(_rows(root, shared, beside))))
    return found


def _relation_of(element: etree._Element) -> str:
    """Give the key of the relation that an element names; its name has one of two namespaces."""
    return next((str(value) for name, value in element.items() if str(name).endswith("}id")), "")


def _main(parts: ZippedParts) -> str:
    links = parts.tree(relations_name(""))
    for relation in () if links is None else relations_in(links, "").values():
        if relation.name == "officeDocument" and not relation.external:
            return posixpath.normpath(relation.target)
    return _BOOK


def _strings(root: etree._Element | None) -> list[etree._Element]:
    return [] if root is None else list(root.iterchildren("{*}si"))


def _has_struck_runs(owner: etree._Element) -> bool:
    return any(
        _is_struck(run.find("{*}rPr")) and (run.findtext("{*}t") or "").strip()
        for run in owner.iterchildren("{*}r")
    )


def _is_struck(font: etree._Element | None) -> bool:
    line = None if font is None else font.find("{*}strike")
    return line is not None and line.get("val", "1") in ("1", "true")


def _struck_styles(root: etree._Element | None) -> list[bool]:
    if root is None:
        return []
    fonts = [_is_struck(one) for one in root.iterfind("{*}fonts/{*}font")]
    return [_at(fonts, one.get("fontId")) or False for one in root.iterfind("{*}cellXfs/{*}xf")]


def _beside(parts: ZippedParts, name: str, root: etree._Element) -> _Beside:
    """Read which cells of a sheet are merged, where they lead, and what was remarked on them."""
    found = _Beside()
    _add_merged(found, root)
    links = parts.tree(relations_name(name))
    relations = {} if links is None else relations_in(links, name)
    for one in root.iterfind("{*}hyperlinks/{*}hyperlink"):
        place = _place((one.get("ref") or "").partition(":")[0])
        relation = relations.get(_relation_of(one))
        if place and relation and relation.external:
            found.links[place[0]][place[1]] = relation.target
    for relation in relations.values():
        if relation.name in _COMMENTS and not relation.external:
            _add_comments(found, parts.tree(relation.target))
    return found


def _add_merged(found: _Beside, root: etree._Element) -> None:
    cells = 0
    for one in root.iterfind("{*}mergeCells/{*}mergeCell"):
        first, _, last = (one.get("ref") or "").partition(":")
        begin, end = _place(first), _place(last)
        if begin and end and end[0] > begin[0]:
            cells += end[0] - begin[0] + 1
            if cells > MAX_MERGED:
                raise SheetRefusals().too_large(f"more than {MAX_MERGED:,} cells are merged")
            for row in range(begin[0], end[0] + 1):
                found.merged[row][begin[1]] = begin[0]


def _add_comments(found: _Beside, root: etree._Element | None) -> None:
    for one in () if root is None else root.iter("{*}comment", "{*}threadedComment"):
        text, place = one.find("{*}text"), _place(one.get("ref") or "")
        words = "" if text is None else (text.text or "").strip() or _text(text).strip()
        if place and words and not words.startswith(_OLD_COMMENT):
            row, column = place
            found.comments[row][column] = f"{found.comments[row].get(column, '')} {words}".strip()


def _place(ref: str) -> _Place | None:
    parts = _PLACE.fullmatch(ref)
    return (int(parts[2]), _column(ref, 0)) if parts else None


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
        own.get(number, number in _DATE_FORMATS)
        for one in root.iterfind("{*}cellXfs/{*}xf")
        for number in (one.get("numFmtId"),)
    ]


def _is_date(code: str) -> bool:
    return bool(re.search("[dmy]", _NO_DATE.sub("", code.split(";", maxsplit=1)[0]), re.IGNORECASE))


def _rows(root: etree._Element, shared: _Shared, beside: _Beside) -> Iterator[CellRow]:
    number = 0
    told: set[_Place] = set()
    for row in root.iterfind("{*}sheetData/{*}row"):
        given = row.get("r") or ""
        number = int(given) if given.isdecimal() and len(given) < 9 else number + 1
        cells: dict[int, CellValue] = {}
        doubts: dict[int, str] = {}
        place = -1
        for cell in row.iterchildren("{*}c"):
            place = _column(cell.get("r"), place + 1)
            value = _value(cell, shared) if place < MAX_COLUMNS else ""
            if value != "":
                cells[place] = value
                if _crosses_out(cell, shared):
                    doubts[place] = CROSSED_OUT
        for column, first in beside.merged.get(number, {}).items():
            if first == number and column in cells:
                told.add((number, column))
            if (first, column) in told:
                doubts[column] = MERGED
        comments = beside.comments.pop(number, {})
        if cells or comments:
            yield CellRow(number, cells, doubts, beside.links.get(number, {}), comments)
    for number, comments in sorted(beside.comments.items()):
        yield CellRow(number, {}, comments=comments)


def _crosses_out(cell: etree._Element, shared: _Shared) -> bool:
    if _at(shared.is_struck, cell.get("s") or "0"):
        return True
    inline = cell.find("{*}is")
    if inline is not None:
        return _has_struck_runs(inline)
    return cell.get("t") == "s" and bool(_at(shared.struck, cell.findtext("{*}v")))


def _at(values: Sequence[A], place: str | None) -> A | None:
    """Give the value at a place that the file names; None where there is no such place."""
    number = int(place) if place and place.isdecimal() and len(place) < 9 else len(values)
    return values[number] if number < len(values) else None


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
            shown = _at(shared.strings, text)
            return NoValue("a text that is not in the file") if shown is None else shown
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
    if _at(shared.is_date, style) and 0 <= number <= _LAST_SERIAL:
        try:
            return shared.first + timedelta(days=int(number))
        except OverflowError:
            return NoValue("a day that no calendar has")
    return as_written(number)
