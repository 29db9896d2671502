"""Write block nodes as Word paragraphs, lists, tables and controls.

Looks come from the layout's styles. Formatting is set directly only where a style cannot say it:
for lists in quotations, paragraphs that continue a list item, and the space after a tight list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from lxml import etree

from s55.records import dataclass
from s55.render.word.inlines import Runs, write_inlines
from s55.richtext.nodes import (
    Block,
    BulletList,
    CodeBlock,
    Control,
    Heading,
    Inline,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
    plain,
)
from s55.word import xml
from s55.word.controls import BLOCKS, Controls
from s55.word.numbering import LAST_LEVEL, Level, NewLists
from s55.word.styles import NUMBERED
from s55.word.xml import w

_FULL_WIDTH = 5000
"""Fiftieths of a per cent of the text's width."""
_NARROWEST = 1000
"""Twips that a table keeps however deep it is nested."""
_LIKELY_WIDEST = 48
"""Characters beyond which a longer cell asks for no wider a column."""
_LIKELY_NARROWEST = 6
_LONGEST_WORD = 24
_CHARACTER, _PADDING = 150, 240
"""Twips for a wide letter of 12 points, and for both sides of a cell."""
_WHERE_LINES_BREAK = re.compile(r"[^\S\N{NO-BREAK SPACE}]+")
"""A day and its month can be held together by a space at which no line ends."""
_OWN_QUOTE = "Block Quote"
"""The style of what a text quotes. A layout without it gets one, made of that of the items of the
report: with a thin grey rule, and without their ground."""
_OWN_BORDERS = {
    "top": ("2", "3", "FFFFFF"),
    "left": ("12", "9", "6B7280"),
    "bottom": ("2", "3", "FFFFFF"),
    "right": ("2", "6", "FFFFFF"),
    "between": ("2", "3", "FFFFFF"),
}
"""Eighths of a point, points and colour of each border."""
_GAP = "160"
"""Twips between a table and what follows it."""


def write_table(out: etree._Element, table: Table, runs: Runs, *, indent: int, width: int) -> None:
    """Add a table, and the gap after it, without which Word joins two tables into one.

    Args:
        out: what it is added to.
        table: the table.
        runs: what its text needs.
        indent: twips from the margin to its left edge.
        width: twips of the text's width.
    """
    room = max(width - indent, _NARROWEST)
    made = etree.SubElement(out, xml.TBL)
    properties = xml.add(made, "tblPr")
    xml.add(properties, "tblStyle", val=runs.styles.style_id("table", runs.names.table))
    xml.add(properties, "tblW", w=str(_FULL_WIDTH * room // max(width, 1)), type="pct")
    if indent:
        xml.add(properties, "tblInd", w=str(indent), type="dxa")
    xml.add(properties, "tblLayout", type="fixed")
    _look(properties)
    columns = _column_widths(table, room)
    grid = xml.add(made, "tblGrid")
    for column in columns:
        xml.add(grid, "gridCol", w=str(column))
    _row(made, table.header, table, runs, columns, header=True, keep=True)
    # No row is left alone at the foot or the head of a page.
    together = {0, len(table.rows) - 2} if len(table.rows) > 1 else set()
    for number, row in enumerate(table.rows):
        _row(made, row, table, runs, columns, header=False, keep=number in together)
    write_gap(out)


def _look(properties: etree._Element) -> None:
    look = xml.add(properties, "tblLook", val="0420")
    for name in ("firstRow", "lastRow", "firstColumn", "lastColumn", "noHBand", "noVBand"):
        look.set(w(name), "1" if name in ("firstRow", "noVBand") else "0")


def _column_widths(table: Table, room: int) -> list[int]:
    """Widths in twips: room for each column's longest word, and the rest by its longest text."""
    count = max(len(table.header), 1)
    wishes, needs = [_LIKELY_NARROWEST] * count, [_LIKELY_NARROWEST] * count
    for row in (table.header, *table.rows):
        for index, cell in enumerate(row[:count]):
            text = plain(cell)
            longest = max(map(len, _WHERE_LINES_BREAK.split(text)))
            wishes[index] = max(wishes[index], min(len(text), _LIKELY_WIDEST))
            needs[index] = max(needs[index], min(longest, _LONGEST_WORD))
    least = [need * _CHARACTER + _PADDING for need in needs]
    spare = room - sum(least)
    if spare < 0:
        return _shared(room, least)
    return [one + spare * wish // sum(wishes) for one, wish in zip(least, wishes, strict=True)]


def _shared(room: int, least: Sequence[int]) -> list[int]:
    """Share too little room: the narrow columns keep theirs, so that no short word is divided."""
    widths = [0] * len(least)
    for taken, index in enumerate(sorted(range(len(least)), key=least.__getitem__)):
        widths[index] = min(least[index], (room - sum(widths)) // (len(least) - taken))
    return widths


def _row(
    table_element: etree._Element,
    cells: Sequence[Sequence[Inline]],
    table: Table,
    runs: Runs,
    columns: Sequence[int],
    *,
    header: bool,
    keep: bool,
) -> None:
    """Add a row; one to ``keep`` stays on the page of the row after it."""
    row = xml.add(table_element, "tr")
    properties = xml.add(row, "trPr")
    xml.add(properties, "cantSplit")
    if header:
        xml.add(properties, "tblHeader")
    name = runs.names.table_header if header else runs.names.table_text
    style = runs.styles.style_id("paragraph", name)
    for index, width in enumerate(columns):
        cell = etree.SubElement(row, xml.TC)
        xml.add(xml.add(cell, "tcPr"), "tcW", w=str(width), type="dxa")
        paragraph = etree.SubElement(cell, xml.P)
        about = xml.add(paragraph, "pPr")
        xml.add(about, "pStyle", val=style)
        if keep:
            xml.add(about, "keepNext")
        alignment = table.alignments[index] if index < len(table.alignments) else ""
        if alignment:
            xml.add(about, "jc", val=alignment)
        write_inlines(paragraph, cells[index] if index < len(cells) else (), runs)


def write_gap(out: etree._Element) -> None:
    """Add an empty line, less high than any other."""
    paragraph = etree.SubElement(out, xml.P)
    properties = xml.add(paragraph, "pPr")
    xml.add(properties, "spacing", before="0", after="0", line=_GAP, lineRule="exact")


_MAX_BORDER_SPACE = 31
"""Points between a border and its text, at most (ECMA-376 part 1, 17.18.68)."""
_LAST_HEADING = 6


@dataclass(frozen=True, slots=True)
class Number:
    """The bullet or number of the next paragraph."""

    style: str
    list_id: int
    level: int
    left: int
    hanging: int
    shifted: bool
    """Whether the indentation differs from the list level's own."""


@dataclass(frozen=True, slots=True)
class Nesting:
    """The lists and quotations around a block.

    Attributes:
        indent: twips from the margin to its text.
        shift: twips that quotations and levels beyond Word's last add to each list level.
        depth: the lists around it.
        quote: the style of the innermost quotation around it; '' outside of quotations.
        rule: twips from the margin to the text of the innermost quotation, which has its rule
            beside it.
        spaced: whether it is in a loose list, with space between its paragraphs.
        room: twips that a table can take, in a cell of the layout; None for the text's width.
    """

    indent: int = 0
    shift: int = 0
    depth: int = 0
    quote: str = ""
    rule: int = 0
    spaced: bool = False
    room: int | None = None


class BlockWriter:
    """Writes blocks for one part of a Word file.

    Args:
        runs: the part, its styles, and the names of the styles that text takes.
        numbering: the document's lists.
        controls: the document's content controls.
        text_width: the width of the text in twips, for tables.
    """

    def __init__(
        self, runs: Runs, numbering: NewLists, controls: Controls, text_width: int
    ) -> None:
        self.runs = replace(runs, base=None)
        self.numbering = numbering
        self.controls = controls
        self.text_width = text_width
        self.number: Number | None = None
        self.numbers_paragraphs = False
        """Whether paragraphs outside of lists and quotations are numbered below their section."""

    def write(self, blocks: Sequence[Block], room: int | None = None) -> list[etree._Element]:
        """Write blocks as children of a body, a table cell or a content control.

        Args:
            blocks: the blocks.
            room: twips that a table can take, in a cell; None for the text's width.
        """
        out = xml.element("body")
        self.blocks(out, blocks, Nesting(room=room))
        return list(out)

    def blocks(self, out: etree._Element, blocks: Sequence[Block], place: Nesting) -> None:
        """Add blocks to the end of ``out``."""
        for index, block in enumerate(blocks):
            made = _WRITERS[type(block)](self, out, block, place)
            follower = blocks[index + 1] if index + 1 < len(blocks) else None
            if made is not None and isinstance(follower, BulletList | OrderedList | Table | Quote):
                xml.put(made[0], xml.element("keepNext"), xml.PARAGRAPH)

    # --- paragraphs ----------------------------------------------------------

    def paragraph(
        self, out: etree._Element, style: str, place: Nesting, *, own_indent: int = 0
    ) -> etree._Element:
        """Add a paragraph at its place, with the number at hand.

        Args:
            out: what it is added to.
            style: the name of its style.
            place: its nesting.
            own_indent: the indentation, in twips, that the style gives by itself.
        """
        made = etree.SubElement(out, xml.P)
        properties = xml.add(made, "pPr")
        number, self.number = self.number, None
        names = self.runs.names
        if number is not None and style in (names.paragraph, names.list_continuation):
            style = number.style
        xml.add(properties, "pStyle", val=self.runs.styles.style_id("paragraph", style))
        left = place.indent if number is None else number.left - number.hanging
        if number is not None:
            listed = xml.add(properties, "numPr")
            xml.add(listed, "ilvl", val=str(number.level))
            xml.add(listed, "numId", val=str(number.list_id))
        if style == place.quote and left > place.rule:
            self._keep_rule_in_line(properties, style, left - place.rule)
        if number is not None and (number.shifted or style != number.style):
            xml.add(properties, "ind", left=str(number.left), hanging=str(number.hanging))
        elif number is None and place.indent != own_indent:
            xml.add(properties, "ind", left=str(place.indent), firstLine="0")
        if place.spaced:
            self._space_after(made)
        return made

    def _keep_rule_in_line(self, properties: etree._Element, style: str, step: int) -> None:
        """Move the quotation's rule left by ``step`` twips.

        A paragraph's border is beside its text; so the rule of a quotation would step to the right
        with every level of a list.
        """
        border = self.runs.styles.left_border(style)
        if border is None:
            return
        space = xml.whole(border.get(w("space"), "0")) + step // xml.TWIPS_PER_POINT
        moved = xml.add(xml.add(properties, "pBdr"), "left")
        moved.attrib.update(border.attrib)
        moved.set(w("space"), str(min(space, _MAX_BORDER_SPACE)))

    def quote_style(self, node: Quote) -> str:
        """Name the style of a quotation; that of a text's own quotations is made if need be."""
        names, styles = self.runs.names, self.runs.styles
        if node.of_report:
            return names.quote
        if not styles.has("paragraph", _OWN_QUOTE):
            made = styles.add("paragraph", "BlockQuote", _OWN_QUOTE, names.quote)
            properties = xml.add(made, "pPr")
            borders = xml.add(properties, "pBdr")
            for side, (width, space, colour) in _OWN_BORDERS.items():
                xml.add(borders, side, val="single", sz=width, space=space, color=colour)
            xml.add(properties, "shd", val="clear", color="auto", fill="auto")
        return _OWN_QUOTE

    def _space_after(self, paragraph: etree._Element) -> None:
        """Give a paragraph the space after it that a plain paragraph has."""
        after = str(self.runs.styles.space_after(self.runs.names.paragraph))
        xml.put(paragraph[0], xml.element("spacing", after=after), xml.PARAGRAPH)

    def end_group(self, out: etree._Element) -> None:
        """Set a list or quotation apart from what follows it."""
        last = out[-1] if len(out) else None
        while last is not None and last.tag != xml.P:
            if last.tag == w("bookmarkEnd"):
                last = last.getprevious()
            elif last.tag == xml.SDT:
                content = last.find(xml.SDT_CONTENT)
                last = content[-1] if content is not None and len(content) else None
            else:
                return
        if last is not None and last.find(f"{xml.PPR}/{w('pStyle')}") is not None:
            self._space_after(last)

    def bear_number(self, out: etree._Element, place: Nesting) -> None:
        """Write the number at hand on a line by itself, before a block that cannot take it."""
        if self.number is not None:
            style = place.quote or self.runs.names.paragraph
            self.paragraph(out, style, place)


# --- one function for each node type; those of paragraphs return the paragraph -------------------


def _paragraph(
    writer: BlockWriter, out: etree._Element, node: Paragraph, place: Nesting
) -> etree._Element:
    names = writer.runs.names
    if place.quote:
        own_indent = writer.runs.styles.left_indent(place.quote)
        made = writer.paragraph(out, place.quote, place, own_indent=own_indent)
    elif place.depth:
        made = writer.paragraph(out, names.list_continuation, place, own_indent=-1)
    else:
        style = NUMBERED if writer.numbers_paragraphs else names.paragraph
        made = writer.paragraph(out, style, place)
    write_inlines(made, node.children, writer.runs)
    return made


def _heading(writer: BlockWriter, out: etree._Element, node: Heading, place: Nesting) -> None:
    made = writer.paragraph(out, f"heading {min(node.level, _LAST_HEADING)}", place)
    write_inlines(made, node.children, writer.runs)


def _code_block(writer: BlockWriter, out: etree._Element, node: CodeBlock, place: Nesting) -> None:
    writer.bear_number(out, place)
    style = writer.runs.names.code
    own = writer.runs.styles.left_indent(style)
    made = writer.paragraph(out, style, replace(place, indent=place.indent + own), own_indent=own)
    xml.add_text(xml.add(made, "r"), node.text)


def _rule(writer: BlockWriter, out: etree._Element, _node: ThematicBreak, place: Nesting) -> None:
    writer.bear_number(out, place)
    writer.paragraph(out, writer.runs.names.rule, place)


def _table(writer: BlockWriter, out: etree._Element, node: Table, place: Nesting) -> None:
    writer.bear_number(out, place)
    width = writer.text_width if place.room is None else place.room
    write_table(out, node, writer.runs, indent=place.indent, width=width)


def _quote(writer: BlockWriter, out: etree._Element, node: Quote, place: Nesting) -> None:
    writer.bear_number(out, place)
    style = writer.quote_style(node)
    step = writer.runs.styles.left_indent(style)
    inside = replace(
        place,
        indent=place.indent + step,
        shift=place.shift + step,
        quote=style,
        rule=place.indent + step,
        spaced=False,
    )
    begins = len(out)
    writer.blocks(out, node.blocks, inside)
    if node.is_short:
        _keep_together(out, begins)
    if not place.quote:
        writer.end_group(out)


def _keep_together(out: etree._Element, begins: int) -> None:
    """Let all paragraphs from a child of ``out`` on be on one page."""
    paragraphs = [made for one in list(out)[begins:] for made in one.iter(xml.P)]
    for number, paragraph in enumerate(paragraphs, start=1):
        properties = paragraph.find(xml.PPR)
        if properties is None:
            continue
        xml.put(properties, xml.element("keepLines"), xml.PARAGRAPH)
        if number < len(paragraphs):
            xml.put(properties, xml.element("keepNext"), xml.PARAGRAPH)


def _control(writer: BlockWriter, out: etree._Element, node: Control, place: Nesting) -> None:
    nodes, content = writer.controls.control(node.path, node.title, BLOCKS)
    out.extend(nodes)
    if node.blocks and isinstance(node.blocks[0], Table):
        write_gap(content)  # LibreOffice (7.4) moves what marks a place out of its first table
    outer = writer.runs
    writer.runs = replace(outer, language=node.language or outer.language)
    writer.blocks(content, node.blocks, place)
    writer.runs = outer
    if content.find(f".//{xml.P}") is None:
        writer.paragraph(content, writer.runs.names.paragraph, place)


@dataclass(slots=True)
class _ListCount:
    """A list while it is written: its ``w:numId``, and what its next item's number is."""

    pattern: str
    level: int
    list_id: int
    next_value: int | None


def _list(
    writer: BlockWriter, out: etree._Element, node: BulletList | OrderedList, place: Nesting
) -> None:
    writer.bear_number(out, place)
    names, numbering = writer.runs.names, writer.numbering
    if isinstance(node, OrderedList):
        style, start = names.numbered_list, node.start
        pattern = numbering.pattern(style, node.delimiter, node.style)
    else:
        style, start = names.bullet_list, None
        pattern = numbering.pattern(style)
    level = min(place.depth, LAST_LEVEL)
    counter = _ListCount(pattern, level, numbering.new_list(pattern, level, start), start)
    indent, shift = _list_indent(numbering, pattern, place)
    # White between the items would cut through a quotation's ground and its rule.
    spaced = not (node.tight or place.quote)
    inside = replace(place, indent=indent.left, depth=place.depth + 1, spaced=spaced)
    for item in node.items:
        list_id = _count(numbering, counter, item)
        writer.number = Number(
            style, list_id, level, indent.left, indent.hanging, shifted=shift != 0
        )
        begins = len(out)
        writer.blocks(out, item.blocks, inside)
        writer.bear_number(out, inside)
        if item.is_short and len(item.blocks) > 1:
            _keep_together(out, begins)
    if place.spaced or not (place.depth or place.quote):
        writer.end_group(out)


def _list_indent(numbering: NewLists, pattern: str, place: Nesting) -> tuple[Level, int]:
    """Return the indentation of a list's text, and its distance from the level's own.

    Word has nine levels: each one beyond them is indented by a further step.
    """
    level = min(place.depth, LAST_LEVEL)
    own = numbering.level(pattern, level)
    shift = place.shift + (place.depth - level) * own.hanging
    return Level(own.left + shift, own.hanging), shift


def _count(numbering: NewLists, counter: _ListCount, item: ListItem) -> int:
    """Return the list of the next item; a new one where its number does not follow."""
    if counter.next_value is None:
        return counter.list_id
    value = counter.next_value if item.value is None else item.value
    follows = numbering.counts_on(counter.list_id, counter.pattern, counter.level)
    if value != counter.next_value or not follows:
        counter.list_id = numbering.new_list(counter.pattern, counter.level, value)
    counter.next_value = value + 1
    return counter.list_id


_WRITERS: Mapping[
    type[Block],
    Callable[[BlockWriter, etree._Element, Any, Nesting], etree._Element | None],
] = MappingProxyType(
    {
        Paragraph: _paragraph,
        Heading: _heading,
        BulletList: _list,
        OrderedList: _list,
        Quote: _quote,
        CodeBlock: _code_block,
        ThematicBreak: _rule,
        Table: _table,
        Control: _control,
    }
)
