"""Whatever a page holds, its PDF is the same by the short ways and by the long way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from s55.render.pdf.fonts import only_fonts_of
from s55.render.pdf.loading.weasyprint import weasyprint
from tests.render.pdf.shortcuts.long_way import long_way
from tests.render.sets_for_tests import standard_set

WORDS = (
    *("AVA", "To", "the", "office", "a", "fi", "Wyf", "£1,250", "—", "“Yes”,", "3.", "x\u0302"),
    *("re\u00adcord", "12\u00a0May", "and/or", "well-known", "שלום", "no\nbreak", "tab\there"),
    *("recommendation", "antidisestablishmentarianism", "\u2003", "w\u200bb", "Tŷ", "<br>"),
)
DECLARATIONS = (
    *("font-size: 8pt", "font-size: 1.4em", "font-weight: bold", "font-style: italic"),
    *("font-variant-caps: small-caps", "font-kerning: none", "font-variant-numeric: tabular-nums"),
    *("font-family: 'Open Sans'", "line-height: 1.1", "letter-spacing: .4px", "word-spacing: 2px"),
    *("text-align: justify", "text-align: right", "text-indent: 1em", "hyphens: auto"),
    *("hyphens: none", "overflow-wrap: anywhere", "overflow-wrap: break-word"),
    *("word-break: break-all", "white-space: nowrap", "white-space: pre-wrap", "tab-size: 20px"),
    *("text-decoration: underline", "text-decoration: line-through", "vertical-align: super"),
    *("direction: rtl", "width: 70px", "width: 40%", "min-width: 20%", "max-width: 5em"),
    *("margin: 3px auto", "padding: 1px 2%", "border: 1px solid", "border-radius: 3px"),
    *("background: #eee", "color: #135", "float: left", "position: relative; top: 2px"),
    *("page-break-inside: avoid", "page: wide", "columns: 2", "display: flex"),
    *("display: inline-block", "visibility: hidden", "opacity: .5", "margin-inline-start: 1em"),
    *("overflow: hidden; text-overflow: ellipsis; white-space: nowrap", "line-clamp: 2"),
)
SHEET = """
@page { size: 220px 170px; margin: 22px 15px;
  @top-left { content: string(title) } @bottom-right { content: counter(page) " of " counter(pages) }
}
@page wide { size: 300px 150px }
html { lang: en; font: 11px 'Liberation Sans'; overflow-wrap: break-word } h2 { string-set: title content() }
table { border-collapse: collapse; width: 100% } td, th { border: 1px solid; padding: 2px }
p::first-letter { font-size: 1.2em } li::first-line { font-size: 9px; line-height: 2 } li::marker { font-weight: bold }
"""  # noqa: E501  # a rule a line

_styles = st.lists(st.sampled_from(DECLARATIONS), max_size=3).map("; ".join)
_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)


def _element(names: str, content: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """One of several elements with a style and some of what may be in it."""
    return st.builds(
        lambda name, style, inner: f'<{name} style="{style}">{inner}</{name}>',
        st.sampled_from(names.split()),
        _styles,
        st.lists(content, min_size=1, max_size=3).map("".join),
    )


_inline = _words | _element("b i span", _words)
_cell = _element("td th", _inline)
_table = _element("table", _element("tr", _cell))
_list = _element("ul ol", _element("li", _inline))
_block = _element("p h2 blockquote", _inline) | _list | _table
_body = st.lists(_block | _element("div", _block), min_size=1, max_size=4).map("".join)


@pytest.fixture(scope="module")
def fonts() -> Iterator[tuple[Any, Any]]:
    """The fonts of documents that are made by the short ways, and of those by the long way."""
    with only_fonts_of(standard_set()):
        yield weasyprint().FontConfiguration(), weasyprint().FontConfiguration()


def _written(body: str, fonts: Any) -> bytes:
    page = weasyprint().HTML(string=f"<html lang=en><style>{SHEET}</style>{body}")
    try:
        written: bytes = page.write_pdf(
            font_config=fonts, uncompressed_pdf=True, pdf_variant="pdf/ua-1"
        )
    except AssertionError:  # of WeasyPrint, for some lines that are cut off and justified
        return b""
    return written


# To look for a smaller page would take minutes.
@settings(max_examples=12, phases=[Phase.generate])
@given(_body)
def test_any_page_is_written_as_it_was(fonts: tuple[Any, Any], body: str) -> None:
    """Byte for byte, with all that was kept of the pages before."""
    short, long = fonts
    quick = _written(body, short)
    with long_way():
        assert _written(body, long) == quick
