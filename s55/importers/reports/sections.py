"""Sections of items: a heading such as 'Areas for improvement' and the blocks that belong to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from s55.importers.reports import words
from s55.importers.reports.findings import ItemKind, LeftOut, is_bullet
from s55.importers.reports.outline import Part, Zone
from s55.importers.source import BlockKind, SourceBlock


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of items and what stands under it.

    Attributes:
        heading: what kind of items it announces.
        part: the heading itself.
        body: the parts under it.
        ended_by: the part that ended it, or None at the end of the file.
    """

    heading: words.ItemHeading
    part: Part
    body: tuple[Part, ...]
    ended_by: Part | None = None


Keeps = Callable[[Section, Part], bool]
"""Whether a heading within a section belongs to it, given the section so far."""


def never(_section: Section, _part: Part) -> bool:
    """Every heading ends a section."""
    return False


def sections(parts: Sequence[Part], keeps: Keeps = never) -> tuple[list[Section], list[LeftOut]]:
    """The sections of items in the body of a report, and the headings that begin none."""
    found: list[Section] = []
    left: list[LeftOut] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        heading = _begins(part)
        if heading is None:
            index += 1
            continue
        if part.zone is not Zone.BODY:
            left.append(LeftOut(part.text, part.zone.value, part.block.place))
            index += 1
            continue
        section = _section(parts, index, heading, keeps)
        if section.body and not _leads_to_table(section):
            found.append(section)
        elif not _continues_with_items(parts, index):
            why = "a heading with nothing under it"
            left.append(LeftOut(part.text, why, part.block.place))
        index += 1 + len(section.body)
    return found, left


def _leads_to_table(section: Section) -> bool:
    """Whether the section only says that a table follows, which holds the items."""
    end = section.ended_by
    is_table = end is not None and len(end.block.cells) > 1
    return is_table and not any(
        is_bullet(part.block) or words.MODAL.search(part.text) for part in section.body
    )


def _begins(part: Part) -> words.ItemHeading | None:
    if part.block.kind is BlockKind.LIST_ITEM or part.block.cells:
        return None
    return words.item_heading(part.text)


def _continues_with_items(parts: Sequence[Part], index: int) -> bool:
    """Whether another heading of items follows at once: 'Recommendations', 'Recommendation 1'."""
    return index + 1 < len(parts) and _begins(parts[index + 1]) is not None


def _section(
    parts: Sequence[Part], index: int, heading: words.ItemHeading, keeps: Keeps
) -> Section:
    body: list[Part] = []
    for part in parts[index + 1 :]:
        so_far = Section(heading, parts[index], tuple(body))
        if _ends(so_far, part, parts, keeps):
            return Section(heading, parts[index], tuple(body), part)
        body.append(part)
    return Section(heading, parts[index], tuple(body))


def _ends(section: Section, part: Part, parts: Sequence[Part], keeps: Keeps) -> bool:
    """Whether a section ends before ``part``."""
    if part.zone is not Zone.BODY or _begins(part) is not None or len(part.block.cells) > 1:
        return True
    if words.is_boilerplate(part.text) and not is_bullet(part.block):
        return True
    if _leaves_box(section, part):
        return True
    if part.block.kind is BlockKind.HEADING:
        return not (_is_headline(section, part) or keeps(section, part))
    return _follows_list(section, part, parts) or _follows_request(section, part, parts)


def _is_headline(section: Section, part: Part) -> bool:
    """Whether a heading directly under the section's own is a sentence: the item's headline."""
    says = words.MODAL.search(part.text) or "cause of concern" in part.text.lower()
    return not section.body and len(part.text) > 40 and bool(says)


_REQUEST = re.compile(
    r"^(?:(?:by|within|before)\b[^.]{2,90}\b(?:should|must)\b|to\s+address\b|(?:we|HMIC(?:FRS)?)\s+"
    r"(?:therefore\s+|also\s+)?recommends?\b)",
    re.IGNORECASE | re.DOTALL,
)
_RUNS_ON = re.compile(r"^(?:this|these|it|they|in\s+particular|as\s+part)\b", re.IGNORECASE)


def _follows_request(section: Section, part: Part, parts: Sequence[Part]) -> bool:
    """Whether the running text of the report goes on after recommendations that have no box.

    It does with the first paragraph that asks for nothing, unless another recommendation comes
    before the next heading.
    """
    is_other = section.heading.kind is not ItemKind.RECOMMENDATION or section.heading.number
    if is_other or section.part.block.boxed or part.block.kind is not BlockKind.PARAGRAPH:
        return False
    asked = any(words.MODAL.search(one.text) or _REQUEST.match(one.text) for one in section.body)
    asks = words.MODAL.search(part.text) or _REQUEST.match(part.text) or _RUNS_ON.match(part.text)
    if asks or not asked:
        return False
    for later in parts[part.index + 1 :]:
        if later.block.kind is BlockKind.HEADING or _begins(later) is not None:
            return True
        if _REQUEST.match(later.text):
            return False
    return True


def _leaves_box(section: Section, part: Part) -> bool:
    """Whether the box that the section stands in has ended; one may run over a page's end."""
    box = section.part.block.boxed
    if not box or not section.body:
        return False
    return not part.block.boxed


def _follows_list(section: Section, part: Part, parts: Sequence[Part]) -> bool:
    """Whether a paragraph after the bullets of a section is no longer part of it.

    Bullets that are the items themselves are followed by the running text of the report; a
    paragraph that stands between two of them belongs to the first.
    """
    body = section.body
    if part.block.kind is not BlockKind.PARAGRAPH or section.part.block.boxed:
        return False
    if not body or not _starts_with_bullets(body) or section.heading.number:
        return False
    following = parts[part.index + 1] if part.index + 1 < len(parts) else None
    between = following is not None and following.block.kind is BlockKind.LIST_ITEM
    return not (between and not part.text.endswith(":") and not words.is_boilerplate(part.text))


def _starts_with_bullets(body: Sequence[Part]) -> bool:
    first = next((p.block for p in body if p.block.kind is not BlockKind.HEADING), None)
    return first is not None and is_bullet(first)


def blocks_of(parts: Sequence[Part]) -> Iterator[SourceBlock]:
    """The blocks of parts."""
    for part in parts:
        yield part.block
