"""``s55 update``: record how far the force is with an item, or show where the items stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from s55.cli.options import Name, Today, a_date, the_day
from s55.errors import ExitCode, S55Error
from s55.problems import error

if TYPE_CHECKING:
    from s55.model.response import ItemStatus, Progress


def update(
    name: Name,
    item: Annotated[
        str | None,
        typer.Argument(
            metavar="ITEM",
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
        str | None,
        typer.Option("--on", metavar="DATE", help="The day on which this was the status."),
    ] = None,
    note: Annotated[
        str | None,
        typer.Option("--note", metavar="TEXT", help="What happened. Everybody may read it."),
    ] = None,
    evidence: Annotated[
        str | None,
        typer.Option("--evidence", metavar="TEXT", help="Where the proof is. For the office only."),
    ] = None,
    today: Today = None,
) -> None:
    """Record how far the force is with an item.

    Nothing else in the draft changes. Without options it shows the status of the items, and the
    names by which to call them.

    Example: s55 update peel-2025 R2 --status "in progress" --on 2025-11-20
    """
    from s55.pipeline.recording import item_lines, record_progress
    from s55.workspace import find_workspace

    workspace = find_workspace(Path.cwd())
    path = workspace.draft(name)
    given = any(one is not None for one in (status, on, note, evidence))
    if item is not None and given:
        progress = _progress(path.stem, item, status, on, note, evidence)
        typer.echo(record_progress(path, item, progress, the_day(today)))
        return
    if any((status, on, note, evidence)):
        raise _missing("ITEM", f"{path.stem} R1")
    for line in item_lines(workspace, path, item, the_day(today)):
        typer.echo(line)


def _progress(
    name: str,
    item: str,
    status: str | None,
    on: str | None,
    note: str | None,
    evidence: str | None,
) -> Progress:
    """Read an entry of an item's history from the options.

    Raises:
        S55Error: U106 and U121 to U123 when an option is wrong or missing.
    """
    from pydantic import ValidationError

    from s55.model.response import Progress

    if status is None or on is None:
        raise _missing("--status" if status is None else "--on", f"{name} {item}")
    day = a_date(on, "--on")
    try:
        return Progress(date=day, status=_status_of(status), note=note, evidence=evidence)
    except ValidationError as failure:
        wrong = ", ".join(f"--{part['loc'][0]}" for part in failure.errors())
        problem = error("U123", f"{wrong} cannot be recorded", "Write one line of text.")
        raise S55Error([problem], ExitCode.USAGE) from None


def _status_of(text: str) -> ItemStatus:
    from s55.model.response import ItemStatus

    folded = " ".join(text.casefold().replace("-", " ").replace("_", " ").split())
    try:
        return ItemStatus(folded)
    except ValueError:
        words = ", ".join(f"'{word.value}'" for word in ItemStatus)
        problem = error("U121", f"--status: '{text}' is not a status", f"Use one of: {words}.")
        raise S55Error([problem], ExitCode.USAGE) from None


def _missing(what: str, named: str) -> S55Error:
    problem = error(
        "U122",
        f"{what} is missing",
        f'Write, for example: s55 update {named} --status "in progress" --on 2026-11-20',
    )
    return S55Error([problem], ExitCode.USAGE)
