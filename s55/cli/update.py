"""``s55 update``: record how far the force is with an item, or show where the items stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from s55.cli.options import Today, a_date, current_folder, the_day
from s55.errors import ExitCode, S55Error

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from s55.drafts.record import Updated
    from s55.model.response import ItemStatus, Progress
    from s55.workspace import Workspace


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(update)


def update(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The draft.")],
    item: Annotated[
        str | None,
        typer.Argument(
            metavar="[ITEM]",
            help="The item: R2, AFI3, C1-R1, or its number. Without it, all items are listed.",
            show_default=False,
        ),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status", metavar="STATUS", help="'not started', 'in progress' or 'complete'."
        ),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day on which it stood so.")
    ] = None,
    note: Annotated[
        str | None,
        typer.Option("--note", metavar="TEXT", help="What happened; everybody may read it."),
    ] = None,
    evidence: Annotated[
        str | None,
        typer.Option("--evidence", metavar="TEXT", help="Where the proof lies; for the office."),
    ] = None,
    today: Today = None,
) -> None:
    """Record how far the force is with an item; nothing else in the file changes.

    Without options it shows where the items stand, and by which names they go.

    Example: s55 update peel-2025 R2 --status "in progress" --on 2025-11-20
    """
    from s55.workspace import find_workspace

    workspace = find_workspace(current_folder())
    path = workspace.draft(name)
    if item is None or (status, on, note, evidence) == (None, None, None, None):
        if any((status, on, note, evidence)):
            raise _missing("ITEM")
        for line in _shown(workspace, path, item, the_day(today)):
            typer.echo(line)
        return
    progress = _progress(status, on, note, evidence)
    typer.echo(_recorded(path, item, progress, the_day(today)))


def _progress(
    status: str | None, on: str | None, note: str | None, evidence: str | None
) -> Progress:
    from pydantic import ValidationError

    from s55.model.response import Progress
    from s55.problems import error

    if status is None or on is None:
        raise _missing("--status" if status is None else "--on")
    day = a_date(on, "--on")
    try:
        return Progress(date=day, status=_a_status(status), note=note, evidence=evidence)
    except ValidationError as failure:
        wrong = ", ".join(f"--{part['loc'][0]}" for part in failure.errors())
        problem = error("U123", f"{wrong}: this cannot be recorded", "Write a line of text.")
        raise S55Error([problem], ExitCode.USAGE) from None


def _a_status(text: str) -> ItemStatus:
    from s55.model.response import ItemStatus
    from s55.problems import error

    folded = " ".join(text.casefold().replace("-", " ").replace("_", " ").split())
    try:
        return ItemStatus(folded)
    except ValueError:
        words = ", ".join(f"'{word.value}'" for word in ItemStatus)
        problem = error("U121", f"--status: '{text}' is no status", f"Use one of: {words}.")
        raise S55Error([problem], ExitCode.USAGE) from None


def _missing(what: str) -> S55Error:
    from s55.problems import error

    problem = error(
        "U122",
        f"{what} is missing",
        'Type: s55 update NAME ITEM --status "in progress" --on 2026-11-20',
    )
    return S55Error([problem], ExitCode.USAGE)


def _recorded(path: Path, item: str, progress: Progress, today: date) -> str:
    from s55.drafts.record import updated
    from s55.office.outputs import write_atomically
    from s55.sources.files import read_text
    from s55.workspace import shown

    file = shown(path)
    try:
        found = updated(read_text(path, file, keep_mark=True), item, progress, today)
    except S55Error as failure:
        located = [problem.in_file(file) for problem in failure.problems]
        raise S55Error(located, ExitCode.PROBLEMS) from None
    write_atomically(path, found.text.encode())
    return f"{file}: {_told(found, progress)}"


def _told(found: Updated, progress: Progress) -> str:
    from s55.model.dates import in_words

    told = f"recorded {found.reference}, {progress.status.value}, {in_words(progress.date)}."
    if found.latest > progress.date:
        status = found.status.value if found.status else "without a status"
        told += f" It stays {status}: its latest entry is of {in_words(found.latest)}."
    return told if found.applies else f"{told} (The draft says that it does not apply.)"


def _shown(workspace: Workspace, path: Path, item: str | None, today: date) -> list[str]:
    """The items of a draft, or one of them, as lines."""
    from s55.cli.gathering import gather
    from s55.office.items import path_of_item, tracked_items
    from s55.views.tracker import lines_of_item, lines_of_items
    from s55.workspace import shown

    (gathered,) = gather(workspace, [str(path)], workspace.settings(), today)
    case = gathered.case
    head = f"{shown(path)}: {case.response.inspection.title}"
    if item is None:
        return [head, *lines_of_items(case)]
    try:
        wanted = path_of_item(item, case.response)
    except S55Error as failure:
        located = [problem.in_file(shown(path)) for problem in failure.problems]
        raise S55Error(located, ExitCode.PROBLEMS) from None
    (found,) = (one for one in tracked_items(case) if one.path == wanted)
    return [head, *lines_of_item(found)]
