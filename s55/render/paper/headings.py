"""The headings of an appendix, each a level below what it was: the appendix's own title is above.

A heading takes the look of the next level of its own file. Where a file numbers its headings, or
gives other styles a place in the outline, the look stays and only that place changes.
"""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree

from s55.render.paper.styles import by_id, chain
from s55.word.xml import PARAGRAPH, PPR, STYLE, P, element, put, value_of, w, whole

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_DEEPEST = 8
"""The ninth level, counted from 0 as Word does."""


def demote(styles: etree._Element, body: etree._Element) -> None:
    """Lower every heading of a document by one level.

    Args:
        styles: the ``w:styles`` of its file, which are changed where they must.
        body: its text.
    """
    known = by_id(styles)
    places = {style_id: _level(known, style_id) for style_id in known}
    headings = {
        _heading(style): style_id
        for style_id, style in known.items()
        if _heading(style) and style.get(w("type")) == "paragraph"
    }
    numbered = any(_is_numbered(known, style_id) for style_id in headings.values())
    lower: dict[str, str] = {}
    paragraphs = [one for one in body.iter(P) if one.find(PPR) is not None]
    used = {value_of(one.find(PPR), "pStyle") or "" for one in paragraphs}
    for level in sorted(headings, reverse=True):
        style_id = headings[level]
        if style_id in used and level <= _DEEPEST and not numbered:
            lower[style_id] = headings.get(level + 1) or _derived(styles, known[style_id], level)
    for style_id, place in places.items():
        style = known[style_id]
        if place is not None and (numbered or not _heading(style)):
            _set_level(style, place + 1)
            if _heading(style):
                put(style, element("name", val=f"{value_of(style, 'name')} below"), STYLE)
                style.set(w("customStyle"), "1")
    for paragraph in paragraphs:
        _lower(paragraph, lower)


def _heading(style: etree._Element) -> int:
    """The level (1 to 9) of one of Word's own heading styles; 0 for other styles."""
    found = _HEADING.fullmatch(value_of(style, "name") or "")
    return int(found[1]) if found else 0


def _level(styles: dict[str, etree._Element], style_id: str) -> int | None:
    """The place of a style in the outline, counted from 0; None for text."""
    for style in chain(styles, style_id):
        if style.get(w("type")) != "paragraph":
            return None
        said = value_of(style.find(PPR), "outlineLvl")
        if said is not None:
            place = whole(said, _DEEPEST + 1)
            return place if 0 <= place <= _DEEPEST else None
        if _heading(style):
            return _heading(style) - 1
    return None


def _is_numbered(styles: dict[str, etree._Element], style_id: str) -> bool:
    for style in chain(styles, style_id):
        number = value_of(style.find(f"{PPR}/{w('numPr')}"), "numId")
        if number is not None:
            return number != "0"
    return False


def _set_level(style: etree._Element, place: int) -> None:
    properties = style.find(PPR)
    if properties is None:
        properties = put(style, element("pPr"), STYLE)
    level = element("outlineLvl", val=str(min(place, _DEEPEST)))
    put(properties, level, PARAGRAPH)


def _derived(styles: etree._Element, style: etree._Element, level: int) -> str:
    """A heading style for the level below, which looks like the one above."""
    made = deepcopy(style)
    style_id = f"Heading{level + 1}"
    while style_id in by_id(styles):
        style_id += "x"
    made.set(w("styleId"), style_id)
    put(made, element("name", val=f"heading {level + 1}"), STYLE)
    for link in made.findall(w("link")):
        made.remove(link)
    _set_level(made, level)
    styles.append(made)
    return style_id


def _lower(paragraph: etree._Element, lower: dict[str, str]) -> None:
    properties = paragraph.find(PPR)
    if properties is None:
        return
    style, place = properties.find(w("pStyle")), properties.find(w("outlineLvl"))
    if style is not None:
        name = style.get(w("val"), "")
        style.set(w("val"), lower.get(name, name))
    if place is not None:
        said = whole(place.get(w("val")), _DEEPEST + 1)
        place.set(w("val"), str(min(said + 1, _DEEPEST)) if said <= _DEEPEST else str(said))
