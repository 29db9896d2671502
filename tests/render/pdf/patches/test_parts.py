"""What runs over pages or lines has one tag: a row is read cell by cell, and not page by page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from s55.render.html.document import to_html
from s55.render.pdf.document import to_pdf
from s55.render.pdf.patches.lists import nest_lists
from s55.render.pdf.patches.parts import join_parts
from s55.render.pdf.patches.structure import elements, kids, referenced
from s55.templating.registry import load_set, standard_sets
from s55.views.response.build import response_view
from tests.drafts_for_tests import HEAD, response_of, settings_of
from tests.extracted import characters, html_text, pdf_text, without_bullets
from tests.render.pdf.patches.plain import plain_pdf
from tests.validators import verapdf

SENTENCES = " ".join(f"Sentence {number} of a text that goes on and on." for number in range(120))
DRAFT = HEAD + (
    "recommendations:\n  items:\n"
    f"    - {{number: 1, text: {SENTENCES}, owner: A. Body, status: complete}}\n"
    f"    - {{number: 2, text: {SENTENCES} - and a list, owner: B. Body}}\n"
    "    - {number: 3, text: Short., owner: C. Body}\n"
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The page, and the PDF of it."""
    template = load_set(standard_sets() / "table")
    view = response_view(response_of(DRAFT), settings_of(), template.manifest)
    page = to_html(view, template)
    path = tmp_path_factory.mktemp("rows") / "long.pdf"
    path.write_bytes(to_pdf(page, view, template))
    return page, path


def test_long_rows_are_read_cell_by_cell(printed: tuple[str, Path]) -> None:
    """The owner comes after the whole of the text, as on the page."""
    page, path = printed
    expected = without_bullets(characters(html_text(page, markers=True)))
    assert without_bullets(characters(pdf_text(path))) == expected
    assert "Sentence119ofatextthatgoesonandon.A.Body" in expected


@pytest.mark.slow
def test_the_tags_keep_to_the_standards(printed: tuple[str, Path]) -> None:
    """PDF/UA-1 and PDF/A-3a."""
    verdicts = verapdf([printed[1]])
    assert [verdict.findings for verdict in verdicts] == [(), ()]
    assert all(verdict.passed for verdict in verdicts)


LONG = "Words that go on and on, so that they run over the page. " * 5
OVER = (
    "<style>@page { size: 8cm 8cm; margin: 1cm }</style>"
    f'<p>A <a href="https://example.org">{LONG[:300]}<b>bold</b> {LONG[:90]}</a> and more.</p>'
    f"<ul><li>{LONG}<ol><li>{LONG}</li><li>Second</li></ol></li><li>Last {LONG}</li></ul>"
    f"<p>{LONG}</p>"
)


def test_each_element_has_one_tag() -> None:
    """A link over lines; paragraphs, items and lists over pages."""
    pdf = plain_pdf(OVER)
    assert len(elements(pdf, "/Link")) > 2
    assert len(elements(pdf, "/L")) > 2
    nest_lists(pdf)
    join_parts(pdf)
    counted = {kind: len(elements(pdf, kind)) for kind in ("/Link", "/P", "/L", "/LI", "/LBody")}
    assert counted == {"/Link": 1, "/P": 3, "/L": 2, "/LI": 4, "/LBody": 4}
    (outer, _), (link,) = elements(pdf, "/L"), elements(pdf, "/Link")
    first, last = kids(pdf, outer)
    assert [kid["S"] for kid in kids(pdf, first)] == ["/Lbl", "/LBody"]
    assert [kid["S"] for kid in kids(pdf, last)] == ["/Lbl", "/LBody"]
    assert len([kid for kid in kids(pdf, link) if kid.get("Type") == "/OBJR"]) > 2
    _lead_both_ways(pdf)


def test_columns_that_run_over_pages_are_read_one_after_the_other() -> None:
    """And not page by page, which would divide the sentences of both."""
    column = "<div style='display: table-cell; width: 3cm'><p>{}</p><p>{}</p></div>"
    first, second = column.format("a " * 90, "b " * 90), column.format("c " * 90, "d " * 90)
    pdf = plain_pdf(f"{OVER.partition('<p>')[0]}<div style='display: table'>{first}{second}</div>")
    assert len(elements(pdf, "/P")) > 4
    join_parts(pdf)
    assert len(elements(pdf, "/P")) == 4
    _lead_both_ways(pdf)


def _lead_both_ways(pdf: Any) -> None:
    """Content and annotations lead to the tag that holds them."""
    tree = referenced(pdf, referenced(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])
    parents = dict(zip(tree["Nums"][::2], tree["Nums"][1::2], strict=True))
    for page, reference in enumerate(pdf.page_references):
        for mark, parent in enumerate(parents.pop(page)):
            assert (bytes(reference), mark) in _content(pdf, referenced(pdf, parent))
    for number, parent in parents.items():
        held = [kid["Obj"] for kid in kids(pdf, referenced(pdf, parent)) if "Obj" in kid]
        assert number in [referenced(pdf, annotation)["StructParent"] for annotation in held]


def _content(pdf: Any, tag: Any) -> list[tuple[bytes, int]]:
    """The pages and numbers of a tag's own content."""
    own = [(bytes(tag["Pg"]), kid) for kid in tag["K"] if isinstance(kid, int)]
    further = (kid for kid in kids(pdf, tag) if kid.get("Type") == "/MCR")
    return own + [(bytes(kid["Pg"]), kid["MCID"]) for kid in further]


def test_still_needed() -> None:
    """Plain WeasyPrint makes two rows of one that runs over two pages."""
    cell = "<br>".join(f"Line {number}" for number in range(100))
    pdf = plain_pdf(f"<table><tr><td>{cell}</td><td>{cell}</td></tr></table>")
    assert len(elements(pdf, "/TR")) > 1
