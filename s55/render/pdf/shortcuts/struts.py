"""Work out how high the lines of a style are once.

Made for: WeasyPrint 70.0 (`weasyprint.text.line_break.strut`).
Why: it keeps the heights of lines by a text of sixteen values of a style, and writes that text anew
    for each line and each piece of it: 3 % of the time of a PDF.
Upstream: keep the height in the style, as the style for boxes without an element is kept.
"""

from __future__ import annotations

import functools
from typing import Any

_KEPT = "kept_strut"


def keep_struts(inline: Any) -> None:
    """Let the lines of a style be as high as they were. A copy of a style is another one.

    Args:
        inline: the module ``weasyprint.layout.inline``.
    """
    original = inline.strut

    @functools.wraps(original)
    def strut(style: Any) -> tuple[float, float]:
        own = vars(style)
        kept: tuple[float, float] | None = own.get(_KEPT)
        if kept is None:
            kept = own[_KEPT] = original(style)
        return kept

    inline.strut = strut
