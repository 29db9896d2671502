"""Tell what one line of a section of items is: whom it asks, by when, an introduction, a theme."""

from __future__ import annotations

import re
from collections.abc import Sequence

from s55.importers.reports import words
from s55.importers.reports.facts.addressees import addressed_to
from s55.importers.reports.facts.dates import only_sets_time
from s55.importers.reports.findings import ReportItemKind, is_bullet
from s55.importers.reports.outline import Part
from s55.importers.source import BlockKind
from s55.importers.wording import SENTENCES

AREAS = (ReportItemKind.AREA_FOR_IMPROVEMENT, ReportItemKind.AREA_FOR_PRIORITY_ACTION)
RUNS_ON = re.compile(
    r"^(?:this|these|it|they|in\s+particular|the\s+force\s+should\s+also|as\s+part)\b",
    re.IGNORECASE,
)
"""What goes on with the item before it."""
_ANNOUNCES = re.compile(
    r"\b(?:the\s+following|as\s+follows|these\s+(?:areas|recommendations))\b|"
    r"\b(?:areas?\s+for\s+improvement|recommendations)\b[^.]*:$|"
    r"\b(?:these|(?:areas|points|matters|respects|ways)(?:\s+below)?)\s*:$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:who|which|that|where|when)\b.*", re.IGNORECASE)
_SAYS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|cannot|will|may|lacks?|fails?|needs?|"
    r"\w+n[’']t)\b",
    re.IGNORECASE,
)


def introduces(part: Part) -> bool:
    """Tell whether a paragraph before an item asks for nothing: 'We make four recommendations.'."""
    block = part.block
    return block.kind is BlockKind.PARAGRAPH and not block.marker and not words.asks(part.text)


def announces(part: Part, rest: Sequence[Part]) -> bool:
    """Tell whether a paragraph only leads to the items: 'We found the following areas: ...'."""
    if part.block.kind is not BlockKind.PARAGRAPH or not rest:
        return False
    return bool(_ANNOUNCES.search(part.text)) and (
        is_bullet(rest[0].block) or part.text.rstrip().endswith(":")
    )


def sets_time(part: Part) -> bool:
    """Tell whether a line sets a time for the items below it: 'Within three months:'."""
    return not is_bullet(part.block) and not part.block.cells and only_sets_time(part.text)


def says_whom(part: Part) -> bool:
    """Tell whether a line only says whom the items below it ask."""
    plain = not is_bullet(part.block) and not part.block.cells
    return plain and bool(addressed_to(part.text))


def first_sentence(part: Part) -> str:
    """Give the first sentence of a part."""
    return SENTENCES.split(part.text, maxsplit=1)[0]


def names_theme(part: Part) -> bool:
    """Tell whether a heading only names what a cause is about: 'Use of force', no sentence."""
    line = _CLAUSE.sub("", part.text)
    short = len(part.text) <= 60 and not part.text.rstrip().endswith(".")
    return part.block.kind is BlockKind.HEADING and short and not _SAYS.search(line)
