"""Reports in no known form: what can be found by structure, marked as less certain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from s55.importers.reports import words
from s55.importers.reports.facts.addressees import addressee_of, names_force, others_in
from s55.importers.reports.findings import (
    Certainty,
    FoundItem,
    ReportItemKind,
    is_bullet,
    own_number,
)
from s55.importers.reports.forms.form import Read, ReportForm
from s55.importers.reports.forms.sections import ItemSection, SectionSoFar, sections
from s55.importers.reports.outline import Part, Report, Zone, after, folded
from s55.importers.source import BlockKind


class GenericForm(ReportForm):
    """Headings that ask for something, boxes, bullets and sentences with 'should' or 'must'."""

    key = "sentences"
    name = "no known layout; found by structure"
    finds_prose = False  # it looks further by itself

    def fits(self, report: Report) -> float:
        """Fit every report a little."""
        return 0.2 if report.parts else 0.0

    def items(self, report: Report) -> Read:
        """Collect what can be found by structure."""
        items, left = super().items(report)
        if any(words.makes_none(part.text) for part in report.parts if part.zone is Zone.BODY):
            return items, left
        taken = {id(block) for item in items for block in item.blocks}
        covered = {part.index for part in report.parts if id(part.block) in taken}
        for section in sections(report.parts, self.keeps)[0]:
            covered |= set(range(section.part.index, section.last + 1))
        items += _by_structure([part for part in report.parts if part.index not in covered])
        return report.in_order(items), left

    def keeps(self, section: SectionSoFar, part: Part) -> bool:
        """Keep headings within the box."""
        boxed = section.part.block.boxed
        return bool(boxed) and part.block.boxed == boxed

    def certainty(self, section: ItemSection) -> Certainty:
        """Without known rules, no item is certain."""
        return Certainty.LIKELY


def _by_structure(parts: Sequence[Part]) -> list[FoundItem]:
    """Find groups of blocks that ask for something by their words and setting."""
    found: list[FoundItem] = []
    asking: Part | None = None
    position = 0
    while position < len(parts):
        part = parts[position]
        group = [part]
        # Chapters after the findings ('Next steps', an annex) ask for nothing.
        is_after = any(_asks_nobody(heading, part) for heading in part.headings)
        if part.zone is not Zone.BODY or part.block.cells or is_after:
            position += 1
            continue
        if words.recounts(part.text) and part.text.rstrip().endswith(":"):
            position += 1 + len(_list_below(parts, position))  # what was asked for earlier
            continue
        leads = words.asks_in_heading(folded(part.text))
        if part.block.kind is BlockKind.HEADING and (leads or not words.MODAL.search(part.text)):
            asking = part if leads else None
        elif _asks(part, asking):
            group = list(_group(parts, position))
            found.append(_item(group, asking))
        position += len(group)
    return found


def _list_below(parts: Sequence[Part], position: int) -> list[Part]:
    """Select the list directly below a part."""
    below = after(parts, position)
    return list(takewhile(lambda part: part.block.kind is BlockKind.LIST_ITEM, below))


def _asks_nobody(heading: str, part: Part) -> bool:
    """Whether a chapter asks for nothing; one on good practice may yet ask somebody."""
    names_somebody = words.is_practice(heading) and addressee_of(part.text)
    return words.is_boilerplate(heading) and not names_somebody


def _asks(part: Part, asking: Part | None) -> bool:
    """Whether a block asks for something: how much its words must say depends on its setting."""
    block, text = part.block, part.text
    leads = words.leads_to_items(text)
    if _QUOTED.fullmatch(text.strip()):
        return False
    if words.is_boilerplate(text) or (len(text) < 25 and not leads):
        return False
    if any(
        reads(text)
        for reads in (words.recounts, words.defines, words.says_none, words.asks_for_answer)
    ):
        return False
    if words.RECOMMENDS.match(text) or leads:
        return True
    modal = words.MODAL.search(text)
    early = modal is not None and modal.start() <= 110
    if asking is not None:
        return is_bullet(block) or early
    is_heading = block.kind is BlockKind.HEADING
    if block.boxed or is_bullet(block) or block.bold or is_heading:
        # 'What should follow' asks nobody.
        return early and (not is_heading or bool(addressee_of(text)))
    return early and stands_alone(text)


_QUOTED = re.compile(r"“[^”]*”|‘[^’]*(?:’\w[^’]*)*’")
"""What somebody said, set apart."""


def stands_alone(text: str) -> bool:
    """Whether a paragraph is one sentence that asks somebody who can be asked."""
    sentences = len(re.findall(r"[.!?](?:\s|$)", text))
    subject = addressee_of(text) if sentences == 1 else ""
    return bool(subject) and (names_force(subject, ()) or bool(others_in(subject)))


def _group(parts: Sequence[Part], position: int) -> Iterator[Part]:
    """Yield a block that asks, with the bullets it leads to."""
    first = parts[position]
    yield first
    leads = first.text.rstrip().endswith(":")
    for part in after(parts, position):
        block = part.block
        deeper = is_bullet(first.block) and block.level > first.block.level
        if block.kind is not BlockKind.LIST_ITEM or not (deeper or leads):
            return
        yield part


def _item(group: Sequence[Part], asking: Part | None) -> FoundItem:
    first = group[0]
    improves = asking is not None and "improve" in asking.text.lower()
    return FoundItem(
        kind=ReportItemKind.AREA_FOR_IMPROVEMENT if improves else ReportItemKind.RECOMMENDATION,
        blocks=tuple(part.block for part in group),
        number=own_number(first.block),
        under=first.above,
        certainty=Certainty.UNCERTAIN,
    )
