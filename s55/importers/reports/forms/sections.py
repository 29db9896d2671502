"""Sections of items ('Areas for improvement' and what belongs to it), and the items in them.

Report forms differ in where a section ends and in how it sets out its items, which they say
themselves; everything here is common to all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from s55.importers.reports import words
from s55.importers.reports.facts.addressees import (
    addressed_to,
    addressee_of,
    agency_of,
    names_force,
)
from s55.importers.reports.facts.dates import due_of, only_sets_time
from s55.importers.reports.findings import (
    Certainty,
    FoundItem,
    LeftOut,
    ReportItemKind,
    is_bullet,
    own_number,
)
from s55.importers.reports.forms.fields import fields_of, label_of
from s55.importers.reports.outline import Part, Zone, is_wider
from s55.importers.source import BlockKind, SourceBlock
from s55.records import dataclass
from s55.richtext.nodes import Text


@dataclass(frozen=True)
class ItemSection:
    """A heading of items, such as 'Areas for improvement', and what belongs to it.

    Attributes:
        heading: what kind of items it announces.
        part: the heading itself.
        body: the parts under it.
        ended_by: the part that ended it, or None at the end of the file.
        counts_from: the number of the first item in its lists, if these go on counting after those
            of the section before, or those of the next section do; else 0.
    """

    heading: words.ItemHeading
    part: Part
    body: tuple[Part, ...]
    ended_by: Part | None = None
    counts_from: int = 0

    @property
    def last(self) -> int:
        """The index of its last part."""
        return (self.body[-1] if self.body else self.part).index

    @cached_property
    def stands_out(self) -> bool:
        """Whether the headlines of its items stand out by their looks."""
        recommends = self.heading.kind is ReportItemKind.RECOMMENDATION
        return any(
            words.MODAL.search(p.text) or not recommends
            if p.block.kind is BlockKind.HEADING
            else p.block.bold
            for p in self.body
        )

    @cached_property
    def themes(self) -> tuple[Part, ...]:
        """The headings, and lines with a time, within it that ask for nothing themselves."""
        headings = (
            p
            for p in self.body
            if p.block.kind is BlockKind.HEADING
            or _is_time(p)
            or (self.heading.plural and _says_whom(p))
        )
        return tuple(p for p in headings if not words.MODAL.search(p.text))


Keeps = Callable[[ItemSection, Part], bool]
"""Whether a heading within a section belongs to it, given the section so far."""


def sections(parts: Sequence[Part], keeps: Keeps) -> tuple[list[ItemSection], list[LeftOut]]:
    """Find the sections of items in the body of a report, and the headings that begin none."""
    found: list[ItemSection] = []
    left: list[LeftOut] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        heading = _begins(parts, index) or _asked_after_cause(part, found)
        if heading is None:
            index += 1
            continue
        if part.zone is not Zone.BODY:
            left.append(LeftOut(part.text, part.zone.value, part.block.place))
            index += 1
            continue
        section = _section(parts, index, heading, keeps)
        if section.body and not (_leads_to_table(section) or _only_introduces(section)):
            found.append(section)
        elif not _is_followed(parts, index):
            left.append(LeftOut(part.text, "a heading with nothing under it", part.block.place))
        index += 1 + len(section.body)
    return _counting_on(_counted(found)), left


def _counting_on(found: Sequence[ItemSection]) -> list[ItemSection]:
    """Tell sections whose lists count on from one to the next from which number they count."""
    counts = {
        index: [int(number) for number in numbers]
        for index, section in enumerate(found)
        if (numbers := _numbers_below_leads(section))
    }
    said = [number for numbers in counts.values() for number in numbers]
    if len(counts) < 2 or said != list(range(1, len(said) + 1)):
        return list(found)
    return [
        replace(section, counts_from=counts[index][0]) if index in counts else section
        for index, section in enumerate(found)
    ]


def _numbers_below_leads(section: ItemSection) -> list[str]:
    """List the numbers below 'The force should:' in a section of recommendations, if all count."""
    body = section.body
    if section.heading.kind is not ReportItemKind.RECOMMENDATION or not section.heading.plural:
        return []
    tops = [part for part in body if is_bullet(part.block) and part.block.level <= 1]
    numbers = [own_number(part.block) for part in tops]
    leads = bool(body) and words.leads_to_items(body[0].text)
    return numbers if leads and all(number.isdigit() for number in numbers) else []


def _counted(found: Sequence[ItemSection]) -> list[ItemSection]:
    """Give items their numbers that stand before their names: '1. Cause of concern', and '2. ...'.

    Headings for one item whose numbers run on from 1 are counted; others have a chapter's number.
    """
    places: dict[ReportItemKind, list[str]] = {}
    for section in found:
        if _may_be_counted(section.heading):
            places.setdefault(section.heading.kind, []).append(section.heading.place)
    counted = {
        kind
        for kind, said in places.items()
        if len(said) > 1 and said == [str(number) for number in range(1, len(said) + 1)]
    }
    return [
        replace(section, heading=replace(section.heading, number=section.heading.place))
        if section.heading.kind in counted and _may_be_counted(section.heading)
        else section
        for section in found
    ]


def _may_be_counted(heading: words.ItemHeading) -> bool:
    return bool(heading.place) and not heading.plural and not heading.number


def _is_followed(parts: Sequence[Part], index: int) -> bool:
    """Whether a heading without a body leads to others ('Recommendation 1'), or to a table."""
    if index + 1 == len(parts):
        return False
    return bool(parts[index + 1].block.cells) or _begins(parts, index + 1) is not None


def _leads_to_table(section: ItemSection) -> bool:
    """Whether the section only says that a table follows, which holds the items."""
    end = section.ended_by
    is_table = end is not None and len(end.block.cells) > 1
    return is_table and not any(
        is_bullet(part.block) or words.numbered_start(part.text) or _asks_somebody(part.text)
        for part in section.body
    )


def _only_introduces(section: ItemSection) -> bool:
    """Whether a heading of recommendations is followed by that of one, and no request between.

    'Recommendations', 'Police forces', 'Recommendation 1': the second is no item.
    """
    end = section.ended_by and words.item_heading(section.ended_by.text)
    asks = any(words.asks(part.text) or is_bullet(part.block) for part in section.body)
    is_over = section.heading.kind is ReportItemKind.RECOMMENDATION and section.heading.plural
    return is_over and not asks and bool(end and end.number and end.kind is section.heading.kind)


def _asks_somebody(text: str) -> bool:
    """Whether a sentence asks: 'The table says who should do it' does not."""
    return any(addressee_of(one) or words.RECOMMENDS.match(one) for one in _SENTENCES.split(text))


_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“])")


def _asked_after_cause(part: Part, found: Sequence[ItemSection]) -> words.ItemHeading | None:
    """Read 'What the force should do' right after a cause of concern: its recommendations."""
    after = found and found[-1].last + 1 == part.index
    if not after or found[-1].heading.kind is not ReportItemKind.CAUSE_OF_CONCERN:
        return None
    return _ASKED if _asks_after_cause(part) else None


_ASKED = words.ItemHeading(ReportItemKind.RECOMMENDATION, plural=True)


def _asks_after_cause(part: Part) -> bool:
    heads = part.block.kind is BlockKind.HEADING or part.block.bold
    return heads and words.asks_in_heading(part.text)


def _begins(parts: Sequence[Part], index: int) -> words.ItemHeading | None:
    """Read the heading of items that a part is: a heading, or a sentence that leads to bullets."""
    part = parts[index]
    if part.block.kind is BlockKind.LIST_ITEM or part.block.cells:
        return None
    following = parts[index + 1] if index + 1 < len(parts) else None
    if following is not None and is_bullet(following.block) and part.text.endswith(":"):
        return words.item_heading(part.text) or words.announced(part.text)
    return words.item_heading(part.text)


def _section(
    parts: Sequence[Part], index: int, heading: words.ItemHeading, keeps: Keeps
) -> ItemSection:
    body: list[Part] = []
    for part in parts[index + 1 :]:
        so_far = ItemSection(heading, parts[index], tuple(body))
        if _ends(so_far, part, parts, keeps):
            return ItemSection(heading, parts[index], tuple(body), part)
        body.append(part)
    return ItemSection(heading, parts[index], tuple(body))


def _ends(section: ItemSection, part: Part, parts: Sequence[Part], keeps: Keeps) -> bool:
    """Whether a section ends before ``part``."""
    if part.zone is not Zone.BODY or len(part.block.cells) > 1:
        return True
    if section.heading.number and _is_label_within(section, part):
        return False
    if _begins_other(section, part, parts) or _leaves_frame(section, part):
        return True
    if _is_time(part) or (not section.body and _says_whom(part)) or _is_labelled(section, part):
        return False
    if part.block.kind is BlockKind.HEADING:
        return not (
            _is_headline(section, part)
            or _is_within(section, part)
            or _heads_request(section, part, parts)
            or _is_next_headline(section, part)
            or keeps(section, part)
        )
    return _follows_list(section, part, parts) or _follows_request(section, part, parts)


def _begins_other(section: ItemSection, part: Part, parts: Sequence[Part]) -> bool:
    """Whether something else begins: other items, the next area, or what comes after the last."""
    if _begins_next(section, part, parts) or _is_next_area(section, part):
        return True
    of_cause = section.heading.kind is ReportItemKind.CAUSE_OF_CONCERN
    if section.body and (
        words.is_action_heading(part.text) or (of_cause and _asks_after_cause(part))
    ):
        return True
    after = words.is_boilerplate(part.text) or words.only_wants_answer(part.text)
    return after and not is_bullet(part.block)


def _is_label_within(section: ItemSection, part: Part) -> bool:
    """Whether a part is a label of the item, such as 'By when', and no chapter by its level."""
    heading = section.part.block
    is_chapter = part.block.level and heading.level and not is_wider(heading, part.block)
    return bool(label_of(part)[0]) and not (part.block.kind is BlockKind.HEADING and is_chapter)


def _is_labelled(section: ItemSection, part: Part) -> bool:
    """Whether a part stands right below a label of the item, such as 'Who should do it'."""
    is_heading = part.block.kind is BlockKind.HEADING
    return bool(section.body) and not is_heading and bool(label_of(section.body[-1])[0])


def _leaves_frame(section: ItemSection, part: Part) -> bool:
    """Whether a part is after the frame that holds the section, or all items below its heading.

    One frame may run over the end of a page.
    """
    if part.block.boxed or not section.body:
        return False
    if section.part.block.boxed:
        return True
    is_text = part.block.kind is BlockKind.PARAGRAPH and not words.asks(_first_sentence(part))
    return is_text and all(one.block.boxed for one in section.body)


def _first_sentence(part: Part) -> str:
    return _SENTENCES.split(part.text, maxsplit=1)[0]


def _begins_next(section: ItemSection, part: Part, parts: Sequence[Part]) -> bool:
    """Whether other items begin; a sentence under the section's own heading leads to its items."""
    heading = _begins(parts, part.index)
    if heading is None:
        return False
    is_heading = words.item_heading(part.text) is not None
    return is_heading or bool(section.body) or heading.kind is not section.heading.kind


def _is_next_area(section: ItemSection, part: Part) -> bool:
    """Whether the next graded area of the report begins, in a file that shows no headings."""
    names_itself = bool(part.question) and " ".join(part.text.split()) == part.question
    return names_itself and bool(section.body) and part.question != section.part.question


def _is_headline(section: ItemSection, part: Part) -> bool:
    """Whether a heading directly under the section's own is a sentence: the item's headline."""
    says = words.MODAL.search(part.text) or "cause of concern" in part.text.lower()
    return not section.body and len(part.text) > 40 and bool(says)


def _is_next_headline(section: ItemSection, part: Part) -> bool:
    """Whether a heading is the next area's, a sentence as the first is, where no levels show it."""
    if section.heading.kind not in _AREAS or not section.heading.plural or not section.body:
        return False
    first, shows_level = section.body[0], part.block.level or part.block.size
    headlines = first.block.kind is BlockKind.HEADING and _is_sentence(first)
    names = names_force(part.text, ()) and _is_sentence(part)
    return headlines and names and not shows_level and not part.text.rstrip().endswith("?")


def _is_sentence(heading: Part) -> bool:
    return bool(words.MODAL.search(heading.text)) or not _names_theme(heading)


def _is_within(section: ItemSection, part: Part) -> bool:
    """Whether a heading belongs to a section by its place.

    It is narrower than that of the section, and so a theme of several items or the title of one;
    or the section is 'Cause of concern' or another for one item and would be empty without it.
    Below an item with a number come the reasons for it.
    """
    if section.heading.number:
        return False
    begins = not section.body and not section.heading.plural
    label = section.part.block
    narrower = is_wider(label, part.block)
    shows_level = label.kind is BlockKind.HEADING and is_wider(part.block, label)
    return narrower or (begins and not shows_level)


def _heads_request(section: ItemSection, part: Part, parts: Sequence[Part]) -> bool:
    """Whether a heading in a file that shows no levels is a theme.

    It names somebody who is asked, or what follows asks somebody.
    """
    shows_level = part.block.level or part.block.size or section.part.block.level
    if shows_level or not section.heading.plural or part.index + 1 == len(parts):
        return False
    following = parts[part.index + 1].block
    text = following.text
    if section.heading.kind is not ReportItemKind.RECOMMENDATION:
        bare = all(is_bullet(p.block) or p.block.kind is BlockKind.HEADING for p in section.body)
        return bare and is_bullet(following) and words.asks(text)
    if part.text.rstrip().endswith(":") and agency_of(part.text.rstrip(": ")):
        return True
    return bool(addressee_of(text)) and words.asks(text) and not words.asks_for_answer(text)


_REQUEST = re.compile(
    r"^(?:(?:by|within|before)\b[^.]{2,90}\b(?:should|must)\b|to\s+address\b|(?:we|HMIC(?:FRS)?)\s+"
    r"(?:therefore\s+|also\s+)?recommends?\b)",
    re.IGNORECASE | re.DOTALL,
)
_RUNS_ON = re.compile(r"^(?:this|these|it|they|in\s+particular|as\s+part)\b", re.IGNORECASE)


def _follows_request(section: ItemSection, part: Part, parts: Sequence[Part]) -> bool:
    """Whether the running text of the report goes on after recommendations that have no box.

    It does with the first paragraph that asks for nothing, unless another recommendation comes
    before the next heading.
    """
    is_other = section.heading.kind is not ReportItemKind.RECOMMENDATION or section.heading.number
    if is_other or section.part.block.boxed or part.block.kind is not BlockKind.PARAGRAPH:
        return False
    asked = any(words.asks(one.text) or _REQUEST.match(one.text) for one in section.body)
    asks = words.asks(part.text) or _REQUEST.match(part.text) or _RUNS_ON.match(part.text)
    if asks or not asked:
        return False
    for later in parts[part.index + 1 :]:
        if later.block.kind is BlockKind.HEADING or _begins(parts, later.index) is not None:
            return True
        stands_out = later.block.bold and section.stands_out and words.asks(later.text)
        if _REQUEST.match(later.text) or stands_out:
            return False
    return True


def _follows_list(section: ItemSection, part: Part, parts: Sequence[Part]) -> bool:
    """Whether the section has ended before a paragraph after its bullets.

    Bullets that are the items themselves are followed by the running text of the report; a
    paragraph between two of them belongs to the first.
    """
    body = section.body
    if part.block.kind is not BlockKind.PARAGRAPH or section.part.block.boxed:
        return False
    first = next((p.block for p in body if p.block.kind is not BlockKind.HEADING), None)
    if first is None or not is_bullet(first) or section.heading.number:
        return False
    following = parts[part.index + 1] if part.index + 1 < len(parts) else None
    between = following is not None and following.block.kind is BlockKind.LIST_ITEM
    return not (between and not part.text.endswith(":") and not words.is_boilerplate(part.text))


# --- the items of a section ------------------------------------------------

_ANNOUNCES = re.compile(
    r"\b(?:the\s+following|as\s+follows|these\s+(?:areas|recommendations))\b|"
    r"\b(?:areas?\s+for\s+improvement|recommendations)\b[^.]*:$|"
    r"\b(?:these|(?:areas|points|matters|respects|ways)(?:\s+below)?)\s*:$",
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
    if not section.heading.plural and len(body) > 1 and _says_whom(body[0]):
        for item in items_of(replace(section, body=body[1:]), setting):
            yield replace(item, addressee=addressed_to(body[0].text))
    elif kind is ReportItemKind.CAUSE_OF_CONCERN:
        yield from _causes(section, setting)
    elif section.heading.number and (fields := fields_of(body)):
        yield fields.complete(_item(kind, fields.asked, setting, section.heading.number))
    elif section.heading.number or _is_label(section):
        own = _own(body) if not section.part.block.boxed else body
        yield _item(kind, own, setting, section.heading.number)
    elif runs := _runs_under_leads(section, body):
        for lead, listed in runs:
            yield from _under_lead(kind, lead, listed, setting)
    else:
        yield from _plain(section, body, setting)


def _is_label(section: ItemSection) -> bool:
    """Whether a heading is a label of one paragraph, and no headline comes before its detail."""
    is_area = section.heading.kind in _AREAS and not section.heading.plural
    is_text = section.part.block.kind is BlockKind.PARAGRAPH
    first = section.body[0].block
    plain = first.kind is BlockKind.PARAGRAPH and not first.bold and words.asks(first.text)
    return is_area and is_text and (plain or section.part.text.rstrip().endswith(":"))


_Run = tuple[Part, list[Part]]


def _runs_under_leads(section: ItemSection, body: Sequence[Part]) -> list[_Run]:
    """Divide a section into 'Chief constables should:' and the numbered items under it; or [].

    The numbers are the items' own if they run on from one list to the next, or if there is one list
    under 'Recommendations' and nothing sets a time for all of it.
    """
    runs: list[_Run] = []
    for part in body:
        if part.block.kind is BlockKind.LIST_ITEM and runs:
            runs[-1][1].append(part)
        elif part.block.kind is BlockKind.PARAGRAPH and words.leads_to_items(part.text):
            runs.append((part, []))
        elif runs or not (_announces(part, body[1:]) or _introduces(part)):
            return []
    numbers = [own_number(p.block) for _, listed in runs for p in listed if p.block.level <= 1]
    start = section.counts_from or 1
    in_turn = numbers == [str(number) for number in range(start, start + len(numbers))]
    if not numbers or not in_turn or not all(listed for _, listed in runs):
        return []
    recommends = section.heading.kind is ReportItemKind.RECOMMENDATION
    alone = recommends and section.heading is not _ASKED and section.heading.plural
    if section.counts_from:
        return runs
    return runs if len(runs) > 1 or (alone and not due_of(runs[0][0].text)[0]) else []


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
        if found and block.kind is BlockKind.PARAGRAPH and is_bullet(found[-1]):
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
    group: list[Part] = []
    for position, part in enumerate(body):
        rest = body[position + 1 :]
        titles = not position and _is_title(section, part)
        if not titles and _is_theme(part, rest, setting, bullets_lead=bullets_lead):
            if group:
                yield group
            group = []
            continue
        if not group and (
            _announces(part, rest)
            or (bullets_lead and not is_bullet(part.block))
            or (asked and _introduces(part) and not (position and _says_whom(body[position - 1])))
            or _speaks_of_items(section, part)
        ):
            continue
        if bullets_lead:
            begins = is_bullet(part.block) and part.block.level <= top
            numbered = bool(group) and bool(own_number(group[0].block))
            begins = begins and not (numbered and not own_number(part.block))
        else:
            begins = _begins_by_words(part, group, section, setting)
        if begins and group:
            yield group
            group = []
        if begins or group:
            group.append(part)
    if group:
        yield group


def _are_asked(section: ItemSection, body: Sequence[Part], setting: Setting) -> bool:
    """Whether the items of a section are those of its paragraphs that ask for something."""
    several = section.heading.plural and not setting.headlines
    return several and any(words.asks(part.text) for part in body)


def _introduces(part: Part) -> bool:
    """Whether a paragraph before an item asks for nothing: 'We make four recommendations.'."""
    block = part.block
    return block.kind is BlockKind.PARAGRAPH and not block.marker and not words.asks(part.text)


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
        if _is_time(part) or _says_whom(part):
            continue
        if part.block.kind is BlockKind.HEADING and not words.MODAL.search(part.text):
            continue
        if not _announces(part, body[position + 1 :]):
            return False
    return False


def _lead_to_areas(section: ItemSection, body: Sequence[Part]) -> bool:
    """Whether bullets to the end of the section are the areas that its heading promises.

    'Areas for improvement', a sentence that ends with a colon, and a list: the sentence is no item
    with bullets, unless the bullets go on with it ('should improve ... by:') or it says first what
    falls short ('Officers do not ask. The force should:').
    """
    first = next((k for k, part in enumerate(body) if is_bullet(part.block)), 0)
    if section.heading.kind not in _AREAS or not section.heading.plural or not first:
        return False
    lead, listed = body[:first], body[first:]
    asks = [part for part in lead if words.MODAL.search(part.text)]
    return (
        lead[-1].text.rstrip().endswith(":")
        and not (asks and _FALLS_SHORT.search(_first_sentence(lead[-1])))
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
_AREAS = (ReportItemKind.AREA_FOR_IMPROVEMENT, ReportItemKind.AREA_FOR_PRIORITY_ACTION)


def _announces(part: Part, rest: Sequence[Part]) -> bool:
    """Whether a paragraph only leads to the items: 'We found the following areas: ...'."""
    if part.block.kind is not BlockKind.PARAGRAPH or not rest:
        return False
    return bool(_ANNOUNCES.search(part.text)) and (
        is_bullet(rest[0].block) or part.text.rstrip().endswith(":")
    )


def _is_time(part: Part) -> bool:
    """Whether a line sets a time for the items below it: 'Within three months:'."""
    return not is_bullet(part.block) and not part.block.cells and only_sets_time(part.text)


def _says_whom(part: Part) -> bool:
    """Whether a line only says whom the items below it ask."""
    plain = not is_bullet(part.block) and not part.block.cells
    return plain and bool(addressed_to(part.text))


def _is_theme(part: Part, rest: Sequence[Part], setting: Setting, *, bullets_lead: bool) -> bool:
    """Whether a heading within a section names a theme or an agency, and is not an item."""
    if _is_time(part) or (rest and _says_whom(part)):
        return True
    if part.block.kind is not BlockKind.HEADING:
        return False
    if bullets_lead:
        return True
    return not setting.headlines and bool(rest) and not words.MODAL.search(part.text)


def _is_title(section: ItemSection, part: Part) -> bool:
    """Whether a heading right below 'Area for improvement' is a sentence: the area's title."""
    return section.heading.kind in _AREAS and not section.heading.plural and not _names_theme(part)


def _begins_by_words(part: Part, group: list[Part], section: ItemSection, setting: Setting) -> bool:
    block = part.block
    if not group:
        return True
    if words.numbered_start(part.text) or (not is_bullet(block) and own_number(block)):
        return True
    if block.kind is BlockKind.LIST_ITEM:
        return bool(own_number(block) and own_number(group[0].block)) and block.level <= 1
    if block.kind is BlockKind.HEADING or (block.bold and len(block.text) > 20):
        says = block.bold or bool(words.MODAL.search(part.text)) or not setting.headlines
        return says or _is_alike(block, group[0].block) or _is_next_headline(section, part)
    if section.stands_out:
        return False  # looks show the headlines of this section
    if section.heading.kind is ReportItemKind.CAUSE_OF_CONCERN:
        return "cause of concern" in part.text.lower()
    if setting.headlines:
        return section.heading.plural and _is_headline_sentence(part.text)
    return words.asks(part.text) and not _RUN_ON.match(part.text)


def _is_alike(block: SourceBlock, first: SourceBlock) -> bool:
    """Whether a heading is as high as that with which an item begins, and so begins the next."""
    return first.kind is block.kind is BlockKind.HEADING and 0 < block.level == first.level


def _is_headline_sentence(text: str) -> bool:
    """Whether a paragraph is one sentence that says what should be done."""
    sentences = len(re.findall(r"[.!?](?:\s|$)", text))
    modal = words.MODAL.search(text)
    return len(text) <= 320 and sentences <= 1 and modal is not None and modal.start() <= 90


_REFERS = re.compile(
    r"\b(?:recommendations?|areas?\s+for\s+improvement|causes?\s+of\s+concern)\s+\d", re.IGNORECASE
)


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
        asks_more = words.MODAL.search(_REGRETS.sub("", _first_sentence(part)))
        runs_on = _DATED.match(part.text) or asks_more
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

_CLAUSE = re.compile(r"\b(?:who|which|that|where|when)\b.*", re.IGNORECASE)
_SAYS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|cannot|will|may|lacks?|fails?|needs?|"
    r"\w+n[’']t)\b",
    re.IGNORECASE,
)


def _names_theme(part: Part) -> bool:
    """Whether a heading only names what a cause is about: 'Use of force', no sentence."""
    line = _CLAUSE.sub("", part.text)
    short = len(part.text) <= 60 and not part.text.rstrip().endswith(".")
    return part.block.kind is BlockKind.HEADING and short and not _SAYS.search(line)


def _causes(section: ItemSection, setting: Setting) -> Iterator[FoundItem]:
    """Yield the cause or causes, and recommendations that follow in the same section."""
    split = next(
        (
            position
            for position, part in enumerate(section.body)
            if position and part.block.kind is BlockKind.PARAGRAPH and _LEADS_ON.match(part.text)
        ),
        len(section.body),
    )
    body, rest = section.body[:split], section.body[split:]
    if section.heading.number or not section.heading.plural:
        body = body[1:] if len(body) > 1 and _names_theme(body[0]) else body
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
