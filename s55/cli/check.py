"""``s55 check``: every problem of the drafts at once."""

from __future__ import annotations

from typing import Annotated

import typer

from s55.cli.options import Final, Names, Today, current_folder, the_day
from s55.errors import ExitCode, S55Error
from s55.problems import Problem, has_errors
from s55.reporting import REPORTS, ReportFormat, counted


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(check)


def check(
    names: Names = None,
    final: Final = False,
    report: Annotated[
        ReportFormat, typer.Option("--format", help="How the problems are printed.")
    ] = ReportFormat.TEXT,
    today: Today = None,
) -> None:
    """Report every problem of the drafts: file, line, column, what is wrong and what to do.

    Errors stop a render, warnings do not. Exit status 1 when there is an error.

    Example: s55 check peel-2025 --final
    """
    from s55.pipeline.response import check as check_draft
    from s55.rules.deadlines import england_and_wales
    from s55.sources.files import read_text
    from s55.workspace import find_workspace, shown

    day = the_day(today)
    workspace = find_workspace(current_folder())
    settings = workspace.settings_or_none()
    paths = workspace.chosen(names or [])
    problems: list[Problem] = []
    for path in paths:
        try:
            text = read_text(path, shown(path))
        except S55Error as failure:
            problems.extend(failure.problems)
            continue
        checked = check_draft(text, shown(path), settings, day, england_and_wales(), final=final)
        problems.extend(checked.problems)
    printed = REPORTS[report](problems)
    if printed:
        typer.echo(printed)
    if report is ReportFormat.TEXT:
        drafts = "1 draft" if len(paths) == 1 else f"{len(paths)} drafts"
        typer.echo(f"{drafts} checked: {counted(problems)}.")
    if has_errors(problems):
        raise typer.Exit(ExitCode.PROBLEMS)
