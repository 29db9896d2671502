"""Describe each font to Pango once.

Made for: WeasyPrint 70.0 (`weasyprint.text.line_break.get_font_description`).
Why: it describes the font to Pango for each line that it tries, and again for each that it draws:
    600 times for a response with a dozen fonts and sizes.
Upstream: keep the descriptions in the `FontConfiguration`, as the heights of lines are kept.
"""

from __future__ import annotations

import functools
from typing import Any

_KEPT = "kept_descriptions"
_DESCRIBED = (
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_variant_caps",
    "font_variation_settings",
)
"""The properties that a description is made of, beside the families."""


def keep_font_descriptions(line_break: Any) -> None:
    """Let descriptions be kept beside the fonts that they are of.

    Args:
        line_break: the module ``weasyprint.text.line_break``.
    """
    original = line_break.get_font_description

    @functools.wraps(original)
    def get_font_description(style: Any) -> Any:
        known = vars(style.font_config).setdefault(_KEPT, {})
        # The families are a list for words in a drawing.
        key = (*style["font_family"], *map(style.__getitem__, _DESCRIBED))
        if key not in known:
            known[key] = original(style)
        return known[key]

    line_break.get_font_description = get_font_description
