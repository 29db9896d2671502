"""Write the notes of a text as Word's footnotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from s55.records import dataclass
from s55.render.word.inlines import Runs
from s55.richtext.nodes import Block, Note, Paragraph
from s55.templating.manifest import StyleNames
from s55.word.styles import WordStyles
from s55.word.xml import PPR, SETTINGS, P, add, add_run, element, put, w, whole

_PART = PackURI("/word/footnotes.xml")
_LINES = (("separator", -1), ("continuationSeparator", 0))
"""The lines between text and notes, which Word asks for (ECMA-376 part 1, 17.11.23)."""
TEXT_STYLE, NUMBER_STYLE = "footnote text", "footnote reference"
"""The names of Word's own styles for notes; a layout can have them with a look of its own."""
_SIZE = "20"
"""Half-points of a note's letters where a layout does not say."""

WriteBlocks = Callable[[Runs, Sequence[Block]], list[etree._Element]]
"""Writes blocks as children of a note, in the part and the styles of the runs."""


@dataclass(slots=True)
class Footnotes:
    """The footnotes of a document while it is written.

    Args:
        main: the part with the document's body.
        part: its part with footnotes, where the layout has one.
        root: the ``w:footnotes`` of that part.
        write: writes the blocks of a note.
    """

    main: Part
    part: Part | None
    root: etree._Element | None
    write: WriteBlocks
    used: bool = field(default=False, init=False)

    def add(self, parent: etree._Element, note: Note, runs: Runs) -> None:
        """Add a note, and at the end of ``parent`` the number that leads to it."""
        part, root = self._opened()
        _with_note_styles(runs.styles, runs.names)
        number = str(1 + max((whole(one.get(w("id"))) for one in root), default=0))
        add(_number(parent, runs), "footnoteReference", id=number)
        made = add(root, "footnote", id=number)
        names = runs.names.model_copy(update={"paragraph": TEXT_STYLE})
        inside = Runs(part, runs.styles, names)  # a note in bold words is not bold itself
        made.extend(self.write(inside, note.blocks))
        first = made[0] if isinstance(next(iter(note.blocks), None), Paragraph) else None
        if first is None or first.tag != P:  # in code, the space after the number would be code
            first = element("p")
            style = runs.styles.style_id("paragraph", TEXT_STYLE)
            add(add(first, "pPr"), "pStyle", val=style)
            made.insert(0, first)
        begin = 1 if first.find(PPR) is not None else 0
        holder = element("p")
        add(_number(holder, runs), "footnoteRef")
        add_run(holder, " ", None)
        for place, run in enumerate(list(holder)):
            first.insert(begin + place, run)
        self.used = True

    def _opened(self) -> tuple[Part, etree._Element]:
        if self.part is None or self.root is None:
            package = self.main.package
            self.part = Part(_PART, CONTENT_TYPE.WML_FOOTNOTES, b"", package)
            self.root = element("footnotes")
            for kind, number in _LINES:
                line = add(self.root, "footnote", id=str(number), type=kind)
                add(add(add(line, "p"), "r"), kind)
            self.main.relate_to(self.part, RELATIONSHIP_TYPE.FOOTNOTES)
        return self.part, self.root

    def declare(self, settings: etree._Element) -> None:
        """Name the lines between text and notes in the settings, as Word does."""
        if self.used and settings.find(w("footnotePr")) is None:
            properties = element("footnotePr")
            for _, number in _LINES:
                add(properties, "footnote", id=str(number))
            put(settings, properties, SETTINGS)


def _number(parent: etree._Element, runs: Runs) -> etree._Element:
    style = runs.styles.style_id("character", NUMBER_STYLE)
    properties = element("rPr")
    add(properties, "rStyle", val=style)
    return add_run(parent, "", properties)


def _with_note_styles(styles: WordStyles, names: StyleNames) -> None:
    """Add Word's own styles of footnotes to a layout that has not got them."""
    if not styles.has("paragraph", TEXT_STYLE):
        made = styles.add("paragraph", "FootnoteText", TEXT_STYLE, names.paragraph)
        add(add(made, "pPr"), "spacing", before="0", after="60")
        look = add(made, "rPr")
        for name in ("sz", "szCs"):
            add(look, name, val=_SIZE)
    if not styles.has("character", NUMBER_STYLE):
        made = styles.add("character", "FootnoteReference", NUMBER_STYLE, None)
        add(add(made, "rPr"), "vertAlign", val="superscript")
