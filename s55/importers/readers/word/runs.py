"""Read the runs of a Word paragraph as it shows now: tracked changes applied, fields resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from s55.importers.readers.runs import BREAK, Run, web_address
from s55.word import xml
from s55.word.styles import WordStyles
from s55.word.xml import w

_GONE = frozenset(w(tag) for tag in ("del", "moveFrom", "rPr", "pPr", "sdtPr", "instrText"))
_LINK_FIELD = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"', re.IGNORECASE)
_FIELD_TITLE = re.compile(r'\\o\s+"([^"]+)"', re.IGNORECASE)
_SYMBOLS = {
    "Wingdings": {0xFC: "✓", 0xFB: "✗", 0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "☐", 0xA7: "▪"},
    "Wingdings 2": {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x54: "☒", 0x53: "☒", 0xA3: "☐", 0x30: "☐"},
    "Symbol": {0xB7: "•", 0x2D: "−"},
}


class _Target(NamedTuple):
    """Where a link leads, and its title."""

    address: str = ""
    title: str = ""


_NOWHERE = _Target()


@dataclass(slots=True)
class Texts:
    """Reads the runs of paragraphs.

    Attributes:
        styles: of the file.
        addresses: of its links by their ids.
        boxes: the text boxes met in the paragraph that was read last.
        notes: ids of the footnotes met in it.
    """

    styles: WordStyles
    addresses: Mapping[str, str]
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _fields: list[list[str]] = field(default_factory=list)
    """For each open field its instruction and, after it, 'shown' once its result begins."""

    def runs(self, paragraph: etree._Element) -> list[Run]:
        """Read the runs of a paragraph, without what a program shows over its links."""
        self.boxes, self.notes, self._fields = [], [], []
        style = xml.value_of(paragraph.find(xml.PPR), "pStyle")
        found = self._inside(paragraph, style, _NOWHERE)
        return [run._replace(title="") if run.title else run for run in found]

    def own_looks(self, paragraph: etree._Element) -> list[Run]:
        """Read the runs of a paragraph with the looks that its style does not give.

        Links have their titles.
        """
        self.boxes, self.notes, self._fields = [], [], []
        return list(self._inside(paragraph, "", _NOWHERE))

    def _inside(self, parent: etree._Element, style: str | None, link: _Target) -> Iterator[Run]:
        for child in parent:
            if child.tag in _GONE or not isinstance(child.tag, str):
                continue
            if child.tag == xml.R_RUN:
                yield from self._run(child, style, link)
            elif child.tag == xml.HYPERLINK:
                address = self.addresses.get(child.get(xml.R_ID, ""), "")
                target = _target(address, _title_of(child))
                yield from self._inside(child, style, target)
            elif child.tag == w("fldSimple"):
                target = _target_of_field(child.get(w("instr"), "")) or link
                yield from self._inside(child, style, target)
            elif child.tag == xml.ALTERNATE:
                yield from self._inside(xml.chosen(child), style, link)
            elif child.tag == w("txbxContent"):
                self.boxes.append(child)
            else:
                yield from self._inside(child, style, link)

    def _run(self, run: etree._Element, style: str | None, link: _Target) -> Iterator[Run]:
        properties = run.find(xml.RPR)
        if xml.is_on(properties, "vanish"):
            return
        bold = self.styles.switch(style, properties, "b")
        italic = self.styles.switch(style, properties, "i")
        code = self.styles.is_code(properties)
        target = self._field_target() or link
        if target.address and not code:
            code = self.styles.is_in_face_of_code(properties)  # as LibreOffice leaves it in a link
        for child in run:
            if child.tag == w("fldChar"):
                yield from self._field(child)
                target = self._field_target() or link
            elif child.tag == w("instrText"):
                if self._fields and len(self._fields[-1]) == 1:
                    self._fields[-1][0] += child.text or ""
            elif self._hidden():
                continue
            elif text := self._text(child):
                is_code = code and text != BREAK
                yield Run(text, bold, italic, target.address, is_code, target.title)
            elif child.tag not in _GONE and len(child):
                # Drawings hold text boxes; their runs are not this paragraph's.
                yield from self._inside(child, style, link)

    def _text(self, child: etree._Element) -> str:
        match str(child.tag).removeprefix(f"{{{xml.W}}}"):
            case "t":
                return child.text or ""
            case "tab" | "ptab":
                return "\t"
            case "br" | "cr":
                kind = child.get(w("type"))
                return " " if kind in ("page", "column") else BREAK
            case "noBreakHyphen":
                return "-"
            case "sym":
                return _symbol(child)
            case "footnoteReference" | "endnoteReference":
                self.notes.append(child.get(w("id"), ""))
        return ""

    def _field(self, mark: etree._Element) -> Iterator[Run]:
        match mark.get(w("fldCharType")):
            case "begin":
                self._fields.append([""])
                box = mark.find(f"{w('ffData')}/{w('checkBox')}")
                if box is not None:
                    ticked = xml.is_on(box, "checked")
                    yield Run(
                        "☑" if (xml.is_on(box, "default") if ticked is None else ticked) else "☐"
                    )
            case "separate":
                if self._fields:
                    self._fields[-1].append("shown")
            case "end":
                if self._fields:
                    self._fields.pop()

    def _hidden(self) -> bool:
        """Whether a field's instruction is open, which is not shown."""
        return any(len(opened) == 1 for opened in self._fields)

    def _field_target(self) -> _Target | None:
        targets = (_target_of_field(opened[0]) for opened in reversed(self._fields))
        return next((target for target in targets if target), None)


def _target(address: str, title: str) -> _Target:
    """Return the target of a link; nothing for one that leads to no place on the web."""
    found = web_address(address)
    return _Target(found, " ".join(title.split())) if found else _NOWHERE


def _title_of(link: etree._Element) -> str:
    """Return the title of a link; LibreOffice (7.4) writes it as the frame of the link."""
    frame = link.get(w("tgtFrame"), "")
    return link.get(w("tooltip")) or ("" if frame.startswith("_") else frame)


def _target_of_field(instruction: str) -> _Target | None:
    found = _LINK_FIELD.search(instruction)
    if not found:
        return None
    title = _FIELD_TITLE.search(instruction)
    target = _target(found[1], title[1] if title else "")
    return target if target.address else None


def _symbol(child: etree._Element) -> str:
    try:
        code = int(child.get(w("char"), ""), 16)
    except ValueError:
        return ""
    table = _SYMBOLS.get(child.get(w("font"), ""), {})
    if shown := table.get(code & 0xFF):
        return shown
    return chr(code) if 32 <= code < 0xD800 else "•" if 0xF000 <= code <= 0xF0FF else ""
