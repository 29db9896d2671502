"""National and thematic reports: numbered, dated recommendations to several addressees."""

from __future__ import annotations

from s55.importers.reports import words
from s55.importers.reports.findings import Certainty, FoundItem, ItemKind, LeftOut
from s55.importers.reports.forms import tables
from s55.importers.reports.forms.form import Read, Rules, collected
from s55.importers.reports.outline import Part, Report, Zone
from s55.importers.reports.sections import Section, sections
from s55.importers.source import BlockKind


class NationalNumbered:
    """'Recommendation 1' as a heading or before its text, in a box, a list or a table."""

    name = "report with recommendations set out under headings or numbers"

    def applies(self, report: Report) -> float:
        """Whether recommendations carry numbers."""
        if report.is_letter:
            return 0.0
        numbers = {
            heading.number
            for part in report.parts
            if part.zone is Zone.BODY and (heading := _numbered(part))
        }
        numbers |= {item.number for item in tables.items(report)}
        if numbers:
            return 0.95 if len(numbers) > 1 else 0.6
        found, _ = sections(report.parts, _keeps)
        return 0.5 if any(s.heading.kind is ItemKind.RECOMMENDATION for s in found) else 0.0

    def items(self, report: Report) -> Read:
        """The items of a report that fits."""
        items, left = collected(report, Rules(_keeps, certainty=_certainty))
        known = {(item.kind, item.number) for item in items if item.number}
        for item in tables.items(report):
            if (item.kind, item.number) in known:
                why = f"repeats {item.kind.words} {item.number}"
                left.append(LeftOut(item.whole, why, item.place))
            else:
                items.append(item)
        return in_order(report, items), left


def _numbered(part: Part) -> words.ItemHeading | None:
    heading = words.item_heading(part.text)
    if heading is None or not heading.number:
        start = words.numbered_start(part.text)
        heading = start[0] if start else None
    return heading if heading and heading.kind is ItemKind.RECOMMENDATION else None


def _keeps(section: Section, part: Part) -> bool:
    """Headings within the box, and those that name whom a list of recommendations is for."""
    if section.part.block.boxed and part.block.boxed == section.part.block.boxed:
        return True
    if section.heading.number or not section.heading.plural:
        return False
    named = part.text.lower()
    return len(part.text) < 90 and any(
        named.startswith(start) for start in ("to ", "for ", "recommendations")
    )


def _certainty(section: Section) -> Certainty:
    named = section.heading.number or any(
        words.numbered_start(part.text) or part.block.kind is BlockKind.LIST_ITEM
        for part in section.body
    )
    return Certainty.CERTAIN if named else Certainty.LIKELY


def in_order(report: Report, items: list[FoundItem]) -> list[FoundItem]:
    """The items in the order of the document."""
    places = {part.block.place: part.index for part in reversed(report.parts)}
    return sorted(items, key=lambda item: places.get(item.place, 0))
