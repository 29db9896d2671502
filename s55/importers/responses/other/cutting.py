"""Cut blocks into the parts that mean something: lines, labels, numbers, quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from s55.importers.cells import after, before, trimmed
from s55.importers.responses.items import ItemName
from s55.importers.responses.other.roles import (
    NUMBERS,
    NUMBERS_AFTER_NAME,
    kind_named,
    numbers_in,
)
from s55.importers.source import BlockKind, SourceBlock
from s55.importers.wording import ITEM_NAME, SHOULD
from s55.richtext.nodes import Emphasis, Inline, Strong, Text, plain

_ASKS = re.compile(
    rf"\b{SHOULD}\b|^\W*(?:by\s+\d|by\s+(?:the\s+end|[A-Z][a-z]+\s+\d{4})"
    r"|(?:with\s+)?immediate|(?:HMIC\w*|we)\s+recommend)",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"\b(?:I|we(?!\s+recommend)|my|our|us|accepted|agreed|has\s+been|have\s+been|is\s+now|are\s+now)\b",
    re.IGNORECASE,
)
_LEAD = re.compile(rf"\s*(?P<numbers>{NUMBERS})(?:[.):]+\s|\s*[–—]\s)\s*", re.IGNORECASE)
_ABOUT = re.compile(
    r"\s*(?:(?:in\s+respect\s+of|in\s+relation\s+to|in\s+response\s+to|with\s+(?:regard|respect|reference)\s+to|"
    r"regarding|concerning|turning\s+to|as\s+(?:to|for|regards)|on|to|for)\s+(?:the\s+)?)?"
    rf"(?P<kind>{ITEM_NAME}|areas?)\s+(?P<numbers>{NUMBERS_AFTER_NAME})\b",
    re.IGNORECASE,
)
_ABOUT_BEFORE = re.compile(
    rf"\((?P<kind>{ITEM_NAME})\s+(?P<numbers>{NUMBERS_AFTER_NAME})\)[\s.]*$",
    re.IGNORECASE,
)
_MARKER = re.compile(rf"\(?(?P<numbers>{NUMBERS})[.):]*")
OPENING = "“‘\"'«"
CLOSING = "”’\"'»"
_NAMED = re.compile(
    rf"\s*{ITEM_NAME}\s+(?P<numbers>{NUMBERS_AFTER_NAME})(?:[.):]+\s|\s+[–—-]\s)",
    re.IGNORECASE,
)


def without(blocks: Iterable[SourceBlock], taken: Iterable[SourceBlock]) -> list[SourceBlock]:
    """Leave out the blocks that were taken; others of the same words stay."""
    gone = set(map(id, taken))
    return [block for block in blocks if id(block) not in gone]


def cut(block: SourceBlock, length: int) -> tuple[SourceBlock, SourceBlock]:
    """Cut a block after ``length`` characters; what follows is a paragraph of its own."""
    first = replace(block, inlines=tuple(trimmed(before(block.inlines, length))))
    rest = tuple(trimmed(after(block.inlines, length, marks=True)))
    return first, replace(block, inlines=rest, kind=BlockKind.PARAGRAPH, marker="", level=0)


def day_over(blocks: Sequence[SourceBlock], day: str) -> list[SourceBlock]:
    """Make a line in bold of the day that a label has, over the words that it is over."""
    if not day or not blocks:
        return []
    line = (Strong((Text(day),)),)
    return [SourceBlock(BlockKind.PARAGRAPH, line, blocks[0].place, boxed=blocks[0].boxed)]


def numbered(block: SourceBlock) -> tuple[tuple[str, ...], SourceBlock]:
    """Take the numbers with which a block begins, as a marker or typed.

    Returns:
        the numbers, () where there are none, and the block; a single number is taken off its text,
        several are words of it: '4 and 5. These two areas ...'.
    """
    if block.kind is BlockKind.LIST_ITEM:
        found = _MARKER.fullmatch(block.marker)
        if found:
            bare = replace(block, kind=BlockKind.PARAGRAPH, marker="", level=0)
            return numbers_in(found["numbers"]), bare
        return (), block
    text = plain(block.inlines)
    if block.kind is BlockKind.TABLE_ROW or not (found := _LEAD.match(text)):
        return (), block
    numbers = numbers_in(found["numbers"])
    paragraph = replace(block, kind=BlockKind.PARAGRAPH, level=0)
    return numbers, (cut(paragraph, found.end())[1] if len(numbers) == 1 else paragraph)


def named_together(text: str) -> tuple[str, ...]:
    """List the numbers of the items that a reply says it is about, where they are several."""
    found = _LEAD.match(text) or _NAMED.match(text)
    numbers = numbers_in(found["numbers"]) if found else ()
    return numbers if len(numbers) > 1 else ()


def about_items(block: SourceBlock) -> tuple[ItemName, tuple[str, ...]] | None:
    """Tell which items a paragraph is about: 'As to recommendation 3, ...' or '... (AFI 3)'."""
    found = _ABOUT.match(block.text) or _ABOUT_BEFORE.search(block.text)
    found = found if block.kind is BlockKind.PARAGRAPH else None
    return (kind_named(found["kind"]), numbers_in(found["numbers"])) if found else None


def asks(block: SourceBlock) -> bool:
    """Whether a block says what should be done."""
    return is_request(block.text)


def is_request(text: str) -> bool:
    """Whether a text says what should be done."""
    return _ASKS.search(text) is not None


def answers(block: SourceBlock) -> bool:
    """Whether a block says what somebody did, in the words of those who answer."""
    return _ANSWERS.search(block.text) is not None


def sentences(text: str) -> list[str]:
    """Divide a text at the ends of its sentences."""
    return re.split(r"(?<=[.!?])\s+", text.strip())


def without_dash(text: str) -> str:
    """Take off the dash that some set after a colon: 'They are: –'."""
    return re.sub(r"(?<=:)\s*[–—-]+$", "", text.strip())


def in_box(blocks: Sequence[SourceBlock]) -> int:
    """Count the blocks in a box with which blocks begin."""
    return next((at for at, block in enumerate(blocks) if not block.boxed), len(blocks))


def is_heading(block: SourceBlock | None) -> bool:
    """Whether a block is a heading by its style, and not by its looks alone."""
    return block is not None and block.kind is BlockKind.HEADING and block.level > 0


def is_marked(block: SourceBlock) -> bool:
    """Whether a block looks like a quotation: in a box, in italics, in quotation marks."""
    text = block.text.strip()
    return is_set_off(block) or (text[:1] in OPENING and text[-1:] in CLOSING and len(text) > 2)


def is_set_off(block: SourceBlock) -> bool:
    """Whether a block is in a box or in italics."""
    return block.boxed > 0 or is_italic(block)


def is_italic(block: SourceBlock) -> bool:
    """Whether all of a paragraph is in italics, but perhaps its number."""
    first, rest = block.inlines[:1], block.inlines[1:]
    counted = rest and isinstance(first[0], Text) and _COUNT.fullmatch(plain(first).strip())
    return not block.cells and _all_italic(rest if counted else block.inlines)


_COUNT = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*[.)]?")


def _all_italic(inlines: Sequence[Inline]) -> bool:
    return bool(inlines) and all(
        isinstance(inline, Emphasis)
        or (isinstance(inline, Strong) and _all_italic(inline.children))
        or not plain((inline,)).strip()
        for inline in inlines
    )
