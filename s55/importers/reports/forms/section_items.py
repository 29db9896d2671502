"""Divide a section into its items: paragraphs, lists, headlines with detail, causes of concern."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from s55.importers.reports import words
from s55.importers.reports.facts.addressees import addressed_to, addressee_of
from s55.importers.reports.facts.dates import due_of
from s55.importers.reports.findings import (
    Certainty,
    FoundItem,
    ReportItemKind,
    is_bullet,
    own_number,
)
from s55.importers.reports.forms.fields import completed, fields_of, label_of
from s55.importers.reports.forms.lines import (
    AREAS,
    RUNS_ON,
    announces,
    first_sentence,
    introduces,
    names_theme,
    says_whom,
    sets_time,
)
from s55.importers.reports.forms.sections import (
    ItemSection,
    is_framed_with,
    is_next_headline,
    is_row,
    stands_out,
)
from s55.importers.reports.outline import Part
from s55.importers.source import BlockKind, SourceBlock
from s55.importers.wording import ITEM_NAME
from s55.records import dataclass
from s55.richtext.nodes import Text


@dataclass(frozen=True, slots=True)
class Setting:
    """How a report form sets out its items.

    Attributes:
        under: finds the heading above an item.
        headlines: whether an item is a headline sentence with paragraphs under it.
        certainty: how sure the reader is of an item set out in this way.
        joins: whether lines of a bullet may have come apart into paragraphs (plain text).
    """

    under: Callable[[Part], str]
    headlines: bool = False
    certainty: Certainty = Certainty.CERTAIN
    joins: bool = False


def items_of(section: ItemSection, setting: Setting) -> Iterator[FoundItem]:
    """Yield the items of a section, without what every item gets later (addressee, due, parent)."""
    kind, body = section.heading.kind, section.body
    if not section.heading.plural and len(body) > 1 and says_whom(body[0]):
        for item in items_of(replace(section, body=body[1:]), setting):
            yield replace(item, addressee=addressed_to(body[0].text))
    elif kind is ReportItemKind.CAUSE_OF_CONCERN:
        yield from _causes(section, setting)
    elif (section.heading.number or _is_label(section)) and _has_fields(body):
        yield completed(_item(kind, body, setting, section.heading.number))
    elif section.heading.number or _is_label(section):
        own = _own(body) if not section.part.block.boxed else body
        yield _item(kind, own, setting, section.heading.number)
    elif runs := _runs_under_leads(section, body):
        for lead, listed in runs:
            yield from _under_lead(kind, lead, listed, setting)
    else:
        yield from _plain(section, body, setting)


def _has_fields(body: Sequence[Part]) -> bool:
    return fields_of([part.block for part in body]) is not None


def _is_label(section: ItemSection) -> bool:
    """Whether a heading is a label of one paragraph, and no headline comes before its detail."""
    is_area = section.heading.kind in AREAS and not section.heading.plural
    is_text = section.part.block.kind is BlockKind.PARAGRAPH
    return is_area and is_text and section.part.text.rstrip().endswith(":")


_Run = tuple[Part, list[Part]]


def _runs_under_leads(section: ItemSection, body: Sequence[Part]) -> list[_Run]:
    """Divide a section into 'Chief constables should:' and the numbered items under it; or [].

    The numbers are the items' own if they run on from one list to the next, or if there is one list
    and nothing sets a time for all of it.
    """
    runs: list[_Run] = []
    for part in body:
        if part.block.kind is BlockKind.LIST_ITEM and runs:
            runs[-1][1].append(part)
        elif part.block.kind is BlockKind.PARAGRAPH and words.leads_to_items(part.text):
            runs.append((part, []))
        elif runs or not (announces(part, body[1:]) or introduces(part)):
            return []
    numbers = [own_number(p.block) for _, listed in runs for p in listed if p.block.level <= 1]
    start = section.counts_from or 1
    in_turn = numbers == [str(number) for number in range(start, start + len(numbers))]
    if not numbers or not in_turn or not all(listed for _, listed in runs):
        return []
    if section.counts_from:
        return runs
    alone = section.heading.plural and not due_of(runs[0][0].text)[0]
    return runs if len(runs) > 1 or alone else []


def _under_lead(
    kind: ReportItemKind, lead: Part, listed: Sequence[Part], setting: Setting
) -> Iterator[FoundItem]:
    """Yield each item of a list, with whom its lead asks and by when."""
    groups: list[list[Part]] = []
    for part in listed:
        if part.block.level <= 1 and is_bullet(part.block):
            groups.append([part])
        elif groups:
            groups[-1].append(part)
    for group in groups:
        made = _item(kind, group, setting, own_number(group[0].block))
        who = addressee_of(lead.text)
        words_of_time, due = due_of(f"{lead.text.rstrip(': ')} {group[0].text}")
        yield replace(made, addressee=who, due_words=words_of_time, due=due)


def _plain(section: ItemSection, body: Sequence[Part], setting: Setting) -> Iterator[FoundItem]:
    for group in _groups(section, body, setting):
        start = words.numbered_start(group[0].text)
        if start is None:
            yield _item(section.heading.kind, group, setting, own_number(group[0].block))
            continue
        heading, rest = start
        made = _item(heading.kind, group, setting, heading.number)
        first = replace(group[0].block, inlines=(Text(rest),))
        yield replace(made, blocks=(first, *made.blocks[1:]))


def _item(
    kind: ReportItemKind, group: Sequence[Part], setting: Setting, number: str = ""
) -> FoundItem:
    blocks = tuple(part.block for part in group)
    return FoundItem(
        kind=kind,
        blocks=_joined(blocks) if setting.joins else blocks,
        number=number,
        under=setting.under(group[0]),
        certainty=setting.certainty,
    )


def _joined(blocks: Sequence[SourceBlock]) -> tuple[SourceBlock, ...]:
    """Put paragraphs after a bullet back into it.

    Plain text does not say whether a short line ended a paragraph; within a bullet it did not.
    """
    found: list[SourceBlock] = []
    for block in blocks:
        is_more = block.kind is BlockKind.PARAGRAPH and not label_of(block)[0]
        if found and is_more and is_bullet(found[-1]):
            found[-1] = replace(found[-1], inlines=(*found[-1].inlines, Text(" "), *block.inlines))
        else:
            found.append(block)
    return tuple(found)


# --- where an item of a section begins ----------------------------------------


def _groups(section: ItemSection, body: Sequence[Part], setting: Setting) -> Iterator[list[Part]]:
    """Yield the parts of each item, without headings of a theme or agency between them."""
    bullets_lead = _bullets_are_items(body) or _lead_to_areas(section, body)
    top = min((p.block.level for p in body if is_bullet(p.block)), default=1)
    asked = _are_asked(section, body, setting)
    frames_lead = _frames_hold_items(body)
    by_looks = any(_is_headline(section, part, setting) for part in body)
    group: list[Part] = []
    for position, part in enumerate(body):
        titles = not position and _is_title(section, part)
        if not titles and _is_theme(part, body[position + 1 :], setting, bullets_lead=bullets_lead):
            if group:
                yield group
            group = []
            continue
        if not group and (
            (bullets_lead and not is_bullet(part.block))
            or _leads_to_items(section, body, position, asked=asked)
        ):
            continue
        if bullets_lead:
            begins = is_bullet(part.block) and part.block.level <= top
        else:
            by_words = _begins_by_words(part, group, section, setting, by_looks=by_looks)
            begins = by_words and not is_row(part)
        begins = begins or (frames_lead and _begins_frame(section, group, part))
        if begins and group:
            yield group
            group = []
        if begins or group:
            group.append(part)
    if group:
        yield group


def _leads_to_items(
    section: ItemSection, body: Sequence[Part], position: int, *, asked: bool
) -> bool:
    """Whether a part above the first item only leads to the items, and is none."""
    part = body[position]
    only_leads = asked and introduces(part)
    return (
        announces(part, body[position + 1 :])
        or (only_leads and not (position and says_whom(body[position - 1])))
        or _speaks_of_items(section, part)
    )


def _are_asked(section: ItemSection, body: Sequence[Part], setting: Setting) -> bool:
    """Whether the items of a section are those of its paragraphs that ask for something."""
    several = section.heading.plural and not setting.headlines
    return several and any(words.asks(part.text) for part in body)


def _speaks_of_items(section: ItemSection, part: Part) -> bool:
    """Whether a paragraph only tells of the items: 'We made two recommendations to the force.'.

    'The use of force is a cause of concern', under that heading, is the cause.
    """
    block = part.block
    is_text = block.kind is BlockKind.PARAGRAPH and not block.bold
    if not section.heading.plural or not is_text:
        return False
    if section.heading.kind is ReportItemKind.CAUSE_OF_CONCERN:
        return bool(words.counted(part.text))
    return words.speaks_of_items(part.text)


def _bullets_are_items(body: Sequence[Part]) -> bool:
    """Whether the top bullets are the items: only headings and introductions come before them."""
    for position, part in enumerate(body):
        if is_bullet(part.block):
            return True
        if sets_time(part) or says_whom(part):
            continue
        if part.block.kind is BlockKind.HEADING and not words.MODAL.search(part.text):
            continue
        if not announces(part, body[position + 1 :]) and not words.speaks_of_items(part.text):
            return False
    return False


def _lead_to_areas(section: ItemSection, body: Sequence[Part]) -> bool:
    """Whether bullets to the end of the section are the areas that its heading promises.

    'Areas for improvement', a sentence that ends with a colon, and a list: the sentence is no item
    with bullets, unless the bullets go on with it ('should improve ... by:') or it says first what
    falls short ('Officers do not ask. The force should:').
    """
    first = next((k for k, part in enumerate(body) if is_bullet(part.block)), 0)
    if section.heading.kind not in AREAS or not section.heading.plural or not first:
        return False
    lead, listed = body[:first], body[first:]
    asks = [part for part in lead if words.MODAL.search(part.text)]
    return (
        lead[-1].text.rstrip().endswith(":")
        and not (asks and _FALLS_SHORT.search(first_sentence(lead[-1])))
        and not words.says_how(lead[-1].text)
        and all(part.block.kind is BlockKind.PARAGRAPH for part in lead)
        and asks in ([], [lead[-1]])
        and all(part.block.kind is BlockKind.LIST_ITEM for part in listed)
        and len([part for part in listed if is_bullet(part.block)]) > 1
    )


_FALLS_SHORT = re.compile(
    r"(?:\b(?:no|not|cannot|too|lacks?|fails?|poor|weak|insufficient(?:ly)?)\b|n[’']t\b).*[.!]\s*$",
    re.IGNORECASE | re.DOTALL,
)


def _is_theme(part: Part, rest: Sequence[Part], setting: Setting, *, bullets_lead: bool) -> bool:
    """Whether a heading within a section names a theme or an agency, and is not an item."""
    if sets_time(part) or (rest and says_whom(part)):
        return True
    if part.block.kind is not BlockKind.HEADING:
        return False
    if bullets_lead:
        return True
    return not setting.headlines and bool(rest) and not words.MODAL.search(part.text)


def _is_title(section: ItemSection, part: Part) -> bool:
    """Whether a heading right below 'Area for improvement' is a sentence: the area's title."""
    return section.heading.kind in AREAS and not section.heading.plural and not names_theme(part)


def _is_headline(section: ItemSection, part: Part, setting: Setting) -> bool:
    """Whether a part of a section may be a headline by its looks, and is no theme of several."""
    is_theme = _is_theme(part, (part,), setting, bullets_lead=False)
    return stands_out(section.heading, part) and (_is_title(section, part) or not is_theme)


def _begins_by_words(
    part: Part, group: list[Part], section: ItemSection, setting: Setting, *, by_looks: bool
) -> bool:
    block = part.block
    if not group:
        return True
    if words.numbered_start(part.text) or (not is_bullet(block) and own_number(block)):
        return True
    if block.kind is BlockKind.LIST_ITEM:
        return bool(own_number(block) and own_number(group[0].block)) and block.level <= 1
    if block.kind is BlockKind.HEADING or (block.bold and len(block.text) > 20):
        says = block.bold or bool(words.MODAL.search(part.text)) or not setting.headlines
        return says or _is_alike(block, group[0].block) or is_next_headline(section, part)
    if by_looks:
        return False  # looks show the headlines of this section
    if section.heading.kind is ReportItemKind.CAUSE_OF_CONCERN:
        return "cause of concern" in part.text.lower()
    if setting.headlines:
        return section.heading.plural and _is_headline_sentence(part.text)
    return words.asks(part.text) and not RUNS_ON.match(part.text)


def _frames_hold_items(body: Sequence[Part]) -> bool:
    """Whether frames show where items begin, and not only each paragraph of one.

    LibreOffice draws a frame for each paragraph or list entry of a framed text.
    """
    framed = [part for part in body if part.block.boxed]
    frames = [list(group) for _, group in groupby(framed, key=lambda part: part.block.boxed)]
    firsts = [frame[0] for frame in frames]
    ends = any(frame[-1].text.rstrip().endswith(":") for frame in frames)
    runs_on = any(p.block.kind is BlockKind.LIST_ITEM or RUNS_ON.match(p.text) for p in firsts)
    if ends or runs_on:
        return False
    asking = {words.asks(part.text) for part in firsts}
    return len(asking) == 1 or any(len(frame) > 1 for frame in frames)


def _begins_frame(section: ItemSection, group: Sequence[Part], part: Part) -> bool:
    """Whether a frame begins after that of the item before: each item has its own.

    A frame that goes on over the end of a page holds one item.
    """
    if section.part.block.boxed or not group or not part.block.boxed:
        return False
    last = group[-1]
    same_page = last.block.place.page == part.block.place.page
    return bool(last.block.boxed) and same_page and not is_framed_with(last, part)


def _is_alike(block: SourceBlock, first: SourceBlock) -> bool:
    """Whether a heading is as high as that with which an item begins, and so begins the next."""
    return first.kind is block.kind is BlockKind.HEADING and 0 < block.level == first.level


def _is_headline_sentence(text: str) -> bool:
    """Whether a paragraph is one sentence that says what should be done."""
    sentences = len(re.findall(r"[.!?](?:\s|$)", text))
    modal = words.MODAL.search(text)
    return len(text) <= 320 and sentences <= 1 and modal is not None and modal.start() <= 90


_REFERS = re.compile(rf"\b{ITEM_NAME}\s+\d", re.IGNORECASE)


def _goes_on_by_number(first: Part, part: Part) -> bool:
    """Whether the report goes on with a numbered paragraph after an item that has no number."""
    counts = [own_number(one.block) for one in (first, part)]
    return part.block.kind is BlockKind.PARAGRAPH and not counts[0] and bool(counts[1])


_REGRETS = re.compile(r"\bshould\s+(?:not\s+)?have\s+(?:been|done|gone|known|seen|told)\b", re.I)
"""What was not done, and is asked of nobody: 'as they should have been'."""


def _own(body: Sequence[Part]) -> list[Part]:
    """Select what belongs to a numbered item without a box: its paragraph, its list, more."""
    own: list[Part] = []
    for position, part in enumerate(body):
        asks_more = words.MODAL.search(_REGRETS.sub("", first_sentence(part)))
        runs_on = words.begins_request(part.text) or asks_more
        leads = bool(own) and own[-1].text.rstrip().endswith(":")
        if own and (_REFERS.search(part.text) or _goes_on_by_number(own[0], part)):
            break  # the text of the report goes on about this item or another
        if not own or part.block.kind is BlockKind.LIST_ITEM or runs_on or leads:
            own.append(part)
            continue
        later = any(words.MODAL.search(p.text) for p in body[position:])
        if later and not words.asks("\n".join(p.text for p in own)):
            own.append(part)  # a headline before the sentence that says what to do
            continue
        break
    return own


# --- causes of concern ----------------------------------------------------------


def _causes(section: ItemSection, setting: Setting) -> Iterator[FoundItem]:
    """Yield the cause or causes, and recommendations that follow in the same section."""
    split = next(
        (
            position
            for position, part in enumerate(section.body)
            if position
            and part.block.kind is BlockKind.PARAGRAPH
            and words.begins_request(part.text)
        ),
        len(section.body),
    )
    body, rest = section.body[:split], section.body[split:]
    if section.heading.number or not section.heading.plural:
        body = body[1:] if len(body) > 1 and names_theme(body[0]) else body
        number = section.heading.number or own_number(body[0].block)
        causes = [_item(ReportItemKind.CAUSE_OF_CONCERN, body, setting, number)]
    else:
        causes = list(_plain(section, body, replace(setting, headlines=True)))
    yield from causes
    if rest:
        heading = words.ItemHeading(ReportItemKind.RECOMMENDATION, plural=True)
        inner = ItemSection(heading, section.part, tuple(rest), section.ended_by)
        for item in _plain(inner, rest, replace(setting, headlines=False)):
            yield replace(item, parent=causes[-1].text if causes else "")
