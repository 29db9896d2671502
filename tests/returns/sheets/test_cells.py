"""Spreadsheets as people and programs write them, and files that are none, damaged or hostile."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from s55.errors import S55Error
from s55.returns.sheets import cells
from s55.returns.sheets.cells import CellSheet, NoValue
from s55.returns.sheets.opening import is_spreadsheet, sheets_in

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_NAMES = " ".join(
    f'xmlns:{name}="{_OFFICE.format(name)}"' for name in ("office", "table", "text", "manifest")
)
_MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def values(sheet: CellSheet) -> dict[tuple[int, int], object]:
    """The cells of a sheet by row and column."""
    return {(row.number, place): one for row in sheet.rows for place, one in row.cells.items()}


def saved(rows: Mapping[str, Any], epoch: datetime | None = None) -> bytes:
    """A workbook of openpyxl's with these cells."""
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    sheet: Any = book.active
    for place, value in rows.items():
        sheet[place] = value
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else None
            package.writestr(name, text, stored)
    return written.getvalue()


def ods(body: str, more: Mapping[str, str] | None = None) -> bytes:
    """An OpenDocument spreadsheet with this body."""
    content = (
        f"<office:document-content {_NAMES}><office:body><office:spreadsheet>{body}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped({"mimetype": _MEDIA_TYPE, "content.xml": content, **(more or {})})


def with_part(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A file with words of one part replaced."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old in parts[part]
    return zipped({**parts, part: parts[part].replace(old, new)})


def test_cells_of_a_workbook() -> None:
    """Texts, numbers as they are written, days by their format, and what has no value."""
    rows = {
        "A1": "a\nb", "B1": 5, "C1": 1.1, "D1": date(2026, 11, 20), "E1": datetime(2026, 11, 20, 9),  # noqa: DTZ001
        "A3": True, "B3": "=1+1", "C3": "", "D3": "_x0041_", "E3": 46346,
    }  # fmt: skip
    (sheet,) = sheets_in(saved(rows), "a.xlsx")
    assert values(sheet) == {
        (1, 0): "a\nb", (1, 1): "5", (1, 2): "1.1", (1, 3): date(2026, 11, 20),
        (1, 4): date(2026, 11, 20), (3, 0): "TRUE",
        (3, 1): NoValue("a formula that no program has worked out"), (3, 3): "A", (3, 4): "46346",
    }  # fmt: skip
    counted_from_1904 = saved({"A1": date(2026, 11, 20)}, datetime(1904, 1, 1))  # noqa: DTZ001
    assert values(sheets_in(counted_from_1904, "a.xlsx")[0]) == {(1, 0): date(2026, 11, 20)}


def test_formats_that_only_look_like_those_of_dates() -> None:
    """Words and colours in a format are none; its own formats count."""
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    sheet = book.add_worksheet("One & two")
    for place, code in enumerate(('0 "days"', "[Red]0", "d mmm yyyy", "0.0", r"0\d")):
        sheet.write_number(0, place, 46346, book.add_format({"num_format": code}))
    sheet.write_formula(1, 0, "=TODAY()", book.add_format({"num_format": "dd/mm/yyyy"}), 46346)
    sheet.write_rich_string(2, 0, "plain ", book.add_format({"bold": True}), "bold")
    book.close()
    (found,) = sheets_in(written.getvalue(), "a.xlsx")
    day = date(2026, 11, 20)
    assert found.name == "One & two"
    assert values(found) == {
        (1, 0): "46346", (1, 1): "46346", (1, 2): day, (1, 3): "46346", (1, 4): "46346",
        (2, 0): day, (3, 0): "plain bold",
    }  # fmt: skip


def test_cells_of_an_open_document() -> None:
    """Rows and cells that are repeated count; spaces, tabs and lines are those that are shown."""
    (sheet,) = sheets_in(
        ods(
            '<table:table table:name="T">'
            '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
            '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
            '<table:table-cell office:value-type="string"><text:p>a<text:s text:c="2"/>b</text:p>'
            "<text:p>c<text:tab/>d<office:annotation><text:p>no</text:p></office:annotation>"
            "</text:p></table:table-cell>"
            '<table:table-cell office:value-type="date" office:date-value="2026-11-20T00:00:00"/>'
            '<table:table-cell office:value-type="float" office:value="1.10"/>'
            '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
            '<table:table-cell table:formula="of:=1+1"/>'
            '<table:table-cell office:value-type="date" office:date-value="2026-13-20"/>'
            "</table:table-row>"
            '<table:table-row table:number-rows-repeated="99999999"><table:table-cell/>'
            "</table:table-row></table:table>"
        ),
        "a.ods",
    )
    assert values(sheet) == {
        (4, 2): "a  b\nc\td", (4, 3): date(2026, 11, 20), (4, 4): "1.1", (4, 5): "TRUE",
        (4, 6): NoValue("a formula that no program has worked out"),
        (4, 7): NoValue("a day that no calendar has"),
    }  # fmt: skip


def refused(data: bytes, name: str = "a.xlsx") -> str:
    """Why a file is not read."""
    with pytest.raises(S55Error) as failure:
        sheets_in(data, name)
    (problem,) = failure.value.problems
    assert problem.code == "R141"
    return problem.message


def test_what_is_no_spreadsheet_or_damaged_is_refused() -> None:
    """Each with its reason."""
    book = saved({"A1": "a"})
    assert "no spreadsheet" in refused(zipped({"word/document.xml": "<a/>"}))
    assert "not a zip file" in refused(b"text")
    assert "damaged" in refused(book[: len(book) // 2])
    assert "password" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
    broken = with_part(book, "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData><row>")
    assert "not sound XML" in refused(broken)
    lock = f"<manifest:a {_NAMES}><manifest:encryption-data/></manifest:a>"
    locked = {"META-INF/manifest.xml": lock}
    assert "password" in refused(ods("", locked), "a.ods")
    assert "no table of text" in refused(b"a\0b,c", "a.csv")
    assert "no CSV" in refused(b'"a"b,c\n', "a.csv")


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_entities_are_refused(part: str) -> None:
    """No part of a spreadsheet declares a document type."""
    data = saved({"A1": "a"})
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        old = package.read(part)
    start = old.index(b"<", 60 if old.startswith(b"<?xml") else 0)
    new = b'<!DOCTYPE a [<!ENTITY e "x">]>' + old[start:]
    assert "document type" in refused(with_part(data, part, old, new))


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes packed and unpacked, rows, and rows that are said to be repeated."""
    zeros = zipped({"xl/workbook.xml": bytes(101_000_000)})
    assert len(zeros) < 200_000
    assert "unpacked" in refused(zeros)
    assert "larger than 20 MB" in refused(bytes(20_000_001))
    monkeypatch.setattr(cells, "MAX_ROWS", 10)
    assert "more than 10 rows" in refused(saved({f"A{row}": "a" for row in range(1, 12)}))
    assert "more than 10 rows" in refused(b"a\n" * 11, "a.csv")
    many = (
        '<table:table><table:table-row table:number-rows-repeated="99999999">'
        '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    )
    assert "more than 10 rows" in refused(ods(many), "a.ods")


def test_places_far_away_and_odd_values_cost_nothing() -> None:
    """Columns behind the last that is read are left out; a number that is none is a text."""
    far = saved({"A1": "a", "XFD1048576": "b", "D2": datetime.combine(date(2026, 1, 1), time())})
    (sheet,) = sheets_in(far, "a.xlsx")
    assert values(sheet) == {(1, 0): "a", (2, 3): date(2026, 1, 1)}
    number = saved({"A1": 5})
    part = "xl/worksheets/sheet1.xml"
    for written in (b"1e999", b"nan", b"five", b"-1"):
        data = with_part(number, part, b"<v>5</v>", b"<v>" + written + b"</v>")
        (value,) = values(sheets_in(data, "a.xlsx")[0]).values()
        assert value in ("inf", "nan", "five", "-1")
    for place in (b"7", b"7" * 5000):  # more digits than Python makes a number of
        lost = with_part(number, part, b't="n"><v>5', b't="s" s="' + place + b'"><v>' + place)
        assert values(sheets_in(lost, "a.xlsx")[0]) == {
            (1, 0): NoValue("a text that is not in the file")
        }


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.csv", b"a", True),
        ("a.XLSX", b"", True),
        ("a.bin", ods(""), True),
        ("a.bin", saved({}), True),
        ("a.docx", zipped({"word/document.xml": "<a/>"}), False),
        ("a.pdf", b"%PDF-1.7", False),
    ],
)
def test_a_spreadsheet_is_told_from_a_report(name: str, data: bytes, expected: bool) -> None:
    """By its bytes, or by its name where these do not say it."""
    assert is_spreadsheet(data, name) is expected


def test_cells_of_several_rows_that_were_merged_empty_are_not_in_doubt() -> None:
    """Somebody has merged them for the looks of the sheet."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for place, value in {"A1": "a", "A2": "b", "C1": "one text"}.items():
        sheet[place] = value
    sheet.merge_cells("B1:B2")
    sheet.merge_cells("C1:C2")
    written = io.BytesIO()
    book.save(written)
    (found,) = sheets_in(written.getvalue(), "sheet.xlsx")
    assert [row.doubts for row in found.rows] == [{2: cells.MERGED}] * 2


def test_a_comment_that_repeats_one_with_answers_is_read_once() -> None:
    """Excel writes it for programs that know none with answers."""
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "a")
        sheet.write_comment("A1", "[Threaded comment] Your version of Excel allows you to read it")
        sheet.write_comment("B9", "Ask the force")
    (found,) = sheets_in(written.getvalue(), "sheet.xlsx")
    assert [(row.number, row.comments) for row in found.rows] == [
        (1, {}),
        (9, {1: "Ask the force"}),
    ]
