"""Read elements of a Word file as flat pieces of rich text, with their looks and nesting.

A piece is a paragraph, a heading, code, a rule or a table, with the depth of its list. Text is
read as it reads now: insertions in, deletions out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from typing import NamedTuple

from lxml import etree

from s55.importers.readers.runs import BREAK, Run
from s55.importers.readers.word.lists import ListCounter
from s55.importers.readers.word.runs import NoteKey, Texts
from s55.records import dataclass
from s55.richtext.nodes import Note
from s55.richtext.numerals import mark_at
from s55.word.elements import why_left_out
from s55.word.styles import WordStyles, name_of
from s55.word.xml import PPR, RPR, TBL, P, cells_of, left_of, measure, rows_of, value_of, w

TEXT, HEADING, CODE, RULE, TABLE = "text", "heading", "code", "rule", "table"

_NUMBER = re.compile(r"(\d{1,9})([.)])")
_QUOTE = re.compile(r"(?:intense )?(?:block )?(?:quote|quotation|quotations)(?: text)?", re.I)
_PLAIN_QUOTES = frozenset({"quote", "quote text", "quotations"})
_CODE = re.compile(r"code(?: style)?|preformatted text|html preformatted|source code", re.I)
_RULE = re.compile(r"thematic break|horizontal line", re.I)
_ENDINGS = (".", "!", "?", ":", ";", ",")
"""After these a space keeps two paragraphs of a cell apart."""
_SLACK = 40
"""Twips by which two indentations may differ and still be the same."""

Runs = tuple[Run, ...]


class Piece(NamedTuple):
    """A paragraph or a table as it looks.

    Attributes:
        kind: what it is.
        runs: its text; for code one run with its lines.
        depth: the lists around it.
        marker: its bullet ('-'), number ('2.') or letter ('(a)'), or ''.
        quotes: the quotations around it.
        level: of a heading, 1 to 6.
        rows: of a table, its header row first.
        alignments: of a table's columns.
        spaced: whether it has more space after it than its style asks for, as in a loose list.
    """

    kind: str
    runs: Runs = ()
    depth: int = 0
    marker: str = ""
    quotes: int = 0
    level: int = 0
    rows: tuple[tuple[Runs, ...], ...] = ()
    alignments: tuple[str, ...] = ()
    spaced: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it shows nothing, not even a bullet."""
        said = self.runs if self.kind != TABLE else [run for r in self.rows for c in r for run in c]
        return not (
            self.marker or self.kind == RULE or any(run.text.strip() or run.note for run in said)
        )


@dataclass(slots=True)
class WordText:
    """Reads elements of one Word file.

    Attributes:
        styles: of the file.
        lists: of the file; it counts as the paragraphs go by.
        addresses: of its links by their ids.
        note_of: makes a note of the text by its kind and id.
    """

    styles: WordStyles
    lists: ListCounter
    addresses: dict[str, str]
    note_of: Callable[[NoteKey], Note | None] = lambda _: None
    texts: Texts = field(init=False)
    _step: int = field(init=False)
    """How far a quotation is indented, in twips."""

    def __post_init__(self) -> None:
        self.texts = Texts(self.styles, self.addresses, note_of=self.note_of)
        quotes = self.styles.matching(_QUOTE)
        plain = (style for style in quotes if name_of(style) in _PLAIN_QUOTES)
        first = next(plain, quotes[0] if quotes else None)
        self._step = 0 if first is None else self.styles.left_of_style(first.get(w("styleId")))

    def pieces(self, elements: Sequence[etree._Element]) -> list[Piece]:
        """Read paragraphs and tables that follow each other as pieces, without empty ones.

        What is in a text box follows the paragraph that it is anchored in.
        """
        found: list[Piece] = []
        lefts: list[int] = []
        carried: list[Run] = []
        for one in elements:
            if one.tag == TBL:
                indent = one.find(f"{w('tblPr')}/{w('tblInd')}")
                left = 0 if indent is None else measure(indent.get(w("w")))
                depth, quotes = _nesting_at(lefts, left, self._step, 0)
                found.append(self._table(one)._replace(depth=depth, quotes=quotes))
                continue
            piece, carried = self._paragraph(one, lefts, carried)
            if piece is not None:
                found.append(piece)
            for box in self.texts.boxes:
                found += self.pieces(_blocks_in(box))
        return _joined(one for one in found if not one.is_empty)

    def _paragraph(
        self, paragraph: etree._Element, lefts: list[int], carried: list[Run]
    ) -> tuple[Piece | None, list[Run]]:
        """Read a paragraph as a piece, or as runs that its deleted end joins to the next one."""
        runs = [*carried, *self.texts.own_looks(paragraph)]
        properties = paragraph.find(PPR)
        if properties is not None and properties.find(f"{RPR}/{w('del')}") is not None:
            return None, runs
        name = name_of(next(iter(self.styles.of_paragraph(properties)), None))
        listed = self.styles.numbering(properties)
        marker = self.lists.marker(*listed) if listed else None
        left = self._left(properties)
        if marker is not None and listed:
            return self._item(paragraph, runs, marker, listed, lefts), []
        if not (_RULE.fullmatch(name) or any(run.text.strip() or run.note for run in runs)):
            # An empty line does not show where the next one belongs; one follows every table.
            return None, []
        piece = self._plain(properties, name, tuple(runs))
        if piece.kind != TEXT:
            own = self._own_left(properties) if piece.kind == CODE else 0
            depth, quotes = _nesting_at(lefts, left - own, self._step, 0)
            return piece._replace(depth=depth, quotes=quotes), []
        if not _QUOTE.fullmatch(name):
            return piece._replace(depth=_within(lefts, left)), []
        step = self._own_left(properties) or self._step
        depth, quotes = _nesting_at(lefts, left, step, 1)
        return piece._replace(depth=depth, quotes=quotes), []

    def _item(
        self,
        paragraph: etree._Element,
        runs: Sequence[Run],
        marker: str,
        listed: tuple[str, int],
        lefts: list[int],
    ) -> Piece:
        properties = paragraph.find(PPR)
        level = min(listed[1], len(lefts))
        del lefts[level:]
        own = self.lists.left(*listed)
        left = _direct_left(properties)
        beyond = 0 if left is None else left - own
        quotes = max(1, round(beyond / (self._step or beyond))) if beyond > _SLACK else 0
        # A quotation indents its lists; its own paragraphs are measured without that step too.
        lefts.append(own if left is None or quotes else left)
        found = _NUMBER.fullmatch(marker)
        lettered = mark_at(marker)
        shown = f"{int(found[1])}{found[2]}" if found else "-"
        shown = marker if lettered and lettered.length == len(marker) else shown
        heading = self.styles.heading_level(properties)
        kind = HEADING if heading else TEXT
        spaced = self._is_spaced(properties)
        return Piece(kind, tuple(runs), level + 1, shown, quotes, heading, spaced=spaced)

    def _plain(
        self,
        properties: etree._Element | None,
        name: str,
        runs: Runs,
    ) -> Piece:
        """Read a paragraph as if it had no number, list or quotation around it."""
        if _RULE.fullmatch(name) and not any(run.text.strip() for run in runs):
            return Piece(RULE)
        if _CODE.fullmatch(name):
            return Piece(CODE, (Run("".join(run.text for run in runs)),))
        if heading := self.styles.heading_level(properties):
            return Piece(HEADING, runs, level=heading)
        return Piece(TEXT, runs)

    # --- tables -----------------------------------------------------------------

    def _table(self, table: etree._Element) -> Piece:
        rows: list[tuple[Runs, ...]] = []
        alignments: list[str] = []
        for row in rows_of(table):
            if why_left_out(row, "w:trPr"):
                continue
            cells: list[Runs] = []
            for cell in cells_of(row):
                if why_left_out(cell, "w:tcPr"):
                    continue
                cells.append(tuple(self._cell(cell)))
                span = measure(value_of(cell.find(w("tcPr")), "gridSpan"), 1)
                cells.extend(() for _ in range(min(span, 100) - 1))
            if not rows:
                alignments = [_alignment(cell) for cell in cells_of(row)]
            rows.append(tuple(cells))
        width = max(map(len, rows), default=0)
        full = tuple((*row, *((),) * (width - len(row))) for row in rows)
        aligned = (*alignments, *[""] * width)[:width]
        return Piece(TABLE, rows=full, alignments=aligned)

    def _cell(self, cell: etree._Element) -> Iterator[Run]:
        """Yield the runs of a cell, its paragraphs kept apart: a cell of a draft is one line."""
        before = ""
        for paragraph in cell.iter(P):
            runs = [
                run._replace(text=" ") if run.text == BREAK else run
                for run in self.texts.own_looks(paragraph)
            ]
            said = "".join(run.text for run in runs).strip()
            if not said and not any(run.note for run in runs):
                continue
            if before:
                yield Run(" " if before.endswith(_ENDINGS) else "; ")
            listed = self.styles.numbering(paragraph.find(PPR))
            marker = self.lists.marker(*listed) if listed else None
            if marker:
                yield Run(f"{marker} ")
            before = said
            yield from runs

    # --- measures ---------------------------------------------------------------

    def _left(self, properties: etree._Element | None) -> int:
        direct = _direct_left(properties)
        return self._own_left(properties) if direct is None else direct

    def _is_spaced(self, properties: etree._Element | None) -> bool:
        """Whether a paragraph asks for more space after it than its style gives."""
        after = value_of(properties, "spacing", "after")
        if after is None:
            return False
        asking = (
            style.find(f"{PPR}/{w('spacing')}") for style in self.styles.of_paragraph(properties)
        )
        own = next((one.get(w("after")) for one in asking if one is not None), None)
        return measure(after) > measure(own)

    def _own_left(self, properties: etree._Element | None) -> int:
        """Return the indentation that the paragraph's style gives."""
        return self.styles.left_of_style(value_of(properties, "pStyle"))


_MAX_QUOTES = 9


def _blocks_in(holder: etree._Element) -> list[etree._Element]:
    """List the paragraphs and tables of a text box, those in controls too."""
    found: list[etree._Element] = []
    for child in holder:
        found += [child] if child.tag in (P, TBL) else _blocks_in(child)
    return found


def _nesting_at(lefts: list[int], left: int, step: int, least: int) -> tuple[int, int]:
    """Find the lists and quotations around text at ``left``; deeper lists end.

    Args:
        lefts: twips from the margin to the text of each open list around.
        left: twips from the margin to the text itself.
        step: how far a quotation is indented, in twips.
        least: the quotations around it at least.
    """
    fits = [
        (abs(start + quotes * step - left), -depth, quotes)
        for depth, start in enumerate((0, *lefts))
        for quotes in range(least, _MAX_QUOTES + 1 if step > _SLACK else least + 1)
    ]
    error, depth, quotes = min(fits)
    if error > _SLACK:  # it was moved by hand
        return _within(lefts, left - least * step), least
    del lefts[-depth:]
    return -depth, quotes


def _within(lefts: list[int], left: int) -> int:
    """Return the depth of the list to which a paragraph at ``left`` belongs; deeper lists end."""
    depth = sum(1 for one in lefts if one <= left + _SLACK)
    del lefts[depth:]
    return depth


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """Join lines of code that follow each other."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1]._replace(runs=piece.runs) if found else None
        if piece.kind == CODE and last == piece:
            text = f"{found[-1].runs[0].text}\n{piece.runs[0].text}"
            found[-1] = piece._replace(runs=(Run(text),))
        else:
            found.append(piece)
    return found


def _direct_left(properties: etree._Element | None) -> int | None:
    return None if properties is None else left_of(properties.find(w("ind")))


def _alignment(cell: etree._Element) -> str:
    paragraph = cell.find(f"{P}/{PPR}")
    said = value_of(paragraph, "jc") or ""
    return {"center": "center", "right": "right", "end": "right", "left": "left"}.get(said, "")
