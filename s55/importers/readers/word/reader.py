"""Read Word files (.docx): the text as it shows now, lists counted as Word counts them.

What a file holds and is not read is set aside, with its words and its place: the tables of
:mod:`s55.word.elements` say what that is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import field, replace
from functools import partial
from itertools import chain

from lxml import etree

from s55.importers.readers import blocks as make
from s55.importers.readers.refusals import MAX_BLOCKS, empty, too_large
from s55.importers.readers.runs import Run, folded
from s55.importers.readers.typed_notes import with_typed_notes
from s55.importers.readers.word.lists import ListCounter, OpenItems
from s55.importers.readers.word.notes import FileNotes, PartReader
from s55.importers.readers.word.package import open_word
from s55.importers.readers.word.places import texts_of_places
from s55.importers.readers.word.runs import Texts, words_of
from s55.importers.readers.writing import as_markdown
from s55.importers.source import BlockKind, SetAside, Source, SourceBlock, SourcePosition
from s55.model.verdict import Aside, Verdict
from s55.records import dataclass
from s55.word import elements, xml
from s55.word.controls import is_ticked, tag_of
from s55.word.embedded import EmbeddedParts
from s55.word.numbering import Numbering
from s55.word.package import WordPackage
from s55.word.styles import WordStyles
from s55.word.xml import w

_AROUND_BLOCKS = frozenset(
    map(
        elements.qualified,
        (
            "w:body w:sdtContent w:customXml w:smartTag w:ins w:moveTo w14:conflictIns w:dir w:bdo "
            "w:txbxContent mc:Choice mc:Fallback"
        ).split(),
    )
)
"""What holds paragraphs and tables."""
_SETTINGS = frozenset({*elements.FORMATS, w("tblGrid")})
_COMMENT_MARK = w("commentReference")
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_WORD = re.compile(r"[^\W\d_]{3}")


def read_docx(data: bytes, name: str) -> Source:
    """Read the blocks of a Word file; ``name`` is for messages.

    Raises:
        S55Error: I101 there is no text, I102 it is too large unpacked, I103 it is not a Word file,
            I104 it is damaged, I105 it is locked with a password.
    """
    package = open_word(data, name)
    body = package.body
    if body is None:
        raise empty(name)
    styles = WordStyles(package.first("styles"))
    lists = ListCounter(Numbering(package.first("numbering"), styles))
    notes = FileNotes(package, styles)
    parts = EmbeddedParts(package, package.main)
    texts = Texts(styles, package.addresses(), parts, notes.note)
    walk = _DocumentWalk(name, styles, lists, texts, notes)
    walk.inside(body)
    walk.end()
    if not walk.blocks:
        raise empty(name, (one.why for one in walk.set_aside))
    properties = package.tree("docProps/core.xml")
    title = (properties.findtext(_TITLE) or "") if properties is not None else ""
    found = with_typed_notes(tuple(make.with_headings(walk.blocks)))
    return Source(
        "docx",
        " ".join(title.split()),
        found.blocks,
        (*walk.set_aside, *found.marks, *_around(package, walk), *_unknown(package, body)),
        tuple((key, text.encode()) for key, text in package.properties()),
        tuple({**walk.controls, **dict(texts_of_places(package, body, walk.made))}.items()),
    )


class Unread:
    """Lists what is left out of parts of a document, or written in one line there.

    Args:
        package: the file.
        styles: its styles.
    """

    def __init__(self, package: WordPackage, styles: WordStyles) -> None:
        self._styles = styles
        self._numbering = Numbering(package.first("numbering"), styles)
        parts = EmbeddedParts(package, package.main)
        self._texts = Texts(styles, package.addresses(), parts)
        self._notes = FileNotes(package, styles)

    def of(self, parts: Iterable[etree._Element]) -> list[SetAside]:
        """List what is left out of paragraphs and tables, in order."""
        lists = ListCounter(self._numbering)
        walk = _DocumentWalk("", self._styles, lists, self._texts, self._notes)
        walk.cells_are_lines = True
        for part in parts:
            walk.read(part)
            for name in elements.strange_formats(part):
                walk.tell(name, Aside.UNKNOWN_FORMAT)
        return walk.set_aside

    def between(self, parent: etree._Element) -> Iterator[etree._Element]:
        """Yield what stands between the paragraphs and tables of a document and is not read."""
        for child in parent:
            reading = elements.ELEMENTS.get(child.tag)
            if not elements.is_element(child) or child.tag in _SETTINGS:
                continue
            if child.tag in (xml.TBL, xml.TR, xml.TC, xml.SDT) or child.tag in _AROUND_BLOCKS:
                yield from self.between(child)
            elif reading is None or reading.verdict is Verdict.TOLD:
                yield child


def _around(package: WordPackage, walk: _DocumentWalk) -> Iterator[SetAside]:
    """Yield the text of headers, footers and comments, and of notes that no mark refers to."""
    for kind in ("header", "footer", "comments"):
        for part in package.related(kind):
            tree = package.tree(part)
            reader = PartReader(package, walk.styles, part)
            for comment, text in reader.texts(tree) if tree is not None else ():
                place = walk.commented.get(comment, SourcePosition())
                yield SetAside(text, elements.PARTS[kind].why, place)
            yield from reader.asides
    for text in walk.notes.between():
        yield SetAside(text, Aside.RUNNING_FOOT, SourcePosition())
    for key in list(walk.notes.waiting):
        yield from walk.notes.apart(key)


def _unknown(package: WordPackage, body: etree._Element) -> Iterator[SetAside]:
    """Yield the formats and parts that are in no table."""
    for name in elements.strange_formats(body):
        yield SetAside(name, Aside.UNKNOWN_FORMAT, SourcePosition(), about=True)
    kinds = {relation.name for relation in package.relations(package.main).values()}
    for kind in sorted(kinds - elements.PARTS.keys()):
        yield SetAside(kind, Aside.UNKNOWN_PART, SourcePosition(), about=True)


@dataclass(slots=True)
class _DocumentWalk:
    """The state while the elements go by."""

    name: str
    styles: WordStyles
    lists: ListCounter
    texts: Texts
    notes: FileNotes
    blocks: list[SourceBlock] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    controls: dict[str, str] = field(default_factory=dict)
    paragraphs: int = 0
    boxes: int = 0
    boxed: int = 0
    tables: int = 0
    border: str = ""
    """The border of the paragraph before: neighbours with the same border share a box."""
    cells_are_lines: bool = False
    """Whether whoever asks makes one line of a cell, so that several paragraphs are told too."""
    open_items: OpenItems = field(default_factory=OpenItems)
    carried: list[Run] = field(default_factory=list)
    """The runs of a paragraph whose end is deleted: they begin the next one."""
    commented: dict[str, SourcePosition] = field(default_factory=dict)
    """Where the mark of each comment is, by its id."""
    made: dict[etree._Element, list[SourceBlock]] = field(default_factory=dict)
    """The blocks of each paragraph and table."""

    def inside(self, parent: etree._Element) -> None:
        """Read the contents of an element, in order."""
        for child in parent:
            if elements.is_element(child) and child.tag not in _SETTINGS:
                self.read(child)

    def read(self, child: etree._Element) -> None:
        """Read a paragraph, a table, or what holds them."""
        reading = elements.ELEMENTS.get(child.tag)
        before = len(self.blocks)
        if child.tag == xml.P:
            self._paragraph(child)
            self.made[child] = self.blocks[before:]
        elif child.tag == xml.TBL:
            self._table(child)
            self.made[child] = self.blocks[before:]
        elif child.tag == xml.SDT:
            self._control(child)
        elif child.tag == xml.ALTERNATE:
            self.inside(elements.chosen(child))
        elif child.tag in _AROUND_BLOCKS:
            self.inside(child)
        elif reading is None or reading.verdict is not Verdict.HARMLESS:
            self._loose(child)

    def _loose(self, child: etree._Element) -> None:
        """Read what stands between paragraphs as a paragraph, or tell of it."""
        holder = etree.Element(xml.P)
        holder.append(deepcopy(child))
        self._paragraph(holder)

    def end(self) -> None:
        """Make a paragraph of what is left when the end of the last one is deleted."""
        carried, self.carried = self.carried, []
        block = make.paragraph(carried, SourcePosition(paragraph=self.paragraphs))
        if block:
            self.blocks.append(block)

    def tell(self, text: str, why: str) -> None:
        """Set something aside at the place that was reached."""
        place = SourcePosition(paragraph=self.paragraphs)
        self.set_aside.append(SetAside(" ".join(text.split()), why, place))

    def _control(self, sdt: etree._Element) -> None:
        """Read a content control between paragraphs: its blocks, and its text by its tag."""
        before = len(self.blocks)
        content = sdt.find(xml.SDT_CONTENT)
        if content is not None:
            self.inside(content)
        self._note(sdt, lambda: as_markdown(self.blocks[before:]))

    def _note(self, sdt: etree._Element, text: Callable[[], str]) -> None:
        """Keep the text of the first control with a tag; '' where it shows its placeholder."""
        tag = tag_of(sdt)
        if not tag or tag in self.controls:
            return
        ticked = is_ticked(sdt)
        if ticked is not None:
            self.controls[tag] = "yes" if ticked else "no"
        else:
            self.controls[tag] = "" if xml.is_on(sdt.find(xml.SDT_PR), "showingPlcHdr") else text()

    def _paragraph(self, paragraph: etree._Element) -> None:
        self.paragraphs += 1
        if len(self.blocks) > MAX_BLOCKS:
            raise too_large(self.name, f"it has more than {MAX_BLOCKS} paragraphs")
        runs = [*self.carried, *self.texts.runs(paragraph)]
        self.carried = []
        boxes = self.texts.boxes
        self._tell_of_paragraph()
        if paragraph.find(f"{xml.PPR}/{xml.RPR}/{w('del')}") is not None:
            self.carried, runs = runs, []
        for node in paragraph.iter(xml.SDT, _COMMENT_MARK):
            if node.tag == xml.SDT:
                self._note(node, partial(self._text_of, node))
            else:
                place = SourcePosition(paragraph=self.paragraphs)
                self.commented.setdefault(node.get(w("id"), ""), place)
        self._box(paragraph.find(xml.PPR), "".join(run.text for run in runs))
        block = self._block(paragraph, runs)
        if block:
            self.blocks.append(replace(block, boxed=self.boxed))
        for box in boxes:
            before, self.boxes = self.boxed, self.boxes + 1
            self.boxed, self.border = self.boxes, "text box"
            self.inside(box)
            self.boxed, self.border = before, ""

    def _tell_of_paragraph(self) -> None:
        """Set aside what was left out of the paragraph that was read last, and its notes."""
        apart = (self.notes.apart(key) for key in self.texts.notes)
        place = SourcePosition(paragraph=self.paragraphs)
        for aside in (*self.texts.asides, *self.notes.left_out(), *chain.from_iterable(apart)):
            self.set_aside.append(replace(aside, text=" ".join(aside.text.split()), place=place))

    def _text_of(self, sdt: etree._Element) -> str:
        """Write a control inside a paragraph as Markdown."""
        content = sdt.find(xml.SDT_CONTENT)
        if content is None:
            return ""
        inner = Texts(self.styles, self.texts.addresses, note_of=self.notes.note)
        block = make.paragraph(inner.runs(content), SourcePosition())
        self.notes.left_out()  # told already, with the paragraph
        return as_markdown([block]) if block else ""

    def _box(self, properties: etree._Element | None, text: str) -> None:
        """Note whether a paragraph has a border or a shade, or is set in below its introduction."""
        if self.border in ("text box", "cell"):
            return
        key = ""
        borders = self.styles.paragraph_property(properties, "pBdr")
        sides = [side.get(w("val"), "none") for side in borders] if borders is not None else []
        if sum(side not in ("none", "nil") for side in sides) >= 3:
            key = "border"
        shade = self.styles.paragraph_property(properties, "shd")
        if shade is not None and shade.get(w("fill"), "auto").lower() not in ("auto", "ffffff"):
            key += shade.get(w("fill"), "")
        if not key and self.styles.is_quotation(properties):
            key = "quotation"
        if not key and self._is_set_in(properties, text):
            key = "set in"
        if key and key != self.border:
            self.boxes += 1
        self.border = key
        self.boxed = self.boxes if key else 0

    def _is_set_in(self, properties: etree._Element | None, text: str) -> bool:
        """Whether a paragraph begins words that are set in, or goes on with them."""
        indent = self.styles.paragraph_property(properties, "ind")
        left = (xml.left_of(indent) or 0) / 20 if indent is not None else 0.0
        if self.border == "set in":
            is_entry = self.styles.numbering(properties) is not None
            return is_entry or left >= make.FEWEST_POINTS_SET_IN
        hangs = indent is not None and indent.get(w("hanging")) is not None
        if self.styles.numbering(properties) is not None:
            return False
        before = self.blocks[-1] if self.blocks else None
        return make.begins_set_in(text, left, -1 if hangs else 0, before)

    def _block(self, paragraph: etree._Element, runs: Sequence[Run]) -> SourceBlock | None:
        properties = paragraph.find(xml.PPR)
        found = folded(runs)
        if not found:
            return None
        looks = self._looks(paragraph, properties)
        place = SourcePosition(paragraph=self.paragraphs)
        listed = self.styles.numbering(properties)
        marker = self.lists.marker(*listed) if listed else None
        level = self.styles.heading_level(properties)
        if level or (marker and _WORD.search(marker)):
            self.open_items.end()
            lead = [Run(f"{marker} ")] if marker and any(map(str.isalnum, marker)) else []
            kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
            return make.make(kind, [*lead, *found], place, level=level, **looks)
        if marker is not None and listed:
            depth = max(1, listed[1] + 1, self.styles.list_depth(properties))
            own = properties.find(w("ind")) if properties is not None else None
            self.open_items.begin(xml.left_of(own) or self.lists.left(*listed), depth)
            return make.make(BlockKind.LIST_ITEM, found, place, level=depth, marker=marker, **looks)
        return self._typed(found, place, properties, looks)

    def _typed(
        self,
        runs: Sequence[Run],
        place: SourcePosition,
        properties: etree._Element | None,
        looks: dict[str, object],
    ) -> SourceBlock | None:
        """Make a paragraph, more of a list item, or an item with a bullet typed by hand."""
        text = "".join(run.text for run in runs)
        indent = self.styles.paragraph_property(properties, "ind")
        hanging = xml.measure(indent.get(w("hanging"))) if indent is not None else 0
        left = xml.left_of(indent) or 0
        around = self.open_items.level_around(left - max(0, hanging))
        bullet = make.bullet_of(text)
        lead = bullet or (make.number_of(text) if hanging > 0 or around else "")
        if not lead or len(lead) >= len(text):
            if more := self.open_items.level_of(left):
                return make.make(BlockKind.LIST_ITEM, runs, place, level=more, **looks)
            return make.paragraph(runs, place, **looks)
        marker = make.shown_bullet(lead) if bullet else lead.strip()
        rest = make.without_prefix(runs, len(lead))
        level = around + 1 if around else 1 + min(8, max(0, left - 400) // 360 // 2)
        if hanging > 0:
            self.open_items.begin(left, level)
        return make.make(BlockKind.LIST_ITEM, rest, place, level=level, marker=marker, **looks)

    def _looks(
        self, paragraph: etree._Element, properties: etree._Element | None
    ) -> dict[str, object]:
        """Return size and colour of the paragraph's first run with text."""
        style = xml.value_of(properties, "pStyle")
        run = next((run for run in paragraph.iter(xml.R_RUN) if run.find(xml.T) is not None), None)
        own = run.find(xml.RPR) if run is not None else None
        half_points = xml.measure(self.styles.run_value(style, own, "sz"))
        colour = self.styles.run_value(style, own, "color").lower()
        shown = f"#{colour}" if re.fullmatch("[0-9a-f]{6}", colour) else ""
        return {"size": half_points / 2 if half_points > 0 else None, "colour": shown}

    def _table(self, table: etree._Element) -> None:
        self.open_items.end()
        rows = [self._cells(row) for row in xml.rows_of(table) if self._is_there(row, "w:trPr")]
        self._tell_of_strangers(table)
        self._tell_of_formats(table)
        grid = table.find(w("tblGrid"))
        columns = len(grid) if grid is not None else max(map(len, rows), default=0)
        if columns == 1 or all(len(row) == 1 for row in rows):
            self._framed(rows)
            return
        self.tables += 1
        number = self.tables
        for row in rows:
            place = SourcePosition(paragraph=self.paragraphs + 1)
            block = make.row(
                [self._cell(cell) for cell in row], place, table=number, boxed=self.boxed
            )
            if block:
                self.blocks.append(block)

    def _cells(self, row: etree._Element) -> list[etree._Element]:
        return [cell for cell in xml.cells_of(row) if self._is_there(cell, "w:tcPr")]

    def _is_there(self, holder: etree._Element, formats: str) -> bool:
        """Whether a row or a cell was not deleted; a deleted one is told."""
        why = elements.why_left_out(holder, formats)
        if why:
            self.tell(words_of(holder), why)
        return not why

    def _tell_of_strangers(self, table: etree._Element) -> None:
        """Tell of what a table or a row holds that is in no table of elements."""
        for holder in (table, *xml.rows_of(table)):
            for child in holder:
                reading = elements.ELEMENTS.get(child.tag)
                if elements.is_element(child) and (
                    reading is None or reading.verdict is Verdict.TOLD
                ):
                    self._loose(child)

    def _tell_of_formats(self, table: etree._Element) -> None:
        """Tell of the words in the formats of a table: its title and description."""
        formats = table.find(w("tblPr"))
        for one in formats if formats is not None else ():
            reading = elements.TABLE_FORMATS.get(one.tag)
            if reading is not None and reading.verdict is Verdict.TOLD:
                self.tell(one.get(w("val"), ""), reading.why)

    def _framed(self, rows: Sequence[Sequence[etree._Element]]) -> None:
        """Read a table of one column as a box round its text, or as rows below their head."""
        before, first = (self.boxed, self.border), len(self.blocks)
        if not self.boxed:
            self.boxes += 1
            self.boxed = self.boxes
        self.border = "cell"
        cells: list[list[SourceBlock]] = []
        for cell in chain.from_iterable(rows):
            start = len(self.blocks)
            self.inside(cell)
            cells.append(self.blocks[start:])
        self.boxed, self.border = before
        if made := make.rows_of_column(cells, self.tables + 1, self.boxed):
            self.tables += 1
            self.blocks[first:] = made

    def _cell(self, cell: etree._Element) -> list[Run]:
        """Read the runs of a cell, with breaks between its paragraphs."""
        kept, self.blocks = self.blocks, []
        border, self.border = self.border, "cell"
        self.inside(cell)
        found, self.blocks, self.border = self.blocks, kept, border
        if len(found) > 1 and any(block.marker for block in found):
            self.tell("", Aside.CELL_LIST)
        elif len(found) > 1 and self.cells_are_lines:
            self.tell("", Aside.CELL_PARAGRAPHS)
        if cell.find(f".//{xml.TBL}") is not None:
            self.tell("", Aside.CELL_TABLE)
        return make.cell_runs(found)
