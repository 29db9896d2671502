"""Letters about a cause of concern, revisits, and reports of a single cause of concern."""

from __future__ import annotations

import re

from s55.importers.reports.findings import Certainty
from s55.importers.reports.forms.form import Read, Rules, collected
from s55.importers.reports.outline import Part, Report, folded
from s55.importers.reports.sections import Section

_CONCERN = re.compile(r"\bcauses? of concern\b|\brevisit\b|\baccelerated\b")


class ConcernLetter:
    """A cause of concern in a paragraph or a box, and what the force should do by when."""

    name = "letter or report of a cause of concern"

    def applies(self, report: Report) -> float:
        """Whether a letter, or a report named so, is about a cause of concern."""
        if "joint targeted" in report.opening:
            return 0.0
        concern = bool(_CONCERN.search(report.opening))
        if concern and (report.is_letter or _CONCERN.search(report.title.lower())):
            return 0.97
        return 0.85 if report.is_letter else 0.0

    def items(self, report: Report) -> Read:
        """The items of a report that fits."""
        subject, greeting = folded(report.title), _greeting(report)

        def takes(section: Section) -> bool:
            """Not the line below the greeting that says what a letter is about."""
            text, index = folded(section.part.text), section.part.index
            return text != subject and not (greeting < index < greeting + 4 and text in subject)

        return collected(report, Rules(_keeps, certainty=_certainty, takes=takes))


def _greeting(report: Report) -> int:
    opens = (part.index for part in report.parts if part.text.lower().startswith("dear "))
    return next(opens, -10)


def _keeps(section: Section, part: Part) -> bool:
    """A headline directly under the heading, and headings within its box."""
    if section.part.block.boxed and part.block.boxed:
        return True
    return not section.body and len(part.text) > 60


def _certainty(section: Section) -> Certainty:
    return Certainty.CERTAIN if section.part.block.kind.value == "heading" else Certainty.LIKELY
