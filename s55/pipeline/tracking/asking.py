"""Ask for the progress of open items: a file to fill in, and a note that goes with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from s55.disk.writing import write_atomically
from s55.errors import ExitCode, S55Error
from s55.model.dates import in_words, with_weekday
from s55.model.office import Settings
from s55.pipeline.cases import load_cases
from s55.pipeline.publications.as_published import as_published
from s55.pipeline.tracking.choosing import ItemChoice, forces_among, owners_among
from s55.pipeline.tracking.updating import refuse_unrecorded
from s55.problems import Problem, error
from s55.records import dataclass
from s55.templating.register_manifest import RegisterManifest
from s55.templating.registry import find_set_of
from s55.templating.sets import AnySet
from s55.views.progress_sheet import (
    ProgressSheet,
    SheetPlace,
    progress_sheet_of,
    sheet_places,
    sheet_rows,
    sheet_wording,
)
from s55.workspace import Workspace, shown


@dataclass(frozen=True, slots=True)
class ProgressRequest:
    """What the command line asks for.

    Attributes:
        by: the day by which it is to come back.
        owner: who sees to the items; None for everybody.
        force: the force that is asked; None for every one.
        template: the name of the register's template set.
        out: the folder to write to.
        today: the current day in Europe/London.
        docx: whether a Word form is written in place of the spreadsheet.
    """

    by: date
    owner: str | None
    force: str | None
    template: str
    out: Path
    today: date
    docx: bool = False


@dataclass(frozen=True, slots=True)
class WrittenRequest:
    """What was written to ask for progress.

    Attributes:
        summary: says so in a line.
        files: the spreadsheet or the form, and the note.
        warnings: what a person should know.
    """

    summary: str
    files: tuple[Path, ...]
    warnings: tuple[Problem, ...]


def write_request(workspace: Workspace, request: ProgressRequest) -> WrittenRequest:
    """Write the spreadsheet of the open items of one owner or force, and the note beside it.

    Raises:
        S55Error: U127 the day is over, U128 there is no such item, and every error in the settings,
            the drafts and the template set, R155 for a file in which something is filled in that is
            not recorded yet. Until everything is made nothing is written.
    """
    if request.by < request.today:
        raise _over(request.by)
    settings = workspace.settings()
    template = find_set_of(RegisterManifest, request.template, workspace.places_of_sets)
    manifest = template.manifest
    loaded, changed = as_published(workspace, load_cases(workspace, [], settings, request.today))
    places = sheet_places(case.case for case in loaded)
    choice = ItemChoice(request.owner, request.force)
    chosen = [one for one in places if choice.takes(one, settings)]
    if not chosen:
        raise _nothing(request, places)
    items = sheet_rows(chosen, manifest)
    sheet = progress_sheet_of(items, settings, manifest, request.today, request.by)
    stem = "-".join(filter(None, ("ask", request.by.isoformat(), _slug(request))))
    name = f"{stem}.docx" if request.docx else f"{stem}.xlsx"
    note = _note(request, len(items), name, settings, manifest)
    made = _form(sheet, request.by, settings, template) if request.docx else _spreadsheet(sheet)
    files = {name: made, f"{stem}.txt": note.encode()}
    refuse_unrecorded(workspace, request.out / name, request.template, request.today)
    for name, data in files.items():
        write_atomically(request.out / name, data)
    noun = "item" if len(items) == 1 else "items"
    written = ", ".join(shown(request.out / name) for name in files)
    return WrittenRequest(
        f"{len(items)} open {noun} -> {written}",
        tuple(request.out / name for name in files),
        tuple(changed),
    )


def _spreadsheet(sheet: ProgressSheet) -> bytes:
    from s55.render.register.xlsx import progress_xlsx

    return progress_xlsx(sheet)


def _form(
    sheet: ProgressSheet, by: date, settings: Settings, template: AnySet[RegisterManifest]
) -> bytes:
    from s55.render.register.progress_form import progress_docx
    from s55.views.progress_form import progress_form_view

    view = progress_form_view(sheet, settings, template.manifest, by)
    return progress_docx(view, sheet, template)


def _slug(request: ProgressRequest) -> str:
    """Write whom is asked so that every system takes it for a part of a file's name."""
    whom = " ".join(filter(None, (request.owner, request.force)))
    plain = unicodedata.normalize("NFKD", whom).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].rstrip("-")


def _note(
    request: ProgressRequest,
    number: int,
    file: str,
    settings: Settings,
    manifest: RegisterManifest,
) -> str:
    fill = sheet_wording(settings, manifest, request.today).fill
    words = {
        "by": in_words(request.by, manifest.language),
        "to": ", ".join(filter(None, (request.owner, request.force))) or settings.force.name,
        "number": str(number),
        "file": file,
    }
    labels = manifest.labels.progress_form if request.docx else manifest.labels.progress_sheet
    lines = (fill(one, **words) for one in labels.covering_note)
    return "\n\n".join(lines) + "\n"


def _over(by: date) -> S55Error:
    message = f"the day by which it is to come back, {with_weekday(by)}, is over"
    return S55Error([error("U127", message, "Give a day that is still to come.")], ExitCode.USAGE)


def _nothing(request: ProgressRequest, places: Sequence[SheetPlace]) -> S55Error:
    """Refuse (U128) to ask for nothing, and name those who could be asked."""
    of = [
        *([f"the owner '{request.owner}'"] if request.owner else []),
        *([f"the force '{request.force}'"] if request.force else []),
    ]
    whose = f" of {' and '.join(of)}" if of else ""
    owners, forces = "; ".join(owners_among(places)), "; ".join(forces_among(places))
    hints = [
        *([f"Owners of open items: {owners or 'none'}."] if request.owner else []),
        *([f"Forces with open items: {forces or 'none'}."] if request.force else []),
    ]
    problem = error("U128", f"there is no open item{whose}", " ".join(hints))
    return S55Error([problem], ExitCode.USAGE)
