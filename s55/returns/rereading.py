"""Find out what a text looks like after Word: write it and read it again, in memory.

Word cannot express all of Markdown, nor Markdown all of Word. So a place is compared with what its
text would look like in the same file: equal means not edited.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package as OpcPackage
from lxml import etree

from s55.errors import S55Error
from s55.importers.readers.word.lists import ListCounter
from s55.render.word.blocks import BlockWriter
from s55.render.word.inlines import Runs
from s55.returns.word.word_text import Piece, WordText
from s55.richtext.nodes import Block
from s55.templating.manifest import StyleNames
from s55.word.controls import Controls
from s55.word.numbering import NewLists, Numbering
from s55.word.styles import WordStyles

_TEXT_WIDTH = 9400


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
        try:
            writer = BlockWriter(
                Runs(part, styles, self.names),
                NewLists(lists, styles),
                Controls(),
                _TEXT_WIDTH,
            )
            elements = writer.write(blocks)
        except (S55Error, ValueError):
            return None
        addresses = {key: rel.target_ref for key, rel in part.rels.items() if rel.is_external}
        reader = WordText(styles, ListCounter(Numbering(lists, styles)), addresses)
        return reader.pieces(elements)
