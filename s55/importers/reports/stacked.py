"""Put a table whose cells stand one below the other, as copied text has them, into rows again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from s55.importers.reports import words
from s55.importers.reports.facts.dates import only_sets_time, time_of
from s55.importers.reports.findings import own_number
from s55.importers.reports.forms.heads import held_by
from s55.importers.source import BlockKind, SourceBlock
from s55.records import dataclass
from s55.richtext.nodes import Inline, LineBreak, Text

_MOST_HEADS = 5
_LONGEST_HEAD = 40
"""Characters of the head of a column at the most."""
_LONGEST_FACT = 80
"""Characters of the longest cell that only says who, or by when."""
_FEWEST_WORDS = 4
"""Words of what is asked at the least."""
_REFERENCE = re.compile(r"(?P<number>[A-Z]{0,2}\d{1,3})\.?(?:\s+(?P<text>[A-Z].*))?", re.DOTALL)
_YEAR = re.compile(r"20\d\d")
_WITH_DAY = re.compile(r"(?P<who>\S.*\S)\s+(?P<when>(?:\d{1,2}\s+)?[A-Z][a-z]{2,8}\s+20\d\d)")


def with_rows(blocks: Sequence[SourceBlock]) -> tuple[SourceBlock, ...]:
    """Replace the cells of each such table by its head and its rows.

    Its head names at least a number, what is asked, and whom or by when; it has two rows or more.
    """
    made: list[SourceBlock] = []
    table = max((block.table for block in blocks), default=0)
    at = 0
    while at < len(blocks):
        count, columns = _heads(blocks, at)
        rows, end = _rows(blocks, at + count, columns) if count else ([], at)
        if len(rows) < 2:
            made.append(blocks[at])
            at += 1
            continue
        table += 1
        heads = [(Text(one),) for one in ("Number", "Recommended action", "For", "By when")]
        made.append(_as_row(blocks[at], table, heads))
        made += [_as_row(row.block, table, row.cells) for row in rows]
        at = end
    return tuple(made)


def _as_row(block: SourceBlock, table: int, cells: Sequence[tuple[Inline, ...]]) -> SourceBlock:
    return SourceBlock(BlockKind.TABLE_ROW, (), block.place, cells=tuple(cells), table=table)


# --- the head -----------------------------------------------------------------------


def _heads(blocks: Sequence[SourceBlock], at: int) -> tuple[int, set[str]]:
    """Count the blocks that are heads of a table's columns, and tell what these hold."""
    said: set[str] = set()
    count = 0
    for block in blocks[at : at + _MOST_HEADS]:
        found = _columns_in(block) if not block.cells and not block.marker else set()
        if not found or found & said:
            break
        said |= found
        count += 1
    is_table = {"number", "what"} <= said and said & {"who", "when"}
    return (count, said) if is_table else (0, set())


def _columns_in(block: SourceBlock) -> set[str]:
    """Tell what columns a line heads; copied, two heads may be on one line."""
    line = " ".join(block.text.split())
    if not line or len(line) > _LONGEST_HEAD:
        return set()
    first, _, rest = line.partition(" ")
    if rest and held_by(first) == "number" and (column := _column(rest)):
        return {"number", column}
    if one := _column(line):
        return {one}
    said = line.split()
    for cut in range(1, len(said)):
        both = _column(" ".join(said[:cut])), _column(" ".join(said[cut:]))
        if all(both):
            return {*both}
    return set()


def _column(head: str) -> str:
    """Tell what a column holds by its head; '' where that is not known."""
    heading = words.item_heading(head)
    if heading is not None and not heading.number:
        return "what"
    return held_by(head) or ("page" if head.lower() == "page" else "")


# --- the rows -----------------------------------------------------------------------


@dataclass(slots=True)
class _StackedRow:
    """The cells of a row, as far as they were read."""

    block: SourceBlock
    number: str
    text: tuple[Inline, ...] = ()
    who: str = ""
    when: str = ""

    @property
    def cells(self) -> tuple[tuple[Inline, ...], ...]:
        """The cells in the order of the head."""
        return (Text(self.number),), self.text, (Text(self.who),), (Text(self.when),)

    @property
    def is_whole(self) -> bool:
        """Whether it says what is asked, and of whom or by when."""
        said = " ".join(str(getattr(one, "text", "")) for one in self.text)
        return len(said.split()) >= _FEWEST_WORDS and bool(self.who or self.when)

    def takes(self, block: SourceBlock, columns: set[str]) -> bool:
        """Whether a block is a cell of the row, or goes on with one; then take it."""
        said = " ".join(block.text.split())
        if block.marker and self.text:
            self.text = (*self.text, LineBreak(), *block.inlines)
        elif self.text and not (self.who or self.when) and said[:1].islower():
            self.text = (*self.text, Text(" "), *block.inlines)
        elif self.who and not self.when and said[:1].islower():
            self.who = f"{self.who} {said}"
        elif self.when and _YEAR.fullmatch(said) and not _YEAR.search(self.when):
            self.when = f"{self.when} {said}"
        elif len(said) > _LONGEST_FACT or said.endswith("."):
            if self.text:
                return False
            self.text = block.inlines
        else:
            return self._takes_fact(said, columns)
        return True

    def _takes_fact(self, said: str, columns: set[str]) -> bool:
        """Whether a short cell says by when, of whom, or both; then take it."""
        free = {"who": not self.who, "when": not self.when}
        open_to = {name for name in columns if free.get(name)}
        both = _WITH_DAY.fullmatch(said)
        if both and {"who", "when"} <= open_to:
            self.who, self.when = both["who"], both["when"]
        elif "when" in open_to and _is_time(said):
            self.when = said
        elif "who" in open_to:
            self.who = said
        elif "when" in open_to:
            self.when = said
        else:
            return False
        return True


def _is_time(said: str) -> bool:
    shown, day = time_of(said)
    return day is not None or not shown or only_sets_time(said)


def _rows(
    blocks: Sequence[SourceBlock], start: int, columns: set[str]
) -> tuple[list[_StackedRow], int]:
    """Read rows from where the first begins, and tell where they end; none unless all are whole."""
    rows: list[_StackedRow] = []
    at = start
    while at < len(blocks):
        block = blocks[at]
        begun = _begun(block)
        if begun is not None and _counts_on(rows, begun):
            rows.append(begun)
        elif begun is not None and not begun.text and rows and rows[-1].text:
            pass  # the number of a page
        elif not rows or block.cells or not rows[-1].takes(block, columns):
            break
        at += 1
    return (rows, at) if all(row.is_whole for row in rows) else ([], start)


def _begun(block: SourceBlock) -> _StackedRow | None:
    """Begin a row with its number, and with its text where that is on the same line."""
    if number := own_number(block):
        return _StackedRow(block, number, block.inlines)
    found = _REFERENCE.fullmatch(block.text.strip()) if not block.marker else None
    if found is None or block.cells:
        return None
    return _StackedRow(block, found["number"], (Text(found["text"]),) if found["text"] else ())


def _counts_on(rows: Sequence[_StackedRow], begun: _StackedRow) -> bool:
    """Whether a number is the next one after that of the last row."""
    own = int(re.sub(r"\D", "", begun.number) or 0)
    if not rows:
        return own > 0
    return own == int(re.sub(r"\D", "", rows[-1].number) or 0) + 1
