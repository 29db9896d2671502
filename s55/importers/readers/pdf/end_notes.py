"""Put the notes at the end of a document in the places of their marks: "[1]", raised in the text.

Documents by s55 have such notes, and so have those of many word processors and converters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from s55.importers.readers import blocks as make
from s55.importers.readers.runs import Run, flattened, nested
from s55.importers.source import BlockKind, SetAside, SourceBlock
from s55.model.verdict import Aside
from s55.records import dataclass
from s55.richtext.nodes import Inline, Note, Paragraph, Text, notes_of

_MARK = re.compile(r"\[\d{1,3}\]")
_ENTRY = re.compile(r"(\[\d{1,3}\])\s+(?=\S)")


def is_mark(text: str) -> bool:
    """Whether raised characters are the mark of a note at the end."""
    return bool(_MARK.fullmatch(text))


def mark_of(text: str) -> Note:
    """Make the note that holds the place of a mark until its own is found."""
    return Note((Paragraph((Text(text),)),))


@dataclass(frozen=True, slots=True)
class NotesAtEnd:
    """Blocks with the notes of their end in their places.

    Attributes:
        blocks: without marks, and without the notes that were found.
        marks: the marks, and the heading over the notes.
    """

    blocks: tuple[SourceBlock, ...]
    marks: tuple[SetAside, ...] = ()


def with_end_notes(blocks: Sequence[SourceBlock]) -> NotesAtEnd:
    """Read notes at the end where each mark has one, in their order; else leave out the marks."""
    marks = [(mark, block) for block in blocks for mark in _marks(block)]
    if not marks:
        return NotesAtEnd(tuple(blocks))
    last = max(number for number, block in enumerate(blocks) if block.notes)
    wanted = list(dict.fromkeys(mark for mark, _ in marks))
    entries = _entries(blocks, last, wanted)
    found: dict[str, Note] = {}
    kept, over = list(blocks), list[SourceBlock]()
    if entries:
        ends = [*entries[1:], _end(blocks, entries[-1])]
        for mark, start, end in zip(wanted, entries, ends, strict=True):
            found[mark] = _note(blocks[start:end])
        first = entries[0] - (blocks[entries[0] - 1].kind is BlockKind.HEADING)
        kept = [*blocks[:first], *blocks[ends[-1] :]]
        over = [*blocks[first : entries[0]], *(blocks[start] for start in entries)]
        marks += zip([*(one.text for one in over[: -len(entries)]), *wanted], over, strict=True)
    aside = (SetAside(text, Aside.FOOTNOTE_MARKER, block.place) for text, block in marks)
    return NotesAtEnd(tuple(_noted(block, found) for block in kept), tuple(aside))


def _marks(block: SourceBlock) -> Iterator[str]:
    for note in block.notes:
        yield from note.words()


def _entries(blocks: Sequence[SourceBlock], after: int, wanted: Sequence[str]) -> list[int]:
    """Find where each note begins; none unless all do, in their order."""
    found: list[int] = []
    for number, block in enumerate(blocks[after + 1 :], start=after + 1):
        entry = _ENTRY.match(block.text) if block.kind is not BlockKind.TABLE_ROW else None
        if entry and len(found) < len(wanted) and entry[1] == wanted[len(found)]:
            found.append(number)
    return found if len(found) == len(wanted) else []


def _end(blocks: Sequence[SourceBlock], last: int) -> int:
    """Find the end of the last note: the next heading, or the end of the document."""
    headings = (
        number
        for number in range(last + 1, len(blocks))
        if blocks[number].kind is BlockKind.HEADING
    )
    return next(headings, len(blocks))


def _note(blocks: Sequence[SourceBlock]) -> Note:
    # Few files have notes.
    from s55.importers.readers.writing import as_markdown
    from s55.richtext.markdown import blocks_of

    first, *rest = blocks
    lead = _ENTRY.match(first.text)
    runs = make.without_prefix(list(flattened(first.inlines)), lead.end() if lead else 0)
    return Note(blocks_of(as_markdown([replace(first, inlines=nested(runs)), *rest])))


def _noted(block: SourceBlock, notes: Mapping[str, Note]) -> SourceBlock:
    if not block.notes:
        return block
    if block.cells:
        return replace(block, cells=tuple(_placed(cell, notes) for cell in block.cells))
    return replace(block, inlines=_placed(block.inlines, notes))


def _placed(inlines: Sequence[Inline], notes: Mapping[str, Note]) -> tuple[Inline, ...]:
    """Put notes in the places of their marks; a mark without one goes."""
    if not any(notes_of(inlines)):
        return tuple(inlines)
    runs: list[Run] = []
    for run in flattened(inlines):
        if run.note is None:
            runs.append(run)
        elif note := notes.get("".join(run.note.words())):
            runs.append(Run("", note=note))
    return nested(runs)
