"""Work out how text in a Word layout looks, however a program wrote it down.

Each program that saves a Word file says the same looks in its own way: it moves them from the
defaults to a style, repeats a style's look in the text, writes "true" for a bare switch, rounds
measures. What is worked out here is what a reader sees (ECMA-376 part 1, 17.7.2).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from lxml import etree

from s55.lint.parsed.word_looks import HALF_POINTS
from s55.word.xml import TWIPS_PER_POINT, is_on, measure, value_of, w

Value = str | float | bool
Look = Mapping[str, Value]
"""What is said of some text, by name: see `said`. One laid over another is their merger.

In the style of a table, the looks of a part of it have the name of the part before them."""

_SINGLE_LINE = 240
"""One line, in the units of ``w:line`` (17.3.1.33)."""
_EIGHTHS = 8
"""Word keeps the width of lines in eighths of a point."""
_TWIPS_PER_MM = 56.6929
_SWITCHES = {
    "b": "bold",
    "i": "italic",
    "u": "underlined",
    "strike": "struck through",
    "caps": "in capitals",
    "smallCaps": "in small capitals",
    "vanish": "hidden",
}
_BREAKS = {
    "keepNext": "kept with the next",
    "keepLines": "kept together",
    "pageBreakBefore": "on a new page",
}
_SPACES = {"before": "space above", "after": "space below"}
_INDENTS = {
    "left": "from the left",
    "start": "from the left",
    "right": "from the right",
    "end": "from the right",
}
_SIDES = {"top": "line above", "bottom": "line below", "left": "line left", "right": "line right"}
_INSIDE = {"insideH": "lines between rows", "insideV": "lines between columns"}
_ALIGNMENTS = {"start": "left", "end": "right", "both": "justified"}
_UNITS = {"size": "pt", "lines": "%", **dict.fromkeys(_SPACES.values(), "pt")}
"""The units of measures; those that are not listed are in millimetres."""
_UNSEEN = {"pt": 0.1, "%": 1.0, "mm": 0.1}
"""Differences that come from the rounding of programs, and that nobody sees."""

PLAIN: Look = {
    **dict.fromkeys([*_SWITCHES.values(), *_BREAKS.values()], False),
    **dict.fromkeys(
        ["font", "colour", "shaded", "language", "background", "cell", *_SIDES.values()], ""
    ),
    **dict.fromkeys([*_SPACES.values(), *_INDENTS.values(), "first line in by"], 0.0),
    "size": 10.0,
    "lines": 100.0,
    "aligned": "left",
}
"""How text looks of which nothing is said."""


def said(name: str, value: Value | None) -> str:
    """Say one thing of a look in words: "font Arial", "not bold", "space below 8 pt"."""
    if isinstance(value, bool):
        return name if value else f"not {name}"
    if not isinstance(value, float):
        return f"{name} {value}" if value else f"no {name}"
    unit = _unit(name)
    # 117.5 % is 117 %, as LibreOffice has it after its rounding down
    shown = f"{math.ceil(value - 0.5) if unit == '%' else round(value, 1):g} {unit}"
    return shown if name == "size" else f"{name} {shown}"


def _unit(name: str) -> str:
    return _UNITS.get(name.rpartition(": ")[2], "mm")


def changes(before: Look, after: Look) -> dict[str, tuple[Value | None, Value | None]]:
    """Give what a reader sees to differ between two looks: before and after, by name."""
    return {
        name: (before.get(name), after.get(name))
        for name in dict.fromkeys([*before, *after])
        if not _alike(name, before.get(name), after.get(name))
    }


def additions(base: Look, look: Look) -> list[str]:
    """Say in words what a look that is laid over another one changes in it."""
    return [said(name, now) for name, (_, now) in changes(base, {**base, **look}).items()]


def _alike(name: str, one: Value | None, other: Value | None) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= _UNSEEN[_unit(name)] + 1e-9
    return one == other


def text_look(properties: etree._Element | None) -> Look:
    """Work out what a ``w:rPr`` says of characters."""
    if properties is None:
        return {}
    found: dict[str, Value] = dict(_switches(properties, _SWITCHES))
    # The font of a theme goes before one that is named beside it (17.3.2.26).
    fonts = (value_of(properties, "rFonts", one) for one in ("asciiTheme", "ascii"))
    font, size = next(filter(None, fonts), None), value_of(properties, "sz")
    language = value_of(properties, "lang")
    if font is not None:
        found["font"] = font
    if size is not None:
        found["size"] = measure(size) / HALF_POINTS
    if language is not None:
        found["language"] = language
    found.update(_coloured("colour", value_of(properties, "color")))
    found.update(_coloured("shaded", value_of(properties, "shd", "fill")))
    return found


def paragraph_look(properties: etree._Element | None) -> Look:
    """Work out what a ``w:pPr`` says of a paragraph."""
    if properties is None:
        return {}
    found: dict[str, Value] = dict(_switches(properties, _BREAKS))
    alignment = value_of(properties, "jc")
    if alignment is not None:
        found["aligned"] = _ALIGNMENTS.get(alignment, alignment)
    found.update(_coloured("background", value_of(properties, "shd", "fill")))
    found.update(_spaces(properties))
    found.update(_borders(properties.find(w("pBdr")), _SIDES))
    return found


def table_look(properties: etree._Element | None) -> Look:
    """Work out what a ``w:tblPr`` says of the lines of a table."""
    borders = None if properties is None else properties.find(w("tblBorders"))
    found = _borders(borders, {**_SIDES, **_INSIDE})
    return {f"table's {name}": line for name, line in found}


def cell_look(properties: etree._Element | None) -> Look:
    """Work out what a ``w:tcPr`` says of a cell."""
    return _coloured("cell", value_of(properties, "shd", "fill"))


def _switches(properties: etree._Element, names: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    for name, words in names.items():
        on = is_on(properties, name)
        if on is not None:
            yield words, on


def _coloured(name: str, colour: str | None) -> dict[str, str]:
    return {} if colour is None else {name: "" if colour == "auto" else colour.upper()}


def _spaces(properties: etree._Element) -> Iterator[tuple[str, Value]]:
    for attribute, name in _SPACES.items():
        space = value_of(properties, "spacing", attribute)
        if space is not None:
            yield name, measure(space) / TWIPS_PER_POINT
    line = value_of(properties, "spacing", "line")
    rule = value_of(properties, "spacing", "lineRule") or "auto"
    if line is not None and rule == "auto":
        yield "lines", 100 * measure(line) / _SINGLE_LINE
    elif line is not None:
        how = "at least" if rule == "atLeast" else "exactly"
        yield "lines", f"{how} {measure(line) / TWIPS_PER_POINT:.0f} pt"
    for attribute, name in _INDENTS.items():
        indent = value_of(properties, "ind", attribute)
        if indent is not None:
            yield name, measure(indent) / _TWIPS_PER_MM
    hanging, first = (value_of(properties, "ind", one) for one in ("hanging", "firstLine"))
    if hanging is not None or first is not None:
        yield "first line in by", (measure(first) - measure(hanging)) / _TWIPS_PER_MM


def _borders(borders: etree._Element | None, sides: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for side, name in sides.items() if borders is not None else ():
        kind, colour = value_of(borders, side) or "none", value_of(borders, side, "color")
        width = f"{measure(value_of(borders, side, 'sz')) / _EIGHTHS:g} pt"
        yield name, "" if kind in ("none", "nil") else f"{kind} {width} {colour or ''}".rstrip()
