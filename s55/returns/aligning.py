"""A returned file beside the file as it was made: what was typed outside, what lost its control.

The two are compared step by step: places by their keys, lines of the form by their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from s55.problems import Problem, warning
from s55.returns.findings import shortened
from s55.returns.places import INLINE, Found, Key, Place, Step

_ALIKE = 0.5
"""How alike two lines are that are the same line, edited."""
_SAME = 0.8
"""How alike a line is to the text of a place that has lost all its marks."""


@dataclass(slots=True)
class Differences:
    """What a returned file has beside its places.

    Attributes:
        typed: the text of lines that were typed outside of the places.
        reworded: lines of the form as they were and as they came back ('' for one that is gone).
    """

    typed: list[str] = field(default_factory=list)
    reworded: list[tuple[str, str]] = field(default_factory=list)


def aligned(found: Found, made: Found) -> Differences:
    """What differs outside the places; text whose control was deleted becomes a place again.

    Args:
        found: the returned file; places are added to it.
        made: the same document as s55 makes it.
    """
    result = Differences()
    ours = [step for step in made.steps if step.key or step.text]
    theirs = [step for step in found.steps if step.key or step.text]
    matcher = SequenceMatcher(
        a=[_token(step) for step in ours], b=[_token(step) for step in theirs], autojunk=False
    )
    for tag, a, a_end, b, b_end in matcher.get_opcodes():
        if tag != "equal":
            _region(ours[a:a_end], theirs[b:b_end], found, result)
    return result


def _token(step: Step) -> object:
    return step.key or step.text


def _region(
    ours: Sequence[Step], theirs: Sequence[Step], found: Found, result: Differences
) -> None:
    """A stretch in which the two files differ."""
    lines = [step for step in theirs if step.key is None]
    fixed = [step for step in ours if step.key is None]
    for step in list(fixed):
        same = _likest(step, lines)
        if same is not None:
            lines.remove(same)
            fixed.remove(step)
            _reworded(step, same, found, result)
    lost = [step.key for step in ours if step.key and step.key not in found.places]
    if lost and lines:
        # What is left between two known neighbours is the text of the control that is gone.
        elements = [step.element for step in lines if step.element is not None]
        found.places[lost[0]] = Place(lost[0], elements, by="position")
        lines = []
    result.typed += [step.text.replace(INLINE, "") for step in lines]
    result.reworded += [(step.text, "") for step in fixed if step.text.replace(INLINE, "").strip()]


def _likest(step: Step, lines: Sequence[Step]) -> Step | None:
    pattern = _pattern(step)
    for line in lines:
        if step.within and pattern.fullmatch(line.text):
            return line
    rated = [(SequenceMatcher(a=step.text, b=line.text).ratio(), line) for line in lines]
    best = max(rated, key=lambda one: one[0], default=(0.0, None))
    return best[1] if best[0] >= _ALIKE else None


def _pattern(step: Step) -> re.Pattern[str]:
    return re.compile("(.*)".join(map(re.escape, step.text.split(INLINE))))


def _reworded(step: Step, line: Step, found: Found, result: Differences) -> None:
    """A line of the form that came back in other words, or without the control within it."""
    lost = [key for key in step.within if key not in found.places]
    match = _pattern(step).fullmatch(line.text)
    if lost and match and line.element is not None and len(step.within) == 1:
        found.places[lost[0]] = Place(lost[0], is_line=True, by="position", text=match[1].strip())
        return
    result.reworded.append((step.text.replace(INLINE, ""), line.text.replace(INLINE, "")))


def problems_of(differences: Differences) -> Iterator[Problem]:
    """R109 for what stands outside the places, R113 for wording of the form that was edited."""
    for line in differences.typed:
        yield warning(
            "R109",
            f"text outside of the places: '{shortened(line)}'",
            "It is kept with the returned file; put it where it belongs by hand.",
        )
    for before, after in differences.reworded:
        told = f"to '{shortened(after)}'" if after else "and is gone"
        yield warning(
            "R113",
            f"fixed wording of the form was changed: '{shortened(before)}' {told}",
            "The wording belongs to the template set: change it there, for every response.",
        )


def by_words(found: Found, texts: dict[Key, str]) -> None:
    """Find places that lost every mark by the words that they held when the file was made."""
    for key, base in texts.items():
        if key in found.places or not base.strip():
            continue
        words = " ".join(base.split())
        for step in found.steps:
            if step.key is None and step.element is not None and step.text:
                alike = SequenceMatcher(a=words, b=step.text, autojunk=False).ratio()
                if alike > _SAME:
                    found.places[key] = Place(key, [step.element], by="text")
                    found.steps.remove(step)
                    break
