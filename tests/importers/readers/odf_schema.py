"""Walk the schema of OpenDocument 1.3 as the reader walks a document."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from functools import cache
from importlib.resources import files

from lxml import etree

_R = "{http://relaxng.org/ns/structure/1.0}"
_SCHEMA = "odf/schemas/odf-1.3/OpenDocument-v1.3-schema.rng"
ROOTS = (
    "office:text style:header style:header-left style:header-first "
    "style:footer style:footer-left style:footer-first"
).split()


@cache
def _definitions() -> tuple[etree._Element, dict[str, list[etree._Element]]]:
    root = etree.fromstring(files("openxml_audit").joinpath(_SCHEMA).read_bytes())
    found: dict[str, list[etree._Element]] = {}
    for one in root.iter(f"{_R}define"):
        found.setdefault(one.get("name", ""), []).append(one)
    return root, found


def _contents(pattern: etree._Element, seen: set[str]) -> Iterator[etree._Element]:
    """The elements, texts and values that a pattern allows, attributes apart."""
    for child in pattern.iterchildren(etree.Element):
        if child.tag in {f"{_R}{kind}" for kind in ("element", "text", "data", "value")}:
            yield child
        elif child.tag == f"{_R}ref":
            name = child.get("name", "")
            if name not in seen:
                seen.add(name)
                for definition in _definitions()[1].get(name, ()):
                    yield from _contents(definition, seen)
        elif child.tag not in {f"{_R}{kind}" for kind in ("attribute", "name", "anyName")}:
            yield from _contents(child, seen)


def _names(element: etree._Element) -> list[str]:
    own = element.get("name")
    return [own] if own else [name.text or "" for name in element.iterfind(f".//{_R}name")]


def reached(roots: Iterable[str], apart: Container[str]) -> dict[str, bool]:
    """The elements below ``roots``, each with whether it can hold characters of its own.

    Args:
        roots: names such as 'office:text'.
        apart: elements that are not looked into.
    """
    wanted = set(roots)
    root, _ = _definitions()
    waiting = [one for one in root.iter(f"{_R}element") if wanted & set(_names(one)[:1])]
    seen = set(waiting)
    found: dict[str, bool] = {}
    while waiting:
        element = waiting.pop()
        contents = list(_contents(element, set()))
        words = any(one.tag != f"{_R}element" for one in contents)
        for name in _names(element):
            found[name] = found.get(name, False) or words
        if any(name not in apart for name in _names(element)):
            inner = {one for one in contents if one.tag == f"{_R}element"} - seen
            seen |= inner
            waiting += inner
    return found
