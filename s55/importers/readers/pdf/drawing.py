"""Find the boxes, ruled tables, bullets and rules among the shapes drawn on a PDF page."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from pypdfium2 import raw

from s55.importers.readers.pdf.cut_or_covered import left_by_clips
from s55.importers.readers.pdf.layers import direct
from s55.importers.readers.pdf.page import Turn
from s55.importers.readers.pdf.parts import Area, Cover, Furniture, Grid
from s55.importers.readers.pdf.tables.tiles import grids_of_tiles

_MAX_OBJECTS = 20_000
_MAX_SEGMENTS = 400
_MAX_FORMS = 4
_FAR = 100_000.0
"""Points: what lies further out is on no page."""
_THIN = 2.5
"""Points that a rule is thick at most."""
_THICK = 6.0
"""Points that PDFium's bounds of a line are thick at most."""
_OVERHANG = 10.0
"""Points by which text in a cell that the page cuts off hangs over its end at most."""
_SLACK = 3.0
"""Points by which rules that meet can miss each other."""
_SMALL = 9.0
"""Points that a drawn bullet measures at most."""
_LEAST_BOX = 14.0
_LEAST_COVER = 4.0
"""Points that a shape measures at least which covers a word."""
_RECTANGLE = 6
"""Parts of the path of a rectangle at most."""
_MAX_RULES = 1_500


_object_at = direct(raw.FPDFPage_GetObject, ctypes.c_void_p)
_object_in = direct(raw.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
_kind_of = direct(raw.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
# Of the arguments of these, the object alone is converted: the others are references.
_bounds_of = direct(raw.FPDFPageObj_GetBounds, ctypes.c_int, ctypes.c_void_p)
_draw_mode = direct(raw.FPDFPath_GetDrawMode, ctypes.c_int, ctypes.c_void_p)
_fill_colour = direct(raw.FPDFPageObj_GetFillColor, ctypes.c_int, ctypes.c_void_p)
_object_matrix = direct(raw.FPDFPageObj_GetMatrix, ctypes.c_int, ctypes.c_void_p)
_objects_in = direct(raw.FPDFFormObj_CountObjects, ctypes.c_int, ctypes.c_void_p)
_segments_in = direct(raw.FPDFPath_CountSegments, ctypes.c_int, ctypes.c_void_p)
_segment_at = direct(raw.FPDFPath_GetPathSegment, ctypes.c_void_p, ctypes.c_void_p)
_segment_kind = direct(raw.FPDFPathSegment_GetType, ctypes.c_int, ctypes.c_void_p)
_segment_point = direct(raw.FPDFPathSegment_GetPoint, ctypes.c_int, ctypes.c_void_p)


class Shape(NamedTuple):
    """A drawn path, by its bounds."""

    area: Area
    filled: bool
    stroked: bool
    white: bool
    """Whether its fill is white, or next to it."""


def furniture_of(page: Any, turn: Turn) -> Furniture:
    """Find the boxes, tables, bullets, rules and pictures of a page."""
    drawn = _Shapes(turn)
    for index in range(min(raw.FPDFPage_CountObjects(page.raw), _MAX_OBJECTS)):
        drawn.add(_object_at(page.raw, index), ())
    found = Furniture(
        painted=drawn.painted,
        pictures=drawn.pictures,
        left=drawn.left,
        covers=drawn.covers,
        order=drawn.order,
    )
    sorted_out = _Sorted()
    for shape in drawn.shapes:
        area = shape.area
        if area.width <= 0.97 * turn.width or area.height <= 0.97 * turn.height:
            sorted_out.add(shape)
    found.dots = sorted_out.dots
    found.rules = _merged(sorted_out.level, level=True)[:_MAX_RULES]
    _add_grids(found, found.rules, _merged(sorted_out.upright, level=False)[:_MAX_RULES])
    found.sides += sorted_out.bars[:_MAX_RULES]
    found.boxes = _undivided(_outermost(found.boxes))
    found.tiles = grids_of_tiles([*found.boxes, *filter(_is_box, sorted_out.shaded)])
    for area in filter(_is_box, _joined(sorted_out.shaded)):
        if not any(area.is_in(grid.area) for grid in found.grids):
            found.boxes.append(area)
    found.boxes = _outermost(found.boxes)
    return found


class _Shapes:
    """Collects the shapes of a page, those in forms included."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self.shapes: list[Shape] = []
        self.painted: list[Area] = []
        self.pictures: list[Area] = []
        self.left: dict[int, Area] = {}
        self.covers: list[Cover] = []
        self.order: dict[int, int] = {}
        self._seen = 0
        self._sides = (ctypes.c_float * 4)()
        self._colour = (ctypes.c_uint * 4)()
        self._modes = (ctypes.c_int * 2)()
        self._to_sides, self._to_colour, self._to_modes = (
            tuple(ctypes.byref(one, at * 4) for at in range(len(one)))
            for one in (self._sides, self._colour, self._modes)
        )

    def add(self, thing: int | None, matrices: tuple[Any, ...], around: Area | None = None) -> None:
        """Collect one page object.

        Args:
            thing: its address.
            matrices: of the forms that it is in, the innermost first.
            around: what the clip paths of these forms leave; None if they cut nothing off.
        """
        kind = _kind_of(thing)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            left = left_by_clips(thing, matrices, self._turn, around)
            if thing:
                self.order[thing] = len(self.order)
            if thing and left:
                self.left[thing] = left
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(thing, matrices)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            if area := self._area(thing, matrices):
                self.pictures.append(area)
        elif kind == raw.FPDF_PAGEOBJ_SHADING:
            if area := self._area(thing, matrices):
                self.painted.append(area)
        elif kind == raw.FPDF_PAGEOBJ_FORM and len(matrices) < _MAX_FORMS:
            self._form(thing, matrices, left_by_clips(thing, matrices, self._turn, around))

    def _form(self, form: int | None, matrices: tuple[Any, ...], around: Area | None) -> None:
        matrix = raw.FS_MATRIX()
        _object_matrix(form, ctypes.byref(matrix))
        for index in range(min(_objects_in(form), _MAX_OBJECTS)):
            self._seen += 1
            if self._seen > _MAX_OBJECTS:
                return
            self.add(_object_in(form, index), (matrix, *matrices), around)

    def _path(self, path: int | None, matrices: tuple[Any, ...]) -> None:
        if not _draw_mode(path, *self._to_modes):
            return
        fill, stroke = self._modes
        filled, stroked = fill != raw.FPDF_FILLMODE_NONE, bool(stroke)
        if not (filled or stroked):
            return
        area = self._area(path, matrices)
        if area is None:
            return
        white = filled and self._is_white(path)
        segments = _segments_in(path)
        if filled:
            self._fill(area, segments, white=white)
        if 6 < segments <= _MAX_SEGMENTS and min(area.width, area.height) > 12 and not matrices:
            parts = list(self._subpaths(path, segments))
            parts.sort(key=lambda part: -part.width * part.height)
            if filled and not stroked and _is_border(parts):
                parts, filled, stroked, white = parts[:1], False, True, False
            for part in parts:
                if _is_near(part):
                    self.shapes.append(Shape(part, filled, stroked, white))
        elif segments <= _MAX_SEGMENTS:
            self.shapes.append(Shape(area, filled, stroked, white))

    def _area(self, thing: int | None, matrices: tuple[Any, ...]) -> Area | None:
        """Measure the bounds of an object on the page; None where they are on no page."""
        if not _bounds_of(thing, *self._to_sides):
            return None
        left, bottom, right, top = self._sides
        corners = [(left, bottom), (right, top)]
        for matrix in matrices:
            corners = [_moved(matrix, x, y) for x, y in corners]
        (xa, ya), (xb, yb) = corners
        area = self._turn.area(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
        return area if _is_near(area) else None

    def _is_white(self, path: int | None) -> bool:
        if not _fill_colour(path, *self._to_colour):
            return False
        red, green, blue, alpha = self._colour
        return min(red, green, blue) >= 250 or alpha < 8

    def _fill(self, area: Area, segments: int, *, white: bool) -> None:
        """Note a filled shape, whose colour was asked for last."""
        if not white:
            self.painted.append(area)
        if segments <= _RECTANGLE and min(area.width, area.height) > _LEAST_COVER:
            red, green, blue, _ = self._colour
            colour = f"#{red:02x}{green:02x}{blue:02x}"
            self.covers.append(Cover(area, colour, len(self.order)))

    def _subpaths(self, path: int | None, count: int) -> Iterator[Area]:
        """Yield the bounds of each closed part of a path, such as a rectangle of a grid."""
        x, y = ctypes.c_float(), ctypes.c_float()
        to_x, to_y = ctypes.byref(x), ctypes.byref(y)
        matrix = raw.FS_MATRIX()
        _object_matrix(path, ctypes.byref(matrix))
        points: list[tuple[float, float]] = []
        for index in range(count):
            segment = _segment_at(path, index)
            if _segment_kind(segment) == raw.FPDF_SEGMENT_MOVETO and points:
                yield self._bounds(points)
                points = []
            if _segment_point(segment, to_x, to_y):
                points.append(_moved(matrix, x.value, y.value))
        if points:
            yield self._bounds(points)

    def _bounds(self, points: list[tuple[float, float]]) -> Area:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return self._turn.area(min(xs), min(ys), max(xs), max(ys))


def _is_near(area: Area) -> bool:
    """Whether an area can be on a page: in a damaged file, a number may be any, or none."""
    x0, y0, x1, y1 = area
    return -_FAR < x0 < _FAR and -_FAR < y0 < _FAR and -_FAR < x1 < _FAR and -_FAR < y1 < _FAR


def _is_border(parts: Sequence[Area]) -> bool:
    """Whether a filled path is only the space between two rectangles: the border of a cell.

    Where the end of a page cuts the cell off, the inner one is as high as the whole cell.
    """
    if len(parts) != 2:
        return False
    outer, inner = parts
    gaps = (inner.x0 - outer.x0, inner.y0 - outer.y0, outer.x1 - inner.x1, outer.y1 - inner.y1)
    return all(-_THIN <= gap <= _THIN for gap in gaps) and any(gap > 0 for gap in gaps)


def _moved(matrix: Any, x: float, y: float) -> tuple[float, float]:
    return (
        matrix.a * x + matrix.c * y + matrix.e,
        matrix.b * x + matrix.d * y + matrix.f,
    )


class _Sorted:
    """The shapes of a page, sorted by what they can be."""

    def __init__(self) -> None:
        self.level: list[Area] = []
        self.upright: list[Area] = []
        self.dots: list[Area] = []
        self.shaded: list[Area] = []
        self.bars: list[Area] = []

    def add(self, shape: Shape) -> None:
        """Sort a shape, if it is visible."""
        if not (shape.stroked or not shape.white):
            return
        area = shape.area if shape.filled else _line_of(shape.area)
        width, height = area.width, area.height
        if height <= _THIN < width:
            self.level.append(area)
        elif width <= _THIN < height:
            self.upright.append(area)
        elif width <= _SMALL and height <= _SMALL:
            if shape.filled and not shape.white:
                self.dots.append(area)
        elif width <= _SMALL and shape.filled:
            self.bars.append(area)
        elif shape.stroked and min(width, height) > _LEAST_BOX:
            x0, y0, x1, y1 = area
            self.level += [Area(x0, y0, x1, y0), Area(x0, y1, x1, y1)]
            self.upright += [Area(x0, y0, x0, y1), Area(x1, y0, x1, y1)]
        elif width > 4 * _LEAST_BOX and height > _SMALL:
            self.shaded.append(area)


def _line_of(area: Area) -> Area:
    """Give a thick line as a thin one: PDFium's bounds go out by its thickness on all sides."""
    out = min(area.width, area.height) / 2
    if not _THIN < 2 * out <= _THICK:
        return area
    return Area(area.x0 + out, area.y0 + out, area.x1 - out, area.y1 - out)


def _merged(rules: list[Area], *, level: bool) -> list[Area]:
    """Join rules that touch in one line: layouts draw a border cell by cell."""
    merged: list[Area] = []
    last_on: dict[int, int] = {}  # by the line that a rule runs along, its last stretch so far
    for rule in sorted(rules, key=lambda rule: rule.x0 if level else rule.y0):
        line = round((rule.y0 + rule.y1) / 2 if level else (rule.x0 + rule.x1) / 2)
        near = {last_on[one] for one in range(line - 2, line + 3) if one in last_on}
        at = next((one for one in near if _runs_on(merged[one], rule, level=level)), len(merged))
        if at == len(merged):
            merged.append(rule)
        elif level:
            last = merged[at]
            merged[at] = Area(last.x0, last.y0, max(last.x1, rule.x1), last.y1)
        else:
            last = merged[at]
            merged[at] = Area(last.x0, last.y0, last.x1, max(last.y1, rule.y1))
        last_on[line] = at
    if level:
        return sorted(merged, key=lambda rule: (round((rule.y0 + rule.y1) / 3), rule.x0))
    return sorted(merged, key=lambda rule: (round((rule.x0 + rule.x1) / 3), rule.y0))


def _runs_on(last: Area, rule: Area, *, level: bool) -> bool:
    """Whether a rule goes on where another on its line ends."""
    if level:
        return abs(last.y0 - rule.y0) <= 1.5 and _touch(last.x0, last.x1, rule.x0, rule.x1)
    return abs(last.x0 - rule.x0) <= 1.5 and _touch(last.y0, last.y1, rule.y0, rule.y1)


def _touch(a0: float, a1: float, b0: float, b1: float) -> bool:
    """Whether two stretches of one line touch: those of two tables do not."""
    return b0 <= a1 + _SLACK and a0 <= b1 + _SLACK


def _add_grids(found: Furniture, level: Sequence[Area], upright: Sequence[Area]) -> None:
    """Add a box for rules that only go round text, a table where there are more, and lone sides."""
    for rules, sides in _components(level, upright):
        found.sides += sides if not rules else []
        # At the end of a page the last row of a table can go without its lower rule.
        ends = [min(side.y0 for side in sides), max(side.y1 for side in sides)] if sides else []
        ys = _clusters([*ends, *((rule.y0 + rule.y1) / 2 for rule in rules)])
        xs = _clusters([(side.x0 + side.x1) / 2 for side in sides])
        if len(ys) < 2 or len(xs) < 2 or not rules:
            continue
        area = Area(xs[0], ys[0], xs[-1], ys[-1])
        if area.width < 4 * _LEAST_BOX or area.height < _LEAST_BOX:
            continue
        if len(xs) == 2:
            found.boxes.append(area)
        else:
            found.grids.append(_with_last_line(Grid(area, _rows(ys, sides, area)), rules))


def _with_last_line(grid: Grid, rules: Sequence[Area]) -> Grid:
    """Reach a little further down where a table has no lower rule.

    The page cuts the last row off there, and its last line may hang over the end of the sides.
    """
    if any(abs(rule.y0 - grid.area.y1) < _OVERHANG for rule in rules):
        return grid
    bottom = grid.area.y1 + _OVERHANG
    last = [cell._replace(y1=bottom) for cell in grid.rows[-1]]
    return Grid(grid.area._replace(y1=bottom), [*grid.rows[:-1], last])


def _components(
    level: Sequence[Area], upright: Sequence[Area]
) -> Iterable[tuple[list[Area], list[Area]]]:
    """Group the level and upright rules that touch each other."""
    rules = [*level, *upright]
    parents = list(range(len(rules)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    for i, rule in enumerate(level):
        for j, side in enumerate(upright, start=len(level)):
            if (
                rule.x0 - _SLACK <= side.x1
                and side.x0 <= rule.x1 + _SLACK
                and side.y0 - _SLACK <= rule.y1
                and rule.y0 <= side.y1 + _SLACK
            ):
                parents[root(j)] = root(i)
    groups: dict[int, tuple[list[Area], list[Area]]] = {}
    for index, rule in enumerate(rules):
        groups.setdefault(root(index), ([], []))[index >= len(level)].append(rule)
    return groups.values()


def _clusters(values: Sequence[float]) -> list[float]:
    """Merge values less than four points apart."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 4.0:
            found.append(value)
    return found


def _rows(ys: Sequence[float], sides: Sequence[Area], area: Area) -> list[list[Area]]:
    """Divide each row into cells where an upright rule runs along most of it."""
    rows = []
    for top, bottom in pairwise(ys):
        crossing = [
            (side.x0 + side.x1) / 2
            for side in sides
            if min(side.y1, bottom) - max(side.y0, top) > 0.6 * (bottom - top)
        ]
        edges = _clusters([area.x0, *crossing, area.x1])
        rows.append([Area(left, top, right, bottom) for left, right in pairwise(edges)])
    return rows


_SET_IN = 60.0
"""Points by which paragraphs in a box are set in at most."""


def _is_box(area: Area) -> bool:
    """Whether a shaded area is as high as a box is at the least."""
    return area.height > _LEAST_BOX


def _joined(boxes: Sequence[Area]) -> list[Area]:
    """Join shaded areas that touch: layouts paint a box paragraph by paragraph.

    They end at one place on the right, and begin at one, but for paragraphs that are set in.
    """
    joined: list[Area] = []
    last_to: dict[int, int] = {}  # by the right edge of an area, the last of them so far
    for box in sorted(boxes, key=lambda box: (box.y0, box.x0)):
        edge = round(box.x1)
        near = {last_to[one] for one in range(edge - 3, edge + 4) if one in last_to}
        at = next((one for one in near if _is_below(joined[one], box)), len(joined))
        if at == len(joined):
            joined.append(box)
        else:
            last = joined[at]
            joined[at] = Area(min(last.x0, box.x0), last.y0, last.x1, max(last.y1, box.y1))
        last_to[edge] = at
    return joined


def _is_below(last: Area, box: Area) -> bool:
    """Whether a shaded area goes on where another ends.

    Low ones meet exactly; those behind the lines of words that are marked do not.
    """
    alike = abs(last.x1 - box.x1) < _SLACK and abs(last.x0 - box.x0) < _SET_IN
    slack = _SLACK if _is_box(last) and _is_box(box) else _SLACK / 6
    return alike and box.y0 <= last.y1 + slack


_APART = 16.0
"""Points between two parts of such a frame at most."""
_LINES_APART = 8.0
"""The same of the frames of two lines."""
_RAGGED = 20.0
"""Points by which the longest of such lines is longer than the shortest at the least."""


def _undivided(boxes: Sequence[Area]) -> list[Area]:
    """Join the frames that word processors draw apart as paragraphs are set in, such as a list.

    Two frames of their own begin at one place on the left. And join those round lines of words,
    which are as long as the words.
    """
    frames: list[Area] = []
    for lines in _chains(boxes, _is_line_below):
        ends = [one.x1 for one in lines]
        frames += [_around(lines)] if max(ends) - min(ends) > _RAGGED else lines
    return [_around(parts) for parts in _chains(frames, _is_part_below)]


def _chains(boxes: Sequence[Area], goes_on: Callable[[Area, Area], bool]) -> list[list[Area]]:
    """Put boxes, from the top down, into stacks in which each goes on with the one above it."""
    chains: list[list[Area]] = []
    for box in boxes:
        above = next((one for one in reversed(chains) if goes_on(one[-1], box)), None)
        if above is None:
            chains.append([box])
        else:
            above.append(box)
    return chains


def _around(boxes: Sequence[Area]) -> Area:
    return Area(
        min(box.x0 for box in boxes),
        boxes[0].y0,
        max(box.x1 for box in boxes),
        boxes[-1].y1,
    )


def _is_part_below(above: Area, box: Area) -> bool:
    alike = abs(above.x1 - box.x1) < _SLACK < abs(above.x0 - box.x0) < _SET_IN
    return alike and -_SLACK < box.y0 - above.y1 < _APART


def _is_line_below(above: Area, box: Area) -> bool:
    alike = abs(above.x0 - box.x0) < _SLACK and abs(above.height - box.height) < 1
    return alike and -_SLACK < box.y0 - above.y1 < _LINES_APART


def _outermost(boxes: Sequence[Area]) -> list[Area]:
    """List the boxes that are in no other, from the top of the page down."""
    found: list[Area] = []
    for box in sorted(boxes, key=lambda box: -box.width * box.height)[:200]:
        if not any(box.is_in(other) for other in found):
            found.append(box)
    return sorted(found, key=lambda box: (box.y0, box.x0))
