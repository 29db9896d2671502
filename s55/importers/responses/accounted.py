"""See that every word of a past response is in its draft, or is told with its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from s55.importers.imported import Unplaced
from s55.importers.responses.form import Forms
from s55.importers.responses.header import is_fixed
from s55.importers.responses.notes import Notes
from s55.importers.responses.text import words
from s55.importers.source import SourceBlock

FORM_WORDS = "words of the form: a heading, a label, a printed day"
"""Why words of a file are in no text of its draft, although nothing that it says is missing."""
SAID_AGAIN = "says again what the draft has once"
"""Why a quotation of an item, or a name in two places, is in the draft once."""
_NOT_WORDS = frozenset(("format", "template", "office_notes"))
_FEWEST_KEPT = 8
"""So many words of a block that have no place are no label any more."""
_WORDS = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")


def account(
    blocks: Sequence[SourceBlock], data: Mapping[str, Any], forms: Forms, notes: Notes
) -> list[Unplaced]:
    """Find the words of a file that the draft does not have, and keep what is more than a label.

    Args:
        blocks: the file as read.
        data: the draft, for the model.
        forms: the words of the standard forms, which the template set prints itself.
        notes: what has no field so far; blocks that were lost are added.

    Returns:
        the headings and labels that became fields, each with its place.
    """
    texts = [words(text) for text in (*_texts(data), *(one.text for one in notes.unplaced))]
    left = Counter(word for text in texts for word in text)
    joined = "\n".join(f" {' '.join(text)} " for text in texts)
    told: list[Unplaced] = []
    unknown: set[int] = set()
    for block in sorted(blocks, key=lambda block: -len(block.text)):
        said = words(_text(block))
        if len(said) > 3 and f" {' '.join(said)} " in joined:
            if _has(left, said):
                left.subtract(said)
            else:
                told.append(Unplaced(_text(block), SAID_AGAIN, block.place))
        else:
            unknown.add(id(block))
    for block in (one for one in blocks if id(one) in unknown):
        missing = _missing(_text(block), left)
        if not missing:
            continue
        if len(missing) >= _FEWEST_KEPT and not _is_of_form(block, forms):
            notes.keep([block], "has words that are in no other field")
        else:
            told.append(Unplaced(" ".join(missing), FORM_WORDS, block.place))
    order = {block.place: at for at, block in reversed(list(enumerate(blocks)))}
    return sorted(told, key=lambda one: order[one.place])


def _text(block: SourceBlock) -> str:
    return f"{block.marker} {block.text}" if block.marker else block.text


def _has(left: Counter[str], said: Sequence[str]) -> bool:
    """Whether all of some words are left, each as often as it is said."""
    return all(left[word] >= often for word, often in Counter(said).items())


def _missing(text: str, left: Counter[str]) -> list[str]:
    """Take the words of a text out of those of the draft; return those that it does not have."""
    missing = []
    for found in _WORDS.finditer(text):
        said = words(found[0])
        if _has(left, said):
            left.subtract(said)
        else:
            missing.append(found[0])
    return missing


def _is_of_form(block: SourceBlock, forms: Forms) -> bool:
    """Whether a block says what a template set prints by itself."""
    said = words(block.text)
    return is_fixed(block, forms) or any(
        said == words(heading) for form in forms.filled for heading in form.headings.values()
    )


def _texts(data: object) -> Iterator[str]:
    """Yield every text of a draft; a day as documents print it."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key not in _NOT_WORDS:
                yield from _texts(value)
    elif isinstance(data, date):
        yield f"{data.day} {data:%B} {data.year}"
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for value in data:
            yield from _texts(value)
    elif isinstance(data, str):
        yield data
