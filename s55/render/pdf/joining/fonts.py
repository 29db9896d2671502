"""Write a font of many parts once: each part says what it uses of it, and the whole file has it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from weasyprint.pdf.fonts import Font
from weasyprint.text.constants import PANGO_STRETCH
from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango
from weasyprint.text.fonts import get_pango_font_key

from s55.render.pdf.joining.parts import FontOfParts, PartFont, PartsDoNotFitError, PdfPart


class FontsOfPart(dict[int, Any]):
    """The fonts with which WeasyPrint paints a part. It writes none of them if all can be shared.

    A font can be shared if the same one is found by what is said of it: one that is named in
    another way, or lacks a glyph that is used, goes along with the part.
    """

    def __init__(self, configuration: Any) -> None:
        super().__init__()
        self._configuration = configuration

    def values(self) -> Any:
        """Give the fonts that WeasyPrint is to write."""
        return () if self.shared() else super().values()

    def shared(self) -> tuple[PartFont, ...]:
        """Say what is used of the fonts; nothing where they cannot be shared."""
        fonts = list(super().values())
        used = [_used(font) for font in fonts]
        if all(
            not (font.missing or font.used_in_forms) and _found(one.font, self._configuration)
            for font, one in zip(fonts, used, strict=True)
        ):
            return tuple(used)
        return ()


def add_fonts(document: Any, parts: Sequence[PdfPart]) -> None:
    """Let WeasyPrint write with a document the fonts of parts that share them.

    Raises:
        PartsDoNotFitError: this process does not find a font that another has found.
    """
    for part in parts:
        for one in part.fonts:
            found = _found(one.font, document.font_config)
            if found is None:
                raise PartsDoNotFitError
            key, pango_font = found
            if key not in document.fonts:
                document.fonts[key] = _font(pango_font)
            font = document.fonts[key]
            font.widths.update(one.widths)
            # Where a glyph stands for several characters, the first is taken, as everywhere.
            font.to_unicode = {**one.characters, **font.to_unicode}


def _used(font: Any) -> PartFont:
    variations = ",".join(f"{axis}={value:g}" for axis, value in font.variations.items())
    return PartFont(
        FontOfParts(
            font.hash,
            font.family,
            font.style,
            font.weight,
            variations,
            font.font_size,
            _digest(font),
        ),
        font.widths,
        font.to_unicode,
    )


def _digest(font: Any) -> bytes:
    return hashlib.sha256(font.file_content).digest()


@lru_cache(maxsize=64)
def _found(font: FontOfParts, configuration: Any) -> tuple[int, Any] | None:
    """Find a font by what is said of it, with WeasyPrint's key for it; None where it is another."""
    for described in _descriptions(font):
        key, pango_font = _loaded(described, configuration.font_map)
        made = _font(pango_font)
        if made.hash == font.name:
            return (key, pango_font) if _digest(made) == font.digest else None
    return None


def _descriptions(font: FontOfParts) -> Iterator[Any]:
    """Describe a font to Pango in each width: it does not tell that of a font that it has."""
    for width in dict.fromkeys(("normal", *PANGO_STRETCH)):
        described = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
        pango.pango_font_description_set_family(described, font.family.encode())
        pango.pango_font_description_set_style(described, font.style)
        pango.pango_font_description_set_stretch(described, PANGO_STRETCH[width])
        pango.pango_font_description_set_weight(described, font.weight)
        pango.pango_font_description_set_absolute_size(described, int(font.size * TO_UNITS))
        if font.variations:
            pango.pango_font_description_set_variations(described, font.variations.encode())
        yield described


def _loaded(described: Any, font_map: Any) -> tuple[int, Any]:
    context = ffi.gc(pango.pango_font_map_create_context(font_map), gobject.g_object_unref)
    font = pango.pango_font_map_load_font(font_map, context, described)
    loaded = ffi.gc(font, gobject.g_object_unref)
    return get_pango_font_key(loaded)[0], loaded


def _font(pango_font: Any) -> Any:
    """Make WeasyPrint's record of a font."""
    _, description, size = get_pango_font_key(pango_font)
    font = Font(pango_font, description, size)
    font.kept = pango_font  # its HarfBuzz font is Pango's
    return font
