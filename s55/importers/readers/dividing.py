"""Divide blocks that are longer than any paragraph is.

A file can hold a megabyte on one line. Everything that looks at a block takes a time that grows
with its length, some of it faster; with blocks of bounded length, the time grows with the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from s55.importers.readers.runs import Run, flattened, folded, inlines, nested
from s55.importers.source import BlockKind, SourceBlock

MOST_CHARACTERS = 6_000
"""The length of a block: about two full pages without a new paragraph."""
_SENTENCE = re.compile(r"[.!?][”’\"')\]]*\s")


def divided(blocks: Iterable[SourceBlock]) -> Iterator[SourceBlock]:
    """Yield blocks, those that are too long in several parts; no word is lost."""
    for block in blocks:
        if len(block.text) <= MOST_CHARACTERS:
            yield block
        elif block.cells:
            yield from _rows(block)
        else:
            yield from _parts(block)


def _parts(block: SourceBlock) -> Iterator[SourceBlock]:
    for index, runs in enumerate(_cut(list(flattened(block.inlines)))):
        kind = BlockKind.PARAGRAPH if index and block.kind is BlockKind.HEADING else block.kind
        marker = "" if index else block.marker
        yield replace(block, kind=kind, inlines=nested(runs), marker=marker)


def _rows(block: SourceBlock) -> Iterator[SourceBlock]:
    """Divide a row of a table into rows: by cells, and long cells by sentences."""
    cells = [runs for cell in block.cells for runs in _cut(list(flattened(cell)))]
    group: list[list[Run]] = []
    size = 0
    for runs in cells:
        length = sum(len(run.text) for run in runs) + 3
        if group and size + length > MOST_CHARACTERS:
            yield _row(block, group)
            group, size = [], 0
        group.append(runs)
        size += length
    if group:
        yield _row(block, group)


def _row(block: SourceBlock, cells: Sequence[Sequence[Run]]) -> SourceBlock:
    joined = [run for cell in cells for run in (Run(" | "), *cell)][1:]
    return replace(block, inlines=inlines(joined), cells=tuple(nested(cell) for cell in cells))


def _cut(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """Cut runs into stretches of bounded length, at the ends of sentences where there are some."""
    text = "".join(run.text for run in runs)
    starts = list(accumulate((len(run.text) for run in runs), initial=0))
    begin, at = 0, 0
    while begin < len(text):
        end = _end(text, begin)
        part: list[Run] = []
        while at < len(runs) and starts[at] < end:
            first, past = max(begin, starts[at]), min(end, starts[at + 1])
            part.append(runs[at]._replace(text=text[first:past]))
            if starts[at + 1] > end:
                break
            at += 1
        if shown := folded(part):
            yield shown
        begin = end
    if not text:
        yield []


def _end(text: str, begin: int) -> int:
    """Find where the stretch that begins at ``begin`` ends."""
    limit = begin + MOST_CHARACTERS
    if limit >= len(text):
        return len(text)
    sentence = max((one.end() for one in _SENTENCE.finditer(text, begin, limit)), default=0)
    space = text.rfind(" ", begin, limit) + 1
    return sentence or (space if space > begin else limit)
