"""Work out what the styles of an OpenDocument text say of its words (part 3, 16 and 20)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from s55.importers.readers.odt.elements import qualified
from s55.word.styles import QUOTATIONS

_STYLE, _DEFAULT = qualified("style:style"), qualified("style:default-style")
_NAME, _PARENT = qualified("style:name"), qualified("style:parent-style-name")
_SHOWN_NAME, _FAMILY = qualified("style:display-name"), qualified("style:family")
_LIST_STYLES = (qualified("text:list-style"), qualified("text:outline-style"))
_LIST_OF_STYLE = qualified("style:list-style-name")
_SIZE, _FAMILY_NAME = qualified("fo:font-size"), qualified("svg:font-family")
_LIST_NAME = re.compile(r"list (?:bullet|number|continue)? ?([2-5])$", re.IGNORECASE)
_POINTS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pc": 12.0, "px": 0.75}
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d{1,6})?)(pt|in|cm|mm|pc|px|%)")
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_MAX_CHAIN = 20
"""Styles that are based on each other; as many are followed in Word files."""
OUTLINE = "outline"
"""The name here of the list style of the headings."""

Properties = Mapping[str, str]


class OdtLooks(NamedTuple):
    """What a style says of characters.

    Attributes:
        bold, italic: how they look.
        struck: whether a line runs through them.
        hidden: whether they are not shown.
        shift: 1 for raised, -1 for lowered characters.
        size: in points, or None.
        colour: as '#rrggbb', or ''.
        font: the name of the typeface, or ''.
        ground: what they stand on by their own style, as '#rrggbb', or ''.
    """

    bold: bool = False
    italic: bool = False
    struck: bool = False
    hidden: bool = False
    shift: int = 0
    size: float | None = None
    colour: str = ""
    font: str = ""
    ground: str = ""


class DocumentStyles:
    """The styles that hold in one part of a document.

    Args:
        parts: the elements that hold styles; what a later one defines counts.
    """

    def __init__(self, parts: Iterable[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._defaults: dict[str, etree._Element] = {}
        self._fonts: dict[str, str] = {}
        self.lists: dict[str, etree._Element] = {}
        self._known: dict[tuple[str, str, str], Properties] = {}
        for part in parts:
            for style in part:
                self._add(style)

    def _add(self, style: etree._Element) -> None:
        if style.tag == _STYLE:
            self._styles[style.get(_FAMILY, ""), style.get(_NAME, "")] = style
        elif style.tag == _DEFAULT:
            self._defaults[style.get(_FAMILY, "")] = style
        elif style.tag in _LIST_STYLES:
            named = style.get(_NAME, "") if style.tag == _LIST_STYLES[0] else OUTLINE
            self.lists[named] = style
        elif style.tag == qualified("style:font-face"):
            face = style.get(_FAMILY_NAME, "").strip("'\"")
            self._fonts[style.get(_NAME, "")] = face

    def _chain(self, family: str, name: str) -> Iterator[etree._Element]:
        """Yield a style and those that it goes back to."""
        seen: set[str] = set()
        while name and name not in seen and len(seen) < _MAX_CHAIN:
            seen.add(name)
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.get(_PARENT, "")

    def properties(self, family: str, name: str, kind: str) -> Properties:
        """Collect the properties of a style, those of its parents and of the default.

        Args:
            family: for example 'paragraph'.
            name: of the style, or ''.
            kind: the name of the element with the properties, for example 'text'.
        """
        key = family, name, kind
        if key not in self._known:
            default = self._defaults.get(family)
            chain = [*self._chain(family, name), *(() if default is None else (default,))]
            found: dict[str, str] = {}
            for style in reversed(chain):
                own = style.find(qualified(f"style:{kind}-properties"))
                found = _laid_over(found, {} if own is None else dict(own.attrib))
            self._known[key] = found
        return self._known[key]

    def over(self, below: Properties, name: str) -> Properties:
        """Lay the style of a span over the properties around it."""
        return _laid_over(below, self.properties("text", name, "text")) if name else below

    def looks(self, properties: Properties) -> OdtLooks:
        """Say what properties of characters mean."""
        get = _PropertyGetter(properties)
        line = get("style:text-line-through-style") or get("style:text-line-through-type")
        kind = get("style:text-line-through-type") or line
        size = _points(get("fo:font-size"))
        colour = get("fo:color").lower()
        font = get("style:font-name")
        ground = get("fo:background-color").lower()
        return OdtLooks(
            bold=get("fo:font-weight") in _BOLD,
            italic=get("fo:font-style") in ("italic", "oblique"),
            struck=line not in ("", "none") and kind != "none",
            hidden=get("text:display") == "none",
            shift=_shift(get("style:text-position")),
            size=size,
            colour=colour if re.fullmatch("#[0-9a-f]{6}", colour) else "",
            font=self._fonts.get(font, font) or get("fo:font-family").strip("'\""),
            ground="" if ground in ("transparent", "none") else ground,
        )

    def names(self, name: str) -> Iterator[str]:
        """Yield the names, as people see them, of a paragraph's style and its parents."""
        for style in self._chain("paragraph", name):
            yield style.get(_SHOWN_NAME) or style.get(_NAME, "").replace("_20_", " ")

    def list_depth(self, name: str) -> int:
        """Return the depth that a list style has in its name ('List Bullet 2'), or 0."""
        found = (_LIST_NAME.match(one) for one in self.names(name))
        return next((int(one[1]) for one in found if one), 0)

    def list_of(self, name: str) -> str:
        """Return the list style of a paragraph's style, or ''."""
        chain = self._chain("paragraph", name)
        return next((one for style in chain if (one := style.get(_LIST_OF_STYLE))), "")

    def indent(self, name: str) -> tuple[bool, float]:
        """Say whether the first line of a paragraph hangs, and its left margin in points."""
        get = _PropertyGetter(self.properties("paragraph", name, "paragraph"))
        return get("fo:text-indent").startswith("-"), _points(get("fo:margin-left")) or 0.0

    def box(self, name: str) -> str:
        """Describe the border and the shade of a paragraph's style; '' for no box.

        A style of quotations makes a box too.
        """
        get = _PropertyGetter(self.properties("paragraph", name, "paragraph"))
        whole = get("fo:border")
        sides = [
            get(f"fo:border-{side}") or whole or "none"
            for side in ("top", "bottom", "left", "right")
        ]
        drawn = sum(side.split()[-2:-1] != ["none"] and side != "none" for side in sides) >= 3
        shade = get("fo:background-color").lower()
        shaded = shade if shade not in ("", "transparent", "#ffffff") else ""
        box = f"{'border' if drawn else ''}{shaded}"
        return box or ("quotation" if self._is_quotation(name) else "")

    def indents(self, name: str) -> tuple[float, float]:
        """Give the points from the margin to a paragraph's lines, and from these to its first."""
        get = _PropertyGetter(self.properties("paragraph", name, "paragraph"))
        left, first = (_points(get(key)) for key in ("fo:margin-left", "fo:text-indent"))
        return left or 0.0, first or 0.0

    def _is_quotation(self, name: str) -> bool:
        """Whether a paragraph's style is one of quotations, or goes back to one."""
        chain = self._chain("paragraph", name)
        names = (str(style.get(_SHOWN_NAME) or style.get(_NAME, "")) for style in chain)
        return any(one.lower() in QUOTATIONS for one in names)


class _PropertyGetter:
    """OdtLooks properties up by the names that people know."""

    def __init__(self, properties: Properties) -> None:
        self._properties = properties

    def __call__(self, name: str) -> str:
        return self._properties.get(qualified(name), "").strip()


def _laid_over(below: Properties, own: Properties) -> dict[str, str]:
    """Lay properties over others; a size in per cent is of the size below."""
    found = {**below, **own}
    if own.get(_SIZE, "").endswith("%"):
        share, base = _LENGTH.fullmatch(own[_SIZE]), _points(below.get(_SIZE, ""))
        found[_SIZE] = f"{base * float(share[1]) / 100:.2f}pt" if share and base else ""
    return found


def _points(length: str) -> float | None:
    found = _LENGTH.fullmatch(length.strip())
    if not found or found[2] == "%":
        return None
    return round(float(found[1]) * _POINTS[found[2]], 2)


def _shift(position: str) -> int:
    """Read a text position (part 3, 20.393): 'super', 'sub', or per cent of the height."""
    first = position.partition(" ")[0]
    if first in ("super", "sub"):
        return 1 if first == "super" else -1
    found = re.fullmatch(r"(-?)(\d{1,4}(?:\.\d{1,4})?)%", first)
    return 0 if not found or not float(found[2]) else -1 if found[1] else 1
