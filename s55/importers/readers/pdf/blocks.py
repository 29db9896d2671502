"""Lines of all pages to blocks: paragraphs, list items, headings, rows of tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from s55.importers.readers import blocks as make
from s55.importers.readers.pdf.groups import groups_of
from s55.importers.readers.pdf.joins import Joins
from s55.importers.readers.pdf.parts import Line, Page
from s55.importers.readers.pdf.tables import Group
from s55.importers.readers.runs import BREAK, Run
from s55.importers.source import BlockKind, SourceBlock, SourcePosition

_LARGER = 1.09
"""How much larger than the body characters of a heading are at least."""
_MAX_HEADING_LINES = 4


def body_size(pages: Sequence[Page]) -> float:
    """The size of most characters in points."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=10.0)


def blocks_of(pages: Sequence[Page]) -> list[SourceBlock]:
    """The blocks of a document whose heads, feet and footnotes were set aside."""
    _widen(pages)
    joins = Joins(pages)
    groups = groups_of(pages, joins)
    body = _Body(pages, groups)
    _open_bars(groups, body)
    blocks = [_block(group, joins, body) for group in groups]
    return [block for block in blocks if block is not None]


def _open_bars(groups: Sequence[Group], body: _Body) -> None:
    """A heading alone on a shaded bar is in no box; the boxes that are left are numbered anew."""
    members: dict[int, list[Group]] = {}
    for group in groups:
        members.setdefault(group.box, []).append(group)
    members.pop(0, None)
    number = 0
    for found in members.values():
        bar = len(found) == 1 and body.stands_out(found[0])
        number += 0 if bar else 1
        for group in found:
            group.box = 0 if bar else number


def _widen(pages: Sequence[Page]) -> None:
    """Give the lines of short pages the right edge that the document's text has."""
    edges: list[float] = []
    for page in pages:
        free = [line.right for line in page.lines if not line.box and line.cell is None]
        if free and len({line.column for line in page.lines}) == 1:
            edges.append(max(free))
    if not edges:
        return
    usual = sorted(edges)[int(0.8 * (len(edges) - 1))]
    for page in pages:
        if len({line.column for line in page.lines}) == 1:
            for line in page.lines:
                if not line.box and line.cell is None:
                    line.right = max(line.right, usual)


class _Body:
    """What the body of the document looks like, and so what stands out of it."""

    def __init__(self, pages: Sequence[Page], groups: Sequence[Group]) -> None:
        self.size = body_size(pages)
        colours: Counter[str] = Counter()
        for group in groups:
            for segment in group.first.segments[:1]:
                colours[segment.look.colour] += len(segment.text)
        self.colour = max(colours, key=lambda colour: colours[colour], default="#000000")
        sizes = Counter(
            group.first.size for group in groups if self.stands_out(group) and not group.level
        )
        larger = sorted((size for size in sizes if size > self.size + 0.4), reverse=True)
        self._levels: dict[float, int] = {}
        level = 0
        before = 0.0
        for size in larger:
            # Sizes that differ by less than the eye sees are one.
            level += 0 if before and before - size < 0.6 else 1
            self._levels[size] = min(level, 6)
            before = size

    def stands_out(self, group: Group) -> bool:
        """Whether a group looks like a heading."""
        line = group.first
        if group.table or group.marker in (make.BULLET, "o", "–", "▪", "■", "◦"):
            return False
        text = " ".join(part.text for part in group.lines)
        if not any(map(str.isalpha, text)) or len(text) > 2 * make.MAX_HEADING:
            return False
        larger = all(part.size > _LARGER * self.size for part in group.lines)
        if larger:
            return not (text.endswith(".") and len(text) > 80)
        if len(group.lines) > _MAX_HEADING_LINES:
            return False
        bold = all(part.bold for part in group.lines)
        colour = line.segments[0].look.colour
        coloured = (
            colour != self.colour
            and not any(segment.link for part in group.lines for segment in part.segments)
            and all(
                segment.look.colour == colour for part in group.lines for segment in part.segments
            )
            and make.looks_like_heading(text)
            and line.size >= 0.97 * self.size
        )
        return (bold and not text.endswith((".", ",", ";"))) or (coloured and not group.level)

    def level(self, group: Group) -> int:
        """The level of a heading by its size, 0 where only its weight or colour shows it."""
        return self._levels.get(group.first.size, 0)


def _block(group: Group, joins: Joins, body: _Body) -> SourceBlock | None:
    line = group.first
    segment = line.segments[0] if line.segments else None
    place = SourcePosition(page=line.page)
    looks: dict[str, object] = {
        "size": line.size,
        "colour": segment.look.colour if segment else "",
        "boxed": group.box,
    }
    if group.table:
        cells = [_cell_runs(cell, joins) for cell in group.rows]
        return make.row(cells, place, table=group.table, **looks)
    runs = _runs(group.lines, joins)
    if body.stands_out(group):
        if group.marker:
            runs = [Run(f"{group.marker} "), *runs]
        return make.make(BlockKind.HEADING, runs, place, level=body.level(group), **looks)
    if group.level:
        return make.make(
            BlockKind.LIST_ITEM, runs, place, level=group.level, marker=group.marker, **looks
        )
    return make.paragraph(runs, place, **looks)


def _runs(lines: Sequence[Line], joins: Joins) -> list[Run]:
    """The runs of lines that are one paragraph, their wraps and hyphens mended."""
    runs: list[Run] = []
    for line in lines:
        found = line.runs()
        if runs and found:
            text, between = joins.joined(runs[-1].text.rstrip(), line.text)
            runs[-1] = runs[-1]._replace(text=text + between)
        runs.extend(found)
    return runs


def _cell_runs(lines: Sequence[Line], joins: Joins) -> list[Run]:
    """The runs of a cell; its paragraphs and list items are parted by breaks."""
    parts: list[list[Line]] = []
    for line in lines:
        last = parts[-1][-1] if parts else None
        if last is not None and not line.marker and _same_cell_paragraph(last, line, joins):
            parts[-1].append(line)
        else:
            parts.append([line])
    runs: list[Run] = []
    for part in parts:
        lead = [Run(f"{part[0].marker} ")] if part[0].marker else []
        runs += [*([Run(BREAK)] if runs else []), *lead, *_runs(part, joins)]
    return runs


def _same_cell_paragraph(last: Line, line: Line, joins: Joins) -> bool:
    near = line.y - last.y < 1.35 * joins.pitch(line.size)
    wrapped = joins.full(last, line) or line.text[0].islower()
    return near and wrapped and (last.bold == line.bold or not last.bold)
