"""Mark paragraphs, tables and words as inserted or deleted, as Word does.

Source: ECMA-376 part 1, 17.13.5 (revisions).
"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from itertools import groupby

from lxml import etree

from s55.records import dataclass
from s55.render.paper.notes import copy_references
from s55.render.redline.lists import ListsOfBoth
from s55.render.redline.pieces import Change, Story, WordPiece, changes
from s55.word.xml import (
    PARAGRAPH,
    PPR,
    RPR,
    TR,
    P,
    T,
    add_text,
    element,
    put,
    remove,
    w,
)

_TRACKED = {"gone": "del", "new": "ins"}
_WORDS, _WHOLE_BLOCKS = ("00:00", "00:05"), "00:10"
"""The times of changes within paragraphs, in turn, and of changes of whole blocks.

LibreOffice (7.4) takes two changes for one where they are a minute apart or less and one ends a
paragraph that the other follows; rejecting them then joins the paragraphs.
"""
_FIRST_SHAPE = 200_000
"""Above the ids that a document's own pictures have."""


@dataclass(slots=True)
class Tracker:
    """Marks changes with their author and day.

    Attributes:
        author: who is named beside each change.
        day: the day of the changes.
        lists: the lists of both files.
        last: the number of the last change.
        time: the time of the day of changes.
    """

    author: str
    day: date
    lists: ListsOfBoth
    last: int = 0
    time: str = _WHOLE_BLOCKS
    _paragraphs: int = 0

    def mark(self, name: str) -> etree._Element:
        """Make an element such as ``w:ins`` with a number, the author and the day."""
        self.last += 1
        return element(
            name,
            id=str(self.last),
            author=self.author,
            date=f"{self.day.isoformat()}T{self.time}:00Z",
        )

    # --- blocks -----------------------------------------------------------------

    def block(self, block: etree._Element, kind: str, old: Story, new: Story) -> etree._Element:
        """Copy a paragraph, a row or a table, with all its words marked as 'gone' or 'new'.

        The marks of paragraphs stay unmarked in a paragraph, and are marked in what holds some.
        """
        made = deepcopy(block)
        if kind == "gone":
            for properties in made.iter(PPR):
                self._adopt(properties)
            copy_references(made, new.file, old.file, old.part, new.part)
        for row in made.iter(TR):
            self._mark_row(row, kind)
        story = old if kind == "gone" else new
        for original, paragraph in zip(block.iter(P), list(made.iter(P)), strict=True):
            self._fill(paragraph, [(kind, story.pieces(original))], old, new)
            if paragraph is not made:
                self.mark_paragraph(paragraph, kind)
        return made

    def _adopt(self, properties: etree._Element) -> None:
        """Make the properties of an old paragraph valid in the new file."""
        for section in properties.findall(w("sectPr")):
            remove(section)
        self.lists.renumber(properties)

    def _mark_row(self, row: etree._Element, kind: str) -> None:
        properties = row.find(w("trPr"))
        if properties is None:
            properties = element("trPr")
            row.insert(1 if row.find(w("tblPrEx")) is not None else 0, properties)
        properties.append(self.mark(_TRACKED[kind]))

    def mark_paragraph(self, paragraph: etree._Element, *kinds: str) -> None:
        """Mark the end of a paragraph as 'gone' or 'new', or as both."""
        properties = _properties(paragraph)
        look = properties.find(RPR)
        if look is None:
            look = put(properties, element("rPr"), PARAGRAPH)
        for kind in reversed(kinds):
            look.insert(0, self.mark(_TRACKED[kind]))

    def separator(self) -> etree._Element:
        """Make a paragraph that is gone after accepting as after rejecting.

        Word takes two tables without a paragraph between them for one.
        """
        paragraph = element("p")
        self.mark_paragraph(paragraph, "new", "gone")
        return paragraph

    def paragraph(
        self, before: etree._Element, after: etree._Element, old: Story, new: Story
    ) -> etree._Element:
        """Make a paragraph that shows which words changed from ``before`` to ``after``."""
        found = changes(old.pieces(before), new.pieces(after))
        made = deepcopy(after)
        if any(kind != "same" for kind, _ in found):
            self._paragraphs += 1
            self.time = _WORDS[self._paragraphs % 2]
            self._fill(made, found, old, new)
            self.time = _WHOLE_BLOCKS
        return made

    def reformat(self, made: etree._Element, before: etree._Element, after: etree._Element) -> None:
        """Give a paragraph the properties of ``after``, and record those of ``before``."""
        kept = _properties(made).find(RPR)
        made.remove(_properties(made))
        said = after.find(PPR)
        properties = element("pPr") if said is None else deepcopy(said)
        made.insert(0, properties)
        if kept is not None:
            put(properties, kept, PARAGRAPH)
        said = before.find(PPR)
        former = element("pPr") if said is None else deepcopy(said)
        self._adopt(former)
        for look in former.findall(RPR):
            remove(look)
        change = self.mark("pPrChange")
        change.append(former)
        put(properties, change, PARAGRAPH)

    def _fill(self, paragraph: etree._Element, found: list[Change], old: Story, new: Story) -> None:
        for child in list(paragraph):
            if child.tag not in (PPR, w("bookmarkStart"), w("bookmarkEnd")):
                paragraph.remove(child)
        flat = [(kind, piece) for kind, pieces in found for piece in pieces]
        for _, linked in groupby(flat, key=lambda one: one[1].key[2]):
            together = list(linked)
            holder = paragraph
            kind, first = together[0]
            if first.link is not None:
                holder = deepcopy(first.link)
                if kind == "gone":
                    copy_references(holder, new.file, old.file, old.part, new.part)
                paragraph.append(holder)
            for status, pieces in groupby(together, key=lambda one: one[0]):
                self._add(holder, status, [piece for _, piece in pieces], old, new)

    def _add(
        self, holder: etree._Element, kind: str, pieces: list[WordPiece], old: Story, new: Story
    ) -> None:
        target = holder
        if kind != "same":
            target = self.mark(_TRACKED[kind])
            holder.append(target)
        made: list[etree._Element] = []
        for (whole, _), alike in groupby(pieces, key=lambda one: (one.whole, one.key[1])):
            several = list(alike)
            if whole:
                made += (deepcopy(node) for one in several for node in _allowed(one, kind))
            else:
                made.append(_run(several))
        target.extend(made)
        for node in made:
            if kind == "gone":
                copy_references(node, new.file, old.file, old.part, new.part)
                self._delete_text(node)

    def _delete_text(self, node: etree._Element) -> None:
        for text in node.iter(T, w("instrText")):
            # Text in a box within the picture of a deleted run is deleted with the run.
            if next(text.iterancestors(w("txbxContent")), None) is None:
                text.tag = w("delText") if text.tag == T else w("delInstrText")
        for shape in node.iter("{*}docPr"):
            self.last += 1
            shape.set("id", str(_FIRST_SHAPE + self.last))


def _properties(paragraph: etree._Element) -> etree._Element:
    properties = paragraph.find(PPR)
    if properties is None:
        properties = element("pPr")
        paragraph.insert(0, properties)
    return properties


def _allowed(piece: WordPiece, kind: str) -> list[etree._Element]:
    """Give the elements of a piece that may be in a change: a simple field is its words there."""
    if kind == "same":
        return list(piece.nodes)
    found = []
    for node in piece.nodes:
        found += list(node.iter(w("r"))) if node.tag == w("fldSimple") else [node]
    return found


def _run(pieces: list[WordPiece]) -> etree._Element:
    """Make one run of pieces that look alike."""
    run = element("r")
    if pieces[0].look is not None:
        run.append(deepcopy(pieces[0].look))
    for is_text, several in groupby(pieces, key=lambda one: not one.nodes):
        if is_text:
            add_text(run, "".join(one.text for one in several))
        else:
            run.extend(deepcopy(node) for one in several for node in one.nodes)
    return run
