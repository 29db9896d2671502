"""National and thematic reports: numbered, dated recommendations to several addressees."""

from __future__ import annotations

from s55.importers.reports import words
from s55.importers.reports.findings import Certainty, ReportItemKind
from s55.importers.reports.forms import tables
from s55.importers.reports.forms.form import ReportForm
from s55.importers.reports.forms.sections import ItemSection, sections
from s55.importers.reports.outline import Part, Report, Zone
from s55.importers.source import BlockKind


class NationalNumbered(ReportForm):
    """'Recommendation 1' as a heading or before its text, in a box, a list or a table."""

    name = "report with recommendations set out under headings or numbers"

    def applies(self, report: Report) -> float:
        """Fit a report that numbers its recommendations, or sets them out under headings."""
        if report.is_letter:
            return 0.0
        numbers = {_number(part) for part in report.parts if part.zone is Zone.BODY} - {""}
        numbers |= {item.number for item in tables.items(report)}
        if numbers:
            return 0.95 if len(numbers) > 1 else 0.6
        found, _ = sections(report.parts, self.keeps)
        recommends = (s.heading.kind is ReportItemKind.RECOMMENDATION for s in found)
        return 0.5 if any(recommends) else 0.0

    def keeps(self, section: ItemSection, part: Part) -> bool:
        """Keep headings within the box, and those that name whom recommendations are for."""
        if section.part.block.boxed and part.block.boxed == section.part.block.boxed:
            return True
        if section.heading.number or not section.heading.plural:
            return False
        addresses = part.text.lower().startswith(("to ", "for ", "recommendations"))
        return len(part.text) < 90 and addresses

    def certainty(self, section: ItemSection) -> Certainty:
        """Only what a number or a list sets apart is certain."""
        set_apart = section.heading.number or any(
            words.numbered_start(part.text) or part.block.kind is BlockKind.LIST_ITEM
            for part in section.body
        )
        return Certainty.CERTAIN if set_apart else Certainty.LIKELY


def _number(part: Part) -> str:
    """Return the number of the recommendation that a part begins, or ''."""
    heading = words.item_heading(part.text)
    if heading is None or not heading.number:
        start = words.numbered_start(part.text)
        heading = start[0] if start else None
    recommends = heading is not None and heading.kind is ReportItemKind.RECOMMENDATION
    return heading.number if heading and recommends else ""
