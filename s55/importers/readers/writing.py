"""Write blocks as Markdown that reads back as the same blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from s55.importers.source import BlockKind, SourceBlock
from s55.richtext.markdown_writer import markdown_of
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
)

_SPECIAL = re.compile(r"([\\`*_\[\]<&])")
_LINE_START = re.compile(r"^(\s*)([#>+=-]|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)
_NUMBER = re.compile(r"\d{1,9}[.)]")


def as_markdown(blocks: Sequence[SourceBlock]) -> str:
    """Write blocks as Markdown, without a final line feed; their notes follow them."""
    parts: list[str] = []
    before: SourceBlock | None = None
    widths: list[int] = []
    notes: list[Note] = []
    for block in (_labelled(block, notes) for block in blocks):
        text, widths = _block(block, widths)
        if before is not None:
            tight = (
                block.kind is before.kind is BlockKind.LIST_ITEM and bool(block.marker)
            ) or block.kind is before.kind is BlockKind.TABLE_ROW
            parts.append("\n" if tight else "\n\n")
        parts.append(text)
        if block.cells and (before is None or before.table != block.table):
            parts.append(f"\n|{' --- |' * len(block.cells)}")
        before = block
    return "".join([*parts, *map(_definition, count(1), notes)])


def _labelled(block: SourceBlock, notes: list[Note]) -> SourceBlock:
    """Put its number in the place of each note, and collect the notes."""

    def labelled(inlines: Iterable[Inline]) -> Iterator[Inline]:
        for inline in inlines:
            match inline:
                case Note():
                    notes.append(inline)
                    yield Note((Paragraph((Text(str(len(notes))),)),))
                case Strong(children) | Emphasis(children) | Hyperlink(_, children):
                    yield replace(inline, children=tuple(labelled(children)))
                case _:
                    yield inline

    if block.cells:
        return replace(block, cells=tuple(tuple(labelled(cell)) for cell in block.cells))
    return replace(block, inlines=tuple(labelled(block.inlines)))


def _definition(number: int, note: Note) -> str:
    lines = markdown_of(note.blocks).strip("\n").split("\n")
    return f"\n\n[^{number}]: " + "\n".join(
        f"    {line}" if index and line else line for index, line in enumerate(lines)
    )


def _block(block: SourceBlock, widths: list[int]) -> tuple[str, list[int]]:
    """Write a block; return its Markdown and the widths of the open list items' markers."""
    match block.kind:
        case BlockKind.HEADING:
            return f"{'#' * max(1, block.level)} {inline_markdown(block.inlines)}", []
        case BlockKind.LIST_ITEM:
            return _item(block, widths)
        case BlockKind.TABLE_ROW:
            return f"| {' | '.join(map(_cell, block.cells))} |", []
    return _escaped_start(inline_markdown(block.inlines)), []


def _cell(inlines: Iterable[Inline]) -> str:
    return inline_markdown(inlines).replace("\\\n", " ").replace("|", "\\|")


def _item(block: SourceBlock, widths: list[int]) -> tuple[str, list[int]]:
    depth = max(1, block.level)
    marker = block.marker if _NUMBER.fullmatch(block.marker) else "-"
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
