"""Find where the last words on the items of a response end, and those on the whole begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from s55.importers.responses.other.evidence import speaker
from s55.importers.responses.other.heads import Division
from s55.importers.responses.other.roles import FACTS, Meaning
from s55.importers.source import BlockKind, SourceBlock
from s55.office.import_roles import Role

_ITEM_AND_REPLY = 2
"""Paragraphs of what prose counts off: an item, and what is said of it."""


def closing_words(found: Sequence[Division], local: set[int]) -> Division | None:
    """Cut what follows the last comment, where those before it are all of one length.

    They are one paragraph each, where they run on after a label, or where prose counts items off;
    elsewhere of any length, if what follows speaks as the policing body does. A list belongs to
    the paragraph above it.
    """
    if not found or (meaning := found[-1].meaning) is None:
        return None
    last = found[-1]
    before = found[:-1]
    if meaning.is_item:
        alike = [one for one in before if one.is_item]
    else:
        alike = [before[at] for at in sorted(local)[:-1] if before[at].label == last.label]
    if not alike or not (meaning.is_item or (local and max(local) == len(before))):
        return None
    lengths = {len(_paragraphs(one.blocks)) for one in alike}
    own, starts = lengths.pop(), _paragraphs(last.blocks)
    if lengths or not own or own >= len(starts):
        return None
    one_each = _one_each(last, alike, own)
    own = starts[own]
    rest = last.blocks[own:]
    of_body = last.writer is Role.POLICING_BODY and _speaks_for_body(rest[0])
    if one_each or (len(alike) > 1 and of_body):
        own += next((at for at, block in enumerate(rest) if closes(block)), 0)
        rest, last.blocks = last.blocks[own:], last.blocks[:own]
        return Division(Meaning(Role.POLICING_BODY, closing=True), None, rest)
    return None


def _paragraphs(blocks: Sequence[SourceBlock]) -> list[int]:
    """List where paragraphs begin, each with the list below it."""
    return [
        at for at, block in enumerate(blocks) if not at or block.kind is not BlockKind.LIST_ITEM
    ]


def after_replies(replies: Sequence[Sequence[SourceBlock]]) -> int:
    """Find where in the last of the replies to entries of a list the words on all of them begin.

    That is at the first paragraph that speaks of the response; where the other entries have
    no reply, all that follows the list is on all of them.
    """
    last = replies[-1]
    if len(replies) > 1 and not any(replies[:-1]):
        return 0
    return next((at for at, block in enumerate(last) if at and closes(block)), len(last))


def _one_each(last: Division, alike: Sequence[Division], own: int) -> bool:
    """Whether each comment is one paragraph that runs on after its label, or after its item."""
    if last.is_item:
        return own == _ITEM_AND_REPLY and all(map(_is_counted_off, (*alike, last)))
    return own == 1 and last.meaning is not None and last.meaning.runs_on


def _speaks_for_body(block: SourceBlock) -> bool:
    is_text = block.kind is BlockKind.PARAGRAPH and not block.boxed
    return is_text and speaker(block.text) is Role.POLICING_BODY


def with_closings(found: Sequence[Division], local: set[int]) -> Iterator[Division]:
    """Yield divisions; where the last words on items go on about the response, these are cut off.

    'I am sending a copy of this letter to ...' is no comment on the item above it.
    """
    for at, one in enumerate(found):
        yield one
        if not (one.is_item or at in local) or (one.is_item and at + 1 in local):
            continue
        following = found[at + 1] if at + 1 < len(found) else None
        if following is not None and (at + 1 in local or _belongs(following)):
            continue
        first = 2 if one.is_item else 1  # below its heading, an item has its text first
        cut = next((k for k, block in enumerate(one.blocks) if k >= first and closes(block)), None)
        if cut is not None:
            rest, one.blocks = one.blocks[cut:], one.blocks[:cut]
            yield Division(Meaning(one.writer, closing=True), None, rest, one.writer)


def _is_counted_off(one: Division) -> bool:
    return one.head is None and one.is_item and one.meaning is not None and one.meaning.runs_on


def _belongs(one: Division) -> bool:
    """Whether a division goes on with items: another of them, or a fact about one."""
    over_items = one.meaning is not None and (one.meaning.part or one.meaning.several)
    return one.is_item or over_items or one.role in FACTS


_CLOSES = re.compile(
    r"(?:I|we)\s+(?:(?:am|are)\s+(?:also\s+)?(?:sending|copying|grateful|"
    r"(?:content|happy)\s+for\s+(?:this|my)\s+(?:letter|response|statement))|"
    r"(?:have|will)\s+(?:also\s+)?(?:sent?|cop(?:y|ied)|no\s+(?:reply|response|further|other))|"
    r"look\s+forward|(?:hope|trust)\s+(?:that\s+)?(?:this|you)|"
    r"(?:would|should)\s+(?:also\s+)?(?:like\s+to\s+(?:thank|(?:put|place)\s+on\s+record)|"
    r"welcome|be\s+(?:happy|glad|pleased|grateful))|"
    r"(?:shall|will)\s+(?:also\s+)?(?:put|place|lay|bring|take|publish|present|send|share)\s+"
    r"(?:this|my)\s+(?:letter|response|statement|reply)|"
    r"(?:shall|will)\s+(?:write(?:\s+to\s+you)?\s+again|(?:return|come\s+back)\s+to\s+this))\b|"
    r"(?:a\s+copy|copies)\s+of\s+(?:this|my)\b|(?:this|my)\s+(?:letter|response|statement)\b|"
    r"thank\s+you\b|please\b|(?:if|should)\s+you\b|"
    r"(?:beyond|apart\s+from|aside\s+from|besides)\s+(?:the|these)\s+(?:\w+\s+)?recommendations\b|"
    r"in\s+(?:summary|conclusion|closing)\b|to\s+(?:conclude|summarise|sum\s+up)\b|overall\b|"
    r"taken\s+together\b|finally\b|lastly\b",
    re.IGNORECASE,
)


def closes(block: SourceBlock) -> bool:
    """Whether a paragraph speaks of the response as a whole, or to the one it is sent to."""
    return block.kind is BlockKind.PARAGRAPH and _CLOSES.match(block.text.strip()) is not None
