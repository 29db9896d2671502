"""How much of grown responses comes through, together and by each value of each axis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from s55.importers.identify import identity
from s55.importers.imported import DocumentKind
from s55.importers.importing import import_source
from s55.importers.readers import read_source
from tests.importers.grown.responses.blocks import runs_of
from tests.importers.grown.responses.documents import Document
from tests.importers.responses.measuring import (
    Rates,
    comments_expected,
    comments_found,
    compare,
    facts_expected,
    facts_found,
    items_of,
    kept_text,
    matched_items,
    words,
)

_COUNT = re.compile(r"(?<!\S)\d{1,2}\.\d{1,2}\s+(?=\S)|^ ?\d{1,2}\\?[.)]\s+(?=\S)", re.MULTILINE)
"""The number of a paragraph or of a list's entry, which may be kept or left out."""
_WORD = re.compile(r"[^\W_]+")


@dataclass
class Measure:
    """What came through of one document.

    Attributes:
        document: the document.
        rates: the counts.
        failed: the error that ended the import, where one did.
    """

    document: Document
    rates: Rates
    failed: str = ""


def measure(document: Document, path: Path) -> Measure:
    """Import a document as a response, and compare with its label."""
    rates = Rates()
    try:
        _measure(document, path, rates)
    except Exception as error:  # each is a fault of the reader, and is counted
        lost = _count_all(document)
        lost.misses = [f"{path.name}: {type(error).__name__}: {error}"]
        return Measure(document, lost, f"{type(error).__name__}: {error}")
    return Measure(document, rates)


def _count_all(document: Document) -> Rates:
    """The rates of a document of which nothing came through."""
    rates, data = Rates(), document.label.as_data()
    rates.kinds[False] += 1
    rates.note("items", data["items"], [], 0)
    rates.note("comments", list(comments_expected(data["comments"])), [], 0)
    rates.note("facts", list(facts_expected(data, data["items"])), [], 0)
    return rates


def _measure(document: Document, path: Path, rates: Rates) -> None:
    data = document.label.as_data()
    source = read_source(path.read_bytes(), path.name)
    made = import_source(source, path.name, None, DocumentKind.RESPONSE)
    rates.kinds[identity(source) == (DocumentKind.RESPONSE, True)] += 1
    response: dict[str, Any] = dict(made.data["response"])
    found = list(items_of(response))
    matched = matched_items(data["items"], found)
    rates.note("items", data["items"], found, len(matched))
    rates.misses += _missed_items(path.name, data["items"], found, matched)
    aside = document.label.aside
    expected = _without(comments_expected(data["comments"]), aside)
    got = _without(comments_found(response, found, matched), aside)
    compare(rates, path.name, "comments", expected, got)
    facts = facts_expected(data, data["items"])
    got_facts = facts_found(response, found, matched)
    if not document.label.title:
        got_facts = {key: text for key, text in got_facts.items() if key[1] != 0}
    compare(rates, path.name, "facts", facts, got_facts)
    said = words(" ".join(_counted_runs(document)))
    set_aside = words("\n".join(one.text for one in source.set_aside))
    lost = said - words(kept_text(made)) - set_aside
    rates.lost = [f"{path.name}: {word}" for word in lost.elements()]


def _missed_items(
    name: str,
    expected: Sequence[Mapping[str, str]],
    found: Sequence[Mapping[str, Any]],
    matched: Mapping[int, int],
) -> list[str]:
    missed = [
        f"{name}: missed {one['kind']} {one['number']}: {one['text'][:70]!r}"
        for at, one in enumerate(expected, 1)
        if at not in matched.values()
    ]
    return missed + [
        f"{name}: found {one['kind']} {one.get('number', '')}: {one['text'][:70]!r}"
        for at, one in enumerate(found, 1)
        if at not in matched
    ]


def _counted_runs(document: Document) -> Iterable[str]:
    return (run.text for block in document.blocks for run in runs_of(block) if run.counted)


def _without(comments: Mapping[Any, str], aside: Sequence[str]) -> dict[Any, str]:
    """Comments as words alone, without what may stand in them or not."""
    made = {key: plain(text, aside) for key, text in comments.items()}
    return {key: text for key, text in made.items() if text}


def plain(text: str, aside: Sequence[str]) -> str:
    """The words of a text, without those said in passing."""
    joined = f" {' '.join(_WORD.findall(_COUNT.sub('', text).lower()))} "
    for one in dict.fromkeys(aside):
        said = f" {' '.join(_WORD.findall(one.lower()))} "
        while said in joined:  # one may follow the other
            joined = joined.replace(said, " ")
    return joined.strip()


# --- the tables ------------------------------------------------------------------------


def together(measures: Iterable[Measure]) -> Rates:
    """The counts of several documents."""
    rates = Rates()
    for one in measures:
        rates.add(one.rates)
    return rates


def by_axis(measures: Sequence[Measure]) -> list[str]:
    """A line for each value of each axis, the worst first."""
    groups: dict[str, list[Measure]] = {}
    for one in measures:
        for axis, value in one.document.axes.values().items():
            groups.setdefault(f"{axis} = {value}", []).append(one)
    rows = [(title, len(group), together(group)) for title, group in groups.items()]
    rows.sort(key=lambda row: (_worth(row[2]), row[0]))
    return [f"{rates.line(f'{title:<34} {number:>4}')}" for title, number, rates in rows]


def _worth(rates: Rates) -> float:
    """How good the comments and items are: the mean of their four rates."""
    return sum((*rates.rates("comments"), *rates.rates("items"))) / 4


def worst(measures: Sequence[Measure], number: int) -> list[str]:
    """The documents of which the least came through, with what was expected and found."""
    lines: list[str] = []
    for one in sorted(measures, key=lambda one: _worth(one.rates))[:number]:
        axes = ", ".join(f"{name}={value}" for name, value in one.document.axes.values().items())
        lines += ["", one.rates.line(f"seed {one.document.seed}"), f"  {axes}"]
        lines += [f"  {miss}" for miss in one.rates.misses]
        lines += [f"  lost: {' '.join(word.rpartition(' ')[2] for word in one.rates.lost)}"]
    return lines
