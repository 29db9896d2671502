"""What the layout of the register can show: its rows with their dates in words, and its charts."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any

from s55.documents.dates import in_words
from s55.documents.register import InspectionRow, RegisterRow
from s55.templating.register_manifest import RegisterWords


@dataclass(frozen=True, slots=True)
class ItemShown:
    """A :class:`~s55.documents.register.RegisterRow` with its dates in words, '' for none."""

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
    """An :class:`~s55.documents.register.InspectionRow` with its dates in words, '' for none."""

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
    """What the layout of the register can show."""

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
