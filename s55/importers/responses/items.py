"""Read the sections of items: causes of concern, recommendations, areas for improvement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from s55.importers.responses.blocks import markdown_from
from s55.importers.responses.form import Forms
from s55.importers.responses.notes import Notes
from s55.importers.responses.text import after, folded
from s55.importers.source import BlockKind, SourceBlock
from s55.richtext.nodes import Strong, plain

ItemName = Literal["cause_of_concern", "recommendation", "area_for_improvement"]
ItemsKey = Literal["causes_of_concern", "recommendations", "areas_for_improvement"]

KIND_OF: dict[ItemsKey, ItemName] = {
    "causes_of_concern": "cause_of_concern",
    "recommendations": "recommendation",
    "areas_for_improvement": "area_for_improvement",
}
_NAMES: tuple[tuple[ItemName, str], ...] = (
    ("cause_of_concern", r"cause of concern"),
    ("recommendation", r"recommendation"),
    ("area_for_improvement", r"area for improvement|afi"),
)
_NUMBER = r"(?:\s+(?:no\.?|number))?(?:\s*(?P<number>\d{1,3}[a-z]?(?:\.\d{1,3})*))?"
_HEADING = {
    kind: re.compile(rf"\s*(?:{name}){_NUMBER}\s*[:.\-–]?\s*", re.IGNORECASE)
    for kind, name in _NAMES
}
_NONE = re.compile(
    r"(?:there (?:are|were|is|was)|the (?:report|inspectorate|inspection)|hmic\w*|none|no|nil|n a|"
    r"not applicable)\b.*"
)
_NONE_WORDS = re.compile(r"\b(?:no|none|nil|not|n a)\b")
_LONGEST_STATEMENT = 300
_TYPED_NUMBER = re.compile(r"(\d{1,3}[.)])\s+")
NO_WORDS = "…"
"""Stands for the text of an item of which the file has only the heading."""
FEWEST_TYPED = 2
"""As many paragraphs with a typed number make a list."""
_SHOULD = re.compile(r"\b(?:should|must|needs? to)\b", re.IGNORECASE)


@dataclass
class ResponseItem:
    """An item of a past response, as read in its section.

    Attributes:
        kind: what it is.
        number: its number as printed, or ''.
        under: the heading above it, or ''.
        blocks: its text.
        nested: the recommendations of a cause of concern.
        data: what is known of it beyond that, for the model.
    """

    kind: ItemName
    number: str
    under: str = ""
    blocks: list[SourceBlock] = field(default_factory=list)
    nested: list[ResponseItem] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Its words, for comparison."""
        return "\n".join(block.text for block in self.blocks)

    def as_data(self) -> dict[str, Any]:
        """Write the item as data for the model."""
        result: dict[str, Any] = {"text": markdown_from(self.blocks), **self.data}
        if not result["text"].strip():
            result["text"] = NO_WORDS
        if self.number:
            result["number"] = self.number
        if self.under:
            result["under"] = self.under
        if self.nested:
            result["recommendations"] = [inner.as_data() for inner in self.nested]
        return result


@dataclass
class ItemPart:
    """A section of items: the text before them, and the statement that there are none."""

    items: list[ResponseItem]
    introduction: list[SourceBlock]
    none: bool | str = False

    def as_data(self) -> dict[str, Any]:
        """Write the part as data for the model."""
        result: dict[str, Any] = {}
        if self.introduction:
            result["introduction"] = markdown_from(self.introduction)
        if self.items:
            result["items"] = [item.as_data() for item in self.items]
        if self.none:
            result["none"] = self.none
        return result


def item_heading(block: SourceBlock) -> tuple[ItemName, str, SourceBlock | None] | None:
    """Read an item's heading: its kind, its number, and the text that runs on after it.

    A heading without a number is one only where it looks like a heading.
    """
    if block.kind in (BlockKind.TABLE_ROW, BlockKind.LIST_ITEM):
        return None
    text = plain(block.inlines)
    for kind, pattern in _HEADING.items():
        found = pattern.match(text)
        if not found:
            continue
        number = found["number"] or ""
        rest = text[found.end() :]
        if not rest.strip():
            looks = block.kind is BlockKind.HEADING or block.bold or bool(number)
            return (kind, number, None) if looks else None
        if number and re.search(r"[:\-–]\s*$|\s$", found[0]) and _runs_on(block, found.end()):
            inlines = tuple(after(block.inlines, found.end(), marks=False))
            return kind, number, replace(block, inlines=inlines, kind=BlockKind.PARAGRAPH)
    return None


def _runs_on(block: SourceBlock, length: int) -> bool:
    """Whether an item's label ends with a colon, or is bold where its text is not."""
    label = plain(block.inlines)[:length].rstrip()
    first = block.inlines[0]
    return label.endswith((":", "-", "–")) or (
        isinstance(first, Strong) and len(plain((first,)).rstrip()) <= length
    )


# --- a section ------------------------------------------------------------------


def read_items(
    section: ItemsKey, blocks: Sequence[SourceBlock], forms: Forms, notes: Notes
) -> ItemPart:
    """Read the items of a section, by their headings, else by the section's list."""
    kind = KIND_OF[section]
    if none := _none(blocks, section, forms):
        return ItemPart([], [], none)
    if any(item_heading(block) for block in blocks):
        part = _by_headings(kind, blocks)
    else:
        part = _by_list(kind, blocks, notes, section)
    if kind == "cause_of_concern":
        part.items = _nested(part.items)
    if any(not item.text.strip() for item in part.items):
        notes.doubt("I223", f"an item of {section} has no text", "Write it in the draft.", section)
    return part


def _none(blocks: Sequence[SourceBlock], section: ItemsKey, forms: Forms) -> bool | str:
    """Find the statement that there are no items: True for the form's own, else its words."""
    texts = [block for block in blocks if block.text.strip()]
    if len(texts) != 1 or texts[0].cells or len(texts[0].text) > _LONGEST_STATEMENT:
        return False
    text = texts[0].text
    if forms.is_label(text, f"no_{section}"):
        return True
    known = folded(text)
    if _NONE.fullmatch(known) and _NONE_WORDS.search(known) and not _SHOULD.search(text):
        return markdown_from(texts)
    return False


def _by_headings(kind: ItemName, blocks: Sequence[SourceBlock]) -> ItemPart:
    part = ItemPart([], [])
    under = ""
    for block in blocks:
        heading = item_heading(block)
        if heading:
            item = ResponseItem(heading[0], heading[1], under)
            part.items.append(item)
            if heading[2] is not None:
                item.blocks.append(heading[2])
        elif block.kind is BlockKind.HEADING and kind == "area_for_improvement" and not block.level:
            under = block.text.strip()
        elif part.items:
            part.items[-1].blocks.append(block)
        else:
            part.introduction.append(block)
    return part


def _nested(items: Sequence[ResponseItem]) -> list[ResponseItem]:
    """Put recommendations below the cause of concern they follow."""
    result: list[ResponseItem] = []
    for item in items:
        if item.kind == "recommendation" and result:
            result[-1].nested.append(item)
        else:
            result.append(item)
    return result


def _by_list(
    kind: ItemName, blocks: Sequence[SourceBlock], notes: Notes, section: ItemsKey
) -> ItemPart:
    """Take each entry of the section's list as an item, and its marker as the number."""
    blocks = _with_typed_numbers(blocks)
    part = ItemPart([], [])
    under = ""
    depth = min((max(b.level, 1) for b in blocks if b.kind is BlockKind.LIST_ITEM), default=0)
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.LIST_ITEM and max(block.level, 1) == depth and block.marker:
            number = block.marker.strip("().")
            number = number if any(map(str.isalnum, number)) else ""
            plain_block = replace(block, kind=BlockKind.PARAGRAPH, level=0, marker="")
            part.items.append(ResponseItem(kind, number, under, [plain_block]))
        elif part.items and block.kind is BlockKind.LIST_ITEM:
            part.items[-1].blocks.append(_lifted(block, depth))
        elif block.kind is BlockKind.HEADING and (
            blocks[index + 1 : index + 2] and blocks[index + 1].kind is BlockKind.LIST_ITEM
        ):
            under = block.text.strip()
        elif part.items:
            _after_item(part, block, section, notes)
        else:
            part.introduction.append(block)
    if not part.items:
        return _by_paragraphs(kind, part.introduction, notes, section)
    return part


def _with_typed_numbers(blocks: Sequence[SourceBlock]) -> list[SourceBlock]:
    """Turn paragraphs that begin with a number into entries of a list, where there are several."""
    typed = [
        _TYPED_NUMBER.match(plain(block.inlines)) if block.kind is BlockKind.PARAGRAPH else None
        for block in blocks
    ]
    listed = sum(
        block.kind is BlockKind.LIST_ITEM and block.marker[:1].isdigit() for block in blocks
    )
    if listed + sum(found is not None for found in typed) < FEWEST_TYPED or not any(typed):
        return list(blocks)
    return [
        replace(
            block,
            kind=BlockKind.LIST_ITEM,
            level=1,
            marker=found[1],
            inlines=tuple(after(block.inlines, found.end(), marks=False)),
        )
        if found
        else block
        for block, found in zip(blocks, typed, strict=True)
    ]


def _lifted(block: SourceBlock, depth: int) -> SourceBlock:
    """Turn a block inside an entry of the list into a block of the item's text."""
    if not block.marker and max(block.level, 1) == depth:
        return replace(block, kind=BlockKind.PARAGRAPH, level=0)
    return replace(block, level=max(block.level - depth, 1))


def _after_item(part: ItemPart, block: SourceBlock, section: ItemsKey, notes: Notes) -> None:
    number = part.items[-1].number or str(len(part.items))
    part.items[-1].blocks.append(block)
    notes.doubt(
        "I224",
        f"a paragraph after item {number} of {section} ({block.place}) was taken as part of it",
        "Check that it belongs to the item.",
        f"{section}.items[{len(part.items) - 1}].text",
    )


def _by_paragraphs(
    kind: ItemName, blocks: Sequence[SourceBlock], notes: Notes, section: ItemsKey
) -> ItemPart:
    """Take each paragraph that says what should be done, without headings and lists."""
    asking = [block for block in blocks if _SHOULD.search(block.text)]
    if not asking:
        return ItemPart([], list(blocks))
    first = blocks.index(asking[0])
    items = [ResponseItem(kind, "", "", [block]) for block in blocks[first:]]
    notes.doubt(
        "I224",
        f"{section} has neither numbers nor a list; s55 took each paragraph for an item",
        "Join the paragraphs that belong to one item.",
        section,
    )
    return ItemPart(items, list(blocks[:first]))
