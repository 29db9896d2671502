"""What the layout of the register can show: its rows with their dates in words, and its charts."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any

from s55.model.dates import in_words
from s55.templating.register_manifest import RegisterWords
from s55.views.register.rows import InspectionRow, RegisterRow


@dataclass(frozen=True, slots=True)
class ItemShown:
    """A :class:`~s55.views.register.rows.RegisterRow` with its dates in words, '' for none.

    Attributes:
        report: the title of the report.
        draft: the name of the draft, as the commands take it.
        published: the day the report was published.
        item: the item's short name, as 's55 update' takes it.
        number: its own number, as the report prints it.
        kind: what kind of item it is, in words.
        text: its text.
        addressee: whom the report asks.
        due: the day the report sets.
        target: the day the force means to have done it by.
        applies: whether it applies to the force, in words, with the reason.
        action: what the body does about it, in words, with its details.
        owner: who in the force sees to it.
        status: how far the force is, in words.
        updated: the day of the latest entry of its history.
        note: the note of that entry.
        evidence: the evidence of that entry; it is for the office alone.
        overdue: days over its day; None for an item that is not open or has no day.
    """

    report: str
    draft: str
    published: str
    item: str
    number: str
    kind: str
    text: str
    addressee: str
    due: str
    target: str
    applies: str
    action: str
    owner: str
    status: str
    updated: str
    note: str
    evidence: str
    overdue: int | None


@dataclass(frozen=True, slots=True)
class InspectionShown:
    """An :class:`~s55.views.register.rows.InspectionRow` with its dates in words, '' for none.

    Attributes:
        report: the title of the report.
        draft: the name of the draft, as the commands take it.
        published: the day the report was published.
        statutory: the statutory last day.
        answered: the day the response was published.
        taken: which day of the period that was, the report's own day being 1.
        timeliness: whether it was in time, in words.
        late: days late, by today where it is not published; None where that is not known.
        items: how many items apply to the force.
        open: how many of them are open.
        link: the address of the report.
    """

    report: str
    draft: str
    published: str
    statutory: str
    answered: str
    taken: int | None
    timeliness: str
    late: int | None
    items: int
    open: int
    link: str


@dataclass(frozen=True, slots=True)
class ChartFigure:
    """A chart as the page shows it: drawn, and as a table with its name.

    Attributes:
        title: what it shows.
        description: what it says.
        drawing: the chart as SVG.
        table: the name of its table.
        headings: the headings of the table.
        rows: its rows; the first cell heads the row.
    """

    title: str
    description: str
    drawing: str
    table: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ReportItems:
    """The items of one report.

    Attributes:
        anchor: the name of its place in the page.
        inspection: the report.
        items: its items.
    """

    anchor: str
    inspection: InspectionShown
    items: tuple[ItemShown, ...]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """What the layout of the register can show.

    Attributes:
        language: of the page (BCP 47).
        document_title: the title of the page in the browser.
        author: the office.
        dated: the day on which it was reckoned.
        title: the heading of the page.
        introduction: what the register is, and for whom.
        reckoned: the sentence with that day.
        figures: the charts; none of what there is nothing to count.
        inspections: every report and its response.
        open_items: the items that are open, of all reports.
        reports: every item, report by report, those that do not apply included.
        words: the fixed words, by the names of the manifest.
    """

    language: str
    document_title: str
    author: str
    dated: date
    title: str
    introduction: str
    reckoned: str
    figures: tuple[ChartFigure, ...]
    inspections: tuple[InspectionShown, ...]
    open_items: tuple[ItemShown, ...]
    reports: tuple[ReportItems, ...]
    words: RegisterWords


def item_shown(row: RegisterRow, language: str) -> ItemShown:
    """An item as the page shows it.

    Raises:
        S55Error: L114 when nobody knows how dates are written in the language.
    """
    values = {
        field.name: _shown(getattr(row, field.name), field.name, language)
        for field in dataclasses.fields(ItemShown)
    }
    return ItemShown(**values)


def inspection_shown(row: InspectionRow, language: str) -> InspectionShown:
    """An inspection as the page shows it; raises as :func:`item_shown`."""
    values = {
        field.name: _shown(getattr(row, field.name), field.name, language)
        for field in dataclasses.fields(InspectionShown)
    }
    return InspectionShown(**values)


_DAYS = frozenset({"published", "due", "target", "updated", "statutory", "answered"})


def _shown(value: Any, name: str, language: str) -> Any:
    if isinstance(value, date):
        return in_words(value, language)
    return "" if value is None and name in _DAYS else value
