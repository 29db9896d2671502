"""Find words of a Word file that have the colour of what they stand on: nobody sees them."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from s55.word.styles import WordStyles
from s55.word.xml import PPR, RPR, TBL, TC, P, value_of, w

_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_PAGE = "FFFFFF"
_NEAR = 5
"""By as much two colours differ in each of red, green and blue (0 to 255) and look the same."""
_HIGHLIGHTS = {"white": "FFFFFF", "black": "000000", "none": ""}
_PLAIN_FILLS = frozenset({"clear", "nil", "solid", ""})
_FIRST = 4
"""Among so many elements of a paragraph, a cell or a table are its properties."""
_ANY = "any"
"""A ground whose colour is not known: words on it count as seen."""


def is_unseen(run: etree._Element, style: str | None, styles: WordStyles) -> bool:
    """Whether a run has the colour of its ground.

    Where it stands in a text box, or in a table whose style has a fill, it counts as seen.

    Args:
        run: the element.
        style: of its paragraph.
        styles: of the file.
    """
    properties = run.find(RPR)
    colour = styles.look(style, properties, "color", "val")
    return bool(_HEX.fullmatch(colour)) and is_alike(colour, _ground(run, style, styles))


def is_alike(one: str, other: str) -> bool:
    """Whether two colours as 'rrggbb' look the same; what is none is like nothing."""
    return bool(_HEX.fullmatch(one) and _HEX.fullmatch(other)) and all(
        abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) <= _NEAR for at in (0, 2, 4)
    )


def _ground(run: etree._Element, style: str | None, styles: WordStyles) -> str:
    """Find the colour that a run stands on, or :data:`_ANY`."""
    properties = run.find(RPR)
    highlight = styles.look(style, properties, "highlight", "val")
    if shown := _HIGHLIGHTS.get(highlight, _ANY if highlight else ""):
        return shown
    own = properties.find(w("shd")) if properties is not None else None
    if own is None:
        fills = (one.find(f"{RPR}/{w('shd')}") for one in styles.chain(style))
        own = next((one for one in fills if one is not None), None)
    under = (_under(around, styles) for around in run.iterancestors())
    return _fill(own) or next(filter(None, under), _PAGE)


def _under(around: etree._Element, styles: WordStyles) -> str:
    """Find the colour that an element gives to what stands in it, '' for none."""
    if around.tag == w("txbxContent"):
        return _ANY
    if around.tag == P:
        return _fill(styles.paragraph_property(_properties(around, PPR), "shd"))
    if around.tag == TC:
        properties = _properties(around, w("tcPr"))
        return "" if properties is None else _fill(properties.find(w("shd")))
    if around.tag == TBL:
        return _of_table(around, styles)
    if around.tag == w("document"):
        return (value_of(around, "background", "color") or "").replace("auto", "")
    return ""


def _properties(holder: etree._Element, tag: str) -> etree._Element | None:
    """Find the properties of an element, which are among its first elements.

    To look through all of them for each run would take very long in a paragraph of many runs.
    """
    return next((one for one in islice(holder, _FIRST) if one.tag == tag), None)


def _of_table(table: etree._Element, styles: WordStyles) -> str:
    properties = _properties(table, w("tblPr"))
    chain = styles.chain(value_of(properties, "tblStyle") or "")
    if any(_fill(one) for named in chain for one in named.iter(w("shd"))):
        return _ANY
    return _fill(properties.find(w("shd"))) if properties is not None else ""


def _fill(shade: etree._Element | None) -> str:
    """Return the colour of a shade (ECMA-376 part 1, 17.3.5), '' for none."""
    if shade is None:
        return ""
    pattern, fill = shade.get(w("val"), ""), shade.get(w("fill"), "auto")
    if pattern == "solid":
        fill = shade.get(w("color"), "auto")
    if pattern not in _PLAIN_FILLS:
        return _ANY
    return fill if _HEX.fullmatch(fill) else ""
