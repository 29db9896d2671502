"""The items of a section: bullets, headline sentences, numbered recommendations, causes.

Every layout uses these; what differs between layouts is where sections end and what stands in
them, which the layouts say themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from s55.importers.reports import words
from s55.importers.reports.findings import Certainty, FoundItem, ItemKind, is_bullet
from s55.importers.reports.outline import Part
from s55.importers.reports.sections import Section, blocks_of
from s55.importers.source import BlockKind, SourceBlock
from s55.richtext.nodes import Text

_ANNOUNCES = re.compile(
    r"\b(?:the\s+following|as\s+follows|these\s+(?:areas|recommendations))\b|"
    r"\b(?:areas?\s+for\s+improvement|recommendations)\b[^.]*:$",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(
    r"^(?:(?:by|within|before|in)\b[^.]{2,90}\b(?:should|must)\b|to\s+address\s+this|"
    r"(?:we|HMIC(?:FRS)?)\s+(?:therefore\s+)?recommends?\b|.{0,160}\b(?:should|must)\s+immediately\b)",
    re.IGNORECASE | re.DOTALL,
)
_RUN_ON = re.compile(
    r"^(?:this|these|it|they|in\s+particular|the\s+force\s+should\s+also|as\s+part\s+of\s+this)\b",
    re.IGNORECASE,
)
_DATED = re.compile(r"^(?:by|within)\b.{2,60}\b(?:should|must)\b", re.IGNORECASE)

Under = Callable[[Part], str]
"""The heading that an item is said to stand under."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a layout sets its items.

    Attributes:
        under: the heading an item is said to stand under.
        headlines: whether an item is a headline sentence with paragraphs under it.
        certainty: how sure the reader is of an item set out in this way.
        joins: whether lines of a bullet may have come apart into paragraphs (plain text).
    """

    under: Under
    headlines: bool = False
    certainty: Certainty = Certainty.CERTAIN
    joins: bool = False


def items_of(section: Section, manner: Manner) -> Iterator[FoundItem]:
    """The items of a section, without what every item gets later (addressee, due, parent)."""
    kind, body = section.heading.kind, section.body
    if kind is ItemKind.CAUSE_OF_CONCERN:
        yield from _causes(section, manner)
    elif section.heading.number:
        own = _own(body) if not section.part.block.boxed else body
        yield _item(kind, own, manner, section.heading.number)
    else:
        yield from _plain(section, body, manner)


def _plain(section: Section, body: Sequence[Part], manner: Manner) -> Iterator[FoundItem]:
    kind = section.heading.kind
    for group in _groups(section, body, manner):
        yield from _numbered_or_plain(kind, group, manner)


def _numbered_or_plain(kind: ItemKind, group: list[Part], manner: Manner) -> Iterator[FoundItem]:
    start = words.numbered_start(group[0].text)
    if start is None:
        marker = group[0].block.marker
        number = marker.strip("().") if any(map(str.isdigit, marker)) else ""
        yield _item(kind, group, manner, number)
        return
    heading, rest = start
    first = replace(group[0].block, inlines=(Text(rest),))
    made = _item(heading.kind, group, manner, heading.number)
    yield replace(made, blocks=(first, *made.blocks[1:]))


def _item(kind: ItemKind, group: Sequence[Part], manner: Manner, number: str = "") -> FoundItem:
    blocks = tuple(blocks_of(group))
    if manner.joins:
        blocks = joined(blocks)
    return FoundItem(
        kind=kind,
        blocks=blocks,
        number=number,
        under=manner.under(group[0]),
        certainty=manner.certainty,
    )


def joined(blocks: Sequence[SourceBlock]) -> tuple[SourceBlock, ...]:
    """Blocks with the paragraphs after a bullet put back into it.

    Plain text does not say whether a short line ended a paragraph; within a bullet it did not.
    """
    found: list[SourceBlock] = []
    for block in blocks:
        if found and block.kind is BlockKind.PARAGRAPH and is_bullet(found[-1]):
            found[-1] = replace(found[-1], inlines=(*found[-1].inlines, Text(" "), *block.inlines))
        else:
            found.append(block)
    return tuple(found)


# --- where an item of a section begins ----------------------------------------


def _groups(section: Section, body: Sequence[Part], manner: Manner) -> Iterator[list[Part]]:
    """The parts of each item; headings of a theme or agency between them are passed over."""
    bullets_lead = _bullets_are_items(body)
    top = min((p.block.level for p in body if is_bullet(p.block)), default=1)
    group: list[Part] = []
    for position, part in enumerate(body):
        if _is_theme(part, body[position + 1 :], manner, bullets_lead=bullets_lead):
            if group:
                yield group
            group = []
            continue
        if _announces(part, body[position + 1 :]) and not group:
            continue
        if bullets_lead:
            begins = is_bullet(part.block) and part.block.level <= top
        else:
            begins = _begins_by_words(part, group, section, manner)
        if begins and group:
            yield group
            group = []
        if begins or group:
            group.append(part)
    if group:
        yield group


def _bullets_are_items(body: Sequence[Part]) -> bool:
    """Whether the top bullets are the items: nothing with a sense of its own leads to them."""
    for position, part in enumerate(body):
        if is_bullet(part.block):
            return True
        if part.block.kind is BlockKind.HEADING and not words.MODAL.search(part.text):
            continue
        if not _announces(part, body[position + 1 :]):
            return False
    return False


def _announces(part: Part, rest: Sequence[Part]) -> bool:
    """Whether a paragraph only leads to the items: 'We found the following areas: ...'."""
    if part.block.kind is not BlockKind.PARAGRAPH or not rest:
        return False
    return bool(_ANNOUNCES.search(part.text)) and (
        is_bullet(rest[0].block) or part.text.rstrip().endswith(":")
    )


def _is_theme(part: Part, rest: Sequence[Part], manner: Manner, *, bullets_lead: bool) -> bool:
    """Whether a heading within a section names a theme or an agency, and is no item itself."""
    if part.block.kind is not BlockKind.HEADING:
        return False
    if bullets_lead:
        return True
    return not manner.headlines and bool(rest) and not words.MODAL.search(part.text)


def _begins_by_words(part: Part, group: list[Part], section: Section, manner: Manner) -> bool:
    block = part.block
    if not group:
        return True
    if words.numbered_start(part.text):
        return True
    if block.kind is BlockKind.LIST_ITEM:
        return _is_numbered(block) and _is_numbered(group[0].block) and block.level <= 1
    if block.kind is BlockKind.HEADING or (block.bold and len(block.text) > 20):
        return block.bold or bool(words.MODAL.search(part.text)) or not manner.headlines
    if any(p.block.bold or p.block.kind is BlockKind.HEADING for p in section.body):
        return False  # the headlines of this section are told by their looks
    if section.heading.kind is ItemKind.CAUSE_OF_CONCERN:
        return "cause of concern" in part.text.lower()
    if manner.headlines:
        return section.heading.plural and _is_headline(part.text)
    return bool(words.MODAL.search(part.text)) and not _RUN_ON.match(part.text)


def _is_numbered(block: SourceBlock) -> bool:
    return any(map(str.isdigit, block.marker))


def _is_headline(text: str) -> bool:
    """Whether a paragraph is one sentence that says what should be done."""
    sentences = len(re.findall(r"[.!?](?:\s|$)", text))
    modal = words.MODAL.search(text)
    return len(text) <= 320 and sentences <= 1 and modal is not None and modal.start() <= 90


def _own(body: Sequence[Part]) -> list[Part]:
    """What belongs to a numbered item that stands in no box: its paragraph, its list, more."""
    own: list[Part] = []
    for part in body:
        asks = bool(words.MODAL.search(part.text))
        first = re.split(r"(?<=[.!?])\s", part.text)[0]
        asks_more = bool(words.MODAL.search(first))
        runs_on = (asks and _RUN_ON.match(part.text)) or _DATED.match(part.text) or asks_more
        if not own or part.block.kind is BlockKind.LIST_ITEM or runs_on:
            own.append(part)
            continue
        if not words.MODAL.search("\n".join(p.text for p in own)):
            own.append(part)  # a headline before the sentence that says what to do
            continue
        break
    return own


# --- causes of concern ----------------------------------------------------------


def _causes(section: Section, manner: Manner) -> Iterator[FoundItem]:
    """The cause or causes, and recommendations that follow in the same section."""
    split = next(
        (
            position
            for position, part in enumerate(section.body)
            if position and _leads_to_recommendation(part)
        ),
        len(section.body),
    )
    body, rest = section.body[:split], section.body[split:]
    if section.heading.number or not section.heading.plural:
        causes = [_item(ItemKind.CAUSE_OF_CONCERN, body, manner, section.heading.number)]
    else:
        causes = list(_plain(section, body, replace(manner, headlines=True)))
    yield from causes
    if rest:
        heading = words.ItemHeading(ItemKind.RECOMMENDATION, plural=True)
        inner = Section(heading, section.part, tuple(rest), section.ended_by)
        for item in _plain(inner, rest, replace(manner, headlines=False)):
            yield replace(item, parent=causes[-1].text if causes else "")


def _leads_to_recommendation(part: Part) -> bool:
    return part.block.kind is BlockKind.PARAGRAPH and bool(_LEADS_ON.match(part.text))
