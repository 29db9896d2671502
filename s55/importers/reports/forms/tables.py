"""Items in tables: a row for each, with columns for its number, text, addressee and time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from s55.importers.reports import words
from s55.importers.reports.facts.dates import due_of
from s55.importers.reports.findings import Certainty, FoundItem, ReportItemKind
from s55.importers.reports.outline import Part, Report, Zone
from s55.importers.source import BlockKind
from s55.richtext.nodes import plain

_NUMBER = re.compile(r"no\.?|number|ref(?:erence)?\.?|#|", re.IGNORECASE)
_WHEN = re.compile(r"(?:by\s+when|time\s*(?:scale|frame)s?|deadline|due(?:\s+date)?|date)", re.I)
_WHO = re.compile(r"(?:addressed\s+to|for|to|owner|who|responsible.*|lead|addressee)", re.I)


def items(report: Report) -> list[FoundItem]:
    """Read the items of every table with a header that names them."""
    return [item for table in _tables(report) for item in _of_table(table)]


def _tables(report: Report) -> list[list[Part]]:
    """Yield the rows of each table; in plain text, rows that follow each other are one table."""
    tables: list[list[Part]] = []
    last: Part | None = None
    for part in report.parts:
        if part.block.kind is not BlockKind.TABLE_ROW or part.zone is not Zone.BODY:
            continue
        follows = last is not None and (
            part.block.table == last.block.table
            and (part.block.table or part.index == last.index + 1)
        )
        if not follows:
            tables.append([])
        tables[-1].append(part)
        last = part
    return tables


def _of_table(rows: Sequence[Part]) -> Iterator[FoundItem]:
    header = [plain(cell).strip() for cell in rows[0].block.cells]
    columns = (
        (i, heading) for i, cell in enumerate(header) if (heading := words.item_heading(cell))
    )
    column, heading = next(columns, (0, None))
    if heading is None or len(header) < 2:
        return
    for part in rows[1:]:
        if len(part.block.cells) > column and plain(part.block.cells[column]).strip():
            yield _of_row(part, header, column, heading.kind)


def _of_row(part: Part, header: Sequence[str], column: int, kind: ReportItemKind) -> FoundItem:
    block = part.block
    cells = {name: plain(cell).strip() for name, cell in zip(header, block.cells, strict=False)}
    number = next((v for k, v in cells.items() if _NUMBER.fullmatch(k)), "")
    when = next((v for k, v in cells.items() if _WHEN.fullmatch(k)), "")
    who = next((v for k, v in cells.items() if _WHO.fullmatch(k)), "")
    found = re.search(r"\d{1,2}(?:\.\d{1,2})?[a-z]?", number)
    text = replace(block, kind=BlockKind.PARAGRAPH, inlines=block.cells[column], cells=(), table=0)
    return FoundItem(
        kind=kind,
        blocks=(text,),
        number=found[0] if found else "",
        under=part.above,
        addressee=who,
        due_words=when,
        due=due_of(when if when.lower().startswith("by") else f"by {when}")[1] if when else None,
        certainty=Certainty.LIKELY,
    )
