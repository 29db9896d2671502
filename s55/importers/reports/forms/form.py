"""Define a report form, and collect the items from the sections of a report by its rules."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace

from s55.importers.reports import words
from s55.importers.reports.findings import Certainty, FoundItem, LeftOut, ReportItemKind
from s55.importers.reports.forms.sections import ItemSection, Setting, items_of, sections
from s55.importers.reports.outline import Part, Report, folded
from s55.importers.source import BlockKind

SAYS_NONE = "says that there are none"

Read = tuple[list[FoundItem], list[LeftOut]]
"""The items of a report in its order, and what looked like one."""


class ReportForm(ABC):
    """A form in which inspection reports set out their items.

    Attributes:
        name: the form in a few words, for the summary.
        under_chapters: whether an item can be under the chapter above its section.
    """

    name = ""
    under_chapters = True

    @abstractmethod
    def applies(self, report: Report) -> float:
        """Rate how well a report fits the form, from 0 to 1."""

    def keeps(self, section: ItemSection, part: Part) -> bool:
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
        return _sifted(items, left)

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
        themes = [
            other.text
            for other in section.body
            if other.index < part.index
            and other.block.kind is BlockKind.HEADING
            and not words.MODAL.search(other.text)
        ]
        if themes:
            return " ".join(themes[-1].split()).rstrip(":")
        if section.heading.about or not self.under_chapters:
            return section.heading.about
        return section.part.above


def _sifted(items: Sequence[FoundItem], left: Sequence[LeftOut]) -> Read:
    """Keep the items that ask for something now, each once; leave out the rest with the reason."""
    kept: list[FoundItem] = []
    out = list(left)
    for item in items:
        if why := _why_not(item):
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
        out.append(LeftOut(shorter.whole, f"repeats the item at {longer.place}", shorter.place))
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
    numbers = {item.number, other.number} - {""}
    if item.kind is not other.kind or len(numbers) > 1:
        return False
    text = folded(item.text)
    return folded(item.whole) == folded(other.whole) or (
        len(text) > 40 and text == folded(other.text)
    )
