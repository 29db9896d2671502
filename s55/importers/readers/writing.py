"""Write blocks as Markdown that reads back as the same blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from s55.importers.source import BlockKind, SourceBlock
from s55.richtext.markdown import blocks_of
from s55.richtext.markdown_writer import note_definition
from s55.richtext.nodes import (
    Code,
    Emphasis,
    Hyperlink,
    Inline,
    LineBreak,
    Note,
    Paragraph,
    Strong,
    Text,
    notes_of,
)
from s55.richtext.normal import without_notes
from s55.richtext.numerals import STYLES, Mark, mark_at

_SPECIAL = re.compile(r"([\\`*_\[\]<&]|~(?=~))")
_LINE_START = re.compile(r"^(\s*)([#>+=-]|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)
_NUMBER = re.compile(r"\d{1,9}[.)]")


def as_markdown(blocks: Sequence[SourceBlock]) -> str:
    """Write blocks as Markdown, without a final line feed; their notes follow them."""
    parts: list[str] = []
    before: SourceBlock | None = None
    widths: list[int] = []
    notes: list[Note] = []
    apart = _begins_apart(blocks)
    for number, block in enumerate(_labelled(block, notes) for block in blocks):
        text, widths = _block(block, widths)
        if before is not None:
            tight = (
                block.kind is before.kind is BlockKind.LIST_ITEM
                and bool(block.marker)
                and number not in apart
            ) or block.kind is before.kind is BlockKind.TABLE_ROW
            parts.append("\n" if tight else "\n\n")
        parts.append(text)
        if block.cells and (before is None or before.table != block.table):
            parts.append(f"\n|{' --- |' * len(block.cells)}")
        before = block
    for number, note in enumerate(notes, start=1):
        parts.append(f"\n\n{note_definition(str(number), note)}")
    return "".join(parts)


def note_of(blocks: Sequence[SourceBlock]) -> Note | None:
    """Make a note of its paragraphs and list items; None where it has none."""
    if any(block.kind is BlockKind.LIST_ITEM for block in blocks):
        return Note(blocks_of(as_markdown(blocks)))
    return Note(tuple(Paragraph(block.inlines) for block in blocks)) if blocks else None


def _begins_apart(blocks: Sequence[SourceBlock]) -> set[int]:
    """Find the items with letters that need an empty line before them.

    Without it they would run on in the item before, where they neither begin a list at its first
    letter nor go on with one (richtext.lettered).
    """
    found: set[int] = set()
    before: dict[int, Mark | None] = {}
    for number, block in enumerate(blocks):
        if block.kind is not BlockKind.LIST_ITEM:
            before = {}
        if block.kind is not BlockKind.LIST_ITEM or not block.marker:
            continue
        depth, mark = max(1, block.level), _mark(block)
        before = {level: one for level, one in before.items() if level <= depth}
        last = before.get(depth)
        if mark is not None and not (last and _goes_on(last, mark)):
            following = _sibling(blocks, number, depth)
            opening = following and mark.opens(following)
            if not opening or opening[1] != 1:
                found.add(number)
        before[depth] = mark
    return found


def _goes_on(before: Mark, mark: Mark) -> bool:
    values = ((before.value(style), mark.value(style)) for style in STYLES)
    return before.delimiter == mark.delimiter and any(
        one is not None and other is not None for one, other in values
    )


def _sibling(blocks: Sequence[SourceBlock], number: int, depth: int) -> Mark | None:
    """Return the mark of the next item of the list."""
    for block in blocks[number + 1 :]:
        if block.kind is not BlockKind.LIST_ITEM or block.level < depth:
            return None
        if block.marker and block.level == depth:
            return _mark(block)
    return None


def _mark(block: SourceBlock) -> Mark | None:
    mark = mark_at(block.marker)
    return mark if mark and mark.length == len(block.marker) else None


def _labelled(block: SourceBlock, notes: list[Note]) -> SourceBlock:
    """Put its number in the place of each note, and collect the notes; links hold none."""

    def labelled(inlines: Iterable[Inline]) -> Iterator[Inline]:
        for inline in inlines:
            match inline:
                case Note():
                    notes.append(inline)
                    yield Note((Paragraph((Text(str(len(notes))),)),))
                case Hyperlink(_, children):
                    within = tuple(notes_of(children))
                    yield replace(inline, children=without_notes(children))
                    yield from labelled(within)
                case Strong(children) | Emphasis(children):
                    yield replace(inline, children=tuple(labelled(children)))
                case _:
                    yield inline

    if block.cells:
        return replace(block, cells=tuple(tuple(labelled(cell)) for cell in block.cells))
    return replace(block, inlines=tuple(labelled(block.inlines)))


def _block(block: SourceBlock, widths: list[int]) -> tuple[str, list[int]]:
    """Write a block; return its Markdown and the widths of the open list items' markers."""
    match block.kind:
        case BlockKind.HEADING:
            return _heading(block), []
        case BlockKind.LIST_ITEM:
            return _item(block, widths)
        case BlockKind.TABLE_ROW:
            return f"| {' | '.join(map(_cell, block.cells))} |", []
    return _escaped_start(inline_markdown(block.inlines)), []


def _heading(block: SourceBlock) -> str:
    """Write a heading; the places of its notes are a paragraph below it."""
    heading = f"{'#' * max(1, block.level)} {inline_markdown(without_notes(block.inlines))}"
    return "\n\n".join(filter(None, (heading, inline_markdown(block.notes))))


def _cell(inlines: Iterable[Inline]) -> str:
    return inline_markdown(inlines).replace("\\\n", " ").replace("|", "\\|")


def _item(block: SourceBlock, widths: list[int]) -> tuple[str, list[int]]:
    depth = max(1, block.level)
    marker = block.marker if _NUMBER.fullmatch(block.marker) or _mark(block) else "-"
    indent = " " * sum(widths[: depth - 1])
    text = _escaped_start(inline_markdown(block.inlines))
    if not block.marker:
        indent = " " * sum(widths[:depth])
        return indent + text.replace("\n", "\n" + indent), widths[:depth]
    inner = indent + " " * (len(marker) + 1)
    widths = [*widths[: depth - 1], len(marker) + 1]
    return f"{indent}{marker} " + text.replace("\n", "\n" + inner), widths


def _escaped_start(text: str) -> str:
    """Escape what would make a line a list, heading or quotation."""
    return _LINE_START.sub(_escape_start, text)


def _escape_start(found: re.Match[str]) -> str:
    if found[2].isdigit():
        return found[0] + "\\"
    return f"{found[1]}\\{found[2]}"


def inline_markdown(inlines: Iterable[Inline]) -> str:
    """Write inlines as Markdown; a line break is a backslash at the line's end."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text):
                parts.append(_SPECIAL.sub(r"\\\1", text))
            case Code(text):
                parts.append(_code(text))
            case Note():
                parts.append(f"[^{''.join(inline.words())}]")
            case LineBreak():
                parts.append("\\\n")
            case Emphasis(children):
                parts.append(f"*{inline_markdown(children)}*")
            case Strong(children):
                parts.append(f"**{inline_markdown(children)}**")
            case Hyperlink(address, children):
                shown = address if not re.search(r"[\s()<>]", address) else f"<{address}>"
                parts.append(f"[{inline_markdown(children)}]({shown})")
    return "".join(parts)


def _code(text: str) -> str:
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
