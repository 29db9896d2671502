"""Begin each appendix of a paper on a new page, with its own margins, header and footer.

Pages are counted through. A section of Word takes the headers and footers of the one before unless
it names its own, so each appendix names all of them: its own, or else a line with its number above,
and the main document's footer below.
"""

from __future__ import annotations

from lxml import etree

from s55.render.paper.file import WordFile
from s55.render.paper.marks import field_codes
from s55.word import xml
from s55.word.package import Relation
from s55.word.xml import w

_SECT = w("sectPr")
_TYPE = w("type")
_REFERENCES = {"header": w("headerReference"), "footer": w("footerReference")}
_STARTS = frozenset({"nextPage", "oddPage", "evenPage"})
_A4 = {
    "pgSz": {"w": "11906", "h": "16838"},
    "pgMar": dict.fromkeys(("top", "right", "bottom", "left"), "1440")
    | {"header": "708", "footer": "708", "gutter": "0"},
}


def sections(body: etree._Element) -> list[etree._Element]:
    """List the sections of a document in order; the last is at its end."""
    return list(body.iter(_SECT))


def end_section(body: etree._Element) -> etree._Element:
    """Take the last section's properties from the end of a body; new ones if it has none."""
    last = body[-1] if len(body) else None
    if last is not None and last.tag == _SECT:
        body.remove(last)
        return last
    made = xml.element("sectPr")
    for name, values in _A4.items():
        xml.add(made, name, **values)
    return made


def close_section(body: etree._Element, section: etree._Element) -> None:
    """End a section where the body ends: in its last paragraph, or in a small new one."""
    last = body[-1] if len(body) else None
    if last is None or last.tag != xml.P or last.find(f"{xml.PPR}/{_SECT}") is not None:
        properties = xml.add(xml.add(body, "p"), "pPr")
        xml.add(properties, "spacing", before="0", after="0", line="20", lineRule="exact")
        xml.add(xml.add(properties, "rPr"), "sz", val="2")
    else:
        found = last.find(xml.PPR)
        properties = xml.element("pPr") if found is None else found
        last.insert(0, properties)
    xml.put(properties, section, xml.PARAGRAPH)


def begin_appendix(found: list[etree._Element]) -> None:
    """Let the sections of an appendix begin on a new page, and count its pages and notes on.

    Args:
        found: its sections.
    """
    for section in found:
        for number in section.findall(w("pgNumType")):
            section.remove(number)
        for restart in section.findall(f"{w('footnotePr')}/{w('numRestart')}"):
            xml.remove(restart)
    first = found[0]
    start = first.find(_TYPE)
    if start is None or start.get(w("val")) not in _STARTS:
        xml.put(first, xml.element("type", val="nextPage"), xml.SECTION)


class HeadersAndFooters:
    """Headers and footers of the paper; ``styles`` gives style ids by names in small letters."""

    def __init__(self, paper: WordFile, styles: dict[str, str]) -> None:
        self._paper = paper
        self._styles = styles
        self._main = _in_force(sections(paper.body))
        self._even = _has_even(paper)
        self._made: dict[str, str] = {}
        if not self._even:
            for section in sections(paper.body):
                _drop_even(section)

    def complete(self, section: etree._Element, label: str, source: WordFile) -> None:
        """Let the first section of an appendix name every header and footer.

        Args:
            section: its properties; what it names is a part of the paper already.
            label: the words of a header, where the appendix has none.
            source: the file of the appendix.
        """
        even = _has_even(source)
        self._even = self._even or even
        if not even:
            _drop_even(section)
        held = _named(section)
        self._number_pages(held)
        if ("footer", "default") not in held:
            held["footer", "default"] = self._main.get(("footer", "default")) or self._page_footer()
        if ("header", "default") not in held:
            held["header", "default"] = self._header(label)
        if section.find(w("titlePg")) is not None:
            for kind in _REFERENCES:
                held.setdefault((kind, "first"), held[kind, "default"])
        _name(section, held)

    def finish(self) -> None:
        """Name headers for even pages in every section, if any part of the paper has them."""
        if not self._even:
            return
        settings = self._paper.related_tree("settings")
        if settings is not None:
            xml.put(settings, xml.element("evenAndOddHeaders"), xml.SETTINGS)
        force: dict[tuple[str, str], str] = {}
        for section in sections(self._paper.body):
            own = _named(section)
            for kind in _REFERENCES:
                if (kind, "default") in own and (kind, "even") not in own:
                    own[kind, "even"] = own[kind, "default"]
            force |= own
            _name(section, own)

    def _number_pages(self, held: dict[tuple[str, str], str]) -> None:
        """Add the number of the page to footers of an appendix that lacks it."""
        roots = {key: self._tree(number) for key, number in held.items()}
        if not any("PAGE" in set(field_codes(root)) for root in roots.values()):
            for (kind, _), root in roots.items():
                if kind == "footer":
                    root.append(self._page_line())

    def _tree(self, number: str) -> etree._Element:
        relation = self._paper.relations[self._paper.main][number]
        return self._paper.tree(relation.target)

    # --- made here ----------------------------------------------------------------

    def _header(self, label: str) -> str:
        root = etree.Element(w("hdr"), nsmap={"w": xml.W})
        xml.add_run(self._line(root, "header", "right"), label)
        return self._related("header", root)

    def _page_footer(self) -> str:
        if "footer" not in self._made:
            root = etree.Element(w("ftr"), nsmap={"w": xml.W})
            root.append(self._page_line())
            self._made["footer"] = self._related("footer", root)
        return self._made["footer"]

    def _page_line(self) -> etree._Element:
        line = self._line(xml.element("ftr"), "footer", "right")
        xml.add_run(line, "Page ")
        _field(line, "PAGE")
        xml.add_run(line, " of ")
        _field(line, "NUMPAGES")
        return line

    def _line(self, root: etree._Element, style: str, side: str) -> etree._Element:
        line = xml.add(root, "p")
        properties = xml.add(line, "pPr")
        if style in self._styles:
            xml.add(properties, "pStyle", val=self._styles[style])
        xml.add(properties, "spacing", before="0", after="0")
        xml.add(properties, "jc", val=side)
        return line

    def _related(self, kind: str, root: etree._Element) -> str:
        name = self._paper.add_story(kind, root)
        return self._paper.relate(
            self._paper.main, Relation(f"{xml.R}/{kind}", name, external=False)
        )


def _field(line: etree._Element, code: str) -> None:
    simple = xml.add(line, "fldSimple", instr=f" {code} ")
    xml.add_run(simple, "1")


def _named(section: etree._Element) -> dict[tuple[str, str], str]:
    """Return the headers and footers that a section names, by kind and type."""
    return {
        (kind, one.get(_TYPE, "default")): one.get(xml.R_ID, "")
        for kind, tag in _REFERENCES.items()
        for one in section.iterfind(tag)
    }


def _name(section: etree._Element, held: dict[tuple[str, str], str]) -> None:
    """Let a section name these headers and footers."""
    for tag in _REFERENCES.values():
        for old in section.findall(tag):
            section.remove(old)
    for place, ((kind, name), number) in enumerate(sorted(held.items(), reverse=True)):
        made = xml.element(f"{kind}Reference", type=name)
        made.set(xml.R_ID, number)
        section.insert(place, made)


def _in_force(found: list[etree._Element]) -> dict[tuple[str, str], str]:
    """Return the headers and footers of the last of these sections, inherited ones too."""
    force: dict[tuple[str, str], str] = {}
    for section in found:
        force |= _named(section)
    return force


def _drop_even(section: etree._Element) -> None:
    """Drop headers for even pages that the section's file does not use."""
    held = _named(section)
    kept = {key: one for key, one in held.items() if key[1] != "even"}
    if kept != held:
        _name(section, kept)


def _has_even(file: WordFile) -> bool:
    settings = file.related_tree("settings")
    said = None if settings is None else settings.find(w("evenAndOddHeaders"))
    return said is not None and said.get(w("val"), "1") not in ("0", "false", "off")
