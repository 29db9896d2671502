"""Style sheets are read once, and say the same to each page."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from s55.render.pdf.loading.weasyprint import weasyprint
from s55.render.pdf.shortcuts.kept_sheets import keep_sheets

SHEET = """
@page wide { size: A4 landscape }
@counter-style ring { system: cyclic; symbols: "o" }
p { color: red }
"""


class _Reader:
    """Reads style sheets as WeasyPrint does, and counts them."""

    def __init__(self) -> None:
        weasyprint()
        from weasyprint.css import counters

        self.read: list[str] = []
        self.css = SimpleNamespace(CSS=self._sheet)
        self._counters = counters
        keep_sheets(self.css)

    def _sheet(self, **named: Any) -> Any:
        self.read.append(named["string"])
        return weasyprint().CSS(**named)

    def page(
        self, text: str, media_type: str = "print", **others: Any
    ) -> tuple[Any, list[Any], dict[str, Any]]:
        """Read the sheet of a new page: the sheet, rules of pages, and ways of counting.

        Args:
            text: the sheet.
            media_type: what it is read for.
            others: the page's other ways of counting.
        """
        rules: list[Any] = []
        ways = self._counters.CounterStyle(others)
        sheet = self.css.CSS(
            string=text, base_url=None, url_fetcher=None, media_type=media_type, font_config=None,
            counter_style=ways, color_profiles={}, page_rules=rules, layers=[],
        )  # fmt: skip
        return sheet, rules, ways


def test_a_sheet_is_read_once_and_says_the_same_to_each_page() -> None:
    """Its rules, those of its pages, and its ways of counting."""
    reader = _Reader()
    first, second = reader.page(SHEET), reader.page(SHEET)
    assert reader.read == [SHEET]
    assert first == second
    sheet, rules, ways = second
    assert [len(sheet.matcher.lower_local_name_selectors["p"]), len(rules)] == [1, 1]
    assert ways["ring"]["symbols"] == (("string", "o"),)


def test_what_other_sheets_of_a_page_count_by_stays_theirs() -> None:
    """Only what is in a sheet itself goes along to the next page."""
    reader = _Reader()
    own = {"symbols": (("string", "x"),)}
    for name in ("cross", "star"):
        assert reader.page(SHEET, "print", **{name: own})[2].keys() == {"ring", name}


def test_a_sheet_for_another_medium_is_read_for_it() -> None:
    """What applies on paper does not on the screen."""
    reader = _Reader()
    text = "@media screen { p { color: red } }"
    sheets = [reader.page(text, medium)[0] for medium in ("print", "screen", "print")]
    assert [len(sheet.matcher.lower_local_name_selectors) for sheet in sheets] == [0, 1, 0]
    assert len(reader.read) == 2


@pytest.mark.parametrize(
    "text", ["@layer one;", "@layer one { p { color: red } }", "@la\\79 er one;"]
)
def test_a_sheet_that_reaches_the_document_is_read_for_each(text: str) -> None:
    """The order of layers, for example, is that of the document."""
    reader = _Reader()
    reader.page(text)
    reader.page(text)
    assert reader.read == [text, text]


def test_only_the_last_sheets_are_kept() -> None:
    """Memory stays flat over many documents with other sheets."""
    reader = _Reader()
    texts = [f"p {{ margin: {number}px }}" for number in range(9)]
    for text in [*texts, texts[8], texts[1], texts[0], texts[1]]:
        reader.page(text)
    assert reader.read == [*texts, texts[0]]
