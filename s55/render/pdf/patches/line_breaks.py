"""Keep the words of a line that they fill exactly.

Made for: WeasyPrint 70.0 (`weasyprint.layout.inline.split_first_line`).
Why: where the words before a link or emphasis fill a line to within the width of a space,
    WeasyPrint takes the space after them for an overflow and breaks the line after its first word,
    with Pango 1.50.12 (Debian 12); with 1.56.3 (Debian 13) it does not. The space hangs invisibly
    at the line's end, so the words are tried without it.
Upstream: `split_first_line` would have to leave a collapsible space at the end out of the width.
"""

from __future__ import annotations

import functools
from typing import Any

_LENGTH, _RESUME, _WIDTH = 1, 2, 3
"""Where the results of `split_first_line` are in its tuple."""
_COLLAPSING = frozenset({"normal", "pre-line"})


def keep_full_lines(inline: Any) -> None:
    """Let WeasyPrint try a line without the space at its end.

    Args:
        inline: the module ``weasyprint.layout.inline``.
    """
    split = inline.split_first_line

    @functools.wraps(split)
    def split_first_line(
        text: str, style: Any, context: Any, max_width: Any, *more: Any, **named: Any
    ) -> tuple[Any, ...]:
        broken: tuple[Any, ...] = split(text, style, context, max_width, *more, **named)
        if (
            broken[_RESUME] is None
            or not text.endswith(" ")
            or style["white_space"] not in _COLLAPSING
            or b" " in text.encode()[: broken[_LENGTH]].strip()
        ):
            return broken
        whole: tuple[Any, ...] = split(text[:-1], style, context, max_width, *more, **named)
        if whole[_RESUME] is not None or whole[_WIDTH] > max_width:
            return broken
        # The line is all words, and the next one begins at the space, which is dropped there.
        return (*whole[:_RESUME], whole[_LENGTH], *whole[_WIDTH:])

    inline.split_first_line = split_first_line
