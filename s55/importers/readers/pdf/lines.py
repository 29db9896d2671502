"""Put segments into lines in reading order, with their markers, cells, boxes and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise, product, takewhile
from math import inf
from statistics import median

from s55.importers.readers import blocks as make
from s55.importers.readers.pdf.parts import Area, Furniture, Grid, Line, Page, Segment, joined
from s55.importers.readers.pdf.tables.loose import loose_grids, tables_across
from s55.importers.readers.pdf.tables.tiles import labels_beside_text, with_few_words
from s55.records import dataclass
from s55.richtext.figures import lowered

_GAP = 1.6
"""White space between two columns or cells on one line at least, in sizes of characters."""
_RAISED = 0.22
"""How far a raised figure is above the baseline at least, in sizes of characters."""
_RAISED_WHOLE = 0.3
"""The same for a figure that is as large as the text."""
_LOWERED = 0.08
"""How far a lowered figure is below the baseline at least, in sizes of characters."""
_LONE_NUMBER = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[A-Za-z]|[ivxIVX]{2,5})[.)]|\d\.\d{1,2}"
)
_TICKS = frozenset("✓✔☑☒☐✅")
_BULLET_GLYPH = re.compile(rf"[{make.BULLETS}]\ufe0e?|o|\x02")
_FOOTNOTE = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]+|[ivx]{1,4})[\])]?(?:,\s?\d{1,3})*")
_RULES_OF_TABLE = 3
"""Level rules of a table at the least."""
_OVER_BOTH = 0.6
"""The part of the width of a page's text that a rule over both columns covers at the least."""
_ACROSS = 0.3
"""The part of the lines of two columns that may stand elsewhere than in one of them."""
_BESIDE_BY_CHANCE = 0.4
"""The part of the lines of a column that end as high as one of the next column at most."""
_FEW_WORDS = 40
"""Characters of a box that only shows off a few words."""
_TEXT_IN_BOX = 120
"""Characters of a box that holds text at the least."""
_BESIDE_BOX = 200.0
"""Points between such a box and the text on its left at most."""
_HANGING = 24.0
"""Points by which the bullets of a column stand left of its text at most."""
_INDENTED = 80.0
"""Points by which lines of a column are indented at most."""
_NEXT_LINE = 0.75
"""White space between the lines of a paragraph at most, in sizes of characters."""
_ROOM, _MUCH_ROOM = 1.7, 3.0
"""White space with a heading in it at the least, and without a doubt, in heights of the heading."""
_SET_OFF = 4.0
"""White space between a number in a cell and the next cell, in sizes of characters."""
_MARKER_REACH = 60.0
"""Points at most between a marker and its text."""


def lines_of(
    found: Sequence[Sequence[Segment]], furniture: Furniture, number: int, *, across: bool = False
) -> list[Line]:
    """Put a page's text into lines in reading order: text that reads one way.

    Args:
        found: the segments of each line.
        furniture: what is drawn on the page; tables without rules are added to it.
        number: of the page.
        across: whether a table may go over two columns of prose, because nothing is drawn at all.
    """
    visual = _visual_lines(found)
    pieces = _same_baseline(_all_pieces(visual, furniture, number))
    tiles = with_few_words(furniture.tiles, pieces)
    labels = labels_beside_text(furniture.boxes, pieces)
    beside = _boxes_beside_rules(furniture, pieces)
    rows = _rows_of_boxes(furniture, pieces)
    if tiles or labels or beside or rows:
        furniture.take_out(tiles, [*labels, *rows])
        furniture.put_in([*beside, *chain.from_iterable(rows.values())])
        pieces = _same_baseline(_all_pieces(visual, furniture, number))
    markers = _markers(pieces)
    if (across or _rules_across(furniture, pieces) >= _RULES_OF_TABLE) and (
        tables := tables_across(pieces, markers)
    ):
        furniture.grids += tables
        pieces = _same_baseline(_all_pieces(visual, furniture, number))
        markers = _markers(pieces)
    if loose := loose_grids(pieces, markers, _sides(pieces)):
        furniture.grids += loose
        pieces = _same_baseline(_all_pieces(visual, furniture, number))
    _take_markers(pieces)
    _take_dots(pieces, furniture.dots)
    kept = [line for line in pieces if line.segments]
    for line in kept:
        line.settle()
    return _ordered([line for line in kept if line.text.strip()], furniture)


def share_columns(pages: Sequence[Page]) -> None:
    """Put the lines of pages with few lines in two columns, where other pages are set in them.

    The end of a text in two columns may be too short to show by itself that it is in columns.
    """
    known: dict[int, list[float]] = {}
    for page in pages:
        if any(line.column for line in page.lines):
            found = _gutter(_units(page.lines, page.furniture))
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
        found = _stretch(units, x, edge, known=True)
        if found is not None and _is_beside_other(units, x):
            for line in page.lines:
                line.right = 0.0
            page.lines = _ordered(page.lines, page.furniture, _Gutter(float(x), (found,)))
            return


def _is_beside_other(units: Sequence[Unit], x: float) -> bool:
    """Whether something on the left of a place stands beside something on its right."""
    left = joined(sorted((area.y0, area.y1) for area, _ in units if area.x1 <= x))
    right = joined(sorted((area.y0, area.y1) for area, _ in units if area.x0 >= x - 3))
    return len(joined(sorted([*left, *right]))) < len(left) + len(right)


# --- pieces ------------------------------------------------------------------


def _visual_lines(found: Sequence[Sequence[Segment]]) -> list[list[Segment]]:
    """Join lines that the library broke at a raised character."""
    lines: list[list[Segment]] = []
    for segments in found:
        last, first = lines[-1][-1] if lines else None, segments[0]
        if last is not None:
            size = max(last.look.size, first.look.size)
            gap = first.x0 - last.x1
            if -0.3 * size < gap < _GAP * size and abs(last.y - first.y) < 0.55 * size:
                first.spaced = gap > 0.15 * size
                lines[-1].extend(segments)
                continue
        lines.append(list(segments))
    return lines


def _rules_across(furniture: Furniture, pieces: Sequence[Line]) -> int:
    """Count the level rules that go over more than one of two columns."""
    left = min((piece.x0 for piece in pieces), default=0.0)
    right = max((piece.x1 for piece in pieces), default=0.0)
    return sum(rule.width > _OVER_BOTH * (right - left) for rule in furniture.rules)


def _all_pieces(
    visual: Sequence[Sequence[Segment]], furniture: Furniture, number: int
) -> list[Line]:
    return [piece for segments in visual for piece in _pieces(segments, furniture, number)]


def _lone_marker(piece: Line) -> str:
    """Give the bullet or the number that a piece is by itself; '' where it is none."""
    if len(piece.segments) == 1:
        text = piece.segments[0].text.strip()
    else:
        text = "".join(segment.text for segment in piece.segments).strip()
    is_marker = len(text) <= 8 and (_BULLET_GLYPH.fullmatch(text) or _LONE_NUMBER.fullmatch(text))
    return text if is_marker else ""


def _markers(pieces: Sequence[Line]) -> list[bool]:
    """Tell of each piece whether it is a bullet or a number that belongs to the text on its right.

    A number is a cell below the head of its own column, beside which the text has another, and
    between text on its left and text far on its right.
    """
    lone = [bool(_lone_marker(piece)) for piece in pieces]
    rows: dict[int, list[int]] = {}
    for at, piece in enumerate(pieces):
        rows.setdefault(round(piece.y), []).append(at)
    heads: set[tuple[int, int]] = set()
    for _, row in sorted(rows.items()):
        row.sort(key=lambda at: pieces[at].x0)
        for at, right in pairwise(row):
            starts = round(pieces[at].x0), round(pieces[right].x0)
            if lone[at] and not lone[right]:
                gap = pieces[right].x0 - pieces[at].x1
                between = at != row[0] and gap > _SET_OFF * pieces[at].size
                lone[at] = not between and heads.isdisjoint(_near(starts))
            elif not (lone[at] or lone[right]):
                heads.add(starts)
    return lone


def _near(starts: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield the places at most a point from two."""
    left, right = starts
    yield from product((left - 1, left, left + 1), (right - 1, right, right + 1))


def _pieces(segments: Sequence[Segment], furniture: Furniture, number: int) -> list[Line]:
    """Divide the segments of a line at wide white space and at the edges of cells."""
    pieces: list[Line] = []
    drawn = bool(furniture.grids or furniture.boxes)
    for segment in _cut(segments, furniture) if furniture.grids else segments:
        box, cell = _region(segment, furniture) if drawn else (0, None)
        last = pieces[-1] if pieces else None
        if last is not None and _beside(last, segment) and (last.box, last.cell) == (box, cell):
            last.segments.append(segment)
            last.x1 = max(last.x1, segment.x1)
            continue
        size = segment.look.size
        pieces.append(
            Line(
                number,
                segment.x0,
                segment.x1,
                segment.y,
                size,
                [segment],
                box=box,
                cell=cell,
                way=segment.look.way or 0,
            )
        )
    for piece in pieces:
        _measure(piece)
    return pieces


def _cut(segments: Sequence[Segment], furniture: Furniture) -> Iterator[Segment]:
    """Cut the segments where they cross the edge of a cell."""
    for segment in segments:
        rest = segment
        y = segment.y - 0.3 * segment.look.size
        for left, right, start in segment.gaps:
            if any(_is_edge(grid, left, right, y) for grid in furniture.grids):
                length = start - rest.start
                yield replace(rest, x1=left, text=rest.text[:length].rstrip(), gaps=())
                rest = replace(rest, x0=right, start=start, text=rest.text[length:], gaps=())
        yield rest


def _is_edge(grid: Grid, left: float, right: float, y: float) -> bool:
    """Whether the edge of a cell runs between two points on a line."""
    return any(
        left - 1 <= cell.x0 <= right + 1 and cell.y0 <= y <= cell.y1
        for row in grid.rows
        for cell in row
    )


def _beside(last: Line, segment: Segment) -> bool:
    size = max(last.segments[-1].look.size, segment.look.size)
    gap = segment.x0 - last.x1
    return -size < gap < _GAP * size and abs(last.y - segment.y) < 0.7 * size


def _region(segment: Segment, furniture: Furniture) -> tuple[int, tuple[int, int, int] | None]:
    """Find the box and the cell that a segment is in."""
    x = min(segment.x0 + 2.0, (segment.x0 + segment.x1) / 2)
    y = segment.y - 0.3 * segment.look.size
    for index, grid in enumerate(furniture.grids):
        if grid.area.holds(x, y):
            for row_index, row in enumerate(grid.rows):
                for column, cell in enumerate(row):
                    if cell.holds(x, y, 0.0):
                        return _box_round(grid.area, furniture), (index, row_index, column)
    for index, box in enumerate(furniture.boxes, start=1):
        if box.holds(x, y):
            return index, None
    return 0, None


def _box_round(table: Area, furniture: Furniture) -> int:
    """Find the box that a table stands in, with more than the table in it; 0 for none."""
    for index, box in enumerate(furniture.boxes, start=1):
        if table.is_in(box) and table.width <= box.width and box.height > table.height + _MORE:
            return index
    return 0


_MORE = 24.0
"""Points by which a box is at least higher than the table in it: a line of text, and space."""


def _rows_of_boxes(furniture: Furniture, pieces: Sequence[Line]) -> dict[Area, list[Area]]:
    """Find the boxes that are tables of one column: each row below their head is a box.

    Rules across the box divide it, and its first part alone is bold, or none where a table goes on.
    """
    found: dict[Area, list[Area]] = {}
    for number, box in enumerate(furniture.boxes, start=1):
        ys = [
            rule.y0
            for rule in furniture.rules
            if box.y0 + 4 < rule.y0 < box.y1 - 4
            and abs(rule.x0 - box.x0) < 4
            and abs(rule.x1 - box.x1) < 4
        ]
        if len(ys) < _FEWEST_ROWS or any(below - y < _LEAST_ROW for y, below in pairwise(ys)):
            continue
        inside = [piece for piece in pieces if piece.box == number]
        heads = [all(one.look.bold for one in piece.segments) for piece in inside]
        has_head = heads == [piece.y < ys[0] for piece in inside]
        if has_head or not any(heads):
            edges = pairwise([*([] if has_head else [box.y0]), *ys, box.y1])
            found[box] = [Area(box.x0, top, box.x1, bottom) for top, bottom in edges]
    return found


_FEWEST_ROWS = 2
"""Rows below the head of a table of one column at the least."""
_LEAST_ROW = 10.0
"""Points that a row is high at the least."""
_FROM_SIDE = 40.0
"""Points between an upright rule and the text that it sets off, at most."""
_CLOSE = 7.0
"""Points between a rule and text that it sets off though it is not set in, at most."""
_SET_IN = 6.0
"""Points by which such text begins right of other text, at the least."""
_MOST_SIDES = 100
"""Rules of a page that are looked at."""


def _boxes_beside_rules(furniture: Furniture, pieces: Sequence[Line]) -> list[Area]:
    """Find the text that an upright rule or a bar on its left sets off, as a quotation.

    It is set in, or the rule is close to it. A bar in the margin, or a rule between two columns,
    sets nothing off.
    """
    found = []
    for side in furniture.sides[:_MOST_SIDES]:
        beside: list[Line] = []
        edge = inf  # where no other text is, none is set in
        for piece in pieces:
            if not side.y0 - 1 <= piece.y - 0.3 * piece.size <= side.y1 + 1:
                edge = min(edge, piece.x0)
            elif piece.x0 < side.x1 or piece.cell or piece.box:
                break
            elif piece.x0 <= side.x1 + _FROM_SIDE:
                beside.append(piece)
        else:
            left = min((piece.x0 for piece in beside), default=inf)
            set_in = side.x0 >= edge - 1 and inf > left >= edge + _SET_IN
            if set_in or left - side.x1 <= _CLOSE:
                right = max(piece.x1 for piece in beside)
                found.append(Area(side.x0, side.y0 - 1, right, side.y1 + 1))
    return found


def _measure(line: Line) -> None:
    """Set size and baseline by most characters, and take raised figures out."""
    if len(line.segments) == 1:
        return
    sizes: Counter[float] = Counter()
    bases: Counter[float] = Counter()
    for segment in line.segments:
        sizes[segment.look.size] += len(segment.text)
        bases[segment.y] += len(segment.text)
    line.size = max(sizes, key=lambda size: (sizes[size], size))
    line.y = max(bases, key=lambda base: bases[base])
    kept: list[Segment] = []
    for segment in line.segments:
        higher = line.y - segment.y
        small = segment.look.size <= 0.88 * line.size
        least = _RAISED if small else _RAISED_WHOLE
        if higher >= least * segment.look.size and _FOOTNOTE.fullmatch(segment.text):
            line.raised.append((segment, kept[-1] if kept else None))
            continue
        if kept and small and higher > 1.0:
            segment.spaced = False
        if kept and small and -higher >= _LOWERED * segment.look.size:
            segment.text = lowered(segment.text) or segment.text
        kept.append(segment)
    line.segments = kept
    if kept:
        line.x0, line.x1 = kept[0].x0, max(segment.x1 for segment in kept)


def _same_baseline(pieces: list[Line]) -> list[Line]:
    """Join pieces side by side that the library gave as different lines."""
    rows: dict[tuple[int, object], list[Line]] = {}
    result: list[Line] = []
    for piece in pieces:
        key = (round(piece.y / 2), piece.box if piece.cell is None else piece.cell)
        for other in rows.get(key, ()):
            gap = piece.x0 - other.x1
            if -0.1 * piece.size < gap < 0.6 * piece.size and abs(piece.y - other.y) < 1.0:
                piece.segments[0].spaced = gap > 0.15 * piece.size
                other.segments.extend(piece.segments)
                other.x1 = max(other.x1, piece.x1)
                break
        else:
            rows.setdefault(key, []).append(piece)
            result.append(piece)
    return result


def _sides(pieces: Sequence[Line]) -> list[int]:
    """Tell of each piece in which of two columns of prose it is: 1 or 2; 0 where there are none."""
    free = [piece for piece in pieces if piece.cell is None and not piece.box]
    if len({round(piece.y) for piece in free}) == len(free):
        return [0] * len(pieces)  # nothing stands beside anything
    units = [(_line_area(piece), [piece]) for piece in free]
    units.sort(key=lambda unit: (round(unit[0].y1), unit[0].x0))
    found = _gutter(units)
    if found is None:
        return [0] * len(pieces)
    sides = []
    for piece in pieces:
        area = _line_area(piece)
        side = 1 if area.x1 <= found.x else 2 if area.x0 >= found.x - 3 else 0
        sides.append(side if found.is_beside(area) else 0)
    return sides


# --- markers -----------------------------------------------------------------


def _take_markers(pieces: list[Line]) -> None:
    """Join bullets and numbers by themselves to the text on their right."""
    rows: dict[int, list[Line]] = {}
    for piece in pieces:
        rows.setdefault(round(piece.y), []).append(piece)
    for piece in pieces:
        text = _lone_marker(piece)
        if not text:
            _split_marker(piece)
            continue
        beside = [
            other
            for near in (-1, 0, 1)
            for other in rows.get(round(piece.y) + near, ())
            if other is not piece
            and other.segments
            and other.x0 - piece.x0 > 0
            and other.x0 - piece.x1 < _MARKER_REACH
            and other.cell == piece.cell
        ]
        if beside:
            text_line = min(beside, key=lambda other: other.x0)
            if text_line.marker not in _TICKS:  # a tick after a bullet says more than the bullet
                text_line.marker = _shown(text)
            text_line.marker_x = piece.x0
            piece.segments = []


def _shown(text: str) -> str:
    return text if _LONE_NUMBER.fullmatch(text) else make.shown_bullet(text)


def _split_marker(line: Line) -> None:
    """Make a bullet or number at the beginning of a line's text its marker."""
    if not line.segments or line.marker:
        return
    first = line.segments[0]
    lone = first.text.strip()
    others = line.segments[1:]
    if others and (_BULLET_GLYPH.fullmatch(lone) or _LONE_NUMBER.fullmatch(lone)):
        gap = others[0].x0 - first.x1
        if others[0].spaced or gap > 0.2 * line.size:
            line.marker, line.marker_x = _shown(lone), first.x0
            line.segments = others
            line.x0 = others[0].x0
        return
    lead = make.bullet_of(first.text)
    if (lead and lead.strip() not in ("-", "–", "—", "·", "o")) or (lead and len(lead) > 2):
        strip_lead(line, lead, make.shown_bullet(lead))


def strip_lead(line: Line, lead: str, marker: str) -> None:
    """Take ``lead`` off the beginning of a line, and give the line its marker."""
    first = line.segments[0]
    width = (first.x1 - first.x0) * len(lead) / max(1, len(first.text))
    line.marker, line.marker_x = marker, first.x0
    first.text = first.text[len(lead) :]
    first.x0 += width
    line.x0 = first.x0


def _take_dots(pieces: Sequence[Line], dots: Sequence[Area]) -> None:
    """Take small shapes drawn left of a line for its bullet."""
    if not dots or len(dots) > 400:
        return
    for dot in dots:
        x, y = dot.x1, (dot.y0 + dot.y1) / 2
        beside = [
            line
            for line in pieces
            if line.segments
            and 0 <= line.x0 - x < _MARKER_REACH * 0.7
            and line.y - line.size < y < line.y + 0.1 * line.size
        ]
        nearest = min(beside, key=lambda line: line.x0, default=None)
        if nearest is not None and not nearest.marker:
            nearest.marker, nearest.marker_x = make.BULLET, dot.x0


# --- order -------------------------------------------------------------------


def _ordered(
    lines: Sequence[Line], furniture: Furniture, shared: _Gutter | None = None
) -> list[Line]:
    """Order lines as people read them: column after column, boxes in one piece.

    Args:
        lines: of the page.
        furniture: of the page.
        shared: where its columns are, if other pages show that; else it is found.
    """
    units = _after_their_text(_units(lines, furniture))
    ordered: list[Line] = []
    for column, (band, right) in enumerate(_columns(units, shared)):
        for _, members in band:
            for line in members:
                line.column = column
                line.right = line.right or right
            ordered.extend(members)
    return ordered


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
    return [line for band, _ in _columns(inner) for _, found in band for line in found]


def _line_area(line: Line) -> Area:
    left = line.marker_x if line.marker else line.x0
    return Area(left, line.y - line.size, line.x1, line.y)


Unit = tuple[Area, list[Line]]


def _columns(units: list[Unit], shared: _Gutter | None = None) -> list[tuple[list[Unit], float]]:
    """Divide units into stretches to be read one after the other, each with its right edge."""
    units = _down_the_page(units)
    edge = max((area.x1 for area, _ in units), default=0.0)
    found = shared or _gutter(units)
    if found is None:
        return [(units, edge)]
    gutter = found.x
    units = sorted(units, key=lambda unit: (round(unit[0].y1), unit[0].x0))
    stretches: list[tuple[list[Unit], float]] = []
    left: list[Unit] = []
    right: list[Unit] = []

    def flush() -> None:
        for side in (left, right):
            if side:
                as_wide = min(area.x0 for area, _ in side) + edge - gutter
                own = max(area.x1 for area, _ in side)
                stretches.append((_down_the_page(side), max(own, min(as_wide, gutter - 4))))
                side.clear()

    beyond = joined(sorted((area.y0, area.y1) for area, _ in units if area.x0 >= gutter - 3))
    size = median(area.height for area, _ in units)
    lowest = max(bottom for _, bottom in found.stretches)
    if not _is_alone_below(units, gutter, lowest):
        lowest = inf
    raised = _raised(units, found)
    for unit, below in zip(units, _below_in_left(units, gutter), strict=True):
        area = unit[0]
        alone = area.y1 > lowest and not _is_number(unit[1])
        beside = found.is_beside(area) or alone or area in raised
        if beside and area.x0 >= gutter - 3:
            right.append(unit)
        elif (
            area.x1 <= gutter
            and (beside or _goes_down(left, area))
            and not (area.y1 <= lowest and _is_over_both(unit, below, beyond, size))
        ):
            left.append(unit)
        else:
            flush()
            stretches.append(([unit], edge))
    flush()
    return _glued(stretches)


def _below_in_left(units: Sequence[Unit], gutter: float) -> list[Area | None]:
    """Give for each unit the next one below it in the left column; None for the last."""
    found: list[Area | None] = []
    below: Area | None = None
    for area, _ in reversed(units):
        found.append(below)
        below = area if area.x1 <= gutter else below
    return found[::-1]


_FOOT = 2.0
"""How far below a column the foot of a page is at least, in heights of a line."""


def _raised(units: Sequence[Unit], found: _Gutter) -> set[Area]:
    """Find the lines of left columns that are above the first line of the right one.

    They are next to each other; but not below a line over both columns, whose text they end.
    """
    raised: set[Area] = set()
    chain: list[Area] = []
    for area, _ in reversed(units):
        near = bool(chain) and chain[-1].y0 - area.y1 < _NEXT_LINE * area.height
        if found.is_beside(area):
            chain = [area] if area.x1 <= found.x else chain
        elif near and area.x1 <= found.x:
            chain.append(area)
        else:
            raised.update(() if near else chain)
            chain = []
    return raised.union(chain)


def _is_alone_below(units: Sequence[Unit], gutter: float, lowest: float) -> bool:
    """Whether the left column, with what is over it, goes on alone below the end of the right.

    It is prose there; or it ends with a heading, which is over nothing but the next column.
    """
    below = [unit for unit in units if unit[0].y1 > lowest and not _is_number(unit[1])]
    own = list(takewhile(lambda unit: unit[0].x1 <= gutter - 4, below))
    if not own:
        return False
    last = own[-1][0]
    if len(below) > len(own) and below[len(own)][0].y0 - last.y1 < _FOOT * last.height:
        return False
    areas = [area for area, _ in own]
    return own[-1][1][-1].bold or _is_prose(areas, gutter - min(area.x0 for area in areas))


def _is_number(members: Sequence[Line]) -> bool:
    """Whether lines have no letters, as the number of a page."""
    return not any(map(str.isalpha, "".join(line.text for line in members)))


def _down_the_page(units: Sequence[Unit]) -> list[Unit]:
    """Sort units by where they end; boxes in a row, which begin together, from left to right."""
    ends: dict[int, float] = {}
    for area, members in units:
        if members[0].box:
            top = round(area.y0)
            ends[top] = max(ends.get(top, 0.0), area.y1)

    def place(unit: Unit) -> tuple[int, float]:
        area, members = unit
        end = ends[round(area.y0)] if members[0].box else area.y1
        return round(end), area.x0

    return sorted(units, key=place)


def _is_over_both(
    unit: Unit, below: Area | None, beyond: Sequence[tuple[float, float]], size: float
) -> bool:
    """Whether a line on the left is a heading over both columns.

    Nothing stands to its right, and not only because a paragraph ends there. There is less doubt
    where both columns begin again at one height below it.

    Args:
        unit: the line.
        below: the next line of the left column.
        beyond: from where to where there is text in the right column, from the top down.
        size: of most lines.
    """
    area, lines = unit
    if len(lines) > 1 or not (lines[0].bold or area.height > 1.15 * size):
        return False
    at = bisect_right(beyond, (area.y1 + 0.3 * size, inf))
    last = beyond[at - 1][1] if at else -inf
    following = beyond[at][0] if at < len(beyond) else inf
    if last >= area.y0 - 0.3 * size:
        return False
    alike = below is not None and at < len(beyond) and abs(beyond[at][1] - below.y1) < 1
    return following - last > (_ROOM if alike else _MUCH_ROOM) * area.height


def _goes_down(column: Sequence[Unit], area: Area) -> bool:
    """Whether a line is right below a column that is longer than its neighbour."""
    return bool(column) and area.y0 - column[-1][0].y1 < 1.5 * area.height


def _glued(stretches: list[tuple[list[Unit], float]]) -> list[tuple[list[Unit], float]]:
    """Join neighbouring stretches with the same right edge: lines over the whole width."""
    glued: list[tuple[list[Unit], float]] = []
    for units, edge in stretches:
        if glued and abs(glued[-1][1] - edge) < 0.5:
            glued[-1][0].extend(units)
        else:
            glued.append((units, edge))
    return glued


@dataclass(frozen=True, slots=True)
class _Gutter:
    """Where the right of two columns of prose begins, and from where to where they go."""

    x: float
    stretches: tuple[tuple[float, float], ...]

    def is_beside(self, area: Area) -> bool:
        """Whether some of a line or box stands as high as the columns do."""
        return any(area.y1 > top and area.y0 < bottom for top, bottom in self.stretches)


def _gutter(units: Sequence[Unit]) -> _Gutter | None:
    """Find the two columns of prose on a page; None where it has none."""
    if sum(map(_counts_for, units)) < 10:
        return None
    start = min(area.x0 for area, _ in units)
    edge = max(area.x1 for area, _ in units)
    starts: Counter[int] = Counter()
    for unit in units:
        starts[round(_start_of(unit))] += _counts_for(unit)
    for candidate, count in starts.most_common(6):
        inner = start + 0.3 * (edge - start) < candidate < start + 0.75 * (edge - start)
        if count < 4 or not inner:
            continue
        near = (unit[0].x0 for unit in units if abs(_start_of(unit) - candidate) <= 3)
        x = _outermost(units, max(min(near), candidate - _HANGING))
        whole = _stretch(units, x, edge)
        if whole:
            return _Gutter(x, (whole,))
        runs = _between_full_lines(units, x)
        found = [one for run in runs if (one := _stretch(run, x, edge))]
        if found:
            return _Gutter(x, tuple(found))
    return None


def _outermost(units: Sequence[Unit], x: float) -> float:
    """Give where the right column begins if some of its lines begin further left than most.

    Nothing that begins left of these ends beside them, as text beside an indented list shows.
    """
    inner = [area for area, _ in units if area.x0 >= x - 3]
    top, bottom = min(area.y0 for area in inner), max(area.y1 for area in inner)
    areas = sorted(area for area, _ in units if area.x0 < x - 3)
    begun = Counter(round(area.x0) for area in areas)
    edge = -inf
    at = 0
    for area in areas:
        while areas[at].x0 < area.x0 - 3:
            left = areas[at]
            # The head and the foot of the page end where they like.
            if left.x1 <= x - 4 and left.y1 > top and left.y0 < bottom:
                edge = max(edge, left.x1)
            at += 1
        among = top <= area.y0 and area.y1 <= bottom
        is_text = among or begun[round(area.x0)] > 1  # and not the number of the page
        if is_text and area.x0 > x - _INDENTED and edge <= area.x0 - 4:
            return area.x0
    return x


def _stretch(
    units: Sequence[Unit], x: float, edge: float, *, known: bool = False
) -> tuple[float, float] | None:
    """Find from where to where units are two columns; None if they are not.

    Two lines in each are enough where other pages have columns there (``known``).
    """
    fewest = 2 if known else 4
    inner = [unit for unit in units if x - 3 <= unit[0].x0 < x + _INDENTED]
    if sum(map(_counts_for, inner)) < fewest:
        return None
    right = [area for area, _ in inner]
    top, bottom = min(area.y0 for area in right) - 2, right[-1].y1 + 2
    beside = [unit for unit in units if top <= unit[0].y0 and unit[0].y1 <= bottom]
    outer = [unit for unit in beside if unit[0].x1 <= x - 4]
    left = [area for area, _ in outer]
    elsewhere = len(beside) - len(left) - len(right)
    if (
        sum(map(_counts_for, outer)) >= fewest
        and left[-1].y1 - min(area.y0 for area in left) > 7.5 * fewest
        and elsewhere < _ACROSS * len(beside)
        and _are_columns(left, right, x, edge, known=known)
    ):
        return top, bottom
    return None


def _are_columns(
    left: Sequence[Area], right: Sequence[Area], x: float, edge: float, *, known: bool
) -> bool:
    """Whether both of two columns are prose; or one of them, beside lines at other heights."""
    prose = [_is_prose(right, edge - x), _is_prose(left, x - min(area.x0 for area in left))]
    return all(prose) or (any(prose) and (known or _are_apart(left, right)))


def _are_apart(left: Sequence[Area], right: Sequence[Area]) -> bool:
    """Whether few lines of either column have one beside them in the other: no rows of a table.

    So columns of short lines, such as headings and lists, are told from labels beside text.
    """
    lines = {round(area.y1) + near for area in right for near in (-1, 0, 1)}
    beside = sum(round(area.y1) in lines for area in left)
    return beside < _BESIDE_BY_CHANCE * min(len(left), len(right))


def _is_text_in_box(members: Sequence[Line]) -> bool:
    """Whether lines are text in a box, which shows a column as lines without one do."""
    return members[0].box > 0 and sum(len(line.text) for line in members) >= _TEXT_IN_BOX


def _counts_for(unit: Unit) -> int:
    """Give for how many lines of a column a unit counts."""
    return len(unit[1]) if _is_text_in_box(unit[1]) else 1


def _start_of(unit: Unit) -> float:
    """Give where a unit begins: a box with text where its frame does, not its first line."""
    area, members = unit
    return area.x0 if _is_text_in_box(members) else members[0].x0


def _between_full_lines(units: Sequence[Unit], x: float) -> list[list[Unit]]:
    """Divide units at the lines that go over both columns."""
    runs: list[list[Unit]] = [[]]
    for unit in units:
        if unit[0].x0 < x - 3 and unit[0].x1 > x + 3:
            runs.append([])
        else:
            runs[-1].append(unit)
    return [run for run in runs if run]


def _is_prose(areas: Sequence[Area], room: float) -> bool:
    """Whether lines fill a column as wrapped text does."""
    widths = sorted(area.width for area in areas)
    return widths[len(widths) // 2] > 0.55 * room
