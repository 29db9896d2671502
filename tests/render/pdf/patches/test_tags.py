"""Tags that WeasyPrint gets wrong: lists, header cells, links and languages.

What the patches make of them is judged by veraPDF (tests/render/pdf/test_conformance.py).
"""

from __future__ import annotations

import inspect

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
