"""Read the runs of a paragraph of an OpenDocument text as it shows now.

The table :data:`s55.importers.readers.odt.elements.ELEMENTS` says what becomes of each element.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace

from lxml import etree

from s55.importers.readers.odt.elements import qualified, reading_of, short_name
from s55.importers.readers.odt.grounds import ground_of, is_unseen
from s55.importers.readers.odt.lists import Counting, ListStyles, start_of
from s55.importers.readers.odt.styles import DocumentStyles, OdtLooks, Properties
from s55.importers.readers.runs import BREAK, Run, folded, nested, web_address
from s55.importers.readers.writing import note_of
from s55.importers.source import BlockKind, SetAside, SourceBlock, SourcePosition
from s55.model.verdict import Aside, Verdict
from s55.records import dataclass
from s55.richtext.figures import lowered, raised
from s55.word import symbols

P, H = qualified("text:p"), qualified("text:h")
STYLE_NAME, HREF = qualified("text:style-name"), qualified("xlink:href")
_SPAN, _FRAME, _NOTE = map(qualified, ("text:span", "draw:frame", "text:note"))
_LIST, _ITEM = map(qualified, ("text:list", "text:list-item"))
_CHANGE, _TEXT_BOX, _TABLE = map(qualified, ("text:change", "draw:text-box", "table:table"))
_BLANKS = {
    qualified("text:s"): " ",
    qualified("text:tab"): "\t",
    qualified("text:line-break"): BREAK,
}
_CONDITIONAL, _HIDDEN, _HIDDEN_PARAGRAPH = map(
    qualified, ("text:conditional-text", "text:hidden-text", "text:hidden-paragraph")
)
_LINKS = frozenset({qualified("text:a"), qualified("draw:a")})
_LOOKED_UP = frozenset({qualified("text:number"), _HIDDEN_PARAGRAPH})
"""What is looked up where it is needed, and holds no runs."""
_PARAGRAPHS = frozenset({P, H, qualified("loext:p")})
_SHAPES = frozenset(
    map(
        qualified,
        (
            "draw:custom-shape draw:rect draw:circle draw:ellipse draw:line draw:polyline "
            "draw:polygon draw:regular-polygon draw:path draw:connector draw:caption draw:measure"
        ).split(),
    )
)
_NAMES = (qualified("svg:desc"), qualified("svg:title"))
_DECORATIVE = (qualified("loext:decorative"), qualified("draw:decorative"))
_NOT_WORDS = tuple(
    map(
        qualified,
        (
            "dc:creator dc:date office:binary-data svg:title svg:desc text:note-citation "
            "text:number draw:image meta:creator-initials"
        ).split(),
    )
)
_PARAMETER, _FIELD_TYPE, _FIELD_NAME, _FIELD_VALUE = map(
    qualified, ("field:param", "field:type", "field:name", "field:value")
)
_MATHS, _CHART = qualified("math:math"), qualified("office:chart")
_STAR_MATH = "{*}annotation"
_WHY_CLASS = {"endnote": Aside.ENDNOTE}
_NOWHERE_YET = SourcePosition()
_TINY = 1.0
"""Points of characters that nobody can read."""


@dataclass(frozen=True, slots=True)
class DocumentParts:
    """What paragraphs refer to.

    Attributes:
        object_text: gives the content of an embedded object by its address.
        deleted: the words of each deletion by its id; those that were told are taken out.
        fields: the words of each form field by its id.
    """

    object_text: Callable[[str], etree._Element | None]
    deleted: dict[str, str]
    fields: Mapping[str, str]


@dataclass(slots=True)
class OdtTexts:
    """Reads the runs of paragraphs.

    Attributes:
        styles: of the part of the document.
        parts: what paragraphs refer to.
        boxes: the text boxes met in what was read last.
        asides: what was left out of it, in order, without its place.
        first: the looks of its first words; None where it has none.
    """

    styles: DocumentStyles
    parts: DocumentParts
    boxes: list[etree._Element] = field(default_factory=list)
    asides: list[SetAside] = field(default_factory=list)
    first: OdtLooks | None = None
    _all_hidden: bool = False
    _paragraph: etree._Element | None = None
    _ground: str | None = None
    """The colour that the paragraph stands on, when it was asked for."""
    _goes_on: bool = False
    """Whether nothing was read since the last words that were left out."""

    def runs(self, paragraph: etree._Element) -> list[Run]:
        """Read the runs of a paragraph or a heading."""
        self._begin()
        self._paragraph = paragraph
        self._all_hidden = any(
            _is_hidden(mark) and next(mark.iterancestors(*_PARAGRAPHS)) is paragraph
            for mark in paragraph.iter(_HIDDEN_PARAGRAPH)
        )
        name = paragraph.get(STYLE_NAME, "")
        return list(self._inside(paragraph, self.styles.properties("paragraph", name, "text"), ""))

    def loose(self, element: etree._Element) -> list[Run]:
        """Read an element that stands between paragraphs."""
        self._begin()
        return list(self._one(element, self.styles.properties("paragraph", "", "text"), ""))

    def lines(self, within: etree._Element) -> Iterator[list[Run]]:
        """Yield the runs of each paragraph within an element that shows something."""
        yield from (runs for _, runs in self.paragraphs(within))

    def paragraphs(self, within: etree._Element) -> Iterator[tuple[etree._Element, list[Run]]]:
        """Yield each paragraph within an element that shows something, with its runs."""
        for child in within:
            if child.tag in _PARAGRAPHS:
                inner = OdtTexts(self.styles, self.parts)
                if found := folded(inner.runs(child), breaks=False):
                    yield child, found
                self.asides += inner.asides
                for box in inner.boxes:
                    self._tell(Aside.TEXT_BOX, words_of(box))
            elif isinstance(child.tag, str):
                reading = reading_of(child.tag)
                if reading.verdict is Verdict.TAKEN:
                    yield from self.paragraphs(child)
                elif reading.verdict is Verdict.TOLD:
                    self._tell_of(child, reading.why)

    def _begin(self) -> None:
        self.boxes, self.asides, self.first = [], [], None
        self._all_hidden = self._goes_on = False
        self._paragraph = self._ground = None

    # --- words --------------------------------------------------------------------

    def _inside(self, parent: etree._Element, style: Properties, link: str) -> Iterator[Run]:
        yield from self._say(parent.text, style, link)
        for child in parent:
            if isinstance(child.tag, str):
                yield from self._one(child, style, link)
            yield from self._say(child.tail, style, link)

    def _say(self, text: str | None, style: Properties, link: str) -> Iterator[Run]:
        if not text:
            return
        looks = self.styles.looks(style)
        shown = text if text == BREAK else symbols.in_symbols(_one_line(text), looks.font)
        if looks.shift:
            shown = (raised(shown) if looks.shift > 0 else lowered(shown)) or shown
        hidden = looks.hidden or self._all_hidden or self._is_unseen(looks)
        if hidden or looks.struck:
            self._leave(shown, Aside.HIDDEN if hidden else Aside.CROSSED_OUT)
            return
        if shown.strip():
            self.first = self.first or looks
            self._goes_on = False
        yield Run(shown, looks.bold, looks.italic, link)

    def _is_unseen(self, looks: OdtLooks) -> bool:
        """Whether nobody sees words: they are too small, or have the colour of their ground."""
        if looks.size is not None and looks.size <= _TINY:
            return True
        if not looks.colour or self._paragraph is None:
            return False
        if self._ground is None:
            self._ground = ground_of(self._paragraph, self.styles)
        return is_unseen(looks.colour, looks.ground, self._ground)

    # --- elements -----------------------------------------------------------------

    def _one(self, child: etree._Element, style: Properties, link: str) -> Iterator[Run]:
        reading = reading_of(child.tag)
        if child.tag == _CHANGE:
            self._leave(self.parts.deleted.pop(child.get(_CHANGE_ID, ""), ""), Aside.DELETED)
        if reading.verdict is Verdict.TOLD:
            self._tell_of(child, reading.why)
        elif reading.verdict is Verdict.TAKEN and child.tag not in _LOOKED_UP:
            yield from self._taken(child, style, link)

    def _taken(self, child: etree._Element, style: Properties, link: str) -> Iterator[Run]:
        tag = child.tag
        if tag in _BLANKS:
            yield from self._say(_BLANKS[tag], style, link)
        elif tag == _SPAN:
            yield from self._inside(child, self.styles.over(style, child.get(STYLE_NAME, "")), link)
        elif tag in _LINKS:
            yield from self._inside(child, style, self._address(child) or link)
        elif tag == _NOTE:
            yield from self._note(child, style)
        elif tag == _CONDITIONAL:
            yield from self._conditional(child, style, link)
        elif tag == _HIDDEN:
            yield from self._hidden(child, style, link)
        elif tag == _FRAME:
            self._frame(child)
        elif tag in _SHAPES:
            self._shape(child)
        else:
            if tag in _PARAGRAPHS:
                yield Run(" ")
            yield from self._say(_answer(child), style, link)
            yield from self._inside(child, style, link)

    def _address(self, link: etree._Element) -> str:
        """Return the address of a link, and tell of one that leads to a file."""
        address = link.get(HREF, "")
        found = web_address(address)
        if address and not found and not address.startswith("#"):
            self._tell(Aside.FILE_LINK, address, about=True)
        return found

    def _note(self, note: etree._Element, style: Properties) -> Iterator[Run]:
        looks = self.styles.looks(style)
        body = note.find(qualified("text:note-body"))
        found = [] if body is None else list(self.paragraphs(body))
        if looks.hidden or looks.struck or self._all_hidden:
            words = " ".join("".join(run.text for run in line) for _, line in found)
            why = _WHY_CLASS.get(note.get(qualified("text:note-class"), ""), Aside.FOOTNOTE)
            if words:
                self._tell(why, words)
        elif made := note_of(list(self._in_lists(found))):
            self._goes_on = False
            yield Run("", note=made)

    def _in_lists(
        self, paragraphs: Iterable[tuple[etree._Element, list[Run]]]
    ) -> Iterator[SourceBlock]:
        """Make blocks of the paragraphs of a note: the first of each item has its marker."""
        markers = ListStyles(self.styles.lists)
        counted: dict[etree._Element, Counting] = {}
        marked: set[etree._Element] = set()
        for paragraph, runs in paragraphs:
            block = SourceBlock(BlockKind.PARAGRAPH, nested(runs), _NOWHERE_YET)
            around = list(paragraph.iterancestors(_LIST, _NOTE))
            lists = around[: next(n for n, one in enumerate(around) if one.tag == _NOTE)]
            if lists:
                item, level = paragraph.getparent(), len(lists)
                style = next(filter(None, (one.get(STYLE_NAME) for one in lists)), "")
                counting, marker = counted.setdefault(lists[-1], Counting()), ""
                if item is not None and item.tag == _ITEM and item not in marked:
                    marked.add(item)
                    marker = markers.marker(style, level, counting, start_of(item))
                block = replace(block, kind=BlockKind.LIST_ITEM, level=level, marker=marker)
            yield block

    def _conditional(self, child: etree._Element, style: Properties, link: str) -> Iterator[Run]:
        """Read the text that a condition chose, and tell of the other."""
        true, false = (
            child.get(qualified(f"text:string-value-if-{one}"), "") for one in ("true", "false")
        )
        is_true = child.get(qualified("text:current-value")) == "true"
        shown = text_of(child) or (true if is_true else false)
        yield from self._say(shown, style, link)
        for other in (true, false):
            if other and other != shown:
                self._tell(Aside.HIDDEN, other)

    def _hidden(self, child: etree._Element, style: Properties, link: str) -> Iterator[Run]:
        text = text_of(child) or child.get(qualified("text:string-value"), "")
        if _is_hidden(child):
            self._tell(Aside.HIDDEN, text)
        else:
            yield from self._say(text, style, link)

    # --- drawings and objects -------------------------------------------------------

    def _frame(self, frame: etree._Element) -> None:
        """Read the first of the contents that a frame has: the others stand in for it (10.4.2)."""
        for child in frame.iterchildren(etree.Element):
            reading = reading_of(child.tag)
            if child.tag in (_TEXT_BOX, _TABLE):
                self.boxes.append(child if child.tag == _TEXT_BOX else frame)
                return
            if reading.verdict is Verdict.TOLD:
                self._tell_of(child, reading.why)
                return

    def _shape(self, shape: etree._Element) -> None:
        if words_of(shape).strip():
            self.boxes.append(shape)
        elif said := alternative_of(shape):
            self._tell(Aside.DRAWING, said)

    def _object(self, node: etree._Element) -> tuple[str, str]:
        """Say what an embedded object is, and its words."""
        root = next(node.iterchildren(etree.Element), None)
        if root is None:
            root = self.parts.object_text(node.get(HREF, ""))
        if root is None:
            return Aside.OBJECT, ""
        if root.tag == _MATHS:
            for note in root.findall(f".//{_STAR_MATH}"):
                note.text = None
            return Aside.EQUATION, " ".join(text_of(root).split())
        is_chart = next(root.iter(_CHART), None) is not None
        body = root.find(qualified("office:body"))
        words = "" if body is None else words_of(body)
        return (Aside.CHART if is_chart else Aside.OBJECT), words

    # --- what is left out -----------------------------------------------------------

    def _tell_of(self, node: etree._Element, why: str) -> None:
        """Tell of an element that is left out, with its words."""
        name = alternative_of(node)
        if why == Aside.PICTURE:
            words = " ".join(map(words_of, node.iterchildren(P)))
            if words.strip() or not _is_decoration(node):
                self._tell(why, ": ".join(filter(None, (name, words))))
        elif why == Aside.OBJECT:
            kind, words = self._object(node)
            self._tell(kind, ": ".join(filter(None, (name, words))))
        elif why == Aside.FORM_FIELD:
            key = node.get(qualified("draw:control"), "")
            self._tell(why, self.parts.fields.get(key, "") or name)
        elif why == Aside.UNKNOWN:
            said = f"{short_name(node.tag)}: {words_of(node)}"
            self._tell(why, said.strip().removesuffix(":"))
        else:
            self._tell(why, words_of(node) or name)

    def _tell(self, why: str, said: str, *, about: bool = False) -> None:
        self._goes_on = False
        self.asides.append(SetAside(" ".join(said.split()), why, _NOWHERE_YET, about=about))

    def _leave(self, text: str, why: str) -> None:
        """Leave characters out; those that follow each other are told together."""
        last = self.asides[-1] if self.asides and self._goes_on else None
        if last is not None and last.why == why:
            self.asides[-1] = SetAside(last.text + text, why, _NOWHERE_YET)
        elif text.strip():
            self.asides.append(SetAside(text, why, _NOWHERE_YET))
            self._goes_on = True


_CHANGE_ID = qualified("text:change-id")


def _one_line(text: str) -> str:
    """Make spaces of the ends of lines in the file, which are no breaks (part 3, 6.1.2)."""
    return text.replace("\n", " ")


def _answer(field: etree._Element) -> str:
    """Return what a form field of the old kind shows that LibreOffice keeps in its parameters."""
    kind = field.get(_FIELD_TYPE, "").rpartition(".")[2]
    values: dict[str, list[str]] = {}
    for one in field.iterchildren(_PARAMETER) if kind else ():
        values.setdefault(one.get(_FIELD_NAME, ""), []).append(one.get(_FIELD_VALUE, ""))
    if kind == "FORMCHECKBOX":
        return "☑" if values.get("Checkbox_Checked") == ["true"] else "☐"
    entries, chosen = values.get("Dropdown_ListEntry", []), values.get("Dropdown_Selected", ["0"])
    number = int(chosen[0]) if re.fullmatch(r"\d{1,4}", chosen[0]) else 0
    return entries[number] if kind == "FORMDROPDOWN" and number < len(entries) else ""


def _is_hidden(element: etree._Element) -> bool:
    return element.get(qualified("text:is-hidden")) == "true"


def _is_decoration(node: etree._Element) -> bool:
    around = node.getparent()
    holders = (node,) if around is None else (node, around)
    return any(one.get(mark) == "true" for one in holders for mark in _DECORATIVE)


def alternative_of(node: etree._Element) -> str:
    """Return the description of a drawing, a picture or an object, or its title; '' for none."""
    around = node.getparent()
    holders = (node,) if around is None else (node, around)
    found = (" ".join((one.findtext(name) or "").split()) for one in holders for name in _NAMES)
    return next(filter(None, found), "")


def text_of(node: etree._Element) -> str:
    """Read all characters below an element as they are."""
    return "".join(map(str, node.itertext()))


def words_of(node: etree._Element) -> str:
    """Read all characters below an element, whatever becomes of them elsewhere."""
    parts: list[str] = []
    skipped = 0
    for event, one in etree.iterwalk(node, events=("start", "end")):
        if not isinstance(one.tag, str):
            continue
        if event == "start":
            skipped += one.tag in _NOT_WORDS
            spaced = one.tag in _BLANKS or one.tag in _PARAGRAPHS
            said = (" " if spaced else "") + (one.text or "")
        else:
            skipped -= one.tag in _NOT_WORDS
            said = (one.tail or "") if one is not node else ""
        if not skipped:
            parts.append(said)
    return " ".join("".join(parts).split())
