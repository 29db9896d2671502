"""Find the notes of a page, and the raised figures that lead to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

from s55.richtext.figures import raised

_MARK = re.compile(r"\[?\(?(?:\d{1,3}|[*†‡§])\)?\]?(?:,\s?\d{1,3})*")
_NOTES = frozenset({"li", "p", "div", "aside", "dd", "dt", "td", "span"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ROLES = frozenset({"doc-footnote", "doc-endnote"})
"""A note that says so is one also where no mark leads to it (DPUB-ARIA 1.1)."""
_FEWEST = 3
"""As many raised figures that count on from 1 are marks, wherever their notes are."""


class PageNotes:
    """Knows the marks of notes on a page, and the notes that they lead to."""

    def __init__(self, root: HtmlElement) -> None:
        named = {element.get("id"): element for element in root.iter() if _named(element)}
        self._marks: set[HtmlElement] = set()
        self._notes = {one for one in root.iter(etree.Element) if one.get("role") in _ROLES}
        self._told: dict[HtmlElement, HtmlElement] = {}
        loose: list[HtmlElement] = []
        for mark in _marks(root):
            target = _target(mark, named)
            if target is not None and mark not in target.iterdescendants():
                self._marks.add(mark)
                self._notes.add(target)
                if any(map(_says_so, mark.iter())):
                    self._told[mark] = target
            elif mark.tag == "sup" and raised("".join(mark.itertext())) is None:
                self._marks.add(mark)
            elif mark.tag == "sup":
                loose.append(mark)
        self._marks |= set(_counted(loose))

    def is_mark(self, element: HtmlElement) -> bool:
        """Whether an element is the mark of a note."""
        return element in self._marks

    def note_of(self, mark: HtmlElement) -> HtmlElement | None:
        """Find the note to which a mark leads that says so, by its role (DPUB-ARIA 1.1) or class.

        The class is that of pandoc, markdown-it and their like.
        """
        return self._told.get(mark)

    def is_taken(self, element: HtmlElement) -> bool:
        """Whether an element is a note that is read at its mark, or the heading over such notes."""
        section = element.getparent() if element.tag in _HEADINGS else None
        if section is not None and section.get("role") == "doc-endnotes":
            return any(note in section.iterdescendants() for note in self._told.values())
        return element in self._told.values()

    def is_note(self, element: HtmlElement) -> bool:
        """Whether an element is a note that a mark leads to."""
        return element in self._notes


def _says_so(element: HtmlElement) -> bool:
    return bool(element.get("role") == "doc-noteref" or element.get("class") == "footnote-ref")


def _named(element: HtmlElement) -> bool:
    return isinstance(element.tag, str) and bool(element.get("id"))


def _marks(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield what looks like the mark of a note: raised figures, and links said to lead to one."""
    for element in root.iter("sup", "a"):
        said = element.tag == "sup" or element.get("role") == "doc-noteref"
        inside = next(element.iterancestors("sup"), None) is not None
        if said and not inside and _MARK.fullmatch("".join(element.itertext()).strip()):
            yield element


def _target(mark: HtmlElement, named: dict[str | None, HtmlElement]) -> HtmlElement | None:
    """Find the note that a mark leads to, by a link in it or round it."""
    links = [*mark.iter("a"), *mark.iterancestors("a")]
    for link in links:
        target = named.get((link.get("href") or "").partition("#")[2] or None)
        while target is not None and target.tag in ("a", "sup", "span"):
            # Many editors name the number before the note, not the note.
            target = target.getparent()
        if target is not None and target.tag in _NOTES:
            return target
    return None


def _counted(marks: list[HtmlElement]) -> list[HtmlElement]:
    """Select the figures that count on from 1 through the page."""
    found: list[HtmlElement] = []
    following = 1
    for mark in marks:
        text = "".join(mark.itertext()).strip()
        before = mark.getprevious()
        parent = mark.getparent()
        said = (
            before.tail if before is not None else parent.text if parent is not None else ""
        ) or ""
        if not text.isdecimal() or said[-1:].isdigit():
            continue
        if int(text) in (1, following):
            following = int(text) + 1
            found.append(mark)
    return found if len(found) >= _FEWEST else []
