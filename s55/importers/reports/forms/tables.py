"""Items in tables: a row for each, with columns for its number, text, addressee and time.

What a column holds is told by its head where that is known, else by its cells: whom it asks, by
when, and the column with the most words is what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from s55.importers.cells import cell_blocks
from s55.importers.reports import words
from s55.importers.reports.facts.addressees import agency_of, names_force, others_in
from s55.importers.reports.facts.dates import due_of, time_of
from s55.importers.reports.findings import Certainty, FoundItem, LeftOut, ReportItemKind
from s55.importers.reports.forms.beside_labels import items_beside_labels
from s55.importers.reports.forms.heads import Held, held_by
from s55.importers.reports.outline import Part, Report, Zone, folded
from s55.importers.source import BlockKind
from s55.records import dataclass
from s55.richtext.nodes import Text, plain

NOT_UNDERSTOOD = "a row of a table of items that could not be read as one"

_COUNTED = re.compile(r"[\d.,%£\s–-]+|[✓✔✗xX]?")
_OWN_NUMBER = re.compile(r"\b(?:[A-Z]{1,3}[.\s/-]{0,2})?\d{1,3}(?:[./-]\d{1,4})?[a-z]?\b")
"""The number of an item in its cell: 3, 2.1a, R4, A.01."""
_TYPED_NUMBER = re.compile(r"\s*(?:\d{1,3}[.)]|\d{1,2}\.\d{1,2}[.)]?)\s+(?=[A-Z])")
_HEAD_CELL = 70
"""Characters of the longest head of a column."""
_TIME_WORDS = 6
_SENTENCE = 5
"""Words that a text which asks for something has at the least."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column of a table holds what; -1 for none."""

    text: int
    kind: ReportItemKind
    number: int = -1
    who: int = -1
    when: int = -1
    status: int = -1
    headless: bool = False
    """Whether its first row is an item."""


def items(report: Report) -> list[FoundItem]:
    """Read the items of every table whose columns say what is asked."""
    return [item for table in item_tables(report) for item in table.items]


def not_understood(report: Report) -> list[LeftOut]:
    """List the rows of such tables that hold no item that could be read."""
    return [left for table in item_tables(report) for left in table.left]


@dataclass(frozen=True, slots=True)
class TableOfItems:
    """A table of items: those that were read, with the status beside them, and the other rows."""

    items: tuple[FoundItem, ...]
    statuses: tuple[str, ...]
    left: tuple[LeftOut, ...]
    has_status: bool = False
    of_earlier: bool = False
    """Whether its heads speak of earlier items."""


def item_tables(report: Report) -> list[TableOfItems]:
    """Read every table of items in the body of a report."""
    return [_table(rows, report) for rows in _together(report)]


def _table(rows: Sequence[Part], report: Report) -> TableOfItems:
    if beside := items_beside_labels(rows, _kind_above(rows[0], report)):
        return TableOfItems(beside, ("",) * len(beside), ())
    columns = _columns(rows, report)
    return _read(rows, columns) if columns is not None else _named(rows)


def _together(report: Report) -> list[list[Part]]:
    """List the rows of each table; in plain text, rows that follow each other are one table."""
    tables: list[list[Part]] = []
    last: Part | None = None
    for part in report.parts:
        if part.block.kind is not BlockKind.TABLE_ROW or part.zone is not Zone.BODY:
            continue
        follows = last is not None and (
            part.block.table == last.block.table
            and (part.block.table or part.index == last.index + 1)
            and not any(
                words.item_heading(p.text) for p in report.parts[last.index + 1 : part.index]
            )
        )
        if not follows or (last is not None and _heading_across(last, part)):
            tables.append([])
        last = part
        if _heading_across(part, _next(part, report)) is None:
            tables[-1].append(part)
        elif tables[-1]:
            tables.append([])
    return [rows for rows in tables if rows]


def _next(part: Part, report: Report) -> Part | None:
    return report.parts[part.index + 1] if part.index + 1 < len(report.parts) else None


def _heading_across(row: Part, following: Part | None) -> words.ItemHeading | None:
    """Read a row that is a heading over those below it, such as 'Areas for improvement'.

    Over one column it is the head of the column.
    """
    filled = [cell for cell in _cells(row) if cell]
    heads_column = following is not None and len(following.block.cells) == 1
    heading = words.item_heading(filled[0]) if len(filled) == 1 and not heads_column else None
    return heading if heading is not None and heading.plural else None


def _cells(part: Part) -> list[str]:
    return [" ".join(plain(cell).split()) for cell in part.block.cells]


# --- columns -----------------------------------------------------------------------


def _columns(rows: Sequence[Part], report: Report) -> _Columns | None:
    """Tell what the columns hold; None for a table that holds no items."""
    header, body = [*map(_mended, _cells(rows[0]))], [_cells(row) for row in rows[1:]]
    if _is_counted(rows):
        kind = _kind_above(rows[0], report)
        return _Columns(1, kind, 0, headless=True) if kind else None
    if not body or any(len(head) > _HEAD_CELL for head in header):
        return None
    headless = any(map(_names_day, header))
    body = [header, *body] if headless else body
    number, who, when = _headed(header, "number"), _headed(header, "who"), _headed(header, "when")
    status = _of_status(header, body)
    who = who if who >= 0 else _holding(body, _names_only, {number, when, status})
    when = when if when >= 0 else _holding(body, _is_time, {number, who, status})
    taken = {number, who, when, status} - {-1}
    named = _naming_items(header, earlier=status >= 0)
    if named:
        column, heading = named[0]
        if _is_asked(body, column):
            return _Columns(column, heading.kind, number, who, when, status, headless=headless)
        if column == number or _are_numbers(body, column):
            number = column
            taken |= {column}
    kind = named[0][1].kind if named else _kind_above(rows[0], report)
    asks = next((k for k, cell in enumerate(header) if k not in taken and _asks(cell)), -1)
    column = asks if asks >= 0 else _longest(body, taken)
    addressed = who >= 0 and when >= 0
    says_asked = asks >= 0 and bool(taken or words.MODAL.search(header[asks]))
    is_table = named or addressed or kind is not None or says_asked
    if column < 0 or not is_table or not _is_asked(body, column):
        return None
    kind = kind or ReportItemKind.RECOMMENDATION
    return _Columns(column, kind, number, who, when, status, headless=headless)


def _is_counted(rows: Sequence[Part]) -> bool:
    """Whether rows have two columns and no heads: numbers, each once, and what is asked."""
    cells = [_cells(row) for row in rows]
    if any(len(row) != 2 for row in cells):
        return False
    numbers = [row[0].strip("().") for row in cells]
    each_once = len({*numbers}) == len(numbers) and all(map(_OWN_NUMBER.fullmatch, numbers))
    return each_once and _is_asked(cells, 1)


def _headed(header: Sequence[str], held: Held) -> int:
    return next((k for k, cell in enumerate(header) if held_by(cell) == held), -1)


def _naming_items(header: Sequence[str], *, earlier: bool) -> list[tuple[int, words.ItemHeading]]:
    """Find the columns whose heads name items, with ``earlier`` also '2019 recommendation'."""
    found = [(k, heading) for k, cell in enumerate(header) if (heading := words.item_heading(cell))]
    if found or not earlier:
        return found
    names = [(k, _NAMES.search(head)) for k, head in enumerate(header)]
    return [(k, own) for k, name in names if name and (own := words.item_heading(name[0]))]


_NAMES = re.compile(
    r"\b(?:recommendation|area\s+for\s+improvement|cause\s+of\s+concern)s?\b", re.IGNORECASE
)


def _of_status(header: Sequence[str], body: Sequence[Sequence[str]]) -> int:
    """Find the column that says how far each item is: of several, the one with the fewest words."""
    named = [k for k, cell in enumerate(header) if held_by(cell) == "status"]
    said = {k: sum(len(row[k].split()) for row in body if len(row) > k) for k in named}
    return min(named, key=lambda k: said[k], default=-1)


def _holding(body: Sequence[Sequence[str]], is_so: Callable[[str], bool], taken: set[int]) -> int:
    """Find the column whose cells are all of a sort, whatever its head says."""
    for column in range(min(map(len, body))):
        cells = [row[column] for row in body if row[column]]
        if column not in taken and len(cells) > 1 and all(map(is_so, cells)):
            return column
    return -1


def _is_time(cell: str) -> bool:
    """Whether a cell is a day or a period, and nothing more."""
    said, day = time_of(cell)
    return len(said.split()) <= _TIME_WORDS and (day is not None or due_of(cell)[0] == said)


def _asks(head: str) -> bool:
    """Whether a column holds what is asked: 'Action', 'What the force should do'."""
    named = held_by(head) == "what" or words.asks_in_heading(head)
    return named and not words.tells_of_findings(head)


def _mended(head: str) -> str:
    """Join a word of a head that a narrow column broke: 'Recommendatio n'."""
    said = head.split()
    whole = (
        " ".join([*said[: at - 1], said[at - 1] + said[at], *said[at + 1 :]])
        for at in range(1, len(said))
        if said[at].islower()
    )
    return head if _is_known(head) else next(filter(_is_known, whole), head)


def _is_known(head: str) -> bool:
    return bool(held_by(head)) or words.item_heading(head) is not None


def _names_day(cell: str) -> bool:
    """Whether a cell is a day, which no head of a column is."""
    return _is_time(cell) and time_of(cell)[1] is not None


def _kind_above(part: Part, report: Report) -> ReportItemKind | None:
    """Read the kind from the heading directly above the table, or above the sentence before it."""
    for before in reversed(report.parts[max(0, part.index - 3) : part.index]):
        if before.block.cells:
            across = _heading_across(before, part)
            return across.kind if across else None
        if heading := words.item_heading(before.text) or words.announced(before.text):
            return heading.kind
        if before.block.kind is BlockKind.HEADING:
            return None
    return None


def _longest(body: Sequence[Sequence[str]], taken: set[int]) -> int:
    """Find the column with the most words, where it clearly has the most."""
    width = max(map(len, body))
    lengths = [
        (sum(len(row[k].split()) for row in body if len(row) > k), k)
        for k in range(width)
        if k not in taken
    ]
    most = max(lengths, default=(0, -1))
    others = [count for count, k in lengths if k != most[1]]
    return most[1] if most[0] > 2 * max(others, default=0) else -1


def _is_asked(body: Sequence[Sequence[str]], column: int) -> bool:
    """Whether the cells of a column are texts, not numbers, ticks or names of those asked."""
    cells = [row[column] for row in body if len(row) > column and row[column]]
    texts = [cell for cell in cells if len(cell.split()) >= _SENTENCE and not _names_only(cell)]
    return 2 * len(texts) > len(cells)


def _are_numbers(body: Sequence[Sequence[str]], column: int) -> bool:
    cells = [row[column] for row in body if len(row) > column]
    return all(re.fullmatch(r"[\dA-Za-z. ]{0,20}\d[a-z.]?|", cell) for cell in cells)


def _names_only(cell: str) -> bool:
    named = names_force(cell, ()) or bool(others_in(cell))
    is_name = not words.MODAL.search(cell) and not cell.endswith(".")
    return named and is_name and len(cell.split()) < 10


# --- cells that name their items -----------------------------------------------------


def _named(rows: Sequence[Part]) -> TableOfItems:
    """Read the cells that say themselves what they are: 'Recommendation 1: The police should'.

    Each column is for the body that its head names.
    """
    heads = [agency_of(cell) for cell in _cells(rows[0])]
    found = [
        _of_cell(part, start, heads[column] if column < len(heads) else "")
        for part in rows
        for column, cell in enumerate(part.block.cells)
        if (start := words.numbered_start(plain(cell))) and start[0].number
    ]
    return TableOfItems(tuple(found), ("",) * len(found), ())


def _of_cell(part: Part, start: tuple[words.ItemHeading, str], who: str) -> FoundItem:
    heading, said = start
    return FoundItem(
        kind=heading.kind,
        blocks=tuple(cell_blocks((Text(said.strip()),), part.block)),
        number=heading.number,
        under=part.above,
        addressee=who,
        certainty=Certainty.LIKELY,
    )


# --- rows --------------------------------------------------------------------------


def _read(rows: Sequence[Part], columns: _Columns) -> TableOfItems:
    found: list[FoundItem] = []
    statuses: list[str] = []
    left: list[LeftOut] = []
    theme = ""
    for part in rows if columns.headless else rows[1:]:
        cells = _cells(part)
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 and len(cells) > 1 and not words.MODAL.search(filled[0]):
            theme = filled[0]  # a row across the table names what the next rows are about
        elif part is not rows[0] and folded(" | ".join(cells)) == folded(
            " | ".join(_cells(rows[0]))
        ):
            continue  # the head, again on the next page
        elif len(cells) > columns.text and not _COUNTED.fullmatch(cells[columns.text]):
            found.append(_of_row(part, cells, columns, theme))
            statuses.append(_cell(cells, columns.status))
        elif filled:
            left.append(LeftOut(part.text, NOT_UNDERSTOOD, part.block.place))
    has_status = columns.status >= 0
    head = _cell(_cells(rows[0]), columns.text)
    earlier = has_status and words.item_heading(head) is None and words.recounts_heading(head)
    return TableOfItems(tuple(found), tuple(statuses), tuple(left), has_status, earlier)


def _cell(cells: Sequence[str], column: int) -> str:
    """Give the text in a column; '' where the row has no such cell."""
    return cells[column] if 0 <= column < len(cells) else ""


def _of_row(part: Part, cells: Sequence[str], columns: _Columns, theme: str) -> FoundItem:
    block = part.block
    number = _OWN_NUMBER.search(_cell(cells, columns.number))
    due_words, due = time_of(_cell(cells, columns.when))
    inlines = block.cells[columns.text]
    typed = _TYPED_NUMBER.match(plain(inlines)) if columns.number < 0 else None
    if typed and isinstance(inlines[0], Text) and len(inlines[0].text) > typed.end():
        number = typed  # before the words, where the table has no column for it
        inlines = (Text(inlines[0].text[typed.end() :]), *inlines[1:])
    return FoundItem(
        kind=columns.kind,
        blocks=tuple(cell_blocks(inlines, block)),
        number=re.sub(r"\s|[.)]+\s*$", "", number[0]) if number else "",
        under=theme or part.above,
        addressee=_cell(cells, columns.who),
        due_words=due_words,
        due=due,
        certainty=Certainty.LIKELY,
    )
