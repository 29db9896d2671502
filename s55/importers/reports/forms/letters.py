"""Letters: joint targeted area inspections, and causes of concern with their revisits.

Joint inspection letters of 2016 to 2020 set out long paragraphs as bullets under 'Areas for
priority action' and 'Areas for improvement', grouped by theme or agency; those from 2021 on short
bullets under 'What needs to improve?', some with a list inside.
"""

from __future__ import annotations

import re

from s55.importers.reports.findings import Certainty, ReportItemKind, is_bullet
from s55.importers.reports.forms.form import ReportForm
from s55.importers.reports.forms.sections import ItemSection, SectionSoFar
from s55.importers.reports.outline import Part, Report, folded
from s55.importers.source import BlockKind

_JOINT = re.compile(r"joint targeted area inspection|\bjtai\b")
_NO_THEME = re.compile(
    r"(?:key\s+)?strengths?|main findings|headline findings|next steps|context|introduction|"
    r"areas of (?:highly )?effective practice|(?:case|practice) stud(?:y|ies)\b.*|"
    r"what (?:is|are) working well\??|highly effective practice"
)
_CONCERN = re.compile(r"\bcauses? of concern\b|\brevisit\b|\baccelerated\b")


class JointLetter(ReportForm):
    """A joint targeted area inspection letter."""

    key = "joint-letter"
    name = "joint targeted area inspection letter"
    under_chapters = False

    def fits(self, report: Report) -> float:
        """Fit a letter that says so."""
        return 1.0 if _JOINT.search(report.opening) else 0.0

    def keeps(self, section: SectionSoFar, part: Part) -> bool:
        """Keep themes and agencies between the bullets; strengths and the next chapter end them."""
        if len(part.text) > 120 or _NO_THEME.fullmatch(folded(part.text).strip("? ")):
            return False
        own, other = section.part.block, part.block
        if own.level and other.level and other.level < own.level:
            return False
        return not (own.size and other.size and other.size > own.size + 0.4)

    def takes(self, section: ItemSection, report: Report) -> bool:
        """Take every section but causes of concern."""
        return section.heading.kind is not ReportItemKind.CAUSE_OF_CONCERN

    def certainty(self, section: ItemSection) -> Certainty:
        """Only bullets are certain."""
        bulleted = any(is_bullet(part.block) for part in section.body)
        return Certainty.CERTAIN if bulleted else Certainty.LIKELY


class ConcernLetter(ReportForm):
    """A letter, a revisit or a report of a single cause of concern.

    The cause is in a paragraph or a box, with what the force should do by when.
    """

    key = "letter"
    name = "letter or report of a cause of concern"

    def fits(self, report: Report) -> float:
        """Fit a letter, or a report with a title that speaks of a cause of concern."""
        if "joint targeted" in report.opening:
            return 0.0
        concern = bool(_CONCERN.search(report.opening))
        if concern and (report.is_letter or _CONCERN.search(report.title.lower())):
            return 0.97
        return 0.85 if report.is_letter else 0.0

    def keeps(self, section: SectionSoFar, part: Part) -> bool:
        """Keep headings within its box."""
        return bool(section.part.block.boxed and part.block.boxed)

    def takes(self, section: ItemSection, report: Report) -> bool:
        """Leave out the line below the greeting that says what a letter is about."""
        subject, text = folded(report.title), folded(section.part.text)
        greetings = (p.index for p in report.parts if p.text.lower().startswith("dear "))
        greeting = next(greetings, section.part.index)
        between = report.parts[greeting + 1 : section.part.index]
        in_subject = text in subject and all(folded(part.text) in subject for part in between)
        return text != subject and not (greeting < section.part.index and in_subject)

    def certainty(self, section: ItemSection) -> Certainty:
        """Only a section under a real heading is certain."""
        is_heading = section.part.block.kind is BlockKind.HEADING
        return Certainty.CERTAIN if is_heading else Certainty.LIKELY
