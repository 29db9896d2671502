"""The styles of pages and their margins: worked out once for all pages of the same rules."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from s55.render.pdf.fonts import only_fonts_of
from s55.render.pdf.loading.weasyprint import weasyprint
from tests.render.sets_for_tests import standard_set

STYLE = """
@page { size: 10cm; margin: 1cm; @bottom-right { content: counter(page) " of " counter(pages) } }
@page :first { margin-left: 20vw; @top-left { content: "First"; color: red } }
@page :left { background: #eee; @top-left { content: "Left" } }
@page :nth(4) { border: 2px solid blue }
@page wide { size: 20cm 10cm; counter-increment: page 2; @top-left { content: string(title) } }
@page wide:nth(2 of wide) { margin: 10vh 2cm }
h1 { string-set: title content(); break-before: page }
.wide { page: wide }
"""
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>T</title><style>{STYLE}</style></head><body>
{"".join(f"<h1>Heading {number}</h1><p>Text</p>" for number in range(5))}
<div class="wide">{"".join(f"<h1>Wide {number}</h1>" for number in range(4))}</div>
<h1>The end</h1></body></html>"""


@pytest.fixture(scope="module")
def page_module() -> Any:
    """WeasyPrint's module of that name, patched."""
    weasyprint()
    return import_module("weasyprint.layout.page")


def _rendered(page: str = PAGE) -> Any:
    with only_fonts_of(standard_set()):
        library = weasyprint()
        return library.HTML(string=page).render(font_config=library.FontConfiguration())


def _pdf(page: str) -> bytes:
    made: bytes = _rendered(page).write_pdf()
    return made


@pytest.mark.parametrize(
    "style", [STYLE, "@page { margin: 1cm 1cm 1cm 20vw } h1 { break-before: page }"]
)
def test_the_bytes_are_those_of_styles_worked_out_for_each_page(
    style: str, page_module: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With rules for the first page, left ones, single ones, and named ones; and with one alone."""
    page = PAGE.replace(STYLE, style)
    shared = _pdf(page)
    original = page_module.set_page_type_computed_styles.__wrapped__
    monkeypatch.setattr(page_module, "set_page_type_computed_styles", original)
    assert shared == _pdf(page)


def test_pages_of_the_same_rules_share_their_styles() -> None:
    """The first, fourth and second wide page have rules of their own; the others have two sides."""
    pages = _rendered().pages
    assert len(pages) == 10
    assert len({id(page._page_box.style) for page in pages}) == 7


def test_still_needed(page_module: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain WeasyPrint works out the styles of each page."""
    original = page_module.set_page_type_computed_styles.__wrapped__
    monkeypatch.setattr(page_module, "set_page_type_computed_styles", original)
    assert len({id(page._page_box.style) for page in _rendered().pages}) == 10
