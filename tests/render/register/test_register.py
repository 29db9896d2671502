"""The register in each format: read back by other programs, without formulas, the same bytes."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import html

from s55.render.register.cells import MOST_CHARACTERS
from s55.render.register.csv import inspections_csv, items_csv
from s55.render.register.html import register_page
from s55.render.register.json import to_json
from s55.render.register.xlsx import to_xlsx
from s55.views.register import Register, RegisterTable, tables_of
from tests.office.cases_for_tests import areas, case, recommendations
from tests.registers_for_tests import FORMULAS, full_register, register_for, register_set
from tests.validators import _run_node, axe, libreoffice_to


@pytest.fixture(scope="module")
def register() -> Register:
    """A register with every field, formulas in its texts, and reports of three kinds."""
    return full_register()


def book_of(data: bytes) -> Any:
    """A spreadsheet as openpyxl reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def cells(sheet: Any) -> list[list[Any]]:
    """The values of a sheet below its headings."""
    return [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]


def expected(table: RegisterTable) -> list[list[Any]]:
    """The values of a table, as a spreadsheet gives them."""
    return [list(map(_as_cell, row)) for row in table.rows]


def _as_cell(value: Any) -> Any:
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001  # as a cell has it
    return None if value == "" else value


# --- the spreadsheet ------------------------------------------------------------


def test_the_spreadsheet_holds_every_cell_of_three_lists(register: Register) -> None:
    """Read by a program that did not write it; dates are dates and numbers are numbers."""
    book = book_of(to_xlsx(register))
    assert book.sheetnames == ["All items", "Inspections", "Open items"]
    for table in tables_of(register):
        assert cells(book[table.name]) == expected(table)
        assert [cell.value for cell in book[table.name][1]] == list(table.headings)
    day = book["All items"]["B2"]
    assert (day.is_date, day.number_format) == (True, "dd/mm/yyyy")


def test_no_cell_is_a_formula(register: Register) -> None:
    """Texts that look like one are texts."""
    book = book_of(to_xlsx(register))
    texts = {cell.value for row in book["All items"] for cell in row}
    assert {text.strip() for text in FORMULAS} <= {str(text).strip() for text in texts}
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert kinds == {"s", "n", "d"}


def test_the_header_row_stays_filters_and_prints(register: Register) -> None:
    """Frozen, with a filter over all rows; across, as wide as the page, repeated, numbered."""
    book = book_of(to_xlsx(register))
    for name, rows, columns, paper in (
        ("All items", register.items, "T", "8"),
        ("Inspections", register.inspections, "J", "9"),
        ("Open items", register.open_items, "K", "9"),
    ):
        sheet = book[name]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:{columns}{len(rows) + 1}"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == paper
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        # What is not written is 1: one page wide, and as many pages high as it needs.
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
        assert "&P" in sheet.oddFooter.right.text
        assert name in sheet.oddHeader.left.text


def test_columns_and_rows_are_as_large_as_their_text(register: Register) -> None:
    """Each column has a width, wraps its text, and each row is as high as its longest cell."""
    sheet = book_of(to_xlsx(register))["All items"]
    widths: dict[int, float] = {}
    for group in sheet.column_dimensions.values():  # neighbours of one width are written once
        widths |= dict.fromkeys(range(group.min, group.max + 1), group.width)
    assert [widths[place] for place in sorted(widths)] == pytest.approx(
        [column.width for column in tables_of(register)[0].columns], abs=1
    )
    assert sheet["F3"].alignment.wrap_text
    one, three = sheet.row_dimensions[2].height, sheet.row_dimensions[3].height
    assert 14 < one < three
    assert three == pytest.approx(3 * 14.3 + 4, abs=0.75)


def test_the_spreadsheet_says_what_it_is_and_is_the_same_each_time(register: Register) -> None:
    """Its title, its office, and the day of the register as its date."""
    data = to_xlsx(register)
    assert to_xlsx(register) == data
    properties = book_of(data).properties
    assert properties.title == register.document_title
    assert properties.creator == register.author
    assert properties.created == datetime(2026, 11, 22)  # noqa: DTZ001  # as openpyxl reads it


def test_a_text_too_long_for_a_cell_says_that_it_is_cut() -> None:
    """A cell holds 32,767 characters; nothing ends in silence."""
    long = "word " * 9000
    emoji = "\U0001f693" * 20_000
    register = register_for([case(**recommendations({"text": long}, {"text": emoji}))])
    found = [row[7] for row in cells(book_of(to_xlsx(register))["All items"])]
    assert all(str(text).endswith("… (cut short here; the draft has all of it)") for text in found)
    assert len(found[0]) == MOST_CHARACTERS
    assert len(found[1].encode("utf-16-le")) // 2 in (MOST_CHARACTERS, MOST_CHARACTERS - 1)


def test_an_empty_register_is_a_spreadsheet_with_headings() -> None:
    """With its filters, and no rows."""
    book = book_of(to_xlsx(register_for([])))
    assert [cells(sheet) for sheet in book] == [[], [], []]
    assert [sheet.freeze_panes for sheet in book] == ["A2"] * 3


@pytest.mark.slow
def test_libreoffice_opens_the_spreadsheet_and_reads_the_same(
    register: Register, tmp_path: Path
) -> None:
    """Each cell of the first sheet as CSV, and each of all three as a spreadsheet of its own."""
    path = tmp_path / "register.xlsx"
    path.write_bytes(to_xlsx(register))
    utf_8 = "csv:Text - txt - csv (StarCalc):44,34,76"
    table = libreoffice_to(path, utf_8, tmp_path / "csv").read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(table)))
    assert [row[1] for row in rows[1:]] == [f"{row.published:%d/%m/%Y}" for row in register.items]
    assert [row[7] for row in rows[1:]] == [row.text.lines for row in register.items]
    again = libreoffice_to(path, "xlsx", tmp_path / "again")
    book = book_of(again.read_bytes())
    for one in tables_of(register):
        assert cells(book[one.name]) == expected(one)
        assert book[one.name].auto_filter.ref
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert "f" not in kinds


# --- CSV and JSON ---------------------------------------------------------------


def test_the_csv_holds_every_item_and_no_formula(register: Register) -> None:
    """A byte order mark, CRLF, ISO dates, and an apostrophe before what looks like a formula."""
    data = items_csv(register)
    assert data.startswith(b"\xef\xbb\xbfReport,Published,Item,")
    assert data == items_csv(register)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == len(register.items) + 1
    assert rows[2][:4] == ["Title of full", "2024-02-29", "C1-R1a", "1a"]
    assert rows[2][7] == register.items[1].text.lines
    assert rows[2][-1] == str(register.items[1].overdue)
    texts = [row[7] for row in rows]
    assert [text for text in texts if text.startswith("'")] == [
        f"'{text.strip()}" for text in FORMULAS
    ]
    assert not any(
        cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row
    )
    lines = data.replace(b"\r\n", b"")
    assert b"\r" not in lines


def test_the_csv_of_inspections(register: Register) -> None:
    """A line for each."""
    rows = list(csv.reader(io.StringIO(inspections_csv(register).decode("utf-8-sig"))))
    assert rows[0][2] == "Statutory last day"
    assert rows[1:] == [
        ["Title of full", "2024-02-29", "2024-04-24", "2024-04-24", "56", "In time", "0", "9", "8",
         "https://www.example.org/full"],
        ["Title of unknown", "2025-01-10", "2025-03-06", "", "", "Date not recorded", "", "0", "0",
         "https://www.example.org/unknown"],
        ["Title of open", "2026-11-02", "2026-12-27", "", "", "Not published yet", "0", "1", "1",
         "https://www.example.org/open"],
    ]  # fmt: skip


def test_the_json_holds_every_item_and_inspection(register: Register) -> None:
    """Keys as they are documented; null where nothing is recorded."""
    data = json.loads(to_json(register))
    assert set(data) == {"format", "title", "office", "dated", "items", "inspections"}
    assert (data["format"], data["dated"]) == (1, "2026-11-22")
    assert len(data["items"]) == len(register.items)
    assert data["items"][1]["due"] == "2024-12-31"
    assert data["items"][1]["evidence"] == "Minute 7"
    assert data["items"][0]["owner"] is None
    assert [one["answered"] for one in data["inspections"]] == ["2024-04-24", None, None]
    assert to_json(register) == to_json(register)


# --- the page -------------------------------------------------------------------


def test_the_page_shows_the_lists_and_the_charts_with_their_tables(register: Register) -> None:
    """Every table has a caption and heads its columns and rows."""
    page: Any = html.document_fromstring(register_page(register, register_set()))
    tables = page.findall(".//table")
    assert len(tables) == 2 + 1 + 1 + 2
    for table in tables:
        assert table.findtext("caption")
        assert {cell.get("scope") for cell in table.find("thead").iter("th")} == {"col"}
        for row in table.find("tbody"):
            assert [cell.get("scope") for cell in row.iter("th")] == ["row"]
    assert [one.get("role") for one in page.iter("svg")] == ["img", "img"]
    assert tables[0].findtext("caption") == "Open items by age and status: the figures"
    words = page.text_content()
    for text in ("Minute 7", "29 February 2024", "No: It is for the Home Office", "Begun"):
        assert text in words
    assert register_page(register, register_set()) == register_page(register, register_set())


def test_what_a_draft_holds_is_escaped_in_the_page() -> None:
    """No text becomes an element."""
    item = {"text": r"a \<b>c & d", "owner": "<script>alert(1)</script>"}
    register = register_for([case(name="<i>x</i>", **recommendations(item))])
    page = register_page(register, register_set())
    assert "<script" not in page
    assert "<i>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_an_empty_register_is_a_page_too() -> None:
    """It says that there is nothing yet."""
    page: Any = html.document_fromstring(register_page(register_for([]), register_set()))
    assert [element.text for element in page.iter("h2")] == [
        "At a glance",
        "Inspections",
        "Open items",
        "All items",
    ]
    assert page.text_content().count("There are none.") == 3


@pytest.mark.slow
def test_the_page_is_accessible_and_narrow(register: Register, tmp_path: Path) -> None:
    """axe-core finds nothing, also when empty; nothing but the figures is wider than 320 pixels.

    The lists are cards there, and the same tables to a screen reader.
    """
    pages = []
    for name, one in (("full", register), ("empty", register_for([]))):
        path = tmp_path / f"{name}.html"
        path.write_text(register_page(one, register_set()), encoding="utf-8")
        pages.append(path)
    verdicts = axe(pages)
    assert [verdict.findings for verdict in verdicts] == [(), ()]
    assert all(verdict.passed for verdict in verdicts)
    results = _run_node("narrow.mjs", [str(page) for page in pages])
    assert [(result["width"], result["outside"]) for result in results] == [(320, [])] * 2
    assert ["cell", "In progress"] in results[0]["tables"]
    assert all(result["tables"] == result["wide_tables"] for result in results)


def test_the_page_says_what_the_report_and_the_office_call_an_item() -> None:
    """In both lists; an area for priority action in words."""
    area = {"text": "Answer.", "priority": True, "under": "Contact", "office_number": 7}
    page: Any = html.document_fromstring(
        register_page(register_for([case(**areas(area))]), register_set())
    )
    rows = page.xpath("//table[contains(@class, 'items')]/tbody/tr")
    assert len(rows) == 2
    for row in rows:
        words = row.text_content()
        assert "Area for priority action" in words
        assert "Heading in the report: Contact" in words
        assert "Our number 7" in words


def test_a_mark_has_a_colour_besides_and_enough_contrast(register: Register) -> None:
    """Each with its words; nothing is said by colour alone."""
    sheet = book_of(to_xlsx(register))["All items"]
    (place,) = (
        at for at, column in enumerate(tables_of(register)[0].columns) if column.key == "pace"
    )
    found = {}
    for row in sheet.iter_rows(min_row=2):
        cell = row[place]
        found[cell.value] = (cell.font.color and cell.font.color.rgb, cell.fill.fgColor.rgb)
    assert found["▲ Late"] == ("FFA3111B", "FFFBE9EA")
    assert found["● On time"] == ("FF1B6130", "FFE8F4EA")
    assert found["✓ Done"][0] == "FF1B6130"
    assert "○ No day set" in found
