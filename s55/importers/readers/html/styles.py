"""Work out the styles of a page that change what its words mean: struck out, hidden, raised.

The style sheets in the page and the styles of its elements are read with tinycss2 and matched with
cssselect2, which render PDFs too; nothing is loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

import cssselect2
import tinycss2
from lxml.html import HtmlElement
from tinycss2.color3 import parse_color

_PROPERTIES = frozenset(
    "text-decoration text-decoration-line display visibility opacity font-size vertical-align "
    "list-style list-style-type background background-color border border-top border-right "
    "border-bottom border-left border-style color content".split()
)
_NAMED_STRUCK = re.compile(
    r"(?:^|\s)(?:line-through|strike(?:-?(?:through|out))?|struck(?:-out)?|text-strike)(?:\s|$)",
    re.I,
)
_ZERO = re.compile(r"0+(?:\.0*)?(?:px|pt|em|rem|%)?")
_TINY = re.compile(r"0*(?:\.\d+|1(?:\.0*)?)(?:px|pt)")
"""A size of characters of at most one pixel or point, which nobody can read."""
_AROUND_WORDS = frozenset({"before", "after", "marker"})
"""The parts of an element in which a style sheet can write words of its own."""
_MOST_RULES = 5_000
_MOST_NESTED = 4
_MANY = 5_000
_SLOW = re.compile(r"~|:has\(|:nth-|:first-of|:last-of|:only-of")
"""Selectors that take a time for each element that grows with the number of elements."""

Style = Mapping[str, str]


class PageStyles:
    """Knows the styles of the elements of a page that change what its words mean."""

    def __init__(self, root: HtmlElement) -> None:
        self._by_sheet: dict[Any, dict[str, str]] = {}
        self._written: dict[tuple[Any, str], str] = {}
        rules = [rule for style in root.iter("style") for rule in _rules(style.text or "")]
        if not rules:
            return
        many = sum(1 for _ in zip(root.iter(), range(_MANY + 1), strict=False)) > _MANY
        matcher = cssselect2.Matcher()
        for prelude, style in rules[:_MOST_RULES]:
            if many and _SLOW.search(tinycss2.serialize(prelude)):
                continue
            try:
                selectors = cssselect2.compile_selector_list(prelude)
            except cssselect2.SelectorError:
                continue
            for selector in selectors:
                if selector.pseudo_element is None or selector.pseudo_element in _AROUND_WORDS:
                    matcher.add_selector(selector, style)
        self._match(root, matcher)

    def _match(self, root: HtmlElement, matcher: Any) -> None:
        """Note what the rules say of each element, and of the words beside it."""
        for wrapper in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
            element = wrapper.etree_element
            # What counts more comes later (CSS cascade 6.4).
            for *_, part, style in sorted(matcher.match(wrapper), key=itemgetter(0, 1)):
                if part is None:
                    self._by_sheet.setdefault(element, {}).update(style)
                elif "content" in style:
                    self._written[element, part] = style["content"]

    def of(self, element: HtmlElement) -> Style:
        """Give the styles of an element, those of its own attribute last."""
        style = {**self._by_sheet.get(element, {})}
        if own := element.get("style"):
            style |= _declared(tinycss2.parse_declaration_list(own))
        return style

    def written(self) -> Iterator[tuple[HtmlElement, str]]:
        """Yield what the style sheets write before and after elements, if it has words."""
        for (element, _), content in self._written.items():
            text = "".join(
                _said(one, element) for one in tinycss2.parse_component_value_list(content)
            )
            if any(character.isalnum() for character in text):
                yield element, " ".join(text.split())


def _said(value: Any, element: HtmlElement) -> str:
    """Read a part of ``content``: a text, or the attribute that it shows."""
    if value.type == "function" and value.lower_name == "attr":
        names = (one.lower_value for one in value.arguments if one.type == "ident")
        return element.get(next(names, "")) or ""
    return str(value.value) if value.type == "string" else ""


def _rules(text: str, depth: int = 0) -> Iterator[tuple[Sequence[Any], dict[str, str]]]:
    """Yield the rules of a style sheet for screens that say something of these properties."""
    yield from _inner(tinycss2.parse_stylesheet(text, True, True), depth)


def _inner(found: Sequence[Any], depth: int) -> Iterator[tuple[Sequence[Any], dict[str, str]]]:
    for rule in found:
        if rule.type == "qualified-rule":
            style = _declared(tinycss2.parse_declaration_list(rule.content))
            if style:
                yield rule.prelude, style
        elif rule.type == "at-rule" and rule.content and depth < _MOST_NESTED:
            medium = tinycss2.serialize(rule.prelude).lower()
            if rule.lower_at_keyword == "media" and not re.search(
                r"print|speech|max-|min-", medium
            ):
                yield from _inner(tinycss2.parse_rule_list(rule.content, True, True), depth + 1)


def _declared(found: Sequence[Any]) -> dict[str, str]:
    return {
        one.lower_name: _value(one)
        for one in found
        if one.type == "declaration" and one.lower_name in _PROPERTIES
    }


def _value(declaration: Any) -> str:
    written = str(tinycss2.serialize(declaration.value)).strip()
    return written if declaration.lower_name == "content" else written.lower()


def is_struck(element: HtmlElement, style: Style) -> bool:
    """Whether a line runs through the words of an element."""
    line = style.get("text-decoration-line", style.get("text-decoration"))
    if line is not None:
        return "line-through" in line
    return bool(_NAMED_STRUCK.search(element.get("class") or ""))


def is_hidden(element: HtmlElement, style: Style) -> bool:
    """Whether a browser does not show an element."""
    hidden = element.get("hidden")
    return (
        (hidden is not None and hidden.lower() != "until-found")
        or style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or any(_ZERO.fullmatch(style.get(name, "")) for name in ("opacity", "font-size"))
        or bool(_TINY.fullmatch(style.get("font-size", "")))
        or _is_in_the_colour_of_its_ground(style)
    )


def _is_in_the_colour_of_its_ground(style: Style) -> bool:
    """Whether the colour of the words is none, or that of the ground which the same rules give."""
    colour = parse_color(style.get("color", "inherit"))
    if colour is None or isinstance(colour, str):
        return False
    ground = parse_color(style.get("background-color", style.get("background", "none")))
    return bool(colour.alpha == 0 or colour == ground)


def is_framed(style: Style) -> bool:
    """Whether an element has lines on two sides, a bar on its left or a ground of its own."""
    grounds = style.get("background-color", style.get("background", "none")).split()
    if grounds and not {*grounds} & _NO_GROUND:
        return True
    sides = [style.get(f"border-{side}", style.get("border", "none")) for side in _SIDES]
    styled = style.get("border-style", "none")
    drawn = [side for side in sides if {*side.split()} & _DRAWN and not _ZERO.match(side)]
    bar = drawn == sides[-1:] and bool(_THICK.search(drawn[0]))
    return len(drawn) > 1 or bar or bool({*styled.split()} & _DRAWN)


_SIDES = ("top", "right", "bottom", "left")
_THICK = re.compile(r"\b(?:thick|(?:[3-9]|\d\d)(?:\.\d+)?(?:px|pt))\b|\.[2-9]\d*r?em\b|\b[1-9]mm\b")
"""The width of a bar, which is no line that only divides."""
_DRAWN = frozenset({"solid", "dashed", "dotted", "double", "groove", "ridge", "inset", "outset"})
_NO_GROUND = frozenset("none transparent inherit initial unset white #fff #ffffff".split())


_LIST_TYPES = {
    "decimal": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A",
    "upper-latin": "A", "lower-roman": "i", "upper-roman": "I",
}  # fmt: skip


def list_type(element: HtmlElement, style: Style) -> str:
    """Give the type of an ordered list: '1', 'a', 'A', 'i' or 'I'."""
    named = f"{style.get('list-style-type', '')} {style.get('list-style', '')}".split()
    found = next((_LIST_TYPES[word] for word in named if word in _LIST_TYPES), "")
    return found or (element.get("type") or "1")[:1]
