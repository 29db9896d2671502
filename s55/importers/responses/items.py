"""Read the sections of items: causes of concern, recommendations, areas for improvement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field, replace
from typing import Any, Literal

from s55.importers.cells import after
from s55.importers.responses.blocks import markdown_from
from s55.importers.responses.form import Forms
from s55.importers.responses.notes import Notes
from s55.importers.responses.text import folded
from s55.importers.source import BlockKind, SourceBlock
from s55.importers.wording import SHOULD
from s55.model.names import LETTER_AS_NUMBER, as_number
from s55.records import dataclass
from s55.richtext.characters import shows_nothing
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
    ("area_for_improvement", r"area for improvement|area for priority action|afi"),
)
_NUMBER = (
    r"(?:\s+(?:no\.?|number))?(?:\s*(?P<number>\d{1,3}[a-z]?(?:\.\d{1,3})*|"
    rf"{LETTER_AS_NUMBER}))?"
)
_HEADING = {
    kind: re.compile(rf"\s*(?:{name}){_NUMBER}\s*[:.\-–]?\s*", re.IGNORECASE)
    for kind, name in _NAMES
}
_OURS = re.compile(r"\(our number (?P<ours>[^()]{1,20})\)\s*:?\s*", re.IGNORECASE)
_AMONG = re.compile(r"\s*\((?P<place>\d{1,3}) of \d{1,3}\)$")
_PRIORITY = re.compile(r"\s*areas? for priority actions?\b\s*:?\s*", re.IGNORECASE)
_LONGEST_UNDER = 200
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
_SHOULD = re.compile(rf"\b{SHOULD}\b", re.IGNORECASE)


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
        if shows_nothing(result["text"]):
            result["text"] = NO_WORDS
        if number := as_number(self.number):
            result["number"] = number
        if not shows_nothing(self.under):
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


@dataclass(frozen=True, slots=True)
class HeadingOfItem:
    """The heading of an item, as read.

    Attributes:
        kind: what it is the heading of.
        number: the number in it, or ''.
        text: the text of the item that runs on after it, or None.
        under: the heading of the report in it, or ''.
        office_number: the office's own number in it, or ''.
        place: the item's place among those with this heading; 0 where none is said.
        priority: whether it names an area for priority action.
    """

    kind: ItemName
    number: str
    text: SourceBlock | None = None
    under: str = ""
    office_number: str = ""
    place: int = 0
    priority: bool = False


def item_heading(block: SourceBlock) -> HeadingOfItem | None:
    """Read an item's heading: its kind, its number, and what else it says.

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
        priority = _PRIORITY.match(text) is not None
        rest = text[found.end() :]
        if not rest.strip():
            looks = block.kind is BlockKind.HEADING or block.bold or bool(number)
            return HeadingOfItem(kind, number, priority=priority) if looks else None
        if block.kind is BlockKind.HEADING and (said := _said_in_heading(found[0], rest)):
            return replace(said, kind=kind, number=number, priority=priority)
        if number and re.search(r"[:\-–]\s*$|\s$", found[0]) and _runs_on(block, found.end()):
            inlines = tuple(after(block.inlines, found.end(), marks=False))
            runs_on = replace(block, inlines=inlines, kind=BlockKind.PARAGRAPH)
            return HeadingOfItem(kind, number, runs_on, priority=priority)
    return None


def _said_in_heading(label: str, rest: str) -> HeadingOfItem | None:
    """Read what our own layouts add to a heading: a number, the report's heading, the place."""
    ours = _OURS.match(rest)
    among = _AMONG.search(rest)
    under = rest[ours.end() if ours else 0 : among.start() if among else None].strip()
    if under and not (label.rstrip().endswith(":") or ours):
        return None
    if len(under) > _LONGEST_UNDER or _SHOULD.search(under):
        return None
    return HeadingOfItem(
        "recommendation",
        "",
        under=under,
        office_number=ours["ours"].strip() if ours else "",
        place=int(among["place"]) if among else 0,
    )


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
    if none := none_stated(blocks, kind, forms):
        return ItemPart([], [], none)
    headed = (at for at, block in enumerate(blocks) if item_heading(block))
    if any(not _is_above_list(blocks, at) for at in headed):
        part = _by_headings(kind, blocks)
    else:
        part = _by_list(kind, blocks, forms, notes, section)
    if kind == "cause_of_concern":
        part.items = _nested(part.items)
    if any(shows_nothing(item.text) for item in part.items):
        notes.doubt("I223", f"an item of {section} has no text", "Write it in the draft.", section)
    return part


def none_stated(blocks: Sequence[SourceBlock], kind: ItemName, forms: Forms) -> bool | str:
    """Find the statement that there are no items: True for the form's own, else its words."""
    texts = [block for block in blocks if block.text.strip()]
    if len(texts) != 1 or texts[0].cells or len(texts[0].text) > _LONGEST_STATEMENT:
        return False
    text = texts[0].text
    section = next(key for key, name in KIND_OF.items() if name == kind)
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
            item = ResponseItem(heading.kind, heading.number, heading.under or under)
            item.data |= _more_of(heading.office_number, priority=heading.priority)
            part.items.append(item)
            if heading.text is not None:
                item.blocks.append(heading.text)
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


def _listed(item: ResponseItem) -> ResponseItem:
    """Take the name with which an entry of a list can begin, where a list cannot count it."""
    (first,) = item.blocks
    name = item_heading(replace(first, kind=BlockKind.HEADING)) if first.bold else None
    if item.number or name is None or name.text is not None or name.under:
        return item
    more = _more_of(name.office_number, priority=name.priority)
    return replace(item, number=name.number, blocks=[], data=more) if name.number or more else item


def _is_above_list(blocks: Sequence[SourceBlock], index: int) -> bool:
    """Whether a block is a heading right above a list, so of its items and not of one."""
    block = blocks[index]
    heading = item_heading(block)
    return (
        block.kind is BlockKind.HEADING
        and (heading is None or (heading.priority and not heading.number))
        and blocks[index + 1 : index + 2] != []
        and blocks[index + 1].kind is BlockKind.LIST_ITEM
    )


def _more_of(office_number: str = "", *, priority: bool) -> dict[str, Any]:
    more = {"office_number": office_number, "priority": priority}
    return {key: value for key, value in more.items() if value}


def _by_list(
    kind: ItemName, blocks: Sequence[SourceBlock], forms: Forms, notes: Notes, section: ItemsKey
) -> ItemPart:
    """Take each entry of the section's list as an item, and its marker as the number."""
    blocks = _with_typed_numbers(blocks)
    part = ItemPart([], [])
    under, priority = "", False
    depth = min((max(b.level, 1) for b in blocks if b.kind is BlockKind.LIST_ITEM), default=0)
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.LIST_ITEM and max(block.level, 1) == depth and block.marker:
            number = block.marker.strip("().")
            number = number if any(map(str.isalnum, number)) else ""
            plain_block = replace(block, kind=BlockKind.PARAGRAPH, level=0, marker="")
            part.items.append(_listed(ResponseItem(kind, number, under, [plain_block])))
            part.items[-1].data |= _more_of(priority=priority)
        elif part.items and block.kind is BlockKind.LIST_ITEM:
            part.items[-1].blocks.append(_lifted(block, depth))
        elif part.items and not part.items[-1].blocks:  # the entry of the list was its name alone
            part.items[-1].blocks.append(block)
        elif _is_above_list(blocks, index):
            found = _PRIORITY.match(block.text) if kind == "area_for_improvement" else None
            priority = found is not None
            under = block.text[found.end() if found else 0 :].strip()
            under = "" if forms.is_label(under, "other_items") else under
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
