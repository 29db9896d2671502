"""Keep the notes of both texts of a redline, and tell which of them say the same."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from s55.render.paper.file import WordFile
from s55.render.paper.notes import copy_references, take_notes
from s55.render.redline.lists import ListsOfBoth
from s55.render.redline.pieces import text_in
from s55.word.xml import PPR, remove, w

_KINDS = {"footnotes": "footnote", "endnotes": "endnote"}


def join_notes(old: WordFile, new: WordFile, lists: ListsOfBoth) -> None:
    """Take the notes of the old file into the new one; its references then name those there.

    A note that was changed is shown as one that is gone and one that is new.
    """

    def adapt(note: etree._Element, old_part: str, new_part: str) -> None:
        copy_references(note, new, old, old_part, new_part)
        for properties in note.iter(PPR):
            lists.renumber(properties)

    take_notes(new, old, adapt)
    _take_styles(old, new)


def _take_styles(old: WordFile, new: WordFile) -> None:
    """Take over the styles that only the old file has: those of notes, where it alone has notes."""
    before, after = old.related_tree("styles"), new.related_tree("styles")
    if before is None or after is None:
        return
    known = {style.get(w("styleId")) for style in after.iterfind(w("style"))}
    after.extend(
        deepcopy(style)
        for style in before.iterfind(w("style"))
        if style.get(w("styleId")) not in known
    )


def words_of_notes(file: WordFile) -> dict[tuple[str, str], str]:
    """Return the words of each note by what refers to it: the tag and the id."""
    return {
        (w(f"{kind}Reference"), note.get(w("id"), "")): text_in(note)
        for part, kind in _KINDS.items()
        for note in _notes(file, part, kind)
    }


def drop_unused_notes(file: WordFile) -> None:
    """Remove the notes that nothing refers to: the old ones that the new text has too."""
    for part, kind in _KINDS.items():
        used = {one.get(w("id")) for one in file.body.iter(w(f"{kind}Reference"))}
        for note in _notes(file, part, kind):
            if note.get(w("type")) is None and note.get(w("id")) not in used:
                remove(note)


def _notes(file: WordFile, part: str, kind: str) -> list[etree._Element]:
    root = file.related_tree(part)
    return [] if root is None else root.findall(w(kind))
