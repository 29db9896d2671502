"""Ask for the progress of open items: a spreadsheet to fill in, and a note that goes with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from s55.disk.writing import write_atomically
from s55.errors import ExitCode, S55Error
from s55.model.dates import in_words, with_weekday
from s55.model.forces import force_named, same_force
from s55.model.office import Settings
from s55.pipeline.cases import load_cases
from s55.pipeline.publications.as_published import as_published
from s55.pipeline.tracking.updating import refuse_unrecorded
from s55.problems import Problem, error
from s55.templating.register_manifest import RegisterManifest
from s55.templating.registry import find_set_of, standard_sets
from s55.views.progress_sheet import SheetItem, progress_sheet_of, sheet_items, sheet_wording
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
    """

    by: date
    owner: str | None
    force: str | None
    template: str
    out: Path
    today: date


def write_request(workspace: Workspace, request: ProgressRequest) -> tuple[str, list[Problem]]:
    """Write the spreadsheet of the open items of one owner or force, and the note beside it.

    Returns:
        a summary line, and warnings.

    Raises:
        S55Error: U127 the day is over, U128 there is no such item, and every error in the settings,
            the drafts and the template set, R155 for a spreadsheet with rows that are not recorded
            yet. Until everything is made nothing is written.
    """
    if request.by < request.today:
        raise _over(request.by)
    settings = workspace.settings()
    folders = (workspace.root / "templates", standard_sets())
    manifest = find_set_of(RegisterManifest, request.template, folders).manifest
    loaded, changed = as_published(workspace, load_cases(workspace, [], settings, request.today))
    open_items = [
        one for one in sheet_items([case.case for case in loaded], manifest) if one.is_open
    ]
    items = [one for one in open_items if _is_asked(one, request, settings)]
    if not items:
        raise _nothing(request, open_items)
    from s55.render.register.xlsx import progress_xlsx

    sheet = progress_sheet_of(items, settings, manifest, request.today, request.by)
    stem = "-".join(filter(None, ("ask", request.by.isoformat(), _slug(request))))
    note = _note(request, len(items), f"{stem}.xlsx", settings, manifest)
    files = {f"{stem}.xlsx": progress_xlsx(sheet), f"{stem}.txt": note.encode()}
    refuse_unrecorded(workspace, request.out / f"{stem}.xlsx", request.template, request.today)
    for name, data in files.items():
        write_atomically(request.out / name, data)
    noun = "item" if len(items) == 1 else "items"
    written = ", ".join(shown(request.out / name) for name in files)
    return f"{len(items)} open {noun} -> {written}", changed


def _is_asked(item: SheetItem, request: ProgressRequest, settings: Settings) -> bool:
    owner, forces = item.state.owner, item.tracked.case.response.inspection.forces
    if request.owner is not None and _folded(owner or "") != _folded(request.owner):
        return False
    if request.force is None:
        return True
    named = (item.force,) if item.force else forces
    if any(same_force(request.force, one) for one in named):
        return True
    # A national report names no force; its items are then those of the office's own.
    is_own = same_force(request.force, settings.force.name)
    return is_own and item.force is None and not any(force_named(one) for one in named)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


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
    lines = (fill(one, **words) for one in manifest.labels.progress_sheet.covering_note)
    return "\n\n".join(lines) + "\n"


def _over(by: date) -> S55Error:
    message = f"--by: {with_weekday(by)} is over"
    return S55Error([error("U127", message, "Give a day that is still to come.")], ExitCode.USAGE)


def _nothing(request: ProgressRequest, items: Sequence[SheetItem]) -> S55Error:
    """Refuse (U128) to ask for nothing, and name those who could be asked."""
    of = [
        *([f"the owner '{request.owner}'"] if request.owner else []),
        *([f"the force '{request.force}'"] if request.force else []),
    ]
    whose = f" of {' and '.join(of)}" if of else ""
    owners = _names(items, lambda one: (one.state.owner,))
    forces = _names(items, lambda one: one.tracked.case.response.inspection.forces)
    hints = [
        *([f"Owners of open items: {owners}."] if request.owner else []),
        *([f"Forces with open items: {forces}."] if request.force else []),
    ]
    problem = error("U128", f"there is no open item{whose}", " ".join(hints))
    return S55Error([problem], ExitCode.USAGE)


def _names(items: Sequence[SheetItem], of: Callable[[SheetItem], Sequence[str | None]]) -> str:
    names = sorted({name for item in items for name in of(item) if name})
    return "; ".join(names) or "none"
