"""Look up the styles of a Word file by id or name, and how they make text look."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from lxml import etree

from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.word.xml import PPR, RPR, add, element, is_on, left_of, measure, value_of, w, whole

_MAX_CHAIN = 20
"""Styles are based on styles; no real chain is longer."""
_HEADING = re.compile(r"heading\s*(\d)", re.IGNORECASE)
_LIST = re.compile(r"list (?:bullet|number|continue)? ?([2-5])$", re.IGNORECASE)
_CODE_NAMES = frozenset({"code text", "html code", "source text", "verbatim char", "inline code"})
_NUM_PR = f"{PPR}/{w('numPr')}"
_BODY_TEXT = 9
"""The outline level of plain text (ECMA-376 part 1, 17.3.1.20)."""


def name_of(style: etree._Element | None) -> str:
    """Return the name of a style in small letters, '' where it has none."""
    return (value_of(style, "name") or "").lower()


def _first(styles: Iterable[etree._Element], path: str) -> etree._Element | None:
    """Find the first of these styles that has an element at the path, and return that element."""
    return next((found for style in styles if (found := style.find(path)) is not None), None)


QUOTE = "quote"
"""Word's own style of quotations."""
_TAGS = frozenset(
    "document part art sect div blockquote toc toci index nonstruct private h h1 h2 h3 h4 h5 h6 "
    "l li lbl lbody tr th td thead tbody tfoot span quote note reference bibentry code link annot "
    "ruby rb rt rp warichu wt wp formula form".split()
)
"""The tags of PDFs (ISO 32000-1, 14.8.4) that LibreOffice makes of a style of the same name."""

QUOTATIONS = frozenset(
    (QUOTE, "quotations", "intense quote", "block text", "block quote", "block quotation")
)
"""Styles of quotations in Word and LibreOffice, in small letters."""


def finished_name(name: str) -> str:
    """Name a style of a layout in finished files: as the layout does, but for the names of tags.

    LibreOffice (7.4 and 25.2) makes a tag of a style's name and maps it onto that of a paragraph.
    Tags of the standard may not be mapped (PDF/UA-1: ISO 14289-1, clause 7.1).
    """
    if name.lower() == QUOTE:
        return "Quote Text"
    return f"{name} Style" if name.lower() in _TAGS else name


_OF_LAYOUTS = {finished_name(name).lower(): name for name in _TAGS}
"""The names in layouts by those in finished files, in small letters."""

NUMBERED = "Numbered Paragraph"
"""The style of paragraphs that are numbered below their section: 1.1, 1.2."""


class WordStyles:
    """The styles of a Word file.

    Args:
        root: the ``w:styles`` element; None for a file without styles.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self.root = element("styles") if root is None else root

    @cached_property
    def by_id(self) -> dict[str, etree._Element]:
        """The styles by their ids."""
        return {style.get(w("styleId"), ""): style for style in self.root.iterfind(w("style"))}

    @cached_property
    def _by_name(self) -> dict[tuple[str, str], etree._Element]:
        found: dict[tuple[str, str], etree._Element] = {}
        for style in self.root.iterfind(w("style")):
            if value_of(style, "name") is not None:
                found.setdefault((style.get(w("type"), "paragraph"), name_of(style)), style)
        for (kind, name), style in list(found.items()):
            if name in _OF_LAYOUTS:  # of a finished file
                found.setdefault((kind, _OF_LAYOUTS[name]), style)
        return found

    @cached_property
    def defaults(self) -> dict[str, str]:
        """The ids of the styles of text that names none, by their kinds."""
        found: dict[str, str] = {}
        for style in self.root.iterfind(w("style")):
            if style.get(w("default")) in ("1", "true", "on"):
                found.setdefault(style.get(w("type"), ""), style.get(w("styleId"), ""))
        return found

    def chain(self, style_id: str | None) -> list[etree._Element]:
        """List a style and those it is based on, nearest first.

        Args:
            style_id: its id; None for the style of paragraphs that name none.
        """
        chain: list[etree._Element] = []
        style = self.by_id.get(self.defaults.get("paragraph", "") if style_id is None else style_id)
        while style is not None and style not in chain and len(chain) < _MAX_CHAIN:
            chain.append(style)
            style = self.by_id.get(value_of(style, "basedOn") or "")
        return chain

    def add(self, kind: str, style_id: str, name: str, based_on: str | None) -> etree._Element:
        """Add a style of the kind ``paragraph`` or ``character``.

        Args:
            kind: ``paragraph`` or ``character``.
            style_id: its id, which is made unique.
            name: its name.
            based_on: the name of the style that it is based on, of the same kind.
        """
        while style_id in self.by_id:
            style_id += "1"
        made = add(self.root, "style", type=kind, styleId=style_id)
        add(made, "name", val=name)
        if based_on is not None:
            add(made, "basedOn", val=self.style_id(kind, based_on))
        for known in ("by_id", "_by_name"):
            self.__dict__.pop(known, None)
        return made

    # --- by name ------------------------------------------------------------------

    def has(self, kind: str, name: str) -> bool:
        """Whether there is a style with the name that people know."""
        return (kind, name.lower()) in self._by_name

    def style_id(self, kind: str, name: str) -> str:
        """Look up the id of a style by the name that people know; capitals do not matter.

        Args:
            kind: ``paragraph``, ``character`` or ``table``.
            name: for example ``List Bullet`` or ``heading 2``.

        Raises:
            S55Error: L208 when the layout has no such style.
        """
        style = self._by_name.get((kind, name.lower()))
        if style is not None:
            return style.get(w("styleId"), "")
        names = {
            known: value_of(style, "name") or ""
            for (its_kind, known), style in self._by_name.items()
            if its_kind == kind
        }
        near = difflib.get_close_matches(name.lower(), names, 1)
        did_you_mean = f"Did you mean '{names[near[0]]}'? " if near else ""
        problem = error(
            "L208",
            f"the Word layout has no {kind} style named '{name}'",
            f"{did_you_mean}Add the style to the layout in Word, or name another one "
            "under word_styles in the manifest.",
        )
        raise S55Error([problem], ExitCode.SETTINGS)

    def _named(self, kind: str, name: str) -> list[etree._Element]:
        return self.chain(self.style_id(kind, name))

    def matching(self, names: re.Pattern[str]) -> list[etree._Element]:
        """List the paragraph styles with names that match as a whole."""
        return [
            style
            for style in self.by_id.values()
            if style.get(w("type")) == "paragraph"
            and names.fullmatch(value_of(style, "name") or "")
        ]

    def paragraph_measure(self, name: str, element: str, attribute: str) -> str | None:
        """Look up an attribute ('after') of an element ('spacing') in a style or its bases."""
        for style in self._named("paragraph", name):
            found = value_of(style.find(PPR), element, attribute)
            if found is not None:
                return found
        defaults = self.root.find(f"{w('docDefaults')}/{w('pPrDefault')}/{PPR}")
        return value_of(defaults, element, attribute)

    def space_after(self, name: str) -> int:
        """Return the space after a paragraph of the style, in twips."""
        return whole(self.paragraph_measure(name, "spacing", "after"))

    def left_indent(self, name: str) -> int:
        """Return the indentation of a paragraph of the style, in twips."""
        left = self.paragraph_measure(name, "ind", "left")
        return whole(left if left is not None else self.paragraph_measure(name, "ind", "start"))

    def left_border(self, name: str) -> etree._Element | None:
        """Return the ``w:left`` border of the paragraph style, or None where it has none."""
        return _first(self._named("paragraph", name), f"{PPR}/{w('pBdr')}/{w('left')}")

    def character_look(self, name: str, element: str) -> etree._Element | None:
        """Look up an element such as ``color`` of a character style; None without one."""
        return _first(self._named("character", name), f"{RPR}/{w(element)}")

    def numbering_id(self, name: str) -> str | None:
        """Return the list (``w:numId``) that the paragraph style belongs to, or None."""
        number = _first(self._named("paragraph", name), f"{_NUM_PR}/{w('numId')}")
        return None if number is None else number.get(w("val"))

    def numbering_id_of_list_style(self, style_id: str) -> str | None:
        """Return the list that a list style (kind ``numbering``) holds, or None."""
        style = self.by_id.get(style_id)
        return None if style is None else value_of(style.find(_NUM_PR), "numId")

    # --- of a paragraph -----------------------------------------------------------

    def of_paragraph(self, properties: etree._Element | None) -> list[etree._Element]:
        """List the style of a paragraph with these ``w:pPr`` and those it is based on."""
        return self.chain(value_of(properties, "pStyle"))

    def paragraph_property(
        self, properties: etree._Element | None, name: str
    ) -> etree._Element | None:
        """Look up a property of a paragraph, in itself or in its styles."""
        found = properties.find(w(name)) if properties is not None else None
        if found is not None:
            return found
        return _first(self.of_paragraph(properties), f"{PPR}/{w(name)}")

    def is_quotation(self, properties: etree._Element | None) -> bool:
        """Whether a paragraph has a style of quotations, or one that is based on such a style."""
        return any(name_of(style) in QUOTATIONS for style in self.of_paragraph(properties))

    def left_of_style(self, style_id: str | None) -> int:
        """Return the twips from the margin to the text of a paragraph style."""
        return left_of(_first(self.chain(style_id), f"{PPR}/{w('ind')}")) or 0

    def heading_level(self, properties: etree._Element | None) -> int:
        """Return 1 to 6 for a heading, 0 for other text."""
        outline = value_of(properties, "outlineLvl")
        for style in () if outline is not None else self.of_paragraph(properties):
            if found := _HEADING.match(name_of(style)):
                return min(6, max(1, int(found[1])))
            if name_of(style) == "title":
                return 1
            outline = value_of(style.find(PPR), "outlineLvl")
            if outline is not None:
                break
        level = measure(outline, _BODY_TEXT)
        return min(6, level + 1) if level < _BODY_TEXT else 0

    def numbering(self, properties: etree._Element | None) -> tuple[str, int] | None:
        """Return the id of a paragraph's list and its level from 0; None without a list."""
        found = properties.find(w("numPr")) if properties is not None else None
        if found is None:
            asking = (style.find(_NUM_PR) for style in self.of_paragraph(properties))
            found = next((one for one in asking if value_of(one, "numId")), None)
        if found is None:
            return None
        return value_of(found, "numId") or "0", measure(value_of(found, "ilvl"))

    def list_depth(self, properties: etree._Element | None) -> int:
        """Return the depth that a list style has in its name ('List Bullet 2'), or 0."""
        matches = (_LIST.match(name_of(style)) for style in self.of_paragraph(properties))
        return next((int(found[1]) for found in matches if found), 0)

    # --- of a run -----------------------------------------------------------------

    def switch(self, paragraph_style: str | None, run: etree._Element | None, name: str) -> bool:
        """Whether a run is bold, italic or the like, by itself or by its styles."""
        own = is_on(run, name)
        if own is not None:
            return own
        key = (paragraph_style, value_of(run, "rStyle"), name)
        if key not in self._switches:
            said = (is_on(layer, name) for layer in self._layers(*key[:2]))
            self._switches[key] = next((one for one in said if one is not None), False)
        return self._switches[key]

    def look(
        self, paragraph_style: str | None, run: etree._Element | None, name: str, attribute: str
    ) -> str:
        """Look up an attribute of a format of a run, as :meth:`switch`; '' for none."""
        own = value_of(run, name, attribute)
        if own:
            return own
        key = (paragraph_style, value_of(run, "rStyle"), f"{name} {attribute}")
        if key not in self._looks:
            layers = self._layers(*key[:2])
            said = (value_of(one, name, attribute) for one in layers)
            self._looks[key] = next(filter(None, said), "")
        return self._looks[key]

    def _layers(
        self, paragraph_style: str | None, character_style: str | None
    ) -> Iterator[etree._Element | None]:
        """Yield the formats that styles give to a run, the nearest first."""
        for style in self.chain(character_style) if character_style else ():
            yield style.find(RPR)
        for style in self.chain(paragraph_style):
            yield style.find(RPR)
        yield self._plain

    @cached_property
    def _switches(self) -> dict[tuple[str | None, str | None, str], bool]:
        return {}

    @cached_property
    def _looks(self) -> dict[tuple[str | None, str | None, str], str]:
        return {}

    def run_value(self, paragraph_style: str | None, run: etree._Element | None, name: str) -> str:
        """Look up a value such as ``w:sz`` of a run or of its paragraph's styles; '' for none."""
        styles = (style.find(RPR) for style in self.chain(paragraph_style))
        said = (value_of(properties, name) for properties in (run, *styles, self._plain))
        return next(filter(None, said), "")

    @cached_property
    def _plain(self) -> etree._Element | None:
        return self.root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{RPR}")

    def character_style(self, run: etree._Element | None) -> str:
        """Return the name of a run's character style in small letters, or ''."""
        return name_of(self.by_id.get(value_of(run, "rStyle") or ""))

    def is_code(self, run: etree._Element | None) -> bool:
        """Whether a run is in the character style of code, such as our own."""
        return self.character_style(run) in _CODE_NAMES

    def is_in_face_of_code(self, run: etree._Element | None) -> bool:
        """Whether a run names a typeface, and it is that of a style of code."""
        face = value_of(run, "rFonts", "ascii") or ""
        return bool(face) and face in self._faces_of_code

    @cached_property
    def _faces_of_code(self) -> frozenset[str]:
        styles = [one for one in self.by_id.values() if name_of(one) in _CODE_NAMES]
        return frozenset(value_of(one.find(RPR), "rFonts", "ascii") or "" for one in styles)
