"""Divide the words of a table's cell into paragraphs and list items, and cut words anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from s55.importers.source import BlockKind, SourceBlock
from s55.richtext.nodes import Emphasis, Hyperlink, Inline, Strong, Text, plain

_BULLET = re.compile(r"\s*([•◦▪●·‣–-])\s+")
_TYPED = re.compile(r"\s*(\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+")


def before(inlines: Iterable[Inline], length: int) -> Iterator[Inline]:
    """Yield the first ``length`` characters of inlines; an inline that is cut keeps its mark."""
    for inline in inlines:
        if length <= 0:
            return
        size = len(plain((inline,)))
        if size <= length:
            yield inline
        elif isinstance(inline, Strong | Emphasis | Hyperlink):
            yield replace(inline, children=tuple(before(inline.children, length)))
        else:
            yield Text(plain((inline,))[:length])
        length -= size


def after(inlines: Iterable[Inline], length: int, *, marks: bool) -> Iterator[Inline]:
    """Yield inlines without their first ``length`` characters.

    Args:
        inlines: the inlines.
        length: how many characters to leave out.
        marks: whether an inline that is cut keeps its mark (bold, italic, link).
    """
    for inline in inlines:
        size = len(plain((inline,)))
        if length <= 0:
            yield inline
        elif length < size:
            if marks and isinstance(inline, Strong | Emphasis | Hyperlink):
                yield replace(inline, children=tuple(after(inline.children, length, marks=True)))
            else:
                yield Text(plain((inline,))[length:])
        length -= size


def trimmed(inlines: Iterable[Inline]) -> list[Inline]:
    """Leave out line breaks and white space at the ends."""
    found = list(inlines)
    while found and not plain((found[0],)).strip():
        found.pop(0)
    while found and not plain((found[-1],)).strip():
        found.pop()
    if found and isinstance(found[0], Text):
        found[0] = Text(found[0].text.lstrip())
    if found and isinstance(found[-1], Text):
        found[-1] = Text(found[-1].text.rstrip())
    return found


def lines_of(inlines: Sequence[Inline]) -> Iterator[tuple[Inline, ...]]:
    """Yield the lines of a text without their breaks."""
    rest = tuple(inlines)
    while rest:
        end = plain(rest).find("\n")
        line = rest if end < 0 else tuple(before(rest, end))
        if own := tuple(trimmed(line)):
            yield own
        rest = () if end < 0 else tuple(after(rest, end + 1, marks=True))


def cell_blocks(cell: Sequence[Inline], row: SourceBlock) -> list[SourceBlock]:
    """Make paragraphs and list items of the lines of a table's cell."""
    blocks: list[SourceBlock] = []
    for whole in lines_of(cell):
        line = whole
        bullet = _BULLET.match(plain(line)) or (_TYPED.match(plain(line)) if blocks else None)
        kind, marker, level = BlockKind.PARAGRAPH, "", 0
        if bullet:
            kind, marker, level = BlockKind.LIST_ITEM, bullet[1], 1
            marker = marker if marker[-1] in ".)" else "•"
            line = tuple(trimmed(after(line, bullet.end(), marks=True)))
        if line:
            blocks.append(SourceBlock(kind, line, row.place, level, marker, row.boxed))
    return blocks
