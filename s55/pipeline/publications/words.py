"""Compare two texts word by word, and say what differs in a reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from s55.importers.source import Source
from s55.records import dataclass

CONTEXT = 5
"""How many words are shown before and after a change."""
_CLOSE = 2
"""Changes with fewer unchanged words between them are shown as one."""
_NOTES = frozenset({"wrong file ending"})
"""What a reader says of a file, and not what the file says."""


@dataclass(frozen=True, slots=True)
class PrintedWord:
    """A word of a text, and where it is ('page 2'); '' where that is not known."""

    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class WordChange:
    """A place at which two texts differ.

    Attributes:
        place: where in the other text, for example 'page 2'; '' if that is not known.
        before: the words in front of it, which both texts have.
        removed: the words of the first text alone.
        added: the words of the second text alone.
        after: the words behind it, which both texts have.
    """

    place: str
    before: str
    removed: str
    added: str
    after: str

    def as_line(self, first: str, second: str) -> str:
        """Describe the change in a line.

        Args:
            first: how to name the first text: 'published'.
            second: how to name the second one: 'this file'.
        """
        where = f"{self.place}, " if self.place else ""
        context = f"after '{self.before}'" if self.before else f"before '{self.after}'"
        said = [f"{first} '{self.removed}'"] if self.removed else [f"{first} nothing"]
        said += [f"{second} '{self.added}'"] if self.added else [f"{second} nothing"]
        return f"{where}{context}: {', '.join(said)}"


def words_of_text(text: str) -> list[PrintedWord]:
    """Take a text apart at its white space."""
    return [PrintedWord(one) for one in text.split()]


def words_of_source(source: Source, *, bare: bool = False) -> list[PrintedWord]:
    """Take a file apart: the numbers of list items, and heads and feet of pages once, included.

    Args:
        source: the file as read.
        bare: whether to leave out what differs between formats: numbers and signs of lists, what
            stands at the head and foot of pages, punctuation and capitals.
    """
    found: list[PrintedWord] = []
    for block in source.blocks:
        texts = [block.text] if not block.cells else block.text.split(" | ")
        if block.marker and not bare:
            texts.insert(0, block.marker)
        place = str(block.place) if block.place.page is not None else ""
        found += (PrintedWord(word, place) for text in texts for word in text.split())
    if bare:
        spoken = ((_bare(word.text), word.place) for word in found)
        return [PrintedWord(text, place) for text, place in spoken if text]
    margins = dict.fromkeys(
        " ".join(word for word in one.text.split() if not word.isdecimal())
        for one in source.set_aside
        if one.why not in _NOTES
    )
    return found + [PrintedWord(word) for text in margins for word in text.split()]


def _bare(word: str) -> str:
    return "".join(character for character in word.casefold() if character.isalnum())


def changes_of(first: Sequence[PrintedWord], second: Sequence[PrintedWord]) -> list[WordChange]:
    """Find where two texts differ, in the order of the second one."""
    olds, news = [one.text for one in first], [one.text for one in second]
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    spans: list[tuple[int, int, int, int]] = []
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            continue
        close = bool(spans) and new_from - spans[-1][3] < _CLOSE
        old_start, _, new_start, _ = spans.pop() if close else (old_from, 0, new_from, 0)
        spans.append((old_start, old_to, new_start, new_to))
    return [
        WordChange(
            place=second[min(new_from, len(second) - 1)].place if second else "",
            before=" ".join(news[max(0, new_from - CONTEXT) : new_from]),
            removed=" ".join(olds[old_from:old_to]),
            added=" ".join(news[new_from:new_to]),
            after=" ".join(news[new_to : new_to + CONTEXT]),
        )
        for old_from, old_to, new_from, new_to in spans
    ]
