"""Find notes that were typed by hand: a figure in the text, its note in a paragraph below.

A raised figure is a power more often than a mark. It is a mark where all figures count on from 1,
each stands once after a word, and each begins one later paragraph. The same holds for figures that
are not raised, as in text that was copied out of a page: 'in every year.1', and '1 As counted.'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from s55.importers.source import BlockKind, SetAside, SourceBlock
from s55.model.verdict import Aside
from s55.records import dataclass
from s55.richtext.nodes import Emphasis, Hyperlink, Inline, Note, Paragraph, Strong, Text

_FIGURES = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LAST_WORD = re.compile(r"([^\W\d_]+)$")
_WORD = 40
"""Characters of the longest word that is looked at before a figure."""
_UNITS = frozenset("m km cm mm ft yd in mi kg sec min km/h mph".split())


@dataclass(frozen=True, slots=True)
class _Way:
    """How marks and notes are typed.

    Attributes:
        note: matches the figure with which a note begins, its group 1.
        mark: matches a figure after a word, with the punctuation before it.
        sentences: whether a note is a sentence at the least; a heading can begin with a figure too.
    """

    note: re.Pattern[str]
    mark: re.Pattern[str]
    sentences: bool


_RAISED = _Way(
    re.compile(rf"([{_FIGURES}]+)\s*(?=\S)"),
    re.compile(rf"(?<=[^\W\d_])[.,;:!?)’”'\"]*(?P<figure>[{_FIGURES}]+)(?![\w{_FIGURES}])"),
    sentences=False,
)
_LEVEL = _Way(
    re.compile(r"([1-9]\d{0,2})\s+(?=[A-Z‘“(])"),
    re.compile(
        r"(?:(?<=[a-z]{2})[.,;:!?)’”'\"]*|(?<=\b(?:19|20)\d\d)[.,;:!?)’”'\"]+)"
        r"(?P<figure>[1-9]\d{0,2})(?!\S)"
    ),
    sentences=True,
)


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
    for way in (_RAISED, _LEVEL):
        if found := _typed(blocks, way):
            return found
    return WithNotes(tuple(blocks))


def _typed(blocks: Sequence[SourceBlock], way: _Way) -> WithNotes | None:
    notes = {
        figure: number for number, block in enumerate(blocks) if (figure := _figure_of(block, way))
    }
    wanted = [str(number) for number in range(1, len(notes) + 1)]
    if not notes or list(notes) != wanted:
        return None
    own = set(notes.values())
    marks = [
        (number, figure)
        for number, one in enumerate(blocks)
        for figure in _marks_in(one, way)
        if figure in notes or not way.sentences
    ]
    places = {figure: number for number, figure in marks if number < notes.get(figure, 0)}
    used = [figure for number, figure in marks if number not in own]
    if used != wanted or list(places) != wanted:
        return None
    found = {figure: _note(blocks[number], way) for figure, number in notes.items()}
    kept = tuple(
        _noted(block, found, way) for number, block in enumerate(blocks) if number not in own
    )
    aside = (
        SetAside(figure, Aside.FOOTNOTE_MARKER, blocks[number].place)
        for where in (places, notes)
        for figure, number in where.items()
    )
    return WithNotes(kept, tuple(aside))


def _figure_of(block: SourceBlock, way: _Way) -> str:
    """Return the figure of a paragraph that is a note, or ''."""
    found = way.note.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
    if found is None or (way.sentences and not block.text.rstrip(")”’").endswith((".", "!", "?"))):
        return ""
    return found[1].translate(_DIGITS)


def _note(block: SourceBlock, way: _Way) -> Note:
    first, *rest = block.inlines
    words = first.text if isinstance(first, Text) else ""
    return Note((Paragraph((Text(way.note.sub("", words, count=1)), *rest)),))


def _marks_in(block: SourceBlock, way: _Way) -> Iterator[str]:
    for inlines in block.cells or (block.inlines,):
        for text in _texts(inlines):
            yield from (found["figure"].translate(_DIGITS) for found in _marks(text, way))


def _texts(inlines: Sequence[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text(text):
                yield text
            case Strong(children) | Emphasis(children) | Hyperlink(_, children):
                yield from _texts(children)


def _marks(text: str, way: _Way) -> Iterator[re.Match[str]]:
    """Yield the figures at the end of a year, or of a word that is no unit or quantity."""
    for found in way.mark.finditer(text):
        before = text[max(0, found.start() - _WORD) : found.start()]
        word = _LAST_WORD.search(before)
        is_word = word is not None and len(word[1]) > 1 and word[1] not in _UNITS
        if is_word or before[-1:].isdigit():
            yield found


def _noted(block: SourceBlock, notes: dict[str, Note], way: _Way) -> SourceBlock:
    if block.cells:
        return replace(block, cells=tuple(tuple(_put(cell, notes, way)) for cell in block.cells))
    return replace(block, inlines=tuple(_put(block.inlines, notes, way)))


def _put(inlines: Sequence[Inline], notes: dict[str, Note], way: _Way) -> Iterator[Inline]:
    for inline in inlines:
        match inline:
            case Text(text):
                yield from _divided(text, notes, way)
            case Strong(children) | Emphasis(children) | Hyperlink(_, children):
                yield replace(inline, children=tuple(_put(children, notes, way)))
            case _:
                yield inline


def _divided(text: str, notes: dict[str, Note], way: _Way) -> Iterator[Inline]:
    at = 0
    for found in _marks(text, way):
        note = notes.get(found["figure"].translate(_DIGITS))
        if note is not None:
            yield Text(text[at : found.start("figure")])
            yield note
            at = found.end()
    if at < len(text):
        yield Text(text[at:])
