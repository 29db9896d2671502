"""``s55 withdraw``: record that a published response was withdrawn, and what replaces it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Anyway, Files, Name, Today, WithoutFiles, a_date, publishing_of, the_day


def withdraw(  # noqa: PLR0913, PLR0917  # a command has an argument for each option
    name: Name,
    on: Annotated[
        str,
        typer.Option("--on", metavar="DATE", help="The day it was withdrawn."),
    ],
    why: Annotated[
        str, typer.Option("--why", metavar="TEXT", help="Why, in a line for everybody.")
    ],
    replaced_by: Annotated[
        str | None,
        typer.Option("--replaced-by", metavar="NAME", help="The draft that replaces it."),
    ] = None,
    anyway: Anyway = False,
    file: Files = None,
    without_files: WithoutFiles = False,
    today: Today = None,
) -> None:
    """Record that a published response was withdrawn.

    Its text stays as it was; the day and the reason are then printed at its head. That it was
    published, and when, stays on record. The files with the notice are kept in published/: publish
    them in place of the earlier ones.

    Example: s55 withdraw peel-2025 --on 2025-12-15 --why "It answered an earlier version."
    """
    from s55.drafts.dispatches import Record
    from s55.pipeline.publications.correcting import record_withdrawal
    from s55.workspace import find_workspace

    workspace = find_workspace(Path.cwd())
    path = workspace.draft(name)
    record = Record("website", a_date(on, "--on"), why=why, replaced_by=replaced_by)
    publishing = publishing_of(file, without_files=without_files)
    day = the_day(today)
    typer.echo(
        record_withdrawal(workspace, path, record, day, anyway=anyway, publishing=publishing)
    )
