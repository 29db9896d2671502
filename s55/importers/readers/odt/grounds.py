"""Find words of an OpenDocument text that have the colour of what they stand on."""

from __future__ import annotations

from lxml import etree

from s55.importers.readers.odt.elements import NAMESPACES, qualified
from s55.importers.readers.odt.styles import DocumentStyles
from s55.importers.readers.word.grounds import is_alike

_PAGE = "#ffffff"
_GROUND = qualified("fo:background-color")
_FAMILIES = {
    qualified("text:p"): ("paragraph", "text:style-name"),
    qualified("text:h"): ("paragraph", "text:style-name"),
    qualified("text:section"): ("section", "text:style-name"),
    qualified("table:table-cell"): ("table-cell", "table:style-name"),
    qualified("table:table-row"): ("table-row", "table:style-name"),
    qualified("table:table"): ("table", "table:style-name"),
}
"""The family of the styles that give an element its ground, and the attribute that names one."""
_DRAWN = f"{{{NAMESPACES['draw']}}}"


def is_unseen(colour: str, own: str, around: str) -> bool:
    """Whether words have the colour of their ground.

    Args:
        colour: of the words, as '#rrggbb'; '' where no style says.
        own: the ground that their own style gives them, '' for none.
        around: the ground of their paragraph; '' where it is not known.
    """
    return is_alike(colour[1:], (own or around)[1:])


def ground_of(paragraph: etree._Element, styles: DocumentStyles) -> str:
    """Find the colour that a paragraph stands on; '' in a drawing, where nobody knows."""
    for one in (paragraph, *paragraph.iterancestors(etree.Element)):
        if one.tag.startswith(_DRAWN):
            return ""
        family, name = _FAMILIES.get(one.tag, ("", ""))
        style = one.get(qualified(name), "") if family else ""
        ground = styles.properties(family, style, family).get(_GROUND, "") if style else ""
        if ground not in ("", "transparent", "none"):
            return ground.lower()
    return _PAGE
