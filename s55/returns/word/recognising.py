"""Recognise a returned file that lost its data by its words, as a document of a draft."""

from __future__ import annotations

from collections.abc import Iterable

from s55.importers.readers.word.package import open_word
from s55.records import dataclass
from s55.returns.word.marks import Carried
from s55.word.contents import INLINE, contents_of, is_text
from s55.word.outline import outline_of

_ENOUGH = 0.6
"""The share of a form's lines that a file must have to be that form."""
_SHORTEST = 4
"""Characters of the shortest line that is compared."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that a file may be, made now, and what it would carry."""

    carried: Carried
    data: bytes


def recognised(data: bytes, name: str, candidates: Iterable[Candidate]) -> Candidate | None:
    """Recognise a file by the title of the report and the lines of its form.

    Raises:
        S55Error: I102 to I105 s55 cannot read it as a Word file.
    """
    lines = _lines(data, name)
    rated = [(_share(one, lines), one) for one in candidates if _names(one, lines)]
    share, best = max(rated, key=lambda one: one[0], default=(0.0, None))
    return best if share >= _ENOUGH else None


def names_report(data: bytes, name: str, title: str) -> bool:
    """Whether a file contains the title of a report."""
    return any(_folded(title) in line for line in map(_folded, _lines(data, name)))


def _names(candidate: Candidate, lines: set[str]) -> bool:
    title = _folded(candidate.carried.title)
    return any(title in line for line in map(_folded, lines))


def _share(candidate: Candidate, lines: set[str]) -> float:
    """Work out what share of a document's own lines a file has."""
    body = open_word(candidate.data, "").body
    if body is None:
        return 0.0
    own = {step.text for step in outline_of(body).steps if INLINE not in step.text}
    own = {text for text in own if len(text) >= _SHORTEST}
    return len(own & lines) / len(own) if own else 0.0


def _lines(data: bytes, name: str) -> set[str]:
    body = open_word(data, name).body
    if body is None:
        return set()
    return {step.text for step in contents_of(body, (), is_text).steps if step.text}


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
