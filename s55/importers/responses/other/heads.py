"""Divide a response into segments: a heading or label that means something, and what follows it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import chain, groupby, pairwise, zip_longest

from s55.importers.cells import cell_blocks, lines_of
from s55.importers.responses.items import ItemName
from s55.importers.responses.other.alike import cut_at_labels
from s55.importers.responses.other.cutting import (
    CLOSING,
    about_items,
    answers,
    asks,
    cut,
    is_heading,
    is_marked,
    numbered,
    sentences,
    without_dash,
)
from s55.importers.responses.other.evidence import speaker_of
from s55.importers.responses.other.facts import says_when
from s55.importers.responses.other.roles import (
    FACTS,
    KINDS,
    OWNERS,
    Meaning,
    Roles,
    kind_named,
    label_words,
)
from s55.importers.responses.other.speakers import introduces, is_sentence_before, signed
from s55.importers.responses.other.tables import read_table, tell_at_length
from s55.importers.responses.other.weighed_labels import LabelsBelowItems, label_of
from s55.importers.responses.text import folded
from s55.importers.source import BlockKind, SourceBlock
from s55.importers.wording import ITEM_NAME
from s55.office.import_roles import Role
from s55.records import dataclass
from s55.richtext.nodes import Inline, Strong, plain

_SECTION_NUMBER = re.compile(r"\s*(\d{1,2})[.)]\s+(?=\S)")
_LONGEST_SECTION = 80
_LONGEST_LABEL = 60
_FEWEST_ENTRIES = 2
"""As many numbered entries below 'Area for improvement' are areas, and no text of one."""


@dataclass
class Division:
    """A heading or label, and the blocks up to the next.

    Attributes:
        meaning: of the heading; None for what comes before the first.
        head: the heading, or None.
        blocks: below it, with the text that runs on after it.
        writer: who writes the letter that it is in, where the document has it inside.
    """

    meaning: Meaning | None = None
    head: SourceBlock | None = None
    blocks: list[SourceBlock] = field(default_factory=list)
    writer: Role = Role.POLICING_BODY

    @property
    def role(self) -> Role | None:
        """Whose comments or which fact it holds."""
        return self.meaning.role if self.meaning else None

    @property
    def is_item(self) -> bool:
        """Whether its heading is that of one item or more, and of nothing else."""
        return self.meaning is not None and self.meaning.is_item

    @property
    def label(self) -> str:
        """The words of its heading, folded; '' where there is none."""
        return self.meaning.label if self.meaning else ""

    @property
    def key(self) -> tuple[ItemName | None, tuple[str, ...]]:
        """The kind and numbers of the items that it names."""
        return (self.meaning.kind, self.meaning.numbers) if self.meaning else (None, ())


def divisions(blocks: Sequence[SourceBlock], roles: Roles) -> list[Division]:
    """Divide the text of a response at its headings and labels."""
    found = [Division()]
    opened = list(cut_at_labels(list(_opened(_unframed(blocks, roles), roles)), roles))
    names = _bare_names(opened, roles)
    by_words = {id(block): _by_words(block, roles, names) for block in opened}
    again = _that_come_back(opened)
    labels = _labels(opened, by_words, again, roles)
    counted = _counted_off(opened) | _numbered_off(opened, by_words) | _of_reports(opened)
    for block, following in zip_longest(opened, opened[1:]):
        division = (
            counted.get(id(block))
            or _begun(block, following, by_words[id(block)], labels)
            or _ended(block, found, again)
            or _over_table(block, following, roles)
            or (_leading(block, following, roles) if following else None)
        )
        if division is None:
            found[-1].blocks.append(block)
        else:
            found[-1].blocks += _said_in_lead(division)
            found.append(division)
    kept = [_of_meeting(one) for one in found if one.meaning is not None or one.blocks]
    many = Counter(one.label for one in kept)
    kept = [_over_list(one) if many[one.label] == 1 else one for one in kept]
    _weigh_unnamed(kept)
    _weigh_states(kept)
    kept = list(_after_items(list(_with_items_above(_with_said_items(kept)))))
    return list(_with_entries(list(_with_chapters(kept))))


def _with_items_above(found: Sequence[Division]) -> Iterator[Division]:
    """Yield divisions; where no heading names an item, those are what stands above the labels.

    That is an entry of a list, or a line in bold, which asks for something, right above a label of
    comments that comes back. In a section the entries with numbers are found by these.
    """
    named = any(one.is_item for one in found)
    in_section = any(one.meaning and one.meaning.several for one in found)
    many = Counter(one.label for one in found if one.role in OWNERS)
    above = [
        one
        for one, following in pairwise(found)
        if many[following.label] > 1 and _ends_with_item(one)
        if not (in_section and numbered(one.blocks[-1])[0])
    ]
    if named or len(above) < _FEWEST_ENTRIES:
        yield from found
        return
    kind: ItemName = "recommendation"
    with_item = set(map(id, above))
    for one in found:
        said = [name for block in one.blocks for name in _LEADS_TO.findall(block.text)]
        over = one.meaning.kind if one.meaning and one.meaning.several else None
        kind = over or (kind_named(said[-1]) if said else kind)
        yield one
        if id(one) in with_item:
            item = one.blocks.pop()
            numbers, bare = numbered(item)
            text = replace(bare, kind=BlockKind.PARAGRAPH, marker="", level=0, bold=False)
            yield Division(Meaning(None, kind, numbers[:1]), None, [text])


def _with_said_items(found: Sequence[Division]) -> list[Division]:
    """Take “What the inspectors said” for the name of an item, where no heading above names one.

    The heading of a section, or the comments on the item before, stand above it then. What they
    recommend stands below what they found, with its own comments.
    """
    result: list[Division] = []
    kind: ItemName = "recommendation"
    names_one = False
    for one, following in zip_longest(found, found[1:]):
        meaning = one.meaning
        answered = following is not None and following.role in OWNERS
        if meaning and meaning.kind and (meaning.several or meaning.is_item):
            said = one.label.startswith("what ") and len(one.blocks) == 1 and answered
            said = said and meaning.several and not names_one
            one.meaning = replace(meaning, several=False) if said else meaning
            kind, names_one = meaning.kind, bool(meaning.numbers or (not said and one.blocks))
        elif meaning and meaning.part and not names_one and one.blocks:
            one.meaning = replace(meaning, part=False, kind=kind)
        result.append(one)
    return result


def _weigh_unnamed(found: Sequence[Division]) -> None:
    """Tell whose comments on items stand below headings that name the items and nobody."""
    unnamed = [one for one in found if one.meaning and one.meaning.weighed and one.key[1]]
    named = {one.role for one in found if one.key[1] and one.role in OWNERS and one not in unnamed}
    left = [role for role in OWNERS if role not in named]
    place = left[0] if len(left) == 1 else Role.POLICING_BODY
    role = speaker_of((block.text for one in unnamed for block in one.blocks), place)
    for one in unnamed:
        if one.meaning is not None:
            one.meaning = replace(one.meaning, role=role or place)


def _weigh_states(found: Sequence[Division]) -> None:
    """Tell whose comments stand below “Current position” and such, where they are told at length.

    They are whose the other labels leave, else whose voice they have.
    """
    states = [one for one in found if one.role is Role.STATUS and one.blocks]
    if not states or not tell_at_length([one.blocks[0].text for one in states]):
        return
    left = [role for role in OWNERS if all(one.role is not role for one in found)]
    said = (block.text for one in states for block in one.blocks)
    role = left[0] if len(left) == 1 else speaker_of(said) or Role.CHIEF_OFFICER
    for one in states:
        one.meaning = Meaning(role, label=one.label, weighed=True)


def _after_items(found: Sequence[Division]) -> Iterator[Division]:
    """Yield divisions; what follows items that stand one below the other is on them all.

    Each of them but the last has its text only, so what comes after that of the last is no reply
    to this one alone. Two are enough where a paragraph follows that says on which it is.
    """
    alone = 0
    for one, following in zip_longest(found, found[1:]):
        yield one
        is_last = following is None or not following.is_item
        is_one = one.is_item and len(one.key[1]) == 1  # what is below "1 and 2" is on these
        says = alone > 0 and len(one.blocks) > 1 and about_items(one.blocks[1]) is not None
        if is_one and is_last and (alone >= _FEWEST_ENTRIES or says) and one.blocks:
            rest, one.blocks = one.blocks[1:], one.blocks[:1]
            if rest:
                yield Division(Meaning(Role.POLICING_BODY, closing=True), None, rest)
        is_alone = one.is_item and len(one.blocks) == 1 and asks(one.blocks[0])
        alone = alone + 1 if is_alone and not answers(one.blocks[0]) else 0


def _ends_with_item(one: Division) -> bool:
    return bool(one.blocks) and _is_request(one.blocks[-1])


def _is_request(block: SourceBlock) -> bool:
    """Whether an entry of a list or a line in bold asks for something, as an item does."""
    if block.cells or not asks(block) or answers(block):
        return False
    return block.kind is BlockKind.LIST_ITEM or block.bold


def letter_divisions(
    blocks: Sequence[SourceBlock], chiefs: Sequence[SourceBlock], roles: Roles
) -> list[Division]:
    """Divide the text of a response, where a letter of the chief officer's may stand in it."""
    inside = set(map(id, chiefs))
    found: list[Division] = []
    for by_chief, group in groupby(blocks, key=lambda block: id(block) in inside):
        own = divisions(list(group), roles)
        writer = Role.CHIEF_OFFICER if by_chief else Role.POLICING_BODY
        if own and own[0].meaning is None and (by_chief or found):
            own[0].meaning = Meaning(writer, closing=True)
        for one in own:
            one.writer = writer
        found += own
    return found


def _with_chapters(found: Sequence[Division]) -> Iterator[Division]:
    """Yield divisions; a heading right above that of an item is over the items, and no comment."""
    for one, following in zip_longest(found, found[1:]):
        yield one
        last = one.blocks[-1] if one.blocks and following and following.is_item else None
        if last and is_heading(last) and _is_below(following.head, last):
            one.blocks.pop()
            yield _end_at(last)


def _end_at(head: SourceBlock) -> Division:
    """End what is said before a heading that means nothing by itself."""
    return Division(Meaning(None, ends=True, label=folded(head.text)), head)


def _after_label(block: SourceBlock, meaning: Meaning, length: int) -> Division:
    """Begin a division at a label of so many characters, with the text that runs on after it."""
    head, rest = cut(block, length)
    runs_on = bool(rest.inlines)
    return Division(replace(meaning, runs_on=runs_on), head, [rest] if runs_on else [])


def _that_come_back(blocks: Sequence[SourceBlock]) -> frozenset[str]:
    """List the labels that come more than once: they belong to the items, not to the whole."""
    counted = Counter(label for block in blocks if (label := label_of(block)[0]))
    return frozenset(label for label, count in counted.items() if count > 1)


def _ended(block: SourceBlock, found: Sequence[Division], again: frozenset[str]) -> Division | None:
    """Begin the rest of a response at its next section, or at a heading as high as an item's."""
    if label_words(block.text) in again:
        return None
    after_items = any(one.meaning and one.meaning.kind for one in found)
    if not _is_next_section(block, found) and not (after_items and _is_as_high(block, found)):
        return None
    return _end_at(block)


def _over_table(block: SourceBlock, following: SourceBlock | None, roles: Roles) -> Division | None:
    """End what is said at a heading right above the heads of a table of items."""
    if following is None or not _heads_a_table(following, roles):
        return None
    if block.kind is not BlockKind.HEADING or _is_sentence(block):
        return None
    return _end_at(block)


def _heads_a_table(block: SourceBlock, roles: Roles) -> bool:
    known = [roles.column(plain(cell)) for cell in block.cells]
    by_number = {Role.NUMBER, *OWNERS} <= {*known}
    return len(known) > 2 and (by_number or any(role in KINDS for role in known))


def _is_as_high(block: SourceBlock, found: Sequence[Division]) -> bool:
    """Whether a block is a heading no lower than the last; those by looks alone are all alike."""
    if block.kind is not BlockKind.HEADING or _is_sentence(block):
        return False
    heads = [one.head for one in found if one.head and one.head.kind is BlockKind.HEADING]
    by_looks = block.level == 0
    above = next((head for head in reversed(heads) if by_looks or head.level), None)
    return block.level <= above.level if above is not None else not by_looks


def _is_sentence(block: SourceBlock) -> bool:
    """Whether a line that looks like a heading is a sentence, perhaps in quotation marks."""
    return block.text.rstrip(f"{CLOSING} ").endswith((".", "!", ";"))


def _is_next_section(block: SourceBlock, found: Sequence[Division]) -> bool:
    """Whether a short line has the number after that of the last section: '3. Further comment'."""
    said = _with_marker(block)
    number = _SECTION_NUMBER.match(said)
    if (
        not number
        or len(said) > _LONGEST_SECTION
        or said.rstrip().endswith((".", ":"))
        or asks(block)
    ):
        return False
    heads = [one.head for one in found if one.head and not one.is_item]
    before = [int(head[1]) for one in heads if (head := _SECTION_NUMBER.match(_with_marker(one)))]
    return bool(before) and int(number[1]) == before[-1] + 1


def _with_entries(found: Sequence[Division]) -> Iterator[Division]:
    """Yield divisions; where a section's list goes on below comments, each entry is one."""
    section: Division | None = None
    rest = list(found)
    for at, one in enumerate(rest):
        if one.meaning and (one.meaning.several or one.meaning.is_item or one.meaning.is_apart):
            section = one if one.meaning.several and _goes_on_below(rest, at) else None
        yield from _entries(one, section) if section else (one,)


def _goes_on_below(found: Sequence[Division], at: int) -> bool:
    """Whether the list that a section begins goes on below the comments that follow."""
    last = _last_number(found[at].blocks, 0)
    if not last:
        return False
    for one in found[at + 1 :]:
        if one.meaning is None or one.role not in (*OWNERS, *FACTS) or one.meaning.closing:
            return False
        if _last_number(one.blocks, last) > last:
            return True
    return False


def _last_number(blocks: Sequence[SourceBlock], last: int) -> int:
    for block in blocks:
        if _number_of(block) > last and _is_entry(block, last):
            last = _number_of(block)
    return last


def _is_entry(block: SourceBlock, last: int) -> bool:
    """Whether a block with a number is the next item of a list; bold ones may leave numbers out."""
    if block.bold and asks(block):
        return True
    return _number_of(block) == last + 1 and not answers(block)


def _number_of(block: SourceBlock) -> int:
    numbers, _ = numbered(block)
    return int(numbers[0]) if len(numbers) == 1 and numbers[0].isdecimal() else 0


def _entries(one: Division, section: Division) -> Iterator[Division]:
    """Cut a division at the entries of the section's list."""
    kind = section.meaning.kind if section.meaning else None
    now = replace(one, blocks=[])
    for block in one.blocks:
        number = _number_of(block)
        if number and _is_entry(block, number - 1):
            yield now
            meaning = Meaning(None, kind, (str(number),), label=folded(block.text))
            now = Division(meaning, block, [numbered(block)[1]])
        else:
            now.blocks.append(block)
    yield now


_ASKS_MEETING = re.compile(
    r"(?:that\s+)?(?:the\s+)?(?:panel|members|board|committee|cabinet|mayor|authority)\b.{0,60}"
    r"\b(?:notes?|considers?|approves?|agrees?|endorses?|receives?|comments?)\b",
    re.IGNORECASE,
)


def _of_meeting(one: Division) -> Division:
    """Take the recommendation of a paper to its meeting for no item of the inspectors.

    'Recommendation: That the Panel notes the report.' Below a heading of its own it is no comment
    either; after a label, the comments can go on without one.
    """
    if one.meaning is None or one.meaning.numbers or one.meaning.kind != "recommendation":
        return one
    asks_meeting = one.blocks and _ASKS_MEETING.match(numbered(one.blocks[0])[1].text)
    if not asks_meeting:
        return one
    runs_on = one.meaning.runs_on
    return replace(one, meaning=Meaning(None, ends=True) if runs_on else Meaning(Role.NOTES))


def _over_list(one: Division) -> Division:
    """Take the heading of an item for that of a section, where a list of items is below it.

    A list that ends a sentence is of one item: 'The force should: a) speak with ...; and b) ...'.
    """
    if one.meaning is None or not one.is_item or one.meaning.numbers:
        return one
    entries = [block for block in one.blocks if len(numbered(block)[0]) == 1]
    if len(entries) < _FEWEST_ENTRIES:
        return one
    lead = one.blocks[0]
    in_sentence = all(numbered(block)[1].text[:1].islower() for block in entries)
    if in_sentence and lead.text.rstrip().endswith(":") and asks(lead):
        return one
    return replace(one, meaning=replace(one.meaning, several=True))


def _unframed(blocks: Sequence[SourceBlock], roles: Roles) -> list[SourceBlock]:
    """Take the frames off parts of the response: what is round several items sets off no words.

    A part of a web page that opens is such a frame. Neither does what is round a table.
    """
    named = [
        at
        for at, block in enumerate(blocks)
        if not block.cells
        if (meaning := roles.heading(block.text) or roles.run_in(block.text)) and meaning.kind
    ]
    ends: dict[int, tuple[int, int]] = {}  # of each box; there can be others within
    for at, block in enumerate(blocks):
        ends[block.boxed] = (ends.get(block.boxed, (at, at))[0], at)
    parts = {
        box
        for box, (first, last) in ends.items()
        if bisect_right(named, last) - bisect_left(named, first) > 1
    }
    return [
        replace(block, boxed=0) if block.boxed and (block.cells or block.boxed in parts) else block
        for block in blocks
    ]


def _opened(blocks: Sequence[SourceBlock], roles: Roles) -> Iterator[SourceBlock]:
    """Yield blocks; tables of labels and values, and tables that frame text, are opened up."""
    for table, group in groupby(blocks, key=lambda block: block.table if block.cells else -1):
        rows = list(group)
        if table < 0:
            for block in rows:
                yield from _lines(block, roles)
        elif heads := _owners_heads(rows, roles):
            for row in rows[1:]:
                yield from _below_heads(row, heads)
        elif read_table(rows, roles) is None and _is_of_labels(rows, roles):
            for row in rows:
                yield from _row_opened(row, roles)
        else:
            yield from rows


def _owners_heads(rows: Sequence[SourceBlock], roles: Roles) -> tuple[tuple[Inline, ...], ...]:
    """Give the heads of a table if they name both, and the items stand in rows across it."""
    heads = rows[0].cells
    across = any(sum(map(bool, row.cells)) == 1 for row in rows[1:])
    both = {roles.column(plain(cell)) for cell in heads} == {*OWNERS}
    return heads if both and across and len(heads) == len(OWNERS) else ()


def _below_heads(row: SourceBlock, heads: Sequence[tuple[Inline, ...]]) -> Iterator[SourceBlock]:
    """Yield the cells of a row, below the heads of their columns if it has one for each."""
    labelled = len(row.cells) == len(heads) and all(row.cells)
    for head, cell in zip_longest(heads, row.cells, fillvalue=()):
        if labelled:
            yield replace(row, kind=BlockKind.PARAGRAPH, inlines=head, cells=(), table=0, bold=True)
        yield from map(_bold_as_a_line, cell_blocks(cell, row))


def _is_of_labels(rows: Sequence[SourceBlock], roles: Roles) -> bool:
    """Whether rows have a label each and what it is of, or frame text in a single cell."""
    if all(len(row.cells) == 1 for row in rows):
        return True
    labels = sum(
        (roles.heading(plain(row.cells[0])) or roles.run_in(plain(row.cells[0]))) is not None
        for row in rows
    )
    return labels >= 2


def _row_opened(row: SourceBlock, roles: Roles) -> Iterator[SourceBlock]:
    in_pairs = len(row.cells) % 2 == 0
    for at, cell in enumerate(row.cells):
        for block in cell_blocks(cell, row):
            is_short = in_pairs and len(block.text) <= _LONGEST_LABEL
            labelled = at % 2 == 0 and (is_short or roles.heading(block.text) is not None)
            yield replace(block, bold=True) if labelled else _bold_as_a_line(block)


def _bold_as_a_line(block: SourceBlock) -> SourceBlock:
    """Give a paragraph of a cell that is all bold as a line in bold outside of tables is given."""
    children = [one.children for one in block.inlines if isinstance(one, Strong)]
    if not children or len(children) < len(block.inlines):
        return block
    return replace(block, bold=True, inlines=tuple(chain.from_iterable(children)))


def _lines(block: SourceBlock, roles: Roles) -> Iterator[SourceBlock]:
    """Yield a block; one whose first line is a heading as two."""
    text = plain(block.inlines)
    if block.kind is BlockKind.LIST_ITEM and not block.marker[:1].isalnum():
        label = roles.run_in(text)
        said = label is not None and label.role in OWNERS and not label.closing
        yield replace(block, kind=BlockKind.PARAGRAPH, marker="", level=0) if said else block
        return
    if "\n" in text and block.kind is BlockKind.PARAGRAPH:
        lines = list(lines_of(block.inlines))
        if lines and roles.heading(plain(lines[0])) is not None:
            first, rest = cut(block, text.index("\n") + 1)
            yield replace(first, bold=True)
            yield from _lines(rest, roles)
            return
    yield block


@dataclass(frozen=True, slots=True)
class _Names:
    """Whom paragraphs begin with: 'Chief Constable: ...', and others 'Commissioner: ...'.

    Attributes:
        count: whether such names begin what somebody says: both are there, or several forces.
        forces: the forces, where there are several; their names stay with what they say.
    """

    count: bool
    forces: frozenset[str]


def _bare_names(blocks: Sequence[SourceBlock], roles: Roles) -> _Names:
    """Find whom paragraphs begin with."""
    leads = (
        roles.run_in(block.text)
        for block in blocks
        if _MAY_RUN_IN.search(block.text[:_LONGEST_SECTION])
    )
    bare = [one for one in leads if one is not None and one.bare]
    of_chiefs = {one.label for one in bare if one.role is Role.CHIEF_OFFICER}
    forces = frozenset(label for label in of_chiefs if _NAMES_FORCE.search(label))
    several = len(forces) > 1
    both = {one.role for one in bare} >= {*OWNERS}
    return _Names(both or several, forces if several else frozenset())


_MAY_RUN_IN = re.compile(r":|\s[–—-]\s")
_NAMES_FORCE = re.compile(r"^(?!the (?:police|force)\b).+ (?:police|constabulary|police service)$")


def _begun(
    block: SourceBlock,
    following: SourceBlock | None,
    by_words: Division | None,
    labels: Mapping[str, Meaning],
) -> Division | None:
    """Begin a division at a block, if it is a heading or begins with a label."""
    if block.kind is BlockKind.TABLE_ROW or signed(block) or is_sentence_before(block):
        return None
    if by_words is not None and not (by_words.meaning and by_words.meaning.several):
        return by_words
    quotes = following is not None and is_marked(following)
    if quotes and _TOLD_ME.search(folded(block.text)):
        return by_words
    label, length = label_of(block)
    meaning = labels.get(label)
    return _after_label(block, meaning, length) if meaning is not None else by_words


def _labels(
    blocks: Sequence[SourceBlock],
    by_words: Mapping[int, Division | None],
    again: frozenset[str],
    roles: Roles,
) -> dict[str, Meaning]:
    """Tell what the labels that come back are over: by whom they name, else by other evidence."""
    named: dict[str, Meaning] = {}
    seen = LabelsBelowItems()
    has_names = any(one is not None and one.is_item for one in by_words.values())
    for block, following in zip_longest(blocks, blocks[1:]):
        label, length = label_of(block)
        found = by_words[id(block)]
        leads = _leads_to_list(block, following)
        if label in again and not leads and (meaning := roles.part(plain(block.inlines)[:length])):
            named[label] = meaning
        if (found and found.is_item) or (not has_names and _is_request(block)):
            seen.item(len(found.blocks) if found else 1)
        elif found is not None:
            seen.known(label, found.role)
        elif label in named:
            seen.known(label, named[label].role)
        elif label in again and not (signed(block) or leads):
            seen.unknown(label, cut(block, length)[1])
        elif is_heading(block):
            seen.heading()
        else:
            seen.text(block)
    return seen.meanings() | named


def _leads_to_list(block: SourceBlock, following: SourceBlock | None) -> bool:
    """Whether a line in the type of the text round it ends with a colon, and a list comes next."""
    looks = block.kind is not BlockKind.PARAGRAPH or block.bold or is_marked(block)
    is_list = following is not None and following.kind is BlockKind.LIST_ITEM
    return is_list and not looks and block.text.rstrip().endswith(":")


_TOLD_ME = re.compile(r"\b(?:told|informed|advised|assured) (?:me|us)$")
"""A sentence that brings in a quotation, after which the writer goes on."""


def _by_words(block: SourceBlock, roles: Roles, names: _Names) -> Division | None:
    text = _with_marker(block)
    meaning = roles.heading(text) or (roles.heading(block.text) if text != block.text else None)
    if meaning is not None and _stands_alone(block, meaning):
        return Division(meaning, block)
    meaning = roles.run_in(block.text)
    if meaning is None and (is_heading(block) or block.bold):
        meaning = roles.with_topic(block.text)
    if meaning is None or meaning.several or meaning.closing or (meaning.bare and not names.count):
        return None
    if meaning.bare and meaning.label in names.forces:
        return Division(replace(meaning, runs_on=True), None, [block])
    return _after_label(block, meaning, meaning.length)


def _leading(block: SourceBlock, following: SourceBlock, roles: Roles) -> Division | None:
    """Begin a division at a sentence that leads to a list of items, or to what one says of them.

    'HMIC named three areas for improvement. They are:' and 'The Chief Constable has said:', after
    which each paragraph names an item.
    """
    text = without_dash(" ".join(block.text.split()))
    if block.kind is not BlockKind.PARAGRAPH or not _LEADS_ON.search(text):
        return None
    named = _LEADS_TO.findall(text)
    is_entry = following.kind is BlockKind.LIST_ITEM or len(numbered(following)[0]) == 1
    if named and is_entry and asks(following):
        kind = kind_named(named[-1])
        return Division(Meaning(None, kind, several=True, label=folded(text)), block)
    is_item = asks(following) and not answers(following)
    if (
        not text.endswith(":")
        or is_item
        or about_items(following) is None
        or roles.heading(following.text) is not None
    ):
        return None
    if introduces(block):
        role: Role | None = Role.CHIEF_OFFICER
    elif _OUR_WORDS.search(text):
        role = Role.POLICING_BODY
    else:
        role = roles.named(folded(text))
    return Division(Meaning(role, label=folded(text)), block) if role else None


def _said_in_lead(one: Division) -> list[SourceBlock]:
    """Give the paragraph that leads to a list, if it says more: 'I welcome it. The areas are:'."""
    head = one.head
    if head is None or head.bold or one.meaning is None or not one.meaning.several:
        return []
    before = " ".join(sentences(head.text)[:-1])
    if not re.search(r"\b(?:I|my)\b", before):
        return []
    one.head = None
    return [head]


_LEADS_ON = re.compile(r":$|\b(?:as\s+follows|below|in\s+turn|are\s+these)\.$", re.IGNORECASE)
_LEADS_TO = re.compile(
    r"\b(recommendations|areas\s+for\s+improvement|causes\s+of\s+concern)\b", re.IGNORECASE
)
_OUR_WORDS = re.compile(r"\b(?:my|our)\s+(?:own\s+)?(?:comments?|views?|response|reply)\b", re.I)


_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_COUNTED = re.compile(
    rf"\s*(?:the\s+)?(?P<nth>{'|'.join(_ORDINALS)}|last|final|other)\b(?:\s+of\s+(?:these|them))?"
    r"(?:\s+(?:one|area(?:\s+for\s+improvement)?|AFI|recommendation))?\s*"
    rf"(?:[,(]\s*{ITEM_NAME}\s+(?P<number>\d{{1,3}})\s*[,)]\s*)?"
    r"(?:,|:|\b(?:is|was|says|asks|requires|recommends)\b:?)\s*(?:that\s+|for\s+|to\s+)?",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def _counted_off(blocks: Sequence[SourceBlock]) -> dict[int, Division]:
    """Find the items that prose counts off: 'There are two recommendations. ... The first is that'.

    Each paragraph begins with its item; what follows the first sentence is said of it.
    """
    found: dict[int, Division] = {}
    kind: ItemName | None = None
    nth = 0
    for block in blocks:
        text = plain(block.inlines)
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        lead = _COUNTED.match(text)
        named = _LEADS_TO.findall(text)
        if lead is None or kind is None:
            kind = kind_named(named[-1]) if named else kind
            continue
        item = cut(block, lead.end())[1]
        end = _SENTENCE_END.search(item.text)
        said = [*cut(item, end.start())] if end else [item]
        if not asks(said[0]) or answers(said[0]):
            continue
        nth += 1
        numbers = (lead["number"],) if lead["number"] else ()
        found[id(block)] = Division(Meaning(None, kind, numbers, runs_on=True), None, said)
    return found if nth > 1 else {}


def _of_reports(blocks: Sequence[SourceBlock]) -> dict[int, Division]:
    """Find the titles of further reports that are answered: each has its day below it."""
    return {
        id(title): Division(Meaning(None, answers=True, label=folded(title.text)), title)
        for title, following in pairwise(blocks)
        if (title.kind is BlockKind.HEADING or title.bold)
        and not title.cells
        and says_when(following)
    }


_BARE_NUMBER = re.compile(r"\s*\(?(?P<number>\d{1,3}[a-z]?)[.)](?:\s+|$)")


def _numbered_off(
    blocks: Sequence[SourceBlock], by_words: Mapping[int, Division | None]
) -> dict[int, Division]:
    """Find the items of a section that are named by a number alone, which is set out.

    '1.' stands alone, or before the item's text or title; the numbers of a section rise, and all
    are set alike.
    """
    found: dict[int, Division] = {}
    section: Division | None = None
    last, look = 0, None
    for block in blocks:
        begun = by_words[id(block)]
        if begun is not None and begun.meaning is not None:
            meaning = begun.meaning
            over = meaning.several or (meaning.is_item and not meaning.numbers)
            goes_on = last > 0 and not over and not meaning.is_apart
            if not goes_on and (over or meaning.is_item or meaning.is_apart):
                section = begun if over and not begun.blocks else None
                last, look = 0, None
            continue
        number = _BARE_NUMBER.match(plain(block.inlines)) if section else None
        if section is None or number is None or not _is_set_out(block, number, section):
            continue
        now, own = int(number["number"].rstrip("abcdefghijklmnopqrstuvwxyz")), _look(block)
        if now < last or look not in (None, own):
            continue
        last, look = now, own
        kind = section.meaning.kind if section.meaning else None
        rest = cut(block, number.end())[1]
        text = [replace(rest, bold=False)] if rest.inlines else []
        meaning = Meaning(None, kind, (number["number"],), runs_on=bool(text))
        found[id(block)] = Division(meaning, cut(block, number.end())[0], text)
    return found


def _look(block: SourceBlock) -> tuple[BlockKind | None, int, bool]:
    """Tell how a block is set; of what is in bold on a page, only short lines are headings."""
    return (None, 0, True) if block.bold else (block.kind, block.level, False)


def _is_set_out(block: SourceBlock, number: re.Match[str], section: Division) -> bool:
    """Whether a number names an item of a section, and counts no paragraph or next section.

    It is a heading below that of the section, in bold, or a line of its own, or what the report
    asks for follows it.
    """
    if is_heading(block):
        return not is_heading(section.head) or block.level > getattr(section.head, "level", 0)
    first = block.inlines[0] if block.inlines else None
    in_bold = isinstance(first, Strong) and len(plain((first,)).rstrip()) <= number.end()
    alone = number.end() == len(block.text)
    of_several = section.meaning is not None and section.meaning.several
    requests = of_several and asks(block)
    return not block.cells and (block.bold or in_bold or alone or requests)


def _with_marker(block: SourceBlock) -> str:
    """Give the text of a block with the number that a reader took for a list's."""
    if block.kind is BlockKind.LIST_ITEM and block.marker[:1].isalnum():
        return f"{block.marker} {block.text}"
    return block.text


def _stands_alone(block: SourceBlock, meaning: Meaning) -> bool:
    """Whether a block is a heading and no short sentence or entry of a list."""
    looks = block.kind is BlockKind.HEADING or block.bold
    colon = block.text.rstrip().endswith(":")
    if block.kind is BlockKind.LIST_ITEM and not block.marker[:1].isalnum():
        return False
    if meaning.bare or meaning.role in (*FACTS, Role.NUMBER, Role.NOTES):
        return looks or colon
    if meaning.is_item and not meaning.numbers:
        return looks or colon or (len(block.text) == meaning.length and block.text[:1].isupper())
    return not block.text.rstrip().endswith((".", ";", ","))


def local_labels(found: Sequence[Division], *, sure: bool = False) -> set[int]:
    """Tell which headings of comments belong to the item before them, by their index.

    A label that comes back after one item and the next is of the items. One that comes once is of
    an item if its heading is below the item's; else it begins comments on the whole, except, if
    that need not be ``sure``, after the only item there is, or where its words run on right after
    an item or a comment on it. One that begins the next section by its number is of the whole.
    """
    items = [at for at, one in enumerate(found) if one.is_item]
    many = _below_items(found, items)
    only_item = not sure and len(_apart(found, items)) == 1
    local: set[int] = set()
    for at, one in enumerate(found):
        if one.role not in OWNERS or one.meaning is None or one.meaning.closing or not items:
            continue
        before = bisect_left(items, at)
        if not before or (many[one.label] == 1 and _is_on_whole(one, found[:at])):
            continue
        if not one.blocks and at + 1 < len(found) and found[at + 1].is_item:
            continue  # over the items that it is on
        if (
            many[one.label] > 1
            or _is_below(one.head, _heading_of(found, items[before - 1]))
            or (not sure and one.meaning.runs_on)
            or (only_item and not is_heading(one.head))
            or (only_item and at in _pair_beside(found, items[-1]))
        ):
            local.add(at)
    return local


def _below_items(found: Sequence[Division], items: Sequence[int]) -> Counter[str]:
    """Count below how many items each label of comments stands."""
    many: Counter[str] = Counter()
    last: dict[str, int] = {}
    for at, one in enumerate(found):
        if not bisect_left(items, at):
            continue
        if one.role in OWNERS and one.meaning and not one.meaning.closing:
            before = last.get(one.label)
            if before is None or bisect_right(items, before) < bisect_left(items, at):
                many[one.label] += 1
            last[one.label] = at
    return many


def _apart(found: Sequence[Division], items: Sequence[int]) -> list[int]:
    """Leave out recommendations that belong to the cause of concern before them.

    The heading "Recommendation" right above "Recommendation 1" is no item either.
    """
    own: list[int] = []
    for at in items:
        if not found[at].blocks and not found[at].key[1] and at + 1 in items:
            continue
        last = found[own[-1]].meaning if own else None
        of_cause = last is not None and last.kind == "cause_of_concern"
        meaning = found[at].meaning
        if not (of_cause and meaning is not None and meaning.kind == "recommendation"):
            own.append(at)
    return own


_OVERALL = re.compile(
    r"\b(?:overall|general|final|closing|concluding|as a whole|(?:on|to) the (?:whole )?report)\b"
)
"""In a label over comments on the whole: 'Overall comments from the PCC'."""


def _is_on_whole(one: Division, before: Sequence[Division]) -> bool:
    """Whether a label that comes once says that its comments are on the response as a whole.

    So does the number after that of the last section, which no item has.
    """
    if one.head is None:
        return False
    return _OVERALL.search(one.label) is not None or _is_next_section(one.head, before)


def _pair_beside(found: Sequence[Division], item: int) -> tuple[int, ...]:
    """Find the comments of both right below an item, under headings as high as its own."""
    pair = (item + 1, item + 2)
    roles = {one.role for one in found[item + 1 : item + 3]}
    heads = [one.head for one in found[item : item + 3]]
    levels = {head.level for head in heads if head is not None and is_heading(head)}
    alike = len(levels) == 1 and all(map(is_heading, heads))
    return pair if roles == {*OWNERS} and alike else ()


def _heading_of(found: Sequence[Division], at: int) -> SourceBlock | None:
    """Give the heading of an item; where its name is none, that of the section it begins."""
    one, above = found[at], found[max(at - 1, 0)]
    begins = above.meaning is not None and above.meaning.kind is not None and not above.blocks
    return above.head if begins and not is_heading(one.head) else one.head


def _is_below(block: SourceBlock | None, item: SourceBlock | None) -> bool:
    """Whether the heading of comments is of a lower level than that of the item before it."""
    if item is None or block is None or not is_heading(item):
        return False
    return not is_heading(block) or block.level > item.level
