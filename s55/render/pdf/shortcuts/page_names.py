"""Ask the first and the last box of a part for the pages that they want, and not all boxes.

Made for: WeasyPrint 70.0 (`weasyprint.formatting_structure.boxes.ParentBox.page_values`).
Why: before each box of a page, WeasyPrint asks the boxes on both sides whether they want pages of
    another name. It lists all that is in them, at every level, to find the first and the last.
Upstream: look for the first from the beginning, and for the last from the end.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any


def ask_first_and_last(boxes: Any) -> None:
    """Let a box find quickly on which pages it wants to begin and to end.

    Args:
        boxes: the module ``weasyprint.formatting_structure.boxes``.
    """
    parent = boxes.ParentBox

    @functools.wraps(parent.page_values)
    def page_values(box: Any) -> tuple[str, str]:
        start, end = super(parent, box).page_values()
        first = _first_with_a_page(box.children)
        if first is None:
            return start, end
        last = _first_with_a_page(reversed(box.children))
        of_first = first.page_values()
        of_last = of_first if last is first else last.page_values()
        return of_first[0] or start, of_last[1] or end

    parent.page_values = page_values


def _first_with_a_page(children: Iterable[Any]) -> Any:
    return next((one for one in children if one.is_in_normal_flow() or one.is_floated()), None)
