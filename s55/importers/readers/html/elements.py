"""List the elements of HTML, and what the reader does with each.

The table has every element of the HTML Living Standard, also those it calls obsolete (16.2).
What is not in it is told; a custom element (4.13) is read as browsers show it, like a span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from s55.model.verdict import HARMLESS, TAKEN, Aside, Reading, told

_TAKEN = (
    # sections, text and its groups (4.3, 4.4)
    "html body address article aside h1 h2 h3 h4 h5 h6 hgroup main section p pre blockquote ol ul "
    "menu li dl dt dd figure figcaption div center dir "
    # words within text (4.5): looks, links, breaks, and quotations
    "a em strong small cite q dfn abbr acronym data time code var samp kbd sub sup i b u mark bdi "
    "bdo span br ruby rb ins map tt big font nobr blink marquee basefont "
    # tables, the groups of a form, and what opens (4.9 to 4.11)
    "table caption tbody thead tfoot tr td th fieldset legend label output meter progress details "
    "summary picture slot "
    # old elements that show their text as it is
    "listing plaintext xmp multicol layer ilayer nolayer noframes frameset "
    # what browsers take words out of that stand in it by mistake
    "hr wbr col colgroup param source track bgsound spacer nextid"
).split()
_HARMLESS = "head title base link meta style script rp".split()
_TOLD: Mapping[str, tuple[str, ...]] = {
    Aside.CROSSED_OUT: ("del", "s", "strike"),
    Aside.HIDDEN: ("noscript", "template", "datalist", "noembed"),
    Aside.PICTURE: ("img", "image", "area"),
    Aside.DRAWING: ("svg", "canvas"),
    Aside.EQUATION: ("math",),
    Aside.PHONETIC: ("rt", "rtc"),
    Aside.OBJECT: ("object", "embed", "applet", "audio", "video"),
    Aside.OTHER_FILE: ("iframe", "frame", "fencedframe", "portal"),
    Aside.FORM_FIELD: (
        *("input", "textarea", "select", "selectedcontent", "option", "optgroup"),
        *("keygen", "isindex", "command", "menuitem"),
    ),
    Aside.AROUND: ("nav", "header", "footer", "form", "search", "dialog", "button"),
}

ELEMENTS: Mapping[str, Reading] = MappingProxyType(
    dict.fromkeys(_TAKEN, TAKEN)
    | dict.fromkeys(_HARMLESS, HARMLESS)
    | {tag: told(why) for why, tags in _TOLD.items() for tag in tags}
)
"""The elements by their names in small letters."""

UNKNOWN = told(Aside.UNKNOWN)
_CUSTOM = re.compile(r"[a-z][^\s/>]*-[^\s/>]*|[a-z]+:[a-z]+")
"""A custom element, or one of another namespace, as word processors write them ('o:p')."""


def reading_of(tag: str) -> Reading:
    """Say what the reader does with an element, by its name in small letters."""
    known = ELEMENTS.get(tag)
    if known is not None:
        return known
    return TAKEN if _CUSTOM.fullmatch(tag) else UNKNOWN


def counts() -> Iterator[tuple[str, int]]:
    """Count the elements with each verdict."""
    for verdict in sorted({reading.verdict for reading in ELEMENTS.values()}):
        yield verdict, sum(reading.verdict is verdict for reading in ELEMENTS.values())
