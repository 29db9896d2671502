"""Replace the markers in a rendered layout by their values, on the parsed XML of one part."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import field, replace
from typing import cast

from lxml import etree

from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.records import dataclass
from s55.render.word.blocks import BlockWriter
from s55.render.word.form import block_place, date_picker, drop_down, inline_place
from s55.render.word.inlines import write_inlines
from s55.render.word.markers import OPEN, Output, Outputs
from s55.render.word.paragraph_numbers import numbered_places
from s55.richtext.nodes import Hyperlink, Text
from s55.views.fields import (
    BlockField,
    CheckField,
    DayPicked,
    InlineField,
    OneOf,
    PlaceField,
    PlaceKind,
)
from s55.views.response.contents import LogoView
from s55.word import xml
from s55.word.controls import PLAIN_TEXT, hold_blocks
from s55.word.xml import w, whole

_BLOCK_HOLDERS = frozenset(
    map(w, ("body", "tc", "hdr", "ftr", "txbxContent", "footnote", "endnote", "comment"))
)
_SDT = frozenset({xml.SDT, xml.SDT_CONTENT})
_TEXT_HOLDERS = _BLOCK_HOLDERS | {xml.P, xml.SDT_CONTENT, xml.HYPERLINK}
_ROWS = frozenset(map(w, ("tbl", "tr")))
_RANGE_MARKS = frozenset(
    map(w, ("bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "moveFromRangeStart"))
)
_SHOWS_NOTHING = frozenset(map(w, ("rPr", "lastRenderedPageBreak")))
_MARKED_TEXT = etree.XPath(".//text()[contains(., $open)]")
_MARKED_ATTRIBUTES = etree.XPath(".//@*[contains(., $open)]")
_SECTION = f"{xml.PPR}/{w('sectPr')}"
_CELL_MARGINS = 216
"""Twips that Word leaves free in a cell, at both sides together, unless a style says otherwise."""
_NO_LINE = "40"
"""Twips of a line that is to take no room."""
_BLOCKS = "s55-blocks"
"""Marks where blocks belong in a paragraph that is still to be split."""


@dataclass
class Filler:
    """Replaces the markers of one part by their outputs.

    Attributes:
        outputs: by the numbers of their markers.
        writer: writes the blocks among them.
        numbered_below: the id of the style of the headings below which paragraphs are numbered;
            '' where they are not.
    """

    outputs: Outputs
    writer: BlockWriter
    numbered_below: str = ""
    _numbered: set[etree._Element] = field(default_factory=set)
    _blocks: dict[etree._Element, BlockField | PlaceField] = field(default_factory=dict)
    _emptied: list[etree._Element] = field(default_factory=list)
    _with_links: list[etree._Element] = field(default_factory=list)

    def fill(self, root: etree._Element) -> None:
        """Replace every marker in the part.

        Raises:
            S55Error: L206 for a field between the rows or cells of a table, L207 for a logo that is
                not a picture, L208 for a style that is missing.
        """
        self._attributes(root)
        for node in _found(_MARKED_TEXT, root):
            if _run_of(node) is None:
                self._raw_text(node)
        if self.numbered_below:
            self._numbered.update(numbered_places(root, self.numbered_below))
        for run in dict.fromkeys(map(_run_of, _found(_MARKED_TEXT, root))):
            if run is not None:
                self._run(run)
        for mark in list(self._blocks):
            if mark.getparent() is not None:
                self._split_paragraph(_hoist(mark))
        for paragraph in self._emptied:
            if _is_blank(paragraph):
                _drop_paragraph(paragraph)
        self._finish(root)

    def _finish(self, root: etree._Element) -> None:
        for control in self._with_links:
            _put_around_paragraph(control)
        for holder in root.iter(*_BLOCK_HOLDERS, xml.SDT_CONTENT):
            _complete(holder)

    def _attributes(self, root: etree._Element) -> None:
        for value in _found(_MARKED_ATTRIBUTES, root):
            holder, name = value.getparent(), value.attrname
            if holder is not None and name is not None:
                holder.set(name, self.outputs.as_text(str(value)))

    # --- text outside of runs ------------------------------------------------

    def _raw_text(self, node: etree._ElementUnicodeResult) -> None:
        """Give a field that a tag like ``{{p field }}`` left bare its paragraph or run."""
        beside = node.getparent()
        holder = beside.getparent() if beside is not None and node.is_tail else beside
        if beside is None or holder is None:
            return
        if holder.tag in _ROWS:
            raise _between_cells()
        text = None if holder.tag in _TEXT_HOLDERS else self.outputs.as_text(str(node))
        made = [] if text else self.outputs.markers(str(node))
        nodes = [_with_text(marker, block=_is_block(holder)) for marker in made]
        if node.is_tail:
            beside.tail = text
            for one in reversed(nodes):
                beside.addnext(one)
        else:
            beside.text = text
            for index, one in enumerate(nodes):
                beside.insert(index, one)

    # --- runs ----------------------------------------------------------------

    def _run(self, run: etree._Element) -> None:
        """Split a run at its markers."""
        properties = run.find(xml.RPR)
        pieces: list[etree._Element] = []
        current = _like(run, properties)
        for child in list(run):
            if child.tag != xml.T or OPEN not in (child.text or ""):
                if child.tag != xml.RPR:
                    current.append(child)
                continue
            for words, value in self.outputs.split(child.text or ""):
                xml.add_text(current, words)
                if isinstance(value, str):
                    xml.add_text(current, value)
                    self._note_empty(value, run)
                    continue
                pieces.append(current)
                pieces.extend(self._output(value, run, properties))
                current = _like(run, properties)
        pieces.append(current)
        for piece in pieces:
            if piece.tag != xml.R_RUN or any(child.tag != xml.RPR for child in piece):
                run.addprevious(piece)
        xml.remove(run)

    def _note_empty(self, value: str | None, run: etree._Element) -> None:
        if not value:
            paragraph = next(run.iterancestors(xml.P), None)
            if paragraph is not None:
                self._emptied.append(paragraph)

    def _output(
        self, value: Output, run: etree._Element, properties: etree._Element | None
    ) -> Sequence[etree._Element]:
        match value:
            case InlineField():
                return self._inline_field(value, run, properties)
            case CheckField(path, title, checked):
                return self.writer.controls.check_box(
                    path, title, checked=checked, properties=properties
                )
            case LogoView():
                from s55.render.word.picture import picture  # most forms have none

                return [picture(value, self.writer.runs.part)]
            case PlaceField() if value.kind is not PlaceKind.TEXT:
                return inline_place(self.writer, value, properties)
            case BlockField() | PlaceField():
                mark = etree.Element(_BLOCKS)
                self._blocks[mark] = value
                return [mark]
        self._note_empty(None, run)
        return []

    def _inline_field(
        self, value: InlineField, run: etree._Element, properties: etree._Element | None
    ) -> Sequence[etree._Element]:
        characters = all(isinstance(inline, Text) for inline in value.inlines)
        nodes: list[etree._Element] = []
        content = xml.element("p")
        if value.path:
            plain_text = characters and value.picked is None
            nodes, content = self.writer.controls.control(
                value.path, value.title, PLAIN_TEXT if plain_text else None
            )
            _offer(nodes, value)
            if any(isinstance(inline, Hyperlink) for inline in value.inlines):
                self._with_links += (node for node in nodes if node.tag == xml.SDT)
        in_link = next(run.iterancestors(xml.HYPERLINK), None) is not None
        runs = replace(self.writer.runs, base=properties, link=in_link, language=value.language)
        write_inlines(content, value.inlines, runs)
        if not len(content):
            content.append(_like(run, properties))
        return nodes or list(content)

    # --- paragraphs ----------------------------------------------------------

    def _written(self, value: BlockField | PlaceField, room: int | None) -> list[etree._Element]:
        if isinstance(value, PlaceField):
            return block_place(self.writer, value, room)
        return self.writer.write(value.blocks, room)

    def _split_paragraph(self, paragraph: etree._Element) -> None:
        """Put blocks in the place of their marks, and what stood beside them before and after."""
        section = paragraph.find(_SECTION)
        properties = paragraph.find(xml.PPR)
        self.writer.numbers_paragraphs = paragraph in self._numbered
        room = _room_in_cell(paragraph)
        parts: list[list[etree._Element]] = [[]]
        for child in list(paragraph):
            if child.tag == _BLOCKS:
                parts += [self._written(self._blocks[child], room), []]
            elif child is not properties:
                parts[-1].append(child)
        made: list[etree._Element] = []
        for index, part in enumerate(parts):
            if index % 2:
                _keep_with_next(part, properties)
                if _ends_cell(paragraph):
                    _close_up(part)
                made += part
            else:
                made += _paragraph_of(part, properties, with_section=False)
        if section is not None:
            made += _paragraph_of([xml.element("r")], properties, with_section=True)
        for node in made:
            paragraph.addprevious(node)
        xml.remove(paragraph)


def _keep_with_next(made: Sequence[etree._Element], properties: etree._Element | None) -> None:
    """Keep the last paragraph of a text with what follows it if the layout's paragraph is kept."""
    if properties is None or (keep := properties.find(w("keepNext"))) is None:
        return
    about = _last_properties(made)
    if about is not None:
        xml.put(about, deepcopy(keep), xml.PARAGRAPH)


def _last_properties(made: Sequence[etree._Element]) -> etree._Element | None:
    """Return the properties of the last paragraph of a text."""
    paragraphs = [paragraph for one in made for paragraph in one.iter(xml.P)]
    return paragraphs[-1].find(xml.PPR) if paragraphs else None


def _ends_cell(paragraph: etree._Element) -> bool:
    """Whether a paragraph is in a cell of a table, with nothing but blank ones after it."""
    holder = paragraph.getparent()
    if holder is None or holder.tag != xml.TC:
        return False
    return all(one.tag == xml.P and _is_blank(one) for one in paragraph.itersiblings())


def _close_up(made: Sequence[etree._Element]) -> None:
    """Take away the space after a text, which would make the row of its cell higher."""
    about = _last_properties(made)
    if about is None:
        return
    spacing = about.find(w("spacing"))
    spacing = xml.element("spacing") if spacing is None else spacing
    spacing.set(w("after"), "0")
    xml.put(about, spacing, xml.PARAGRAPH)


def _room_in_cell(paragraph: etree._Element) -> int | None:
    """Measure what the cell around a paragraph has room for, in twips; None outside of cells."""
    cell = next(paragraph.iterancestors(xml.TC), None)
    width = None if cell is None else cell.find(f"{xml.w('tcPr')}/{xml.w('tcW')}")
    if width is None or width.get(xml.w("type")) != "dxa":
        return None
    return max(whole(width.get(xml.w("w"))) - _CELL_MARGINS, 0) or None


def _put_around_paragraph(control: etree._Element) -> None:
    """Put a control around its paragraph, where the paragraph holds nothing else.

    LibreOffice (25.2) does not tag a link inside a control within a paragraph, and a PDF with it
    fails PDF/UA-1 (ISO 14289-1, clause 7.18.5).
    """
    paragraph, content = control.getparent(), control.find(xml.SDT_CONTENT)
    if paragraph is None or content is None or paragraph.tag != xml.P:
        return
    holder = paragraph.getparent()
    marks = {xml.PPR, xml.BOOKMARK_START, xml.BOOKMARK_END}
    is_alone = all(child is control or child.tag in marks for child in paragraph)
    if holder is None or holder.tag not in _BLOCK_HOLDERS or not is_alone:
        return
    for node in list(content):
        control.addprevious(node)
    paragraph.addprevious(control)
    content.append(paragraph)
    hold_blocks(control)


def _offer(nodes: Sequence[etree._Element], value: InlineField) -> None:
    """Make a control a calendar or a list, where it shows a day or a choice."""
    described = next(node for node in nodes if node.tag == xml.SDT)[0]
    match value.picked:
        case DayPicked(day, language):
            date_picker(described, day, language)
        case OneOf(chosen, choices):
            drop_down(described, chosen, choices)


def _found(query: etree.XPath, root: etree._Element) -> list[etree._ElementUnicodeResult]:
    return cast("list[etree._ElementUnicodeResult]", query(root, open=OPEN))


def _run_of(node: etree._ElementUnicodeResult) -> etree._Element | None:
    """Return the run that holds a text node; None where it is elsewhere."""
    text = node.getparent()
    if text is None or text.tag != xml.T or node.is_tail:
        return None
    run = text.getparent()
    return run if run is not None and run.tag == xml.R_RUN else None


def _between_cells() -> S55Error:
    problem = error(
        "L206",
        "a field of the Word layout is between the rows or cells of a table",
        "Write the tag without 'tr' or 'tc': {{ field }}.",
    )
    return S55Error([problem], ExitCode.SETTINGS)


def _like(run: etree._Element, properties: etree._Element | None) -> etree._Element:
    made = xml.element("r")
    made.attrib.update(run.attrib)
    if properties is not None:
        made.append(deepcopy(properties))
    return made


def _is_block(holder: etree._Element) -> bool:
    """Whether an element holds paragraphs, not runs."""
    outer = next((one for one in (holder, *holder.iterancestors()) if one.tag not in _SDT), None)
    return outer is None or outer.tag in _BLOCK_HOLDERS


def _with_text(text: str, *, block: bool) -> etree._Element:
    run = xml.element("r")
    xml.add_text(run, text)
    if not block:
        return run
    paragraph = xml.element("p")
    paragraph.append(run)
    return paragraph


def _hoist(mark: etree._Element) -> etree._Element:
    """Take a mark out of the links and controls around it, up to its paragraph."""
    paragraph = next(mark.iterancestors(xml.P))
    while (holder := mark.getparent()) is not None and holder is not paragraph:
        children = list(holder)
        outer = holder.getparent() if holder.tag == xml.SDT_CONTENT else holder
        if outer is None:
            break
        for child in children:
            outer.addprevious(child)
        xml.remove(outer)
    return paragraph


def _paragraph_of(
    children: Sequence[etree._Element],
    properties: etree._Element | None,
    *,
    with_section: bool,
) -> list[etree._Element]:
    """Make a paragraph of these children; only their range marks where they show nothing."""
    made = xml.element("p")
    if properties is not None:
        made.append(deepcopy(properties))
        section = made.find(_SECTION)
        if section is not None and not with_section:
            made[0].remove(section)
    made.extend(children)
    if with_section or not _is_blank(made):
        return [made]
    return [child for child in children if child.tag in _RANGE_MARKS]


def _is_blank(paragraph: etree._Element) -> bool:
    """Whether a paragraph shows nothing."""
    if paragraph.find(_SECTION) is not None or paragraph.find(f".//{xml.SDT}") is not None:
        return False
    return not any(
        child.tag not in _SHOWS_NOTHING and (child.tag != xml.T or child.text)
        for run in paragraph.iter(xml.R_RUN)
        for child in run
    )


def _drop_paragraph(paragraph: etree._Element) -> None:
    for child in list(paragraph):
        if child.tag in _RANGE_MARKS:
            paragraph.addprevious(child)
    xml.remove(paragraph)


def _complete(holder: etree._Element) -> None:
    """End a cell, a header or a text box with a paragraph, and fill an empty control."""
    if holder.tag == w("body"):
        return
    if holder.tag == xml.SDT_CONTENT:
        if not len(holder) and _is_block(holder):
            xml.add(holder, "p")
        return
    last = holder[-1] if len(holder) else None
    if last is not None and last.tag == xml.SDT:
        content = last.find(xml.SDT_CONTENT)
        last = content[-1] if content is not None and len(content) else None
    if last is None or last.tag != xml.P:
        made = xml.add(holder, "p")
        if holder.tag == xml.TC and next(holder.iter(xml.T), None) is not None:
            # It is there for Word alone, and would make the row higher by a line.
            about = xml.add(made, "pPr")
            xml.add(about, "spacing", before="0", after="0", line=_NO_LINE, lineRule="exact")
