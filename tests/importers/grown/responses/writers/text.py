"""A grown document as plain text."""

from __future__ import annotations

import textwrap

from tests.importers.grown.responses.blocks import (
    Block,
    Entries,
    Framed,
    Grid,
    Heading,
    Look,
    Passage,
    text_of,
)
from tests.importers.grown.responses.documents import Document


def text(document: Document) -> str:
    """The plain text; by the seed with long or with broken lines, headings underlined or not."""
    width = 78 if document.seed % 2 else None
    parts = [_block(block, width, underlined=document.seed % 3 == 0) for block in document.blocks]
    return "\n\n".join(parts) + "\n"


def _block(block: Block, width: int | None, *, underlined: bool) -> str:
    if isinstance(block, Heading):
        line = f"{block.marker} {block.text}".strip()
        return f"{line}\n{'-' * min(len(line), 78)}" if underlined and block.level < 4 else line
    if isinstance(block, Passage):
        return _passage(block, width)
    if isinstance(block, Entries):
        before = "    " if block.look is Look.INDENT else ""
        lines = [
            f"{f'{at}.' if block.ordered else '-'} {''.join(run.text for run in entry)}"
            for at, entry in enumerate(block.entries, 1)
        ]
        return "\n".join(_wrapped(line, width, before) for line in lines)
    if isinstance(block, Grid):
        return _grid(block)
    assert isinstance(block, Framed)
    return "\n".join(_block(inner, width, underlined=underlined) for inner in block.blocks)


def _passage(block: Passage, width: int | None) -> str:
    before = "    " if block.look is Look.INDENT else ""
    line = "".join(run.text for run in block.runs)
    if block.marker:
        line = f"{block.marker} {line}"
    return "\n".join(_wrapped(part, width, before) for part in line.split("\n"))


def _wrapped(line: str, width: int | None, before: str) -> str:
    if width is None:
        return before + line
    return textwrap.fill(line, width, initial_indent=before, subsequent_indent=before)


def _grid(grid: Grid) -> str:
    """A row on a line, with tabs between its cells."""
    lines: list[str] = []
    reaching = 0
    for row in grid.rows:
        cells = [" ".join(text_of([block]) for block in field.blocks) for field in row]
        lines.append("\t".join(([""] if reaching else []) + cells))
        reaching = max(reaching - 1, row[0].down - 1)
    return "\n".join(lines)
