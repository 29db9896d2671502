"""Find characters that no font of a template set can draw, before they become empty boxes."""

from __future__ import annotations

import ctypes
import os
import unicodedata
from pathlib import Path

from s55.render.font_files import opened_font
from s55.render.pdf.fonts import no_font
from s55.templating.sets import PrintedSet

_HARFBUZZ = "libharfbuzz.so.0"
"""The file of the library on Linux."""
_BEFORE_ALL = 0xFFFFFFFF
"""Where HarfBuzz begins to go through a set (HB_SET_VALUE_INVALID)."""
_SURELY_DRAWN = frozenset(
    map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), 0x09, 0x0A, 0x0D))
) | frozenset("ŴŵŶŷẀẁẂẃẄẅỲỳ\u2013\u2014\u2018\u2019\u201c\u201d\u2020\u2022\u2026\u20ac\u2122")
"""What every text font for British documents has: European letters and common signs."""

_DRAWN_WITHOUT_GLYPH = frozenset(
    map(
        chr,
        (
            0x2010,  # hyphens, for which the shaping engine takes another
            0x2011,
            *range(0x2000, 0x2010),  # spaces of many widths, and joiners
            *range(0x2028, 0x2030),
            *range(0x2060, 0x2070),
            *range(0xFE00, 0xFE10),  # variation selectors
            0xFEFF,
        ),
    )
)
"""Spaces and invisible signs, which the text layout makes itself."""


def missing_characters(text: str, template: PrintedSet) -> tuple[str, ...]:
    """Find the characters of ``text`` that no font of the set has, in order of code point.

    Fonts are opened only for characters that not every text font has, and only as many as needed.

    Raises:
        S55Error: L102 to L104 when a font of the set cannot be read.
    """
    unknown = set(unicodedata.normalize("NFC", text)) - _SURELY_DRAWN - _DRAWN_WITHOUT_GLYPH
    # The fonts of signs are last in a manifest, and most characters looked for are signs.
    for font in reversed(template.manifest.fonts):
        if not unknown:
            break
        unknown -= _characters(template.path(font.file))
    return tuple(sorted(unknown))


def _characters(font: Path) -> set[str]:
    """Read the characters that a font file has a glyph for.

    HarfBuzz, which lays the text out later, tells it at once; loading fontTools takes longer than
    all the rest. Where HarfBuzz is not found, or finds nothing, fontTools says what is wrong.
    """
    return told_by_harfbuzz(font) or told_by_font_tools(font)


def told_by_harfbuzz(font: Path) -> set[str]:
    """Ask HarfBuzz for the characters of a font; it has none where the library is not there."""
    try:
        library = ctypes.CDLL(_HARFBUZZ)
    except OSError:
        return set()
    for name in ("hb_blob_create_from_file", "hb_face_create", "hb_set_create"):
        getattr(library, name).restype = ctypes.c_void_p
    blob = ctypes.c_void_p(library.hb_blob_create_from_file(os.fsencode(font)))
    face = ctypes.c_void_p(library.hb_face_create(blob, 0))
    found = ctypes.c_void_p(library.hb_set_create())
    library.hb_face_collect_unicodes(face, found)
    first, last = ctypes.c_uint(_BEFORE_ALL), ctypes.c_uint()
    characters: set[str] = set()
    while library.hb_set_next_range(found, ctypes.byref(first), ctypes.byref(last)):
        characters.update(map(chr, range(first.value, last.value + 1)))
        first.value = last.value
    library.hb_set_destroy(found)
    library.hb_face_destroy(face)
    library.hb_blob_destroy(blob)
    return characters


def told_by_font_tools(font: Path) -> set[str]:
    """Read the characters of a font with fontTools.

    Raises:
        S55Error: L104 when it cannot be read.
    """
    try:
        with opened_font(font) as opened:
            # Otherwise it would make up a name for every glyph, which takes longer than the rest.
            opened.setGlyphOrder([f"{number}" for number in range(opened["maxp"].numGlyphs)])
            return {chr(code_point) for code_point in opened.getBestCmap() or ()}
    except Exception as failure:  # fontTools raises many errors for broken fonts
        raise no_font(font) from failure


def words_around(character: str, text: str, width: int = 24) -> str:
    """Quote the first place of ``character``, with up to ``width`` characters on each side."""
    before, found, after = text.partition(character)
    if len(before) > width:
        before = before[-width - 1 :].partition(" ")[2]
    if len(after) > width:
        after = after[: width + 1].rpartition(" ")[0]
    return " ".join(f"{before}{found}{after}".split()) if found else ""


def described(character: str) -> str:
    """Name a character with its code point, for example ``'X' (U+1F600 GRINNING FACE)``."""
    name = unicodedata.name(character, "without a name")
    return f"'{character}' (U+{ord(character):04X} {name})"
