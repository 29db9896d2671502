"""Break a text into a line once for all places with the same width and letters.

Made for: WeasyPrint 70.0 (`weasyprint.text.line_break.split_first_line`).
Why: to break a line, Pango shapes its words three times or four. The words of cells are tried in
    several widths before they are laid out, and the head, the foot and the fixed words of a form
    are the same on each page, and in each document of a batch.
Upstream: keep the lines in the `FontConfiguration`, as the heights of lines are kept.
"""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Iterable
from typing import Any

_KEPT = "kept_lines"
_NUMBER = "number_of_letters"
"""Where a style keeps the number of its letters, and a line that of the letters that it is in."""
_LETTERS = (
    "font_family",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_variation_settings",
    "font_language_override",
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
    "lang",
    "direction",
    "letter_spacing",
    "word_spacing",
    "white_space",
    "overflow_wrap",
    "word_break",
    "hyphens",
)
"""The properties that a line is made by, where no word is divided and there is no tab."""
_MOST = 4_000
"""So many lines are kept: some 15 MB with their glyphs."""
_RARE = re.compile(r"[\t\xad]")
"""What stands in few texts and depends on further properties: tabs, and marks to divide words."""


def keep_lines(modules: Iterable[Any], fonts: type[Any]) -> None:
    """Let texts be broken as the same ones were before.

    Args:
        modules: those of ``weasyprint.layout`` that break lines.
        fonts: the class ``FontConfiguration``.
    """
    for module in modules:
        module.split_first_line = _kept(module.split_first_line, module.__name__)
    _forget_with_new_fonts(fonts)


def same_letters(line: Any, style: Any) -> bool:
    """Whether a line that was broken for a style, or another one like it, is drawn with it."""
    number = vars(line).get(_NUMBER)
    return bool(number and number == vars(style).get(_NUMBER))


def _kept(split: Any, caller: str) -> Any:
    @functools.wraps(split)
    def split_first_line(
        text: str, style: Any, context: Any, max_width: Any, *more: Any, **named: Any
    ) -> tuple[Any, ...]:
        number = vars(style).get(_NUMBER)
        if number is None:
            number = vars(style)[_NUMBER] = _number_of_letters(style)
        if not number or _RARE.search(text):
            rare: tuple[Any, ...] = split(text, style, context, max_width, *more, **named)
            return rare
        lines = _lines_of(style.font_config)
        key = (text, number, max_width, more, *named.items(), caller)
        line = lines.get(key)
        if line is None:
            if len(lines) >= _MOST:
                lines.clear()
            line = lines[key] = split(text, style, context, max_width, *more, **named)
            vars(line[0])[_NUMBER] = number
        # What draws a line changes it, for example to end in three dots.
        return (copy.copy(line[0]), *line[1:])

    return split_first_line


def _lines_of(fonts: Any) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    kept: dict[tuple[Any, ...], tuple[Any, ...]] = vars(fonts).setdefault(_KEPT, {})
    return kept


def _number_of_letters(style: Any) -> int:
    """Give the number of the letters that a style has; 0 for letters of a rare kind."""
    if style["hyphens"] == "auto":
        return 0
    letters = (*map(style.__getitem__, _LETTERS), style["text_decoration_line"] == "none")
    known: dict[tuple[Any, ...], int] = vars(style.font_config).setdefault(_NUMBER, {})
    try:
        return known.setdefault(letters, len(known) + 1)
    except TypeError:  # a value of another kind: for words in a drawing, a list
        return 0


def _forget_with_new_fonts(fonts: type[Any]) -> None:
    """Keep no line that might be in another font by now."""
    add = fonts.add_font_face

    @functools.wraps(add)
    def add_font_face(self: Any, *arguments: Any, **named: Any) -> Any:
        _lines_of(self).clear()
        return add(self, *arguments, **named)

    fonts.add_font_face = add_font_face
