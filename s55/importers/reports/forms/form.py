"""Define a report form, and collect the items from the sections of a report by its rules."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from s55.importers.reports import words
from s55.importers.reports.findings import (
    Certainty,
    FoundItem,
    LeftOut,
    ReportItemKind,
)
from s55.importers.reports.forms import tables
from s55.importers.reports.forms.fields import completed
from s55.importers.reports.forms.repeats import KeptItems, fuller_first
from s55.importers.reports.forms.section_items import Setting, items_of
from s55.importers.reports.forms.sections import ItemSection, SectionSoFar, sections
from s55.importers.reports.outline import Part, Report, Zone, after, folded
from s55.importers.source import BlockKind, SourceBlock

SAYS_NONE = "says that there are none"

Read = tuple[list[FoundItem], list[LeftOut]]
"""The items of a report in its order, and what looked like one."""


class ReportForm(ABC):
    """A form in which inspection reports set out their items.

    Attributes:
        key: how a user asks for it: ``--as KEY``.
        name: the form in a few words, for the summary.
        under_chapters: whether an item can be under the chapter above its section.
        finds_prose: whether 'I recommend that' begins an item where nothing sets one out.
    """

    key = ""
    name = ""
    under_chapters = True
    finds_prose = True

    @abstractmethod
    def fits(self, report: Report) -> float:
        """Rate how much a report says by its words that it is in the form, from 0 to 1."""

    def keeps(self, section: SectionSoFar, part: Part) -> bool:
        """Say whether a heading within a section belongs to it, given the section so far."""
        return False

    def takes(self, section: ItemSection, report: Report) -> bool:
        """Say whether a section holds items."""
        return True

    def headlines(self, section: ItemSection) -> bool:
        """Say whether the items of a section are headline sentences with paragraphs."""
        return False

    def certainty(self, section: ItemSection) -> Certainty:
        """Say how sure the reader is of the items of a section."""
        return Certainty.CERTAIN

    def items(self, report: Report) -> Read:
        """Collect the items of every section, without what only looks like one."""
        found, left = sections(report.parts, self.keeps)
        items: list[FoundItem] = []
        cause: FoundItem | None = None
        cause_end = -1
        for section in found:
            if not self.takes(section, report):
                continue
            made = self._made(section, report)
            if section.heading.kind is ReportItemKind.RECOMMENDATION and cause:
                adjacent = section.part.index <= cause_end + 1
                made = [replace(item, parent=cause.text) for item in made] if adjacent else made
                cause_end = section.last if adjacent else -1
            items += made
            causes = [item for item in made if item.kind is ReportItemKind.CAUSE_OF_CONCERN]
            if causes:
                cause, cause_end = causes[-1], section.last
        items, left = _with_tables(items, left, report)
        items, left = _sifted([completed(item) for item in items], left)
        recommends = any(item.kind is ReportItemKind.RECOMMENDATION for item in items)
        if self.finds_prose and not recommends:
            items += _in_prose(report.parts, items)
        return report.in_order(items), left

    def _made(self, section: ItemSection, report: Report) -> list[FoundItem]:
        setting = Setting(
            under=lambda part: self._under(section, part),
            headlines=self.headlines(section),
            certainty=self.certainty(section),
            joins=report.source.format == "text",
        )
        return list(items_of(section, setting))

    def _under(self, section: ItemSection, part: Part) -> str:
        """Find the heading above an item: a theme within its section, else the one above it."""
        at = bisect_left(section.themes, part.index, key=lambda theme: theme.index)
        if at:
            return " ".join(section.themes[at - 1].text.split()).rstrip(":")
        if section.heading.about or not self.under_chapters:
            return section.heading.about
        return section.part.above


def _with_tables(
    items: Sequence[FoundItem], left: Sequence[LeftOut], report: Report
) -> tuple[list[FoundItem], list[LeftOut]]:
    """Add the items of tables; a number or the words that a section has too are told.

    Of two items with one number, that of a table is kept where it begins with the words of the
    other: its cell shows where it ends.
    """
    found, out = list(items), [*left, *tables.not_understood(report)]
    known = {(one.kind, one.number): at for at, one in [*enumerate(items)][::-1] if one.number}
    said = {folded(item.whole): item for item in reversed(items)}
    for item in tables.items(report):
        same = None if item.number else said.get(folded(item.whole))
        at = known.get((item.kind, item.number), -1)
        if same is not None and same.kind is not item.kind:
            # a list of all items, whose heads name one kind
            out.append(LeftOut(item.whole, f"repeats the item at {same.place}", item.place))
        elif at >= 0:
            extends = folded(item.whole).startswith(folded(found[at].whole))
            found[at], other = (item, found[at]) if extends else (found[at], item)
            why = f"repeats {item.kind.words} {item.number}"
            out.append(LeftOut(other.whole, why, other.place))
        else:
            found.append(item)
    return found, out


def _in_prose(parts: Sequence[Part], items: Sequence[FoundItem]) -> list[FoundItem]:
    """Find paragraphs that begin 'I recommend that', in a report that sets out no others."""
    taken = {id(block) for item in items for block in item.blocks}
    return [
        FoundItem(
            kind=ReportItemKind.RECOMMENDATION,
            blocks=(part.block, *_list_after(parts, part)),
            under=part.above,
            certainty=Certainty.UNCERTAIN,
        )
        for part in parts
        if part.zone is Zone.BODY
        and part.block.kind is BlockKind.PARAGRAPH
        and id(part.block) not in taken
        and words.RECOMMENDS.match(part.text)
    ]


def _list_after(parts: Sequence[Part], part: Part) -> list[SourceBlock]:
    """Select the list that a paragraph with a colon leads to."""
    if not part.text.rstrip().endswith(":"):
        return []
    following = (other.block for other in after(parts, part.index))
    return list(takewhile(lambda block: block.kind is BlockKind.LIST_ITEM, following))


def _sifted(items: Sequence[FoundItem], left: Sequence[LeftOut]) -> Read:
    """Keep the items that ask for something now, each once; leave out the rest with the reason."""
    kept = KeptItems()
    out = list(left)
    for item in items:
        if why := _why_not(item):
            out.append(LeftOut(item.whole, why, item.place))
            continue
        same = kept.place_of(item)
        if same is None:
            kept.add(item)
            continue
        longer, shorter = fuller_first(item, kept.items[same])
        merged = replace(
            longer,
            number=longer.number or shorter.number,
            parent=longer.parent or shorter.parent,
            under=longer.under or shorter.under,
        )
        kept.put(same, merged)
        out.append(LeftOut(shorter.whole, f"repeats the item at {longer.place}", shorter.place))
    return kept.items, out


def _why_not(item: FoundItem) -> str:
    if words.says_none(item.whole):
        return SAYS_NONE
    return "recounts an earlier inspection" if words.tells_of_request(item.text) else ""
