"""Build the register: every item of every response and every inspection, for any format.

It shows what is for the office alone, such as the evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from s55.model.dates import in_words
from s55.model.office import Settings
from s55.office.cases import Case
from s55.office.figures import Chart, ChartWording, items_by_status_and_age, responses_by_year
from s55.office.items import TrackedItem, of_all
from s55.records import dataclass
from s55.templating.list_words import named
from s55.templating.register_manifest import RegisterManifest, RegisterWords
from s55.templating.wording import Wording
from s55.views.lists import (
    ChartView,
    InspectionRow,
    ItemRow,
    ProgressWording,
    inspection_row,
    item_row,
    revised,
)
from s55.views.site.frame import base_address, other_document


@dataclass(frozen=True, slots=True)
class RegisterItem(ItemRow):
    """An item, with what is for the office alone.

    Attributes:
        evidence: the evidence of the latest entry of its history; for the office alone.
    """

    evidence: str


@dataclass(frozen=True, slots=True)
class ReportItems:
    """The items of one report.

    Attributes:
        anchor: the name of its place in the page.
        inspection: the report.
        items: its items, those that do not apply included.
    """

    anchor: str
    inspection: InspectionRow
    items: tuple[RegisterItem, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """Everything that a register shows, in any format.

    Attributes:
        language: of the document (BCP 47).
        document_title: the title of the file.
        author: the office.
        dated: the day as on which the register is made.
        title: the title line.
        introduction: what the register is, and for whom.
        reckoned: the sentence with that day.
        inspections: every report and its response.
        items: every item, report by report, those that do not apply included.
        open_items: those that are open.
        reports: every item again, under its report.
        charts: open items by age and status, responses by year.
        figures: the charts drawn, in the page; charts that count nothing are left out.
        words: the fixed wording, by the names of the manifest.
    """

    language: str
    document_title: str
    author: str
    dated: date
    title: str
    introduction: str
    reckoned: str
    inspections: tuple[InspectionRow, ...]
    items: tuple[RegisterItem, ...]
    open_items: tuple[RegisterItem, ...]
    reports: tuple[ReportItems, ...]
    charts: tuple[Chart, ...]
    words: RegisterWords
    figures: tuple[ChartView, ...] = ()


def register_of(
    cases: Sequence[Case], settings: Settings, manifest: RegisterManifest, today: date
) -> Register:
    """Build the register of these cases, in their order.

    Args:
        cases: the reports and the state of their responses.
        settings: the office's settings.
        manifest: the template set's, for its words.
        today: the current day in Europe/London.

    Raises:
        S55Error: L105 when a label cannot be filled in.
    """
    values = {
        "office": settings.office,
        "force": settings.force,
        "today": in_words(today, manifest.language),
    }
    wording = Wording(values, f"manifest of {manifest.name}")
    words, tracked = manifest.labels, of_all(cases)
    spoken = ChartWording(words.charts, wording.fill)
    inspections = tuple(
        inspection_row(
            InspectionRow,
            case,
            revised(case, words.revisions, wording, manifest.language),
            other=other_document(case, base_address(settings) or None),
        )
        for case in cases
    )
    progress = ProgressWording(words.statuses, wording.fill, manifest.language)
    items = tuple(_register_item(one, progress) for one in tracked)
    return Register(
        language=manifest.language,
        document_title=wording.fill(words.document_title),
        author=settings.office.name,
        dated=today,
        title=wording.fill(words.title),
        introduction=wording.fill(words.introduction),
        reckoned=wording.fill(words.reckoned),
        inspections=inspections,
        items=items,
        open_items=tuple(row for row in items if row.is_open),
        reports=tuple(
            ReportItems(
                f"report-{number}",
                inspection,
                tuple(
                    row
                    for row in items
                    if (row.draft, row.report) == (inspection.draft, inspection.report)
                ),
            )
            for number, inspection in enumerate(inspections, start=1)
        ),
        charts=(items_by_status_and_age(tracked, spoken), responses_by_year(cases, spoken)),
        words=words,
    )


def _register_item(tracked: TrackedItem, spoken: ProgressWording) -> RegisterItem:
    latest = tracked.latest
    return item_row(RegisterItem, tracked, spoken, evidence=(latest and latest.evidence) or "")


# --- as tables -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list, in the formats for programs and spreadsheets.

    Attributes:
        key: its name in the data, and the name of its heading among the words.
        width: how wide it is in a spreadsheet, in characters.
        value: its value of a row, with the words of the set; the row's own where it is None.
    """

    key: str
    width: float
    value: Callable[[Any, RegisterWords], object] | None = None

    def of(self, row: ItemRow | InspectionRow, words: RegisterWords) -> object:
        """Give the value of a row: a date, a number, text ('' for none) or None."""
        return self.value(row, words) if self.value else getattr(row, self.key)


def _applies(row: ItemRow, words: RegisterWords) -> str:
    if row.applies:
        return words.yes
    return f"{words.no}: {row.reason}" if row.reason else words.no


def _action(row: ItemRow, words: RegisterWords) -> str:
    """Write what the body does, and below it why."""
    return "\n".join(filter(None, (named(row.action, words.actions), row.explanation)))


def _timeliness(row: InspectionRow, words: RegisterWords) -> str:
    """Write how the response stood against the statutory day, and what happened to it since."""
    return "; ".join(filter(None, (named(row.timeliness, words.timeliness), row.revised)))


def _status(row: ItemRow, words: RegisterWords) -> str:
    return row.standing or (words.not_recorded if row.applies else "")


ITEM_COLUMNS = (
    Column("report", 26),
    Column("published", 12),
    Column("item", 9),
    Column("number", 9),
    Column("office_number", 9),
    Column("kind", 16, lambda row, words: named(row.kind, words.kinds)),
    Column("under", 24),
    Column("text", 52, lambda row, _: row.text.lines),
    Column("addressee", 16),
    Column("due", 12),
    Column("target", 12),
    Column("applies", 14, _applies),
    Column("action", 36, _action),
    Column("owner", 18),
    Column("status", 13, _status),
    Column("mark", 11, lambda row, words: named(row.mark, words.marks)),
    Column("pace", 16, lambda row, words: named(row.pace, words.paces)),
    Column("updated", 12),
    Column("note", 30),
    Column("evidence", 22),
    Column("overdue", 10),
)
"""The columns of the list of all items."""

OPEN_COLUMNS = tuple(
    column
    for column in ITEM_COLUMNS
    if column.key
    in {
        "report",
        "item",
        "text",
        "due",
        "target",
        "owner",
        "status",
        "mark",
        "pace",
        "updated",
        "note",
        "overdue",
    }
)
"""The columns of the list of open items, which fits on A4."""

INSPECTION_COLUMNS = (
    Column("report", 44),
    Column("published", 12),
    Column("statutory", 12),
    Column("answered", 12),
    Column("taken", 9),
    Column("timeliness", 16, _timeliness),
    Column("late", 9),
    Column("items", 9),
    Column("open", 9),
    Column("link", 44),
    Column("also_in", 12, lambda row, _: str(row.other or "")),
)
"""The columns of the list of inspections."""


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """A list of the register as a table.

    Attributes:
        name: what the list is called, also as a sheet of a spreadsheet.
        columns: its columns.
        headings: the heading of each.
        rows: a cell for each column: a date, a number, text ('' for none) or None.
    """

    name: str
    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def tables_of(register: Register) -> tuple[RegisterTable, RegisterTable, RegisterTable]:
    """Turn the register into its tables: all items, inspections, open items."""
    words = register.words
    still_open = _table(
        register, words.open_items, OPEN_COLUMNS, words.item_columns, register.open_items
    )
    return items_table(register), inspections_table(register), still_open


def items_table(register: Register) -> RegisterTable:
    """List every item; the column of marks is left out where no item has one."""
    words = register.words
    return _table(register, words.all_items, ITEM_COLUMNS, words.item_columns, register.items)


def inspections_table(register: Register) -> RegisterTable:
    """List every inspection; the column of languages is left out where there is one alone."""
    words = register.words
    columns, rows = INSPECTION_COLUMNS, register.inspections
    return _table(register, words.inspections, columns, words.inspection_columns, rows)


def _table(
    register: Register,
    name: str,
    columns: tuple[Column, ...],
    headings: object,
    rows: Sequence[ItemRow | InspectionRow],
) -> RegisterTable:
    is_shown = {
        "mark": any(row.mark for row in register.items),
        "also_in": any(row.other for row in register.inspections),
    }
    shown = tuple(one for one in columns if is_shown.get(one.key, True))
    return RegisterTable(
        name,
        shown,
        tuple(getattr(headings, column.key) for column in shown),
        tuple(tuple(column.of(row, register.words) for column in shown) for row in rows),
    )
