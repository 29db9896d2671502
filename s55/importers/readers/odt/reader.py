"""Read OpenDocument texts (.odt): the text as it shows now, lists counted as LibreOffice counts.

What a file holds and is not read is set aside, with its words and its place: the table of
:mod:`s55.importers.readers.odt.elements` says what that is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from lxml import etree

from s55.importers.readers import blocks as make
from s55.importers.readers.odt.elements import qualified, reading_of
from s55.importers.readers.odt.lists import Counting, ListStyles, start_of
from s55.importers.readers.odt.package import OpenDocument
from s55.importers.readers.odt.runs import (
    STYLE_NAME,
    DocumentParts,
    H,
    OdtTexts,
    P,
    words_of,
)
from s55.importers.readers.odt.styles import OUTLINE, DocumentStyles
from s55.importers.readers.odt.tables import OdtCell, OdtTable
from s55.importers.readers.refusals import MAX_BLOCKS, empty, too_large
from s55.importers.readers.runs import Run, folded
from s55.importers.readers.typed_notes import with_typed_notes
from s55.importers.source import BlockKind, SetAside, Source, SourceBlock, SourcePosition
from s55.model.verdict import Aside, Verdict
from s55.records import dataclass

_WORD = re.compile(r"[^\W\d_]{3}")
_LIST, _ITEM, _LIST_HEADER, _TABLE, _SECTION, _NUMBERED, _NUMBER, _TRACKED = map(
    qualified,
    (
        "text:list text:list-item text:list-header table:table text:section "
        "text:numbered-paragraph text:number text:tracked-changes"
    ).split(),
)
_AROUND_BLOCKS = frozenset(
    map(
        qualified,
        (
            "text:table-of-content text:illustration-index text:table-index text:object-index "
            "text:user-index text:alphabetical-index text:bibliography text:index-body "
            "text:index-title text:page-sequence"
        ).split(),
    )
)
"""What holds paragraphs and tables."""
_LOOKED_UP = frozenset({_TRACKED, _NUMBER})
_STYLE_PARTS = ("office:font-face-decls", "office:styles")
_AUTOMATIC = "office:automatic-styles"


def read_odt(data: bytes, name: str) -> Source:
    """Read the blocks of an OpenDocument text; ``name`` is for messages.

    Raises:
        S55Error: I101 there is no text, I102 it is too large unpacked, I103 it is not a text, I104
            it is damaged, I105 it is locked with a password.
    """
    document = OpenDocument(data, name)
    parts = DocumentParts(
        document.object_text, _deleted(document.text), dict(_fields(document.text))
    )
    walk = _OdtWalk(name, _styles(document, document.content), parts)
    walk.inside(document.text)
    for text in parts.deleted.values():
        walk.tell(text, Aside.DELETED)
    if not walk.blocks:
        raise empty(name, (one.why for one in walk.set_aside))
    found = with_typed_notes(tuple(make.with_headings(walk.blocks)))
    aside = (*walk.set_aside, *found.marks, *_around(document, parts))
    return Source("odt", document.title, found.blocks, aside)


def _styles(document: OpenDocument, part: etree._Element | None) -> DocumentStyles:
    """Find the styles of a part: the common ones, and its own, which have their own names."""
    common = (
        []
        if document.styles is None
        else [document.styles.find(qualified(one)) for one in _STYLE_PARTS]
    )
    own = [] if part is None else [part.find(qualified(one)) for one in (*_STYLE_PARTS, _AUTOMATIC)]
    return DocumentStyles([one for one in (*common, *own) if one is not None])


def _deleted(text: etree._Element) -> dict[str, str]:
    """Read the deletions of the tracked changes by their ids, and remarks on changes."""
    found: dict[str, str] = {}
    for region in text.iter(qualified("text:changed-region")):
        key = region.get(qualified("text:id")) or region.get(qualified("xml:id")) or ""
        for deletion in region.iterchildren(qualified("text:deletion")):
            if words := words_of(deletion):
                found[key] = words
    return found


_FIELD_WORDS = tuple(
    map(qualified, ("form:label", "form:current-value", "form:value", "form:title"))
)
_CHOSEN = qualified("form:current-selected")
_FIELD_IDS = (qualified("xml:id"), qualified("form:id"))


def _fields(text: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the words of each form field by its ids."""
    for forms in text.iter(qualified("office:forms")):
        for one in forms.iter(etree.Element):
            chosen = (option for option in one if option.get(_CHOSEN) == "true")
            said = [part.get(key, "") for part in (one, *chosen) for key in _FIELD_WORDS]
            said.append(words_of(one))
            words = " ".join(dict.fromkeys(filter(None, said)))
            for key in filter(None, map(one.get, _FIELD_IDS)):
                yield key, words


def _around(document: OpenDocument, parts: DocumentParts) -> Iterator[SetAside]:
    """Yield the text of headers and footers."""
    masters = (
        None if document.styles is None else document.styles.find(qualified("office:master-styles"))
    )
    if masters is None:
        return
    texts = OdtTexts(_styles(document, document.styles), parts)
    for part in masters.iter(etree.Element):
        why = reading_of(part.tag).why
        if why in (Aside.RUNNING_HEAD, Aside.RUNNING_FOOT):
            for line in texts.lines(part):
                yield SetAside("".join(run.text for run in line), why, SourcePosition())
            for box in part.iter(qualified("draw:text-box")):
                if not any(one.tag == P for one in box.iterancestors()):
                    yield SetAside(words_of(box), why, SourcePosition())
    yield from texts.asides


@dataclass(slots=True)
class _ListPlace:
    """Where in a list the text is.

    Attributes:
        style: the name of the list style, or ''.
        counting: what the list counted so far.
        level: from 1.
        start: the number that the item begins with anew, or None.
        due: whether the next paragraph has the item's marker.
        number: the marker as the file has it, or ''.
    """

    style: str
    counting: Counting
    level: int
    start: int | None = None
    due: bool = False
    number: str = ""


class _OdtWalk:
    """The state while the elements go by."""

    def __init__(self, name: str, styles: DocumentStyles, parts: DocumentParts) -> None:
        self.name = name
        self.styles = styles
        self.texts = OdtTexts(styles, parts)
        self.markers = ListStyles(styles.lists)
        self.blocks: list[SourceBlock] = []
        self.set_aside: list[SetAside] = []
        self.paragraphs = self.boxes = self.boxed = self.tables = 0
        self.border = ""
        """The border of the paragraph before: neighbours with the same border share a box."""
        self.list: _ListPlace | None = None
        self.outline = Counting()
        self.by_id: dict[str, Counting] = {}
        self.by_style: dict[str, Counting] = {}

    def inside(self, parent: etree._Element) -> None:
        """Read the contents of an element, in order."""
        self._stray(parent.text)
        for child in parent:
            if isinstance(child.tag, str):
                self.read(child)
            self._stray(child.tail)

    def _stray(self, text: str | None) -> None:
        if text and text.strip():
            self.tell(text, Aside.UNKNOWN)

    def read(self, child: etree._Element) -> None:
        """Read a paragraph, a list, a table, or what holds them."""
        tag = child.tag
        if tag in (P, H):
            self._paragraph(child)
        elif tag == _LIST:
            self._list(child)
        elif tag == _NUMBERED:
            self._numbered(child)
        elif tag == _TABLE:
            self._table(child)
        elif tag == _SECTION:
            if _is_hidden_section(child):
                self.tell(words_of(child), Aside.HIDDEN)
            else:
                self.inside(child)
        elif tag in _AROUND_BLOCKS:
            self.inside(child)
        elif tag not in _LOOKED_UP and reading_of(tag).verdict is not Verdict.HARMLESS:
            self._finish(child, self.texts.loose(child))

    def tell(self, text: str, why: str) -> None:
        """Set something aside at the place that was reached."""
        place = SourcePosition(paragraph=self.paragraphs)
        self.set_aside.append(SetAside(" ".join(text.split()), why, place))

    # --- lists --------------------------------------------------------------------

    def _list(self, element: etree._Element) -> None:
        around, own = self.list, element.get(STYLE_NAME, "")
        if around is None:
            place = _ListPlace(own, self._counting(element, own), 1)
        else:
            place = _ListPlace(own or around.style, around.counting, around.level + 1)
        self.list = place
        self.by_style[place.style] = place.counting
        if key := element.get(qualified("xml:id")):
            self.by_id[key] = place.counting
        for item in element.iterchildren(etree.Element):
            if item.tag in (_ITEM, _LIST_HEADER):
                place.due, place.start = item.tag == _ITEM, start_of(item)
                place.number = " ".join((item.findtext(_NUMBER) or "").split())
                style, place.style = place.style, item.get(_OVERRIDE) or place.style
                self.inside(item)
                place.style = style
            elif reading_of(item.tag).verdict is not Verdict.HARMLESS:
                self.read(item)
        self.list = around

    def _counting(self, element: etree._Element, style: str) -> Counting:
        """Say which list a list goes on with, if any."""
        known = self.by_id.get(element.get(qualified("text:continue-list"), ""))
        if known is None and element.get(qualified("text:continue-numbering")) == "true":
            known = self.by_style.get(style)
        return Counting() if known is None else known

    def _numbered(self, element: etree._Element) -> None:
        """Read a paragraph that is an item of a list by itself (5.3.6)."""
        key = element.get(qualified("text:list-id"), "")
        level = min(10, max(1, start_of(element, "text:level") or 1))
        around, style = self.list, element.get(STYLE_NAME, "")
        counting = self.by_id.setdefault(key, Counting())
        self.list = _ListPlace(style, counting, level, start_of(element), due=True)
        self.inside(element)
        self.list = around

    def _marker(self, paragraph: etree._Element) -> str | None:
        """Count a paragraph that is in a list; '' for one without a number, None for no list."""
        place = self.list
        number = " ".join((paragraph.findtext(_NUMBER) or "").split())
        if place is None:
            return number or self._outline(paragraph)
        if not place.due:
            return ""
        style = place.style or self.styles.list_of(paragraph.get(STYLE_NAME, ""))
        counted = self.markers.marker(style, place.level, place.counting, place.start)
        place.due, place.start = False, None
        return number or place.number or counted

    def _outline(self, heading: etree._Element) -> str | None:
        """Count a heading by the document's own numbers of headings (16.34)."""
        if heading.tag != H or OUTLINE not in self.styles.lists:
            return None
        if heading.get(qualified("text:is-list-header")) == "true":
            return None
        start = start_of(heading) if heading.get(_RESTART) == "true" else None
        marker = self.markers.marker(OUTLINE, _level(heading), self.outline, start)
        return marker or None

    # --- paragraphs -----------------------------------------------------------------

    def _paragraph(self, paragraph: etree._Element) -> None:
        self._finish(paragraph, self.texts.runs(paragraph))

    def _finish(self, paragraph: etree._Element, runs: Sequence[Run]) -> None:
        """Make a block of runs, tell what was left out of them, and read their text boxes."""
        self.paragraphs += 1
        if len(self.blocks) > MAX_BLOCKS:
            raise too_large(self.name, f"it has more than {MAX_BLOCKS} paragraphs")
        boxes, place = self.texts.boxes, SourcePosition(paragraph=self.paragraphs)
        for aside in self.texts.asides:
            text = " ".join(aside.text.split())
            self.set_aside.append(replace(aside, text=text, place=place))
        self._box(paragraph.get(STYLE_NAME, ""), "".join(run.text for run in runs))
        block = self._block(paragraph, runs, place)
        if block:
            self.blocks.append(replace(block, boxed=self.boxed))
        for box in boxes:
            before = self.boxed, self.border, self.list
            self.boxes += 1
            self.boxed, self.border, self.list = self.boxes, "text box", None
            self.inside(box)
            self.boxed, self.border, self.list = before

    def _box(self, style: str, text: str) -> None:
        """Note whether a paragraph has a border or a shade, or is set in below its introduction."""
        if self.border in ("text box", "cell"):
            return
        key = self.styles.box(style) or ("set in" if self._is_set_in(style, text) else "")
        if key and key != self.border:
            self.boxes += 1
        self.border = key
        self.boxed = self.boxes if key else 0

    def _is_set_in(self, style: str, text: str) -> bool:
        """Whether a paragraph begins words that are set in, or goes on with them."""
        left, first = self.styles.indents(style)
        if self.border == "set in":
            return self.list is not None or left >= make.FEWEST_POINTS_SET_IN
        before = self.blocks[-1] if self.blocks else None
        return self.list is None and make.begins_set_in(text, left, first, before)

    def _block(
        self, paragraph: etree._Element, runs: Sequence[Run], place: SourcePosition
    ) -> SourceBlock | None:
        style = paragraph.get(STYLE_NAME, "")
        marker = self._marker(paragraph) if paragraph.tag in (P, H) else None
        found = folded(runs)
        if not found:
            return None
        first = self.texts.first
        looks: dict[str, object] = {
            "size": first.size if first else None,
            "colour": first.colour if first else "",
        }
        level = min(6, _level(paragraph)) if paragraph.tag == H else 0
        if not level and any(name.lower() == "title" for name in self.styles.names(style)):
            level = 1
        if level or (marker and _WORD.search(marker)):
            lead = [Run(f"{marker} ")] if marker and any(map(str.isalnum, marker)) else []
            kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
            return make.make(kind, [*lead, *found], place, level=level, **looks)
        if marker is not None and self.list:
            depth = max(self.list.level, self.styles.list_depth(style))
            return make.make(BlockKind.LIST_ITEM, found, place, level=depth, marker=marker, **looks)
        return self._typed(found, place, style, looks)

    def _typed(
        self, runs: Sequence[Run], place: SourcePosition, style: str, looks: dict[str, object]
    ) -> SourceBlock | None:
        """Make a paragraph, or a list item with a bullet typed by hand."""
        text = "".join(run.text for run in runs)
        hanging, left = self.styles.indent(style)
        lead = make.bullet_of(text) or (make.number_of(text) if hanging else "")
        if not lead or len(lead) >= len(text):
            return make.paragraph(runs, place, **looks)
        marker = make.shown_bullet(lead) if make.bullet_of(text) else lead.strip()
        level = 1 + min(8, max(0, int(left) - 20) // 36)
        rest = make.without_prefix(runs, len(lead))
        return make.make(BlockKind.LIST_ITEM, rest, place, level=level, marker=marker, **looks)

    # --- tables ---------------------------------------------------------------------

    def _table(self, element: etree._Element) -> None:
        table = OdtTable(element, self.name)
        for text in table.hidden:
            self.tell(text, Aside.HIDDEN)
        for stranger in table.strangers:
            self._finish(stranger, self.texts.loose(stranger))
        if table.columns == 1 or all(len(row) == 1 for row in table.rows):
            self._framed(table.rows)
            return
        self.tables += 1
        number = self.tables
        for row in table.rows:
            place = SourcePosition(paragraph=self.paragraphs + 1)
            block = make.row(
                [self._cell(cell) for cell in row], place, table=number, boxed=self.boxed
            )
            if block:
                self.blocks.append(block)

    def _framed(self, rows: Sequence[Sequence[OdtCell]]) -> None:
        """Read a table of one column as a box round its text, or as rows below their head."""
        before, first = (self.boxed, self.border, self.list), len(self.blocks)
        if not self.boxed:
            self.boxes += 1
            self.boxed = self.boxes
        self.border, self.list = "cell", None
        cells: list[list[SourceBlock]] = []
        for cell in chain.from_iterable(rows):
            start = len(self.blocks)
            if cell is not None:
                self.inside(cell)
            cells.append(self.blocks[start:])
        self.boxed, self.border, self.list = before
        if made := make.rows_of_column(cells, self.tables + 1, self.boxed):
            self.tables += 1
            self.blocks[first:] = made

    def _cell(self, cell: OdtCell) -> list[Run]:
        """Read the runs of a cell, with breaks between its paragraphs."""
        if cell is None:
            return []
        kept, self.blocks = self.blocks, []
        before = self.border, self.list
        self.border, self.list = "cell", None
        self.inside(cell)
        found, self.blocks = self.blocks, kept
        self.border, self.list = before
        if len(found) > 1 and any(block.marker for block in found):
            self.tell("", Aside.CELL_LIST)
        if cell.find(f".//{_TABLE}") is not None:
            self.tell("", Aside.CELL_TABLE)
        return make.cell_runs(found)


_OVERRIDE = qualified("text:style-override")
_RESTART = qualified("text:restart-numbering")


def _level(heading: etree._Element) -> int:
    return min(10, max(1, start_of(heading, "text:outline-level") or 1))


def _is_hidden_section(section: etree._Element) -> bool:
    display = section.get(qualified("text:display"))
    hidden = section.get(qualified("text:is-hidden")) == "true"
    return display == "none" or (display == "condition" and hidden)
