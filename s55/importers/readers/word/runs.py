"""Read the runs of a Word paragraph as it shows now: tracked changes applied, fields resolved.

The table :data:`s55.word.elements.ELEMENTS` says what becomes of each element. What is not read is
kept, with its words and why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from typing import NamedTuple

from lxml import etree

from s55.importers.readers.runs import BREAK, Run, web_address
from s55.importers.readers.word.grounds import is_unseen
from s55.importers.source import SetAside, SourcePosition
from s55.model.verdict import Aside, Verdict
from s55.records import dataclass
from s55.richtext.figures import lowered, raised
from s55.richtext.nodes import Note
from s55.word import elements, equations, symbols, xml
from s55.word.elements import qualified
from s55.word.embedded import EmbeddedParts
from s55.word.styles import WordStyles
from s55.word.tips import title_of
from s55.word.xml import w

_LINK_FIELD = re.compile(r'HYPERLINK\s+(?:\\[a-z]\s+)*"([^"]+)"', re.IGNORECASE)
_FIELD_TITLE = re.compile(r'\\o\s+"([^"]+)"', re.IGNORECASE)
_NOWHERE_YET = SourcePosition()

_MATHS = frozenset(map(qualified, ("m:oMath", "m:oMathPara")))
_DRAWINGS = frozenset(map(w, ("drawing", "pict")))
_OBJECT, _BOX = w("object"), w("txbxContent")
_DOC_PR = qualified("wp:docPr")
_SETTINGS = frozenset({*elements.FORMATS, _DOC_PR, w("tblGrid"), w("ffData")})
"""What is looked up where it is needed, and holds no runs."""
_SHOWN = frozenset({*map(w, ("t", "delText")), qualified("m:t"), qualified("a:t")})
_SPACED = frozenset({*map(w, ("tab", "ptab", "br", "cr", "p")), qualified("a:p")})
_IDS = tuple(f"{{{xml.R}}}{name}" for name in ("id", "dm", "embed", "link"))
_PICTURES = frozenset({Aside.PICTURE, Aside.DRAWING})
_ELSEWHERE = frozenset({Aside.OTHER_FILE, Aside.PICTURE})
"""Of these a field holds the address, and not the words."""
_PARTS = frozenset({Aside.CHART, Aside.DIAGRAM, Aside.OBJECT, Aside.OTHER_FILE})
_RUN_TOLD = {
    tag.rpartition("}")[2]: reading.why
    for tag, reading in elements.RUN_FORMATS.items()
    if reading.verdict is Verdict.TOLD
}
"""Why characters with a format are left out, by the format's name."""


_TINY = 2
"""Half points of characters that nobody can read."""

NoteKey = tuple[str, str]
"""The kind of a note, 'footnote' or 'endnote', and its id."""
_NOTE_MARKS = {w(f"{kind}Reference"): kind for kind in ("footnote", "endnote")}


class _Target(NamedTuple):
    """Where a link leads, and its title."""

    address: str = ""
    title: str = ""


_NOWHERE = _Target()


@dataclass(slots=True)
class _Field:
    """An open field.

    Attributes:
        is_within_hidden: whether it stands in the instruction of another field.
        target: of its link, or of the field around it.
        instruction: what it says before its result.
        shows: whether its result has begun.
    """

    is_within_hidden: bool
    target: _Target | None
    instruction: str = ""
    shows: bool = False


@dataclass(slots=True)
class Texts:
    """Reads the runs of paragraphs.

    Attributes:
        styles: of the file.
        addresses: of its links by their ids.
        parts: the charts, sheets and other files that it refers to; None where nobody asks.
        boxes: the text boxes met in the paragraph that was read last.
        note_of: makes a note of the text by its kind and id; None where there is no such note.
        notes: the footnotes and endnotes met in it that are not in its text: their kind and id.
        asides: what was left out of it, in order, without its place.
    """

    styles: WordStyles
    addresses: Mapping[str, str]
    parts: EmbeddedParts | None = None
    note_of: Callable[[NoteKey], Note | None] = lambda _: None
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[NoteKey] = field(default_factory=list)
    asides: list[SetAside] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)
    _goes_on: bool = False
    """Whether nothing was read since the last words that were left out."""

    def runs(self, paragraph: etree._Element) -> list[Run]:
        """Read the runs of a paragraph, without what a program shows over its links."""
        style = xml.value_of(paragraph.find(xml.PPR), "pStyle")
        found = self._begin(paragraph, style)
        return [run._replace(title="") if run.title else run for run in found]

    def own_looks(self, paragraph: etree._Element) -> list[Run]:
        """Read the runs of a paragraph with the looks that its style does not give.

        Links have their titles. What is left out is left out by its style too.
        """
        return self._begin(paragraph, "")

    def _begin(self, paragraph: etree._Element, style: str | None) -> list[Run]:
        self.boxes, self.notes, self.asides, self._fields = [], [], [], []
        self._goes_on = False
        own = xml.value_of(paragraph.find(xml.PPR), "pStyle")
        return list(self._inside(paragraph, _Looks(style, own), _NOWHERE))

    # --- elements -----------------------------------------------------------------

    def _inside(self, parent: etree._Element, looks: _Looks, link: _Target) -> Iterator[Run]:
        for child in parent:
            if self._is_read(child):
                yield from self._one(child, looks, link)

    def _is_read(self, child: etree._Element) -> bool:
        """Whether an element is taken; what is told is told here."""
        if not elements.is_element(child):
            return False
        reading = elements.ELEMENTS.get(child.tag)
        if reading is None:
            name = elements.short_name(child.tag)
            said = " ".join("".join(map(str, child.itertext())).split())
            self._tell(Aside.UNKNOWN, f"{name}: {said}".removesuffix(": "))
        elif reading.verdict is Verdict.TOLD:
            self._tell_of(child, reading.why)
        return reading is not None and reading.verdict is Verdict.TAKEN

    def _one(self, child: etree._Element, looks: _Looks, link: _Target) -> Iterator[Run]:
        tag = child.tag
        if tag == xml.R_RUN:
            yield from self._run(child, looks, link)
        elif tag == xml.HYPERLINK:
            address = self._address(self.addresses.get(child.get(xml.R_ID, ""), ""))
            yield from self._inside(child, looks, _target(address, _title_of(child)))
        elif tag == w("fldSimple"):
            instruction = child.get(w("instr"), "")
            yield from self._inside(child, looks, _target_of_field(instruction) or link)
            self._field_told(instruction, shows=True)
        elif tag == xml.ALTERNATE:
            yield from self._inside(elements.chosen(child), looks, link)
        elif tag == _BOX:
            self.boxes.append(child)
        elif tag in _MATHS:
            yield from self._equation(child)
        elif tag == _OBJECT:
            self._object(child)
        elif tag in _DRAWINGS:
            yield from self._drawing(child, looks, link)
        elif tag not in _SETTINGS:
            yield from self._inside(child, looks, link)

    def _address(self, address: str) -> str:
        """Return the address of a link, and tell of one that leads to a file."""
        if address and not web_address(address):
            self._tell(Aside.FILE_LINK, address, about=True)
        return address

    def _run(self, run: etree._Element, looks: _Looks, link: _Target) -> Iterator[Run]:
        properties = run.find(xml.RPR)
        why = self.why_left_out(looks.own, run)
        bold = self.styles.switch(looks.style, properties, "b")
        italic = self.styles.switch(looks.style, properties, "i")
        code = self.styles.is_code(properties)
        target = self._field_target() or link
        if target.address and not code:
            code = self.styles.is_in_face_of_code(properties)  # as LibreOffice leaves it in a link
        for child in contents_of_run(run):
            if child.tag in _SETTINGS or not self._is_read(child):
                continue
            if child.tag == w("fldChar"):
                yield from self._field(child)
                target = self._field_target() or link
            elif child.tag == w("instrText"):
                self._instruct(child.text or "")
            elif child.tag in _NOTE_MARKS:
                yield from self._note(child, left_out=bool(why) or self._hidden())
            elif text := self._text(child, looks, properties):
                if why or self._hidden():
                    self._leave(text, why or Aside.HIDDEN)
                else:
                    self._goes_on = False
                    is_code = code and text != BREAK
                    yield Run(text, bold, italic, target.address, is_code, target.title)
            elif len(child) or child.tag in _DRAWINGS:
                # Drawings hold text boxes; their runs are not this paragraph's.
                yield from self._one(child, looks, link)

    def why_left_out(self, style: str | None, run: etree._Element) -> str:
        """Return why the characters of a run are left out; '' for characters that are read.

        Args:
            style: of the paragraph.
            run: the run.
        """
        properties = run.find(xml.RPR)
        for name, why in _RUN_TOLD.items():
            if self.styles.switch(style, properties, name):
                return why
        size = xml.measure(self.styles.look(style, properties, "sz", "val"))
        is_tiny = 0 < size <= _TINY
        return Aside.HIDDEN if is_tiny or is_unseen(run, style, self.styles) else ""

    def _text(self, child: etree._Element, looks: _Looks, properties: etree._Element | None) -> str:
        match str(child.tag).removeprefix(f"{{{xml.W}}}"):
            case "t":
                return self.looked(child.text or "", looks.own, properties)
            case "tab" | "ptab":
                return "\t"
            case "br" | "cr":
                kind = child.get(w("type"))
                return " " if kind in ("page", "column") else BREAK
            case "noBreakHyphen":
                return "-"
            case "sym":
                return _symbol(child)
        return ""

    def _note(self, mark: etree._Element, *, left_out: bool) -> Iterator[Run]:
        key = _NOTE_MARKS[mark.tag], mark.get(w("id"), "")
        note = None if left_out else self.note_of(key)
        if note is None:
            self.notes.append(key)
        else:
            self._goes_on = False
            yield Run("", note=note)

    def looked(self, text: str, style: str | None, properties: etree._Element | None) -> str:
        """Return what the text of a run looks like: in a font of symbols, raised or lowered."""
        text = symbols.in_symbols(text, self.styles.look(style, properties, "rFonts", "ascii"))
        match self.styles.look(style, properties, "vertAlign", "val"):
            case "superscript":
                return raised(text) or text
            case "subscript":
                return lowered(text) or text
        return text

    # --- fields -------------------------------------------------------------------

    def _instruct(self, text: str) -> None:
        if self._fields and not self._fields[-1].shows:
            self._fields[-1].instruction += text

    def _field(self, mark: etree._Element) -> Iterator[Run]:
        match mark.get(w("fldCharType")):
            case "begin":
                self._fields.append(_Field(self._hidden(), self._field_target()))
                if shown := _form_field(mark):
                    yield Run(shown)
            case "separate":
                if self._fields:
                    opened = self._fields[-1]
                    opened.shows = True
                    opened.target = _target_of_field(opened.instruction) or opened.target
                    self._field_told(opened.instruction, shows=True)
            case "end":
                ended = self._fields.pop() if self._fields else None
                if ended is not None and not ended.shows:
                    self._field_told(ended.instruction, shows=False)

    def _hidden(self) -> bool:
        """Whether a field's instruction is open, which is not shown."""
        innermost = self._fields[-1] if self._fields else None
        return innermost is not None and (innermost.is_within_hidden or not innermost.shows)

    def _field_target(self) -> _Target | None:
        return self._fields[-1].target if self._fields else None

    def _field_told(self, instruction: str, *, shows: bool) -> None:
        """Tell of a field that brings text of another file, or shows what is stored nowhere."""
        name, _, rest = instruction.strip().partition(" ")
        if link := _LINK_FIELD.search(instruction):
            self._address(link[1])
        reading = elements.FIELDS.get(name.upper())
        if reading is None and name and not shows:
            self._tell(Aside.UNKNOWN, instruction.strip())
        elif reading is not None and name.upper() in elements.SHOWING and not shows:
            self._tell(Aside.AUTOMATIC, instruction, about=True)
        elif reading is not None and reading.verdict is Verdict.TOLD:
            self._tell(reading.why, rest, about=reading.why in _ELSEWHERE)

    # --- drawings, objects, equations -----------------------------------------------

    def _equation(self, math: etree._Element) -> Iterator[Run]:
        text = equations.in_one_line(math)
        if text:
            self._goes_on = False
            yield Run(text)
        if equations.has_structure(math):
            self._tell(Aside.EQUATION_LINE, "")
        for removed in math.iter(w("del"), w("moveFrom")):
            self._is_read(removed)

    def _drawing(self, drawing: etree._Element, looks: _Looks, link: _Target) -> Iterator[Run]:
        """Read the text boxes of a drawing; one that shows nothing else is told by its words."""
        before = len(self.asides), len(self.boxes)
        yield from self._inside(drawing, looks, link)
        alternative = alternative_of(drawing)
        if alternative and before == (len(self.asides), len(self.boxes)):
            self._tell(Aside.DRAWING, alternative)

    def _object(self, holder: etree._Element) -> None:
        """Tell of an embedded object once, not of its picture too."""
        for inner in holder.iterdescendants():
            reading = elements.ELEMENTS.get(inner.tag)
            if reading is not None and reading.why in (Aside.OBJECT, Aside.FORM_FIELD):
                self._tell_of(inner, reading.why)
                return
        self._tell(Aside.OBJECT, alternative_of(holder))

    # --- what is left out -----------------------------------------------------------

    def _tell_of(self, node: etree._Element, why: str) -> None:
        """Tell of an element that is left out, with its words."""
        said = words_of(node)
        if why in _PICTURES:
            if is_decoration(node):
                return
            said = node.get("string") or alternative_of(node) or said
        elif why in _PARTS:
            said = ": ".join(filter(None, (self._name_of(node), self._words_of_part(node) or said)))
        if why in (Aside.DELETED, Aside.MOVED):
            if said.strip():
                self._leave(said, why)
        else:
            self._tell(why, said)

    def _name_of(self, node: etree._Element) -> str:
        """Name an object: by its alternative text, its program or the file it is."""
        file = (
            next((self.parts.name(node.get(key, "")) for key in _IDS if node.get(key)), "")
            if (self.parts)
            else ""
        )
        return alternative_of(node) or node.get("ProgID", "") or file

    def _words_of_part(self, node: etree._Element) -> str:
        if self.parts is None:
            return ""
        return " ".join(filter(None, (self.parts.words(node.get(key, "")) for key in _IDS)))

    def _tell(self, why: str, said: str, *, about: bool = False) -> None:
        self.asides.append(SetAside(" ".join(said.split()), why, _NOWHERE_YET, about))
        self._goes_on = False

    def _leave(self, text: str, why: str) -> None:
        """Leave characters out; those that follow each other are told together."""
        text = text.replace(BREAK, " ")
        last = self.asides[-1] if self.asides and self._goes_on else None
        if last is not None and last.why == why:
            self.asides[-1] = replace(last, text=last.text + text)
        elif text.strip():
            self.asides.append(SetAside(text, why, _NOWHERE_YET))
            self._goes_on = True


class _Looks(NamedTuple):
    """The paragraph style that gives the looks of runs, and the one that the paragraph has."""

    style: str | None
    own: str | None


def contents_of_run(run: etree._Element) -> Iterator[etree._Element]:
    """Yield what a run holds; of what it offers in several forms, the one that counts."""
    for child in run:
        if child.tag == xml.ALTERNATE:
            yield from contents_of_run(elements.chosen(child))
        else:
            yield child


def words_of(node: etree._Element) -> str:
    """Read all characters below an element, whatever becomes of them elsewhere."""
    parts: list[str] = []
    for one in elements.shown_in(node):
        if one.tag in _SHOWN:
            parts.append(one.text or "")
        elif one.tag in _SPACED:
            parts.append(" ")
    return "".join(parts)


def alternative_of(node: etree._Element) -> str:
    """Return the alternative text of a drawing, a picture or an object, or its title; '' for none.

    Args:
        node: the drawing, or an element within it.
    """
    for around in (node, *node.iterancestors()):
        if around.tag in (xml.R_RUN, xml.P):
            break
        described = around if around.tag == _DOC_PR else around.find(_DOC_PR)
        for one in (described, around.find("{*}nvPicPr/{*}cNvPr"), around.find("{*}cNvPr"), around):
            said = "" if one is None else one.get("descr") or one.get("alt") or one.get("title")
            if said:
                return " ".join(said.split())
    shape = next((one for one in node.iter() if one.get("alt")), None)
    return "" if shape is None else " ".join(shape.get("alt", "").split())


def is_decoration(node: etree._Element) -> bool:
    """Whether a picture is marked as decoration, without meaning."""
    drawing = next(node.iterancestors(w("drawing")), None)
    marks = () if drawing is None else drawing.iter(qualified("adec:decorative"))
    return any(mark.get("val") in ("1", "true") for mark in marks)


def _form_field(mark: etree._Element) -> str:
    """Return what a form field of the old kind shows that is not in its result."""
    data = mark.find(w("ffData"))
    if data is None:
        return ""
    box, choice = data.find(w("checkBox")), data.find(w("ddList"))
    if box is not None:
        ticked = xml.is_on(box, "checked")
        return "☑" if (xml.is_on(box, "default") if ticked is None else ticked) else "☐"
    if choice is None:
        return ""
    entries = [one.get(w("val"), "") for one in choice.iterfind(w("listEntry"))]
    number = xml.whole(xml.value_of(choice, "result") or xml.value_of(choice, "default"))
    return entries[number] if 0 <= number < len(entries) else ""


def _target(address: str, title: str) -> _Target:
    """Return the target of a link; nothing for one that leads to no place on the web."""
    found = web_address(address)
    return _Target(found, title_of(title)) if found else _NOWHERE


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
    return symbols.symbol(code, child.get(w("font"), ""))
