"""Give words beside the mark of a place to the place.

Programs move marks while a text is typed or saved, so a mark may hold less than the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace

from lxml import etree

from s55.records import dataclass
from s55.word.contents import INLINE, ControlContent, FieldContents, FormPart, Key
from s55.word.xml import P, add_run

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
    """

    found: FieldContents
    made: Sequence[FormPart]
    now: Sequence[FormPart]
    matches: Sequence[tuple[FormPart, FormPart]]
    texts: Texts

    def take(self, loose: Sequence[FormPart]) -> list[FormPart]:
        """Give lines to their places, and return those that belong to none.

        Between a label and its place everything belongs to the place: a file that was saved as RTF
        has the mark around the last paragraph alone. Between a place and the next label it does
        where the control is gone, or where the lines are among those that it held.
        """
        order = {id(step): number for number, step in enumerate(self.made)}
        numbers = {id(now): order[id(was)] for was, now in self.matches}
        rest: list[FormPart] = []
        for group, before, after in _groups(self.now, {id(step) for step in loose}):
            follows = numbers.get(id(before), -2) + 1 == numbers.get(id(after), -2)
            elements = list(elements_of(group, self.found.steps))
            if follows and after and after.key and not (before and before.key):
                self.found.places[after.key].elements[:0] = elements
            elif before and before.key and (follows or not after) and self._held(before.key, group):
                self.found.places[before.key].elements += elements
            else:
                rest += group
        return rest

    def _held(self, key: Key, lines: Sequence[FormPart]) -> bool:
        """Whether lines behind a place are a part of it that its mark does not hold any more."""
        known = self.texts(key[0])
        return self.found.places[key].by != "tag" or any(one.text in known for one in lines)


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
    """Yield the paragraphs of lines; a table instead of its lines where all of them are here."""
    seen: set[etree._Element] = set()
    for line in lines:
        table = line.table
        whole = table is not None and all(one in lines for one in steps if one.table is table)
        element = table if whole else line.element
        if element is not None and element not in seen:
            seen.add(element)
            yield element
