"""Drawn shapes to furniture: boxes, ruled tables, bullets and rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from s55.importers.readers.pdf.parts import Area, Furniture, Grid, Shape

_THIN = 2.5
"""Points that a rule is thick at most."""
_SLACK = 3.0
"""Points by which rules that meet can miss each other."""
_SMALL = 9.0
"""Points that a drawn bullet measures at most."""
_LEAST_BOX = 14.0
_MAX_RULES = 1_500


def furniture_of(shapes: Sequence[Shape], width: float, height: float) -> Furniture:
    """The boxes, tables, bullets and rules among the shapes of a page of that size."""
    found = Furniture()
    sorted_out = _Sorted()
    for shape in shapes:
        area = shape.area
        if area.width <= 0.97 * width or area.height <= 0.97 * height:
            sorted_out.add(shape)
    found.dots = sorted_out.dots
    found.rules = _merged(sorted_out.level, level=True)[:_MAX_RULES]
    _add_grids(found, found.rules, _merged(sorted_out.upright, level=False)[:_MAX_RULES])
    for area in _joined(sorted_out.shaded):
        if not any(_inside(area, grid.area) for grid in found.grids):
            found.boxes.append(area)
    found.boxes = _outermost(found.boxes)
    return found


class _Sorted:
    """The shapes of a page by what they can be."""

    def __init__(self) -> None:
        self.level: list[Area] = []
        self.upright: list[Area] = []
        self.dots: list[Area] = []
        self.shaded: list[Area] = []

    def add(self, shape: Shape) -> None:
        """Take note of a shape, if it is one that can be seen."""
        area, seen = shape.area, shape.stroked or not shape.white
        if not seen:
            return
        if area.height <= _THIN < area.width:
            self.level.append(area)
        elif area.width <= _THIN < area.height:
            self.upright.append(area)
        elif area.width <= _SMALL and area.height <= _SMALL:
            if shape.filled and not shape.white:
                self.dots.append(area)
        elif area.width > 4 * _LEAST_BOX and area.height > _LEAST_BOX:
            if shape.stroked:
                _add_sides(area, self.level, self.upright)
            else:
                self.shaded.append(area)


def _add_sides(area: Area, level: list[Area], upright: list[Area]) -> None:
    level.append(Area(area.x0, area.y0, area.x1, area.y0))
    level.append(Area(area.x0, area.y1, area.x1, area.y1))
    upright.append(Area(area.x0, area.y0, area.x0, area.y1))
    upright.append(Area(area.x1, area.y0, area.x1, area.y1))


def _merged(rules: list[Area], *, level: bool) -> list[Area]:
    """Rules in one line that touch, as one: layouts draw a border cell by cell."""
    if level:
        rules.sort(key=lambda rule: (round((rule.y0 + rule.y1) / 3), rule.x0))
    else:
        rules.sort(key=lambda rule: (round((rule.x0 + rule.x1) / 3), rule.y0))
    merged: list[Area] = []
    for rule in rules:
        last = merged[-1] if merged else None
        if last is None:
            merged.append(rule)
        elif level and abs(last.y0 - rule.y0) <= 1.5 and rule.x0 <= last.x1 + _SLACK:
            merged[-1] = Area(last.x0, last.y0, max(last.x1, rule.x1), last.y1)
        elif not level and abs(last.x0 - rule.x0) <= 1.5 and rule.y0 <= last.y1 + _SLACK:
            merged[-1] = Area(last.x0, last.y0, last.x1, max(last.y1, rule.y1))
        else:
            merged.append(rule)
    return merged


def _add_grids(found: Furniture, level: Sequence[Area], upright: Sequence[Area]) -> None:
    """Rules that meet: a ring round text is a box, more than that a table."""
    for rules, sides in _components(level, upright):
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
            found.grids.append(Grid(area, _rows(ys, sides, area)))


def _components(
    level: Sequence[Area], upright: Sequence[Area]
) -> Iterable[tuple[list[Area], list[Area]]]:
    """The level and upright rules that hang together."""
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
    """Values nearer than four points as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 4.0:
            found.append(value)
    return found


def _rows(ys: Sequence[float], sides: Sequence[Area], area: Area) -> list[list[Area]]:
    """The cells of each row: parted where an upright rule runs along most of the row."""
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


def _joined(boxes: Sequence[Area]) -> list[Area]:
    """Shaded areas of the same width that touch, as one: a box painted paragraph by paragraph."""
    joined: list[Area] = []
    for box in sorted(boxes, key=lambda box: (round(box.x0), box.y0)):
        last = joined[-1] if joined else None
        if (
            last
            and abs(last.x0 - box.x0) < _SLACK
            and abs(last.x1 - box.x1) < _SLACK
            and box.y0 <= last.y1 + _SLACK
        ):
            joined[-1] = Area(last.x0, last.y0, last.x1, max(last.y1, box.y1))
        else:
            joined.append(box)
    return joined


def _inside(inner: Area, outer: Area) -> bool:
    middle = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return outer.holds(*middle, 2.0) and inner.height <= outer.height + 2 * _SLACK


def _outermost(boxes: Sequence[Area]) -> list[Area]:
    """Boxes that are in no other, from the top of the page down."""
    found: list[Area] = []
    for box in sorted(boxes, key=lambda box: -box.width * box.height)[:200]:
        if not any(_inside(box, other) for other in found):
            found.append(box)
    return sorted(found, key=lambda box: (box.y0, box.x0))
