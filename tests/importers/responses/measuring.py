"""How much of labelled past responses comes through: items, comments and whose they are, words.

``python -m tests.importers.responses.measuring`` prints the table; with the beginning of the names
it is of those, and with a part of a file's name after that, what is wrong there is listed.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from lxml import html

from s55.importers.identify import identity
from s55.importers.imported import DocumentKind, ImportedDraft
from s55.importers.importing import import_source
from s55.importers.paragraph_numbers import without_paragraph_numbers
from s55.importers.readers import read_source
from s55.importers.source import Source
from tests.importers.responses.labelled.make import SAMPLES, SOURCES, labels_of, unmarked

FORMATS = ("html", "txt", "docx", "odt", "pdf", "untagged.pdf", "office.pdf", "pasted.txt", "eml")
RIGHT = 0.98
"""How much of a text must match for it to be right."""
_COUNT = re.compile(r"(?<!\S)\d{1,2}\.\d{1,2}\s+(?=\S)|^\d{1,2}[.)]\s+(?=\S)", re.MULTILINE)
"""The number of a paragraph or of a list's entry before it, which is kept or left out."""
_WORD = re.compile(r"[^\W_]+")
_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_OWNERS = {
    "chief_officer": ("chief_officer", "force_action"),
    "policing_body": ("policing_body", "action_details"),
}
_SECTIONS = {
    "causes_of_concern": "cause_of_concern",
    "recommendations": "recommendation",
    "areas_for_improvement": "area_for_improvement",
}

Slot = tuple[str, int]
"""Whose comments, and on which item by its order from 1; 0 for the report as a whole."""


@dataclass
class Rates:
    """How many of each thing were expected, found, and right.

    Attributes:
        counts: by the thing (items, comments, facts) and the state (expected, found, right).
        kinds: how many files were taken for a response, and for a report.
        lost: words of the source that are nowhere, with the sample.
        twice: how many words are in more places than the source has them.
        misses: what was wrong, one line each.
    """

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    kinds: Counter[bool] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def add(self, other: Rates) -> None:
        """Count what another counted."""
        self.counts += other.counts
        self.kinds += other.kinds
        self.lost += other.lost
        self.twice += other.twice
        self.misses += other.misses

    def note(self, thing: str, expected: Sequence[Any], found: Sequence[Any], right: int) -> None:
        """Count a thing."""
        self.counts[thing, "expected"] += len(expected)
        self.counts[thing, "found"] += len(found)
        self.counts[thing, "right"] += right

    def rates(self, thing: str) -> tuple[float, float]:
        """Precision and recall of a thing."""
        right = self.counts[thing, "right"]
        found, expected = self.counts[thing, "found"], self.counts[thing, "expected"]
        return (right / found if found else 1.0), (right / expected if expected else 1.0)

    def line(self, title: str) -> str:
        """The line of the table."""
        parts = [f"{title:<18}", f"known {self.kinds[True]}/{self.kinds.total()}"]
        for thing in ("items", "comments", "facts"):
            precision, recall = self.rates(thing)
            parts.append(f"{thing} {precision:.3f}/{recall:.3f}")
        return "  ".join([*parts, f"lost {len(self.lost)}", f"twice {len(self.twice)}"])


def names() -> list[str]:
    """The samples."""
    return sorted(path.stem for path in SOURCES.glob("*.html"))


def formats_of(name: str) -> list[str]:
    """The formats in which a sample is there; the first ones have no OpenDocument."""
    return [ending for ending in FORMATS if (SAMPLES / f"{name}.{ending}").is_file()]


def measured(name: str, ending: str) -> Rates:
    """Measure one sample in one format."""
    labels = labels_of(name)
    path = SAMPLES / f"{name}.{ending}"
    source = read_source(path.read_bytes(), path.name)
    rates = Rates()
    rates.kinds[identity(source) == (DocumentKind.RESPONSE, True)] += 1
    made = import_source(source, path.name, None, DocumentKind.RESPONSE)
    response: dict[str, Any] = dict(made.data["response"])
    found = list(items_of(response))
    matched = matched_items(labels["items"], found)
    rates.note("items", labels["items"], found, len(matched))
    rates.misses += [
        f"{path.name}: missed {one['kind']} {one['number']}: {one['text'][:70]!r}"
        for at, one in enumerate(labels["items"], 1)
        if at not in matched.values()
    ]
    rates.misses += [
        f"{path.name}: found {one['kind']} {one.get('number', '')}: {one['text'][:70]!r}"
        for at, one in enumerate(found, 1)
        if at not in matched
    ]
    compare(
        rates,
        path.name,
        "comments",
        comments_expected(labels["comments"]),
        comments_found(response, found, matched),
    )
    compare(
        rates,
        path.name,
        "facts",
        facts_expected(labels, labels["items"]),
        facts_found(response, found, matched),
    )
    said = words(
        _source_text(name) if not ending.endswith("txt") else path.read_text(encoding="utf-8")
    )
    aside = words("\n".join(one.text for one in source.set_aside))
    lost = said - words(kept_text(made)) - _counted(source) - aside
    rates.lost = [f"{path.name}: {word}" for word in lost.elements()]
    once = words(kept_text(made, without=("inspection",)))
    rates.twice = [f"{path.name}: {word}" for word in (once - said).elements()]
    return rates


def compare(
    rates: Rates, name: str, thing: str, expected: Mapping[Any, str], found: Mapping[Any, str]
) -> None:
    right = {key for key, text in expected.items() if key in found and alike(text, found[key])}
    rates.note(thing, list(expected), list(found), len(right))
    for key in [*expected, *(key for key in found if key not in expected)]:
        if key not in right:
            wanted, got = expected.get(key, "nothing"), found.get(key, "nothing")
            rates.misses.append(f"{name}: {thing} {key}: {wanted[:70]!r}, not {got[:70]!r}")


def alike(first: str, second: str) -> bool:
    """Whether two texts have the same words, or nearly."""
    one, other = (_WORD.findall(_COUNT.sub("", text).lower()) for text in (first, second))
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= RIGHT


def words(text: str) -> Counter[str]:
    """The words of a text, counted."""
    return Counter(_WORD.findall(text.lower()))


# --- items ---------------------------------------------------------------------------


def items_of(response: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for section, kind in _SECTIONS.items():
        for item in (response.get(section) or {}).get("items", ()):
            yield {**item, "text": item["text"] or "", "kind": kind}
            for inner in item.get("recommendations", ()):
                yield {**inner, "text": inner["text"] or "", "kind": "recommendation"}


def matched_items(
    expected: Sequence[Mapping[str, str]], found: Sequence[Mapping[str, Any]]
) -> dict[int, int]:
    """The order of each found item that is right, with that of its label."""
    result: dict[int, int] = {}
    for at, item in enumerate(found, 1):
        for other, label in enumerate(expected, 1):
            same = item["kind"] == label["kind"] and (item.get("number") or "") == label["number"]
            if other not in result.values() and same and alike(item["text"], label["text"]):
                result[at] = other
                break
    return result


# --- comments and facts ------------------------------------------------------------------


def _joined(parts: Iterable[tuple[Any, str]]) -> dict[Any, str]:
    found: dict[Any, str] = {}
    for key, text in parts:
        if text:
            found[key] = f"{found[key]} {text}" if key in found else text
    return found


def comments_expected(comments: Sequence[Mapping[str, Any]]) -> dict[Slot, str]:
    return _joined(
        ((one["owner"], at), one["text"]) for one in comments for at in one["on"] or (0,)
    )


def comments_found(
    response: Mapping[str, Any], items: Sequence[Mapping[str, Any]], matched: Mapping[int, int]
) -> dict[Slot, str]:
    """Each comment by the label of its item; an item that no label has counts as its negative."""
    chief, body = response.get("chief_officer") or {}, response.get("policing_body") or {}
    whole = [(("chief_officer", 0), chief.get("comments"))]
    whole += [
        (("policing_body", 0), body.get(part))
        for part in ("opening", "reply_to_chief_officer", "closing")
    ]
    on_items = [
        ((owner, matched.get(at, -at)), item.get(part))
        for at, item in enumerate(items, 1)
        for owner, parts in _OWNERS.items()
        for part in parts
    ]
    return _joined((slot, text or "") for slot, text in (*whole, *on_items))


def facts_expected(
    labels: Mapping[str, Any], items: Sequence[Mapping[str, str]]
) -> dict[tuple[str, int], str]:
    facts = {(name, 0): str(labels[name]) for name in ("title", "published") if name in labels}
    for at, item in enumerate(items, 1):
        facts |= {(name, at): item[name] for name in ("status", "target_date") if name in item}
    return facts


def facts_found(
    response: Mapping[str, Any], items: Sequence[Mapping[str, Any]], matched: Mapping[int, int]
) -> dict[tuple[str, int], str]:
    inspection = response["inspection"]
    facts = {
        ("title", 0): inspection["title"] or "",
        ("published", 0): inspection["published"] or "",
    }
    for at, item in enumerate(items, 1):
        for name in ("status", "target_date"):
            facts[name, matched.get(at, -at)] = str(item.get(name) or "")
    return {key: text for key, text in facts.items() if text}


# --- words -----------------------------------------------------------------------------


def _counted(source: Source) -> Counter[str]:
    """The numbers of sections and paragraphs, which are no words of anybody."""
    with_them, without = (
        words("\n".join(f"{block.marker} {block.text}" for block in one.blocks))
        for one in (source, without_paragraph_numbers(source))
    )
    return with_them - without


def _source_text(name: str) -> str:
    """What a person reads in a sample, whatever its format."""
    page: Any = html.fromstring(unmarked((SOURCES / f"{name}.html").read_text(encoding="utf-8")))
    return " ".join(str(part) for part in page.find(".//body").itertext())


def kept_text(made: ImportedDraft, without: Sequence[str] = ()) -> str:
    """Every text of the draft but its notes, with days as they are printed, and what is reported.

    The notes of the draft hold again what is reported as not placed.
    """
    response = {**made.data["response"], "template": "", "format": ""}
    response = {key: part for key, part in response.items() if key not in without}
    texts = [_printed(text) for text in _strings(response)]
    return "\n".join([*texts, *(one.text for one in (*made.unplaced, *made.form_words))])


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, Mapping):
        for value in data.values():
            yield from _strings(value)
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for value in data:
            yield from _strings(value)
    elif isinstance(data, str):
        yield data.replace("https://unknown.invalid/", "").replace("2099-12-31", "")


def _printed(text: str) -> str:
    def day(found: re.Match[str]) -> str:
        when = date(*map(int, found.groups()))
        return f"{when.day} {when:%B} {when.year}"

    return _DAY.sub(day, text)


def table(prefix: str = "") -> tuple[str, list[str]]:
    """The table of every sample of a kind and of all together, and what was wrong."""
    everything, lines = Rates(), []
    for name in (name for name in names() if name.startswith(prefix)):
        rates = Rates()
        for ending in formats_of(name):
            rates.add(measured(name, ending))
        lines.append(rates.line(name))
        everything.add(rates)
    lines.append(everything.line("together"))
    lines += [f"{thing}: {number}" for thing, number in sorted(everything.counts.items())]
    return "\n".join(lines), everything.misses


if __name__ == "__main__":
    shown, wrong = table(*sys.argv[1:2])
    sys.stdout.write(f"{shown}\n")
    if len(sys.argv) > 2:
        sys.stdout.write("\n".join(one for one in wrong if sys.argv[2] in one) + "\n")
