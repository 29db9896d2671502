"""PEEL reports: bullets under 'Areas for improvement' (2014 to 2018/19), then headline sentences.

The rules for bullets read the web page of 2016, the printed reports of one pillar, and the
integrated reports of 2018/19, which put the bullets in a box.
"""

from __future__ import annotations

import re

from s55.importers.reports import words
from s55.importers.reports.findings import Certainty, ReportItemKind, is_bullet
from s55.importers.reports.forms.form import ReportForm
from s55.importers.reports.forms.sections import ItemSection, sections
from s55.importers.reports.outline import Part, Report

_BULLETS = re.compile(r"\bpeel\b|police effectiveness|police efficiency|police legitimacy")
_HEADLINES = re.compile(r"\bpeel\b|20(?:2[1-9])[/–-]2[2-9]|police performance")


def _is_area(section: ItemSection) -> bool:
    return section.heading.kind is ReportItemKind.AREA_FOR_IMPROVEMENT


def _begins_with_bullet(section: ItemSection) -> bool:
    return is_bullet(section.body[0].block)


class PeelBullets(ReportForm):
    """Each bullet under the heading is an item; the question is the heading above."""

    name = "PEEL, items as bullets (2014 to 2018/19)"

    def applies(self, report: Report) -> float:
        """Rate a PEEL report by the share of its areas for improvement that are bullets."""
        if not _BULLETS.search(report.opening):
            return 0.0
        areas = list(filter(_is_area, sections(report.parts, self.keeps)[0]))
        return 0.9 * sum(map(_begins_with_bullet, areas)) / len(areas) if areas else 0.4

    def certainty(self, section: ItemSection) -> Certainty:
        """Areas for improvement without bullets are only likely."""
        certain = _begins_with_bullet(section) or not _is_area(section)
        return Certainty.CERTAIN if certain else Certainty.LIKELY


class PeelHeadlines(ReportForm):
    """The first sentence under 'Area for improvement' is the item, the paragraphs its detail."""

    name = "PEEL, items as headline sentences (from 2021/22)"

    def applies(self, report: Report) -> float:
        """Rate a PEEL report by the share of its areas for improvement that are sentences."""
        if not _HEADLINES.search(report.opening):
            return 0.0
        areas = list(filter(_is_area, sections(report.parts, self.keeps)[0]))
        sentences = [area for area in areas if not _begins_with_bullet(area)]
        return 0.9 * len(sentences) / len(areas) if areas else 0.3

    def keeps(self, section: ItemSection, part: Part) -> bool:
        """Keep a headline that is set as a heading, and every heading in the box."""
        if section.part.block.boxed and part.block.boxed:
            return True
        asks = bool(words.MODAL.search(part.text))
        return section.heading.plural and asks if section.body else asks or len(part.text) > 60

    def headlines(self, section: ItemSection) -> bool:
        """Areas for improvement are headline sentences."""
        return _is_area(section)

    def certainty(self, section: ItemSection) -> Certainty:
        """Without a box or a prominent headline, the end of the detail is only likely."""
        stands_out = section.part.block.boxed or any(
            part.block.bold or part.block.level for part in section.body
        )
        return Certainty.CERTAIN if stands_out else Certainty.LIKELY
