"""PEEL reports of 2014 to 2018/19: bullets under 'Areas for improvement' at the end of a question.

The same rules read the web page of 2016, the printed reports of one pillar, and the integrated
reports of 2018/19, whose bullets stand in a box.
"""

from __future__ import annotations

import re

from s55.importers.reports.findings import Certainty, ItemKind, is_bullet
from s55.importers.reports.forms.form import Read, Rules, collected
from s55.importers.reports.outline import Report
from s55.importers.reports.sections import Section, sections

_PEEL = re.compile(r"\bpeel\b|police effectiveness|police efficiency|police legitimacy")


class PeelBullets:
    """Each bullet under the heading is an item; the question is the heading above."""

    name = "PEEL, items as bullets (2014 to 2018/19)"

    def applies(self, report: Report) -> float:
        """Whether it is a PEEL report whose areas for improvement are bullets."""
        if not _PEEL.search(report.opening):
            return 0.0
        found, _ = sections(report.parts)
        areas = [s for s in found if s.heading.kind is ItemKind.AREA_FOR_IMPROVEMENT]
        bulleted = [s for s in areas if is_bullet(s.body[0].block)]
        return 0.9 * len(bulleted) / len(areas) if areas else 0.4

    def items(self, report: Report) -> Read:
        """The items of a report that fits."""
        return collected(report, Rules(certainty=_certainty))


def _certainty(section: Section) -> Certainty:
    bulleted = is_bullet(section.body[0].block)
    is_area = section.heading.kind is ItemKind.AREA_FOR_IMPROVEMENT
    return Certainty.CERTAIN if bulleted or not is_area else Certainty.LIKELY
