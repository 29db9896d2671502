"""Describe where a paragraph is in a Word layout, for the layout's maintainer."""

from __future__ import annotations

from lxml import etree

from s55.word.xml import PPR, TBL, TC, P, T, value_of, w

_BOX = w("txbxContent")


def text_of(holder: etree._Element) -> str:
    """Join the text of the runs in a paragraph or another element."""
    return "".join(node.text or "" for node in holder.iter(T))


def part_name(part: str) -> str:
    """Name a part for people: 'the body', 'the header'."""
    for name in ("header", "footer", "footnotes", "endnotes"):
        if name in part:
            return f"the {name}"
    return "the body"


def place_of(part: str, paragraph: etree._Element, words: str | None = None) -> str:
    """Describe where a paragraph is: part, heading above, table and cell, and its words.

    Args:
        part: the name of the part, for example ``word/document.xml``.
        paragraph: the paragraph.
        words: the words to show, those of the paragraph if not said.
    """
    steps = [f"in {part_name(part)}"]
    heading = _heading_above(paragraph)
    if heading:
        steps.append(f"under the heading '{shortened(heading)}'")
    if next(paragraph.iterancestors(_BOX), None) is not None:
        steps.append("in a text box")
    cell = next(paragraph.iterancestors(TC), None)
    if cell is not None:
        steps.append(_cell_name(cell))
    shown = text_of(paragraph) if words is None else words
    return f"{', '.join(steps)}: '{shortened(shown)}'"


def _heading_above(paragraph: etree._Element) -> str | None:
    found = None
    for other in paragraph.getroottree().getroot().iter(P):
        if other is paragraph:
            break
        style = value_of(other.find(PPR), "pStyle") or ""
        if style.lower().startswith(("heading", "title")):
            found = text_of(other)
    return found


def _cell_name(cell: etree._Element) -> str:
    row, table = cell.getparent(), next(cell.iterancestors(TBL))
    tables = list(table.getroottree().getroot().iter(TBL))
    rows = list(table.iterfind(w("tr")))
    number = rows.index(row) + 1 if row in rows else 1
    cells = list(row.iterfind(TC)) if row is not None else [cell]
    return f"table {tables.index(table) + 1}, row {number}, cell {cells.index(cell) + 1}"


def shortened(text: str, longest: int = 80) -> str:
    """Put a text on one line, and cut it after ``longest`` characters."""
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
