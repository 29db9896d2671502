"""Joint targeted area inspection letters, of both generations.

The first (2016 to 2020) sets out long paragraphs as bullets under 'Areas for priority action' and
'Areas for improvement', parted by theme or agency; the second (from 2021) short bullets under
'What needs to improve?', some of them with a list of their own.
"""

from __future__ import annotations

import re

from s55.importers.reports.findings import Certainty, ItemKind, is_bullet
from s55.importers.reports.forms.form import Read, Rules, collected
from s55.importers.reports.outline import Part, Report, folded
from s55.importers.reports.sections import Section

_JOINT = re.compile(r"joint targeted area inspection|\bjtai\b")
_NO_THEME = re.compile(
    r"(?:key\s+)?strengths?|main findings|headline findings|next steps|context|introduction|"
    r"areas of (?:highly )?effective practice|(?:case|practice) stud(?:y|ies)\b.*|"
    r"what (?:is|are) working well\??|highly effective practice"
)


class JointFirst:
    """The letters of 2016 to 2020."""

    name = "joint targeted area inspection letter (2016 to 2020)"

    def applies(self, report: Report) -> float:
        """Whether it is such a letter and does not ask what needs to improve."""
        if not _JOINT.search(report.opening):
            return 0.0
        return 0.5 if _asks(report) else 0.98

    def items(self, report: Report) -> Read:
        """The items of a letter that fits."""
        return collected(report, _RULES)


class JointSecond:
    """The letters from 2021 on."""

    name = "joint targeted area inspection letter (from 2021)"

    def applies(self, report: Report) -> float:
        """Whether it is such a letter and asks what needs to improve."""
        return 0.98 if _JOINT.search(report.opening) and _asks(report) else 0.0

    def items(self, report: Report) -> Read:
        """The items of a letter that fits."""
        return collected(report, _RULES)


def _asks(report: Report) -> bool:
    return any(folded(part.text).startswith("what needs to improve") for part in report.parts)


def _keeps(section: Section, part: Part) -> bool:
    """Themes and agencies part the bullets; strengths and the next chapter end them."""
    if len(part.text) > 120 or _NO_THEME.fullmatch(folded(part.text).strip("? ")):
        return False
    own, other = section.part.block, part.block
    if own.level and other.level and other.level < own.level:
        return False
    return not (own.size and other.size and other.size > own.size + 0.4)


def _takes(section: Section) -> bool:
    return section.heading.kind in {
        ItemKind.AREA_FOR_IMPROVEMENT,
        ItemKind.AREA_FOR_PRIORITY_ACTION,
        ItemKind.RECOMMENDATION,
    }


def _certainty(section: Section) -> Certainty:
    bulleted = any(is_bullet(part.block) for part in section.body)
    return Certainty.CERTAIN if bulleted else Certainty.LIKELY


_RULES = Rules(_keeps, certainty=_certainty, takes=_takes, above=False)
