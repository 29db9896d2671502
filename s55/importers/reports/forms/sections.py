"""Find the sections of items: 'Areas for improvement' and what belongs to it.

Report forms differ in where a section ends and in how it sets out its items, which they say
themselves; everything here is common to all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import dropwhile

from s55.importers.reports import words
from s55.importers.reports.facts.addressees import addressee_of, agency_of, names_force
from s55.importers.reports.findings import (
    LeftOut,
    ReportItemKind,
    is_bullet,
    own_number,
)
from s55.importers.reports.forms.fields import label_of
from s55.importers.reports.forms.lines import (
    AREAS,
    RUNS_ON,
    first_sentence,
    introduces,
    names_theme,
    says_whom,
    sets_time,
)
from s55.importers.reports.outline import Part, Zone, after, is_wider
from s55.importers.source import BlockKind
from s55.records import dataclass
from s55.richtext.nodes import plain


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
        return any(stands_out(self.heading, part) for part in self.body)

    @cached_property
    def themes(self) -> tuple[Part, ...]:
        """The headings, and lines with a time, within it that ask for nothing themselves."""
        headings = (
            p
            for p in self.body
            if p.block.kind is BlockKind.HEADING
            or sets_time(p)
            or (self.heading.plural and says_whom(p))
        )
        return tuple(p for p in headings if not words.MODAL.search(p.text))


class SectionSoFar:
    """A section of items whose end is not found yet.

    It knows of its parts what decides whether the next one still belongs to it: to look through all
    of them for each next one would take the square of their number.

    Attributes:
        heading: what kind of items it announces.
        part: the heading itself.
        body: the parts under it.
        first: the first of them that is no heading.
        all_boxed: whether each of them is in a frame.
        is_bare: whether they are all bullets and headings.
        asked_at: the index of a later part that asks, so that those before it end nothing; or 0.
    """

    def __init__(self, heading: words.ItemHeading, part: Part) -> None:
        self.heading = heading
        self.part = part
        self.body: list[Part] = []
        self.first: Part | None = None
        self.all_boxed = True
        self.is_bare = True
        self._has_asked = False
        self._looked_at = 0
        self.asked_at = 0

    def add(self, part: Part) -> None:
        """Add the next part."""
        is_heading = part.block.kind is BlockKind.HEADING
        self.body.append(part)
        if self.first is None and not is_heading:
            self.first = part
        self.all_boxed = self.all_boxed and bool(part.block.boxed)
        self.is_bare = self.is_bare and (is_heading or is_bullet(part.block))

    @property
    def has_asked(self) -> bool:
        """Whether one of its parts asks for something; each is looked at once, if at all."""
        while not self._has_asked and self._looked_at < len(self.body):
            self._has_asked = words.asks(self.body[self._looked_at].text)
            self._looked_at += 1
        return self._has_asked

    def ended(self, by: Part | None) -> ItemSection:
        """Give the section, which a part has ended, or the end of the file."""
        return ItemSection(self.heading, self.part, tuple(self.body), by)


Keeps = Callable[[SectionSoFar, Part], bool]
"""Whether a heading within a section belongs to it, given the section so far."""


def stands_out(heading: words.ItemHeading, part: Part) -> bool:
    """Tell whether a part of a section may be a headline by its looks."""
    if part.block.kind is not BlockKind.HEADING:
        return part.block.bold
    recommends = heading.kind is ReportItemKind.RECOMMENDATION
    return bool(words.MODAL.search(part.text)) or not recommends


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
        if (numbers := _numbers_of_requests(section))
    }
    said: dict[ReportItemKind, list[int]] = {}
    for index, own in counts.items():
        said.setdefault(found[index].heading.kind, []).extend(own)
    return [
        replace(section, counts_from=counts[index][0])
        if index in counts and _count_on(said[section.heading.kind], counts[index])
        else section
        for index, section in enumerate(found)
    ]


def _count_on(said: Sequence[int], numbers: Sequence[int]) -> bool:
    """Whether the numbers of a section are some of those that all sections of its kind count."""
    return len(said) > len(numbers) and list(said) == list(range(1, len(said) + 1))


def _numbers_of_requests(section: ItemSection) -> list[str]:
    """List the numbers of requests, if all count, at the start or below 'The force should:'."""
    body = [*dropwhile(introduces, section.body)]
    if section.heading.kind is ReportItemKind.CAUSE_OF_CONCERN or section.heading.number:
        return []
    tops = [part for part in body if is_bullet(part.block) and part.block.level <= 1]
    numbers = [own_number(part.block) for part in tops]
    begins = bool(body) and (body[0] in tops[:1] or words.leads_to_items(body[0].text))
    return numbers if begins and all(number.isdigit() for number in numbers) else []


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
    """Whether the section only says that a table follows, which holds the items.

    Not where that says that it holds others: a cause of concern, and a table of recommendations.
    """
    end = section.ended_by
    if end is None or not end.block.cells:
        return False
    others = words.item_heading(plain(end.block.cells[0]))
    if section.body and others and others.kind is not section.heading.kind:
        return False
    own = bool(section.heading.number) and any(words.asks(part.text) for part in section.body)
    return not own and not any(
        is_bullet(part.block) or words.numbered_start(part.text) for part in section.body
    )


def _only_introduces(section: ItemSection) -> bool:
    """Whether a heading of recommendations is followed by that of one, and no request between.

    'Recommendations', 'Police forces', 'Recommendation 1': the second is no item.
    """
    end = section.ended_by and words.item_heading(section.ended_by.text)
    asks = any(words.asks(part.text) or is_bullet(part.block) for part in section.body)
    is_over = section.heading.kind is ReportItemKind.RECOMMENDATION and section.heading.plural
    return is_over and not asks and bool(end and end.kind is section.heading.kind)


def _asked_after_cause(part: Part, found: Sequence[ItemSection]) -> words.ItemHeading | None:
    """Read 'What the force should do' right after a cause of concern: its recommendations."""
    follows = found and found[-1].last + 1 == part.index
    if not follows or found[-1].heading.kind is not ReportItemKind.CAUSE_OF_CONCERN:
        return None
    return ASKED if _asks_after_cause(part) else None


ASKED = words.ItemHeading(ReportItemKind.RECOMMENDATION, plural=True)
"""'What the force should do' after a cause of concern."""


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
    section = SectionSoFar(heading, parts[index])
    for part in after(parts, index):
        if _ends(section, part, parts, keeps):
            return section.ended(part)
        section.add(part)
    return section.ended(None)


def _ends(section: SectionSoFar, part: Part, parts: Sequence[Part], keeps: Keeps) -> bool:
    """Whether a section ends before ``part``."""
    if part.zone is not Zone.BODY:
        return True
    if is_row(part):
        return not _shows_figures(section, part, parts, keeps)
    if section.heading.number and _is_label_within(section, part):
        return False
    if _begins_other(section, part, parts) or _leaves_frame(section, part):
        return True
    if sets_time(part) or _says_whom_next(section, part, parts) or _is_labelled(section, part):
        return False
    if part.block.kind is BlockKind.HEADING:
        return not (
            _is_headline(section, part)
            or _is_within(section, part)
            or _heads_request(section, part, parts)
            or is_next_headline(section, part)
            or keeps(section, part)
        )
    if _is_in_frame(section, part):
        return False
    return _follows_list(section, part, parts) or _follows_request(section, part, parts)


def is_row(part: Part) -> bool:
    """Tell whether a part is the row of a table, and no frame."""
    return bool(part.block.cells)


def _shows_figures(section: SectionSoFar, row: Part, parts: Sequence[Part], keeps: Keeps) -> bool:
    """Whether a table is about the item above it: in its frame, or before the next headline."""
    if not section.body:
        return False
    before = section.body[-1]
    if is_row(before) or (row.block.boxed and is_framed_with(before, row)):
        return True
    following = next((one for one in after(parts, row.index) if not is_row(one)), None)
    return (
        following is not None
        and following.block.kind is BlockKind.HEADING
        and not _ends(section, following, parts, keeps)
    )


def _begins_other(section: SectionSoFar, part: Part, parts: Sequence[Part]) -> bool:
    """Whether something else begins: other items, the next area, or what comes after the last."""
    if _begins(parts, part.index) is not None or _is_next_area(section, part):
        return True
    of_cause = section.heading.kind is ReportItemKind.CAUSE_OF_CONCERN
    if section.body and of_cause and _asks_after_cause(part):
        return True
    is_after = words.is_boilerplate(part.text) or words.only_wants_answer(part.text)
    return is_after and not is_bullet(part.block)


def _says_whom_next(section: SectionSoFar, part: Part, parts: Sequence[Part]) -> bool:
    """Whether a part says whom the items below it ask: at the beginning, or above another list."""
    if not says_whom(part):
        return False
    following = parts[part.index + 1].block if part.index + 1 < len(parts) else None
    lists_more = section.heading.plural and following is not None and is_bullet(following)
    return not section.body or lists_more


def _is_label_within(section: SectionSoFar, part: Part) -> bool:
    """Whether a part is a label of the item, such as 'By when', and no chapter by its level."""
    heading = section.part.block
    is_chapter = part.block.level and heading.level and not is_wider(heading, part.block)
    return bool(label_of(part.block)[0]) and not (
        part.block.kind is BlockKind.HEADING and is_chapter
    )


def _is_labelled(section: SectionSoFar, part: Part) -> bool:
    """Whether a part stands right below a label of the item, such as 'Who should do it'."""
    is_heading = part.block.kind is BlockKind.HEADING
    return bool(section.body) and not is_heading and bool(label_of(section.body[-1].block)[0])


def _leaves_frame(section: SectionSoFar, part: Part) -> bool:
    """Whether a part is after the frame that holds the section, or all items below its heading.

    One frame may run over the end of a page.
    """
    if not section.body:
        return False
    if part.block.boxed:
        return _is_in_next_frame(section, part)
    if section.part.block.boxed:
        return True
    is_text = part.block.kind is BlockKind.PARAGRAPH and not words.asks(first_sentence(part))
    return is_text and section.all_boxed


def _is_in_next_frame(section: SectionSoFar, part: Part) -> bool:
    """Whether another frame begins after that of one item, which holds its name and its text."""
    name, last = section.part, section.body[-1]
    has_own = bool(name.block.boxed) and is_framed_with(name, section.body[0])
    same_page = last.block.place.page == part.block.place.page
    return has_own and not section.heading.plural and same_page and not is_framed_with(last, part)


def _is_in_frame(section: SectionSoFar, part: Part) -> bool:
    """Whether a part is in the frame of the whole section, or in that of the part before it."""
    if section.part.block.boxed:
        return True
    return bool(section.body and part.block.boxed) and is_framed_with(section.body[-1], part)


def is_framed_with(first: Part, second: Part) -> bool:
    """Tell whether two parts are in one frame, or both in none."""
    return first.block.boxed == second.block.boxed


def _is_next_area(section: SectionSoFar, part: Part) -> bool:
    """Whether the next graded area of the report begins, in a file that shows no headings."""
    names_itself = bool(part.question) and " ".join(part.text.split()) == part.question
    return names_itself and bool(section.body) and part.question != section.part.question


def _is_headline(section: SectionSoFar, part: Part) -> bool:
    """Whether a heading directly under the section's own is a sentence: the item's headline."""
    says = words.MODAL.search(part.text) or "cause of concern" in part.text.lower()
    return not section.body and len(part.text) > 40 and bool(says)


def is_next_headline(section: SectionSoFar | ItemSection, part: Part) -> bool:
    """Tell whether a heading is the next area's: a sentence as the first is, without levels."""
    if section.heading.kind not in AREAS or not section.heading.plural or not section.body:
        return False
    first, shows_level = section.body[0], part.block.level or part.block.size
    headlines = first.block.kind is BlockKind.HEADING and _is_sentence(first)
    names = names_force(part.text, ()) and _is_sentence(part)
    return headlines and names and not shows_level and not part.text.rstrip().endswith("?")


def _is_sentence(heading: Part) -> bool:
    return bool(words.MODAL.search(heading.text)) or not names_theme(heading)


def _is_within(section: SectionSoFar, part: Part) -> bool:
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


def _heads_request(section: SectionSoFar, part: Part, parts: Sequence[Part]) -> bool:
    """Whether a heading in a file that shows no levels is a theme.

    It names somebody who is asked, or what follows asks somebody.
    """
    shows_level = part.block.level or part.block.size or section.part.block.level
    if shows_level or not section.heading.plural or part.index + 1 == len(parts):
        return False
    following = parts[part.index + 1].block
    text = following.text
    if section.heading.kind is not ReportItemKind.RECOMMENDATION:
        return section.is_bare and is_bullet(following) and words.asks(text)
    if part.text.rstrip().endswith(":") and agency_of(part.text.rstrip(": ")):
        return True
    return bool(addressee_of(text)) and words.asks(text) and not words.asks_for_answer(text)


def _follows_request(section: SectionSoFar, part: Part, parts: Sequence[Part]) -> bool:
    """Whether the running text of the report goes on after recommendations that have no box.

    It does with the first paragraph that asks for nothing, unless another recommendation comes
    before the next heading.
    """
    is_other = section.heading.kind is not ReportItemKind.RECOMMENDATION or section.heading.number
    if is_other or part.block.kind is not BlockKind.PARAGRAPH:
        return False
    if not section.has_asked or part.index < section.asked_at:
        return False
    if words.asks(part.text) or RUNS_ON.match(part.text):
        return False
    for later in after(parts, part.index):
        if later.block.kind is BlockKind.HEADING or _begins(parts, later.index) is not None:
            return True
        if words.begins_request(later.text):
            section.asked_at = later.index
            return False
    return True


def _follows_list(section: SectionSoFar, part: Part, parts: Sequence[Part]) -> bool:
    """Whether the section has ended before a paragraph after its bullets.

    Bullets that are the items themselves are followed by the running text of the report; a
    paragraph between two of them belongs to the first.
    """
    if part.block.kind is not BlockKind.PARAGRAPH:
        return False
    first = section.first
    if first is None or not is_bullet(first.block) or section.heading.number:
        return False
    following = parts[part.index + 1] if part.index + 1 < len(parts) else None
    between = following is not None and following.block.kind is BlockKind.LIST_ITEM
    return not (between and not part.text.endswith(":") and not words.is_boilerplate(part.text))
