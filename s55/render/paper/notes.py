"""Merge the footnotes, endnotes and fonts of several Word files."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from s55.render.paper.file import WordFile, references
from s55.render.word.package import damaged
from s55.word.package import Relation
from s55.word.xml import SETTINGS, R, element, put, w, whole

_KINDS = {"footnotes": "footnote", "endnotes": "endnote"}
_ID, _TYPE = w("id"), w("type")
MARGINS = (w("headerReference"), w("footerReference"))
"""What refers to headers and footers; their text is adapted separately."""

_LINES = frozenset({"separator", "continuationSeparator", "continuationNotice"})
_FONT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"

Adapt = Callable[[etree._Element, str, str], None]
"""Makes a note of an appendix fit the paper, with the names of the parts it leaves and joins."""


def notes_of(source: WordFile) -> list[etree._Element]:
    """List the parts of a file that hold notes."""
    parts = (source.related(source.main, kind) for kind in _KINDS)
    return [source.tree(part) for part in parts if part]


def take_notes(paper: WordFile, source: WordFile, adapt: Adapt) -> None:
    """Take over the notes of an appendix; its text then refers to them."""
    for kind, name in _KINDS.items():
        old_part = source.related(source.main, kind)
        if old_part is None:
            continue
        notes = source.tree(old_part)
        part = paper.related(paper.main, kind) or _new_part(paper, kind, notes)
        paper.declare(part, notes)
        root = paper.tree(part)
        last = max((whole(one.get(_ID)) for one in root), default=0)
        new: dict[str, str] = {}
        for note in list(notes):
            if note.tag == w(name) and note.get(_TYPE) not in _LINES:
                last += 1
                new[note.get(_ID, "")] = str(last)
                adapt(note, old_part, part)
                note.set(_ID, str(last))
                root.append(note)
        for reference in list(source.body.iter(w(f"{name}Reference"))):
            reference.set(_ID, new.get(reference.get(_ID, ""), "0"))


def _new_part(paper: WordFile, kind: str, notes: etree._Element) -> str:
    """Add a part for notes, with the lines above them as in the appendix."""
    root = element(kind)
    root.extend(deepcopy(one) for one in notes if one.get(_TYPE) in _LINES)
    name = paper.add_story(kind, root)
    paper.relate(paper.main, Relation(f"{R}/{kind}", name, external=False))
    return name


def take_fonts(paper: WordFile, source: WordFile) -> None:
    """Take over what a file says of fonts that the paper does not know, embedded ones too."""
    old_part = source.related(source.main, "fontTable")
    if old_part is None:
        return
    part = paper.related(paper.main, "fontTable")
    if part is None:
        part = paper.add("word/fontTable.xml", _FONT_TYPE, element("fonts"))
        paper.relate(paper.main, Relation(f"{R}/fontTable", part, external=False))
    root = paper.tree(part)
    paper.declare(part, source.tree(old_part))
    known = {one.get(w("name"), "").lower() for one in root}
    for font in source.tree(old_part).iterfind(w("font")):
        if font.get(w("name"), "").lower() not in known:
            made = deepcopy(font)
            copy_references(made, paper, source, old_part, part)
            root.append(made)
            settings = paper.related_tree("settings")
            if settings is not None and any(references(made)):
                put(settings, element("embedTrueTypeFonts"), SETTINGS)


def copy_references(
    root: etree._Element, paper: WordFile, source: WordFile, old: str, new: str
) -> None:
    """Renew references to parts and addresses in what moves from the part ``old`` to ``new``.

    Raises:
        S55Error: L201 when it refers to something that is not there.
    """
    relations = source.relations.get(old, {})
    made: dict[str, str] = {}
    for holder, name, number in references(root):
        if not number or holder.tag in MARGINS:
            continue
        relation = relations.get(number)
        if relation is None:
            raise damaged(f"its part '{old}' refers to something that it lacks ('{number}')")
        if number not in made:
            made[number] = paper.relate(new, paper.taken(source, relation))
        holder.set(name, made[number])
