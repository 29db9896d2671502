"""Find the places of a Word file, each of which shows a field of the draft.

A place is found by its content control's tag; where a program dropped the tag, by the bookmark
around or within it; and where that is gone too, by the control's title. Text outside all places is
kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import field

from lxml import etree

from s55.model.response import Response
from s55.records import dataclass
from s55.sources.texts import is_markdown
from s55.sources.tree import parse_path
from s55.sources.validation import annotation_of
from s55.word import xml
from s55.word.bookmarks import Bookmarks, bookmark_name, bookmarks_in
from s55.word.controls import TAG_LENGTH, is_ticked, tag_of
from s55.word.xml import w

_SPACES = re.compile("[ \t\r\n]+")
INLINE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Marks a place within a line."""
MOST_OCCURRENCES = 9
"""How often a document may show one field."""

_NOTHING = frozenset(w(name) for name in ("sectPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid"))
_SHOWS = frozenset(w(name) for name in ("t", "tab", "br", "drawing", "pict", "sym"))
_REMOVED = frozenset(w(name) for name in ("del", "moveFrom"))

Key = tuple[str, int]
"""A field's path, and which time the document shows it."""
IsLabel = Callable[[str, str], bool]
"""Whether a line is of the form's own wording, and not of what the field at a path held."""


@dataclass(slots=True)
class ControlContent:
    """The contents of one place.

    Attributes:
        key: the path of its field, and which time it is shown.
        elements: its paragraphs and tables; for a place within a line, one paragraph of it.
        is_line: whether it is within a line.
        placeholder: whether it shows only its placeholder.
        date: the day that its date picker holds, or ''.
        checked: for a check box, whether it is ticked.
        choices: of a list to choose from, the value behind each of its words.
        text: its words, where only these are known.
        by: how it was found: 'tag', 'bookmark', 'title', 'position' or 'text'.
        title: of its control.
    """

    key: Key
    elements: list[etree._Element] = field(default_factory=list)
    is_line: bool = False
    placeholder: bool = False
    date: str = ""
    checked: bool | None = None
    choices: dict[str, str] = field(default_factory=dict)
    text: str | None = None
    by: str = "tag"
    title: str = ""

    @property
    def path(self) -> str:
        """The path of its field."""
        return self.key[0]


@dataclass(frozen=True, slots=True)
class FormPart:
    """A place, or a line that belongs to none.

    Attributes:
        key: of the place; None for a line.
        text: of the line, with :data:`INLINE` for each place within it.
        element: of the line.
        within: the places within the line.
        table: the table of a line, as far out as no place is around it.
    """

    key: Key | None
    text: str = ""
    element: etree._Element | None = None
    within: tuple[Key, ...] = ()
    table: etree._Element | None = None


@dataclass(slots=True)
class FieldContents:
    """The places of a file, and what is outside of them.

    Attributes:
        places: by their keys, in the order of the document.
        steps: the places and the lines of the form as they follow each other.
    """

    places: dict[Key, ControlContent] = field(default_factory=dict)
    steps: list[FormPart] = field(default_factory=list)


def contents_of(
    body: etree._Element,
    paths: Iterable[str],
    is_text: Callable[[str], bool],
    titles: Mapping[str, str] | None = None,
    is_label: IsLabel | None = None,
) -> FieldContents:
    """Find the places of a document and what each holds.

    Where a control and the bookmark around it disagree, the larger counts, up to the next label:
    LibreOffice ends a control where a table begins, and AbiWord begins a bookmark before a label.

    Args:
        body: its body.
        paths: the fields it may show.
        is_text: whether a field holds paragraphs; others are within a line.
        titles: the field of each title that belongs to one field alone.
        is_label: where the document's own wording is known.
    """
    tags = {path[:TAG_LENGTH]: path for path in paths}
    scan = _Scan(tags, is_text, titles or {}, is_label or (lambda path, text: False))
    scan.names = {
        bookmark_name(path, number): (path, number)
        for path in scan.tags.values()
        for number in range(1, MOST_OCCURRENCES + 1)
    }
    scan.marks = bookmarks_in(body, scan.names)
    scan.walk(body, None)
    return scan.found()


@dataclass(slots=True)
class _Unit:
    """A paragraph or a table between cells, and who may own it."""

    element: etree._Element
    owner: Key | None
    bookmarks: tuple[Key, ...]


@dataclass(slots=True)
class _Scan:
    """Walks through a document once."""

    tags: dict[str, str]
    is_text: Callable[[str], bool]
    titles: Mapping[str, str]
    is_label: IsLabel
    names: dict[str, Key] = field(default_factory=dict)
    places: dict[Key, ControlContent] = field(default_factory=dict)
    lines: dict[Key, ControlContent] = field(default_factory=dict)
    units: list[_Unit] = field(default_factory=list)
    open: dict[Key, None] = field(default_factory=dict)
    """The bookmarks that are open."""
    met: dict[str, int] = field(default_factory=dict)
    marks: Bookmarks = field(default_factory=Bookmarks)
    taken: dict[etree._Element, Key] = field(default_factory=dict)
    """The runs of places within lines."""
    shut: set[Key] = field(default_factory=set)
    """The places that a label has ended."""

    def walk(self, parent: etree._Element, owner: Key | None) -> None:
        """Collect the places and lines below an element."""
        for child in parent:
            if child.tag in (xml.BOOKMARK_START, xml.BOOKMARK_END):
                self._bookmark(child)
            elif child.tag == xml.P:
                self._paragraph(child, owner)
            elif child.tag == xml.TBL:
                self._table(child, owner)
            elif child.tag == xml.SDT:
                self._control(child, owner)
            elif child.tag not in _NOTHING | _REMOVED:
                self.walk(child, owner)

    def _bookmark(self, mark: etree._Element) -> Key | None:
        if mark.tag == xml.BOOKMARK_END:
            for key in [key for key in self.open if self.marks.ends.get(key) is mark]:
                del self.open[key]
            return None
        named = self.names.get(mark.get(w("name"), ""))
        if named is None or self.marks.starts.get(named) is not mark:
            return None
        self.open[named] = None
        return named

    def _table(self, table: etree._Element, owner: Key | None) -> None:
        """Give a table to the place around it; without one it is part of the form, line by line."""
        held = tuple(key for key in self.open if self.is_text(key[0]))
        if owner is not None or held:
            self.units.append(_Unit(table, owner, held))
            for mark in table.iter(xml.BOOKMARK_START, xml.BOOKMARK_END):
                self._bookmark(mark)
            return
        self.walk(table, None)

    def _control(self, sdt: etree._Element, owner: Key | None) -> None:
        key = self._key_of(sdt) if owner is None else None
        content = sdt.find(xml.SDT_CONTENT)
        if key is not None:
            self._note(sdt, key)
            if content is not None and content.find(f".//{xml.P}") is None:
                self.places[key].is_line = True
        if content is not None:
            self.walk(content, owner or key)

    def _note(self, sdt: etree._Element, key: Key) -> ControlContent:
        place = self.places.setdefault(key, ControlContent(key))
        properties = sdt.find(xml.SDT_PR)
        if properties is None:
            return place
        place.title = xml.value_of(properties, "alias") or ""
        if not tag_of(sdt):
            place.by = "title"
        place.placeholder = bool(xml.is_on(properties, "showingPlcHdr"))
        picker = properties.find(w("date"))
        if picker is not None:
            place.date = picker.get(w("fullDate"), "")[:10]
        for one in properties.iter(w("listItem")):
            words = " ".join(one.get(w("displayText"), "").split())
            place.choices[words] = one.get(w("value"), words)
        place.checked = is_ticked(sdt)
        return place

    def _key_of(self, sdt: etree._Element) -> Key | None:
        properties = sdt.find(xml.SDT_PR)
        path = self.tags.get(tag_of(sdt))
        if path is None:
            return self._without_tag(sdt, xml.value_of(properties, "alias") or "")
        return self._numbered(path)

    def _without_tag(self, sdt: etree._Element, title: str) -> Key | None:
        """Find the key of a control that LibreOffice saved, by a bookmark in it or by its title.

        LibreOffice also puts the title of a check box around all the lines that begin with one.
        """
        path = self.titles.get(title)
        if path is None or (not self.is_text(path) and sdt.find(f".//{xml.P}") is not None):
            return None
        marks = (self.names.get(one.get(w("name"), "")) for one in sdt.iter(xml.BOOKMARK_START))
        marked = next((key for key in marks if key is not None), None)
        if marked is not None and marked not in self.places:
            return marked
        return self._numbered(path)

    def _numbered(self, path: str) -> Key:
        around = [number for known, number in self.open if known == path]
        number = around[-1] if around else self.met.get(path, 0) + 1
        while (path, number) in self.places:
            number += 1
        self.met[path] = max(number, self.met.get(path, 0))
        return path, number

    # --- paragraphs -------------------------------------------------------------

    def _paragraph(self, paragraph: etree._Element, owner: Key | None) -> None:
        began = dict.fromkeys(self.open)
        late: set[Key] = set()  # they begin behind this paragraph's last character
        empty_until_now = True
        for node in paragraph.iter(xml.BOOKMARK_START, xml.BOOKMARK_END, *_SHOWS):
            if node.tag == xml.BOOKMARK_START:
                key = self._bookmark(node)
                if key is not None:
                    began[key] = None
                    late.add(key)
            elif node.tag == xml.BOOKMARK_END:
                before = set(self.open)
                self._bookmark(node)
                if empty_until_now and next(paragraph.iter(*_SHOWS), None) is not None:
                    for key in before - set(self.open):
                        began.pop(key, None)  # it ended before this paragraph's first character
            else:
                empty_until_now = False
                late.clear()
        if empty_until_now:
            late.clear()
        held = tuple(key for key in began if key not in late and self.is_text(key[0]))
        self.units.append(_Unit(paragraph, owner, held))
        if owner is None:
            self._within(paragraph)

    def _within(self, paragraph: etree._Element) -> None:
        """Note the places within a line: controls, and ranges of bookmarks."""
        for sdt in paragraph.iter(xml.SDT):
            key = self._key_of(sdt)
            content = sdt.find(xml.SDT_CONTENT)
            if key is not None and content is not None:
                place = self._note(sdt, key)
                place.is_line = True
                place.elements = [_line_of(content)]
                self.taken |= dict.fromkeys(content.iter(xml.R_RUN), key)
        for key, held in self._between_bookmarks(paragraph).items():
            if not self.is_text(key[0]):
                line = _line_of_runs(held)
                self.lines.setdefault(key, ControlContent(key, [line], is_line=True, by="bookmark"))
                self.taken = dict.fromkeys(held, key) | self.taken

    def _between_bookmarks(self, paragraph: etree._Element) -> dict[Key, list[etree._Element]]:
        """Find the runs of a paragraph that are between the bookmarks of a place."""
        open_names: dict[str, Key] = {}
        runs: dict[Key, list[etree._Element]] = {}
        for node in paragraph.iter(xml.BOOKMARK_START, xml.BOOKMARK_END, xml.R_RUN):
            if node.tag == xml.BOOKMARK_START:
                key = self.names.get(node.get(w("name"), ""))
                if key is not None:
                    open_names[node.get(w("id"), "")] = key
                    runs.setdefault(key, [])
            elif node.tag == xml.BOOKMARK_END:
                open_names.pop(node.get(w("id"), ""), None)
            elif open_names and not _is_removed(node):
                for key in open_names.values():
                    runs[key].append(node)
        return runs

    # --- the outcome ------------------------------------------------------------

    def _line(self, element: etree._Element) -> FormPart:
        runs = element.iter(xml.R_RUN)
        within = dict.fromkeys(self.taken[run] for run in runs if run in self.taken)
        table = next(element.iterancestors(xml.TBL), None)
        return FormPart(None, form_lines(element, self.taken), element, tuple(within), table)

    def _owner(self, unit: _Unit, result: FieldContents) -> Key | None:
        """Find the place to which a unit belongs: a bookmark's and a title's end at a label."""
        if unit.owner is not None and self.places[unit.owner].by == "tag":
            return unit.owner
        marks = [key for key in reversed(unit.bookmarks) if key not in self.shut]
        key = unit.owner or next(iter(marks), None)
        if key is None or key in self.shut:
            return None
        if unit.element.tag == xml.P:
            text = form_lines(unit.element, self.taken)
            if text and self.is_label(key[0], text):
                held = result.places.get(key)
                if held is not None and held.elements:
                    self.shut.add(key)
                return None
        return key

    def found(self) -> FieldContents:
        """Return the places with what each holds."""
        result = FieldContents(dict(self.places))
        for key, place in self.lines.items():
            result.places.setdefault(key, place)
        for unit in self.units:
            owner = self._owner(unit, result)
            if owner is None:
                result.steps.append(self._line(unit.element))
                continue
            if owner not in [step.key for step in result.steps[-1:]]:
                result.steps.append(FormPart(owner))
            place = result.places.setdefault(owner, ControlContent(owner, by="bookmark"))
            place.elements.append(unit.element)
        return result


def form_lines(element: etree._Element, taken: dict[etree._Element, Key]) -> str:
    """Read the characters of a paragraph, with :data:`INLINE` for each place within it."""
    parts: list[str] = []
    last: Key | None = None
    for node in element.iter(xml.R_RUN):
        if _is_removed(node):
            continue
        key = taken.get(node)
        if key is None:
            parts.append(_said(node))
        elif key != last:
            parts.append(INLINE)
        last = key
    return _SPACES.sub(" ", "".join(parts)).strip(" ")


def _said(node: etree._Element) -> str:
    return "".join(
        (one.text or "") if one.tag == xml.T else " " for one in node.iter(xml.T, w("br"), w("tab"))
    )


def _is_removed(node: etree._Element) -> bool:
    return any(one.tag in _REMOVED for one in node.iterancestors())


def _line_of(content: etree._Element) -> etree._Element:
    line = etree.Element(xml.P)
    line.extend(deepcopy(child) for child in content)
    return line


def _line_of_runs(runs: list[etree._Element]) -> etree._Element:
    """Copy runs into a paragraph, each in its link."""
    line = etree.Element(xml.P)
    for run in runs:
        holder = run.getparent()
        if holder is not None and holder.tag == xml.HYPERLINK:
            link = etree.SubElement(line, holder.tag)
            link.attrib.update(holder.attrib)
            link.append(deepcopy(run))
        else:
            line.append(deepcopy(run))
    return line


def text_of(elements: Iterable[etree._Element]) -> str:
    """Read the characters of elements as they show now, a line for each paragraph."""
    lines = (_characters(one) for element in elements for one in element.iter(xml.P))
    return "\n".join(filter(None, lines))


def _characters(paragraph: etree._Element) -> str:
    said = "".join(
        (node.text or "") if node.tag == xml.T else " "
        for node in paragraph.iter(xml.T, w("br"), w("tab"))
        if not _is_removed(node)
    )
    return _SPACES.sub(" ", said).strip(" ")


def is_text(path: str) -> bool:
    """Whether a field of the draft holds Markdown."""
    annotation: object = Response
    for part in parse_path(path):
        annotation = annotation_of(annotation, part)
    return is_markdown(annotation)
