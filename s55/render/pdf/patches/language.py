"""Parts of a page in another language than the page: their language in the tags of the PDF.

WeasyPrint (70) writes the language of the whole document only; a screen reader would read Welsh
with an English voice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_MENDED = "_s55_says_the_language_of_parts"


def mend(tags: Any) -> None:
    """Let WeasyPrint say the language of each element that has one of its own.

    Args:
        tags: the module ``weasyprint.pdf.tags``, in which this happens.
    """
    if getattr(tags, _MENDED, False):
        return
    original = tags._build_box_tree

    def build_box_tree(box: Any, *others: Any) -> Iterator[Any]:
        language = _own_language(box)
        for element in original(box, *others):
            if language:
                element["Lang"] = tags.pydyf.String(language)
            yield element

    # The mark stands on the module: others mend the same function, and hide a mark on it.
    setattr(tags, _MENDED, True)
    tags._build_box_tree = build_box_tree


def _own_language(box: Any) -> str:
    """The language that the element of a box names, but for the page itself; '' for none."""
    element = getattr(box, "element", None)
    if element is None or box.element_tag in ("html", "body"):
        return ""
    return str(element.get("lang") or "")
