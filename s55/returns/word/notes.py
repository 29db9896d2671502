"""Read the notes of a returned Word file with their lists and looks, as a text of the draft."""

from __future__ import annotations

from lxml import etree

from s55.importers.readers.word.lists import ListCounter
from s55.importers.readers.word.runs import NoteKey
from s55.returns.word.structure import note_of_pieces
from s55.returns.word.word_text import WordText
from s55.richtext.nodes import Note
from s55.word.numbering import Numbering
from s55.word.package import WordPackage
from s55.word.styles import WordStyles
from s55.word.xml import w

_KINDS = {"footnote": "footnotes", "endnote": "endnotes"}


class ReturnedNotes:
    """The footnotes and endnotes of a Word file.

    Args:
        package: the file.
        styles: its styles.
    """

    def __init__(self, package: WordPackage, styles: WordStyles) -> None:
        self._styles = styles
        self._numbering = Numbering(package.first("numbering"), styles)
        self._held: dict[NoteKey, tuple[etree._Element, dict[str, str]]] = {}
        for kind, part_kind in _KINDS.items():
            for part in package.related(part_kind):
                tree = package.tree(part)
                for note in tree.iterfind(w(kind)) if tree is not None else ():
                    self._held[kind, note.get(w("id"), "")] = note, package.addresses(part)

    def note_of(self, key: NoteKey) -> Note | None:
        """Read a note; None for one that says nothing, or is not there."""
        if key not in self._held:
            return None
        note, addresses = self._held[key]
        lists = ListCounter(self._numbering)
        return note_of_pieces(WordText(self._styles, lists, addresses).pieces(list(note)))
