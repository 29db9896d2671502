"""Give words beside the mark of a place to the place.

Programs move marks while a text is typed or saved, so a mark may hold less than the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from lxml import etree

from s55.records import dataclass
from s55.word.contents import INLINE, ControlContent, FieldContents, FormPart, Key, text_of
from s55.word.xml import P, add_run, w

Texts = Callable[[str], Sequence[str]]
"""The lines that a field showed when the file was made, its prompt if it was empty."""


def complete_lines(found: FieldContents, made: Sequence[FormPart], boxes: Collection[str]) -> None:
    """Give places within lines whatever their lines did not have when the file was made.

    Typed over in LibreOffice (7.4 and 25.2), a place of one line has its mark around the first
    character alone.

    Args:
        found: the returned file; its places and lines are put right.
        made: the steps of the file as it was made.
        boxes: the paths of check boxes, which hold no words.
    """
    lines = {step.within: step for step in made if step.within}
    for index, step in enumerate(found.steps):
        was = lines.get(step.within)
        if was is None or was.text == step.text or any(path in boxes for path, _ in step.within):
            continue
        beside = _beside(was.text, step.text)
        for key, (before, after) in zip(step.within, beside, strict=False):
            _extend(found.places[key], before, after)
        if beside:
            found.steps[index] = replace(step, text=was.text)


def _beside(made: str, now: str) -> list[tuple[str, str]]:
    """Find the words before and after each place in a line; none where that is not certain."""
    literals = [re.escape(one) for one in made.split(INLINE)]
    matches = [
        re.fullmatch(f"{words}{INLINE}{words}".join(literals), now) for words in ("(.*?)", "(.*)")
    ]
    groups = {match.groups() for match in matches if match}
    if len(groups) != 1:
        return []
    words = groups.pop()
    return list(zip(words[::2], words[1::2], strict=True))


def _extend(place: ControlContent, before: str, after: str) -> None:
    """Add words before and after those of a place within a line."""
    if place.text is not None:
        place.text = f"{before}{place.text}{after}".strip()
    for line in place.elements[:1]:
        line.insert(0, add_run(etree.Element(P), before))
        add_run(line, after)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Gives lines next to a place to the place where they can be no other's.

    Attributes:
        found: the returned file.
        made: the steps of the file as it was made.
        now: the steps of the returned file.
        matches: steps of the one, each with the step of the other that it is.
        texts: the lines that each field held when the file was made.
        asks: whether a field was empty then, so that its place asked for an answer.
    """

    found: FieldContents
    made: Sequence[FormPart]
    now: Sequence[FormPart]
    matches: Sequence[tuple[FormPart, FormPart]]
    texts: Texts
    asks: Callable[[str], bool]

    def take(self, loose: Sequence[FormPart]) -> list[tuple[FormPart, str]]:
        """Give lines to their places; return those that belong to none, each with the path above.

        Between a label and its place everything belongs to the place: a file that was saved as RTF
        has the mark around the last paragraph alone. Between a place and the next label it does
        where the control is gone, where the lines are among those that it held or in its frame,
        and where one line stands below a place of one line that still asks for an answer.
        """
        order = {id(step): number for number, step in enumerate(self.made)}
        numbers = {id(now): order[id(was)] for was, now in self.matches}
        rest: list[tuple[FormPart, str]] = []
        for group, before, after in _groups(self.now, {id(step) for step in loose}):
            follows = numbers.get(id(before), -2) + 1 == numbers.get(id(after), -2)
            elements = list(elements_of(group, self.found.steps))
            above = before and key_of(before)
            if follows and after and after.key and not (before and before.key):
                self.found.places[after.key].elements[:0] = elements
            elif above and follows and self._answers(above, group):
                text = " ".join(group[0].text.split())
                self.found.places[above] = ControlContent(
                    above, is_line=True, by="position", text=text
                )
            elif above and (follows or not after) and self._held(above, group, elements):
                self.found.places[above].elements += elements
            else:
                rest += [(line, above[0] if above else "") for line in group]
        return rest

    def _answers(self, key: Key, lines: Sequence[FormPart]) -> bool:
        """Whether one line stands below a place of one line that still asks for its answer."""
        place = self.found.places[key]
        if not place.is_line or len(lines) > 1 or lines[0].within or not self.asks(key[0]):
            return False
        return " ".join(text_of(place.elements).split()) in self.texts(key[0])

    def _held(
        self, key: Key, lines: Sequence[FormPart], elements: Sequence[etree._Element]
    ) -> bool:
        """Whether lines behind a place are a part of it that its mark does not hold."""
        place, known = self.found.places[key], self.texts(key[0])
        if place.is_line:
            return False
        if place.by != "tag" or any(one.text in known for one in lines):
            return True
        frame = _cell_of(place.elements[-1:])
        return frame is not None and all(_cell_of([one]) is frame for one in elements)


def key_of(step: FormPart) -> Key | None:
    """Return the key of a step that is a place, or a line that holds only a place."""
    alone = step.within[0] if len(step.within) == 1 and step.text == INLINE else None
    return step.key or alone


def _cell_of(elements: Sequence[etree._Element]) -> etree._Element | None:
    """The cell around elements: the nearest of the first of them."""
    return next((cell for one in elements for cell in one.iterancestors(w("tc"))), None)


def _groups(
    steps: Sequence[FormPart], loose: Collection[int]
) -> Iterator[tuple[list[FormPart], FormPart | None, FormPart | None]]:
    """Yield lines that match nothing, those that follow each other together, with their neighbours.

    Args:
        steps: of the returned file.
        loose: the identities of the lines.
    """
    group: list[FormPart] = []
    before: FormPart | None = None
    for step in (*steps, None):
        if step is not None and id(step) in loose:
            group.append(step)
            continue
        if group:
            yield group, before, step
        group, before = [], step


def elements_of(lines: Sequence[FormPart], steps: Sequence[FormPart]) -> Iterator[etree._Element]:
    """Yield the paragraphs of lines; a table instead of its lines where all of them are here.

    A table of one cell is the frame of a place, and no part of what was typed into it.
    """
    seen: set[etree._Element] = set()
    for line in lines:
        table = line.table
        whole = table is not None and all(one in lines for one in steps if one.table is table)
        element = table if whole and not _is_frame(table) else line.element
        if element is not None and element not in seen:
            seen.add(element)
            yield element


def _is_frame(table: etree._Element | None) -> bool:
    """Whether a table has one cell."""
    return table is not None and sum(1 for _ in table.iter(w("tc"))) == 1
