"""Cut the page of a paper for printing: the covering report, and by itself each appendix.

Of a long covering report its long sections are printed by themselves too, some pages at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from copy import deepcopy

from lxml import etree, html

from s55.records import dataclass
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
_COUNTING = re.compile(r"([\w-]*)(?:[.#:\[][^\s>+~,{}]*?)?:nth-|(~)(?!=)")
"""By what a rule asks how many elements stand before or after another: the type of that one."""
_BESIDE = 3
"""How many hidden neighbours an element keeps, for rules that name what stands beside it."""
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
_BEGINS_A_PAGE = "break-before: page !important"

_LONG_REPORT = 50_000
"""From so many characters on, some 25 pages, a covering report is printed in parts."""
_LONG_SECTION = 10_000
"""So many characters make a section of such a report a part by itself."""
_RUN = 20_000
"""After so many characters, some 10 pages, the next heading within such a section begins a part."""
_HEADING = "h3"


@dataclass(frozen=True, slots=True)
class CutPaper:
    """A paper without what is in its appendices.

    Attributes:
        page: the page. What is printed by itself has `PART_ATTRIBUTE`: an appendix is one element,
            a part of the covering report some that follow each other.
        runs: how many parts the covering report has; the appendices come after them.
        counted: the types of elements whose places among others a rule counts; '' for any.
    """

    page: etree._Element
    runs: int
    counted: frozenset[str] = frozenset()

    def runs_alone(self) -> Iterator[str]:
        """Yield for each part of the covering report a page that shows it alone.

        What stands beside it and around it is there, but empty and hidden, so that style sheets
        find each element where it was. The rest is left out: all pages together grow with the paper
        and not with its square.
        """
        for number in range(1, self.runs + 1):
            page = deepcopy(self.page)
            run = _parts(page)[number]
            around = [*run[0].iterancestors()]
            _hide_others(around, run)
            inside = frozenset((*around, *run))
            targets = {target for element in run for target in _targets(element)}
            for element in around:
                element[:] = self._thinned(list(element), inside, targets)
            for other in page.findall(f".//*[@{PART_ATTRIBUTE}]"):
                if other.get(PART_ATTRIBUTE) != str(number):
                    del other.attrib[PART_ATTRIBUTE]
            yield _written(page)

    def appendices_alone(self) -> Iterator[str]:
        """Yield the same for each appendix, with a place for the response."""
        page = deepcopy(self.page)
        sections = self._appendices(page)
        within = next(sections[0].iterancestors())
        originals = [deepcopy(section) for section in sections]
        _hide_others([within, *within.iterancestors()], [])
        for section in sections:
            del section.attrib[PART_ATTRIBUTE]
        hidden = list(within)
        first = hidden.index(sections[0])
        for place, original in enumerate(originals, first):
            children = [*hidden[:place], original, *hidden[place + 1 :]]
            within[:] = self._thinned(children, frozenset((original,)), _targets(original))
            yield _written(page)

    def covering(self, parts: Sequence[Sequence[PartPage]]) -> str:
        """Give the page with blank pages for the parts.

        Args:
            parts: the pages of each part.
        """
        page = deepcopy(self.page)
        targets = _targets(page)
        found = _parts(page)
        for number, pages in enumerate(parts, 1):
            blank = etree.Element("div", {PART_ATTRIBUTE: str(number), "style": _BLANK})
            blank.extend(_blank_page(one, targets) for one in pages)
            first, *others = found[number]
            within = next(first.iterancestors())
            within.replace(first, blank)
            for other in others:
                within.remove(other)
        return _written(page)

    def _appendices(self, page: etree._Element) -> list[etree._Element]:
        return [one for number, (one, *_) in _parts(page).items() if number > self.runs]

    def _thinned(
        self, children: Sequence[etree._Element], kept: Set[etree._Element], targets: Set[str]
    ) -> list[etree._Element]:
        """Leave hidden elements out where no rule of the style sheets can ask for them.

        Args:
            children: elements that stand beside each other, in order.
            kept: those that are not hidden.
            targets: the places that links in what is shown lead to.
        """
        places = [place for place, child in enumerate(children) if child in kept]
        tags = [child.tag for child in children]
        if "" in self.counted or self.counted & {*map(str, tags)} or not places:
            return list(children)
        beside = range(places[0] - _BESIDE, places[-1] + _BESIDE + 1)
        # The first and the last, of all and of each type.
        ends = {0, len(tags) - 1, *map(tags.index, tags)}
        ends |= {len(tags) - 1 - tags[::-1].index(tag) for tag in {*tags}}
        return [
            child
            for place, child in enumerate(children)
            if place in beside or place in ends or _holds_one_of(child, targets)
        ]


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
    places = _numbered(root, PLACE_ATTRIBUTE)
    sections = [
        _section(places.get(number, []), anchor) for number, anchor in enumerate(anchors, 1)
    ]
    found = [section for section in sections if section is not None]
    if len(found) < len(anchors) or not _are_last(found):
        return None
    runs = _runs(list(found[0].itersiblings(etree.Element, preceding=True))[::-1])
    for number, part in enumerate([*runs, *([section] for section in found)], 1):
        for element in part:
            element.set(PART_ATTRIBUTE, str(number))
    counted = frozenset(kind for kind, _ in _COUNTING.findall(styles))
    return CutPaper(root, len(runs), counted)


# --- appendices -----------------------------------------------------------------------


def _section(places: Sequence[etree._Element], anchor: str) -> etree._Element | None:
    """Find the smallest element that holds the heading of an appendix and its response.

    Args:
        places: the places of the response: there has to be one.
        anchor: the name of the place where the appendix begins.
    """
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


# --- parts of a long covering report --------------------------------------------------


def _runs(sections: Sequence[etree._Element]) -> list[list[etree._Element]]:
    """Divide the long sections of a long report into runs of elements, each of which begins a page.

    What comes after such a section begins a page too, because its last run may end anywhere.

    Args:
        sections: the sections before the appendices.
    """
    if sum(map(_length, sections)) < _LONG_REPORT:
        return []
    found: list[list[etree._Element]] = []
    is_after_run = False
    for section in sections:
        is_run = _length(section) >= _LONG_SECTION and not _has_words_between(section)
        if is_run:
            found += _runs_of(section)
        elif is_after_run:
            _add_style(section, _BEGINS_A_PAGE)
        is_after_run = is_run
    for first, *_ in found:
        _add_style(first, _BEGINS_A_PAGE)
    return found


def _runs_of(section: etree._Element) -> Iterator[list[etree._Element]]:
    run: list[etree._Element] = []
    length = 0
    for element in section.iterchildren(etree.Element):
        if length >= _RUN and element.tag == _HEADING:
            yield run
            run, length = [], 0
        run.append(element)
        length += _length(element)
    yield run


def _length(element: etree._Element) -> int:
    return sum(map(len, element.itertext()))


def _has_words_between(section: etree._Element) -> bool:
    """Whether words stand in an element, and not in the elements within it."""
    words = (section.text, *(child.tail for child in section))
    return any(one and one.strip() for one in words)


# --- pages ------------------------------------------------------------------------------


def _parts(page: etree._Element) -> dict[int, list[etree._Element]]:
    """Find the elements of each part by its number."""
    return _numbered(page, PART_ATTRIBUTE)


def _numbered(page: etree._Element, attribute: str) -> dict[int, list[etree._Element]]:
    """Find the elements that have an attribute with a number, by that, in order."""
    found: dict[int, list[etree._Element]] = {}
    for element in page.findall(f".//*[@{attribute}]"):
        found.setdefault(int(element.get(attribute, "")), []).append(element)
    return found


def _holds_one_of(element: etree._Element, names: Set[str]) -> bool:
    """Whether links lead to an element, or to one within it."""
    return bool(names) and any(one.get("id") in names for one in element.iter(etree.Element))


def _hide_others(around: Sequence[etree._Element], kept: Sequence[etree._Element]) -> None:
    """Empty and hide what is on a page, but for some elements.

    Args:
        around: the elements that these are in, from the innermost.
        kept: the elements.
    """
    inside = frozenset((*around, *kept))
    targets = {target for element in kept for target in _targets(element)}
    for element in around:
        if element.tag != "html":
            element.text = None
            for child in element:
                if child not in inside and child.tag != "head":
                    _hide(child, targets)
                child.tail = None
        _add_style(element, _CONTINUED)


def _hide(element: etree._Element, targets: Set[str]) -> None:
    """Empty and hide an element; the places in it that links lead to are still known."""
    ids = [one.get("id", "") for one in element.iterdescendants(etree.Element)]
    element.text = None
    element[:] = [etree.Element("span", {"id": name}) for name in ids if name in targets]
    _add_style(element, _HIDDEN)


def _targets(element: etree._Element) -> set[str]:
    """Name the places on the page that the links in an element lead to."""
    links = (link.get("href") or "" for link in element.iter("a"))
    return {link[1:] for link in links if link.startswith("#")}


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
