"""Sections of items: a heading such as 'Areas for improvement' and the blocks that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from s55.importers.reports import words
from s55.importers.reports.findings import LeftOut, is_bullet
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
        if section.body:
            found.append(section)
        elif not _continues_with_items(parts, index):
            why = "a heading with nothing under it"
            left.append(LeftOut(part.text, why, part.block.place))
        index += 1 + len(section.body)
    return found, left


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
    if part.zone is not Zone.BODY or _begins(part) is not None:
        return True
    if words.is_boilerplate(part.text) and not is_bullet(part.block):
        return True
    if _leaves_box(section, part):
        return True
    if part.block.kind is BlockKind.HEADING:
        return not keeps(section, part)
    return _follows_list(section, part, parts)


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
