"""National and thematic reports: numbered, dated recommendations to several addressees."""

from __future__ import annotations

from s55.importers.reports import words
from s55.importers.reports.findings import Certainty
from s55.importers.reports.forms.form import ReportForm
from s55.importers.reports.forms.sections import ItemSection, SectionSoFar
from s55.importers.reports.outline import Part, Report
from s55.importers.source import BlockKind


class NationalNumbered(ReportForm):
    """'Recommendation 1' as a heading or before its text, in a box, a list or a table."""

    key = "sections"
    name = "report with recommendations set out under headings or numbers"

    def fits(self, report: Report) -> float:
        """Fit every report that is no letter."""
        return 0.0 if report.is_letter else 0.5

    def keeps(self, section: SectionSoFar, part: Part) -> bool:
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
