"""A report as a Word file: with real styles, or with bold lines and typed list marks."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from tests.importers.grown.reports.axes import Shape
from tests.importers.grown.reports.pieces import (
    Fold,
    Frame,
    Grid,
    Heading,
    Line,
    Piece,
    Points,
    Terms,
)

AFTER_BORDER = ("w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
"""What comes after a border or colour among the properties of a paragraph."""
SIZES = (22, 16, 13, 11.5)


def word_file(pieces: list[Piece], shape: Shape, title: str) -> bytes:
    """The bytes of the Word file."""
    document = docx.Document()
    if shape["page"] == "heads":
        document.sections[0].header.paragraphs[0].text = title
    if shape["page"] != "bare":
        _page_number(document.sections[0].footer.paragraphs[0])
    writer = _Writer(document, real=shape["styles"] == "real", shape=shape)
    writer.all(document, pieces)
    writer.notes()
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _page_number(paragraph: Any) -> None:
    field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))


class _Writer:
    def __init__(self, document: Any, *, real: bool, shape: Shape) -> None:
        self._document = document
        self._real = real
        self._look = shape["look"]
        self._framed = shape["frame"] == "table"
        self._notes: list[str] = []

    def all(self, place: Any, pieces: list[Piece] | tuple[Piece, ...]) -> None:
        """Write pieces into a document or a cell."""
        for piece in pieces:
            self._piece(place, piece)

    def notes(self) -> None:
        """The footnotes, typed at the end."""
        if self._notes:
            self._piece(self._document, Heading(2, "Notes"))
        for at, note in enumerate(self._notes, 1):
            self._line(self._document, f"{at} {note}")

    def _piece(self, place: Any, piece: Piece) -> None:
        match piece:
            case Heading(level, text):
                self._heading(place, level, text)
            case Line(text, look):
                self._line(place, text, "Quote" if look == "quote" else None)
            case Points():
                self._points(place, piece)
            case Grid():
                self._grid(place, piece)
            case Frame(pieces, "text box"):
                self._text_box(place, pieces)
            case Frame(pieces, _):
                self._box(place, pieces)
            case Fold(summary, pieces):
                self.all(place, (Line(f"**{summary}**"), *pieces))
            case Terms(pairs):
                for term, pieces in pairs:
                    self.all(place, (Line(f"**{term}**"), *pieces))

    def _heading(self, place: Any, level: int, text: str) -> None:
        if self._real and place is self._document:
            self._runs(place.add_paragraph(style=f"Heading {level}"), text)
            return
        run = place.add_paragraph().add_run(text)
        run.bold, run.font.size = True, Pt(SIZES[level - 1])

    def _line(self, place: Any, text: str, style: str | None = None) -> Any:
        paragraph = place.add_paragraph(style=style)
        self._runs(paragraph, text)
        return paragraph

    def _runs(self, paragraph: Any, text: str) -> None:
        bold = False
        for part in re.split(r"(\*\*|\{\{.+?\}\})", text):
            if part == "**":
                bold = not bold
            elif part.startswith("{{"):
                self._notes.append(part[2:-2])
                paragraph.add_run(str(len(self._notes))).font.superscript = True
            elif part:
                paragraph.add_run(part).bold = bold or None

    def _points(self, place: Any, piece: Points) -> None:
        typed = not self._real or piece.mark == "letter"
        number = None if typed or piece.mark == "bullet" else self._restarted(piece.start)
        for index, (first, *others) in enumerate(piece.entries):
            assert isinstance(first, Line)
            if typed:
                at = piece.start + index
                mark = {"bullet": "•", "number": f"{at}.", "letter": f"({chr(96 + at)})"}
                paragraph = self._line(place, f"{mark[piece.mark]}\t{first.text}")
                paragraph.paragraph_format.left_indent = Pt(24)
                paragraph.paragraph_format.first_line_indent = Pt(-18)
            else:
                style = "List Bullet" if piece.mark == "bullet" else "List Number"
                paragraph = self._line(place, first.text, style)
                if number is not None:
                    numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                    numbering.get_or_add_numId().val = number
            self._inner(place, others)

    def _inner(self, place: Any, pieces: list[Piece]) -> None:
        """What follows the first line of an entry, further in."""
        for piece in pieces:
            if isinstance(piece, Line):
                style = "List Continue" if self._real else None
                paragraph = self._line(place, piece.text, style)
                paragraph.paragraph_format.left_indent = Pt(18 if self._real else 24)
            elif isinstance(piece, Points) and self._real and piece.mark == "bullet":
                for entry in piece.entries:
                    assert isinstance(entry[0], Line)
                    self._line(place, entry[0].text, "List Bullet 2")
            elif isinstance(piece, Points):
                for index, entry in enumerate(piece.entries):
                    assert isinstance(entry[0], Line)
                    mark = "–" if piece.mark == "bullet" else f"({chr(97 + index)})"
                    paragraph = self._line(place, f"{mark}\t{entry[0].text}")
                    paragraph.paragraph_format.left_indent = Pt(48)

    def _restarted(self, start: int) -> int:
        """A numbering like that of List Number which begins with a number."""
        style = self._document.styles["List Number"].element
        numbering = self._document.part.numbering_part.element
        used = style.pPr.numPr.numId.val
        kind = next(one for one in numbering.num_lst if one.numId == used).abstractNumId.val
        made = numbering.add_num(kind)
        made.add_lvlOverride(0).add_startOverride(start)
        return int(made.numId)

    def _grid(self, place: Any, piece: Grid) -> None:
        table = self._table(place, len(piece.rows), len(piece.rows[0]))
        for at, row in enumerate(piece.rows):
            for cell, pieces in zip(table.rows[at].cells, row, strict=True):
                self._fill(cell, pieces, bold=piece.head and at == 0)
        if piece.head and self._real:
            row_properties = table.rows[0]._tr.get_or_add_trPr()
            row_properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        place.add_paragraph()

    def _table(self, place: Any, rows: int, columns: int) -> Any:
        table = place.add_table(rows, columns)
        table.style = "Table Grid"
        return table

    def _fill(self, cell: Any, pieces: tuple[Piece, ...], *, bold: bool) -> None:
        self.all(cell, pieces)
        first = cell.paragraphs[0]._p
        first.getparent().remove(first)  # the empty one with which a cell begins
        for run in cell.paragraphs[0].runs if bold else ():
            run.bold = True

    def _box(self, place: Any, pieces: tuple[Piece, ...]) -> None:
        if not self._framed:
            self._bordered(place, pieces)
            return
        table = self._table(place, 1, 1)
        self._fill(table.rows[0].cells[0], pieces, bold=False)
        if self._look == "tint":
            shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="E3EEF6"/>'
            table.rows[0].cells[0]._tc.get_or_add_tcPr().append(parse_xml(shade))
        place.add_paragraph()

    def _bordered(self, place: Any, pieces: tuple[Piece, ...]) -> None:
        """Paragraphs with a border round them, or with a colour behind."""
        before = len(self._document.paragraphs)
        self.all(place, pieces)
        sides = ("left",) if self._look == "bar" else ("top", "left", "bottom", "right")
        border = "".join(
            f'<w:{side} w:val="single" w:sz="12" w:space="4" w:color="33475B"/>' for side in sides
        )
        said = f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"
        if self._look == "tint":
            said = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="E3EEF6"/>'
        for paragraph in self._document.paragraphs[before:]:
            properties = paragraph._p.get_or_add_pPr()
            properties.insert_element_before(parse_xml(said), *AFTER_BORDER)
        place.add_paragraph()

    def _text_box(self, place: Any, pieces: tuple[Piece, ...]) -> None:
        """A text box, filled by way of a table that is taken out again."""
        table = self._document.add_table(1, 1)
        cell = table.rows[0].cells[0]
        self._fill(cell, pieces, bold=False)
        box = parse_xml(
            f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
            '<v:rect style="width:430pt;height:120pt" strokecolor="#33475b" strokeweight="1pt">'
            '<v:textbox style="mso-fit-shape-to-text:t"><w:txbxContent/></v:textbox>'
            "</v:rect></w:pict></w:r>"
        )
        inside = next(box.iter(qn("w:txbxContent")))
        inside.extend([one for one in cell._tc if one.tag in {qn("w:p"), qn("w:tbl")}])
        table._tbl.getparent().remove(table._tbl)
        place.add_paragraph()._p.append(box)
