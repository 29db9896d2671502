"""Read the footnotes and endnotes of a Word file, and the text of its other parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from s55.importers.readers.runs import Run, folded, nested
from s55.importers.readers.word.lists import ListCounter
from s55.importers.readers.word.runs import NoteKey, Texts
from s55.importers.readers.writing import note_of
from s55.importers.source import BlockKind, SetAside, SourceBlock, SourcePosition
from s55.model.verdict import Aside
from s55.richtext.nodes import Note
from s55.word import elements, xml
from s55.word.embedded import EmbeddedParts
from s55.word.numbering import Numbering
from s55.word.package import WordPackage
from s55.word.styles import WordStyles
from s55.word.xml import w

_NOTES = {"footnote": ("footnotes", Aside.FOOTNOTE), "endnote": ("endnotes", Aside.ENDNOTE)}
_LINES_DRAWN = ("separator", "continuationSeparator", "continuationNotice")
"""The kinds of note that are lines above the notes, or words between the notes of two pages."""


class PartReader:
    """Reads the paragraphs of one part of a Word file.

    Args:
        package: the file.
        styles: its styles.
        part: the name of the part.

    Attributes:
        asides: what was left out of the paragraphs that were read, without its place.
    """

    def __init__(self, package: WordPackage, styles: WordStyles, part: str) -> None:
        self._texts = Texts(styles, package.addresses(part), EmbeddedParts(package, part))
        self.asides: list[SetAside] = []

    def paragraphs(self, within: etree._Element) -> Iterator[tuple[etree._Element, list[Run]]]:
        """Yield each paragraph within an element that shows something, with its runs."""
        for paragraph in elements.shown_in(within):
            if paragraph.tag != xml.P:
                continue
            found = folded(self._texts.runs(paragraph), breaks=False)
            self.asides += self._texts.asides
            if found:
                yield paragraph, found

    def lines(self, within: etree._Element) -> Iterator[list[Run]]:
        """Yield the runs of each paragraph within an element that shows something."""
        yield from (runs for _, runs in self.paragraphs(within))

    def texts(self, root: etree._Element) -> Iterator[tuple[str, str]]:
        """Yield the id and the words of each comment, or '' and each paragraph of another part."""
        comments = list(root.iterfind(w("comment")))
        yield from ((one.get(w("id"), ""), text) for one in comments if (text := self.words(one)))
        for line in () if comments else self.lines(root):
            yield "", "".join(run.text for run in line)

    def words(self, within: etree._Element) -> str:
        """Read the words within an element, on one line."""
        return " ".join("".join(run.text for run in line) for line in self.lines(within))


class FileNotes:
    """The footnotes and endnotes of a Word file.

    Args:
        package: the file.
        styles: its styles.

    Attributes:
        waiting: those that nobody asked for yet.
    """

    def __init__(self, package: WordPackage, styles: WordStyles) -> None:
        self._styles = styles
        self._lists = ListCounter(Numbering(package.first("numbering"), styles))
        self._made: dict[NoteKey, Note | None] = {}
        self._between: list[tuple[etree._Element, PartReader]] = []
        self._held: dict[NoteKey, tuple[etree._Element, PartReader]] = {}
        for kind, (part_kind, _) in _NOTES.items():
            for part in package.related(part_kind):
                tree = package.tree(part)
                reader = PartReader(package, styles, part)
                for note in tree.iterfind(w(kind)) if tree is not None else ():
                    if note.get(w("type")) in _LINES_DRAWN:
                        self._between.append((note, reader))
                    else:
                        self._held[kind, note.get(w("id"), "")] = note, reader
        self.waiting = dict.fromkeys(self._held)
        self._asides: list[SetAside] = []

    def note(self, key: NoteKey) -> Note | None:
        """Read a note as a part of the text; None for one that says nothing."""
        self.waiting.pop(key, None)
        if key not in self._held:
            return None
        if key not in self._made:
            element, reader = self._held[key]
            blocks = [self._block(*one) for one in reader.paragraphs(element)]
            self._asides += _taken(reader)
            self._made[key] = note_of(blocks)
        return self._made[key]

    def _block(self, paragraph: etree._Element, runs: Sequence[Run]) -> SourceBlock:
        listed = self._styles.numbering(paragraph.find(xml.PPR))
        marker = self._lists.marker(*listed) if listed else None
        found, nowhere = nested(runs), SourcePosition()
        if listed is None or not marker:
            return SourceBlock(BlockKind.PARAGRAPH, found, nowhere)
        level = listed[1] + 1
        return SourceBlock(BlockKind.LIST_ITEM, found, nowhere, level=level, marker=marker)

    def apart(self, key: NoteKey) -> list[SetAside]:
        """Read a note that is not in the text: its words, and what is left out of them."""
        self.waiting.pop(key, None)
        if key not in self._held:
            return []
        element, reader = self._held[key]
        text = reader.words(element)
        own = [SetAside(text, _NOTES[key[0]][1], SourcePosition())] if text else []
        return [*own, *_taken(reader)]

    def between(self) -> Iterator[str]:
        """Yield the words that stand above the notes of a page, or below them ("continued")."""
        for element, reader in self._between:
            if text := reader.words(element):
                yield text

    def left_out(self) -> list[SetAside]:
        """Return what was left out of the notes that were read since this was asked last."""
        found, self._asides = self._asides, []
        return found


def _taken(reader: PartReader) -> list[SetAside]:
    found, reader.asides = reader.asides, []
    return found
