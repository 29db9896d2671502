"""Change what was read of a report as a person decides, without losing a word of it.

Each function gives new findings. What is no item any more is among what was left out, and can be
taken from there again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from s55.importers.reports.draft import markdown_of_item
from s55.importers.reports.findings import (
    Certainty,
    Findings,
    FoundDate,
    FoundItem,
    LeftOut,
    ReportItemKind,
)
from s55.importers.reports.reading import completed
from s55.importers.source import BlockKind, SourceBlock, SourcePosition
from s55.model.dates import in_words
from s55.records import dataclass
from s55.richtext.characters import shows_nothing
from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import Text, lines_of

DROPPED = "dropped by hand"
"""Why an item that a person took out is left out."""
REWORDED = "the report’s words, where they were changed by hand"
"""Why words of the report are left out that a person replaced."""
_JOINED = "the number and heading of an item that was joined with the one before"
_MOST_PARTS = 60
"""As many places at which an item can be split are offered."""
_LINE_START = re.compile(r"(?m)^(?=[ ]{0,12}\S)")
_SENTENCE_END = re.compile(r"(?<=[.!?])[ ]+(?=\S)")


def accepted(findings: Findings, at: int) -> Findings:
    """Confirm an item as it is."""
    return _with_items(findings, at, [replace(findings.items[at], certainty=Certainty.CONFIRMED)])


def all_accepted(findings: Findings) -> Findings:
    """Confirm every item as it is, but those without words."""
    return replace(
        findings,
        items=tuple(
            one if has_no_words(one) else replace(one, certainty=Certainty.CONFIRMED)
            for one in findings.items
        ),
    )


def has_no_words(item: FoundItem) -> bool:
    """Whether the file has no words for an item."""
    return shows_nothing(markdown_of_item(item))


def to_confirm(item: FoundItem) -> bool:
    """Whether a person has to look at an item before it can be in a draft."""
    unsure = item.certainty in {Certainty.LIKELY, Certainty.UNCERTAIN}
    return unsure or has_no_words(item)


@dataclass(frozen=True, slots=True)
class ItemAsWritten:
    """An item as a person wrote it in a form.

    Attributes:
        kind: what it is.
        number: its number, or ''.
        under: the heading above it, or ''.
        text: its words in Markdown.
        parent: the words of the cause of concern that it was made because of, or ''.
        addressee: whom it asks, or ''.
        due_words: by when, as printed, or ''.
        due: the last day of that time, or None.
        for_others: why it does not apply to the force, or ''.
    """

    kind: ReportItemKind
    number: str
    under: str
    text: str
    parent: str
    addressee: str
    due_words: str
    due: date | None
    for_others: str

    @classmethod
    def of(cls, item: FoundItem) -> ItemAsWritten:
        """Describe an item as it is."""
        return cls(
            item.kind,
            item.number,
            item.under,
            markdown_of_item(item).strip(),
            item.parent,
            item.addressee,
            item.due_words,
            item.due,
            item.for_others,
        )

    def over(self, item: FoundItem) -> FoundItem:
        """Write this over an item, which keeps its place in the report."""
        return replace(
            item,
            kind=self.kind,
            number=self.number,
            under=self.under,
            written=f"{self.text.strip()}\n",
            parent=self.parent,
            addressee=self.addressee,
            due_words=self.due_words,
            due=self.due,
            for_others=self.for_others,
            certainty=Certainty.CONFIRMED,
        )


def changed(findings: Findings, at: int, written: ItemAsWritten) -> Findings:
    """Change an item; words of the report that are not in it any more are left out."""
    item = findings.items[at]
    kept = letters_of(written.text + written.under)
    gone = [
        LeftOut(block.text, REWORDED, block.place)
        for block in _shown(item)
        if letters_of(block.text) not in kept
    ]
    if item.under and letters_of(item.under) not in kept:
        gone.append(LeftOut(item.under, REWORDED, item.place))
    return _left(_with_items(findings, at, [written.over(item)]), gone)


def added(findings: Findings, written: ItemAsWritten, place: SourcePosition) -> Findings:
    """Add an item that a person has written, where it belongs by its place."""
    # Its words name it where it is a cause of concern, which recommendations are made because of.
    block = _block(plain_words(written.text), place)
    return _inserted(findings, written.over(FoundItem(written.kind, (block,))))


def dropped(findings: Findings, at: int) -> Findings:
    """Take an item out: its words are then among what was left out."""
    item = findings.items[at]
    said = filter(None, (item.number, item.under, markdown_of_item(item).strip()))
    gone = LeftOut("\n".join(said), DROPPED, item.place, item)
    return _left(_with_items(findings, at, []), [gone])


def taken(findings: Findings, at: int) -> Findings:
    """Make an item of a passage that was left out; one that was dropped is what it was before."""
    left = findings.left_out[at]
    item = left.item
    if item is None:
        kind = next((one for one in ReportItemKind if one.words in left.text.casefold()), None)
        kind = kind or ReportItemKind.RECOMMENDATION
        found = FoundItem(kind, (_block(left.text, left.place),))
        item = replace(completed(found, findings.forces), certainty=Certainty.UNCERTAIN)
        # A person chose it: no later copy of the report replaces it.
        item = replace(item, written=markdown_of_item(item))
    rest = (*findings.left_out[:at], *findings.left_out[at + 1 :])
    return _inserted(replace(findings, left_out=rest), item)


def joined(findings: Findings, at: int) -> Findings:
    """Join an item with the next; of what only one can have, the first one's is kept."""
    first, second = findings.items[at : at + 2]
    text = f"{markdown_of_item(first).rstrip()}\n\n{markdown_of_item(second).lstrip()}"
    one = replace(
        first,
        blocks=first.blocks + second.blocks,
        written=text,
        under=first.under or second.under,
        number=first.number or second.number,
        addressee=first.addressee or second.addressee,
        due_words=first.due_words or second.due_words,
        due=first.due or second.due,
        certainty=Certainty.CONFIRMED,
    )
    items = [*findings.items[:at], one, *findings.items[at + 2 :]]
    if second.kind is ReportItemKind.CAUSE_OF_CONCERN:  # what was made because of it stays so
        items = [
            replace(item, parent=first.text) if item.parent == second.text else item
            for item in items
        ]
    lost = "\n".join(
        said
        for said, kept in ((second.number, one.number), (second.under, one.under))
        if said != kept
    )
    gone = [LeftOut(lost, _JOINED, second.place)] if lost else []
    return _left(replace(findings, items=tuple(items)), gone)


# --- splitting --------------------------------------------------------------------


def parts_of(item: FoundItem) -> tuple[tuple[str, str], ...]:
    """List the ways to split an item in two: at its paragraphs, list items and sentences.

    A way is offered only if the two have the words of the one.
    """
    text = markdown_of_item(item).strip()
    places = {found.start() for found in _LINE_START.finditer(text)}
    places |= {found.end() for found in _SENTENCE_END.finditer(text)}
    whole = _shown_letters(text)
    ways = ((text[:at].strip(), text[at:].strip()) for at in sorted(places - {0}))
    found = (
        (first, second)
        for first, second in ways
        if all(map(_shown_letters, (first, second)))
        and _shown_letters(first) + _shown_letters(second) == whole
    )
    return tuple(pair for pair, _ in zip(found, range(_MOST_PARTS), strict=False))


def split(findings: Findings, at: int, way: int) -> Findings:
    """Split an item in two, in one of the ways of :func:`parts_of`; the first keeps its number."""
    item = findings.items[at]
    first, second = parts_of(item)[way]
    blocks = _blocks_from(item, len(_shown_letters(first)))
    head = item.blocks[: len(item.blocks) - len(blocks) + 1]
    # Its first block says its own words, so that nothing takes it for the other part.
    lead = replace(blocks[0], inlines=(Text(plain_words(second)),), cells=())
    confirmed = Certainty.CONFIRMED
    return _with_items(
        findings,
        at,
        [
            replace(item, blocks=head, written=f"{first}\n", certainty=confirmed),
            replace(
                item,
                blocks=(lead, *blocks[1:]),
                written=f"{second}\n",
                number="",
                certainty=confirmed,
            ),
        ],
    )


def _blocks_from(item: FoundItem, letters: int) -> tuple[SourceBlock, ...]:
    """Give the blocks of an item from the one that its words reach after as many letters."""
    for number, block in enumerate(item.blocks):
        letters -= len(letters_of(block.text))
        if letters < 0:
            return item.blocks[number:]
    return item.blocks[-1:]


# --- the facts --------------------------------------------------------------------


def dated(findings: Findings, day: date) -> Findings:
    """Confirm the day of publication; what was taken for it before is among the other dates."""
    known = [one for one in (findings.published, *findings.other_dates) if one]
    found = next((one for one in known if one.date == day), None)
    found = found or FoundDate(day, in_words(day), "confirmed by hand", SourcePosition())
    others = tuple(one for one in known if one is not found)
    return replace(findings, published=found, other_dates=others)


# --- shared -----------------------------------------------------------------------


def _with_items(findings: Findings, at: int, items: Sequence[FoundItem]) -> Findings:
    return replace(findings, items=(*findings.items[:at], *items, *findings.items[at + 1 :]))


def _inserted(findings: Findings, item: FoundItem) -> Findings:
    """Put an item after those that stand before it in the report."""
    where = _position(item.place)
    before = [n for n, one in enumerate(findings.items) if _position(one.place) <= where]
    at = before[-1] + 1 if before else 0
    return replace(findings, items=(*findings.items[:at], item, *findings.items[at:]))


def _left(findings: Findings, gone: Sequence[LeftOut]) -> Findings:
    left = sorted((*findings.left_out, *gone), key=lambda one: _position(one.place))
    return replace(findings, left_out=tuple(left))


def _position(place: SourcePosition) -> int:
    return next((one for one in (place.page, place.line, place.paragraph) if one is not None), 0)


def _block(text: str, place: SourcePosition) -> SourceBlock:
    return SourceBlock(BlockKind.PARAGRAPH, (Text(text),), place)


def _shown(item: FoundItem) -> Iterator[SourceBlock]:
    """Yield the blocks of an item, or what a person has written, as one."""
    if item.written:
        yield _block(plain_words(item.written), item.place)
    else:
        yield from item.blocks


def plain_words(text: str) -> str:
    """Put the words of a Markdown text on one line, without its marks."""
    return " ".join(" ".join(line for block in blocks_of(text) for line in lines_of(block)).split())


def _shown_letters(text: str) -> str:
    return letters_of(plain_words(text))


def letters_of(text: str) -> str:
    """Give the letters and digits of a text alone, small."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
