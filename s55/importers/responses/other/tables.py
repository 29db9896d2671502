"""Read a table with a row for each item: what its columns hold is told by their heads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from itertools import groupby

from s55.importers.cells import cell_blocks
from s55.importers.responses.items import ItemName
from s55.importers.responses.other.cutting import cut, day_over, is_request
from s55.importers.responses.other.evidence import speaker_of
from s55.importers.responses.other.roles import (
    COLUMN_OF_ITEMS,
    FACTS,
    KINDS,
    LONGEST_HEAD,
    NUMBERS_AFTER_NAME,
    OWNERS,
    Roles,
    day_of_label,
    kind_named,
    numbers_in,
)
from s55.importers.responses.text import folded, text_of
from s55.importers.source import SourceBlock
from s55.importers.wording import ITEM_NAME
from s55.model.progress import ItemStatus
from s55.office.import_roles import Role
from s55.records import dataclass
from s55.richtext.nodes import Inline, Text, plain

STATUSES = {
    "complete": ItemStatus.COMPLETE,
    "completed": ItemStatus.COMPLETE,
    "done": ItemStatus.COMPLETE,
    "in progress": ItemStatus.IN_PROGRESS,
    "ongoing": ItemStatus.IN_PROGRESS,
    "on going": ItemStatus.IN_PROGRESS,
    "underway": ItemStatus.IN_PROGRESS,
    "under way": ItemStatus.IN_PROGRESS,
    "on track": ItemStatus.IN_PROGRESS,
    "not started": ItemStatus.NOT_STARTED,
    "not yet started": ItemStatus.NOT_STARTED,
}
"""What responses call the states of an item."""
COLOURS = frozenset(("red", "amber", "green", "blue", "r", "a", "g", "b", "delayed", "overdue"))
_FEWEST = 2
"""As many columns have to be known by their heads."""
_ALONE = 3
"""Heads of as many columns are a table's, even where a line across it comes next."""
_SEARCHED = 4
"""The heads are in one of so many rows."""
_NUMBER = re.compile(
    rf"\s*(?P<kind>{ITEM_NAME}|r(?:ec)?s?|c(?:oc)?)?\.?\s*(?:no\.?\s*)?(?P<numbers>{NUMBERS_AFTER_NAME})\s*[.):]?\s*",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(r"(?:full )?(?:descriptions?|details?|text|wording|summary|title)")
_BEFORE = re.compile(
    rf"\s*(?:(?P<kind>{ITEM_NAME}|recs?)\.?\s*"
    rf"(?P<named>{NUMBERS_AFTER_NAME})(?:\s*[.:)–—-]+\s*|\s+|$)|\(?(?P<numbers>\d{{1,3}}[a-z]?)(?:[.):]\s+|(?<=\d)\s+(?=[A-Z‘“])))",
    re.IGNORECASE,
)


@dataclass
class RowRead:
    """A row of a table.

    Attributes:
        kind: of its item, if its cells say it.
        column: the kind of items that its column has, if the head says it.
        numbers: of its items, as printed.
        item: the item's text; empty for a row that only refers to items.
        cause: the cause of concern that the item is made because of; None where none has a column.
        parts: what its other cells hold, by role.
        unknown: the cells of columns that nobody knows, each with its head.
        goes_on: whether it continues the row above.
    """

    kind: ItemName | None = None
    column: ItemName | None = None
    numbers: tuple[str, ...] = ()
    item: list[SourceBlock] = field(default_factory=list)
    cause: list[SourceBlock] | None = None
    parts: dict[Role, list[SourceBlock]] = field(default_factory=dict)
    unknown: list[tuple[str, list[SourceBlock]]] = field(default_factory=list)
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table of items.

    Attributes:
        rows: what was read, in order; a block is a row across the table, such as a heading.
        before: rows above the heads.
        uncertain: heads that say that somebody comments, and not who, with whose it was taken for.
        unknown: heads that nobody knows.
        columns: what each column holds.
        heads: their words.
    """

    rows: tuple[RowRead | SourceBlock, ...]
    before: tuple[SourceBlock, ...]
    uncertain: tuple[tuple[str, Role], ...]
    unknown: tuple[str, ...]
    columns: tuple[Role | None, ...]
    heads: tuple[str, ...]


def read_table(
    rows: Sequence[SourceBlock],
    roles: Roles,
    above: ReadTable | None = None,
    owner: Role | None = None,
) -> ReadTable | None:
    """Read a table, if its heads say that it has a row for each item.

    Args:
        rows: the table.
        roles: what heads mean.
        above: the table before it, whose heads hold for rows of as many cells without heads.
        owner: whose comments the heading over it says that it has.
    """
    rows = _with_one_head(rows, roles)
    for at, row in enumerate(rows[:_SEARCHED]):
        below = rows[at + 1 :]
        found = _columns(row, below, roles, owner)
        if found is not None:
            columns, uncertain = found
            enough = below or len(columns) >= _ALONE
            return _read_below(row, rows[:at], below, columns, uncertain, roles) if enough else None
    return _like(rows, above, roles) if above is not None else None


def _read_below(
    head: SourceBlock,
    before: Sequence[SourceBlock],
    below: Sequence[SourceBlock],
    columns: Sequence[Role | None],
    uncertain: Sequence[tuple[str, Role]],
    roles: Roles,
) -> ReadTable:
    """Read the rows below the heads, which come again at the top of a page."""
    heads = [text_of(cell) for cell in head.cells]
    speaks = _speakers(head, below, columns, roles)
    rows = tuple(
        row
        if len(row.cells) == 1 or _spans(row)
        else _row(*_said_by(row, columns, speaks, roles), heads, roles)
        for row in _whole_rows(_without_heads(below, heads), columns, speaks)
    )
    _join_items(rows)
    unknown = (text for text, role in zip(heads, columns, strict=True) if role is None and text)
    return ReadTable(
        rows,
        tuple(before),
        tuple(uncertain) if speaks is None else (),
        tuple(unknown),
        tuple(columns),
        tuple(heads),
    )


def _without_heads(rows: Sequence[SourceBlock], heads: Sequence[str]) -> Iterator[SourceBlock]:
    return (row for row in rows if [text_of(cell) for cell in row.cells] != heads)


def _whole_rows(
    rows: Iterable[SourceBlock], columns: Sequence[Role | None], speaks: int | None
) -> list[SourceBlock]:
    """Put the rest of a row back into it: white space between paragraphs, or a page, divides it.

    Args:
        rows: below the heads.
        columns: what they hold.
        speaks: the column that says who speaks in a row.
    """
    made: list[SourceBlock] = []
    for row in rows:
        if made and _is_rest(made[-1], row, columns, speaks):
            cells = map(_joined_cells, made[-1].cells, row.cells)
            made[-1] = replace(made[-1], cells=tuple(cells))
        else:
            made.append(row)
    return made


def _is_rest(
    above: SourceBlock, row: SourceBlock, columns: Sequence[Role | None], speaks: int | None
) -> bool:
    """Whether a row has nothing but more of what the cells of the one above say."""
    if {len(above.cells), len(row.cells)} != {len(columns)} or _spans(above) or _spans(row):
        return False
    for at, (role, before, cell) in enumerate(zip(columns, above.cells, row.cells, strict=True)):
        more, said = text_of(cell), text_of(before)
        runs_on = bool(said) and _END.search(said) is None and more[:1].islower()
        is_text = _NUMBER.fullmatch(said) is not None and _BEFORE.match(more) is None
        is_more = (role in OWNERS and at != speaks) or (role in KINDS and (runs_on or is_text))
        if more and not is_more:
            return False
    return True


def _joined_cells(above: tuple[Inline, ...], below: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Join two cells; a sentence that has not ended goes on in its line."""
    if not (text_of(above) and text_of(below)):
        return above if text_of(above) else below
    ends = _END.search(text_of(above)) is not None or _BULLET.match(plain(below)) is not None
    return (*above, Text("\n" if ends else " "), *below)


_BULLET = re.compile(r"\s*(?:[•◦▪●·‣–-]|\d{1,2}[.)])\s")
_END = re.compile(r"[.!?:;][”’\"')]*\s*$")


def _join_items(rows: Sequence[RowRead | SourceBlock]) -> None:
    """Give an item of one row the text that stands beside the next.

    Where a cell spans rows, as one of an item on which two comment, or goes on over the page, a
    PDF shows only where its lines are.
    """
    above: RowRead | None = None
    for row in rows:
        if isinstance(row, SourceBlock):
            above = None
        elif above is None or not _goes_on_with_item(above, row):
            above = above if row.goes_on else row
        else:
            if above.item:
                last, first = above.item[-1], row.item[0]
                joined = (*last.inlines, Text(" "), *first.inlines)
                above.item[-1:] = [replace(last, inlines=joined), *row.item[1:]]
            else:
                above.item = row.item
            row.item, row.goes_on = [], True


def _goes_on_with_item(above: RowRead, row: RowRead) -> bool:
    """Whether the text of a row is more of the item above, or all that this has but its number."""
    if not row.item or row.numbers or row.cause:
        return False
    if not above.item:
        return bool(above.numbers)
    begun = _END.search(above.item[-1].text) is None
    return begun and row.item[0].text.lstrip()[:1].islower()


def _with_one_head(rows: Sequence[SourceBlock], roles: Roles) -> Sequence[SourceBlock]:
    """Join heads in two rows, where one of the first is over several of the second.

    'Response' over 'Force' and 'PCC'. The second row has a cell for each column, with words below
    what spans them only (Word), or those cells alone (a web page).
    """
    if len(rows) < 3:  # two rows of heads and one below them
        return rows
    first, second = ([text_of(cell) for cell in row.cells] for row in rows[:2])
    width = len(rows[2].cells)
    under = [bool(text) for text in second] if len(second) == width else []
    if under:
        runs = [(below, len(list(run))) for below, run in groupby(under)]
        spans = [n if below else 1 for below, n in runs for _ in range(1 if below else n)]
    else:
        over = [at for at, text in enumerate(first) if roles.is_uncertain(text)]
        spans = [len(second) if [at] == over else 1 for at in range(len(first))]
    if not 1 < len(first) < width or len(spans) != len(first) or sum(spans) != width:
        return rows
    lower = iter(cell for cell in rows[1].cells if text_of(cell))
    cells = [
        _joined_head(top, next(lower), roles) if span > 1 else top
        for top, span in zip(rows[0].cells, spans, strict=True)
        for _ in range(span)
    ]
    return [replace(rows[0], cells=tuple(cells)), *rows[2:]]


def _joined_head(
    top: tuple[Inline, ...], own: tuple[Inline, ...], roles: Roles
) -> tuple[Inline, ...]:
    """Give the head of a column below one that spans several: 'Force', or 'CPS response'."""
    return own if roles.column(plain(own)) else (*own, Text(" "), *top)


def _like(rows: Sequence[SourceBlock], above: ReadTable, roles: Roles) -> ReadTable | None:
    """Read rows that go on with a table after a line across it."""
    if any(len(row.cells) != len(above.columns) for row in rows):
        return None
    whole = _whole_rows(rows, above.columns, None)
    read = tuple(_row(row, above.columns, above.heads, roles) for row in whole)
    _join_items(read)
    return ReadTable(read, (), (), (), above.columns, above.heads)


def _spans(row: SourceBlock) -> bool:
    """Whether only the first cell of a row of several has words, and it is a heading."""
    filled = [cell for cell in row.cells if text_of(cell)]
    return len(filled) == 1 and bool(text_of(row.cells[0])) and row.bold


def _columns(
    row: SourceBlock, below: Sequence[SourceBlock], roles: Roles, owner: Role | None
) -> tuple[list[Role | None], list[tuple[str, Role]]] | None:
    """Tell what each column holds; None where the row does not have their heads.

    Returns:
        the roles, and the heads that name nobody, each with whose comments it was taken for.
    """
    if len(row.cells) < _FEWEST:
        return None
    columns, uncertain = _by_heads(row, below, roles)
    known = sum(
        role is not None and bool(folded(plain(cell)))
        for role, cell in zip(columns, row.cells, strict=True)
    )
    numbers_alone = Role.NUMBER in columns and {*OWNERS} <= {*columns}
    has_items = any(role in KINDS for role in columns) or numbers_alone
    says = any(role in (*OWNERS, *FACTS) for role in columns) or uncertain
    if not (has_items and says) or known + len(uncertain) < _FEWEST:
        return None
    return _by_voice(columns, uncertain, row, below, owner)


def _by_heads(
    row: SourceBlock, below: Sequence[SourceBlock], roles: Roles
) -> tuple[list[Role | None], list[int]]:
    """Tell what columns hold by their heads and the states below them.

    Returns:
        the roles, and by their order the columns of comments whose heads name nobody.
    """
    texts = [plain(cell) for cell in row.cells]
    columns = [roles.column(text) for text in texts]
    for at, said in enumerate(_words_below(row, below)):
        if said and said <= {*STATUSES, *COLOURS} and columns[at] not in KINDS:
            columns[at] = Role.STATUS
    _with_description(columns, texts, row, below)
    _with_requests(columns, row, below)
    uncertain = [
        at for at, text in enumerate(texts) if not columns[at] and roles.is_uncertain(text)
    ]
    for at, said_below in enumerate(_texts_below(row, below)):
        if columns[at] is Role.STATUS and tell_at_length(said_below):
            columns[at] = None
            uncertain.append(at)
    return columns, sorted(uncertain)


def _by_voice(
    columns: Sequence[Role | None],
    uncertain: Sequence[int],
    row: SourceBlock,
    below: Sequence[SourceBlock],
    owner: Role | None,
) -> tuple[list[Role | None], list[tuple[str, Role]]]:
    """Give columns whose heads name nobody to who speaks in them, or to whom the others leave."""
    columns = list(columns)
    texts = [plain(cell) for cell in row.cells]
    alone = len(uncertain) == 1 and not {*OWNERS} & {*columns}
    heard = [
        _heard(said, Role.POLICING_BODY if alone and at in uncertain else None)
        for at, said in enumerate(_texts_below(row, below))
    ]
    open_ones = [
        *uncertain,
        *(
            at
            for at, text in enumerate(texts)
            if heard[at] and not columns[at] and at not in uncertain and folded(text)
        ),
    ]
    told: list[tuple[str, Role]] = []
    in_turn = OWNERS if len(open_ones) > 1 else (Role.POLICING_BODY, Role.CHIEF_OFFICER)
    for at in sorted(open_ones, key=lambda at: heard[at] is None):
        free = [role for role in (owner, heard[at], *in_turn) if role and role not in columns]
        if free:
            columns[at] = free[0]
        if free and free[0] is not owner:
            told.append((" ".join(texts[at].split()), free[0]))
    return columns, told


def _heard(texts: Sequence[str], place: Role | None) -> Role | None:
    """Tell who speaks in a column; None where its cells are no sentences, or do not show it."""
    return speaker_of(texts, place) if _are_sentences(texts) else None


def _texts_below(row: SourceBlock, below: Sequence[SourceBlock]) -> list[list[str]]:
    """Give the texts of each column, cell by cell; of rows with as many cells as the heads."""
    rows = [[text_of(cell) for cell in one.cells] for one in below]
    full = [cells for cells in rows if len(cells) == len(row.cells)]
    return [[cells[at] for cells in full if cells[at]] for at in range(len(row.cells))]


def _are_sentences(texts: Sequence[str]) -> bool:
    return sum(text.rstrip().endswith(".") for text in texts) * 2 > len(texts)


def tell_at_length(texts: Sequence[str]) -> bool:
    """Whether most of what stands below a head such as “Current position” is told in sentences.

    Those are comments then, and no states.
    """
    states = {*STATUSES, *COLOURS}
    return _are_sentences(["" if folded(text) in states else text for text in texts])


def _speakers(
    head: SourceBlock, below: Sequence[SourceBlock], columns: Sequence[Role | None], roles: Roles
) -> int | None:
    """Find the column that says of each row who speaks in it; None where there is none."""
    said = _words_below(head, below)
    for at, words in enumerate(said):
        whose = {roles.who(one) for one in words}
        if columns[at] in KINDS:
            continue
        if words and whose <= {*OWNERS} and len(columns) - sum(c in OWNERS for c in columns) > 1:
            return at
    return None


def _said_by(
    row: SourceBlock, columns: Sequence[Role | None], speaks: int | None, roles: Roles
) -> tuple[SourceBlock, list[Role | None]]:
    """Give a row and its columns, with the comments as those of who speaks in it.

    A row without a cell for the item goes on with the item above, whose cell spans both.
    """
    if speaks is None:
        return row, list(columns)
    missing = len(columns) - len(row.cells)
    if 0 < missing <= speaks and roles.who(plain(row.cells[speaks - missing])):
        row = replace(row, cells=((),) * missing + row.cells)
    whose = roles.who(plain(row.cells[speaks])) if speaks < len(row.cells) else None
    own = [whose if role in OWNERS else role for role in columns]
    cells = tuple(() if at == speaks else cell for at, cell in enumerate(row.cells))
    return replace(row, cells=cells), own


def _with_description(
    columns: list[Role | None], heads: Sequence[str], row: SourceBlock, below: Sequence[SourceBlock]
) -> None:
    """Take a column 'AFI' with names only for numbers, and “Description” for items."""
    said = _words_below(row, below)
    named = [
        at
        for at, role in enumerate(columns)
        if role in KINDS and said[at] and all(map(_NUMBER.fullmatch, said[at]))
    ]
    texts = [at for at, head in enumerate(heads) if _DESCRIBES.fullmatch(folded(head))]
    if len(named) == 1 and len(texts) == 1 and not columns[texts[0]]:
        columns[texts[0]], columns[named[0]] = columns[named[0]], Role.NUMBER


def _with_requests(
    columns: list[Role | None], row: SourceBlock, below: Sequence[SourceBlock]
) -> None:
    """Take the one column for items, beside their numbers, of which each cell asks for something.

    Its head can have any words: 'What it asks for'.
    """
    if Role.NUMBER not in columns or any(role in KINDS for role in columns):
        return
    cells = _texts_below(row, below)
    found = [
        at
        for at, role in enumerate(columns)
        if role is None and cells[at] and all(map(is_request, cells[at]))
    ]
    if len(found) == 1:
        columns[found[0]] = Role.RECOMMENDATION


def _words_below(row: SourceBlock, below: Sequence[SourceBlock]) -> list[set[str]]:
    """Give the words of each column, cell by cell; of rows with as many cells as the heads."""
    full = [[folded(plain(cell)) for cell in one.cells] for one in below]
    full = [cells for cells in full if len(cells) == len(row.cells)]
    return [{cells[at] for cells in full} - {""} for at in range(len(row.cells))]


def _row(
    row: SourceBlock, columns: Sequence[Role | None], heads: Sequence[str], roles: Roles
) -> RowRead:
    pair = {Role.CAUSE_OF_CONCERN, Role.RECOMMENDATION} <= {*columns}
    found = RowRead(cause=[] if pair else None)
    cells = [cell_blocks(cell, row) for cell in row.cells]
    for at, blocks in enumerate(cells):
        role = columns[at] if at < len(columns) else None
        if not blocks:
            continue
        if role is Role.NUMBER:
            _take_number(found, blocks)
        elif role is None:
            found.unknown.append((heads[at] if at < len(heads) else "", blocks))
        elif role is Role.CAUSE_OF_CONCERN and found.cause is not None:
            found.cause += blocks
        elif role in KINDS:
            if found.item:
                found.item += blocks
            else:
                general = re.fullmatch(COLUMN_OF_ITEMS, folded(heads[at]))
                found.column = None if general else KINDS[role]
                _take_item(found, blocks)
        else:
            day = day_of_label(heads[at]) if role in OWNERS else ""
            for said_by, said in _by_labels([*day_over(blocks, day), *blocks], role, roles):
                found.parts.setdefault(said_by, []).extend(said)
    found.goes_on = not found.item and not found.numbers
    return found


def _by_labels(
    blocks: Sequence[SourceBlock], role: Role, roles: Roles
) -> list[tuple[Role, list[SourceBlock]]]:
    """Divide a cell of comments at the labels in it that say whose words follow."""
    parts: list[tuple[Role, list[SourceBlock]]] = [(role, [])]
    rest = list(reversed(blocks)) if role in OWNERS else []
    while rest:
        block = rest.pop()
        text = plain(block.inlines)
        meaning = roles.heading(text) or roles.run_in(text)
        if meaning is None or meaning.role not in OWNERS or meaning.numbers:
            parts[-1][1].append(block)
            continue
        label, said = cut(block, meaning.length or len(text))
        parts.append((meaning.role, day_over([label], day_of_label(label.text))))
        if (end := _next_label(plain(said.inlines), meaning.role, roles)) is not None:
            said, other = cut(said, end)
            rest.append(other)
        parts[-1][1].extend([said] if said.inlines else [])
    return [part for part in parts if part[1]] if role in OWNERS else [(role, list(blocks))]


_SENTENCE = re.compile(r"(?<=[.!?;”’\"'])\s+(?=[A-Z])")
_MOST_WORDS = re.compile(r"[^.:!?]{3,80}:\s")


def _next_label(text: str, role: Role, roles: Roles) -> int | None:
    """Find in the words of one of the two the label of the other, where the text runs on."""
    for found in _SENTENCE.finditer(text):
        if _MOST_WORDS.match(text, found.end()):
            meaning = roles.run_in(text[found.end() : found.end() + LONGEST_HEAD])
            if meaning is not None and meaning.role in OWNERS and meaning.role is not role:
                return found.end()
    return None


def _take_number(row: RowRead, blocks: list[SourceBlock]) -> None:
    text = " ".join(block.text for block in blocks)
    found = _NUMBER.fullmatch(text)
    if found:
        row.numbers = numbers_in(found["numbers"])
        row.kind = _kind(found["kind"]) or row.kind
    else:
        row.unknown.append(("", blocks))


def _take_item(row: RowRead, blocks: list[SourceBlock]) -> None:
    """Take the cell of the item: its number, if it begins with it, and its text."""
    first = blocks[0]
    text = plain(first.inlines)
    if alone := _NUMBER.fullmatch(text):
        row.numbers = row.numbers or numbers_in(alone["numbers"])
        row.kind = _kind(alone["kind"]) or row.kind
        row.item = blocks[1:]
        return
    found = _BEFORE.match(text)
    if found and text[found.end() :].strip():
        row.numbers = row.numbers or numbers_in(found["named"] or found["numbers"] or "")
        row.kind = _kind(found["kind"]) or row.kind
        blocks = [cut(first, found.end())[1], *blocks[1:]]
    row.item = [replace(blocks[0], bold=False), *blocks[1:]]


def _kind(said: str | None) -> ItemName | None:
    return kind_named(said) if said else None
