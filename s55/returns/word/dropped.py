"""Tell a text that somebody deleted from one that a program dropped with its control."""

from __future__ import annotations

from collections.abc import Sequence

from s55.problems import Problem, warning
from s55.returns.word.texts import lines_of
from s55.word.contents import ControlContent, FieldContents, is_text

_HAS_CONTROL = frozenset({"tag", "title"})


def keeps_controls(found: FieldContents) -> bool:
    """Whether a file has controls of ours: a web office and OpenDocument keep none."""
    return any(place.by in _HAS_CONTROL for place in found.places.values())


def was_dropped(places: Sequence[ControlContent], base: str, said: str, *, controls: bool) -> bool:
    """Whether a field lacks words in the file because its control is gone.

    Words that were deleted in a place leave its control. Where that is gone and nothing but an
    absence came back, nobody knows who caused it.

    Args:
        places: the places of the field.
        base: what it held when the file was made.
        said: what it says now.
        controls: whether the file has other controls.
    """
    if not base.strip() or any(place.by in _HAS_CONTROL for place in places):
        return False
    if not is_text(places[0].path):
        return not said.strip()
    before, now = lines_of(base), lines_of(said)
    rest = iter(before)
    return controls and len(now) < len(before) and all(line in rest for line in now)


def dropped(path: str) -> Problem:
    """R140: a field lacks words in the file, and the draft keeps them."""
    return warning(
        "R140",
        f"the frame of '{path}' is gone from the file, and words of its text with it; the draft "
        "keeps the text",
        "The program that saved the file may have dropped them. If they were deleted on purpose, "
        "delete them in the draft.",
        path=path,
    )
