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
_UNSHOWN = re.compile(r"(?<=\])\([^()\s]*(?: \"[^\"]*\")?\)|\[\^[^\]\s]+\]:?")
"""What Markdown has between the words of a text: the address of a link, the mark of a note."""
_SENTENCES = ("no_key_findings", "no_policing_body", "chief_officer_invited")
_DONE = re.compile(r"\([^()]*\)\s*$")
"""What follows the words of a row of the office-use list: what became of it, and the day."""
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
    texts = [*_texts(data), *(one.text for one in notes.unplaced)]
    left = Counter(word for text in texts for word in words(text))
    shown = (words(_UNSHOWN.sub("", text)) for text in texts)
    joined = "\n".join(f" {' '.join(text)} " for text in shown)
    told: list[Unplaced] = []
    unknown: list[SourceBlock] = []
    for block in sorted(blocks, key=lambda block: -len(block.text)):
        said = words(_text(block))
        if len(said) > 3 and f" {' '.join(said)} " in joined:
            if _has(left, said):
                left.subtract(said)
            else:
                told.append(Unplaced(_text(block), SAID_AGAIN, block.place))
        else:
            unknown.append(block)
    # The longest first: labels, which have no place, do not take the words of texts.
    lost = {id(block): _missing(_text(block), left) for block in unknown}
    for block in (one for one in blocks if lost.get(id(one))):
        missing = lost[id(block)]
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
    """Whether a block says what a template set prints by itself.

    That is a heading, a row of its list with the day, or a sentence that nothing was written yet.
    """
    said = words(_DONE.sub("", block.text))
    printed = (
        text
        for form in forms.filled
        for text in (*form.headings.values(), *(line for _, line in form.checklist))
    )
    return (
        is_fixed(block, forms)
        or any(said == words(text) for text in printed)
        or any(forms.says(block.text, name) for name in _SENTENCES)
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
