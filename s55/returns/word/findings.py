"""Report what else is in a returned Word file: tracked changes, comments, pictures, looks."""

from __future__ import annotations

import posixpath
import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from s55.importers.readers.word.reader import Unread
from s55.importers.readers.word.runs import alternative_of
from s55.importers.telling import told_of_field
from s55.model.verdict import Aside
from s55.problems import Problem, warning
from s55.records import dataclass
from s55.word.contents import FieldContents, is_text, text_of
from s55.word.describe import shortened
from s55.word.package import WordPackage
from s55.word.xml import R_ID, R_RUN, RPR, P, R, T, w

_INSERTED = frozenset(w(name) for name in ("ins", "moveTo"))
_DELETED = frozenset(w(name) for name in ("del", "moveFrom"))
_LOOKS = tuple(w(name) for name in ("rFonts", "color", "sz", "highlight", "shd", "u"))
_WORDS = frozenset({Aside.CROSSED_OUT, Aside.HIDDEN, Aside.EQUATION, Aside.UNKNOWN})
"""The kinds that are told outside of the places too: a form has none of its own."""
_NOTES = frozenset({Aside.FOOTNOTE, Aside.ENDNOTE})
_NO_LOOKS = frozenset({"", "auto", "none", "clear"})
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE_DATA = "{urn:schemas-microsoft-com:vml}imagedata"
_EMBED = f"{{{R}}}embed"
MAX_SHOWN = 200
"""Characters of a text in a message."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in a returned file.

    Attributes:
        name: its name in the file.
        data: its bytes.
        where: the field that it is in, or '' for none.
        words: its alternative text, or ''.
    """

    name: str
    data: bytes
    where: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """A tracked change in a place of a returned file.

    Attributes:
        author: who made it, '' where the file does not say.
        words: the words.
        is_deletion: whether it took them out; otherwise it put them in.
    """

    author: str
    words: str
    is_deletion: bool


def where_of(found: FieldContents) -> dict[etree._Element, str]:
    """Map each paragraph of the places to its field."""
    return {
        paragraph: place.path
        for place in found.places.values()
        for element in place.elements
        for paragraph in element.iter(P)
    }


def left_out(body: etree._Element, found: FieldContents, unread: Unread) -> Iterator[Problem]:
    """Yield R130 to R139 for what is left out of the places, kind by kind.

    Args:
        body: the document.
        found: the places, as the file came.
        unread: lists what is left out of its paragraphs and tables.
    """
    for place in found.places.values():
        asides = unread.of(place.elements)
        if is_text(place.path):  # it holds its notes
            asides = [one for one in asides if one.why not in _NOTES]
        yield from told_of_field(asides, f"'{place.path}'", place.path)
    where = where_of(found)
    for node in unread.between(body):
        beside = next((where[one] for one in node.itersiblings(P) if one in where), "") or next(
            (where[one] for one in node.itersiblings(P, preceding=True) if one in where), ""
        )
        name = f"'{beside}'" if beside else "a part of the form"
        yield from told_of_field(unread.of([node]), name, beside)
    for step in found.steps:
        if step.key is None and step.element is not None and not step.within:
            asides = [one for one in unread.of([step.element]) if one.why in _WORDS]
            yield from told_of_field(asides, f"the line '{shortened(step.text, 60)}'", "")


def tracked(body: etree._Element) -> Iterator[Problem]:
    """Yield R107 where changes are tracked; the text was read with them."""
    inserted = [one for one in body.iter(*_INSERTED) if one.find(f".//{T}") is not None]
    deleted = [one for one in body.iter(*_DELETED) if one.find(f".//{w('delText')}") is not None]
    if not (inserted or deleted):
        return
    authors = dict.fromkeys(one.get(w("author"), "") for one in (*inserted, *deleted))
    by = ", ".join(name for name in authors if name) or "somebody"
    yield warning(
        "R107",
        f"changes are tracked in the file ({_counted(inserted, 'insertion')}, "
        f"{_counted(deleted, 'deletion')}, by {by}), and nobody has accepted or rejected them: "
        "the text was read as if they were accepted",
        "If you are not sure that it is the final text, ask the person who sent it.",
    )


def tracked_by_place(found: FieldContents) -> dict[str, tuple[TrackedChange, ...]]:
    """List the tracked changes of each place that has some, by its path, in their order."""
    listed: dict[str, tuple[TrackedChange, ...]] = {}
    for place in found.places.values():
        changes = tuple(
            one for element in place.elements for one in _tracked_in(element) if one.words.strip()
        )
        if changes:
            listed[place.path] = (*listed.get(place.path, ()), *changes)
    return listed


def _tracked_in(element: etree._Element) -> Iterator[TrackedChange]:
    around = next(element.iterancestors(*_INSERTED), None)
    for one in (element.iter(*_INSERTED, *_DELETED)) if around is None else (around,):
        is_deletion = one.tag in _DELETED
        texts = element.iter(T) if one is around else one.iter(w("delText") if is_deletion else T)
        words = "".join(text.text or "" for text in texts)
        yield TrackedChange(one.get(w("author"), ""), words, is_deletion)


def _counted(found: Sequence[object], what: str) -> str:
    return f"{len(found)} {what}{'' if len(found) == 1 else 's'}"


def comments(
    package: WordPackage, body: etree._Element, where: dict[etree._Element, str]
) -> Iterator[Problem]:
    """Yield R108 for each comment in the margin, with its author and place."""
    places: dict[str, etree._Element] = {}
    for mark in body.iter(w("commentReference"), w("commentRangeStart")):
        paragraph = next(mark.iterancestors(P), None)
        if paragraph is not None:
            places.setdefault(mark.get(w("id"), ""), paragraph)
    for part in package.related("comments"):
        tree = package.tree(part)
        for one in tree.iter(w("comment")) if tree is not None else ():
            paragraph = places.get(one.get(w("id"), ""))
            path = where.get(paragraph, "") if paragraph is not None else ""
            beside = f"'{path}'" if path else "a part of the form"
            author = one.get(w("author")) or "somebody"
            yield warning(
                "R108",
                f"{author} comments at {beside}: '{shortened(text_of([one]), MAX_SHOWN)}'",
                "It is not in the draft. Answer it, or pass it on.",
                path=path,
            )


def images(
    package: WordPackage, body: etree._Element, where: dict[etree._Element, str]
) -> Iterator[Image]:
    """Yield the pictures in the document's text."""
    relations = package.relations(package.main)
    seen = set()
    for node in body.iter(_BLIP, _IMAGE_DATA):
        relation = relations.get(node.get(_EMBED) or node.get(R_ID) or "")
        part = "" if relation is None or relation.external else relation.target
        data = package.bytes_of(part)
        if data is None or part in seen:
            continue
        paragraph = next(node.iterancestors(P), None)
        path = where.get(paragraph, "") if paragraph is not None else ""
        if path:
            seen.add(part)
            yield Image(posixpath.basename(part), data, path, alternative_of(node))


def of_images(found: Iterable[Image]) -> Iterator[Problem]:
    """Yield R111 for each picture: a response cannot hold one."""
    for one in found:
        words = f" with the alternative text '{shortened(one.words)}'" if one.words else ""
        yield warning(
            "R111",
            f"there is a picture, '{one.name}', in '{one.where}'{words}; s55 keeps it beside the "
            "draft",
            "Describe it in words, or publish it and link to it.",
            path=one.where,
        )


def dropped_looks(
    found: FieldContents, changed: Sequence[str], styles: etree._Element | None
) -> Iterator[Problem]:
    """Yield R112 for fonts, sizes and colours in the places that came back changed.

    Args:
        found: the places.
        changed: the fields that came back changed.
        styles: the styles of the file. LibreOffice repeats their looks beside the words, where
            they were not pasted.
    """
    own = frozenset(_looks(styles)) if styles is not None else frozenset()
    runs = 0
    for place in found.places.values():
        if place.path in changed:
            for element in place.elements:
                held = (run.find(RPR) for run in element.iter(R_RUN))
                runs += sum(not own.issuperset(_looks(one)) for one in held if one is not None)
    if runs:
        yield warning(
            "R112",
            f"special fonts, sizes or colours were dropped from {runs} places of the changed text",
            "A response takes them from its template set; there is nothing to do.",
        )


def _looks(parent: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the fonts, sizes and colours below an element."""
    for look in parent.iter(*_LOOKS):
        for name in ("ascii", "hAnsi", "val", "fill"):
            said = look.get(w(name), "").lower()
            if said not in _NO_LOOKS:
                yield str(look.tag), said


def boxes(found: FieldContents, ticked: Mapping[str, bool], draft: str) -> Iterator[Problem]:
    """Yield R114 for each line of the office-use list that was ticked or cleared in the file."""
    for place in found.places.values():
        before = ticked.get(place.path)
        if place.checked is None or before is None or place.checked is before:
            continue
        recipient = place.path.partition(".")[2]
        did = "ticked" if place.checked else "cleared"
        yield warning(
            "R114",
            f"the line '{recipient}' of the office-use list was {did} in the file; the draft "
            "is unchanged, because it records the day as well",
            f"Record it: s55 mark {shlex.quote(draft)} {recipient} --on DATE.",
            path=place.path,
        )
