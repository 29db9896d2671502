"""Put the lines of a page in reading order: column after column, boxes in one piece."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from s55.importers.readers.pdf.lines.columns import divided
from s55.importers.readers.pdf.lines.gutters import Gutter, Unit, gutter_of, stretch_of
from s55.importers.readers.pdf.parts import Area, Furniture, Line, Page, joined

_FEW_WORDS = 40
"""Characters of a box that only shows off a few words."""
_BESIDE_BOX = 200.0
"""Points between such a box and the text on its left at most."""


def ordered(
    lines: Sequence[Line], furniture: Furniture, shared: Gutter | None = None
) -> list[Line]:
    """Order lines as people read them: column after column, boxes in one piece.

    Args:
        lines: of the page.
        furniture: of the page.
        shared: where its columns are, if other pages show that; else it is found.
    """
    units = _after_their_text(_units(lines, furniture))
    found: list[Line] = []
    for column, (band, right) in enumerate(divided(units, shared)):
        for _, members in band:
            for line in members:
                line.column = column
                line.right = line.right or right
            found.extend(members)
    return found


def share_columns(pages: Sequence[Page]) -> None:
    """Put the lines of pages with few lines in two columns, where other pages are set in them.

    The end of a text in two columns may be too short to show by itself that it is in columns.
    """
    known: dict[int, list[float]] = {}
    for page in pages:
        if any(line.column for line in page.lines):
            found = gutter_of(_units(page.lines, page.furniture))
            if found is not None:
                known.setdefault(round(page.width), []).append(found.x)
    for page in pages:
        others = known.get(round(page.width), ())
        if others and page.lines and not any(line.column for line in page.lines):
            set_in_columns(page, others)


def set_in_columns(page: Page, others: Sequence[float]) -> None:
    """Order the lines of a page anew, if it has two columns where they may be.

    Args:
        page: with few lines; its lines are put in order.
        others: where the right of two columns may begin, as it does on other pages.
    """
    units = _units(page.lines, page.furniture)
    units.sort(key=lambda unit: (round(unit[0].y1), unit[0].x0))
    edge = max(area.x1 for area, _ in units)
    for x, _ in Counter(map(round, others)).most_common(3):
        found = stretch_of(units, x, edge, known=True)
        if found and _is_beside_other(units, gutter := Gutter(float(x), (found,))):
            for line in page.lines:
                line.right = 0.0
            page.lines = ordered(page.lines, page.furniture, gutter)
            return


def _is_beside_other(units: Sequence[Unit], gutter: Gutter) -> bool:
    """Whether something on the left of a gutter stands beside something on its right."""
    left = joined(sorted((area.y0, area.y1) for area, _ in units if gutter.is_left(area)))
    right = joined(sorted((area.y0, area.y1) for area, _ in units if gutter.is_right(area)))
    return len(joined(sorted([*left, *right]))) < len(left) + len(right)


def sides_of(pieces: Sequence[Line]) -> list[int]:
    """Tell of each piece in which of two columns of prose it is: 1 or 2; 0 where there are none."""
    free = [piece for piece in pieces if piece.cell is None and not piece.box]
    if len({round(piece.y) for piece in free}) == len(free):
        return [0] * len(pieces)  # nothing stands beside anything
    units = [(_line_area(piece), [piece]) for piece in free]
    units.sort(key=lambda unit: (round(unit[0].y1), unit[0].x0))
    found = gutter_of(units)
    if found is None:
        return [0] * len(pieces)
    sides = []
    for piece in pieces:
        area = _line_area(piece)
        side = 1 if found.is_left(area) else 2 if found.is_right(area) else 0
        sides.append(side if found.is_beside(area) else 0)
    return sides


# --- what is read in one piece -----------------------------------------------


def _units(lines: Sequence[Line], furniture: Furniture) -> list[Unit]:
    """Take together the lines of each table and of each box; every other line is by itself.

    A table in a box belongs to the box.
    """
    free: list[Line] = []
    groups: dict[tuple[str, int], list[Line]] = {}
    for line in lines:
        if line.box:
            groups.setdefault(("box", line.box), []).append(line)
        elif line.cell is not None:
            groups.setdefault(("grid", line.cell[0]), []).append(line)
        else:
            free.append(line)
    units: list[Unit] = [(_line_area(line), [line]) for line in free]
    for (kind, index), members in groups.items():
        area = furniture.grids[index].area if kind == "grid" else furniture.boxes[index - 1]
        units.append((area, _inside_group(kind, members, area, furniture)))
    return units


def _inside_group(kind: str, members: list[Line], area: Area, furniture: Furniture) -> list[Line]:
    if kind == "grid":
        members.sort(key=lambda line: (line.cell or (0, 0, 0), line.y, line.x0))
        for line in members:
            grid, row, column = line.cell or (0, 0, 0)
            line.right = furniture.grids[grid].rows[row][column].x1 - 4.0
        return members
    margin = max(3.0, min(line.x0 for line in members) - area.x0)
    rows: dict[int, list[Line]] = {}
    inner: list[Unit] = []
    for line in members:
        if line.cell is None:
            line.right = area.x1 - margin
            inner.append((_line_area(line), [line]))
        else:
            rows.setdefault(line.cell[0], []).append(line)
    for index, own in rows.items():
        table = furniture.grids[index].area
        inner.append((table, _inside_group("grid", own, table, furniture)))
    return [line for band, _ in divided(inner) for _, found in band for line in found]


def _line_area(line: Line) -> Area:
    left = line.marker_x if line.marker else line.x0
    return Area(left, line.y - line.size, line.x1, line.y)


def _after_their_text(units: Sequence[Unit]) -> list[Unit]:
    """Put boxes of a few words, such as a grade, below the text that they stand to the right of."""
    if not any(_shows_off(members) for _, members in units):
        return list(units)
    lines = [area for area, members in units if not members[0].box and members[0].cell is None]
    lines.sort(key=lambda area: area.y1)
    return [
        (_below_text(area, lines) if _shows_off(members) else area, members)
        for area, members in units
    ]


def _shows_off(members: Sequence[Line]) -> bool:
    """Whether lines are a few words in a box."""
    return members[0].box > 0 and sum(len(line.text) for line in members) <= _FEW_WORDS


def _below_text(box: Area, lines: Sequence[Area]) -> Area:
    """Move a box below the last line of the text on its left, if it has one."""
    last: Area | None = None
    for line in lines[bisect_right(lines, box.y0, key=lambda one: one.y1) :]:
        reach = max(box.y1, last.y1 + 0.6 * line.height if last else 0.0)
        if line.y0 > reach:
            break
        if line.x1 <= box.x0 + 2 and box.x0 - line.x1 < _BESIDE_BOX:
            last = line
    if last is None or last.y1 < box.y1:
        return box
    bottom = last.y1 + 1.0
    return Area(box.x0, bottom - box.height, box.x1, bottom)
