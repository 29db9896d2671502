"""List the tags of pages that every HTML parser reads as they are written.

HTML says what becomes of anything: tags that are not closed, quotes that are missing, characters in
disguise. A parser for it takes long, and most pages that layouts make need none of that. A page is
plain if its tags are closed in turn, its attributes are quoted, and nothing in it makes a parser
read what follows in another way or copy it elsewhere. Its tree then has the elements of its tags,
and beside them those that tables imply, and paragraphs: all without attributes. Whether the tags do
harm is judged by :mod:`.safety`.
"""

from __future__ import annotations

import html
import re
from typing import NamedTuple

MAX_DEPTH = 50
"""Elements inside each other. A tree is at most four times as deep as the tags of a plain page: a
table implies up to three elements around a cell."""

_BEGINNING = re.compile(r"\s*<!DOCTYPE html>")
_PLAIN = r"[^\"&\x00-\x1f\x7f]*"
_VALUE = rf"{_PLAIN}(?:&(?:amp|lt|gt|quot|#34|#39);{_PLAIN})*"
"""A value without line ends and other controls, and with the few references that s55 writes."""
_NAME = r"[a-zA-Z][a-zA-Z0-9-]*"
_TAG = re.compile(
    r"<(?P<end>/)?(?P<name>[a-zA-Z][a-zA-Z0-9]*)"
    rf"(?P<attributes>(?:[ \n]+{_NAME}(?:=\"{_VALUE}\")?)*)[ \n]*(?P<closed>/)?>"
)
_ATTRIBUTE = re.compile(rf"(?P<name>{_NAME})(?:=\"(?P<value>[^\"]*)\")?(?=[ \n]|$)")
_HAS_NO_END = frozenset("area base br col embed hr img input link meta source track wbr".split())
_FORMATTING = frozenset("a b code em i s small strong u".split())
"""Parsers close these, and open them again, where a block begins in them."""
_IN_FORMATTING = _FORMATTING | frozenset(
    "abbr bdi bdo br cite data del dfn img ins kbd mark q samp span sub sup time var wbr".split()
)
_DRAWING = "svg"
_IN_DRAWING = frozenset(
    "g path rect circle ellipse line polyline polygon text tspan textPath title desc defs symbol "
    "use marker pattern mask clipPath linearGradient radialGradient stop".split()
)
"""A parser takes these for pieces of the drawing; at others it may end the drawing."""
_TEXT_ONLY = frozenset({"style", "title", "desc"})
"""Tags in these are text, or HTML in a drawing: where they hold none, they are read alike."""


class Tag(NamedTuple):
    """What begins an element.

    Attributes:
        name: of the element.
        drawn: whether it is a drawing, or in one.
        attributes: their names in small letters and their values, in their order.
    """

    name: str
    drawn: bool
    attributes: tuple[tuple[str, str], ...]


def plain_tags(page: str, stylesheet: str) -> set[Tag] | None:
    """List the different tags of a page, or give None if the page is not plain.

    What the page holds is known by them if all are of elements that :mod:`.safety` allows: there
    are others, such as scripts, after which a parser reads in a way of its own.

    Args:
        page: the page.
        stylesheet: the only text that a style element may hold.
    """
    beginning = _BEGINNING.match(page)
    if beginning is None or "\r" in page:
        return None
    open_now = _Open()
    found: set[tuple[str, bool, str]] = set()
    at = page.find("<", beginning.end())
    while at >= 0:
        tag = _TAG.match(page, at)
        if tag is None:
            return None
        at = page.find("<", tag.end())
        name = tag["name"]
        if tag["end"]:
            if not open_now.closes(name):
                return None
        elif not open_now.opens(name, at_once=bool(tag["closed"])):
            return None
        else:
            found.add((name, open_now.drawing, tag["attributes"]))
            text = page[tag.end() : at] if name in _TEXT_ONLY else ""
            if name in _TEXT_ONLY and not page.startswith(f"</{name}>", at):
                return None
            if name == "style" and text.strip() != stylesheet.strip():
                return None
    return None if open_now.names else {_tag(*one) for one in found}


class _Open:
    """The elements that are open at a place of the page."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.drawing = False
        self._formatting = 0

    def opens(self, name: str, *, at_once: bool) -> bool:
        """Open an element; False where a parser would put it elsewhere, or too deep.

        Args:
            name: of the element.
            at_once: whether the tag closes it too, which it does in drawings only.
        """
        if self.drawing:
            if name not in _IN_DRAWING:
                return False
            if at_once:
                return True
        elif not name.islower() or (self._formatting and name not in _IN_FORMATTING):
            return False
        elif name in _HAS_NO_END:
            return True
        elif at_once or (name == "a" and name in self.names):
            return False
        self.names.append(name)
        self.drawing = self.drawing or name == _DRAWING
        self._formatting += name in _FORMATTING
        return len(self.names) <= MAX_DEPTH

    def closes(self, name: str) -> bool:
        """Close the innermost element; False where it has another name."""
        if not self.names or self.names.pop() != name:
            return False
        self.drawing = self.drawing and name != _DRAWING
        self._formatting -= name in _FORMATTING
        return True


def _tag(name: str, drawn: bool, attributes: str) -> Tag:  # a part of what is found
    pairs = [
        (found["name"].lower(), html.unescape(found["value"] or ""))
        for found in _ATTRIBUTE.finditer(attributes)
    ]
    return Tag(name, drawn, tuple(pairs))
