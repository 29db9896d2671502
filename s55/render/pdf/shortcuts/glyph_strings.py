"""Write the glyphs of a line by what was written for the same glyphs before.

Made for: WeasyPrint 70.0 (`weasyprint.draw.text.draw_first_line`).
Why: it asks Pango five times for each glyph, through cffi, and works out the kerning again. What is
    written for a glyph depends on its font, its width and its offset alone, and a text has few of
    them.
Upstream: keep in the `Font` what is written for a glyph.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from s55.render.pdf.shortcuts.glyph_runs import INTEGERS, Glyph, GlyphRun, runs_of, wake

_KEPT = "kept_strings"
_PANGO_WITH_SIZES = 14802
"""The first version of Pango that tells the size of a font rightly."""


def keep_strings(text: Any) -> bool:
    """Let lines be drawn with the strings of glyphs that were drawn before.

    Args:
        text: the module ``weasyprint.draw.text``.

    Returns:
        whether the glyphs of this Pango can be read from its memory.
    """
    original = text.draw_first_line
    if text.ffi.sizeof("PangoGlyphInfo") != INTEGERS * text.ffi.sizeof("int"):
        return False  # glyphs lie otherwise in memory
    if text.pango.pango_version() < _PANGO_WITH_SIZES:
        return False

    @functools.wraps(original)
    def draw_first_line(
        stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
    ) -> list[Any]:
        if (
            text_overflow != "ellipsis"
            and block_ellipsis == "none"
            and textbox.text.strip()
            and textbox.style["font_size"] >= 1e-6
            and (strings := _strings(text, stream, textbox)) is not None
        ):
            _show(stream, matrix, strings)
            return []
        wake(textbox.pango_layout, textbox.style)
        emojis: list[Any] = original(stream, textbox, text_overflow, block_ellipsis, matrix)
        return emojis

    text.draw_first_line = draw_first_line
    return True


def _strings(text: Any, stream: Any, textbox: Any) -> list[tuple[Any, float, str]] | None:
    """Give fonts, their sizes and what is written in them; None for glyphs of a rare kind."""
    layout, pango = textbox.pango_layout, text.pango
    drawn: list[tuple[Any, float, str]] = []
    previous = None
    for run in runs_of(layout, text.ffi, pango):
        glyphs = run.each()
        # Glyphs that are missing, raised or no plain outlines are WeasyPrint's own affair.
        if any(one[0] > pango.PANGO_GLYPH_EMPTY or one[3] for one in glyphs):
            return None
        font, size = stream.add_font(run.font)
        if font.png or font.svg or font.colr or font.bitmap:
            return None
        known: dict[Glyph, str] = vars(font).setdefault(_KEPT, {}).setdefault(size, {})
        found = [known.get(one) for one in glyphs]
        if None in found:
            _name_glyphs(run, glyphs, font, layout.text, pango.PANGO_GLYPH_EMPTY)
            write = _writer(text, stream, run.font, font, size)
            for one in glyphs:
                if one not in known:
                    known[one] = write(one)
            found = [known[one] for one in glyphs]
        string = f"<{''.join(found)}"  # type: ignore[arg-type]  # there is no None left
        string = string[:-1] if string[-1] == "<" else f"{string}>"
        if run.font == previous:
            string = drawn.pop()[2] + string
        drawn.append((font, size, string))
        previous = run.font
    return drawn


def _name_glyphs(run: GlyphRun, glyphs: Sequence[Glyph], font: Any, words: str, empty: int) -> None:
    """Note the characters of glyphs that the font has not drawn yet."""
    encoded = words.encode()
    for at, (glyph, *_) in enumerate(glyphs):
        if glyph != empty and glyph not in font.to_unicode:
            font.to_unicode[glyph] = run.letters(encoded, at)


def _writer(
    text: Any, stream: Any, pango_font: Any, font: Any, size: float
) -> Callable[[Glyph], str]:
    """Return a function that gives what is written for a glyph, as WeasyPrint works it out."""
    pango, units = text.pango, text.FROM_UNITS

    def write(one: Glyph) -> str:
        glyph, width, shift, _ = one
        if glyph == pango.PANGO_GLYPH_EMPTY:
            return f">{-width / size}<"
        offset = shift / size
        if glyph not in font.widths:
            pango.pango_font_get_glyph_extents(
                pango_font, glyph, stream.ink_rect, stream.logical_rect
            )
            font.widths[glyph] = round(stream.logical_rect.width * 1000 * units / size)
        kerning = font.widths[glyph] + offset - width * 1000 * units / size
        moved = f">{-offset}<" if offset else ""
        return f"{moved}{glyph:04x}{f'>{int(kerning)}<' if kerning else ''}"

    return write


def _show(stream: Any, matrix: Any, strings: Sequence[tuple[Any, float, str]]) -> None:
    stream.set_text_matrix(*matrix.values)
    for number, (font, size, string) in enumerate(strings, start=1):
        stream.set_font_size(font.hash, size)
        if string or number == len(strings):
            stream.show_text(string)
