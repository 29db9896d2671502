"""A row that is longer than a page is read cell by cell, and not page by page."""

from __future__ import annotations

from pathlib import Path

import pytest

from s55.render.html.document import to_html
from s55.render.pdf.document import to_pdf
from s55.render.pdf.patches.structure import elements
from s55.templating.registry import load_set, standard_sets
from s55.views.response.build import response_view
from tests.drafts_for_tests import HEAD, response_of, settings_of
from tests.extracted import characters, html_text, pdf_text, without_bullets
from tests.render.pdf.patches.plain import plain_pdf
from tests.validators import verapdf

SENTENCES = " ".join(f"Sentence {number} of a text that goes on and on." for number in range(220))
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
    assert "Sentence219ofatextthatgoesonandon.A.Body" in expected


@pytest.mark.slow
def test_the_tags_keep_to_the_standards(printed: tuple[str, Path]) -> None:
    """PDF/UA-1 and PDF/A-3a."""
    verdicts = verapdf([printed[1]])
    assert [verdict.findings for verdict in verdicts] == [(), ()]
    assert all(verdict.passed for verdict in verdicts)


def test_still_needed() -> None:
    """Plain WeasyPrint makes two rows of one that runs over two pages."""
    cell = "<br>".join(f"Line {number}" for number in range(100))
    pdf = plain_pdf(f"<table><tr><td>{cell}</td><td>{cell}</td></tr></table>")
    assert len(elements(pdf, "/TR")) > 1
