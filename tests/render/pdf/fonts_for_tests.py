"""Fonts that are made for tests of the PDF, as addresses for a style sheet."""

from __future__ import annotations

import base64
import io
from functools import lru_cache
from typing import Literal

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable

FontKind = Literal["variable", "with pictures"]
_PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg"><g id="glyph1">'
    '<rect width="500" height="500" fill="red"/></g></svg>'
)


@lru_cache
def font_address(kind: FontKind) -> str:
    """Make a font of the letters A and B: a variable one, or one whose A is a red picture."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 700))
    pen.lineTo((300, 700))
    pen.closePath()
    names = [".notdef", "A", "B"]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord("A"): "A", ord("B"): "B"})
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (600, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Made", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    if kind == "variable":
        builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
        builder.setupGvar({})
    else:
        builder.font["SVG "] = newTable("SVG ")
        builder.font["SVG "].docList = [(_PICTURE, 1, 1)]
    file = io.BytesIO()
    builder.save(file)
    return f"data:font/ttf;base64,{base64.b64encode(file.getvalue()).decode()}"
