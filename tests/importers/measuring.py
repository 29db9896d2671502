"""Precision and recall of the items found in labelled samples, per kind of item."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from s55.importers.identify import identity
from s55.importers.imported import DocumentKind
from s55.importers.readers import read_source
from s55.importers.reports.findings import Findings, FoundItem
from s55.importers.reports.reading import read_report
from tests.importers.labelled.make import HERE as LABELLED
from tests.importers.labelled.make import SAMPLES, labels_of

REFERENCE = Path(__file__).resolve().parents[3] / "shared" / "reference"
WITHOUT_RULES = ("other-",)
"""Samples whose names begin so are in forms that no rule was written for."""
UNKNOWN = ("unknown-",)
"""Samples that were written, and measured once, before the rules that read them now."""
BLIND = ("blind-", "last-")
"""Samples that were written after the rules, in other layouts, and first read after that."""
REAL = ("real-", "later-", "holdout-", "fresh-", "final-")
"""Samples set as publishers set their reports, written and measured before any change for them."""
VARIED = ("varied-", "unseen-")
"""Samples before the readings were weighed, half of them kept aside; and after that, others."""
WHOLE = (
    "sight-", "kept-", "dawn-", "dusk-", "noon-", "moor-", "fell-", "beck-", "tarn-", "glen-",
    "ridge-", "cairn-", "scree-", "strand-", "linn-",
)  # fmt: skip
"""Samples after those, of which the suite keeps what is read whole."""
BY_OTHERS = ("tide-", "ebb-", "wold-", "thorn-")
"""Samples by somebody who had not read the reader, each in the formats in which it would come."""
FORMATS = (".weasyprint.pdf", ".libreoffice.pdf", ".html", ".docx", ".md", ".txt", ".eml")
RIGHT = 0.98
"""How much of an item's text must match for it to be right."""


@dataclass
class Tally:
    """How many items were expected, found, and found right, per kind."""

    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count what another tally counted."""
        self.expected += other.expected
        self.found += other.found
        self.right += other.right
        self.misses += other.misses

    def rates(self, kind: str) -> tuple[float, float]:
        """Precision and recall; 1 where there is nothing to find and nothing was found."""
        right = self.right[kind]
        precision = right / self.found[kind] if self.found[kind] else 1.0
        recall = right / self.expected[kind] if self.expected[kind] else 1.0
        return precision, recall

    def table(self, title: str) -> str:
        """The table that the test prints."""
        lines = [f"{title:<34}{'expected':>9}{'found':>7}{'right':>7}{'prec.':>8}{'recall':>8}"]
        for kind in sorted(self.expected | self.found):
            precision, recall = self.rates(kind)
            counts = f"{self.expected[kind]:>9}{self.found[kind]:>7}{self.right[kind]:>7}"
            lines.append(f"  {kind:<32}{counts}{precision:>8.3f}{recall:>8.3f}")
        return "\n".join(lines)


def findings_of(path: Path) -> Findings:
    """What the file says."""
    return read_report(read_source(path.read_bytes(), path.name))


def sample_files(*prefixes: str) -> list[Path]:
    """Every sample in every format: those whose names begin so, or without prefixes the others."""
    return [
        path
        for path in sorted(SAMPLES.iterdir())
        if any(path.name.endswith(ending) for ending in FORMATS)
        and (path.name.startswith(prefixes) if prefixes else not path.name.startswith(NAMED))
    ]


NAMED = (*WITHOUT_RULES, *UNKNOWN, *BLIND, *REAL, *VARIED, *WHOLE, *BY_OTHERS)


def measured(path: Path) -> Tally:
    """The tally of one sample, against the labels beside it."""
    name = path.name.split(".", 1)[0]
    labels = labels_of(name)
    source = read_source(path.read_bytes(), path.name)
    findings = read_report(source)
    tally = _items(path.name, findings, labels["items"])
    _count(tally, path.name, "sort", [identity(source)], [(DocumentKind.REPORT, True)])
    _count(tally, path.name, "status", _statuses(findings), labels["statuses"])
    for fact, said in _facts(findings).items():
        if fact in labels:
            _count(tally, path.name, fact, said, _listed(labels[fact]))
    return tally


def _items(name: str, findings: Findings, labels: Sequence[Mapping[str, str]]) -> Tally:
    tally = Tally(Counter(label["kind"] for label in labels))
    waiting = list(labels)
    for item in findings.items:
        tally.found[item.kind.value] += 1
        label = next((one for one in waiting if _is_right(item, one)), None)
        if label is None:
            tally.misses.append(f"{name}: found {item.kind.value}: {_said(item)[:100]!r}")
            continue
        waiting.remove(label)
        tally.right[item.kind.value] += 1
        for key, said in (("due", str(item.due or "")), ("addressee", item.addressee)):
            if key in label:
                _count(tally, f"{name}: {_said(item)[:30]!r}", key, _listed(said), [label[key]])
    tally.misses += [f"{name}: missed {w['kind']}: {w['text'][:100]!r}" for w in waiting]
    return tally


def _statuses(findings: Findings) -> list[Any]:
    return [
        {
            "status": one.status.value if one.status else "",
            "kind": one.kind.value,
            "number": one.number,
        }
        for one in findings.statuses
    ]


def _facts(findings: Findings) -> dict[str, list[str]]:
    day = findings.published.date if findings.published else None
    return {
        "title": _listed(findings.title),
        "published": _listed(day.isoformat() if day else ""),
        "forces": list(findings.forces),
        "grades": [f"{grade.area}={grade.grade}" for grade in findings.grades],
    }


def _listed(said: str | list[str]) -> list[str]:
    return said if isinstance(said, list) else [said] if said else []


def _count(tally: Tally, name: str, kind: str, found: Sequence[Any], labels: Sequence[Any]) -> None:
    """Count what is in both lists; what is in one alone is a miss."""
    waiting = list(labels)
    tally.expected[kind] += len(labels)
    tally.found[kind] += len(found)
    for one in found:
        if one in waiting:
            waiting.remove(one)
            tally.right[kind] += 1
        else:
            tally.misses.append(f"{name}: found {kind}: {one!r}")
    tally.misses += [f"{name}: missed {kind}: {one!r}" for one in waiting]


def _is_right(item: FoundItem, label: Mapping[str, str]) -> bool:
    if item.kind.value != label["kind"] or item.number != label["number"]:
        return False
    said, expected = _said(item), label["text"]
    return said == expected or SequenceMatcher(None, said, expected, False).ratio() >= RIGHT


def _said(item: FoundItem) -> str:
    return " ".join(item.whole.split())


# --- the reference reports ---------------------------------------------------------


def reference_labels() -> Iterator[tuple[Path, list[dict[str, object]]]]:
    """Each reference report that is there, with the fingerprints of its items."""
    for path in sorted((LABELLED / "reference").glob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        report = REFERENCE / label["file"]
        if report.is_file():
            yield report, label["items"]


def measured_reference(path: Path, labels: Sequence[dict[str, object]]) -> Tally:
    """The tally of a reference report; an item is right when every letter of it is."""
    tally = Tally(Counter(str(label["kind"]) for label in labels))
    waiting = list(labels)
    for item in findings_of(path).items:
        tally.found[item.kind.value] += 1
        mark = fingerprint_of(item)
        label = next((one for one in waiting if _marks(one) == mark), None)
        if label is None:
            tally.misses.append(f"{path.name}: found {mark}: {_said(item)[:60]!r}")
            continue
        waiting.remove(label)
        tally.right[item.kind.value] += 1
    tally.misses += [f"{path.name}: missed {_marks(one)} {one['first']!r}" for one in waiting]
    return tally


def fingerprint_of(item: FoundItem) -> tuple[object, ...]:
    """What a label of a reference report holds of an item, none of its sentences."""
    words = _said(item).split()
    under = digest(item.under)[:16] if item.under else None
    return item.kind.value, str(item.place), len(words), digest(_said(item)), under


def _marks(label: dict[str, object]) -> tuple[object, ...]:
    return tuple(label[key] for key in ("kind", "place", "words", "sha256", "under"))


def digest(text: str) -> str:
    """The SHA-256 of the letters and digits of a text, in small letters."""
    letters = "".join(character for character in text.lower() if character.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()
