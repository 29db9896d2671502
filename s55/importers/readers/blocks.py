"""Make blocks, and recognise headings and list items by their text, for all formats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from s55.importers.readers.runs import BREAK, Run, all_bold, flattened, folded, inlines, nested
from s55.importers.source import BlockKind, SourceBlock, SourcePosition

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS = 26


def list_number(value: int, style: str) -> str:
    """Write a number by a list type of HTML: '1', 'a', 'A', 'i' or 'I'; others in digits."""
    if style.lower() == "a" and 0 < value <= _LETTERS**2:
        # Word doubles the letter after z, HTML counts on with aa, ab: both are rare, and alike.
        shown = _letters(value)
    elif style.lower() == "i" and 0 < value < 4000:
        shown = _roman(value)
    else:
        return str(value)
    return shown.upper() if style.isupper() else shown


def _letters(value: int) -> str:
    shown = ""
    while value:
        value, rest = divmod(value - 1, _LETTERS)
        shown = chr(ord("a") + rest) + shown
    return shown


def _roman(value: int) -> str:
    shown = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        shown += letters * count
    return shown


BULLET = "•"
BULLETS = (
    "•‣⁃∙·–—\u2212\u2190-\u21ff\u25a0-\u25ff\u2605\u2606\u2610-\u2612\u2700-\u27bf"
    "\u2b1a-\u2b2f\uf000-\uf0ff-"
)
"""The characters that are bullets, as the inside of a regular expression's brackets."""
_BULLET = re.compile(rf"([{BULLETS}]\ufe0e?|o(?=\s))\s+")
_NUMBER = re.compile(
    r"(\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-z]|[ivxl]{2,6})[.)]|\d{1,2}\.\d{1,2})\s+", re.IGNORECASE
)
_SENTENCE_END = (".", "!", "?", ";", ":", ",")
_QUESTION = re.compile(r"(?:How|What|Why|Who|When|Where|Which|Is|Are|Do|Does|Has|Have)\b[^.!?:]*\?")
_DATE_OR_NUMBER = re.compile(
    r"[\d\s/.,%£-]+|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?[A-Z][a-z]+\s+\d{4}", re.ASCII
)
MAX_HEADING = 150
"""Characters of the longest line that its looks alone can make a heading."""
_HEADING_SIZE = 1.15
"""How much larger than the body a line must be to be a heading by its looks."""


def paragraph(runs: Iterable[Run], place: SourcePosition, **looks: object) -> SourceBlock | None:
    """Make a paragraph; None when it would have no visible text."""
    return make(BlockKind.PARAGRAPH, runs, place, **looks)


def make(
    kind: BlockKind, runs: Iterable[Run], place: SourcePosition, **looks: object
) -> SourceBlock | None:
    """Make a block of ``kind``; None when it would have no visible text."""
    found = folded(runs)
    if not found:
        return None
    bold = all_bold(found)
    plain = [run._replace(bold=False) for run in found] if kind is BlockKind.HEADING else found
    return SourceBlock(
        kind,
        nested(plain if bold else found),
        place,
        bold=bold,
        **looks,  # type: ignore[arg-type]  # the names of its own fields
    )


def row(
    cells: Sequence[Iterable[Run]], place: SourcePosition, **looks: object
) -> SourceBlock | None:
    """Make a table row; None when all its cells are empty."""
    runs = [folded(cell) for cell in cells]
    if not any(runs):
        return None
    whole = tuple(nested(cell) for cell in runs)
    joined: list[Run] = []
    for cell in runs:
        joined += [*([Run(" | ")] if joined else []), *cell]
    bold = all_bold(run for cell in runs for run in cell)
    return SourceBlock(
        BlockKind.TABLE_ROW,
        inlines(joined),
        place,
        cells=whole,
        bold=bold,
        **looks,  # type: ignore[arg-type]  # the names of its own fields
    )


def bullet_of(text: str) -> str:
    """Return the bullet at the start of a text with the white space after it, or ''."""
    found = _BULLET.match(text)
    return found[0] if found else ""


def number_of(text: str) -> str:
    """Return the number or letter of a list at the start of a text, with white space, or ''."""
    found = _NUMBER.match(text)
    return found[0] if found else ""


def shown_bullet(marker: str) -> str:
    """Show a bullet as a reader sees it: private-use characters and hyphens as dots."""
    marker = marker.strip()
    if not marker or "\ue000" <= marker <= "\uf8ff" or marker in "-*+·∙●":
        return BULLET
    return marker


def looks_like_heading(text: str) -> bool:
    """Whether a line on its own could be a heading: short, a capital first, no full stop."""
    return (
        0 < len(text) <= MAX_HEADING
        and (not text.rstrip("”’").endswith(_SENTENCE_END) or bool(_QUESTION.fullmatch(text)))
        and "\n" not in text
        and (text[0].isupper() or text[0].isdigit() or text[0] in "‘'“\"(")
        and any(map(str.isalpha, text))
        and not _DATE_OR_NUMBER.fullmatch(text)
    )


def cell_runs(blocks: Iterable[SourceBlock]) -> list[Run]:
    """Join the blocks of a table's cell, with a break between them."""
    runs: list[Run] = []
    for block in blocks:
        lead = f"{block.marker} " if block.marker else ""
        runs += [*([Run(BREAK)] if runs else []), Run(lead), *flattened(block.inlines)]
    return runs


def rows_of_column(
    cells: Sequence[Sequence[SourceBlock]], table: int, boxed: int
) -> list[SourceBlock]:
    """Make rows of a table of one column, if it has a bold head over two rows of text or more.

    Any other is a box, in which headings and lists stay what they are.

    Args:
        cells: the blocks of each cell.
        table: the number of the table.
        boxed: the number of the box around it, or 0.

    Returns:
        the rows; [] if the table is a box.
    """
    if len(cells) <= _FEWEST_BELOW_HEAD or not all(cells):
        return []
    (head, *more), *below = cells
    texts = list(chain.from_iterable(below))
    is_head = head.bold and not (more or head.marker)
    if not is_head or any(one.kind is not BlockKind.PARAGRAPH or one.bold for one in texts):
        return []
    made = (row([cell_runs(cell)], cell[0].place, table=table, boxed=boxed) for cell in cells)
    return [one for one in made if one]


_FEWEST_BELOW_HEAD = 2


def without_prefix(runs: Sequence[Run], length: int) -> list[Run]:
    """Drop the first ``length`` characters of folded runs."""
    rest: list[Run] = []
    for run in runs:
        if length and length >= len(run.text):
            length -= len(run.text)
            continue
        rest.append(run._replace(text=run.text[length:]) if length else run)
        length = 0
    return rest


def with_headings(blocks: Sequence[SourceBlock]) -> Iterator[SourceBlock]:
    """Make headings of paragraphs that stand out by size or weight."""
    sizes: dict[float, int] = {}
    for block in blocks:
        if block.size:
            sizes[block.size] = sizes.get(block.size, 0) + len(block.text)
    body = max(sizes, key=lambda size: sizes[size], default=0.0)
    for block in blocks:
        large = bool(block.size and body and block.size >= body * _HEADING_SIZE)
        text = block.text
        stands_out = (block.bold or large) and len(text) <= MAX_HEADING
        if (
            block.kind is BlockKind.PARAGRAPH
            and stands_out
            and not text.endswith((".", ",", ";", ":"))
            and "\n" not in text
            and any(map(str.isalpha, text))
        ):
            yield replace(block, kind=BlockKind.HEADING)
        else:
            yield block


FEWEST_POINTS_SET_IN = 20.0
"""A paragraph that begins so many points to the right of the margin is set in."""


def begins_set_in(text: str, left: float, first: float, before: SourceBlock | None) -> bool:
    """Whether a paragraph begins words that are set in, below a line that brings them in.

    Word processors quote so where no style does it ("The force has said:").

    Args:
        text: of the paragraph.
        left: points from the margin to its lines.
        first: points from these to its first line.
        before: what stands above it.
    """
    is_text = text.lstrip()[:1].isalnum() or text.lstrip()[:1] in ("“", "‘", '"', "'")
    brought_in = before is not None and not before.cells and before.text.rstrip().endswith(":")
    return left >= FEWEST_POINTS_SET_IN and first >= 0 and is_text and brought_in
