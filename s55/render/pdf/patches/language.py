"""Tag the language of parts of a page that are in another language than the page.

Made for: WeasyPrint 70.0 (`weasyprint.pdf.tags._build_box_tree`).
Why: WeasyPrint writes the language of the whole document only, so that a screen reader would read
    Welsh with an English voice.
Upstream: `_build_box_tree` would have to write /Lang for elements with a lang attribute.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any


def tag_languages(tags: Any) -> None:
    """Let WeasyPrint tag the language of each element that names one.

    Args:
        tags: the module ``weasyprint.pdf.tags``.
    """
    original = tags._build_box_tree

    @functools.wraps(original)
    def build_box_tree(box: Any, *others: Any) -> Iterator[Any]:
        language = _own_language(box)
        for element in original(box, *others):
            if language:
                element["Lang"] = tags.pydyf.String(language)
            yield element

    tags._build_box_tree = build_box_tree


def _own_language(box: Any) -> str:
    """Give the language that the element of a box names, but for the page itself; '' for none."""
    element = getattr(box, "element", None)
    if element is None or box.element_tag in ("html", "body"):
        return ""
    return str(element.get("lang") or "")
