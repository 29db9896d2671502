"""Write what was changed in the editor, and leave every other byte of a text as it was.

Each block of the document that says what one of the text says is given back as it was written
there; the others are written anew. What comes out is read again: where a block would run together
with its neighbour, as two lists do, the neighbour is written anew too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import chain, groupby, pairwise
from typing import TypeAlias

from s55.records import dataclass
from s55.richtext.editor.documents import document_of_blocks
from s55.richtext.editor.reading import EditedText, read_nodes
from s55.richtext.markdown import LocatedBlock, blocks_of, located_blocks
from s55.richtext.markdown_writer import markdown_and_notes
from s55.richtext.nodes import Block, Note, Paragraph, Text, notes_in
from s55.richtext.normal import normal

_TRIES = 3
"""How often more is written anew before all is."""

_Said: TypeAlias = tuple[tuple[Block, ...], ...]
"""What each of several blocks says, however it is written."""


@dataclass(frozen=True, slots=True)
class RewrittenText:
    """A text that was written from what the editor holds.

    Attributes:
        text: the text.
        lost_marks: whether some words are no longer bold, italic or linked: there are places in
            which Markdown cannot write it.
    """

    text: str
    lost_marks: bool = False


def rewritten(edited: EditedText, before: str) -> RewrittenText:
    """Write what the editor holds as Markdown.

    Args:
        edited: what the editor holds.
        before: the text that it was made from, or that was written last. Its lines end with a line
            feed; the editor can hold it (:func:`s55.richtext.editor.documents.reason_against`).
    """
    located = located_blocks(before)
    known = _said(read_nodes(document_of_blocks(located)).blocks)
    wanted = _said(edited.blocks)
    if known == wanted:
        return RewrittenText(before)
    taken = _taken_over(known, wanted)
    rewriting = _Rewriting(edited, before, located)
    for _ in range(_TRIES):
        if (found := rewriting.written(taken)) is not None:
            return found
        taken = _without_neighbours(taken, len(wanted), len(known))
    return rewriting.anew()


def _said(blocks: Sequence[Block]) -> _Said:
    return tuple(normal((block,)) for block in blocks)


def _taken_over(known: _Said, wanted: _Said) -> dict[int, int]:
    """Find the blocks that are as they were: their numbers, with those that they had."""
    shorter = min(len(known), len(wanted))
    first = 0
    while first < shorter and known[first] == wanted[first]:
        first += 1
    last = 0
    while last < shorter - first and known[-1 - last] == wanted[-1 - last]:
        last += 1
    taken = {at: at for at in range(first)}
    changed = (known[first : len(known) - last], wanted[first : len(wanted) - last])
    for was, to, length in SequenceMatcher(None, *changed, autojunk=False).get_matching_blocks():
        taken.update({first + to + at: first + was + at for at in range(length)})
    return taken | {len(wanted) - at: len(known) - at for at in range(1, last + 1)}


def _without_neighbours(taken: Mapping[int, int], count: int, before: int) -> dict[int, int]:
    """Leave out the blocks that have another neighbour than they had."""
    around = {-1: -1, **taken, count: before}
    return {
        to: at
        for to, at in taken.items()
        if around.get(to - 1) == at - 1 and around.get(to + 1) == at + 1
    }


@dataclass(frozen=True, slots=True)
class _PieceOfText:
    """Lines of the new text.

    Attributes:
        lines: the lines.
        at: the number of what they were in the old text; None for what is new.
    """

    lines: Sequence[str]
    at: int | None = None


class _Rewriting:
    """Writes one text from what the editor holds."""

    def __init__(self, edited: EditedText, before: str, located: Sequence[LocatedBlock]) -> None:
        self._edited = edited
        self._lines = before.split("\n")
        self._located = located
        self._blocks = [at for at, one in enumerate(located) if not isinstance(one.block, Note)]
        self._labels = {_normal_note(note): label for note, label in edited.labels.items()}

    def anew(self) -> RewrittenText:
        """Write all of it anew."""
        text, notes = markdown_and_notes(self._edited.blocks, known=self._labels)
        made = "\n".join((text, *(f"{note}\n" for note in notes.values()))).rstrip("\n")
        lost = blocks_of(made) != normal(self._edited.blocks)
        return RewrittenText("\n".join((made, *self._end())), lost)

    def written(self, taken: Mapping[int, int]) -> RewrittenText | None:
        """Write the text; None where its blocks would not say what they say alone.

        Args:
            taken: the blocks that are as they were: their numbers, with those that they had.
        """
        pieces: list[_PieceOfText] = []
        says: list[Block] = []
        notes: dict[str, str] = {}
        kept = {label for at in taken.values() for label in self._old(at).refers}
        lost = False
        for is_taken, numbers in groupby(range(len(self._edited.blocks)), taken.__contains__):
            if is_taken:
                for at in (self._blocks[taken[number]] for number in numbers):
                    pieces.append(self._as_it_was(at))
                    says.extend(_plainly(self._located[at].block))
                continue
            run = [self._edited.blocks[number] for number in numbers]
            text, found = self._new(run, kept | set(notes))
            notes |= found
            read = blocks_of("\n\n".join((text, *found.values())))
            lost = lost or read != normal(run)
            says.extend(read)
            pieces.append(_PieceOfText(text.rstrip("\n").split("\n")))
        made = self._joined(self._with_notes(pieces, kept, notes))
        return RewrittenText(made, lost) if normal(blocks_of(made)) == normal(says) else None

    def _old(self, number: int) -> LocatedBlock:
        return self._located[self._blocks[number]]

    def _as_it_was(self, at: int) -> _PieceOfText:
        one = self._located[at]
        return _PieceOfText(self._lines[one.begin : one.end], at)

    def _new(self, blocks: Sequence[Block], given: set[str]) -> tuple[str, dict[str, str]]:
        """Write blocks anew; their notes have their labels, unless others have them by now."""
        known = {note: label for note, label in self._labels.items() if label not in given}
        taken = given | {one.label for one in self._located} | set(self._labels.values())
        return markdown_and_notes(blocks, taken, known)

    def _with_notes(
        self, pieces: Sequence[_PieceOfText], kept: set[str], notes: Mapping[str, str]
    ) -> list[_PieceOfText]:
        """Put what notes say where it was; that of new ones comes last."""
        made = list(pieces)
        for at, one in enumerate(self._located):
            if isinstance(one.block, Note) and (one.label in kept or one.label in notes):
                is_new = one.label in notes and not self._is_said_by(one.block, one.label)
                piece = (
                    _PieceOfText(notes[one.label].split("\n")) if is_new else self._as_it_was(at)
                )
                after = (to for to, other in enumerate(made) if (other.at or 0) > at)
                made.insert(next(after, len(made)), piece)
        known = {one.label for one in self._located}
        return made + [
            _PieceOfText(text.split("\n")) for label, text in notes.items() if label not in known
        ]

    def _is_said_by(self, note: Note, label: str) -> bool:
        return self._labels.get(_normal_note(note)) == label

    def _joined(self, pieces: Sequence[_PieceOfText]) -> str:
        if not pieces:
            return ""
        first = self._lines[: self._located[0].begin] if pieces[0].at == 0 else []
        lines = [*first, *pieces[0].lines]
        for before, piece in pairwise(pieces):
            if before.at is not None and piece.at == before.at + 1:
                lines.extend(
                    self._lines[self._located[before.at].end : self._located[piece.at].begin]
                )
            else:
                lines.append("")
            lines.extend(piece.lines)
        return "\n".join((*lines, *self._end()))

    def _end(self) -> list[str]:
        """Give the empty lines at the end of the text."""
        return self._lines[self._located[-1].end :] if self._located else []


def _plainly(block: Block | Note) -> tuple[Block, ...]:
    return () if isinstance(block, Note) else (block,)


def _normal_note(note: Note) -> Note:
    """Give a note as it is once it is written."""
    blocks = normal((Paragraph((Text("words"), note)),))
    return next(chain.from_iterable(map(notes_in, blocks)), note)
