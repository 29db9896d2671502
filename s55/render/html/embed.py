"""A page of its own made a part of another: headings lower, ids of its own, no second main part."""

from __future__ import annotations

import re

from lxml import etree, html
from markupsafe import Markup

from s55.render.html.scope import HEADING_CLASS, ID_ATTRIBUTE, MAIN_CLASS

_HEADING = re.compile(r"h[1-6]")
_DEEPEST = 6
_POINTS_TO_ONE = ("for", "list")
_POINTS_TO_SEVERAL = (
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-owns",
    "aria-details",
    "headers",
)
_URL = re.compile(r"url\(\s*[\"']?#([^\"')]+)[\"']?\s*\)")
_PAGE_ROLES = frozenset({"main", "banner", "contentinfo"})


def as_part(page: str, prefix: str, *, lower: int) -> Markup:
    """What a page shows, ready to stand within another.

    Args:
        page: the page.
        prefix: what its ids begin with, so that no two parts have the same.
        lower: how many levels lower its headings are to stand; none is below the sixth.
    """
    root = html.document_fromstring(page)
    body = root.find("body")
    if body is None:
        return Markup()
    for link in body.findall("a"):
        if (link.get("href") or "").startswith("#"):  # it skips what stands before the main part
            _drop(link)
    for element in body.iter(etree.Element):
        _lowered(element, lower)
        _renamed(element, prefix)
    text = Markup.escape(body.text or "")
    parts = (html.tostring(child, encoding="unicode") for child in body)
    return text + Markup("").join(map(Markup, parts))


def _lowered(element: etree._Element, lower: int) -> None:
    tag = str(element.tag)
    if _HEADING.fullmatch(tag):
        _add_class(element, f"{HEADING_CLASS}{tag[1]}")
        element.tag = f"h{min(int(tag[1]) + lower, _DEEPEST)}"
    elif tag == "main":
        _add_class(element, MAIN_CLASS)
        element.tag = "div"
    if element.get("role") in _PAGE_ROLES:
        del element.attrib["role"]


def _add_class(element: etree._Element, name: str) -> None:
    element.set("class", " ".join(filter(None, (element.get("class"), name))))


def _drop(link: etree._Element) -> None:
    """Remove an element of the page's body, and keep what stands after it."""
    body = link.getparent()
    if body is not None:
        before = link.getprevious()
        after = link.tail or ""
        if before is None:
            body.text = (body.text or "") + after
        else:
            before.tail = (before.tail or "") + after
        body.remove(link)


def _renamed(element: etree._Element, prefix: str) -> None:
    for key, value in [(str(name), str(value)) for name, value in element.attrib.items()]:
        if key == "id":
            element.set(ID_ATTRIBUTE, value)
            element.set("id", f"{prefix}-{value}")
        elif key in _POINTS_TO_ONE:
            element.set(key, f"{prefix}-{value}")
        elif key in _POINTS_TO_SEVERAL:
            element.set(key, " ".join(f"{prefix}-{one}" for one in value.split()))
        elif key in {"href", "xlink:href"} and value.startswith("#"):
            element.set(key, f"#{prefix}-{value[1:]}")
        elif "url(" in value:
            element.set(key, _URL.sub(rf"url(#{prefix}-\1)", value))
