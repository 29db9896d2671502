"""Keep ids and names unique in a paper when each file that joins it brings its own.

Bookmarks get the appendix before their name, and links within the appendix follow. Content controls
keep their titles and what they do; their tags get the appendix before them, so that no program
takes a place of one response for the same place of another. A control that Word would fill from
the file's own properties is cut off from them, since they are the paper's: its text stays.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from lxml import etree

from s55.word import xml
from s55.word.controls import TAG_LENGTH
from s55.word.xml import w

_LONGEST_NAME = 40
"""Word's limit for the name of a bookmark."""
_ID_RANGE = 2**31 - 2
_WORD = re.compile(r"\w+")
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_VAL, _ID, _NAME = w("val"), w("id"), w("name")


class TakenIds:
    """The ids and names that the parts of the paper have already."""

    def __init__(self, roots: Iterable[etree._Element]) -> None:
        self._controls: set[int] = set()
        self._names: set[str] = set()
        self._last_bookmark = 0
        self._last_drawing = 0
        for root in roots:
            for node in root.iter(xml.BOOKMARK_START, xml.SDT, f"{_WP}docPr"):
                if node.tag == xml.BOOKMARK_START:
                    self._last_bookmark = max(self._last_bookmark, xml.whole(node.get(_ID)))
                    self._names.add(node.get(_NAME, "").lower())
                elif node.tag == xml.SDT:
                    number = node.find(f"{xml.SDT_PR}/{_ID}")
                    self._controls.add(0 if number is None else xml.whole(number.get(_VAL)))
                else:
                    self._last_drawing = max(self._last_drawing, xml.whole(node.get("id")))

    def control(self, wanted: int) -> int:
        """Choose an id for a content control: the one it had, or the next that is free."""
        number = wanted
        while number in self._controls or number == 0:
            number = number % _ID_RANGE + 1
        self._controls.add(number)
        return number

    def drawing(self) -> int:
        """Choose an id for a picture."""
        self._last_drawing += 1
        return self._last_drawing

    def bookmark(self) -> int:
        """Choose an id for a bookmark."""
        self._last_bookmark += 1
        return self._last_bookmark

    def reserve(self, name: str) -> None:
        """Keep a name for a bookmark that is still to come.

        Raises:
            ValueError: it is taken.
        """
        if name.lower() in self._names:
            raise ValueError(f"the bookmark '{name}' is there already")
        self._names.add(name.lower())

    def name(self, name: str) -> str:
        """Make a name for a bookmark that no other has, short enough for Word."""
        made = name if len(name) <= _LONGEST_NAME else f"{name[:27]}_{_digest(name)}"
        while made.lower() in self._names:
            made = f"{name[:27]}_{_digest(made + name)}"
        self._names.add(made.lower())
        return made


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


class UniqueMarks:
    """Makes unique what one appendix brings.

    Args:
        taken: what the paper has.
        prefix: letters and digits for the appendix, for example ``a12``.
        roots: every part of the appendix that holds text.
    """

    def __init__(self, taken: TakenIds, prefix: str, roots: Iterable[etree._Element]) -> None:
        self._taken = taken
        self._prefix = prefix
        self._bookmarks: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for root in roots:
            for start in root.iter(xml.BOOKMARK_START):
                name = start.get(_NAME, "")
                if name not in self._names:
                    hidden = "_" if name.startswith("_") else ""
                    self._names[name] = taken.name(f"{hidden}{prefix}_{name.lstrip('_')}")
        self._changes: Mapping[str, Callable[[etree._Element], None]] = {
            xml.P: self._forget_ids,
            xml.TR: self._forget_ids,
            xml.BOOKMARK_START: self._start,
            xml.BOOKMARK_END: self._end,
            xml.HYPERLINK: self._anchor,
            w("instrText"): self._field,
            w("fldSimple"): self._simple_field,
            xml.SDT: self._control,
            f"{_WP}docPr": self._drawing,
        }

    def apply(self, root: etree._Element) -> None:
        """Make everything in a part unique."""
        self._bookmarks = {}
        seen: set[str] = set()
        for node in list(root.iter(*self._changes, *xml.REMARKS)):
            if node.tag in xml.REMARKS or self._is_repeated(node, seen):
                xml.remove(node)
            else:
                self._changes[node.tag](node)

    @staticmethod
    def _is_repeated(node: etree._Element, seen: set[str]) -> bool:
        """Whether a bookmark of that name began before: Word would drop the second one."""
        if node.tag != xml.BOOKMARK_START:
            return False
        name = node.get(_NAME, "")
        known = name in seen
        seen.add(name)
        return known

    @staticmethod
    def _forget_ids(node: etree._Element) -> None:
        for name in xml.PARAGRAPH_IDS:
            node.attrib.pop(name, "")

    def _start(self, node: etree._Element) -> None:
        number = str(self._taken.bookmark())
        self._bookmarks[node.get(_ID, "")] = number
        node.set(_ID, number)
        node.set(_NAME, self._names[node.get(_NAME, "")])

    def _end(self, node: etree._Element) -> None:
        number = self._bookmarks.get(node.get(_ID, ""))
        if number is None:
            xml.remove(node)
        else:
            node.set(_ID, number)

    def _anchor(self, node: etree._Element) -> None:
        anchor = node.get(w("anchor"))
        if anchor in self._names:
            node.set(w("anchor"), self._names[anchor])

    def _field(self, node: etree._Element) -> None:
        node.text = self._code(node.text or "")

    def _simple_field(self, node: etree._Element) -> None:
        node.set(w("instr"), self._code(node.get(w("instr"), "")))

    def _code(self, code: str) -> str:
        """Put the new names into a field's code, and the paper's pages for those of a section."""

        def renamed(word: re.Match[str]) -> str:
            if word[0].upper() == "SECTIONPAGES":
                return "NUMPAGES"
            return self._names.get(word[0], word[0])

        return _WORD.sub(renamed, code)

    def _control(self, node: etree._Element) -> None:
        properties = node.find(xml.SDT_PR)
        for child in () if properties is None else list(properties):
            if child.tag == _ID:
                child.set(_VAL, str(self._taken.control(xml.whole(child.get(_VAL)))))
            elif child.tag == w("tag"):
                child.set(_VAL, self._tag(child.get(_VAL, "")))
            elif child.tag in (w("dataBinding"), f"{_W15}dataBinding"):
                xml.remove(child)

    def _tag(self, tag: str) -> str:
        made = f"{self._prefix}:{tag}"
        return made if len(made) <= TAG_LENGTH else f"{made[: TAG_LENGTH - 13]}#{_digest(made)}"

    def _drawing(self, node: etree._Element) -> None:
        node.set("id", str(self._taken.drawing()))


def field_codes(root: etree._Element) -> Iterator[str]:
    """Yield the words of every field's code in a part, in capitals."""
    for node in root.iter(w("instrText"), w("fldSimple")):
        code = (node.text if node.tag == w("instrText") else node.get(w("instr"))) or ""
        yield from (word.upper() for word in _WORD.findall(code))
