"""Write what several offices published as one register: page, tables and data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from s55.disk.writing import write_atomically
from s55.model.open_data.register import RegisterData
from s55.office.gathered import GatheredReport, gathered_reports, in_order
from s55.pipeline.gathering.reading import read_registers
from s55.problems import Problem
from s55.records import dataclass
from s55.render.html.document import to_html
from s55.render.register.csv import to_csv
from s55.templating.gathered_manifest import GatheredManifest
from s55.templating.registry import find_set_of, standard_sets
from s55.views.open_data.gathered import gathered_view
from s55.views.open_data.tables import DataTable, items_table, responses_table
from s55.workspace import shown

FORMAT, VERSION = "section-55-gathered", "1.0"
"""The name of the format of the data, and its version (docs/open-data.md)."""


@dataclass(frozen=True, slots=True)
class GatherRequest:
    """What the command line asks for.

    Attributes:
        places: the folders and files to gather from.
        template: the name of the template set of the page.
        out: the folder to write to.
        own_sets: the folder of the template sets of the workspace.
    """

    places: Sequence[Path]
    template: str
    out: Path
    own_sets: Path


def write_gathered(request: GatherRequest) -> tuple[str, list[Problem]]:
    """Gather and write; give a summary line ('' where nothing could be used) and what was not.

    Raises:
        S55Error: every error in the template set, and what writing raises.
    """
    folders = (request.own_sets, standard_sets())
    template = find_set_of(GatheredManifest, request.template, folders)
    read = read_registers(request.places)
    registers = in_order(read.registers.values())
    if not registers:
        return "", read.problems
    reports = gathered_reports(registers)
    items, responses = items_table(registers), responses_table(registers)
    files = {
        "gathered.html": to_html(gathered_view(registers, template.manifest), template).encode(),
        "gathered.csv": _csv(_with_reports(items, "item_id", _place_of_items(reports))),
        "gathered-responses.csv": _csv(
            _with_reports(responses, "response_id", _place_of_responses(reports))
        ),
        "gathered.json": gathered_json(registers, reports),
    }
    for name, data in files.items():
        write_atomically(request.out / name, data)
    shared = sum(report.is_shared for report in reports)
    summary = (
        f"{_count(len(registers), 'office')}, {_count(len(reports), 'report')}, {shared} of them "
        f"answered by several offices, {_count(len(items.rows), 'item')} "
        f"-> {', '.join(shown(request.out / name) for name in files)}"
    )
    return summary, read.problems


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


# --- tables -----------------------------------------------------------------------


def _csv(table: DataTable) -> bytes:
    return to_csv(table.columns, table.rows)


def _with_reports(
    table: DataTable, key: str, places: dict[tuple[str, str], tuple[object, ...]]
) -> DataTable:
    """Put before each row which report, and which item of it, it is about in all offices."""
    office, own = table.columns.index("office_id"), table.columns.index(key)
    more = ("gathered_report", "gathered_item") if key == "item_id" else ("gathered_report",)
    rows = ((*places[str(row[office]), str(row[own])], *row) for row in table.rows)
    return DataTable((*more, *table.columns), tuple(rows))


def _place_of_responses(
    reports: Iterable[GatheredReport],
) -> dict[tuple[str, str], tuple[object, ...]]:
    return {
        (answer.office.id, answer.response.id): (report.id,)
        for report in reports
        for answer in report.answers
    }


def _place_of_items(reports: Iterable[GatheredReport]) -> dict[tuple[str, str], tuple[object, ...]]:
    return {
        (answer.office.id, item.id): (report.id, place)
        for report in reports
        for place, same in enumerate(report.items, start=1)
        for answer, item in same.answers
    }


# --- data -------------------------------------------------------------------------


def gathered_json(registers: Iterable[RegisterData], reports: Iterable[GatheredReport]) -> bytes:
    """Write the gathered register as JSON, report by report."""
    data = {
        "format": FORMAT,
        "version": VERSION,
        "offices": [
            {**one.office.model_dump(mode="json"), "dated": one.dated.isoformat()}
            for one in registers
        ],
        "reports": [_report(one) for one in reports],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _report(report: GatheredReport) -> dict[str, Any]:
    return {
        "id": report.id,
        "title": report.title,
        "published": report.published.isoformat(),
        "address": report.address,
        "responses": [
            {
                "office_id": answer.office.id,
                **answer.response.model_dump(mode="json", exclude={"items"}),
            }
            for answer in report.answers
        ],
        "offices_without": [office.id for office in report.without],
        "items": [
            {
                "kind": item.kind.value,
                "number": item.number or None,
                "text": item.text,
                "answers": [
                    {
                        "office_id": answer.office.id,
                        "response_id": answer.response.id,
                        **one.model_dump(mode="json"),
                    }
                    for answer, one in item.answers
                ],
            }
            for item in report.items
        ],
    }
