"""Tell what a label that comes back with the items is over, where its own words do not say it.

'Narrative' or 'CC' below every item begins somebody's words. Who it is can be seen by how these
speak; else by whom the other labels leave; else by the order in which the two answer.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import zip_longest

from s55.importers.responses.other.cutting import OPENING, asks, cut, is_marked, is_request
from s55.importers.responses.other.evidence import speaker_of
from s55.importers.responses.other.roles import (
    LONGEST_HEAD,
    OWNERS,
    Meaning,
    Roles,
    is_day,
    label_words,
)
from s55.importers.responses.other.tables import COLOURS, STATUSES
from s55.importers.responses.text import date_in, folded
from s55.importers.source import BlockKind, SourceBlock
from s55.office.import_roles import Role
from s55.records import dataclass
from s55.richtext.nodes import plain

_LONGEST_LABEL = 60
_LONGEST_FACT = 40


_RUN_IN = re.compile(r"\s*(?P<label>[^:.\n]{2,60}?)(?:\s*:|\s[–—-])\s+")
"""A label with which a paragraph begins."""
_LONGEST_LINE = 40
"""Characters of the longest label that is a line of plain text."""


def label_of(block: SourceBlock) -> tuple[str, int]:
    """Give the label that a block is or begins with, and its length; ('', 0) for other blocks."""
    text = plain(block.inlines)
    if block.kind is BlockKind.TABLE_ROW:
        return "", 0
    run_in = _RUN_IN.match(text)
    if run_in and text[run_in.end() :].strip():
        return label_words(run_in["label"]), run_in.end()
    if block.kind is BlockKind.LIST_ITEM:
        return "", 0
    is_line = len(text) <= _LONGEST_LINE and text.rstrip()[-1:].isalnum()
    alone = _is_set_out(block) or text.rstrip().endswith(":") or is_line
    if alone and len(text) <= LONGEST_HEAD and not text.rstrip().endswith("."):
        return label_words(text), len(text)
    return "", 0


def _is_set_out(block: SourceBlock) -> bool:
    return block.kind is BlockKind.HEADING or block.bold or is_marked(block)


@dataclass
class LabelSeen:
    """A label that comes back, wherever it stands.

    Attributes:
        items: the items below which it stands, by their order from 1, one for each time.
        passages: what follows it there.
        right_below: how often it comes first below an item's name, which has no text then.
        place: how many labels stand between it and its item, at most.
        before: the labels of comments that stand right before it.
    """

    items: list[int] = field(default_factory=list)
    passages: list[list[SourceBlock]] = field(default_factory=list)
    right_below: int = 0
    place: int = 0
    before: set[str] = field(default_factory=set)

    @property
    def texts(self) -> list[str]:
        """What follows it, each time in one text."""
        return ["\n".join(block.text for block in one) for one in self.passages]


class LabelsBelowItems:
    """Collects, in the order of the text, the labels below items and what stands below them."""

    def __init__(self) -> None:
        self._seen: defaultdict[str, LabelSeen] = defaultdict(LabelSeen)
        self._known: dict[str, Role] = {}
        self._items = 0
        self._blocks = self._labels = 0  # since the last item
        self._above = ""
        self._passage: list[SourceBlock] | None = None

    def item(self, blocks: int) -> None:
        """Take the name of an item, with so many blocks of its text."""
        self._items += 1
        self._blocks, self._labels = blocks, 0
        self._above, self._passage = "", None

    def known(self, label: str, role: Role | None) -> None:
        """Take a label whose words say what it is over."""
        if role in OWNERS and self._items:
            self._known[label] = role
        self._passage = None
        self._next(label)

    def unknown(self, label: str, rest: SourceBlock) -> None:
        """Take a label whose words do not say that, with what runs on after it."""
        one = self._seen[label]
        self._passage = [rest] if rest.inlines else []
        one.items.append(self._items)
        one.passages.append(self._passage)
        one.right_below += self._blocks == self._labels == 0
        one.place = max(one.place, self._labels)
        one.before |= {self._above} - {""}
        self._next(label)

    def heading(self) -> None:
        """End what stands below a label."""
        self._passage = None

    def text(self, block: SourceBlock) -> None:
        """Take a block of text."""
        if self._passage is not None:
            self._passage.append(block)
        else:
            self._blocks += 1

    def meanings(self) -> dict[str, Meaning]:
        """Give the meaning of the labels whose words do not say it."""
        return _weighed_labels(self._seen, self._known, self._items)

    def _next(self, label: str) -> None:
        self._labels += 1
        self._above = label


def _weighed_labels(
    seen: Mapping[str, LabelSeen], known: Mapping[str, Role], items: int
) -> dict[str, Meaning]:
    """Give the meaning of labels whose words do not say it.

    Args:
        seen: those labels, folded.
        known: the labels of comments below items whose words say it.
        items: how many items there are.
    """
    found: dict[str, Meaning] = {}
    own = {label: one for label, one in seen.items() if _is_of_items(label, one, items)}
    taken = set(known.values())
    open_ones: list[str] = []
    place = Role.POLICING_BODY if len(own) == 1 and not known else None
    for label, one in sorted(own.items(), key=lambda pair: pair[1].place):
        if (fact := _fact(one.texts)) is not None:
            found[label] = Meaning(fact, label=label)
        elif _is_text_of_items(one):
            found[label] = Meaning(None, part=True, label=label)
        elif role := speaker_of(one.texts, place):
            found[label] = _weighed(role, label)
            taken.add(role)
        else:
            open_ones.append(label)
    for label in open_ones:
        left = [role for role in OWNERS if role not in taken]
        role = left[0] if left and (taken or len(open_ones) > 1) else Role.POLICING_BODY
        found[label] = _weighed(role, label)
        taken.add(role)
    return {label: one for label, one in found.items() if not _goes_on(label, own, found, known)}


def _goes_on(
    label: str,
    own: Mapping[str, LabelSeen],
    found: Mapping[str, Meaning],
    known: Mapping[str, Role],
) -> bool:
    """Whether a label stands in the words of one of the two, and is one of them."""
    meaning, before = found[label], own[label].before
    if not meaning.weighed or not before:
        return False
    roles = {
        known[one] if one in known else getattr(found.get(one), "role", None) for one in before
    }
    return roles == {meaning.role}


def _weighed(role: Role, label: str) -> Meaning:
    return Meaning(role, label=label, weighed=True)


def _is_of_items(label: str, one: LabelSeen, items: int) -> bool:
    """Whether a label stands once below each of most items, with words after it."""
    return (
        len(label) <= _LONGEST_LABEL
        and len(one.items) > 1
        and len(one.items) * 2 >= items
        and 0 not in one.items
        and len(set(one.items)) == len(one.items)
        and all(map(str.strip, one.texts))
    )


def _is_text_of_items(one: LabelSeen) -> bool:
    """Whether what asks for something stands right below the names of items: their text."""
    requests = sum(any(map(asks, passage[:1])) for passage in one.passages)
    return one.right_below == len(one.items) and requests * 2 > len(one.items)


def _fact(texts: Sequence[str]) -> Role | None:
    """Tell whether all that follows a label is a state, or a day."""
    said = [folded(text) for text in texts]
    if all(one in STATUSES or one in COLOURS for one in said):
        return Role.STATUS
    if all(len(text) < _LONGEST_FACT and date_in(text) for text in texts):
        return Role.TARGET_DATE
    return None


# --- labels that nothing tells ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WordsGiven:
    """Words that were given to somebody.

    Attributes:
        role: whose they are.
        item: the item that they are on, by its order from 1; 0 for the response as a whole.
        blocks: the words.
    """

    role: Role
    item: int
    blocks: Sequence[SourceBlock]


@dataclass
class LabelLeft:
    """A label within somebody's words that may begin those of the other.

    Attributes:
        words: of the label, as printed.
        role: whose words it is in.
        begins: what follows it, each time.
        items: the items on which it stands; 0 for the response as a whole.
        set_out: how often it is a heading, or in bold.
    """

    words: str
    role: Role
    begins: list[str] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    set_out: int = 0


def labels_left(passages: Sequence[WordsGiven], roles: Roles) -> list[LabelLeft]:
    """List the labels in what one says that may be over what the other says.

    They name the other one; or they name nobody, and stand once in what is said of most items.
    """
    found: dict[tuple[str, Role], LabelLeft] = {}
    seen: set[int] = set()
    for one in passages:
        for block, label, length, begins in _labelled(one.blocks):
            if id(block) in seen:
                continue  # a reply to several items
            seen.add(id(block))
            words = " ".join(plain(block.inlines)[:length].split()).rstrip(" :–—-")
            left = found.setdefault((label, one.role), LabelLeft(words, one.role))
            left.begins.append(begins)
            left.items.append(one.item)
            left.set_out += _is_set_out(block) and length == len(plain(block.inlines))
    answered = len({one.item for one in passages if one.item})
    return [one for one in found.values() if _may_be_others(one, answered, roles)]


def _labelled(blocks: Sequence[SourceBlock]) -> Iterator[tuple[SourceBlock, str, int, str]]:
    """Yield each block with a label, the label, its length, and what follows it."""
    for block, following in zip_longest(blocks, blocks[1:]):
        label, length = ("", 0) if _is_no_label(block) else label_of(block)
        rest = cut(block, length)[1].text if label else ""
        if begins := rest or (label and following and following.text) or "":
            yield block, label, length, begins


def _is_no_label(block: SourceBlock) -> bool:
    """Whether a line is the day of what is below it, or somebody's words in quotation marks."""
    return is_day(block.text) or block.text.strip()[:1] in OPENING


def _may_be_others(one: LabelLeft, answered: int, roles: Roles) -> bool:
    named = roles.part(one.words)
    if named is not None:
        other = named.role in OWNERS and named.role is not one.role
        return other and (one.set_out > 0 or len(one.items) > 1)
    on_items = len(set(one.items) - {0})
    return (
        on_items == len(one.items) > 1
        and on_items * 2 >= answered
        and not any(map(is_request, one.begins))
    )
