"""Account for every word of a file that was imported: where it is now, or why it was left out.

A word is in the draft, in what the import lists as left out, or counted under a named kind with its
pages: a running head, a page number, the running text of a report. The counts add up to the words
of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from s55.importers.account import Account, Counted
from s55.importers.imported import DocumentKind, ImportedDraft, Unplaced
from s55.importers.source import Source, SourceBlock
from s55.model.dates import in_words
from s55.model.verdict import Aside
from s55.richtext.nodes import plain
from s55.sources.reading import read_tree
from s55.sources.tree import data_of

IN_DRAFT = "in the draft"
LEFT_OUT = "left out (listed)"
REST = {
    DocumentKind.REPORT: "in the running text of the report",
    DocumentKind.RESPONSE: "labels of the form",
}
"""What the words are that are neither in the draft nor left out."""
COUNTED = frozenset(
    {
        Aside.RUNNING_HEAD,
        Aside.RUNNING_FOOT,
        Aside.PAGE_NUMBER,
        Aside.FOOTNOTE_MARKER,
        Aside.AROUND,
    }
)
"""Kinds that are counted, and not listed one by one: they say nothing of their own."""
_WORD = re.compile(r"\w+")
_MOST_TOGETHER = 6
"""As many words in a row that the draft has too came from there; fewer can be chance."""


def accounted(imported: ImportedDraft, source: Source) -> ImportedDraft:
    """Add the account to what an importer made, and list what the reader set aside."""
    listed = [
        Unplaced(one.text, one.why, one.place)
        for one in source.set_aside
        if one.why not in COUNTED
        and Unplaced(one.text, one.why, one.place) not in imported.unplaced
    ]
    unplaced = (*imported.unplaced, *listed)
    account = account_of(source, imported.kind, imported.text, unplaced)
    aside = [
        {"text": one.text, "why": one.why, "place": str(one.place)} for one in source.set_aside
    ]
    data = {**imported.data, "set_aside": aside, "account": account.as_data()}
    return replace(imported, unplaced=unplaced, data=data, account=account)


def account_of(
    source: Source, kind: DocumentKind, draft: str, unplaced: Iterable[Unplaced]
) -> Account:
    """Account for the words of a file.

    Args:
        source: the file as read.
        kind: what it was read as.
        draft: the draft made of it.
        unplaced: what the import lists.
    """
    kinds: dict[str, Counted] = {IN_DRAFT: Counted(), LEFT_OUT: Counted(), REST[kind]: Counted()}
    taken, listed = _Said(_values(_data(draft))), _Said(one.text for one in unplaced)
    for block in source.blocks:
        for text in _texts(block):
            words = _words(text)
            mine = taken.marks(words)
            theirs = listed.marks(words)
            in_draft = sum(mine)
            left = sum(there and not here for here, there in zip(mine, theirs, strict=True))
            page = block.place.page
            kinds[IN_DRAFT].add(in_draft, page)
            kinds[LEFT_OUT].add(left, page)
            kinds[REST[kind]].add(len(words) - in_draft - left, page)
    for one in source.set_aside:
        if not one.about:
            kinds.setdefault(one.why, Counted()).add(len(_words(one.text)), one.place.page)
    return Account(source.pages, kinds)


def _texts(block: SourceBlock) -> Iterator[str]:
    yield block.marker
    yield from (plain(cell) for cell in block.cells) if block.cells else [block.text]
    yield from (line for note in block.notes for line in note.words())


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


class _Said:
    """Recognises words that a collection of texts has too: in a row, not one by one."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._rows: set[tuple[str, ...]] = set()
        self._lines: set[tuple[str, ...]] = set()
        for text in texts:
            whole = _words(text)
            self._lines.add(tuple(whole))
            self._lines.update(tuple(_words(line)) for line in text.splitlines())
            for length in range(3, _MOST_TOGETHER + 1):
                self._rows.update(_rows(whole, length))

    def marks(self, words: Sequence[str]) -> list[bool]:
        """Say for each word whether it is in a row of words that the texts have."""
        if tuple(words) in self._lines:
            return [True] * len(words)
        length = min(len(words), _MOST_TOGETHER)
        marks = [False] * len(words)
        for start, row in enumerate(_rows(words, length) if length > 2 else ()):
            if row in self._rows:
                marks[start : start + length] = [True] * length
        return marks


def _rows(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(length)), strict=False)


def _data(draft: str) -> Any:
    root, _ = read_tree(draft)
    return data_of(root) if root else None


def _values(data: Any) -> Iterator[str]:
    """Yield the values of a draft; days also in words, as reports print them."""
    if isinstance(data, dict):
        for value in data.values():
            yield from _values(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _values(value)
    elif data is not None:
        yield str(data)
        with suppress(ValueError):
            yield in_words(date.fromisoformat(str(data)))
