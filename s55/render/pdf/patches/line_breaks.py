"""A mend for WeasyPrint 70: a line that its words fill exactly keeps its words.

Where the words before a link or emphasis fill a line to within the width of a space, WeasyPrint
takes the space after them for an overflow and breaks the line after its first word. The space
hangs invisibly at the line's end, so the words are tried without it.
"""

from __future__ import annotations

from typing import Any

_LAYOUT, _LENGTH, _RESUME, _WIDTH = range(4)
_COLLAPSING = frozenset({"normal", "pre-line"})


def mend(inline: Any) -> None:
    """Mend the line breaks of ``weasyprint.layout.inline``, once."""
    split = inline.split_first_line
    if getattr(split, "mended", False):
        return

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

    split_first_line.mended = True  # type: ignore[attr-defined]
    inline.split_first_line = split_first_line
