"""Bring blocks into the form that Markdown gives them, so that nothing is lost when written.

A Word file can hold bold spaces, empty paragraphs and a bold word in a bold sentence; Markdown
cannot. :func:`normal` keeps every word and every visible mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from markdown_it.common.normalize_url import normalizeLink

from s55.richtext.characters import shows_nothing
from s55.richtext.markdown import web_addresses
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
    Note,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    notes_of,
    plain,
)
from s55.richtext.numerals import LAST, marked

_LINE_ENDS = re.compile(r"[ \t]*[\r\n]+[ \t]*")
_LAST_UNDERLINED = 2
_SPACES = " \t"


def normal(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks as :func:`s55.richtext.markdown.blocks_of` would."""
    found = _joined_lists(inner for block in blocks for inner in _block(block))
    apart = (part for block in found for part in _parts(block))
    return tuple(_apart(apart))


def _joined_lists(blocks: Iterable[Block]) -> list[Block]:
    """Join lists with letters that follow each other and count on, as (c) does after (b)."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if isinstance(block, OrderedList) and isinstance(last, OrderedList) and _alike(last, block):
            first, *others = block.items
            items = (*last.items, replace(first, value=block.values()[0]), *others)
            found[-1] = replace(last, items=items, tight=_tight(items, tight=last.tight))
        else:
            found.append(block)
    return found


def _alike(first: OrderedList, second: OrderedList) -> bool:
    kinds = (first.style, first.delimiter), (second.style, second.delimiter)
    return first.lettered and kinds[0] == kinds[1]


def _parts(block: Block) -> Iterator[Block]:
    """Divide a list with letters where its numbers begin anew (richtext.lettered has the rule).

    An entry alone, which begins no list, is a paragraph that begins with its mark.
    """
    if not isinstance(block, OrderedList) or not block.lettered:
        yield block
        return
    values = block.values()
    begins = 0
    while begins < len(values):
        if not _follows(values, begins + 1):
            yield from _typed(block, begins)
            begins += 1
            continue
        end = begins + 2
        while end < len(values) and (_follows(values, end) or not _follows(values, end + 1)):
            end += 1
        items = tuple(
            replace(
                item, value=None if index == 0 or values[begins + index - 1] + 1 == value else value
            )
            for index, (item, value) in enumerate(
                zip(block.items[begins:end], values[begins:end], strict=True)
            )
        )
        yield replace(
            block, items=items, start=values[begins], tight=_tight(items, tight=block.tight)
        )
        begins = end


def _follows(values: Sequence[int], index: int) -> bool:
    return 0 < index < len(values) and values[index] == values[index - 1] + 1


def _typed(block: OrderedList, index: int) -> Iterator[Block]:
    """Write an entry as paragraphs, the first of which begins with its mark."""
    mark = marked(block.style, block.values()[index], block.delimiter)
    match block.items[index].blocks:
        case (Paragraph(children), *rest):
            yield Paragraph(normal_inlines((Text(f"{mark} "), *children)))
        case rest:
            yield Paragraph((Text(mark),))
    yield from rest


def _apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give numbered lists that follow each other different marks after their numbers."""
    previous: Block | None = None
    for block in blocks:
        following = block
        if (
            isinstance(block, OrderedList)
            and isinstance(previous, OrderedList)
            and not block.lettered
            and block.delimiter == previous.delimiter
            and not previous.lettered
        ):
            following = replace(block, delimiter=")" if block.delimiter == "." else ".")
        previous = following
        yield following


def _block(block: Block) -> Iterator[Block]:
    match block:
        case Paragraph(children):
            if inner := normal_inlines(children):
                yield Paragraph(inner)
        case Heading():
            yield from _heading(block)
        case BulletList() | OrderedList():
            yield from _list(block)
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


def _heading(heading: Heading) -> Iterator[Block]:
    """Yield a heading; its notes follow it as text."""
    inner = normal_inlines(without_notes(heading.children))
    yield replace(heading, children=inner if heading.level <= _LAST_UNDERLINED else one_line(inner))
    for note in notes_of(heading.children):
        yield from normal(note.blocks)


def _list(block: BulletList | OrderedList) -> Iterator[Block]:
    keeps_numbers = False
    if isinstance(block, OrderedList) and block.lettered:
        values = block.values()
        keeps_numbers = bool(values) and 1 <= min(values) <= max(values) <= LAST[block.style]
        if not keeps_numbers:  # no letter says zero
            block = replace(block, style="1", delimiter=block.delimiter[-1])
    entries = tuple(
        ListItem(normal(item.blocks), item.value if keeps_numbers else None) for item in block.items
    )
    if entries:
        yield replace(block, items=entries, tight=_tight(entries, tight=block.tight))


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


def without_notes(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Return inlines without the notes among them."""
    found: list[Inline] = []
    for inline in inlines:
        match inline:
            case Note():
                pass
            case Strong(children) | Emphasis(children) | Hyperlink(_, children):
                found.append(replace(inline, children=without_notes(children)))
            case _:
                found.append(inline)
    return tuple(found)


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
        case Heading():
            # One of several lines is underlined, and would take the words above it with it.
            return "\n" not in plain(second.children)
        case _:
            return True


def _begins_with_words(items: Sequence[ListItem]) -> bool:
    """Whether a list ends the paragraph above it: its first item has words on the first line."""
    return bool(items[0].blocks) and isinstance(items[0].blocks[0], Paragraph)


# --- inlines -----------------------------------------------------------------


def normal_inlines(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Normalise a paragraph's inlines: marks around words only, none within its like."""
    return tuple(_linked(_trimmed(_joined(_marked(inlines, frozenset())))))


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
            case Note(blocks):
                note = Note(normal(_content(blocks)))
                if any(line.strip() for line in note.words()):
                    yield note
            case LineBreak():
                yield inline


def _linked(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Make a link of each web address among words."""
    for inline in inlines:
        match inline:
            case Text(words):
                yield from _with_links(words)
            case Strong(children) | Emphasis(children):
                yield replace(inline, children=tuple(_linked(children)))
            case _:
                yield inline


def _with_links(words: str) -> Iterator[Inline]:
    end = 0
    for begin, after in web_addresses(words):
        if begin > end:
            yield Text(words[end:begin])
        address = words[begin:after]
        yield Hyperlink(normalizeLink(address), (Text(address),))
        end = after
    if end < len(words):
        yield Text(words[end:])


def _in_note(block: Block) -> Iterator[Block]:
    """Yield a block of a note without headings; notes within it follow as blocks."""
    within: tuple[Note, ...] = ()
    match block:
        case Paragraph(children) | Heading(_, children):
            within = tuple(notes_of(children))
            yield Paragraph(without_notes(children))
        case BulletList(items) | OrderedList(items):
            entries = (replace(item, blocks=_content(item.blocks)) for item in items)
            yield replace(block, items=tuple(entries))
        case Quote(inner) | Control(_, _, inner):
            yield replace(block, blocks=_content(inner))
        case Table(header, rows):
            cells = tuple(chain(header, *rows))
            within = tuple(chain.from_iterable(map(notes_of, cells)))
            yield replace(
                block,
                header=tuple(without_notes(cell) for cell in header),
                rows=tuple(tuple(without_notes(cell) for cell in row) for row in rows),
            )
        case _:
            yield block
    for note in within:
        yield from _content(note.blocks)


def _content(blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(chain.from_iterable(map(_in_note, blocks)))


def _mark(
    mark: Strong | Emphasis | Hyperlink, children: Sequence[Inline], within: frozenset[type[Inline]]
) -> Iterator[Inline]:
    """Put a mark around its words, and the spaces at either end outside it."""
    if type(mark) in within:
        yield from _marked(children, within)
        return
    notes: tuple[Note, ...] = ()
    if isinstance(mark, Hyperlink):  # a note within it would be a link within a link
        notes, children = tuple(notes_of(children)), without_notes(children)
    inner = list(_joined(_marked(children, within | {type(mark)})))
    head = _taken(inner, 0)
    tail = _taken(inner, -1)
    yield from head
    words = plain(inner)
    if isinstance(mark, Hyperlink) and not shows_nothing(words):
        yield replace(mark, address=normalizeLink(mark.address), children=tuple(inner))
    elif not isinstance(mark, Hyperlink) and words.strip(_SPACES):
        yield replace(mark, children=tuple(inner))
    else:
        yield from inner
    yield from reversed(tail)
    yield from _marked(notes, within)


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
