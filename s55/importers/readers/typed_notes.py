"""Find notes that were typed by hand: a raised figure in the text, its note in a paragraph below.

A raised figure is a power more often than a mark. It is a mark where all figures count on from 1,
each stands once after a word, and each begins one later paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from s55.importers.source import BlockKind, SetAside, SourceBlock
from s55.model.verdict import Aside
from s55.richtext.nodes import Emphasis, Hyperlink, Inline, Note, Paragraph, Strong, Text

_FIGURES = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NOTE = re.compile(rf"([{_FIGURES}]+)\s*(?=\S)")
_MARK = re.compile(rf"(?<=[^\W\d_])[.,;:!?)’”'\"]*(?P<figure>[{_FIGURES}]+)(?![\w{_FIGURES}])")
_LAST_WORD = re.compile(r"([^\W\d_]+)$")
_UNITS = frozenset("m km cm mm ft yd in mi kg sec min km/h mph".split())


@dataclass(frozen=True, slots=True)
class WithNotes:
    """Blocks with the typed notes in their places.

    Attributes:
        blocks: without the paragraphs that were notes.
        marks: the figures, which are marks now.
    """

    blocks: tuple[SourceBlock, ...]
    marks: tuple[SetAside, ...] = ()


def with_typed_notes(blocks: Sequence[SourceBlock]) -> WithNotes:
    """Put typed notes in the places of their marks; without any, the blocks stay as they are."""
    notes = {figure: number for number, block in enumerate(blocks) if (figure := _figure_of(block))}
    marks = [(number, figure) for number, one in enumerate(blocks) for figure in _marks_in(one)]
    wanted = [str(number) for number in range(1, len(notes) + 1)]
    places = {figure: number for number, figure in marks if number < notes.get(figure, 0)}
    used = [figure for number, figure in marks if number not in notes.values()]
    if not notes or list(notes) != wanted or used != wanted or list(places) != wanted:
        return WithNotes(tuple(blocks))
    found = {figure: _note(blocks[number]) for figure, number in notes.items()}
    kept = tuple(
        _noted(block, found) for number, block in enumerate(blocks) if number not in notes.values()
    )
    aside = (
        SetAside(figure, Aside.FOOTNOTE_MARKER, blocks[number].place)
        for where in (places, notes)
        for figure, number in where.items()
    )
    return WithNotes(kept, tuple(aside))


def _figure_of(block: SourceBlock) -> str:
    """Return the figure of a paragraph that is a note, or ''."""
    found = _NOTE.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
    return found[1].translate(_DIGITS) if found else ""


def _note(block: SourceBlock) -> Note:
    first, *rest = block.inlines
    words = first.text if isinstance(first, Text) else ""
    return Note((Paragraph((Text(_NOTE.sub("", words, count=1)), *rest)),))


def _marks_in(block: SourceBlock) -> Iterator[str]:
    for inlines in block.cells or (block.inlines,):
        for text in _texts(inlines):
            yield from (found["figure"].translate(_DIGITS) for found in _marks(text))


def _texts(inlines: Sequence[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text(text):
                yield text
            case Strong(children) | Emphasis(children) | Hyperlink(_, children):
                yield from _texts(children)


def _marks(text: str) -> Iterator[re.Match[str]]:
    """Yield the raised figures at the end of a word that is no unit and no name of a quantity."""
    for found in _MARK.finditer(text):
        word = _LAST_WORD.search(text[: found.start()])
        if word and len(word[1]) > 1 and word[1] not in _UNITS:
            yield found


def _noted(block: SourceBlock, notes: dict[str, Note]) -> SourceBlock:
    if block.cells:
        return replace(block, cells=tuple(tuple(_put(cell, notes)) for cell in block.cells))
    return replace(block, inlines=tuple(_put(block.inlines, notes)))


def _put(inlines: Sequence[Inline], notes: dict[str, Note]) -> Iterator[Inline]:
    for inline in inlines:
        match inline:
            case Text(text):
                yield from _divided(text, notes)
            case Strong(children) | Emphasis(children) | Hyperlink(_, children):
                yield replace(inline, children=tuple(_put(children, notes)))
            case _:
                yield inline


def _divided(text: str, notes: dict[str, Note]) -> Iterator[Inline]:
    at = 0
    for found in _marks(text):
        yield Text(text[at : found.start("figure")])
        yield notes[found["figure"].translate(_DIGITS)]
        at = found.end()
    if at < len(text):
        yield Text(text[at:])
