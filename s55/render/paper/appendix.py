"""Add one Word file to the end of another, on a new page under a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from itertools import groupby
from typing import cast

from lxml import etree

from s55.render.paper.adapt import AppendixAdapter, ComposedPaper, stories
from s55.render.paper.file import WordFile
from s55.render.paper.notes import take_fonts, take_notes
from s55.render.paper.sections import begin_appendix, close_section, end_section, sections
from s55.word import xml
from s55.word.styles import WordStyles
from s55.word.xml import w

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TIMES = "Times New Roman"
_PLAIN_RUN = {
    "rFonts": {"ascii": _TIMES, "hAnsi": _TIMES, "eastAsia": _TIMES, "cs": _TIMES},
    "color": {"val": "auto"},
    "spacing": {"val": "0"},
    "kern": {"val": "0"},
    "sz": {"val": "20"},
    "szCs": {"val": "20"},
    "u": {"val": "none"},
}
"""What Word takes where a file says nothing: ECMA-376 part 1, 17.3.2."""
_PLAIN_PARAGRAPH = {
    "spacing": {"before": "0", "after": "0", "line": "240", "lineRule": "auto"},
    "ind": {"left": "0", "right": "0", "firstLine": "0"},
    "jc": {"val": "left"},
    "widowControl": {"val": "1"},
}
_FONT_ATTRIBUTES = ("ascii", "hAnsi", "eastAsia", "cs")
_OF_THEME = etree.XPath(
    ".//*[@w:asciiTheme or @w:hAnsiTheme or @w:eastAsiaTheme or @w:cstheme or @w:themeColor "
    "or @w:themeFill or @w:themeShade or @w:themeTint]",
    namespaces={"w": xml.W},
)
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_DEEPEST = 8
"""The ninth level, counted from 0 as Word does."""


# --- defaults -------------------------------------------------------------------


def say_defaults(styles: etree._Element, main: etree._Element) -> None:
    """Let the styles of a file say what its defaults said, where those of ``main`` differ."""
    for outer, inner, order, plain in (
        ("rPrDefault", xml.RPR, xml.RUN, _PLAIN_RUN),
        ("pPrDefault", xml.PPR, xml.PARAGRAPH, _PLAIN_PARAGRAPH),
    ):
        path = f"{w('docDefaults')}/{w(outer)}/{inner}"
        own, other = styles.find(path), main.find(path)
        if _bytes(own) == _bytes(other):
            continue
        said = _completed(own, other, order, plain)
        for style in styles.iterfind(w("style")):
            if style.get(w("type")) == "paragraph" and style.find(w("basedOn")) is None:
                _say(_properties(style, inner), said, order)


def _bytes(node: etree._Element | None) -> bytes:
    return b"" if node is None else xml.canonical(node)


def _completed(
    own: etree._Element | None,
    other: etree._Element | None,
    order: Sequence[str],
    plain: dict[str, dict[str, str]],
) -> etree._Element:
    """Complete a file's defaults with Word's own for what only the main document sets."""
    said = xml.element("rPr") if own is None else deepcopy(own)
    neutral = xml.element("rPr")
    for one in () if other is None else other:
        name = etree.QName(one).localname
        if name in plain:
            xml.add(neutral, name, **plain[name])
        elif name != "lang":
            xml.add(neutral, name, val="0")
    _say(said, neutral, order)
    return said


def _say(properties: etree._Element, said: etree._Element, order: Sequence[str]) -> None:
    """Add to properties what they do not say themselves."""
    for one in said:
        held = properties.find(one.tag)
        name = etree.QName(one).localname
        if held is None:
            xml.put(properties, deepcopy(one), order)
        elif name in ("rFonts", "spacing", "ind", "lang"):
            for key, value in one.attrib.items():
                if key not in held.attrib:
                    held.set(key, value)


def _properties(style: etree._Element, tag: str) -> etree._Element:
    found = style.find(tag)
    if found is None:
        found = etree.Element(tag)
        xml.put(style, found, xml.STYLE)
    return found


# --- theme ----------------------------------------------------------------------


def same_theme(source: WordFile, paper: WordFile) -> bool:
    """Whether two files have the same theme, or neither has one."""
    themes = (one.related(one.main, "theme") for one in (source, paper))
    first, second = themes
    return (source.parts[first] if first else b"") == (paper.parts[second] if second else b"")


def say_theme(source: WordFile, roots: Iterable[etree._Element]) -> None:
    """Let the text of a file name the fonts and colours that its theme named."""
    fonts = _theme_fonts(source)
    for root in roots:
        for node in cast("list[etree._Element]", _OF_THEME(root)):
            for name in _FONT_ATTRIBUTES:
                of_theme = w("cstheme" if name == "cs" else f"{name}Theme")
                font = fonts.get(str(node.attrib.pop(of_theme, "")))
                if font:
                    node.set(w(name), font)
            # Beside the theme's colour Word keeps the colour itself.
            for name in ("Color", "Fill", "Shade", "Tint", "FillShade", "FillTint"):
                node.attrib.pop(w(f"theme{name}"), "")


def _theme_fonts(source: WordFile) -> dict[str, str]:
    """Map the names of a theme's fonts in text to the fonts."""
    theme = source.related_tree("theme")
    found: dict[str, str] = {}
    for size in ("major", "minor"):
        scheme = None if theme is None else theme.find(f".//{_DRAWING}{size}Font")
        scripts = {"latin": ("HAnsi", "Ascii"), "ea": ("EastAsia",), "cs": ("Bidi",)}
        for script, names in scripts.items():
            font = None if scheme is None else scheme.find(f"{_DRAWING}{script}")
            for name in names:
                found[f"{size}{name}"] = "" if font is None else font.get("typeface") or ""
    return found


# --- headings -------------------------------------------------------------------
# Each is lowered by one level, below the appendix's own title. A heading takes the look of the next
# level in its file. Where a file numbers its headings, or gives other styles an outline level, the
# look stays and only that level changes.


def demote(styles: WordStyles, body: etree._Element) -> None:
    """Lower every heading of a document by one level, and change its styles where needed."""
    known = styles.by_id
    places = {style_id: _outline_level(styles, style_id) for style_id in known}
    headings = {
        _heading_level(style): style_id
        for style_id, style in known.items()
        if _heading_level(style) and style.get(w("type")) == "paragraph"
    }
    numbered = any(_is_numbered(styles, style_id) for style_id in headings.values())
    lower: dict[str, str] = {}
    found = (one.find(xml.PPR) for one in body.iter(xml.P))
    properties = [one for one in found if one is not None]
    used = {xml.value_of(one, "pStyle") or "" for one in properties}
    for level in sorted(headings, reverse=True):
        style_id = headings[level]
        if style_id in used and level <= _DEEPEST and not numbered:
            lower[style_id] = headings.get(level + 1) or _derived(styles, known[style_id], level)
    for style_id, place in places.items():
        style = known[style_id]
        if place is not None and (numbered or not _heading_level(style)):
            _set_level(style, place + 1)
            if _heading_level(style):
                xml.put(
                    style,
                    xml.element("name", val=f"{xml.value_of(style, 'name')} below"),
                    xml.STYLE,
                )
                style.set(w("customStyle"), "1")
    for one in properties:
        _lower(one, lower)


def _heading_level(style: etree._Element) -> int:
    """Return the level (1 to 9) of one of Word's own heading styles; 0 for other styles."""
    found = _HEADING.fullmatch(xml.value_of(style, "name") or "")
    return int(found[1]) if found else 0


def _outline_level(styles: WordStyles, style_id: str) -> int | None:
    """Return a style's level in the outline, counted from 0; None for text."""
    for style in styles.chain(style_id):
        if style.get(w("type")) != "paragraph":
            return None
        said = xml.value_of(style.find(xml.PPR), "outlineLvl")
        if said is not None:
            place = xml.whole(said, _DEEPEST + 1)
            return place if 0 <= place <= _DEEPEST else None
        if _heading_level(style):
            return _heading_level(style) - 1
    return None


def _is_numbered(styles: WordStyles, style_id: str) -> bool:
    for style in styles.chain(style_id):
        number = xml.value_of(style.find(f"{xml.PPR}/{w('numPr')}"), "numId")
        if number is not None:
            return number != "0"
    return False


def _set_level(style: etree._Element, place: int) -> None:
    properties = style.find(xml.PPR)
    if properties is None:
        properties = xml.put(style, xml.element("pPr"), xml.STYLE)
    level = xml.element("outlineLvl", val=str(min(place, _DEEPEST)))
    xml.put(properties, level, xml.PARAGRAPH)


def _derived(styles: WordStyles, style: etree._Element, level: int) -> str:
    """Add a heading style for the level below that looks like the one above."""
    made = deepcopy(style)
    style_id = f"Heading{level + 1}"
    while style_id in styles.by_id:
        style_id += "x"
    made.set(w("styleId"), style_id)
    xml.put(made, xml.element("name", val=f"heading {level + 1}"), xml.STYLE)
    for link in made.findall(w("link")):
        made.remove(link)
    _set_level(made, level)
    styles.root.append(made)
    styles.by_id[style_id] = made
    return style_id


def _lower(properties: etree._Element, lower: dict[str, str]) -> None:
    style, place = properties.find(w("pStyle")), properties.find(w("outlineLvl"))
    if style is not None:
        name = style.get(w("val"), "")
        style.set(w("val"), lower.get(name, name))
    if place is not None:
        said = xml.whole(place.get(w("val")), _DEEPEST + 1)
        place.set(w("val"), str(min(said + 1, _DEEPEST)) if said <= _DEEPEST else str(said))


# --- the appendix -----------------------------------------------------------------


def add_appendix(
    paper: ComposedPaper, source: WordFile, title: str, label: str, bookmark: str, prefix: str
) -> None:
    """Put a file at the end of a paper.

    Args:
        paper: the paper; it is changed.
        source: the file; its trees are used up.
        title: the words of the heading above it.
        label: the words of the header, where the file has none.
        bookmark: the name of the bookmark around the heading.
        prefix: letters and digits for the file in its tags and bookmarks.

    Raises:
        S55Error: L201 when the file is not sound.
    """
    body = source.body
    adapter = AppendixAdapter(paper, source, _prepared(paper, source), prefix)
    take_notes(paper.file, source, adapter.adapt)
    adapter.adapt(body, source.main, paper.file.main)
    take_fonts(paper.file, source)
    paper.file.declare(paper.file.main, source.tree(source.main))
    last = end_section(body)
    found = [*sections(body), last]
    begin_appendix(found)
    paper.margins.complete(found[0], label, source)
    target = paper.file.body
    close_section(target, end_section(target))
    target.append(_heading(paper, title, bookmark))
    content = list(body)
    target.extend(content)
    target.append(last)
    # The next appendix ends this one's last section in its last paragraph.
    for run in _without_sections(content[:-1]):
        paper.file.set_aside(paper.file.main, run)


def _without_sections(
    elements: Sequence[etree._Element],
) -> Iterator[list[etree._Element]]:
    """Divide elements into runs, and leave out those that hold the properties of a section."""
    for holds, run in groupby(elements, lambda one: bool(sections(one))):
        if not holds:
            yield list(run)


def _prepared(paper: ComposedPaper, source: WordFile) -> WordStyles:
    """Make the file say its defaults and lower its headings; return its styles."""
    root = source.related_tree("styles")
    styles = xml.element("styles") if root is None else root
    if not same_theme(source, paper.file):
        numbering = source.related_tree("numbering")
        lists = [] if numbering is None else [numbering]
        say_theme(source, [styles, *stories(source), *lists])
    say_defaults(styles, paper.styles.root)
    found = WordStyles(styles)
    demote(found, source.body)
    return found


def _heading(paper: ComposedPaper, title: str, bookmark: str) -> etree._Element:
    made = xml.element("p")
    xml.add(xml.add(made, "pPr"), "pStyle", val=paper.heading)
    number = str(paper.taken.bookmark())
    xml.add(made, "bookmarkStart", id=number, name=bookmark)
    xml.add_run(made, title)
    xml.add(made, "bookmarkEnd", id=number)
    return made
