"""Keep the style sheets of pages as WeasyPrint has read them, for the next page with the same ones.

Made for: WeasyPrint 70.0 (`weasyprint.css.find_stylesheets`).
Why: it reads the style sheets of each page again, a fifth of the time for a page or two; the pages
    of a batch, and the parts of a paper, have the same ones.
Upstream: `CSS` would have to keep the matcher of a text and what it adds to the document.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import Any

from s55.records import dataclass

_MOST = 8
"""How many are kept: those of a paper with responses of many sets."""
_REACHES_THE_DOCUMENT = re.compile(
    r"@(?:[\w-]*\\|font-face|import|layer|color-profile)", re.IGNORECASE
)
"""Rules whose effect is not only in the sheet, its pages and its ways of counting.

A rule whose name is written with escapes may be one of them.
"""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A style sheet that was read, and what it adds to a document.

    Attributes:
        sheet: the sheet of WeasyPrint.
        page_rules: its rules for pages.
        counter_style: its ways of counting, by their names.
    """

    sheet: Any
    page_rules: list[Any]
    counter_style: dict[str, Any]


def keep_sheets(css: Any) -> None:
    """Let WeasyPrint read a style sheet once.

    Args:
        css: the module ``weasyprint.css``.
    """
    read = css.CSS
    known: OrderedDict[tuple[str, Any, Any], _Kept] = OrderedDict()

    def sheet(**named: Any) -> Any:
        text = named.get("string")
        if text is None or _REACHES_THE_DOCUMENT.search(text):
            return read(**named)
        key = text, named["base_url"], named["media_type"]
        # The desk prints in threads: what is taken here stays, whatever another one lets go.
        kept = known.pop(key, None) or _read(read, named)
        known[key] = kept
        while len(known) > _MOST:
            known.popitem(last=False)
        named["page_rules"] += kept.page_rules
        named["counter_style"].update(kept.counter_style)
        return kept.sheet

    css.CSS = sheet


def _read(read: Any, named: dict[str, Any]) -> _Kept:
    ways = named["counter_style"].copy()
    before = dict(ways)
    page_rules: list[Any] = []
    sheet = read(**{**named, "page_rules": page_rules, "counter_style": ways})
    added = {name: way for name, way in ways.items() if before.get(name) is not way}
    return _Kept(sheet, page_rules, added)
