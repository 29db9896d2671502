"""A page as a Word file with the styles, merged cells and text boxes that people use."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

_STYLES = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3"}
_BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape type="#_x0000_t202"'
    ' style="width:400pt;height:90pt"><v:textbox><w:txbxContent/></v:textbox></v:shape>'
    "</w:pict></w:r>"
)


def word_file(page: Any) -> bytes:
    """The body of a page as a Word file; ``aside`` is a text box, ``header`` that of the pages."""
    document = docx.Document()
    if page.find(".//body").get("class") == "landscape":
        section = document.sections[0]
        section.page_width, section.page_height = section.page_height, section.page_width
    _blocks(document, page.find(".//body"), document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _blocks(place: Any, parent: Any, document: Any) -> None:
    for element in parent:
        if element.tag == "table":
            _table(place, element, document)
        elif element.tag in ("ul", "ol"):
            style = "List Bullet" if element.tag == "ul" else "List Number"
            for entry in element:
                _runs(place.add_paragraph(style=style), entry)
        elif element.tag == "aside":
            _text_box(place, element, document)
        elif element.tag == "header":
            _runs(document.sections[0].header.paragraphs[0], element)
        elif element.tag in ("div", "main", "section", "article", "blockquote"):
            _blocks(place, element, document)
        else:
            _runs(place.add_paragraph(style=_STYLES.get(element.tag)), element)


def _runs(paragraph: Any, element: Any, *, bold: bool = False, italic: bool = False) -> None:
    def add(text: str | None) -> None:
        if text and text.strip():
            run = paragraph.add_run(" ".join(f"|{text}|".split())[1:-1])
            run.bold, run.italic = bold or None, italic or None

    add(element.text)
    for inner in element:
        if inner.tag == "br":
            paragraph.add_run().add_break()
        else:
            strong, slanted = inner.tag in ("strong", "b"), inner.tag in ("em", "i")
            _runs(paragraph, inner, bold=bold or strong, italic=italic or slanted)
        add(inner.tail)


def _table(place: Any, element: Any, document: Any) -> None:
    rows = element.xpath(".//tr")
    width = max(sum(int(cell.get("colspan", 1)) for cell in row) for row in rows)
    table = place.add_table(len(rows), width)
    table.style = "Table Grid"
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            down, across = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            taken |= {(at + d, column + a) for d in range(down) for a in range(across)}
            target = table.cell(at, column)
            if down * across > 1:
                target = target.merge(table.cell(at + down - 1, column + across - 1))
            _cell(target, cell, document)


def _cell(target: Any, cell: Any, document: Any) -> None:
    if cell.xpath("./p|./ul|./ol"):
        _blocks(target, cell, document)
        target._tc.remove(target.paragraphs[0]._p)  # the empty one that cells have
    else:
        _runs(target.paragraphs[0], cell, bold=cell.tag == "th")


def _text_box(place: Any, element: Any, document: Any) -> None:
    anchor = place.add_paragraph()
    box: Any = parse_xml(_BOX)
    anchor._p.append(box)  # python-docx has no text boxes
    content = box.find(".//" + qn("w:txbxContent"))
    before = len(document.element.body)
    _blocks(place, element, document)
    made = list(document.element.body)[before - 1 : -1]
    for paragraph in made:
        content.append(paragraph)
