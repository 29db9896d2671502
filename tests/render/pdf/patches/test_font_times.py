"""Fonts that are saved anew for a PDF do not say when that was."""

from __future__ import annotations

import base64
import io
from functools import lru_cache
from importlib import import_module

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable

from s55.render.pdf.fonts import only_fonts_of
from s55.render.pdf.loading.weasyprint import weasyprint
from tests.render.sets_for_tests import standard_set

PAGE = "<style>@font-face { font-family: Own; src: url(%s) } p { font-family: Own }</style><p>AB"
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"><g id="glyph1"><rect width="9"/></g></svg>'


@lru_cache
def _font(kind: str) -> str:
    """A font of the letters A and B, as an address."""
    pen = TTGlyphPen(None)
    for point in ((0, 0), (0, 700), (300, 700)):
        (pen.lineTo if any(point) else pen.moveTo)(point)
    pen.closePath()
    outline, names = pen.glyph(), [".notdef", "A", "B"]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord("A"): "A", ord("B"): "B"})
    builder.setupGlyf(dict.fromkeys(names, outline))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Own", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    if kind == "variable":
        builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
        builder.setupGvar({})
    else:
        builder.font["SVG "] = newTable("SVG ")
        builder.font["SVG "].docList = [(PICTURE, 1, 1)]
    file = io.BytesIO()
    builder.save(file)
    return f"data:font/ttf;base64,{base64.b64encode(file.getvalue()).decode()}"


def _written(kind: str, second: int) -> bytes:
    """The PDF that is written so many seconds after 1970, as fontTools is told."""
    loaded = weasyprint()
    with only_fonts_of(standard_set()), pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(second))
        page = loaded.HTML(string=PAGE % _font(kind))
        written: bytes = page.write_pdf(font_config=loaded.FontConfiguration())
        return written


@pytest.mark.parametrize("kind", ["variable", "with pictures"])
def test_the_same_page_is_the_same_bytes_at_any_time(kind: str) -> None:
    first = _written(kind, 1_700_000_000)
    assert _written(kind, 1_800_000_000) == first


@pytest.mark.parametrize("kind", ["variable", "with pictures"])
def test_still_needed(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    weasyprint()
    fonts = import_module("weasyprint.pdf.fonts")
    monkeypatch.setattr(fonts, "TTFont", fonts.TTFont.func)
    assert _written(kind, 1_700_000_000) != _written(kind, 1_800_000_000)
