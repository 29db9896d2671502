"""Cut the page of a paper for printing: the covering report, and each appendix by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree, html

from s55.render.pdf.joining.parts import PART_ATTRIBUTE, PartPage

PLACE_ATTRIBUTE = "data-s55-place"
"""Marks, with the number of the appendix, the element that stands for the response in it."""

_REACHES_OTHERS = re.compile(
    r"@page\s*[\w-]*\s*:|position\s*:\s*(?:fixed|running)|\bfootnote\b"
    r"|break-(?:before|after)\s*:\s*(?:left|right|recto|verso)",
    re.IGNORECASE,
)
"""By what a rule makes one part depend on the pages of another."""
_COUNTS = re.compile(r"counter-(?:reset|set|increment)", re.IGNORECASE)
"""By what the paper's own style sheet counts on from one appendix to the next."""
_STYLE = re.compile(r"<style.*?</style>|style=\"[^\"]*\"", re.DOTALL | re.IGNORECASE)
_DOCTYPE = "<!DOCTYPE html>"
_HIDDEN = "display: none !important"
_CONTINUED = "; ".join(
    f"{name} !important"
    for edge in ("top", "bottom")
    for name in (f"margin-{edge}: 0", f"padding-{edge}: 0", f"border-{edge}: 0 none")
)
"""How an element is printed that began on an earlier page and ends on a later one."""
_BLANK = "; ".join(
    f"{name} !important"
    for name in ("height: 0", "margin: 0", "padding: 0", "border: 0", "background: none")
)


@dataclass(frozen=True, slots=True)
class CutPaper:
    """A paper without what is in its appendices.

    Attributes:
        page: the page; the elements of the appendices have `PART_ATTRIBUTE`, and one parent.
    """

    page: etree._Element

    def alone(self) -> Iterator[str]:
        """Yield for each appendix a page that shows it alone, with a place for the response.

        The rest of the page is there, but empty and hidden, so that style sheets find each element
        where it was.
        """
        page, within, sections = _copied(self.page)
        originals = [deepcopy(section) for section in sections]
        chain = [within, *within.iterancestors()]
        for element in chain:
            if element.tag != "html":
                _hide_others(element, chain)
            _add_style(element, _CONTINUED)
        for section in sections:
            del section.attrib[PART_ATTRIBUTE]
        for section, original in zip(sections, originals, strict=True):
            within.replace(section, original)
            yield _written(page)
            within.replace(original, section)

    def covering(self, parts: Sequence[Sequence[PartPage]]) -> str:
        """Give the page with blank pages for the appendices.

        Args:
            parts: the pages of each appendix.
        """
        page, within, sections = _copied(self.page)
        links = [link.get("href") or "" for link in page.iter("a")]
        targets = {link[1:] for link in links if link.startswith("#")}
        for number, (section, pages) in enumerate(zip(sections, parts, strict=True), 1):
            blank = etree.Element("div", {PART_ATTRIBUTE: str(number), "style": _BLANK})
            blank.extend(_blank_page(one, targets) for one in pages)
            within.replace(section, blank)
        return _written(page)


def cut(page: str, anchors: Sequence[str], own_style: str) -> CutPaper | None:
    """Find in the page of a paper what can be printed by itself.

    Args:
        page: the page, with an element of `PLACE_ATTRIBUTE` for each response.
        anchors: the name of the place where each appendix begins.
        own_style: the style sheet of the paper's own set.

    Returns:
        the paper; None where its layout or its style sheets do not keep the appendices apart.
    """
    styles = " ".join(_STYLE.findall(page))
    if not anchors or _REACHES_OTHERS.search(styles) or _COUNTS.search(own_style):
        return None
    root = html.document_fromstring(page)
    sections = [_section(root, number, anchor) for number, anchor in enumerate(anchors, 1)]
    found = [section for section in sections if section is not None]
    if len(found) < len(anchors) or not _are_last(found):
        return None
    for number, section in enumerate(found, 1):
        section.set(PART_ATTRIBUTE, str(number))
    return CutPaper(root)


def _section(root: etree._Element, number: int, anchor: str) -> etree._Element | None:
    """Find the smallest element that holds the heading of an appendix and its response."""
    places = root.findall(f".//*[@{PLACE_ATTRIBUTE}='{number}']")
    if len(places) != 1:
        return None
    for element in places[0].iterancestors():
        heads = [one for one in element.iter(etree.Element) if one.get("id") == anchor]
        if heads:
            return element if element.tag not in ("body", "html") else None
    return None


def _are_last(sections: Sequence[etree._Element]) -> bool:
    """Whether the sections follow each other in one element, and nothing is printed after them."""
    after = [sections[0], *sections[0].itersiblings(etree.Element)]
    if after != list(sections):
        return False
    for element in (*after, *sections[0].iterancestors()):
        if (element.tail or "").strip():
            return False
    inside = (one for one in sections[0].iterancestors() if one.tag not in ("body", "html"))
    return all(next(one.itersiblings(etree.Element), None) is None for one in inside)


def _copied(
    page: etree._Element,
) -> tuple[etree._Element, etree._Element, list[etree._Element]]:
    """Copy the page, and give it with the parent of the appendices, and these."""
    copy = deepcopy(page)
    sections = copy.findall(f".//*[@{PART_ATTRIBUTE}]")
    return copy, next(sections[0].iterancestors()), sections


def _hide_others(element: etree._Element, chain: Sequence[etree._Element]) -> None:
    """Empty and hide what is in an element, but for the element in it that is kept."""
    element.text = None
    for child in element:
        if child not in chain and child.tag != "head":
            child.text = None
            child[:] = []
            _add_style(child, _HIDDEN)
        child.tail = None


def _add_style(element: etree._Element, style: str) -> None:
    element.set("style", "; ".join(filter(None, (element.get("style"), style))))


def _blank_page(page: PartPage, targets: Set[str]) -> etree._Element:
    """Make a blank page with what the rest of the paper asks of it: strings, and places."""
    name = f"; page: {page.name}" if page.name else ""
    blank = etree.Element("div", {"style": f"{_BLANK}; break-before: page{name}"})
    for string, value in page.strings:
        setter = etree.SubElement(blank, "div")
        setter.set("style", f"{_BLANK}; string-set: {string} {_quoted(value)}")
    for anchor in sorted(targets & page.anchors.keys()):
        etree.SubElement(blank, "div", {"id": anchor, "style": _BLANK})
    return blank


def _quoted(value: str) -> str:
    """Write a string of CSS."""
    return '"' + re.sub(r'[\\"\n]', lambda found: f"\\{ord(found[0]):x} ", value) + '"'


def _written(page: etree._Element) -> str:
    return str(html.tostring(page, encoding="unicode", doctype=_DOCTYPE))
