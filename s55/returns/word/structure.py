"""Turn pieces of a Word file into blocks, and blocks into the pieces expected of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace

from s55.importers.readers.runs import Run, flattened, folded, nested
from s55.records import dataclass
from s55.returns.word.word_text import CODE, HEADING, RULE, TABLE, TEXT, Piece, Runs
from s55.richtext.nodes import (
    Block,
    BulletList,
    CodeBlock,
    Control,
    Heading,
    Inline,
    ListItem,
    Note,
    OrderedList,
    Paragraph,
    Quote,
    Table,
    ThematicBreak,
)
from s55.richtext.normal import normal
from s55.richtext.numerals import STYLES, mark_at

BULLET = "-"

# --- blocks -> pieces ------------------------------------------------------------


def expected(blocks: Sequence[Block]) -> list[Piece]:
    """Turn blocks into the pieces as which Word shows them."""
    return [one for one in _pieces(normal(blocks), 0, "", 0) if not one.is_empty]


Shown = tuple[tuple[object, ...], ...]
"""What pieces say, to be compared."""


def shown(pieces: Iterable[Piece]) -> Shown:
    """Return what pieces say, for comparison."""
    return tuple(map(look_of, pieces))


def look_of(piece: Piece) -> tuple[object, ...]:
    """Return what two pieces have in common that say the same: white space is folded."""
    runs = piece.runs if piece.kind == CODE else _looks(piece.runs)
    rows = tuple(tuple(map(_looks, row)) for row in piece.rows)
    return (piece.kind, runs, piece.depth, piece.marker, piece.quotes, piece.level, rows)


def words_of_note(note: Note) -> Shown:
    """Return what a note says, for comparison: its pieces, as those of the text around it."""
    return shown(expected(note.blocks))


def note_of_pieces(pieces: Iterable[Piece]) -> Note | None:
    """Return the note that pieces of its text make; None where they say nothing."""
    blocks = normal(tuple(block for block, _ in grouped(list(pieces))))
    return Note(blocks) if blocks else None


def _looks(runs: Iterable[Run]) -> tuple[object, ...]:
    return tuple(
        run if run.note is None else words_of_note(run.note)
        for run in folded(runs)
        if run.text or run.note
    )


def _pieces(blocks: Sequence[Block], depth: int, marker: str, quotes: int) -> Iterator[Piece]:
    """Yield the pieces of blocks; the first of them gets ``marker``."""
    for block in blocks:
        if marker and not isinstance(block, Paragraph | Heading):
            yield Piece(TEXT, depth=depth, marker=marker, quotes=quotes)
            marker = ""
        yield from _piece(block, depth, marker, quotes)
        marker = ""


def _piece(block: Block, depth: int, marker: str, quotes: int) -> Iterator[Piece]:
    match block:
        case Paragraph(children):
            yield Piece(TEXT, _runs(children), depth, marker, quotes)
        case Heading(level, children):
            yield Piece(HEADING, _runs(children), depth, marker, quotes, level)
        case CodeBlock(text):
            yield Piece(CODE, (Run(text),), depth, quotes=quotes)
        case ThematicBreak():
            yield Piece(RULE, depth=depth, quotes=quotes)
        case Table(header, rows, alignments):
            cells = tuple(tuple(map(_runs, row)) for row in (header, *rows))
            yield Piece(TABLE, depth=depth, quotes=quotes, rows=cells, alignments=alignments)
        case Quote(inner):
            yield from _pieces(inner, depth, "", quotes + 1)
        case Control(_, _, inner):
            yield from _pieces(inner, depth, "", quotes)
        case BulletList() | OrderedList():
            yield from _items(block, depth, quotes)


def _items(block: BulletList | OrderedList, depth: int, quotes: int) -> Iterator[Piece]:
    bullets = (BULLET,) * len(block.items)
    marks = block.marks() if isinstance(block, OrderedList) else bullets
    for item, mark in zip(block.items, marks, strict=True):
        yield from _pieces(item.blocks, depth + 1, mark, quotes)
        if not item.blocks:
            yield Piece(TEXT, depth=depth + 1, marker=mark, quotes=quotes)


def _runs(inlines: Iterable[Inline]) -> Runs:
    return tuple(flattened(inlines))


# --- pieces -> blocks ------------------------------------------------------------


def counted_on(pieces: Sequence[Piece]) -> tuple[list[Piece], int]:
    """Correct numbers that do not follow the item before; return the pieces and how many changed.

    LibreOffice (7.4) begins some lists again after a list within them when it makes a Word file of
    an OpenDocument file. So where a list goes on, its next number does.
    """
    open_lists: dict[int, tuple[int, str]] = {}
    found: list[Piece] = []
    changed = 0
    for piece in pieces:
        closed = piece.depth if piece.marker[:1].isdigit() else piece.depth - bool(piece.marker)
        open_lists = {depth: last for depth, last in open_lists.items() if depth <= closed}
        counted = piece
        if piece.marker[:1].isdigit():
            number, delimiter = int(piece.marker[:-1]), piece.marker[-1]
            last, its_delimiter = open_lists.get(piece.depth, (number - 1, delimiter))
            if its_delimiter == delimiter and number != last + 1:
                number = last + 1
                changed += 1
                counted = piece._replace(marker=f"{number}{delimiter}")
            open_lists[piece.depth] = (number, delimiter)
        found.append(counted)
    return found, changed


@dataclass(slots=True)
class _Holder:
    """A list item, a quotation or the whole text, while it fills.

    Attributes:
        is_item: whether it is a list item.
        spaced: whether, as an item, it has space after it.
        blocks: what it holds so far.
    """

    is_item: bool = False
    spaced: bool = False
    blocks: list[Block | _List | _Holder] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    """A list while it fills.

    Attributes:
        delimiter: of its numbers; '' for bullets.
        readings: the number of the last item in each style that its marks can be of.
        values: the number of each item in those styles.
        items: its items.
    """

    delimiter: str
    readings: dict[str, list[int]]
    items: list[_Holder] = field(default_factory=list)

    def take(self, marker: str) -> bool:
        """Take an item with this marker, if it is the list's next.

        Of a list with letters, the numbers may have gaps.
        """
        delimiter, values = _read(marker)
        if delimiter != self.delimiter:
            return False
        following = {
            style: [*before, values[style]]
            for style, before in self.readings.items()
            if style in values and values[style] == before[-1] + 1
        }
        with_gap = {
            style: [*before, values[style]]
            for style, before in self.readings.items()
            if style in values and values[style] > before[-1] and len(before) > 1
        }
        found = following or ({} if mark_at(marker) is None else with_gap)
        self.readings = found or self.readings
        return bool(found) or not delimiter


def _read(marker: str) -> tuple[str, dict[str, int]]:
    """Return the delimiter of a marker and its number in each style; '' for a bullet."""
    if marker == BULLET:
        return "", {}
    mark = mark_at(marker)
    if mark is None:
        return marker[-1], {"1": int(marker[:-1])}
    values = {style: mark.value(style) for style in STYLES}
    return mark.delimiter, {style: value for style, value in values.items() if value is not None}


def grouped(pieces: Sequence[Piece]) -> list[tuple[Block, tuple[Piece, ...]]]:
    """Group pieces into blocks, each with the pieces that it is made of."""
    root = _Holder()
    stack = [root]
    spans: list[list[Piece]] = []
    for piece in pieces:
        before = len(root.blocks)
        _take(piece, stack)
        if len(root.blocks) > before:
            spans.append([])
        spans[-1].append(piece)
    blocks = [_frozen(one) for one in root.blocks]
    return [
        (block, tuple(span))
        for whole, span in zip(blocks, spans, strict=True)
        for block in normal([whole])
    ]


def _take(piece: Piece, stack: list[_Holder]) -> None:
    depth = max(0, piece.depth - 1) if piece.marker else piece.depth
    _close(stack, depth, piece.quotes)
    while _quotes(stack) < piece.quotes:
        _open_quote(stack)
    if not piece.marker:
        stack[-1].blocks.append(_plain(piece))
        return
    last = stack[-1].blocks[-1] if stack[-1].blocks else None
    if not isinstance(last, _List) or not last.take(piece.marker):
        last = _new_list(piece.marker)
        stack[-1].blocks.append(last)
    item = _Holder(is_item=True, spaced=piece.spaced)
    last.items.append(item)
    stack.append(item)
    if piece.runs:
        item.blocks.append(_plain(piece))


def _close(stack: list[_Holder], depth: int, quotes: int) -> None:
    """Leave the items deeper than ``depth``, and the quotations beyond ``quotes``."""
    while sum(one.is_item for one in stack) > depth:
        stack.pop()
    while _quotes(stack) > quotes:
        stack.pop()


def _quotes(stack: list[_Holder]) -> int:
    return sum(not one.is_item for one in stack[1:])


def _open_quote(stack: list[_Holder]) -> None:
    last = stack[-1].blocks[-1] if stack[-1].blocks else None
    if not isinstance(last, _Holder):
        last = _Holder()
        stack[-1].blocks.append(last)
    stack.append(last)


def _new_list(marker: str) -> _List:
    delimiter, values = _read(marker)
    return _List(delimiter, {style: [value] for style, value in values.items()})


def _plain(piece: Piece) -> Block:
    match piece.kind:
        case "heading":
            return Heading(piece.level or 1, nested_runs(piece.runs))
        case "code":
            return CodeBlock(piece.runs[0].text)
        case "rule":
            return ThematicBreak()
        case "table":
            header, *rows = (tuple(map(nested_runs, row)) for row in piece.rows)
            return Table(header, tuple(rows), piece.alignments)
    return Paragraph(nested_runs(piece.runs))


def nested_runs(runs: Sequence[Run]) -> tuple[Inline, ...]:
    """Nest runs as inlines; the looks of a link are inside or around it as Markdown has them."""
    return nested(runs) if runs else ()


def _frozen(node: Block | _List | _Holder) -> Block:
    match node:
        case _Holder():
            return Quote(tuple(map(_frozen, node.blocks)))
        case _List():
            items = tuple(ListItem(tuple(map(_frozen, item.blocks))) for item in node.items)
            # The last line of every list has space after it: this does not make a list loose.
            last = len(node.items) - 1
            tight = not any(
                item.spaced and (number < last or len(item.blocks) > 1)
                for number, item in enumerate(node.items)
            )
            if not node.delimiter:
                return BulletList(items, tight)
            style, values = next(iter(node.readings.items()))
            follow = [values[0], *(value + 1 for value in values)]
            numbered = (
                replace(item, value=None if value == follows else value)
                for item, value, follows in zip(items, values, follow, strict=False)
            )
            return OrderedList(tuple(numbered), values[0], node.delimiter, tight, style)
        case _:
            return node
