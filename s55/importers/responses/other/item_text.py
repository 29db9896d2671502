"""Divide what is below the name of an item: its topic, its text, and the reply to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from s55.importers.responses.other.cutting import answers, asks, is_italic, is_marked, numbered
from s55.importers.responses.other.evidence import speaker
from s55.importers.responses.other.heads import Division
from s55.importers.responses.other.speakers import is_sentence_before
from s55.importers.source import BlockKind, SourceBlock
from s55.office.import_roles import Role

LONGEST_TOPIC = 120
"""Characters of the longest topic of an item."""


def list_entry(block: SourceBlock) -> tuple[str, SourceBlock] | None:
    """Read an entry of a list of items: its number, or '', and its text."""
    numbers, bare = numbered(block)
    if len(numbers) == 1:
        return numbers[0], bare
    if block.kind is BlockKind.LIST_ITEM and block.marker and not numbers:
        number = block.marker.strip("().")
        number = number if number.isalnum() and number.isascii() else ""
        return number, replace(block, kind=BlockKind.PARAGRAPH, marker="", level=0)
    return None


def topic_of(one: Division) -> tuple[str, list[SourceBlock]]:
    """Take the topic off what is below an item's heading, where it has one: 'AFI 1: Custody'."""
    if len(one.blocks) > 1 and one.meaning and one.meaning.length:
        first, second = one.blocks[:2]
        said = " ".join(first.text.split())
        if (
            len(said) <= LONGEST_TOPIC
            and not asks(first)
            and said[-1:] not in ".:;"
            and not is_sentence_before(second)
            and (asks(second) or _is_finding(one, second))
        ):
            return said, one.blocks[1:]
    return "", list(one.blocks)


def _is_finding(one: Division, second: SourceBlock) -> bool:
    """Whether what is below a heading says what is wrong: areas for improvement need not ask."""
    of_area = one.meaning is not None and one.meaning.kind != "recommendation"
    in_heading = one.head is not None and one.head.kind is BlockKind.HEADING
    return of_area and in_heading and not answers(second)


def divided(
    blocks: Sequence[SourceBlock], *, labelled: bool = False
) -> tuple[list[SourceBlock], list[SourceBlock]]:
    """Divide an item's text from the reply by its look, or by what it asks.

    Args:
        blocks: what is below the name of the item.
        labelled: whether a label begins the reply below them: all of them are the text then, up to
            a sentence that brings in what somebody says of it.
    """
    end = len(blocks) if labelled else _end_of_text(blocks)
    said = next((at for at, block in enumerate(blocks[:end]) if is_sentence_before(block)), end)
    return list(blocks[:said]), list(blocks[said:])


def _end_of_text(blocks: Sequence[SourceBlock]) -> int:
    end = min(len(blocks), 1)
    if blocks and is_marked(blocks[0]):
        while end < len(blocks) and _marked_alike(blocks[0], blocks[end]):
            end += 1
    while 0 < end < len(blocks) and _goes_on(blocks[end - 1], blocks[end]):
        end += 1
    return end


def _marked_alike(first: SourceBlock, block: SourceBlock) -> bool:
    """Whether a block is set off as the first one is.

    A box below words in italics is another's, and so are italics below words in quotation marks.
    """
    alike = first.boxed > 0 or is_italic(block) == is_italic(first)
    return is_marked(block) and block.boxed == first.boxed and alike


_ACCEPTS = re.compile(
    r"(?:partially\s+|partly\s+|fully\s+)?(?:accept|agree)(?:ed)?\b", re.IGNORECASE
)


def is_reply(block: SourceBlock) -> bool:
    """Whether what is below the number of an item is no text of it: 'Accepted. We have ...'."""
    accepts = _ACCEPTS.match(block.text.strip()) is not None
    says = answers(block) or speaker(block.text) is Role.POLICING_BODY
    return accepts or (says and not asks(block))


_FAULTS = re.compile(
    r"\btoo\s+(?:many|few|often|long|slow\w*|much|little)\b|"
    r"\b(?:is|are|was|were|do|does|did)(?:n[’']t|\s+not)\b|"
    r"\bnot\s+(?:enough|always|well)\b|\bmiss(?:es|ing)\b|\bfail(?:s|ing|ed|ures?)\b|"
    r"\blacks?\b|\binconsisten\w+|\bpoor\w*|\bweak\w*|\bneeds?\s+to\b",
    re.IGNORECASE,
)


def explain(below: Sequence[Sequence[SourceBlock]]) -> bool:
    """Whether what stands below items is what the inspectors found, and no reply to them.

    Nobody speaks of what was done in it, and most of it finds fault.
    """
    first = [blocks[0] for blocks in below if blocks]
    faults = sum(_FAULTS.search(block.text) is not None for block in first)
    return len(first) > 1 and faults * 2 > len(first) and not any(map(answers, first))


def are_counted(said: Sequence[SourceBlock]) -> bool:
    """Whether paragraphs are counted: most of what is said beside texts of items has numbers."""
    return 2 * sum(bool(numbered(block)[0]) for block in said) > len(said)


def number_typed(text: Sequence[SourceBlock]) -> tuple[str, ...]:
    """Give the number with which an item's text begins, below a heading that has none."""
    numbers = numbered(text[0])[0] if text and asks(text[0]) else ()
    return numbers if len(numbers) == 1 else ()


def text_of_each(text: list[SourceBlock], count: int) -> list[list[SourceBlock]]:
    """Give each of several items its text: a paragraph that asks for each, or all of them all."""
    if len(text) == count and all(map(asks, text)):
        return [[numbered(block)[1]] for block in text]
    return [text] * count


def _goes_on(last: SourceBlock, block: SourceBlock) -> bool:
    """Whether a block after an item's text is more of it."""
    if block.cells:
        return False
    if block.kind is BlockKind.LIST_ITEM:
        return last.text.rstrip().endswith((":", ";", "and", "or")) or (
            last.kind is BlockKind.LIST_ITEM
        )
    return asks(block) and not answers(block)


def names_alone(found: Sequence[Division], local: set[int]) -> bool:
    """Whether a response names the items by their numbers alone, and replies right below them."""
    first = [
        one.blocks[0]
        for at, one in enumerate(found)
        if one.is_item and one.key[1] and one.blocks and at + 1 not in local
    ]
    replies = sum(map(is_reply, first))
    asking = any(asks(block) and not answers(block) for block in first)
    return replies > 1 and replies * 2 > len(first) and not asking


def holders(found: Sequence[Division], local: set[int]) -> dict[int, bool]:
    """Tell which division has the text of an item that several divisions name."""
    groups: dict[Any, list[int]] = {}
    report = 0
    for at, one in enumerate(found):
        report += one.meaning is not None and one.meaning.answers
        if one.meaning and one.meaning.is_item and one.meaning.numbers:
            groups.setdefault((report, one.key), []).append(at)
    result: dict[int, bool] = {}
    for indexes in groups.values():
        if len(indexes) > 1:
            best = max(indexes, key=lambda at: (_worth(found, at, local), -at))
            result |= {at: at == best for at in indexes}
    return result


def _worth(found: Sequence[Division], at: int, local: set[int]) -> int:
    """Rate how much a division looks as if it had an item's text."""
    one = found[at]
    if not one.blocks:
        return 0
    first = one.blocks[0]
    return (
        1 + 4 * (at + 1 in local) + 3 * is_marked(first) + 2 * (asks(first) and not answers(first))
    )
