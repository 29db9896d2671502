"""Number the sections and paragraphs of a Word file by one list of several levels: 1, 1.1, 1.2.

The list belongs to two paragraph styles (ECMA-376 part 1, 17.9.23): whoever adds a heading or a
paragraph in Word gets the next number, and all after it move on.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from s55.templating.manifest import StyleNames
from s55.views.fields import SECTION_LEVEL
from s55.word import xml
from s55.word.numbering import LAST_LEVEL, NewLists
from s55.word.styles import NUMBERED, WordStyles
from s55.word.xml import element, value_of, w

_GAP = 709
"""Twips (1.25 cm) from a number to the text: it stands in the page's margin, so that text, lists
and tables keep their place."""


def number_by_styles(styles: WordStyles, numbering: NewLists, names: StyleNames) -> str:
    """Have the headings of sections numbered, and the style of numbered paragraphs.

    That style is made where the layout has none of its own.

    Args:
        styles: the layout's styles.
        numbering: the document's lists.
        names: the names of the styles that text of the draft takes.

    Returns:
        the id of the style of headings of sections.

    Raises:
        S55Error: L208 where the layout lacks a style.
    """
    heading = styles.style_id("paragraph", f"heading {SECTION_LEVEL}")
    if not styles.has("paragraph", NUMBERED):
        made = styles.add("paragraph", "NumberedParagraph", NUMBERED, names.paragraph)
        made.set(w("customStyle"), "1")
        xml.add(made, "qFormat")
    paragraph = styles.style_id("paragraph", NUMBERED)
    levels = [_level(0, heading), _level(1, paragraph)]
    levels += [_level(number, None) for number in range(2, LAST_LEVEL + 1)]
    pattern = numbering.add_pattern(levels, like=names.numbered_list)
    list_id = numbering.new_list(pattern, 0, None)
    for level, style_id in enumerate((heading, paragraph)):
        style = styles.by_id[style_id]
        xml.put(style, element("next", val=paragraph), xml.STYLE)
        properties = style.find(xml.PPR)
        if properties is None:
            properties = element("pPr")
            xml.put(style, properties, xml.STYLE)
        xml.put(properties, _list_of(list_id, level), xml.PARAGRAPH)
    return heading


def _level(level: int, style: str | None) -> etree._Element:
    made = element("lvl", ilvl=str(level))
    xml.add(made, "start", val="1")
    xml.add(made, "numFmt", val="decimal")
    if style is not None:
        xml.add(made, "pStyle", val=style)
    xml.add(made, "lvlText", val=".".join(f"%{one + 1}" for one in range(level + 1)))
    xml.add(made, "lvlJc", val="left")
    left = _GAP * max(0, level - 1)
    xml.add(xml.add(made, "pPr"), "ind", left=str(left), hanging=str(_GAP))
    return made


def _list_of(list_id: int, level: int) -> etree._Element:
    made = element("numPr")
    xml.add(made, "ilvl", val=str(level))
    xml.add(made, "numId", val=str(list_id))
    return made


def numbered_places(root: etree._Element, heading: str) -> Iterator[etree._Element]:
    """Yield the paragraphs of a layout whose text is numbered.

    Those before the first heading of a section are not, nor those in a table. The heading that is
    beside another in the row of a table has no number of its own.

    Args:
        root: the document, its tags worked out.
        heading: the id of the style of headings of sections.
    """
    is_begun = False
    for paragraph in list(root.iter(xml.P)):
        cell = next(paragraph.iterancestors(xml.TC), None)
        if value_of(paragraph.find(xml.PPR), "pStyle") == heading:
            is_begun = True
            if cell is not None and list(cell.itersiblings(xml.TC, preceding=True)):
                xml.put(paragraph[0], _list_of(0, 0), xml.PARAGRAPH)
            else:
                _make_room(paragraph[0])
        elif is_begun and cell is None:
            yield paragraph


def _make_room(properties: etree._Element) -> None:
    """Move the number of a heading with an indentation of its own into the margin too."""
    indent = properties.find(w("ind"))
    if indent is None:
        return
    indent.set(w("hanging"), str(xml.measure(indent.get(w("hanging"))) + _GAP))
    tabs = properties.find(w("tabs"))
    if tabs is None:
        tabs = element("tabs")
        xml.put(properties, tabs, xml.PARAGRAPH)
    tabs.insert(0, element("tab", val="left", pos="0"))
