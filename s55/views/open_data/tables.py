"""Turn published registers into tables: a row for each response, and one for each item.

The columns are called as the keys of the data, in every language. A row of an item says of which
response and which office it is, so that one table does without the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from s55.model.open_data.register import ItemData, OfficeData, RegisterData, ResponseData
from s55.records import dataclass

_OF_RESPONSES = tuple(name for name in ResponseData.model_fields if name != "items")
_OF_ITEMS = tuple(ItemData.model_fields)
_OF_OFFICES = ("name", "force", "id")
# What a row of an item repeats of its response.
_REPEATED = (
    "id",
    "report",
    "report_published",
    "report_address",
    "report_id",
    "response_published",
    "timeliness",
    "days_late",
    "is_withdrawn",
)
_LIST_SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table of data.

    Attributes:
        columns: the names of its columns.
        rows: a cell for each column: a date, a number, text or None.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def column_of(model: type[BaseModel], field: str) -> str:
    """Name the column of a field: a name that several records have says whose it is.

    >>> column_of(OfficeData, "name"), column_of(ResponseData, "report")
    ('office', 'report')
    """
    if model is OfficeData:
        return {"name": "office", "force": "force"}.get(field, f"office_{field}")
    if field in {"id", "name", "address"}:
        return f"{'item' if model is ItemData else 'response'}_{field}"
    return "item" if field == "reference" else field


def responses_table(registers: Iterable[RegisterData]) -> DataTable:
    """List every response of every register."""
    columns = (*_heads(), *(column_of(ResponseData, name) for name in _OF_RESPONSES))
    rows = (
        (*_head(register), *_values(response, _OF_RESPONSES))
        for register in registers
        for response in register.responses
    )
    return DataTable(columns, tuple(rows))


def items_table(registers: Iterable[RegisterData]) -> DataTable:
    """List every item of every response of every register."""
    columns = (
        *_heads(),
        *(column_of(ResponseData, name) for name in _REPEATED),
        *(column_of(ItemData, name) for name in _OF_ITEMS),
    )
    rows = (
        (*_head(register), *_values(response, _REPEATED), *_values(item, _OF_ITEMS))
        for register in registers
        for response in register.responses
        for item in response.items
    )
    return DataTable(columns, tuple(rows))


def _heads() -> Iterator[str]:
    yield from (column_of(OfficeData, name) for name in _OF_OFFICES)
    yield "dated"


def _head(register: RegisterData) -> Iterator[object]:
    yield from _values(register.office, _OF_OFFICES)
    yield register.dated


def _values(record: BaseModel, names: Iterable[str]) -> Iterator[object]:
    for name in names:
        yield _cell(getattr(record, name))


def _cell(value: Any) -> object:
    match value:
        case bool():
            return "true" if value else "false"
        case tuple():
            return _LIST_SEPARATOR.join(value)
        case _:
            return value
