"""List what a PDF page can hold, and what the reader does with each thing.

The tables follow ISO 32000-2:2020. Page objects and annotations are numbered as PDFium does; what
is not in a table is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pypdfium2 import raw

from s55.model.verdict import HARMLESS, TAKEN, Aside, Reading, told

OBJECTS: Mapping[int, Reading] = MappingProxyType(
    {
        raw.FPDF_PAGEOBJ_TEXT: TAKEN,
        raw.FPDF_PAGEOBJ_PATH: TAKEN,  # boxes, rules, bullets and lines through words
        raw.FPDF_PAGEOBJ_IMAGE: told(Aside.PICTURE),
        raw.FPDF_PAGEOBJ_SHADING: HARMLESS,
        raw.FPDF_PAGEOBJ_FORM: TAKEN,  # what is in it is read as if it were on the page
    }
)
"""Page objects by their type in PDFium (8.2, table 50)."""

RENDER_MODES: Mapping[int, Reading] = MappingProxyType(
    {
        raw.FPDF_TEXTRENDERMODE_FILL: TAKEN,
        raw.FPDF_TEXTRENDERMODE_STROKE: TAKEN,
        raw.FPDF_TEXTRENDERMODE_FILL_STROKE: TAKEN,
        raw.FPDF_TEXTRENDERMODE_INVISIBLE: told(Aside.HIDDEN),  # over a picture: its words, taken
        raw.FPDF_TEXTRENDERMODE_FILL_CLIP: TAKEN,
        raw.FPDF_TEXTRENDERMODE_STROKE_CLIP: TAKEN,
        raw.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP: TAKEN,
        raw.FPDF_TEXTRENDERMODE_CLIP: told(Aside.HIDDEN),
    }
)
"""How text is painted (9.3.6, table 104)."""

ANNOTATIONS: Mapping[int, Reading] = MappingProxyType(
    {
        raw.FPDF_ANNOT_TEXT: told(Aside.COMMENT),
        raw.FPDF_ANNOT_LINK: TAKEN,
        raw.FPDF_ANNOT_FREETEXT: told(Aside.COMMENT),
        raw.FPDF_ANNOT_LINE: told(Aside.COMMENT),
        raw.FPDF_ANNOT_SQUARE: told(Aside.COMMENT),
        raw.FPDF_ANNOT_CIRCLE: told(Aside.COMMENT),
        raw.FPDF_ANNOT_POLYGON: told(Aside.COMMENT),
        raw.FPDF_ANNOT_POLYLINE: told(Aside.COMMENT),
        raw.FPDF_ANNOT_HIGHLIGHT: told(Aside.COMMENT),
        raw.FPDF_ANNOT_UNDERLINE: told(Aside.COMMENT),
        raw.FPDF_ANNOT_SQUIGGLY: told(Aside.COMMENT),
        raw.FPDF_ANNOT_STRIKEOUT: told(Aside.COMMENT),  # the words under it are crossed out
        raw.FPDF_ANNOT_STAMP: told(Aside.COMMENT),
        raw.FPDF_ANNOT_CARET: told(Aside.COMMENT),
        raw.FPDF_ANNOT_INK: told(Aside.COMMENT),
        raw.FPDF_ANNOT_POPUP: HARMLESS,  # the window of another one, which holds the words
        raw.FPDF_ANNOT_FILEATTACHMENT: told(Aside.OBJECT),
        raw.FPDF_ANNOT_SOUND: told(Aside.OBJECT),
        raw.FPDF_ANNOT_MOVIE: told(Aside.OBJECT),
        raw.FPDF_ANNOT_WIDGET: told(Aside.FORM_FIELD),
        raw.FPDF_ANNOT_SCREEN: told(Aside.OBJECT),
        raw.FPDF_ANNOT_PRINTERMARK: HARMLESS,
        raw.FPDF_ANNOT_TRAPNET: HARMLESS,
        raw.FPDF_ANNOT_WATERMARK: told(Aside.COMMENT),
        raw.FPDF_ANNOT_THREED: told(Aside.OBJECT),
        raw.FPDF_ANNOT_RICHMEDIA: told(Aside.OBJECT),
        raw.FPDF_ANNOT_XFAWIDGET: told(Aside.FORM_FIELD),
        raw.FPDF_ANNOT_REDACT: told(Aside.COMMENT),
    }
)
"""Annotations by their subtype in PDFium (12.5.6, table 171); without words they are not told."""

UNKNOWN = told(Aside.UNKNOWN)
"""What is in none of the tables."""
