"""Show what changed from one Word file to another as tracked changes, for a signature.

Accepting all changes gives the new text, rejecting all of them the old one. Both files are s55's
own; content controls and carried data are left out, since a redline is read and not filled in.
"""

from __future__ import annotations

from datetime import date

from lxml import etree

from s55.render.paper.file import WordFile
from s55.render.redline.lists import ListsOfBoth
from s55.render.redline.notes import drop_unused_notes, join_notes, words_of_notes
from s55.render.redline.pieces import Story, flattened
from s55.render.redline.steps import BLOCKS, Planning, RedlineStep
from s55.render.redline.tracking import Tracker
from s55.render.word.package import custom_properties
from s55.word.kept import NAMESPACE, kept_part
from s55.word.package import REDLINE_NAME, xml_part
from s55.word.xml import TBL, TC, TR, w

_STORIES = ("header", "footer")
_DATA = "custom-properties"


def redline(old: bytes, new: bytes, author: str, day: date) -> bytes:
    """Make a Word file of the new text, with what changed since the old one as tracked changes.

    Args:
        old: the Word file of the old text.
        new: the Word file of the new text, from the same template set.
        author: who is named beside each change.
        day: the day of the changes; the same input gives the same bytes.

    Raises:
        S55Error: L201 when one of the files cannot be read.
    """
    before, after = WordFile(old), WordFile(new)
    _replace_data(after)
    for file in (before, after):
        for part in _stories(file):
            flattened(file.tree(part), drop_bookmarks=file is before)
    lists = ListsOfBoth(before, after)
    join_notes(before, after, lists)
    notes = words_of_notes(after)
    stories = [
        (Story(before, part, notes), Story(after, part, notes))
        for part in _stories(after)
        if part in _stories(before)
    ]
    # Every paragraph is paired before the first one is written: the pairs say which list is which.
    plans = [Planning(*both, lists).holder(_text(both[0]), _text(both[1])) for both in stories]
    tracker = Tracker(author, day, lists)
    for (old_story, new_story), plan in zip(stories, plans, strict=True):
        _Writing(tracker, old_story, new_story).holder(_text(new_story), plan)
    drop_unused_notes(after)
    return after.written()


def _replace_data(file: WordFile) -> None:
    """Put a mark in place of the data that a response carries: a redline is not a response."""
    for relation in file.relations.get("", {}).values():
        if relation.name == _DATA:
            file.parts[relation.target] = custom_properties({REDLINE_NAME: b"true"})
    for relation in file.relations.get(file.main, {}).values():
        if relation.name == "customXml" and NAMESPACE.encode() in file.parts[relation.target]:
            file.parts[relation.target] = xml_part(kept_part({}))


def _stories(file: WordFile) -> list[str]:
    """List the document's own part, its headers and its footers."""
    found = file.relations.get(file.main, {}).values()
    return [file.main, *(one.target for one in found if one.name in _STORIES and not one.external)]


def _text(story: Story) -> etree._Element:
    root = story.file.tree(story.part)
    body = root.find(w("body"))
    return root if body is None else body


class _Writing:
    """Writes the changes of one part."""

    def __init__(self, tracker: Tracker, old: Story, new: Story) -> None:
        self._tracker, self._old, self._new = tracker, old, new

    def holder(self, holder: etree._Element, steps: list[RedlineStep]) -> None:
        """Put the blocks of a plan in place of those of a body, a cell, a header or a footer."""
        blocks = [child for child in holder if child.tag in BLOCKS]
        place = holder.index(blocks[0]) if blocks else len(holder.findall(w("tcPr")))
        for block in blocks:
            holder.remove(block)
        for step in steps:
            made = self._block(step)
            before = holder[place - 1] if place else None
            if before is not None and before.tag == TBL == made.tag and not step.is_kept:
                holder.insert(place, self._tracker.separator())
                place += 1
            holder.insert(place, made)
            place += 1

    def _block(self, step: RedlineStep) -> etree._Element:
        if step.old is None or step.new is None:
            return self._single(step)
        if step.new.tag == TBL:
            self._rows(step.new, step.inner)
            return step.new
        made = self._tracker.paragraph(step.old, step.new, self._old, self._new)
        return self._ended(made, step)

    def _single(self, step: RedlineStep) -> etree._Element:
        kind = "gone" if step.new is None else "new"
        return self._ended(self._tracker.block(step.block, kind, self._old, self._new), step)

    def _ended(self, paragraph: etree._Element, step: RedlineStep) -> etree._Element:
        if step.mark:
            self._tracker.mark_paragraph(paragraph, step.mark)
        if step.former is not None and step.settled is not None:
            self._tracker.reformat(paragraph, step.former, step.settled)
        return paragraph

    def _rows(self, table: etree._Element, steps: list[RedlineStep]) -> None:
        rows = [child for child in table if child.tag == TR]
        place = table.index(rows[0]) if rows else len(table)
        for row in rows:
            table.remove(row)
        for step in steps:
            if step.old is None or step.new is None:
                made = self._single(step)
            else:
                made = step.new
                for cell, inner in zip(made.findall(TC), step.inner, strict=True):
                    self.holder(cell, inner.inner)
            table.insert(place, made)
            place += 1
