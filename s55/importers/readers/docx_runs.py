"""The runs of a Word paragraph as it reads now: insertions in, deletions out, fields resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from s55.importers.readers.docx_package import W
from s55.importers.readers.docx_styles import Styles, on, value
from s55.importers.readers.runs import BREAK, Run, web_address

R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_GONE = frozenset(W + tag for tag in ("del", "moveFrom", "rPr", "pPr", "sdtPr", "instrText"))
_LINK_FIELD = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"', re.IGNORECASE)
_SYMBOLS = {
    "Wingdings": {0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0xA7: "▪"},
    "Wingdings 2": {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x54: "☒", 0x53: "☒", 0xA3: "☐", 0x30: "☐"},
    "Symbol": {0xB7: "•", 0x2D: "−"},
}


@dataclass(slots=True)
class Texts:
    """Reads the runs of paragraphs.

    Attributes:
        styles: of the file.
        addresses: of its links by their ids.
        boxes: the text boxes met in the paragraph that was read last.
        notes: ids of the footnotes met in it.
    """

    styles: Styles
    addresses: Mapping[str, str]
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _fields: list[list[str]] = field(default_factory=list)
    """For each open field its instruction and, after it, 'shown' once its result begins."""

    def runs(self, paragraph: etree._Element) -> list[Run]:
        """The runs of a paragraph."""
        self.boxes, self.notes, self._fields = [], [], []
        style = value(paragraph.find(W + "pPr"), "pStyle")
        return list(self._inside(paragraph, style, ""))

    def own_looks(self, paragraph: etree._Element) -> list[Run]:
        """The runs of a paragraph with the looks that they have beyond their paragraph's style."""
        self.boxes, self.notes, self._fields = [], [], []
        return list(self._inside(paragraph, "", ""))

    def _inside(self, parent: etree._Element, style: str | None, link: str) -> Iterator[Run]:
        for child in parent:
            if child.tag in _GONE or not isinstance(child.tag, str):
                continue
            if child.tag == W + "r":
                yield from self._run(child, style, link)
            elif child.tag == W + "hyperlink":
                address = web_address(self.addresses.get(child.get(R_ID, ""), ""))
                yield from self._inside(child, style, address)
            elif child.tag == W + "fldSimple":
                found = _LINK_FIELD.search(child.get(W + "instr", ""))
                yield from self._inside(child, style, web_address(found[1]) if found else link)
            elif child.tag == ALTERNATE:
                chosen = child.find(_CHOICE)
                yield from self._inside(child if chosen is None else chosen, style, link)
            elif child.tag == W + "txbxContent":
                self.boxes.append(child)
            else:
                yield from self._inside(child, style, link)

    def _run(self, run: etree._Element, style: str | None, link: str) -> Iterator[Run]:
        properties = run.find(W + "rPr")
        if on(properties, "vanish"):
            return
        bold = self.styles.switch(style, properties, "b")
        italic = self.styles.switch(style, properties, "i")
        code = self.styles.is_code(properties)
        address = self._field_address() or link
        for child in run:
            if child.tag == W + "fldChar":
                yield from self._field(child)
                address = self._field_address() or link
            elif child.tag == W + "instrText":
                if self._fields and len(self._fields[-1]) == 1:
                    self._fields[-1][0] += child.text or ""
            elif self._hidden():
                continue
            elif text := self._text(child):
                yield Run(text, bold, italic, address, code and text != BREAK)
            elif child.tag not in _GONE and len(child):
                # Drawings hold text boxes; their runs are not this paragraph's.
                yield from self._inside(child, style, link)

    def _text(self, child: etree._Element) -> str:
        match str(child.tag).removeprefix(W):
            case "t":
                return child.text or ""
            case "tab" | "ptab":
                return "\t"
            case "br" | "cr":
                kind = child.get(W + "type")
                return " " if kind in ("page", "column") else BREAK
            case "noBreakHyphen":
                return "-"
            case "sym":
                return _symbol(child)
            case "footnoteReference" | "endnoteReference":
                self.notes.append(child.get(W + "id", ""))
        return ""

    def _field(self, mark: etree._Element) -> Iterator[Run]:
        match mark.get(W + "fldCharType"):
            case "begin":
                self._fields.append([""])
                box = mark.find(f"{W}ffData/{W}checkBox")
                if box is not None:
                    ticked = on(box, "checked")
                    yield Run("☑" if (on(box, "default") if ticked is None else ticked) else "☐")
            case "separate":
                if self._fields:
                    self._fields[-1].append("shown")
            case "end":
                if self._fields:
                    self._fields.pop()

    def _hidden(self) -> bool:
        """Whether a field's instruction is open, whose characters nobody sees."""
        return any(len(opened) == 1 for opened in self._fields)

    def _field_address(self) -> str:
        for opened in reversed(self._fields):
            if found := _LINK_FIELD.search(opened[0]):
                return web_address(found[1])
        return ""


def _symbol(child: etree._Element) -> str:
    try:
        code = int(child.get(W + "char", ""), 16)
    except ValueError:
        return ""
    table = _SYMBOLS.get(child.get(W + "font", ""), {})
    if shown := table.get(code & 0xFF):
        return shown
    return chr(code) if 32 <= code < 0xD800 else "•" if 0xF000 <= code <= 0xF0FF else ""
