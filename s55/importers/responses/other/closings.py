"""Find where the last words on the items of a response end, and those on the whole begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from s55.importers.responses.other.heads import Division
from s55.importers.responses.other.roles import FACTS, Meaning
from s55.importers.source import BlockKind, SourceBlock
from s55.office.import_roles import Role


def closing_words(found: Sequence[Division], local: set[int]) -> Division | None:
    """Cut what follows the last comment, where each comment before it is one paragraph.

    The same holds for items that prose counts off, of which each has its paragraph.
    """
    if not found or (meaning := found[-1].meaning) is None or not meaning.runs_on:
        return None
    last = found[-1]
    before = found[:-1]
    if meaning.is_item:
        own, alike = 2, [one for one in before if _is_counted_off(one)]
    else:
        own = 1
        alike = [before[at] for at in sorted(local)[:-1] if before[at].label == last.label]
    is_last = _is_counted_off(last) or (bool(local) and max(local) == len(before))
    one_each = alike and all(len(one.blocks) <= own for one in alike)
    if not is_last or not one_each or not last.blocks[own:]:
        return None
    rest, last.blocks = last.blocks[own:], last.blocks[:own]
    return Division(Meaning(Role.POLICING_BODY, closing=True), None, rest)


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
        cut = next((k for k, block in enumerate(one.blocks) if k >= first and _closes(block)), None)
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
    r"welcome|be\s+(?:happy|glad|pleased))|"
    r"(?:shall|will)\s+(?:also\s+)?(?:put|place|lay|bring|take|publish|present|send|share)\s+"
    r"(?:this|my)\s+(?:letter|response|statement|reply)|"
    r"(?:shall|will)\s+(?:write(?:\s+to\s+you)?\s+again|(?:return|come\s+back)\s+to\s+this))\b|"
    r"(?:a\s+copy|copies)\s+of\s+(?:this|my)\b|(?:this|my)\s+(?:letter|response|statement)\b|"
    r"thank\s+you\b|please\b|(?:if|should)\s+you\b|"
    r"in\s+(?:summary|conclusion|closing)\b|to\s+(?:conclude|summarise|sum\s+up)\b|overall\b|"
    r"taken\s+together\b|finally\b|lastly\b",
    re.IGNORECASE,
)


def _closes(block: SourceBlock) -> bool:
    """Whether a paragraph speaks of the response as a whole, or to the one it is sent to."""
    return block.kind is BlockKind.PARAGRAPH and _CLOSES.match(block.text.strip()) is not None
