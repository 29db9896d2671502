"""Work out the lengths of a box once for all boxes with the same style in the same place.

Made for: WeasyPrint 70.0 (`weasyprint.layout.percent.resolve_percentages`).
Why: WeasyPrint works out twenty lengths of each box whenever it is laid out. In a document of
    paragraphs nearly all boxes have the same few.
Upstream: keep them by what they are worked out of.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from operator import itemgetter
from typing import Any

_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
    *(f"{bound}{axis}" for bound in ("", "min_", "max_") for axis in ("width", "height")),
)
"""What is worked out, and the properties of the same names that it is worked out of."""
_MOST = 10_000
"""So many lengths of different boxes are kept: 3 MB."""


def keep_lengths(modules: Iterable[Any], boxes: Any, dimension: type[Any]) -> None:
    """Let boxes have the lengths that were worked out for others like them.

    Args:
        modules: ``weasyprint.layout.percent``, and those that know its function by name.
        boxes: the module ``weasyprint.formatting_structure.boxes``.
        dimension: the class of lengths and percentages.
    """
    changed = list(modules)
    original = changed[0].resolve_percentages
    said = itemgetter(*_LENGTHS, "box_sizing", "border_collapse")
    usual = {str, int, float, dimension}
    known: dict[tuple[Any, ...], dict[str, Any]] = {}

    @functools.wraps(original)
    def resolve_percentages(box: Any, containing_block: Any) -> None:
        around = containing_block
        if isinstance(around, boxes.Box):
            around = around.width, around.height
        values = said(box.style)
        key = (values, tuple(around), isinstance(box, boxes.PageBox))
        lengths = known.get(key)
        if lengths is not None:
            vars(box).update(lengths)
            return
        original(box, containing_block)
        # What is still a sum is worked out of more. Borders that collapse are the table's.
        if values[-1] != "collapse" and usual.issuperset(map(type, values)):
            if len(known) >= _MOST:
                known.clear()
            known[key] = {name: getattr(box, name) for name in _LENGTHS}

    for module in changed:
        if getattr(module, "resolve_percentages", None) is original:
            module.resolve_percentages = resolve_percentages
