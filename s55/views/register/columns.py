"""The columns of the register's lists: what each row shows in them, and how wide they are."""

from __future__ import annotations

from dataclasses import dataclass

from s55.views.register.rows import Register


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list.

    Attributes:
        key: the attribute of the row that stands in it, and of its heading among the words.
        width: how wide it is in a spreadsheet, in characters.
    """

    key: str
    width: float


ITEM_COLUMNS = (
    Column("report", 26),
    Column("published", 12),
    Column("item", 9),
    Column("number", 9),
    Column("kind", 16),
    Column("text", 52),
    Column("addressee", 16),
    Column("due", 12),
    Column("target", 12),
    Column("applies", 14),
    Column("action", 36),
    Column("owner", 18),
    Column("status", 13),
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
    in {"report", "item", "text", "due", "target", "owner", "status", "updated", "note", "overdue"}
)
"""Those of the list of open items, which fits on A4."""

INSPECTION_COLUMNS = (
    Column("report", 44),
    Column("published", 12),
    Column("statutory", 12),
    Column("answered", 12),
    Column("taken", 9),
    Column("timeliness", 16),
    Column("late", 9),
    Column("items", 9),
    Column("open", 9),
    Column("link", 44),
)
"""The columns of the list of inspections."""


def item_heading(register: Register, column: Column) -> str:
    """The heading of a column of items."""
    heading: str = getattr(register.words.item_columns, column.key)
    return heading


def inspection_heading(register: Register, column: Column) -> str:
    """The heading of a column of inspections."""
    heading: str = getattr(register.words.inspection_columns, column.key)
    return heading
