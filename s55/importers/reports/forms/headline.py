"""PEEL reports from 2021/22 on: a headline sentence, and paragraphs under it to explain it."""

from __future__ import annotations

import re

from s55.importers.reports import words
from s55.importers.reports.findings import Certainty, ItemKind, is_bullet
from s55.importers.reports.forms.form import Read, Rules, collected
from s55.importers.reports.outline import Part, Report
from s55.importers.reports.sections import Section, sections

_PEEL = re.compile(r"\bpeel\b|20(?:2[1-9])[/–-]2[2-9]|police performance")


class PeelHeadlines:
    """The first sentence under 'Area for improvement' is the item, the paragraphs its detail."""

    name = "PEEL, items as headline sentences (from 2021/22)"

    def applies(self, report: Report) -> float:
        """Whether it is a PEEL report whose areas for improvement are sentences."""
        if not _PEEL.search(report.opening):
            return 0.0
        found, _ = sections(report.parts, _keeps)
        areas = [s for s in found if s.heading.kind is ItemKind.AREA_FOR_IMPROVEMENT]
        sentences = [s for s in areas if not is_bullet(s.body[0].block)]
        return 0.9 * len(sentences) / len(areas) if areas else 0.3

    def items(self, report: Report) -> Read:
        """The items of a report that fits."""
        return collected(report, Rules(_keeps, _headlines, _certainty))


def _keeps(section: Section, part: Part) -> bool:
    """A headline that is set as a heading belongs to the section; any other heading ends it."""
    if section.part.block.boxed and part.block.boxed:
        return True
    if not section.body:
        return bool(words.MODAL.search(part.text)) or len(part.text) > 60
    return section.heading.plural and bool(words.MODAL.search(part.text))


def _headlines(section: Section) -> bool:
    return section.heading.kind is ItemKind.AREA_FOR_IMPROVEMENT


def _certainty(section: Section) -> Certainty:
    """Without a box or a headline that stands out, the end of the detail is a likely one."""
    told = section.part.block.boxed or any(
        part.block.bold or part.block.level for part in section.body
    )
    return Certainty.CERTAIN if told else Certainty.LIKELY
