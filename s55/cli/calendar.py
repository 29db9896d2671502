"""``s55 calendar``: the days of all responses as a calendar file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Names, ReadingJobs, Today, at_once, the_day
from s55.cli.screen import print_problems


def calendar(
    names: Names = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="The file to write. Default: build/calendar.ics."
        ),
    ] = None,
    items: Annotated[
        bool, typer.Option("--items", help="Also the day by which each open item is to be done.")
    ] = False,
    jobs: ReadingJobs = None,
    today: Today = None,
) -> None:
    """Write a calendar file (.ics) with every deadline.

    It says when to invite comments, when they are due and when to publish, when the panel meets and
    by when its papers must be out. Let your calendar
    program read the file again after each change: entries move, and those done are cancelled. It is
    for the office; what everybody may subscribe to is among the files of 's55 site'.

    Example: s55 calendar --out deadlines.ics
    """
    from s55.disk.writing import write_atomically
    from s55.pipeline.calendar import made_calendar
    from s55.workspace import find_workspace, shown

    day = the_day(today)
    workspace = find_workspace(Path.cwd())
    made = made_calendar(workspace, names or [], day, items=items, jobs=at_once(jobs))
    print_problems(made.warnings)
    if made.data is None:
        typer.echo(f"There is no draft in {shown(workspace.responses)}; nothing was written.")
        return
    target = out if out is not None else workspace.build / "calendar.ics"
    write_atomically(target, made.data)
    typer.echo(f"{shown(target)}: {made.summary}")
