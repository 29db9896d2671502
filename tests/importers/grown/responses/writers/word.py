"""A grown document as a Word file, with styles or with bold words alone."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tests.importers.grown.responses.blocks import (
    Block,
    Entries,
    Framed,
    Grid,
    Heading,
    Look,
    Passage,
    Run,
)
from tests.importers.grown.responses.documents import Document

_SIZES = {1: 16, 2: 13, 3: 12, 4: 11}


def word(document: Document, *, styles: bool = True) -> bytes:
    """The bytes of the Word file."""
    file = docx.Document()
    file.core_properties.title = document.title
    for block in document.blocks:
        _block(file, block, styles=styles)
        if isinstance(block, Grid | Framed):
            file.add_paragraph()
    section = file.sections[0]
    if document.furniture.running:
        section.header.paragraphs[0].text = document.furniture.running
    if document.furniture.page_numbers:
        _page_number(section.footer.paragraphs[0])
    kept = io.BytesIO()
    file.save(kept)
    return kept.getvalue()


def _block(place: Any, block: Block, *, styles: bool) -> None:
    if isinstance(block, Heading):
        _heading(place, block, styles=styles)
    elif isinstance(block, Passage):
        _passage(place.add_paragraph(), block)
    elif isinstance(block, Entries):
        _entries(place, block, styles=styles)
    elif isinstance(block, Framed):
        table = _table(place, 1, 1)
        _fill(table.cell(0, 0), block.blocks, styles=styles)
    else:
        _grid(place, block, styles=styles)


def _heading(place: Any, block: Heading, *, styles: bool) -> None:
    text = f"{block.marker} {block.text}".strip()
    if styles:
        place.add_paragraph(text, style=f"Heading {block.level}")
        return
    run = place.add_paragraph().add_run(text)
    run.bold, run.font.size = True, Pt(_SIZES[block.level])


def _passage(paragraph: Any, block: Passage) -> None:
    if block.marker:
        paragraph.add_run(f"{block.marker}\t")
    _runs(paragraph, block.runs)
    _set(paragraph, block.look)


def _runs(paragraph: Any, runs: tuple[Run, ...]) -> None:
    for run in runs:
        made = paragraph.add_run(run.text)
        made.bold, made.italic = run.bold or None, run.italic or None


def _set(paragraph: Any, look: Look) -> None:
    if look is Look.RIGHT:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if look in (Look.INDENT, Look.BAR):
        paragraph.paragraph_format.left_indent = Cm(1.5)
    if look is Look.BAR:
        border, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
        for name, value in {"val": "single", "sz": "24", "space": "8", "color": "445577"}.items():
            left.set(qn(f"w:{name}"), value)
        border.append(left)
        paragraph._p.get_or_add_pPr().insert_element_before(border, "w:spacing", "w:ind", "w:jc")


def _entries(place: Any, block: Entries, *, styles: bool) -> None:
    style = "List Number" if block.ordered else "List Bullet"
    for at, entry in enumerate(block.entries, 1):
        if styles and not block.ordered:
            paragraph = place.add_paragraph(style=style)
        else:
            paragraph = place.add_paragraph(f"{at}.\t" if block.ordered else "•\t")
            paragraph.paragraph_format.left_indent = Cm(1.2)
            paragraph.paragraph_format.first_line_indent = Cm(-0.6)
        _runs(paragraph, entry)
        if block.look is not Look.PLAIN:
            _set(paragraph, block.look)
            paragraph.paragraph_format.left_indent = Cm(2.5)


def _table(place: Any, rows: int, columns: int) -> Any:
    """A table with lines, in a document or in a cell."""
    table = place.add_table(rows, columns)
    table.style = "Table Grid"
    return table


def _grid(place: Any, grid: Grid, *, styles: bool) -> None:
    table = _table(place, len(grid.rows), grid.columns)
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(grid.rows):
        column = 0
        for field in row:
            while (at, column) in taken:
                column += 1
            last = (at + field.down - 1, column + field.across - 1)
            cell = table.cell(at, column)
            if last != (at, column):
                cell = cell.merge(table.cell(*last))
            taken |= {
                (one, other)
                for one in range(at, last[0] + 1)
                for other in range(column, last[1] + 1)
            }
            _fill(cell, field.blocks, styles=styles)


def _fill(cell: Any, blocks: tuple[Block, ...], *, styles: bool) -> None:
    """Put blocks into a cell, the first into the paragraph that is there."""
    first, *others = blocks
    if isinstance(first, Passage):
        _passage(cell.paragraphs[0], first)
    else:
        _block(cell, first, styles=styles)
    for block in others:
        _block(cell, block, styles=styles)


def _page_number(paragraph: Any) -> None:
    """Write 'Page N', the number as a field."""
    paragraph.add_run("Page ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = "1"
    run.append(words)
    field.append(run)
