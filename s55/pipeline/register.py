"""Make the register: every item of every response, as a spreadsheet, tables, a page and data."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path

from s55.disk.made import MadeFiles
from s55.disk.writing import write_atomically
from s55.pipeline.cases import doubled, load_cases
from s55.pipeline.publications.as_published import as_published
from s55.pipeline.rendering.stamps import workspace_stamp
from s55.problems import Problem
from s55.records import dataclass
from s55.reporting import as_line
from s55.templating.register_manifest import RegisterManifest
from s55.templating.registry import find_set_of
from s55.templating.sets import AnySet
from s55.views.progress_sheet import ProgressSheet, progress_sheet_of, sheet_items
from s55.views.register import Register, register_of
from s55.workspace import DRAFT_SUFFIXES, Workspace, shown

COMMAND = "register"
"""What the record calls it."""
SPREADSHEET = "register.xlsx"
"""The file of it that people fill in."""


class RegisterFormat(StrEnum):
    """What a register is written as."""

    XLSX = "xlsx"
    CSV = "csv"
    HTML = "html"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class RegisterRequest:
    """What the command line asks for.

    Attributes:
        names: the drafts, by name or file; all when there are none.
        formats: what to write.
        template: the name of the register's template set.
        out: the folder to write to.
        today: the current day in Europe/London.
        made: the record of what files were made of.
        jobs: how many processes may read drafts at once; with more than one, another one makes the
            spreadsheet, too, while this one makes the rest.
    """

    names: Sequence[str]
    formats: Collection[RegisterFormat]
    template: str
    out: Path
    today: date
    made: MadeFiles
    jobs: int = 1


def write_register(workspace: Workspace, request: RegisterRequest) -> tuple[str, Sequence[str]]:
    """Write the register, and give a summary and the lines of warnings.

    Where it would be the same again, it stays as it is, and what was said of it is said again.

    Raises:
        S55Error: every error in the settings, the drafts and the template set, R155 for a
            spreadsheet with rows that are not recorded yet, and what writing
            raises. Until everything is made nothing is written.
    """
    inputs = _inputs(workspace, request)
    if (told := request.made.told(COMMAND, inputs)) is not None:
        *warned, summary = told
        return f"{summary} (unchanged)", warned
    asked = request.names, request.formats, request.template, request.today
    made = made_register(workspace, *asked, jobs=request.jobs)
    sheet = request.out / SPREADSHEET
    is_replaced = RegisterFormat.XLSX in request.formats and sheet.exists()
    # Nobody has filled anything in where it is as it was made; reading it would take a fifth more.
    if is_replaced and not request.made.is_as_made(sheet, COMMAND):
        from s55.pipeline.tracking.updating import refuse_unrecorded

        refuse_unrecorded(workspace, sheet, request.template, request.today)
    for name, data in made.files.items():
        write_atomically(request.out / name, data)
    register = made.register
    reports, number = len(register.inspections), len(register.items)
    summary = (
        f"{reports} {'report' if reports == 1 else 'reports'}, "
        f"{number} {'item' if number == 1 else 'items'}, {len(register.open_items)} open "
        f"-> {', '.join(shown(request.out / name) for name in made.files)}"
    )
    warned = list(map(as_line, made.warnings))
    if inputs:
        written = {request.out / name: data for name, data in made.files.items()}
        request.made.note_told(COMMAND, inputs, [*warned, summary], written)
        request.made.save()
    return summary, warned


@dataclass(frozen=True, slots=True)
class MadeRegister:
    """A register that was made and not written.

    Attributes:
        register: what it lists.
        files: its files, by their names.
        warnings: what a person should know.
    """

    register: Register
    files: Mapping[str, bytes]
    warnings: tuple[Problem, ...]


def made_register(
    workspace: Workspace,
    names: Sequence[str],
    formats: Collection[RegisterFormat],
    template: str,
    today: date,
    *,
    jobs: int = 1,
) -> MadeRegister:
    """Make the register, and write nothing.

    Args:
        workspace: the workspace.
        names: the drafts, by name or file; all when there are none.
        formats: what to make.
        template: the name of the register's template set.
        today: the current day in Europe/London.
        jobs: how many processes may read drafts at once; with more than one, another one makes the
            spreadsheet, too, while this one makes the rest.

    Raises:
        S55Error: every error in the settings, the drafts and the template set.
    """
    settings = workspace.settings()
    found = find_set_of(RegisterManifest, template, workspace.places_of_sets)
    read = load_cases(workspace, names, settings, today, jobs)
    loaded, changed = as_published(workspace, read)
    cases = [one.case for one in loaded]
    register = register_of(cases, settings, found.manifest, today)
    items = sheet_items(cases, found.manifest)
    progress = progress_sheet_of(items, settings, found.manifest, today)
    files = _rendered(register, progress, formats, found, beside=jobs > 1)
    return MadeRegister(register, files, (*doubled(loaded), *changed))


def _inputs(workspace: Workspace, request: RegisterRequest) -> str:
    """Stamp what the register is made of; '' where drafts of another folder are named."""
    if any(name.endswith(DRAFT_SUFFIXES) for name in request.names):
        return ""
    asked = (*request.names, *request.formats, request.template, request.out, request.today)
    return workspace_stamp(workspace, *asked)


def _rendered(
    register: Register,
    progress: ProgressSheet,
    formats: Collection[RegisterFormat],
    template: AnySet[RegisterManifest],
    *,
    beside: bool,
) -> dict[str, bytes]:
    """Render the files by their names; no format is loaded that is not asked for."""
    sheet = partial(_spreadsheet, register, progress)
    others = partial(_others, register, {*formats} - {RegisterFormat.XLSX}, template)
    if RegisterFormat.XLSX not in formats:
        return others()
    if len({*formats}) == 1 or not beside:
        return {**sheet(), **others()}
    from s55.beside import both

    made = both(sheet, others)
    return {**made[0], **made[1]}


def _spreadsheet(register: Register, progress: ProgressSheet) -> dict[str, bytes]:
    from s55.render.register.xlsx import to_xlsx

    return {SPREADSHEET: to_xlsx(register, progress)}


def _others(
    register: Register, formats: Collection[RegisterFormat], template: AnySet[RegisterManifest]
) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    if RegisterFormat.CSV in formats:
        from s55.render.register.csv import inspections_csv, items_csv

        files["register.csv"] = items_csv(register)
        files["register-inspections.csv"] = inspections_csv(register)
    if RegisterFormat.HTML in formats:
        from s55.render.register.html import register_page

        files["register.html"] = register_page(register, template).encode()
    if RegisterFormat.JSON in formats:
        from s55.render.register.json import to_json

        files["register.json"] = to_json(register)
    return files
