"""Count the missed items of reports of which nobody is told: neither in an item, nor left out."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from s55.importers.accounting import COUNTED
from s55.importers.readers import read_source
from s55.importers.reports.findings import Certainty, Findings
from s55.importers.reports.reading import read_report
from s55.importers.source import Source
from tests.importers.labelled.make import labels_of
from tests.importers.measuring import NAMED, sample_files

_ROW = 4
"""So many words in a row are from the item."""
_WHERE = re.compile(r"(?:the item at|recommendation|area for improvement|cause of concern) .*")
"""What a reason names."""
_ENOUGH = 0.5
"""This share of an item's words is enough for a person to know which one is meant."""
_CUT = 0.9
"""This share of what was found is of the item where it was cut short."""


@dataclass
class Silence:
    """What a person is told of the items that were expected and not found as they are.

    Attributes:
        reports: how many were measured.
        expected: how many items they have.
        told: how many are as they are, or what a person sees of the others: in an item that is
            marked as unsure, in another item, in another reading, left out, or nothing.
        silent: those of which nothing is told, with the name of their report.
        left_out: how many lines the reports list as left out, by the reason.
    """

    reports: int = 0
    expected: int = 0
    told: Counter[str] = field(default_factory=Counter)
    silent: list[tuple[str, str]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, source: Source, findings: Findings, labels: Sequence[str]) -> None:
        """Count a report.

        Args:
            name: of the report.
            source: as read.
            findings: what was found.
            labels: the text of each item.
        """
        self.reports += 1
        self.expected += len(labels)
        self.left_out.update(_WHERE.sub("", one.why) for one in findings.left_out)
        for label in labels:
            how = _told(label, source, findings)
            self.told[how] += 1
            if how == "nothing":
                self.silent.append((name, label))

    def table(self, title: str) -> str:
        """The figures, and the items of which nothing is told."""
        lines = [f"{title}: {self.expected} items of {self.reports} reports"]
        lines += [f"  {how}: {count}" for how, count in sorted(self.told.items())]
        lines += [f"  nothing: {name}: {text[:150]}" for name, text in self.silent]
        each = sum(self.left_out.values()) / max(self.reports, 1)
        lines.append(f"  lines left out: {each:.1f} a report")
        lines += [f"    {why}: {count}" for why, count in self.left_out.most_common()]
        return "\n".join(lines) + "\n"


def _told(label: str, source: Source, findings: Findings) -> str:
    rows = _rows(label)
    wholes = [_rows(item.whole) for item in findings.items]
    if any(_share(rows, whole) >= _ENOUGH and _share(whole, rows) >= _ENOUGH for whole in wholes):
        return "in an item"
    if any(whole and _share(whole, rows) >= _CUT for whole in wholes):
        return "in an item, cut short"
    unsure = [item.whole for item in findings.items if item.certainty is not Certainty.CERTAIN]
    others = [item.text for other in findings.others for item in other.items]
    listed = [one.text for one in findings.left_out]
    listed += [one.text for one in source.set_aside if one.why not in COUNTED]
    listed += [one.words + one.text for one in findings.statuses]
    for how, texts in (
        ("left out, and listed", listed),
        ("in an item that is marked as unsure", unsure),
        ("in another reading", others),
        ("within a longer item", [item.whole for item in findings.items]),
    ):
        if any(_share(rows, _rows(text)) >= _ENOUGH for text in texts):
            return how
    return "nothing"


def _rows(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    length = min(_ROW, len(words))
    return frozenset(zip(*(words[start:] for start in range(length)), strict=False))


def _share(rows: frozenset[tuple[str, ...]], among: frozenset[tuple[str, ...]]) -> float:
    return len(rows & among) / max(len(rows), 1)


def main(prefixes: Iterable[str]) -> None:
    """Measure the labelled samples whose names begin so, or all."""
    silence = Silence()
    for path in sample_files(*(tuple(prefixes) or ("", *NAMED))):
        labels = labels_of(path.name.split(".", 1)[0])
        source = read_source(path.read_bytes(), path.name)
        texts = [str(one["text"]) for one in labels["items"]]
        silence.add(path.name, source, read_report(source), texts)
    sys.stdout.write(silence.table("labelled samples"))


if __name__ == "__main__":
    main(sys.argv[1:])
