"""Tags that WeasyPrint gets wrong: lists, header cells, links and languages.

What the patches make of them is judged by veraPDF (tests/render/pdf/test_conformance.py).
"""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from s55.render.pdf.patches.header_cells import complete_header_cells
from s55.render.pdf.patches.links import describe_links, drop_nested_links
from s55.render.pdf.patches.lists import nest_lists
from s55.render.pdf.patches.structure import elements, kids, referenced
from tests.render.pdf.patches.plain import plain_document, plain_pdf

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)

LIST = "<ul><li>One<ul><li>Inner</li></ul></li><li>Two</li></ul>"
TABLE = (
    "<table><thead><tr><th>Head</th><td></td></tr></thead>"
    "<tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
)
MERGED = (
    "<table><thead><tr><th rowspan=2>Year</th><th colspan=2>Items</th></tr>"
    "<tr><th>Open</th><th>Closed</th></tr></thead>"
    "<tbody><tr><th rowspan=2>2025</th><td>3</td><td>4</td></tr><tr><td>5</td><td>6</td></tr>"
    "<tr><th colspan=3>Later</th></tr><tr><th>2026</th><td colspan=2>7</td></tr>"
    "<tr><th colspan=3>Last</th></tr><tr><th>2027</th><td>8</td><td>9</td></tr></tbody></table>"
)
WITHOUT_GROUPS = (
    "<table><tr><th>Item</th><th>Status</th></tr><tr><td>1</td><td>open</td></tr>"
    '<tr><td>2</td><th scope="col">New status</th></tr><tr><td>3</td><td>closed</td></tr></table>'
)
LINK = '<p><a href="https://example.org"><b>Bold</b> link</a></p>'
PICTURE = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY"
    "42YAAAAASUVORK5CYII="
)
WELSH = '<p lang="cy">Cymraeg</p>'


def test_lists_still_needed() -> None:
    """Plain WeasyPrint tags a nested list beside the item that holds it."""
    pdf = plain_pdf(LIST)
    kinds = [[kid["S"] for kid in kids(pdf, one)] for one in elements(pdf, "/L")]
    assert ["/LI", "/L", "/LI"] in kinds
    nest_lists(pdf)
    kinds = [[kid["S"] for kid in kids(pdf, one)] for one in elements(pdf, "/L")]
    assert sorted(kinds) == [["/LI"], ["/LI", "/LI"]]


def test_header_cells_still_needed() -> None:
    """Plain WeasyPrint gives a header cell no scope, and a cell without headers an empty list."""
    pdf = plain_pdf(TABLE)
    assert [cell["A"].get("Scope") for cell in elements(pdf, "/TH")] == [None]
    assert [] in [cell["A"].get("Headers") for cell in elements(pdf, "/TD")]
    complete_header_cells(pdf)
    assert [cell["A"]["Scope"] for cell in elements(pdf, "/TH")] == ["/Column"]
    assert [] not in [cell["A"].get("Headers") for cell in elements(pdf, "/TD")]


def _headers(pdf: Any) -> dict[str, str]:
    """The words of the headers that each cell names, in their order, by the cell's words."""
    named = {cell["ID"].string: cell.source.text for cell in elements(pdf, "/TH")}
    return {
        cell.source.text: ", ".join(named[one.string] for one in cell["A"].get("Headers", ()))
        for cell in elements(pdf, "/TD")
    }


def test_headers_of_merged_cells() -> None:
    """Plain WeasyPrint names headers of other columns where cells of the head are merged."""
    pdf = plain_pdf(MERGED)
    assert _headers(pdf)["3"] != "2025, Items, Open"
    complete_header_cells(pdf)
    assert _headers(pdf) == {
        "3": "2025, Items, Open",
        "4": "2025, Items, Closed",
        "5": "2025, Items, Open",
        "6": "2025, Items, Closed",
        "7": "2026, Items, Open, Later, Closed",
        "8": "2027, Items, Open, Last",
        "9": "2027, Items, Closed, Last",
    }
    scopes = {cell.source.text: cell["A"]["Scope"] for cell in elements(pdf, "/TH")}
    assert {words for words, scope in scopes.items() if scope == "/Row"} == {"2025", "2026", "2027"}


def test_headers_of_a_table_without_groups() -> None:
    """A row of headers alone heads columns, and a header takes the place of one like it."""
    pdf = plain_pdf(WITHOUT_GROUPS)
    complete_header_cells(pdf)
    assert [cell["A"]["Scope"] for cell in elements(pdf, "/TH")] == ["/Column"] * 3
    assert _headers(pdf) == {
        "1": "Item",
        "open": "Status",
        "2": "Item",
        "3": "Item",
        "closed": "New status",
    }


def test_headers_in_two_rows_take_the_place_of_those_before() -> None:
    """Both of them: the second does not take the place of the first."""
    rows = ("<th>2025</th>", "<td>1</td>", "<th>2026</th>", "<th>Open</th>", "<td>2</td>")
    pdf = plain_pdf(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    complete_header_cells(pdf)
    assert _headers(pdf) == {"1": "2025", "2": "2026, Open"}


def test_links_still_needed() -> None:
    """Plain WeasyPrint makes a second link of the emphasis within a link."""
    document = plain_document(LINK)
    assert len(document.pages[0].links) == 2
    drop_nested_links(document)
    assert len(document.pages[0].links) == 1


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ('<a href="https://example.org">The  <b>whole</b>\nreport</a>', "The whole report"),
        ('<a href="#x" aria-label="[1] Back">[1]</a><b id="x">x</b>', "[1] Back"),
        (f'<a href="https://example.org"><img alt="Our logo" src="{PICTURE}"></a>', "Our logo"),
    ],
)
def test_links_are_described_by_their_words(link: str, words: str) -> None:
    """Plain WeasyPrint describes them by their address or anchor."""
    pdf = plain_pdf(f"<p>{link}</p>", before=drop_nested_links)
    (tag,) = elements(pdf, "/Link")
    (annotation,) = (referenced(pdf, kid["Obj"]) for kid in kids(pdf, tag) if "Obj" in kid)
    assert annotation["Contents"].string in ("https://example.org/", "https://example.org", "x")
    describe_links(pdf)
    assert annotation["Contents"].string == words


def test_language_still_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain WeasyPrint names the language of the whole document alone."""
    assert [str(tag.get("Lang")) for tag in elements(plain_pdf(WELSH), "/P")] != ["None"]
    from weasyprint.pdf import tags

    monkeypatch.setattr(tags, "_build_box_tree", inspect.unwrap(tags._build_box_tree))
    assert [tag.get("Lang") for tag in elements(plain_pdf(WELSH), "/P")] == [None]
