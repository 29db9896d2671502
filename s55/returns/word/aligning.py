"""Compare a returned file with the file as made: text typed outside places, lost controls.

The two are compared step by step: places by their keys, lines of the form by their words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from difflib import SequenceMatcher

from s55.problems import Problem, warning
from s55.records import dataclass
from s55.returns.word.beside import Neighbours, Texts, complete_lines, elements_of, key_of
from s55.returns.word.findings import MAX_SHOWN
from s55.word.contents import INLINE, ControlContent, FieldContents, FormPart, Key, text_of
from s55.word.describe import shortened
from s55.word.outline import Outline, keys_in

_LIKE = 0.6
"""How alike a line is to one that a place held, if it is that line, edited."""
_AHEAD = 0.15
"""How much more alike it is to that place's lines than to any other's."""


def divided(lines: Sequence[str], texts: Sequence[Sequence[str]]) -> list[int | None]:
    """Assign each line to its place, or to None where that is not certain.

    Args:
        lines: the lines there now, in order.
        texts: the lines that each place held when the file was made, in the places' order.

    Returns:
        for each line the number of its place. Lines like those of a place belong to it, and so
        do the lines between two of them. Where the places come out in another order, nothing is
        certain.
    """
    owners = [_owner(line, texts) for line in lines]
    sure = [owner for owner in owners if owner is not None]
    if sure != sorted(sure):
        return [None] * len(lines)
    for index, owner in enumerate(owners):
        if owner is None:
            before = next((one for one in reversed(owners[:index]) if one is not None), None)
            after = next((one for one in owners[index:] if one is not None), None)
            if before is not None and before == after:
                owners[index] = before
    return owners


def _owner(line: str, texts: Sequence[Sequence[str]]) -> int | None:
    rated = sorted(
        ((max((_likeness(line, one) for one in held), default=0.0), number)
         for number, held in enumerate(texts)),
        reverse=True,
    )  # fmt: skip
    (best, number), *others = rated
    second = others[0][0] if others else 0.0
    return number if best >= _LIKE and best - second >= _AHEAD else None


def _likeness(line: str, other: str) -> float:
    return SequenceMatcher(a=line, b=other, autojunk=False).ratio()


_ALIKE = 0.5
"""How alike two lines are that are the same line, edited."""
_SURE = 0.75
"""The same, where the text of a lost place is near and could be taken for the line."""
_BEFORE = 40
"""Characters before a difference that a message shows."""
_SAME = 0.8
"""How alike a line is to the text of a place that has lost all its marks."""


@dataclass(frozen=True, slots=True)
class Outside:
    """A line that was typed outside of the places.

    Attributes:
        text: what it says.
        above: the path of the field in whose place the line above it stands; '' for none.
    """

    text: str
    above: str = ""


@dataclass(slots=True)
class Differences:
    """What a returned file has beside its places.

    Attributes:
        typed: the lines that were typed outside of the places.
        reworded: lines of the form as they were and as they came back ('' for one that is gone).
        undecided: text that belongs to one of several fields, without a sign to which.
        gone: the fields with no place in the file any more.
        moved: the fields with places in another order.
    """

    typed: list[Outside] = field(default_factory=list)
    reworded: list[tuple[str, str]] = field(default_factory=list)
    undecided: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)


def aligned(
    found: FieldContents, outline: Outline, texts: Texts, asks: Callable[[str], bool]
) -> Differences:
    """Find what differs outside the places, and give text without its control its place again.

    Args:
        found: the returned file; places are added to it.
        outline: the file as it was made.
        texts: the lines that each field showed then.
        asks: whether a field was empty then, so that its place asked for an answer.
    """
    result = Differences(moved=_moved(found, outline))
    ours = [step for step in outline.steps if step.key or step.text]
    complete_lines(found, ours, outline.ticked)
    theirs = [step for step in found.steps if step.key or step.text]
    matcher = SequenceMatcher(
        a=[key_of(step) or step.text for step in ours],
        b=[key_of(step) or step.text for step in theirs],
        autojunk=False,
    )
    regions = _Regions(found, texts, result)
    for tag, a, a_end, b, b_end in matcher.get_opcodes():
        if tag == "equal":
            regions.matches += zip(ours[a:a_end], theirs[b:b_end], strict=True)
        else:
            regions.take(ours[a:a_end], theirs[b:b_end])
    neighbours = Neighbours(found, ours, theirs, regions.matches, texts, asks)
    result.typed = [Outside(_plain(step), above) for step, above in neighbours.take(regions.loose)]
    _forget_moved_lines(result)
    found_paths = {key[0] for key in found.places}
    unsure = {path for _, paths in result.undecided for path in paths}
    lost = dict.fromkeys(path for path, _ in outline.keys)
    result.gone = [path for path in lost if path not in found_paths | unsure]
    return result


def _moved(found: FieldContents, outline: Outline) -> list[str]:
    """List the fields with places in another order: the fewest that explain it."""
    now = list(keys_in(found.steps))
    before = [key for key in outline.keys if key in now]
    now = [key for key in now if key in before]
    blocks = SequenceMatcher(a=before, b=now, autojunk=False).get_matching_blocks()
    stayed = {key for one in blocks for key in before[one.a : one.a + one.size]}
    return list(dict.fromkeys(path for path, _ in (key for key in now if key not in stayed)))


def _forget_moved_lines(result: Differences) -> None:
    """Drop lines of the form that only moved: they were neither typed nor taken out."""
    for before, after in list(result.reworded):
        moved = next((line for line in result.typed if line.text == before), None)
        if not after and moved is not None:
            result.typed.remove(moved)
            result.reworded.remove((before, after))


@dataclass(slots=True)
class _Regions:
    """Takes the stretches in which the two files differ."""

    found: FieldContents
    texts: Texts
    result: Differences
    matches: list[tuple[FormPart, FormPart]] = field(default_factory=list)
    """Steps of the file as made, each with the step of the returned file that it is."""
    loose: list[FormPart] = field(default_factory=list)
    """The lines that match nothing."""

    def take(self, ours: Sequence[FormPart], theirs: Sequence[FormPart]) -> None:
        """Match the lines of the form in a stretch, then what is between them."""
        lost = [key for step in ours if (key := key_of(step)) and key not in self.found.places]
        known = {line for path, _ in lost for line in self.texts(path)}
        start = held = 0
        for index, step in enumerate(ours):
            if key_of(step) is not None:
                continue
            at = self._again(step, theirs, start, known, sure=bool(lost))
            if at is None:
                if step.text.replace(INLINE, "").strip():
                    self.result.reworded.append((_plain(step), ""))
                continue
            self._between(ours[held:index], theirs[start:at])
            self._reworded(step, theirs[at])
            self.matches.append((step, theirs[at]))
            start, held = at + 1, index + 1
        self._between(ours[held:], theirs[start:])

    def _again(
        self, step: FormPart, theirs: Sequence[FormPart], start: int, known: set[str], *, sure: bool
    ) -> int | None:
        """Find a line of the form in the returned file, by its words."""
        pattern = self._pattern(step)
        best, at = (_SURE if sure else _ALIKE), None
        for index in range(start, len(theirs)):
            line = theirs[index]
            if line.key is not None or (line.text in known and line.text != step.text):
                continue
            if line.text == step.text or (step.within and pattern.fullmatch(line.text)):
                return index
            alike = _likeness(step.text, line.text)
            if alike >= best:
                best, at = alike, index
        return at

    def _pattern(self, step: FormPart, many: str = ".*") -> re.Pattern[str]:
        """Match a line of the form with any words for a place within it that lost its control."""
        first, *rest = step.text.split(INLINE)
        parts = [re.escape(first)]
        for key, part in zip(step.within, rest, strict=False):
            parts.append(INLINE if key in self.found.places else f"({many})")
            parts.append(re.escape(part))
        return re.compile("".join(parts))

    def _reworded(self, step: FormPart, line: FormPart) -> None:
        """Take a line of the form that lost the controls within it, or note its new words."""
        lost = [key for key in step.within if key not in self.found.places]
        match = self._pattern(step).fullmatch(line.text)
        least = self._pattern(step, ".*?").fullmatch(line.text)
        if lost and match and least and match.groups() == least.groups():
            for key, words in zip(lost, match.groups(), strict=True):
                self.found.places[key] = ControlContent(
                    key, is_line=True, by="position", text=words.strip(), title=""
                )
        elif line.text != step.text:
            self.result.reworded.append((_plain(step), _plain(line)))

    def _between(self, ours: Sequence[FormPart], theirs: Sequence[FormPart]) -> None:
        """Share the lines between two lines of the form among the places lost there."""
        keyed = [(key, step) for step in ours if (key := key_of(step))]
        lost = [(key, step) for key, step in keyed if key not in self.found.places]
        lines = [step for step in theirs if key_of(step) is None]
        if len(lost) < 2:
            shares = [lines] * len(lost)
            rest = [] if lost else lines
        else:
            texts = [self.texts(path) for (path, _), _ in lost]
            owners = divided([step.text for step in lines], texts)
            shares = [
                [line for line, owner in zip(lines, owners, strict=True) if owner == number]
                for number in range(len(lost))
            ]
            rest = [line for line, owner in zip(lines, owners, strict=True) if owner is None]
        for (key, step), share in zip(lost, shares, strict=True):
            if share:
                self._placed(key, share, inline=step.key is None)
        if rest and len(lost) > 1:
            paths = tuple(dict.fromkeys(path for (path, _), _ in lost))
            self.result.undecided.append(("\n\n".join(map(_plain, rest)), paths))
        else:
            self.loose += rest

    def _placed(self, key: Key, lines: Sequence[FormPart], *, inline: bool) -> None:
        elements = list(elements_of(lines, self.found.steps))
        text = text_of(elements).replace("\n", " ") if inline else None
        self.found.places[key] = ControlContent(
            key, elements, is_line=inline, by="position", text=text
        )


def _named(paths: Iterable[str]) -> str:
    return ", ".join(f"'{path}'" for path in paths)


def _plain(step: FormPart) -> str:
    return step.text.replace(INLINE, "").strip()


def problems_of(differences: Differences, *, of_draft: bool) -> Iterator[Problem]:
    """Yield R109, R113, R115, R118 and R119 for what differs outside the places.

    Args:
        differences: the lines and fields.
        of_draft: whether the places are named as the draft's fields are, so that a person knows
            the names.
    """
    for line in differences.typed:
        below = f", below '{line.above}'" if line.above and of_draft else ""
        yield warning(
            "R109",
            f"text outside the places for answers{below}: '{shortened(line.text, MAX_SHOWN)}'",
            "It is kept with the returned file. Put it where it belongs by hand.",
        )
    for text, paths in differences.undecided:
        yield warning(
            "R115",
            f"s55 cannot tell where this text belongs: '{' '.join(text.split())}'. It belongs to "
            f"one of {_named(paths)}",
            "It is kept with the returned file. Put it where it belongs by hand.",
        )
    for before, after in differences.reworded:
        was, now = _from_difference(before, after) if after else (before, "")
        outcome = f"to '{shortened(now, MAX_SHOWN)}'" if after else "was deleted"
        yield warning(
            "R113",
            f"fixed wording of the form was changed: '{shortened(was, MAX_SHOWN)}' {outcome}",
            "The wording belongs to the template set: change it there, for every response.",
        )
    for path in differences.gone:
        yield warning(
            "R119",
            f"the place of '{path}' is gone from the file, with its text; the draft keeps it",
            "Somebody deleted it, or the program that saved the file dropped it. If it was deleted "
            "on purpose, empty it in the draft.",
            path=path,
        )
    if differences.moved:
        yield warning(
            "R118",
            f"the order of the answers was changed in the file: {_named(differences.moved)}",
            "s55 read the texts, but keeps the draft's order. Change it in the draft if needed.",
        )


def _from_difference(before: str, after: str) -> tuple[str, str]:
    """Cut what two long lines begin with in common, so that a message shows what is different."""
    pairs = enumerate(zip(before, after, strict=False))
    same = next((at for at, (was, now) in pairs if was != now), min(len(before), len(after)))
    begin = before.rfind(" ", 0, max(0, same - _BEFORE)) + 1
    if max(len(before), len(after)) <= MAX_SHOWN or not begin:
        return before, after
    return f"…{before[begin:]}", f"…{after[begin:]}"


def by_words(found: FieldContents, texts: dict[Key, str]) -> None:
    """Find places that lost every mark by the words that they held when the file was made."""
    for key, base in texts.items():
        if key in found.places or not base.strip():
            continue
        words = " ".join(base.split())
        for step in found.steps:
            line = step.key is None and step.text
            if line and step.element is not None and _likeness(words, line) > _SAME:
                found.places[key] = ControlContent(key, [step.element], by="text")
                found.steps.remove(step)
                break
