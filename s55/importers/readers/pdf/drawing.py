"""The shapes drawn on a PDF page, forms within it included."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from pypdfium2 import raw

from s55.importers.readers.pdf.page import Turn
from s55.importers.readers.pdf.parts import Area, Shape

_MAX_OBJECTS = 20_000
_MAX_SEGMENTS = 400
_MAX_FORMS = 4
_FAR = 100_000.0
"""Points: what lies further out is on no page."""


def shapes_of(page: Any, turn: Turn) -> tuple[list[Shape], bool]:
    """The drawn shapes of a page, and whether it has a picture."""
    reader = _Shapes(turn)
    count = min(raw.FPDFPage_CountObjects(page.raw), _MAX_OBJECTS)
    for index in range(count):
        reader.add(raw.FPDFPage_GetObject(page.raw, index), ())
    return reader.shapes, reader.picture


class _Shapes:
    """Collects the shapes of a page, forms within it included."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self.shapes: list[Shape] = []
        self.picture = False
        self._seen = 0
        self._sides = tuple(ctypes.c_float() for _ in range(4))
        self._colour = tuple(ctypes.c_uint() for _ in range(4))
        self._mode, self._stroke = ctypes.c_int(), ctypes.c_int()

    def add(self, thing: Any, matrices: tuple[Any, ...]) -> None:
        """Take note of one page object."""
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(thing, matrices)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self.picture = True
        elif kind == raw.FPDF_PAGEOBJ_FORM and len(matrices) < _MAX_FORMS:
            matrix = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(thing, matrix)
            for index in range(min(raw.FPDFFormObj_CountObjects(thing), _MAX_OBJECTS)):
                self._seen += 1
                if self._seen > _MAX_OBJECTS:
                    return
                self.add(raw.FPDFFormObj_GetObject(thing, index), (matrix, *matrices))

    def _path(self, path: Any, matrices: tuple[Any, ...]) -> None:
        if not raw.FPDFPath_GetDrawMode(path, self._mode, self._stroke):
            return
        filled, stroked = self._mode.value != raw.FPDF_FILLMODE_NONE, bool(self._stroke.value)
        if not (filled or stroked):
            return
        left, bottom, right, top = self._sides
        if not raw.FPDFPageObj_GetBounds(path, left, bottom, right, top):
            return
        corners = [(left.value, bottom.value), (right.value, top.value)]
        for matrix in matrices:
            corners = [_moved(matrix, x, y) for x, y in corners]
        (xa, ya), (xb, yb) = corners
        area = self._turn.area(xa, ya, xb, yb)
        if not all(-_FAR < edge < _FAR for edge in area):
            return
        white = filled and self._is_white(path)
        segments = raw.FPDFPath_CountSegments(path)
        if 6 < segments <= _MAX_SEGMENTS and min(area.width, area.height) > 12 and not matrices:
            for part in self._subpaths(path, segments):
                if all(-_FAR < edge < _FAR for edge in part):
                    self.shapes.append(Shape(part, filled, stroked, white))
        elif segments <= _MAX_SEGMENTS:
            self.shapes.append(Shape(area, filled, stroked, white))

    def _is_white(self, path: Any) -> bool:
        red, green, blue, alpha = self._colour
        if not raw.FPDFPageObj_GetFillColor(path, red, green, blue, alpha):
            return False
        return min(red.value, green.value, blue.value) >= 250 or alpha.value < 8

    def _subpaths(self, path: Any, count: int) -> Iterator[Area]:
        """The bounds of each closed part of a path, such as the rectangles of a drawn grid."""
        x, y = ctypes.c_float(), ctypes.c_float()
        matrix = raw.FS_MATRIX()
        raw.FPDFPageObj_GetMatrix(path, matrix)
        points: list[tuple[float, float]] = []
        for index in range(count):
            segment = raw.FPDFPath_GetPathSegment(path, index)
            if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
                yield self._bounds(points)
                points = []
            if raw.FPDFPathSegment_GetPoint(segment, x, y):
                points.append(_moved(matrix, x.value, y.value))
        if points:
            yield self._bounds(points)

    def _bounds(self, points: list[tuple[float, float]]) -> Area:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return self._turn.area(min(xs), min(ys), max(xs), max(ys))


def _moved(matrix: Any, x: float, y: float) -> tuple[float, float]:
    return (
        matrix.a * x + matrix.c * y + matrix.e,
        matrix.b * x + matrix.d * y + matrix.f,
    )
