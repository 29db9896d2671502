"""What every layout is, and the way from sections to items that they share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from s55.importers.reports import words
from s55.importers.reports.findings import Certainty, FoundItem, ItemKind, LeftOut
from s55.importers.reports.forms.items import Manner, items_of
from s55.importers.reports.outline import Part, Report, folded
from s55.importers.reports.sections import Keeps, Section, never, sections
from s55.importers.source import BlockKind

SAYS_NONE = "says that there are none"

Read = tuple[list[FoundItem], list[LeftOut]]
"""The items of a report in its order, and what looked like one."""


class Layout(Protocol):
    """A way in which reports set out their items."""

    @property
    def name(self) -> str:
        """The layout in a few words, for the summary."""
        ...

    def applies(self, report: Report) -> float:
        """How well a report fits, from 0 to 1."""
        ...

    def items(self, report: Report) -> Read:
        """The items of a report that fits."""
        ...


@dataclass(frozen=True, slots=True)
class Rules:
    """What a layout says of its sections.

    Attributes:
        keeps: which headings belong to a section.
        headlines: whether items of a section are headline sentences with paragraphs.
        certainty: how sure the reader is of the items of a section.
        takes: which sections hold items.
        above: whether an item may be said to stand under the chapter above its section.
    """

    keeps: Keeps = never
    headlines: Callable[[Section], bool] = lambda _section: False
    certainty: Callable[[Section], Certainty] = lambda _section: Certainty.CERTAIN
    takes: Callable[[Section], bool] = lambda _section: True
    above: bool = True


def collected(report: Report, rules: Rules) -> Read:
    """The items of every section, without what only looks like one."""
    found, left = sections(report.parts, rules.keeps)
    items: list[FoundItem] = []
    cause: FoundItem | None = None
    cause_end = -1
    for section in found:
        if not rules.takes(section):
            continue
        made = list(_made(report, section, rules))
        if section.heading.kind is ItemKind.RECOMMENDATION and cause:
            adjacent = section.part.index <= cause_end + 1
            made = [replace(item, parent=cause.text) for item in made] if adjacent else made
            cause_end = _end(section) if adjacent else -1
        items += made
        causes = [item for item in made if item.kind is ItemKind.CAUSE_OF_CONCERN]
        if causes:
            cause, cause_end = causes[-1], _end(section)
    return _sifted(items, left)


def _end(section: Section) -> int:
    return section.body[-1].index if section.body else section.part.index


def _made(report: Report, section: Section, rules: Rules) -> Iterator[FoundItem]:
    manner = Manner(
        under=lambda part: under(section, part, above=rules.above),
        headlines=rules.headlines(section),
        certainty=rules.certainty(section),
        joins=report.source.format == "text",
    )
    yield from items_of(section, manner)


def under(section: Section, part: Part, *, above: bool) -> str:
    """The heading an item stands under: a theme within its section, else the one above that."""
    themes = [
        other.text
        for other in section.body
        if other.index < part.index
        and other.block.kind is BlockKind.HEADING
        and not words.MODAL.search(other.text)
    ]
    if themes:
        return " ".join(themes[-1].split()).rstrip(":")
    if section.heading.about:
        return section.heading.about
    if not above:
        return ""
    return section.part.question or next(reversed(section.part.headings), "")


def _sifted(items: Sequence[FoundItem], left: Sequence[LeftOut]) -> Read:
    """The items that ask for something now, each once; the rest with the reason."""
    kept: list[FoundItem] = []
    out = list(left)
    for item in items:
        why = _why_not(item)
        if why:
            out.append(LeftOut(item.whole, why, item.place))
            continue
        same = next((k for k, other in enumerate(kept) if _repeats(item, other)), None)
        if same is None:
            kept.append(item)
            continue
        shorter, longer = sorted((item, kept[same]), key=lambda found: len(found.whole))
        kept[same] = replace(
            longer, parent=longer.parent or shorter.parent, under=longer.under or shorter.under
        )
        why = f"repeats the item at {longer.place}"
        out.append(LeftOut(shorter.whole, why, shorter.place))
    return kept, out


def _why_not(item: FoundItem) -> str:
    if words.says_none(item.whole):
        return SAYS_NONE
    if words.defines(item.text):
        return "explains what the term means"
    if words.recounts(item.text) and not words.MODAL.search(item.text):
        return "recounts an earlier inspection"
    return ""


def _repeats(item: FoundItem, other: FoundItem) -> bool:
    if item.kind is not other.kind or (
        item.number and other.number and item.number != other.number
    ):
        return False
    first, second = folded(item.whole), folded(other.whole)
    return first == second or (
        len(folded(item.text)) > 40 and folded(item.text) == folded(other.text)
    )
