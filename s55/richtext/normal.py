"""Bring blocks into the form that Markdown gives them, so that nothing is lost when written.

A Word file can hold bold spaces, empty paragraphs and a bold word in a bold sentence; Markdown
cannot. :func:`normal` keeps every word and every visible mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from markdown_it.common.normalize_url import normalizeLink

from s55.richtext.nodes import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Control,
    Emphasis,
    Heading,
    Hyperlink,
    Inline,
    LineBreak,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    plain,
)

_LINE_ENDS = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_LAST_UNDERLINED = 2
_SPACES = " \t"


def normal(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks as :func:`s55.richtext.markdown.blocks_of` would."""
    found = tuple(inner for block in blocks for inner in _block(block))
    return tuple(_apart(found))


def _apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give numbered lists that follow each other different marks after their numbers."""
    previous: Block | None = None
    for block in blocks:
        following = block
        if (
            isinstance(block, OrderedList)
            and isinstance(previous, OrderedList)
            and block.delimiter == previous.delimiter
        ):
            following = replace(block, delimiter=")" if block.delimiter == "." else ".")
        previous = following
        yield following


def _block(block: Block) -> Iterator[Block]:
    match block:
        case Paragraph(children):
            if inner := normal_inlines(children):
                yield Paragraph(inner)
        case Heading(level, children):
            inner = normal_inlines(children)
            yield Heading(level, inner if level <= _LAST_UNDERLINED else one_line(inner))
        case BulletList(items, tight) | OrderedList(items, _, _, tight):
            entries = tuple(ListItem(normal(item.blocks)) for item in items)
            if entries:
                yield replace(block, items=entries, tight=_tight(entries, tight=tight))
        case Quote(inner_blocks):
            yield Quote(normal(inner_blocks))
        case CodeBlock(text):
            yield CodeBlock(text.rstrip("\n"))
        case Table():
            yield _table(block)
        case Control(_, _, inner_blocks):
            yield from normal(inner_blocks)
        case _:
            yield block


def one_line(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Replace line breaks with spaces, for a heading or the cell of a table."""
    return normal_inlines(_without_breaks(inlines))


def _without_breaks(inlines: Iterable[Inline]) -> Iterator[Inline]:
    for inline in inlines:
        match inline:
            case LineBreak():
                yield Text(" ")
            case Strong(children) | Emphasis(children) | Hyperlink(_, children):
                yield replace(inline, children=tuple(_without_breaks(children)))
            case _:
                yield inline


def _table(table: Table) -> Table:
    width = len(table.header)
    rows = tuple(
        tuple(one_line(cell) for cell in (*row, *((),) * width)[:width]) for row in table.rows
    )
    return Table(tuple(one_line(cell) for cell in table.header), rows, table.alignments)


# --- lists -------------------------------------------------------------------


def _tight(items: Sequence[ListItem], *, tight: bool) -> bool:
    """Whether a list is tight once it is written: as far as Markdown leaves the choice."""
    if not any(isinstance(block, Paragraph) for item in items for block in item.blocks):
        return True
    if len(items) == 1 and len(items[0].blocks) <= 1:
        return True
    return tight and all(
        _needs_no_gap(first, second) for item in items for first, second in pairwise(item.blocks)
    )


def _needs_no_gap(first: Block, second: Block) -> bool:
    """Whether two blocks of an item can follow each other without a blank line."""
    if not isinstance(first, Paragraph | Quote | BulletList | OrderedList | Table):
        return True  # it does not end in words
    match second:
        case Paragraph():
            return False
        case OrderedList(items, start):
            return start == 1 and _begins_with_words(items)
        case BulletList(items):
            return _begins_with_words(items)
        case Quote():
            return not isinstance(first, Quote)
        case Table():
            return isinstance(first, Paragraph)
        case _:
            return True


def _begins_with_words(items: Sequence[ListItem]) -> bool:
    """Whether a list ends the paragraph above it: its first item has words on the first line."""
    return bool(items[0].blocks) and isinstance(items[0].blocks[0], Paragraph)


# --- inlines -----------------------------------------------------------------


def normal_inlines(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Normalise a paragraph's inlines: marks around words only, none within its like."""
    return _trimmed(_joined(_marked(inlines, frozenset())))


def _marked(inlines: Iterable[Inline], within: frozenset[type[Inline]]) -> Iterator[Inline]:
    for inline in inlines:
        match inline:
            case Text(text):
                yield Text(_LINE_ENDS.sub(" ", text))
            case Code(text):
                if folded := _LINE_ENDS.sub(" ", text):
                    yield Code(folded)
            case Strong(children) | Emphasis(children) | Hyperlink(_, children):
                yield from _mark(inline, children, within)
            case LineBreak():
                yield inline


def _mark(
    mark: Strong | Emphasis | Hyperlink, children: Sequence[Inline], within: frozenset[type[Inline]]
) -> Iterator[Inline]:
    """Put a mark around its words, and the spaces at either end outside it."""
    if type(mark) in within:
        yield from _marked(children, within)
        return
    inner = list(_joined(_marked(children, within | {type(mark)})))
    head = _taken(inner, 0)
    tail = _taken(inner, -1)
    yield from head
    if plain(inner).strip(_SPACES):
        if isinstance(mark, Hyperlink):
            yield replace(mark, address=normalizeLink(mark.address), children=tuple(inner))
        else:
            yield replace(mark, children=tuple(inner))
    else:
        yield from inner
    yield from reversed(tail)


def _taken(inlines: list[Inline], end: int, spaces: str | None = None) -> list[Inline]:
    """Remove spaces (all kinds, or those given) and line breaks from one end; return them."""
    taken: list[Inline] = []
    while inlines:
        match inlines[end]:
            case LineBreak():
                taken.append(inlines.pop(end))
            case Text(text):
                bare = text.lstrip(spaces) if end == 0 else text.rstrip(spaces)
                cut = text[: len(text) - len(bare)] if end == 0 else text[len(bare) :]
                if cut:
                    taken.append(Text(cut))
                if bare:
                    inlines[end] = Text(bare)
                    return taken
                inlines.pop(end)
            case _:
                return taken
    return taken


def _joined(inlines: Iterable[Inline]) -> list[Inline]:
    """Join neighbours of one kind."""
    result: list[Inline] = []
    for inline in inlines:
        last = result[-1] if result else None
        match last, inline:
            case _, Text(""):
                continue
            case Text(before), Text(text):
                result[-1] = Text(before + text)
            case Code(before), Code(text):
                result[-1] = Code(before + text)
            case Strong(before_children), Strong(children):
                result[-1] = Strong(tuple(_joined((*before_children, *children))))
            case Emphasis(before_children), Emphasis(children):
                result[-1] = Emphasis(tuple(_joined((*before_children, *children))))
            case _:
                result.append(inline)
    return result


def _trimmed(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Remove spaces beside line breaks, and spaces and breaks at the ends."""
    result = list(inlines)
    _taken(result, 0, _SPACES)
    _taken(result, -1, _SPACES)
    return tuple(_beside_breaks(result))


def _beside_breaks(inlines: Sequence[Inline]) -> Iterator[Inline]:
    """Remove the spaces before and after line breaks, at any depth."""
    for index, inline in enumerate(inlines):
        match inline:
            case Text(text):
                if index > 0 and isinstance(inlines[index - 1], LineBreak):
                    text = text.lstrip(_SPACES)
                if index + 1 < len(inlines) and isinstance(inlines[index + 1], LineBreak):
                    text = text.rstrip(_SPACES)
                if text:
                    yield Text(text)
            case Strong(children) | Emphasis(children) | Hyperlink(_, children):
                yield replace(inline, children=tuple(_beside_breaks(children)))
            case _:
                yield inline
