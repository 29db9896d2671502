"""Find out what a text looks like after Word: write it and read it again, in memory.

Word cannot express all of Markdown, nor Markdown all of Word. So a place is compared with what its
text would look like in the same file: equal means not edited.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import field

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package as OpcPackage
from lxml import etree

from s55.errors import S55Error
from s55.importers.readers.word.lists import ListCounter
from s55.importers.readers.word.runs import NoteKey
from s55.records import dataclass
from s55.render.word.blocks import BlockWriter
from s55.render.word.inlines import Runs
from s55.returns.word.structure import note_of_pieces
from s55.returns.word.word_text import Piece, WordText
from s55.richtext.nodes import Block, Note
from s55.templating.manifest import StyleNames
from s55.word.controls import Controls
from s55.word.numbering import NewLists, Numbering
from s55.word.styles import WordStyles
from s55.word.xml import add

_TEXT_WIDTH = 9400


@dataclass(slots=True)
class _KeptNotes:
    """Keeps notes as they look when they are read again."""

    read: Callable[[Sequence[Block]], list[Piece] | None]
    notes: list[Note] = field(default_factory=list)

    def add(self, parent: etree._Element, note: Note, _runs: Runs) -> None:
        """Keep a note, and refer to it."""
        add(add(parent, "r"), "footnoteReference", id=str(len(self.notes)))
        self.notes.append(note_of_pieces(self.read(note.blocks) or ()) or note)

    def note_of(self, key: NoteKey) -> Note | None:
        """Return a note by what refers to it."""
        return self.notes[int(key[1])]


@dataclass(slots=True)
class Rereader:
    """Writes blocks with the styles and lists of a Word file, and reads them again.

    Attributes:
        styles: the root of its styles, or None.
        numbering: the root of its numbering, or None.
        names: the styles that text of the draft takes.
    """

    styles: etree._Element | None
    numbering: etree._Element | None
    names: StyleNames = field(default_factory=StyleNames)

    def pieces(self, blocks: Sequence[Block]) -> list[Piece] | None:
        """Write blocks and read them again as pieces; None where the file lacks the styles."""
        if self.styles is None:
            return None
        lists = None if self.numbering is None else deepcopy(self.numbering)
        styles = WordStyles(self.styles)
        part = Part(PackURI("/word/document.xml"), "application/xml", b"", OpcPackage())
        notes = _KeptNotes(self.pieces)
        try:
            writer = BlockWriter(
                Runs(part, styles, self.names, notes=notes),
                NewLists(lists, styles),
                Controls(),
                _TEXT_WIDTH,
            )
            elements = writer.write(blocks)
        except (S55Error, ValueError):
            return None
        addresses = {key: rel.target_ref for key, rel in part.rels.items() if rel.is_external}
        lists_read = ListCounter(Numbering(lists, styles))
        reader = WordText(styles, lists_read, addresses, notes.note_of)
        return reader.pieces(elements)
