"""PEEL reports: bullets under 'Areas for improvement' (2014 to 2018/19), then headline sentences.

The bullets are those of the web page of 2016, the printed reports of one pillar, and the integrated
reports of 2018/19, which put them in a box.
"""

from __future__ import annotations

import re

from s55.importers.reports import words
from s55.importers.reports.findings import Certainty, ReportItemKind, is_bullet
from s55.importers.reports.forms.form import ReportForm
from s55.importers.reports.forms.sections import ItemSection, SectionSoFar
from s55.importers.reports.outline import Part, Report

_PEEL = re.compile(
    r"\bpeel\b|police effectiveness|police efficiency|police legitimacy|"
    r"20(?:2[1-9])[/–-]2[2-9]|police performance"
)


def _begins_with_bullet(section: ItemSection | SectionSoFar) -> bool:
    return bool(section.body) and is_bullet(section.body[0].block)


class PeelReport(ReportForm):
    """Each bullet under the heading is an item; else its first sentence, and what follows detail.

    The graded question is the heading above.
    """

    key = "peel"
    name = "PEEL report"

    def fits(self, report: Report) -> float:
        """Fit a report that names PEEL, or what PEEL reports are about."""
        return 0.9 if _PEEL.search(report.opening) else 0.0

    def keeps(self, section: SectionSoFar, part: Part) -> bool:
        """Keep a headline that is set as a heading, and every heading in the box."""
        if section.part.block.boxed and part.block.boxed:
            return True
        if _begins_with_bullet(section):
            return False
        asks = bool(words.MODAL.search(part.text))
        return section.heading.plural and asks if section.body else asks or len(part.text) > 60

    def headlines(self, section: ItemSection) -> bool:
        """Areas for improvement are headline sentences."""
        return section.heading.kind is ReportItemKind.AREA_FOR_IMPROVEMENT

    def certainty(self, section: ItemSection) -> Certainty:
        """Without a bullet, a box or a prominent headline, the end of the detail is only likely."""
        stands_out = section.part.block.boxed or any(
            is_bullet(part.block) or part.block.bold or part.block.level for part in section.body
        )
        return Certainty.CERTAIN if stands_out else Certainty.LIKELY
