"""What a Word file's styles and numbering definitions say of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from s55.importers.readers import blocks as make
from s55.importers.readers.blocks import list_number
from s55.importers.readers.word.package import W

_HEADING = re.compile(r"heading\s*(\d)", re.IGNORECASE)
_LIST = re.compile(r"list (?:bullet|number|continue)? ?([2-5])$", re.IGNORECASE)
_FORMATS = {
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}
_MAX_CHAIN = 20
_CODE_NAMES = frozenset({"code text", "html code", "source text", "verbatim char", "inline code"})


def value(parent: etree._Element | None, tag: str) -> str | None:
    """The ``w:val`` of a child, '' where the child has none, None without the child."""
    found = parent.find(W + tag) if parent is not None else None
    return None if found is None else found.get(W + "val", "")


def on(parent: etree._Element | None, tag: str) -> bool | None:
    """A switch such as ``w:b``: on, off, or not said."""
    told = value(parent, tag)
    return None if told is None else told.lower() not in ("0", "false", "off", "none")


def whole(text: str | None, otherwise: int = 0) -> int:
    """A whole number, within what any real file has."""
    try:
        return max(-100_000, min(100_000, int(float(text or ""))))
    except (ValueError, OverflowError):
        return otherwise


def _face(run: etree._Element | None) -> str:
    fonts = run.find(W + "rFonts") if run is not None else None
    return "" if fonts is None else fonts.get(W + "ascii", "")


class Styles:
    """The styles of a Word file."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        self._plain: etree._Element | None = None
        if root is None:
            return
        self._plain = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        for style in root.findall(W + "style"):
            self._styles[style.get(W + "styleId", "")] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true"):
                self._default = style.get(W + "styleId", "")

    def named(self, names: re.Pattern[str]) -> list[etree._Element]:
        """The paragraph styles whose whole name matches."""
        return [
            style
            for style in self._styles.values()
            if style.get(W + "type") == "paragraph" and names.fullmatch(value(style, "name") or "")
        ]

    def chain(self, style_id: str | None) -> list[etree._Element]:
        """The style and those it is based on, nearest first."""
        found: list[etree._Element] = []
        name = self._default if style_id is None else style_id
        while name in self._styles and len(found) < _MAX_CHAIN:
            found.append(self._styles[name])
            name = value(found[-1], "basedOn") or ""
        return found

    def heading_level(self, properties: etree._Element | None) -> int:
        """1 to 6 for a heading, 0 else."""
        direct = value(properties, "outlineLvl")
        if direct is not None:
            return min(6, whole(direct, 9) + 1) if whole(direct, 9) < 9 else 0
        for style in self.chain(value(properties, "pStyle")):
            name = value(style, "name") or ""
            if found := _HEADING.match(name):
                return min(6, max(1, int(found[1])))
            if name.lower() == "title":
                return 1
            outline = value(style.find(W + "pPr"), "outlineLvl")
            if outline is not None:
                return min(6, whole(outline, 9) + 1) if whole(outline, 9) < 9 else 0
        return 0

    def switch(self, paragraph_style: str | None, run: etree._Element | None, tag: str) -> bool:
        """Whether a run is bold, italic or the like, by itself or by its styles."""
        told = on(run, tag)
        if told is not None:
            return told
        character = value(run, "rStyle")
        for style in self.chain(character) if character else ():
            told = on(style.find(W + "rPr"), tag)
            if told is not None:
                return told
        for style in self.chain(paragraph_style):
            told = on(style.find(W + "rPr"), tag)
            if told is not None:
                return told
        return bool(on(self._plain, tag))

    def is_code(self, run: etree._Element | None) -> bool:
        """Whether a run is in the character style of code, such as our own."""
        character = value(run, "rStyle")
        chain = self.chain(character) if character else []
        return bool(chain) and (value(chain[0], "name") or "").lower() in _CODE_NAMES

    def is_in_face_of_code(self, run: etree._Element | None) -> bool:
        """Whether a run has a typeface of its own, which is that of a style of code."""
        face = _face(run)
        return bool(face) and face in self._faces_of_code

    @cached_property
    def _faces_of_code(self) -> frozenset[str]:
        styles = self._styles.values()
        named = (one for one in styles if (value(one, "name") or "").lower() in _CODE_NAMES)
        return frozenset(_face(one.find(W + "rPr")) for one in named)

    def looked_up(self, style_id: str | None, run: etree._Element | None, tag: str) -> str:
        """A value such as ``w:sz`` of a run, by itself or by its styles, or ''."""
        for properties in (run, *(style.find(W + "rPr") for style in self.chain(style_id))):
            if told := value(properties, tag):
                return told
        return value(self._plain, tag) or ""

    def numbering(self, properties: etree._Element | None) -> tuple[str, int] | None:
        """The numbering a paragraph asks for: the id of its list and its level from 0."""
        found = properties.find(W + "numPr") if properties is not None else None
        if found is not None:
            return (value(found, "numId") or "0", whole(value(found, "ilvl")))
        for style in self.chain(value(properties, "pStyle")):
            found = style.find(f"{W}pPr/{W}numPr")
            if found is not None and value(found, "numId"):
                return (value(found, "numId") or "0", whole(value(found, "ilvl")))
        return None

    def list_depth(self, properties: etree._Element | None) -> int:
        """The depth that a list style has in its name ('List Bullet 2'), or 0."""
        for style in self.chain(value(properties, "pStyle")):
            if found := _LIST.match(value(style, "name") or ""):
                return int(found[1])
        return 0

    def paragraph_property(
        self, properties: etree._Element | None, tag: str
    ) -> etree._Element | None:
        """A property of a paragraph, by itself or by its styles."""
        found = properties.find(W + tag) if properties is not None else None
        if found is not None:
            return found
        for style in self.chain(value(properties, "pStyle")):
            found = style.find(f"{W}pPr/{W}{tag}")
            if found is not None:
                return found
        return None


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    left: int = 0


@dataclass(slots=True)
class Numbering:
    """Counts the paragraphs of a Word file's lists."""

    root: etree._Element | None
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)
    _overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.root is None:
            return
        for abstract in self.root.findall(W + "abstractNum"):
            levels = {
                whole(level.get(W + "ilvl")): _level(level) for level in abstract.iter(W + "lvl")
            }
            self._levels[abstract.get(W + "abstractNumId", "")] = levels
        for num in self.root.findall(W + "num"):
            number = num.get(W + "numId", "")
            self._abstract[number] = value(num, "abstractNumId") or ""
            self._overrides[number] = {
                whole(override.get(W + "ilvl")): whole(value(override, "startOverride"), 1)
                for override in num.findall(W + "lvlOverride")
                if value(override, "startOverride") is not None
            }

    def left(self, number: str, level: int) -> int:
        """Where the text of a list's level stands, in twips."""
        told = self._levels.get(self._abstract.get(number, ""), {}).get(level)
        return told.left if told else 0

    def marker(self, number: str, level: int) -> str | None:
        """The marker of the next paragraph of a list, '' without one, None if it has no list."""
        if number == "0" or number not in self._abstract:
            return None
        abstract = self._abstract[number]
        levels = self._levels.get(abstract, {})
        told = levels.get(level)
        if told is None:
            return make.BULLET
        counts = self._counts.setdefault(abstract, {})
        if number not in self._begun:
            self._begun.add(number)
            for reset, start in self._overrides[number].items():
                counts[reset] = start - 1
        counts[level] = counts.get(level, told.start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        if told.format == "bullet":
            return make.shown_bullet(told.text or make.BULLET)
        if told.format == "none":
            return ""
        return self._shown(told.text, levels, counts)

    def _shown(self, text: str, levels: dict[int, _Level], counts: dict[int, int]) -> str:
        def number(found: re.Match[str]) -> str:
            index = int(found[1]) - 1
            level = levels.get(index) or _Level(1, "decimal", "")
            return list_number(counts.get(index, level.start), _FORMATS.get(level.format, "1"))

        return re.sub(r"%([1-9])", number, text).strip()


def _level(level: etree._Element) -> _Level:
    indent = level.find(f"{W}pPr/{W}ind")
    left = None if indent is None else indent.get(W + "left") or indent.get(W + "start")
    return _Level(
        whole(value(level, "start"), 1),
        value(level, "numFmt") or "decimal",
        value(level, "lvlText") or "",
        whole(left),
    )
