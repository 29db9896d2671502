"""Pass over boxes of the usual kind: in the normal flow, and with nothing behind them.

Made for: WeasyPrint 70.0 (`weasyprint.layout.background.layout_box_backgrounds` and
    `weasyprint.formatting_structure.boxes.Box.is_in_normal_flow`).
Why: it works out round corners, pictures, colours and shadows of each box of a page, and asks five
    times whether a box is anywhere else. Nearly all boxes are words, which have nothing behind them
    and are where they are written.
Upstream: compare these values of a style with the first ones, before anything is worked out.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

_RADII = tuple(
    f"border_{row}_{column}_radius" for row in ("top", "bottom") for column in ("left", "right")
)
_BEHIND = (
    *_RADII,
    "background_color",
    "background_image",
    "border_image_source",
    "box_shadow",
    "mask_border_source",
)
"""The properties by which a box has something behind it."""


def pass_over_plain_boxes(background: Any, initial: Mapping[str, Any], kind: type[Any]) -> None:
    """Let boxes for which no style sheet says what is behind them have nothing there.

    Args:
        background: the module ``weasyprint.layout.background``.
        initial: the first value of each property.
        kind: the class of boxes; what stands for a box is none.
    """
    original = background.layout_box_backgrounds
    values = itemgetter(*_BEHIND)
    nothing = values(initial)
    corners = dict.fromkeys(_RADII, (0, 0))

    @functools.wraps(original)
    def layout_box_backgrounds(
        page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None
    ) -> None:
        is_usual = style is None and box is not page and isinstance(box, kind)
        if not is_usual or values(box.style) != nothing:
            original(page, box, get_image, layout_children, style)
            return
        vars(box).update(corners, background=None)
        if layout_children:
            for child in box.all_children():
                layout_box_backgrounds(page, child, get_image)

    background.layout_box_backgrounds = layout_box_backgrounds


def know_usual_flow(boxes: Any) -> None:
    """Let a box that neither floats nor is placed anywhere be in the normal flow at once.

    Args:
        boxes: the module ``weasyprint.formatting_structure.boxes``.
    """
    original = boxes.Box.is_in_normal_flow

    @functools.wraps(original)
    def is_in_normal_flow(box: Any) -> bool:
        style = box.style
        if style["position"] == "static" and style["float"] == "none":
            return True
        known: bool = original(box)
        return known

    boxes.Box.is_in_normal_flow = is_in_normal_flow
