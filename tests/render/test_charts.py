"""Charts: words and numbers for every bar, room for both, the same bytes, valid in a PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from pypdf import PdfReader

from s55.office.figures import Chart, ChartRow
from s55.render.charts import NARROWEST, PICTURE_SCALE, WIDTH, height_of, to_png, to_svg
from s55.render.html.document import to_html
from s55.render.pdf.document import to_pdf
from tests.render.sets_for_tests import standard_set
from tests.strategies import lines
from tests.validators import axe, pdf_text, verapdf
from tests.views_for_tests import rich_view

SVG = "{http://www.w3.org/2000/svg}"

ITEMS = Chart(
    "Open items by age & status",
    "148 open items: <most> in progress.",
    "Age",
    ("not started", "in progress", "not recorded"),
    (
        ChartRow("Under 3 months", (2, 4, 1)),
        ChartRow("3 to 6 months", (0, 0, 0)),
        ChartRow("A year or more", (1, 139, 1)),
    ),
)
YEARS = Chart(
    "Responses by year",
    "Twenty responses.",
    "Year",
    ("in time", "late", "open", "overdue", "date not recorded"),
    (ChartRow("2014 to 2018", (2, 4, 0, 0, 3)), ChartRow("2026", (3, 0, 2, 1, 0))),
)
EMPTY = Chart("Responses by year", "None yet.", "Year", ("in time", "late"), ())


def parsed(chart: Chart, prefix: str = "c") -> etree._Element:
    """The chart's SVG as XML."""
    return etree.fromstring(str(to_svg(chart, prefix)).encode())


def texts(root: etree._Element) -> list[str]:
    """The words of the picture in their order."""
    return [str(element.text) for element in root.iter(f"{SVG}text")]


def elements(tree: Any) -> Iterator[Any]:
    """The elements of a PDF's structure tree below ``tree``, in the order of reading."""
    kids = tree.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        element = kid.get_object()
        if isinstance(element, dict):
            yield element
            yield from elements(element)


def test_each_bar_has_its_name_and_its_number() -> None:
    """In the order of the table; a series without a count has no bar, an empty row says so."""
    root = parsed(ITEMS)
    assert texts(root) == [
        *("Under 3 months", "not started", "2", "in progress", "4", "not recorded", "1"),
        *("3 to 6 months", "none"),
        *("A year or more", "not started", "1", "in progress", "139", "not recorded", "1"),
    ]
    assert len(root.findall(f"{SVG}rect")) == 6


def test_it_is_a_picture_with_a_name_and_a_description() -> None:
    """Both are in it as elements, to which its attributes point."""
    root = parsed(ITEMS, "items")
    assert root.get("role") == "img"
    named = {element.get("id"): element.text for element in root.iter()}
    assert named[str(root.get("aria-labelledby"))] == "Open items by age & status"
    assert named[str(root.get("aria-describedby"))] == "148 open items: <most> in progress."
    assert [child.tag for child in root][:2] == [f"{SVG}title", f"{SVG}desc"]


def test_bars_are_as_long_as_their_numbers() -> None:
    """To a hundredth of the width."""
    widths = [float(str(bar.get("width"))[:-1]) for bar in parsed(ITEMS).findall(f"{SVG}rect")]
    longest = max(widths)
    assert longest > 40
    assert widths == pytest.approx([n / 139 * longest for n in (2, 4, 1, 1, 139, 1)], abs=0.01)


@given(
    st.lists(st.sampled_from(("open", "in progress", "date not recorded")), min_size=1, max_size=5),
    st.integers(0, 99999),
    lines(),
)
def test_names_bars_and_numbers_have_room_at_320_pixels(
    series: list[str], most: int, text: str
) -> None:
    """No bar reaches the edge, whatever is counted, and any text is escaped."""
    chart = Chart(text, text, text, tuple(series), (ChartRow(text, (most,) * len(series)),))
    root = parsed(chart)
    assert texts(root)[0] == text
    bars = [pair for pair in pairwise(root) if pair[0].tag == f"{SVG}rect"]
    assert len(bars) == (len(series) if most else 0)
    for bar, number in bars:
        start = float(str(number.get("dx")))
        end = start + float(str(number.get("x"))[:-1]) / 100 * NARROWEST
        assert float(str(bar.get("x"))) >= 16 * 0.45 * max(map(len, series))
        assert end + 16 * 0.56 * len(str(most)) <= NARROWEST


def test_nothing_is_fetched_and_ids_begin_with_the_prefix() -> None:
    """So that two charts can stand in one page."""
    svg = str(to_svg(YEARS, "years"))
    assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert len(ids) == len(set(ids)) == 7
    assert all(name.startswith("years-") for name in ids)
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(ids)


def test_letters_are_12_point_in_every_place() -> None:
    """One size for all, and none smaller; letters do not shrink with the picture."""
    root = parsed(YEARS)
    assert {element.get("font-size") for element in root.iter()} == {"16", None}
    assert root.get("viewBox") is None


def test_the_same_chart_gives_the_same_picture() -> None:
    """PNG for Word: its size, its resolution, its letters and its bytes."""
    template = standard_set()
    data = to_png(ITEMS, template)
    assert data == to_png(ITEMS, template)
    image: Any = Image.open(io.BytesIO(data))
    assert image.size == (WIDTH * PICTURE_SCALE, height_of(ITEMS) * PICTURE_SCALE)
    assert image.info["dpi"] == pytest.approx((240, 240), abs=0.1)
    grey = image.convert("L")
    assert grey.getextrema()[0] < 50  # letters are nearly black
    assert grey.getextrema()[1] == 255
    assert to_png(YEARS, template) != data


def test_a_chart_without_rows_is_a_picture_too() -> None:
    """An office begins with no response."""
    assert texts(parsed(EMPTY)) == []
    assert to_png(EMPTY, standard_set()).startswith(b"\x89PNG")


@pytest.mark.slow
def test_charts_in_a_pdf_pass_as_both_standards(tmp_path: Path) -> None:
    """Tagged as figures whose alternative text is the chart's name; the words can be copied."""
    template = standard_set()
    view = rich_view()
    charts = to_svg(ITEMS, "items") + to_svg(YEARS, "years")
    page = to_html(view, template).replace("<main", f"<section>{charts}</section><main", 1)
    path = tmp_path / "charts.pdf"
    path.write_bytes(to_pdf(page, view, template, b"{}\n"))
    assert [(found.check, found.findings) for found in verapdf([path])] == [("ua1", ()), ("3a", ())]
    root: Any = PdfReader(path).trailer["/Root"]
    tree = root["/StructTreeRoot"]
    figures = [found["/Alt"] for found in elements(tree) if found.get("/S") == "/Figure"]
    assert figures == ["Open items by age & status", "Responses by year"]
    assert "not recorded" in pdf_text(path)


@pytest.mark.slow
def test_charts_in_a_page_have_no_violation(tmp_path: Path) -> None:
    """axe-core: WCAG 2.2 A and AA."""
    path = tmp_path / "charts.html"
    path.write_text(
        '<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><title>Charts</title><main>'
        f"<h1>Charts</h1>{to_svg(ITEMS, 'items')}{to_svg(YEARS, 'years')}</main></html>",
        encoding="utf-8",
    )
    (verdict,) = axe([path])
    assert verdict.findings == ()
    assert verdict.passed
