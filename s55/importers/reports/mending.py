"""What a layout left apart or together: frames, wrapped headings, numbers before their text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from s55.importers.reports import words
from s55.importers.reports.addressees import agency_of
from s55.importers.source import BlockKind, SourceBlock
from s55.richtext.nodes import Inline, LineBreak, Text, plain


def mended(blocks: Sequence[SourceBlock]) -> list[SourceBlock]:
    """The blocks as a person would part them.

    A table of one cell (a box in Word) becomes the paragraphs it holds, 'Recommendation 1: By May
    ...' a heading and its text, and lines that a layout wrapped are joined.
    """
    found: list[SourceBlock] = []
    for block in _unboxed(blocks):
        made = _bulleted(block)
        if found and is_theme(found[-1], made):
            found[-1] = replace(found[-1], kind=BlockKind.HEADING)
        if found and _continues(found[-1], made):
            words_before = found[-1].inlines
            found[-1] = replace(found[-1], inlines=(*words_before, Text(" "), *made.inlines))
        else:
            found.append(made)
    return found


def is_theme(block: SourceBlock, following: SourceBlock) -> bool:
    """Whether a bold line before a list is a heading: a theme, an agency."""
    leads = following.kind is BlockKind.LIST_ITEM and bool(following.marker)
    line = block.text.rstrip()
    short = len(line) <= 90 and not line.endswith((".", ":", ";", ","))
    names_agency = line.endswith(":") and bool(agency_of(line.rstrip(":")))
    is_head = (block.bold and short) or names_agency
    return block.kind is BlockKind.PARAGRAPH and is_head and leads


def _continues(before: SourceBlock, block: SourceBlock) -> bool:
    """Whether a block is the next line of the one before: of a heading, a paragraph, a bullet."""
    if before.cells or block.cells or before.size != block.size or block.marker:
        return False
    if before.text.rstrip().endswith((".", ":", ";", "?", "!")) or words.item_heading(before.text):
        return False
    if not block.text[:1].islower():
        return _is_second_line(before, block)
    if before.kind is BlockKind.LIST_ITEM:
        return block.kind is BlockKind.PARAGRAPH
    if before.kind is block.kind:
        return before.level == block.level
    return before.kind is BlockKind.HEADING and before.bold and block.bold


def _is_second_line(before: SourceBlock, block: SourceBlock) -> bool:
    """Whether a bold line in a box goes on from a full one, with a name or a number."""
    same_box = bool(block.boxed) and before.boxed == block.boxed
    heads = before.kind is block.kind is BlockKind.HEADING and before.level == block.level
    return same_box and heads and len(before.text) > 50 and len(block.text) < len(before.text)


_GLUED_BULLET = re.compile(r"[•◦▪■◼●]\s*(?=\w)")


def _bulleted(block: SourceBlock) -> SourceBlock:
    """A paragraph that begins with a bullet, as the list item it is."""
    glued = _GLUED_BULLET.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
    if not glued or block.cells or not isinstance(block.inlines[0], Text):
        return block
    rest = (Text(block.inlines[0].text[glued.end() :]), *block.inlines[1:])
    return replace(block, kind=BlockKind.LIST_ITEM, inlines=rest, marker=glued[0].strip(), level=1)


def _filled(block: SourceBlock) -> tuple[tuple[Inline, ...], ...]:
    """The cells of a row that hold words."""
    return tuple(cell for cell in block.cells if plain(cell).strip())


def _unboxed(blocks: Sequence[SourceBlock]) -> Iterator[SourceBlock]:
    """The blocks, with a table of one cell as the paragraphs it holds."""
    number = max((block.boxed for block in blocks), default=0)
    boxes: dict[int, int] = {}
    tables = {block.table for block in blocks if len(_filled(block)) > 1}
    for block in blocks:
        filled = _filled(block)
        is_frame = len(filled) == 1 and (len(block.cells) == 1 or block.table not in tables)
        if block.kind is BlockKind.TABLE_ROW and is_frame:
            block = replace(block, cells=filled)  # noqa: PLW2901 (without its empty cells)
            box = block.boxed or boxes.setdefault(block.table, number + len(boxes) + 1)
            for made in _paragraphs(block, box):
                yield from _split(made)
        else:
            yield from _split(block)


def _split(block: SourceBlock) -> Iterator[SourceBlock]:
    """A block, with 'Recommendation 1: By May ...' parted into a heading and its text."""
    start = None if block.cells or block.marker else words.numbered_start(block.text)
    names_theme = start and block.kind is BlockKind.HEADING and not words.MODAL.search(start[1])
    if start is None or names_theme:
        yield block
        return
    heading, rest = start
    name = block.text[: len(block.text.rstrip()) - len(rest)].strip(" :.–—-\n")
    yield replace(block, inlines=(Text(name),), bold=True)
    kind = BlockKind.PARAGRAPH if words.MODAL.search(rest) else block.kind
    yield replace(block, kind=kind, level=0, inlines=_without(block.inlines, rest, heading.number))


def _without(inlines: Sequence[Inline], rest: str, number: str) -> tuple[Inline, ...]:
    """The inlines from where ``rest`` begins; plain where the start lies within a mark."""
    if isinstance(inlines[0], Text) and number in inlines[0].text and len(inlines) > 1:
        tail = plain(inlines[1:])
        if rest.endswith(tail) and len(tail) < len(rest):
            return (Text(rest[: -len(tail)]), *inlines[1:])
    return (Text(rest),)


_CELL_BULLET = re.compile(r"[•◦▪●■◼–-]\s+")


def _paragraphs(block: SourceBlock, box: int) -> Iterator[SourceBlock]:
    """The lines of a cell, each a paragraph, a heading of items or a bullet."""
    lines: list[list[Inline]] = [[]]
    for inline in block.cells[0]:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    for line in lines:
        made = replace(block, kind=BlockKind.PARAGRAPH, inlines=tuple(line), cells=(), boxed=box)
        if not made.text.strip():
            continue
        bullet = _CELL_BULLET.match(made.text)
        if bullet and isinstance(line[0], Text):
            rest = (Text(line[0].text[bullet.end() :]), *line[1:])
            made = replace(made, kind=BlockKind.LIST_ITEM, inlines=rest, marker="•", level=1)
        yield made
