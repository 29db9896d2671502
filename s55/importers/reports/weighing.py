"""Weigh the readings of a report by what the report says of its items, and take the best.

Every form that could be that of a report makes a reading. What speaks for a reading or against it
is a list of reasons that a person can check: how many items the text counts, whether their numbers
run on, whether what stands under their names is in them. No reason is worth as much as a layout
that was recognised by its words, and several together are worth more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from s55.importers.reports import words
from s55.importers.reports.findings import Certainty, FoundItem, LeftOut, ReportItemKind, is_bullet
from s55.importers.reports.forms.form import SAYS_NONE, ReportForm
from s55.importers.reports.forms.generic import stands_alone
from s55.importers.reports.outline import Part, Report, Zone, folded
from s55.importers.source import BlockKind
from s55.records import dataclass

_COUNTED = 0.8
"""For as many items as the text counts; against others, by how far they are off."""
_IN_TURN = 0.3
"""For numbers that run on, each once; against them, by how many are missing or come twice."""
_NAMED = 0.6
"""For the share of names with numbers ('Recommendation 3') that are of an item."""
_ASKED = 0.5
"""For the share of items that ask for something, or say what is wrong."""
_PLACED = 0.6
"""For the share of plain requests ('By 3 May, chief constables should ...') that are in an item."""
_SURE = 0.3
"""For the share of items that a rule of the form is sure of."""
_MIXED = 0.4
"""Against sentences of the text beside items that are set out as such."""
_EMPTY = 1.0
"""Against a reading without items."""
_NONE = 0.5
"""For one of a report that says that there are none."""


@dataclass(frozen=True, slots=True)
class ReportReading:
    """A report as one form reads it.

    Attributes:
        form: the form.
        fits: how well the report fits it by its words, from 0 to 1.
        items: in the order of the report.
        left: what looked like an item and was left out.
    """

    form: ReportForm
    fits: float
    items: tuple[FoundItem, ...]
    left: tuple[LeftOut, ...]

    @property
    def says_none(self) -> bool:
        """Whether it found that the report says that it has no items."""
        return any(one.why == SAYS_NONE for one in self.left)

    @property
    def positions(self) -> frozenset[tuple[ReportItemKind, str]]:
        """What its items are and how they begin, for comparing readings."""
        return frozenset((item.kind, folded(item.text)) for item in self.items)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a reading (more than 0) or against it (less), in words."""

    what: str
    points: float


@dataclass(frozen=True, slots=True)
class Clues:
    """What a report says of its items, whoever reads it.

    Attributes:
        counts: how many items of a kind its sentences count, each number that is named.
        names: the kinds and numbers in the names of items ('Recommendation 3').
        requests: the first words of each paragraph that plainly asks somebody for something.
    """

    counts: dict[ReportItemKind, frozenset[int]]
    names: frozenset[tuple[ReportItemKind, str]]
    requests: frozenset[str]


def clues_of(report: Report) -> Clues:
    """Gather what the body of a report says of its items."""
    counts: dict[ReportItemKind, set[int]] = {}
    names: set[tuple[ReportItemKind, str]] = set()
    requests: set[str] = set()
    for part in report.parts:
        if part.zone is not Zone.BODY or part.block.cells:
            continue
        for kind, count in words.counted(part.text):
            counts.setdefault(kind, set()).add(count)
        heading = words.item_heading(part.text)
        if heading and heading.number:
            names.add((heading.kind, heading.number))
        if _plainly_asks(part):
            requests.add(folded(part.text))
    return Clues(
        {kind: frozenset(found) for kind, found in counts.items()},
        frozenset(names),
        frozenset(requests),
    )


_EARLY = 110
"""Characters within which a paragraph in a box asks, if it is a request."""


def _plainly_asks(part: Part) -> bool:
    """Whether a paragraph asks: 'By 3 May, chief constables should', in a box, or in a sentence."""
    if words.recounts(part.text) or words.asks_for_answer(part.text):
        return False
    if words.begins_request(part.text):
        return True
    early = words.MODAL.search(part.text[:_EARLY]) is not None
    is_text = part.block.kind is BlockKind.PARAGRAPH
    return early and is_text and (bool(part.block.boxed) or stands_alone(part.text))


def reasons(reading: ReportReading, clues: Clues) -> list[Evidence]:
    """List what speaks for a reading and against it."""
    found = [Evidence(f"looks like a {reading.form.name}", reading.fits)]
    if reading.items:
        found += [*_of_counts(reading, clues), *_of_numbers(reading), *_of_names(reading, clues)]
        found += [*_of_requests(reading, clues), *_of_items(reading.items)]
    elif reading.says_none:
        found.append(Evidence("it has no items, and the report says that there are none", _NONE))
    else:
        found.append(Evidence("it has no items, and the report does not say so", -_EMPTY))
    return found


def _of_counts(reading: ReportReading, clues: Clues) -> Iterator[Evidence]:
    have = Counter(item.kind for item in reading.items)
    share = _COUNTED / max(len(clues.counts), 1)
    for kind, counts in clues.counts.items():
        said = " or ".join(map(str, sorted(counts)))
        off = min(abs(have[kind] - count) / count for count in (*counts, sum(counts)))
        what = f"the text counts {said} × {kind.words}, and it has {have[kind]}"
        yield Evidence(what, share * (1.0 if off == 0 else -min(off, 1.0)))


def _of_numbers(reading: ReportReading) -> Iterator[Evidence]:
    for kind in dict.fromkeys(item.kind for item in reading.items):
        numbers = [
            int(item.number)
            for item in reading.items
            if item.kind is kind and item.number.isdecimal()
        ]
        if len(numbers) < 2:
            continue
        wanted = max(numbers) - min(numbers) + 1
        off = abs(wanted - len({*numbers})) + len(numbers) - len({*numbers})
        what = f"the numbers of its {kind.words}s run on" if not off else f"{off} numbers are off"
        yield Evidence(what, _IN_TURN * (1.0 if not off else -min(off / wanted, 1.0)))


def _of_names(reading: ReportReading, clues: Clues) -> Iterator[Evidence]:
    if clues.names:
        have = {(item.kind, item.number) for item in reading.items}
        share = len(clues.names & have) / len(clues.names)
        yield Evidence(f"{share:.0%} of the numbers in names are of its items", _NAMED * share)


def _of_requests(reading: ReportReading, clues: Clues) -> Iterator[Evidence]:
    if clues.requests:
        taken = {folded(block.text) for item in reading.items for block in item.blocks}
        share = len(clues.requests & taken) / len(clues.requests)
        yield Evidence(f"{share:.0%} of the plain requests are in its items", _PLACED * share)


def _of_items(items: Sequence[FoundItem]) -> Iterator[Evidence]:
    asking = sum(map(_is_like_one, items)) / len(items)
    yield Evidence(f"{asking:.0%} of its items ask for something", _ASKED * asking)
    sure = {Certainty.CERTAIN: 1.0, Certainty.LIKELY: 0.7, Certainty.UNCERTAIN: 0.0}
    certain = sum(sure[item.certainty] for item in items) / len(items)
    yield Evidence("how sure the form is of them", _SURE * certain)
    if certain > 0.0 and any(item.certainty is Certainty.UNCERTAIN for item in items):
        yield Evidence("it takes sentences of the text beside items that are set out", -_MIXED)


def _is_like_one(item: FoundItem) -> bool:
    first = item.blocks[0]
    asks = item.kind is not ReportItemKind.RECOMMENDATION or words.asks(item.whole)
    return (asks or is_bullet(first) or bool(item.number)) and not words.counted(item.text)


@dataclass(frozen=True, slots=True)
class Choice:
    """The reading that was taken, and what else the report could mean.

    Attributes:
        reading: the best.
        others: other readings with other items, that are nearly as good, the best first.
    """

    reading: ReportReading
    others: tuple[ReportReading, ...]


_NEAR = 0.25
"""A reading whose reasons are worth so little less is told."""


def chosen(readings: Sequence[ReportReading], clues: Clues) -> Choice:
    """Choose the best of several readings; of equal ones the first."""
    points = {id(one): sum(reason.points for reason in reasons(one, clues)) for one in readings}
    order = sorted(readings, key=lambda one: -points[id(one)])
    best = order[0]
    seen = {best.positions}
    others = []
    for one in order[1:]:
        near = points[id(best)] - points[id(one)] <= _NEAR
        if near and one.items and one.positions not in seen:
            seen.add(one.positions)
            others.append(one)
    return Choice(best, tuple(others))
