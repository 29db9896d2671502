"""Make and read content controls, which mark the fields of the draft in a Word file.

A field is marked three times, because programs keep different marks: the control's tag is the
field's path, its title is the field's name, and a bookmark around it is named for the path.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from copy import deepcopy

from lxml import etree

from s55.word import xml
from s55.word.bookmarks import bookmark_name
from s55.word.xml import w

TAG_LENGTH = 64
"""The longest tag and the longest title that Word takes."""

PLAIN_TEXT = "text"
BLOCKS = "docPartObj"
"""A control around paragraphs, as Word writes one around a table of contents. LibreOffice (7.4)
shows the first paragraph of Word's plain kind without its formatting, links as field codes."""

_ID_RANGE = 2**31 - 2
_SYMBOLS = "Segoe UI Symbol"
_TICKED, _EMPTY = "\N{BALLOT BOX WITH CHECK}", "\N{BALLOT BOX}"


def tag_of(sdt: etree._Element) -> str:
    """Return the tag of a control, '' where it has none."""
    return xml.value_of(sdt.find(xml.SDT_PR), "tag") or ""


def is_ticked(sdt: etree._Element) -> bool | None:
    """Whether a check box is ticked; None for a control of another kind."""
    box = sdt.find(f"{xml.SDT_PR}/{xml.w14('checkbox')}")
    if box is None:
        return None
    checked = box.find(xml.w14("checked"))
    said = "0" if checked is None else checked.get(xml.w14("val"), "1")
    return said.lower() in ("1", "true", "on")


def hold_blocks(sdt: etree._Element) -> None:
    """Make of a control of no kind one around paragraphs (:data:`BLOCKS`)."""
    properties = sdt.find(xml.SDT_PR)
    if properties is not None:
        xml.add(xml.add(properties, BLOCKS), "docPartGallery", val="Quick Parts")


class Controls:
    """Makes content controls whose ids and bookmarks are unique in the document.

    Args:
        trees: every part of the layout, for the ids already taken.
    """

    def __init__(self, trees: Iterable[etree._Element] = ()) -> None:
        self._taken: set[int] = set()
        self._last_bookmark = 0
        self._occurrences: dict[str, int] = {}
        for tree in trees:
            for node in tree.iter(w("id"), xml.BOOKMARK_START):
                if node.tag == xml.BOOKMARK_START:
                    self._last_bookmark = max(self._last_bookmark, xml.whole(node.get(w("id"))))
                else:
                    self._taken.add(xml.whole(node.get(w("val"))))

    def new_id(self, path: str, occurrence: int = 1) -> int:
        """Choose an id that no other control of the document has; equal documents get equal ids."""
        number = zlib.crc32(f"{path}#{occurrence}".encode("utf-8", "surrogatepass"))
        number = number % _ID_RANGE + 1
        while number in self._taken:
            number = number % _ID_RANGE + 1
        self._taken.add(number)
        return number

    def control(
        self,
        path: str,
        title: str,
        kind: str | None = None,
        *,
        locked: bool = False,
        shows_prompt: bool = False,
    ) -> tuple[list[etree._Element], etree._Element]:
        """Make an empty content control for the field at ``path``.

        Args:
            path: the field's path in the draft: the control's tag.
            title: the field's name for people: the control's title.
            kind: :data:`PLAIN_TEXT` where it holds characters only, :data:`BLOCKS` where it
                holds paragraphs, None where it holds characters and links, or where more is
                said of it afterwards.
            locked: whether the control cannot be deleted; its content can always be changed.
            shows_prompt: whether it is empty and shows only a prompt.

        Returns:
            the elements for the document (bookmark, control, bookmark), and the
            ``w:sdtContent`` to fill.
        """
        occurrence = self._occurrences[path] = self._occurrences.get(path, 0) + 1
        sdt = xml.element("sdt")
        properties = xml.add(sdt, "sdtPr")
        xml.add(properties, "alias", val=xml.xml_safe(title[:TAG_LENGTH]))
        xml.add(properties, "tag", val=xml.xml_safe(path[:TAG_LENGTH]))
        xml.add(properties, "id", val=str(self.new_id(path, occurrence)))
        if locked:
            xml.add(properties, "lock", val="sdtLocked")
        if shows_prompt:
            xml.add(properties, "showingPlcHdr")
        if kind == BLOCKS:
            hold_blocks(sdt)
        elif kind is not None:
            xml.add(properties, kind)
        content = xml.add(sdt, "sdtContent")
        return self._bookmarked(sdt, bookmark_name(path, occurrence)), content

    def _bookmarked(self, sdt: etree._Element, name: str) -> list[etree._Element]:
        self._last_bookmark += 1
        number = str(self._last_bookmark)
        start = xml.element("bookmarkStart", id=number, name=name)
        return [start, sdt, xml.element("bookmarkEnd", id=number)]

    def check_box(
        self, path: str, title: str, *, checked: bool, properties: etree._Element | None
    ) -> list[etree._Element]:
        """Make a check box, which a click in Word ticks or clears.

        Args:
            path: the field that it shows.
            title: the field's name for people.
            checked: whether it is ticked.
            properties: the run properties of the text around it; they are not changed.
        """
        nodes, content = self.control(path, title)
        box = etree.SubElement(
            next(node for node in nodes if node.tag == xml.SDT)[0],
            xml.w14("checkbox"),
            nsmap={"w14": xml.W14},
        )
        etree.SubElement(box, xml.w14("checked")).set(xml.w14("val"), "1" if checked else "0")
        for name, mark in (("checkedState", _TICKED), ("uncheckedState", _EMPTY)):
            state = etree.SubElement(box, xml.w14(name))
            state.set(xml.w14("val"), f"{ord(mark):04X}")
            state.set(xml.w14("font"), _SYMBOLS)
        xml.add_run(content, _TICKED if checked else _EMPTY, _with_symbols(properties))
        return nodes


def _with_symbols(properties: etree._Element | None) -> etree._Element:
    made = xml.element("rPr")
    fonts = xml.add(made, "rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(w(script), _SYMBOLS)
    for child in () if properties is None else properties:
        if child.tag == w("rStyle"):
            made.insert(0, deepcopy(child))
        elif child.tag != w("rFonts"):
            made.append(deepcopy(child))
    return made
