"""Work out the styles of pages and of their margins once for all pages that the same rules are for.

Made for: WeasyPrint 70.0 (`weasyprint.layout.page.set_page_type_computed_styles`).
Why: WeasyPrint computes some hundred values anew for each page and each of its margins, and looks
    for the margins of a page among those of all pages before it. Of 290 pages with little on them
    that is a sixth of the time and 20 MB.
Upstream: `set_page_type_computed_styles` would have to keep what it gave by the selectors that
    match a page.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

_KEPT = "styles_by_rules"


def keep_page_styles(page: Any) -> None:
    """Let pages share styles.

    Args:
        page: the module ``weasyprint.layout.page``.
    """
    original = page.set_page_type_computed_styles

    @functools.wraps(original)
    def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
        matching = tuple(_matching(style_for, page_type))
        # The sizes that some units are relative to are known after the first page.
        rules = (page_type.index == 0, *(number for number, _ in matching))
        kept: dict[Any, Any] = style_for.__dict__.setdefault(_KEPT, {})
        if rules not in kept:
            original(page_type, html, style_for)
            kept[rules] = page_type
            return
        styles = style_for.get_computed_styles()
        for margin in {None, *(margin for _, margin in matching)}:
            styles[page_type, margin] = styles[kept[rules], margin]

    page.set_page_type_computed_styles = set_page_type_computed_styles


def _matching(style_for: Any, page_type: Any) -> Iterator[tuple[int, str | None]]:
    """Yield the number of each selector that matches a page, and which margin it is for, if any."""
    number = 0
    for sheet, *_ in style_for._sheets:
        for _, selectors, _ in sheet.page_rules:
            for _, margin, selected in selectors:
                number += 1
                if style_for._page_type_match(selected, page_type):
                    yield number, margin
