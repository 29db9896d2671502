"""``s55 check``: every problem of the drafts at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from s55.cli.options import Final, Names, Today, the_day
from s55.errors import ExitCode, S55Error
from s55.problems import Problem, has_errors
from s55.reporting import REPORTS, ReportFormat, counted

if TYPE_CHECKING:
    from s55.drafts.load import Draft
    from s55.model.inspection import Inspection
    from s55.workspace import Workspace


def check(
    names: Names = None,
    final: Final = False,
    style: Annotated[
        bool, typer.Option("--style", help="Also give hints on plain language.")
    ] = False,
    report: Annotated[
        ReportFormat, typer.Option("--format", help="How to print the problems.")
    ] = ReportFormat.TEXT,
    today: Today = None,
) -> None:
    """Report every problem of the drafts.

    Each problem is one line: file, line, column, what is wrong and what to do. Errors stop a
    render, warnings do not. The exit status is 1 when there is an error. The hints of --style are
    warnings that stop nothing.

    Example: s55 check peel-2025 --final --style
    """
    from s55.pipeline.checking import ReplacedDrafts, check_file
    from s55.pipeline.rendering.sets import missing_sets
    from s55.pipeline.tracking.progress import progress_of
    from s55.workspace import find_workspace

    day = the_day(today)
    workspace = find_workspace(Path.cwd())
    settings = workspace.settings_or_none()
    paths = workspace.chosen(names or [])
    problems: list[Problem] = []
    reports: list[tuple[str, Inspection]] = []
    drafts: list[Draft] = []
    replaced = ReplacedDrafts()
    for path in paths:
        try:
            checked = check_file(path, settings, day, final=final, replaced=replaced)
            problems += checked.problems
            if checked.draft:
                drafts.append(checked.draft)
                response = checked.draft.response
                if not (response.withdrawal and response.withdrawal.replaced_by):
                    reports.append((checked.draft.file, response.inspection))
                problems += progress_of(path, response, day)[1]
                if style:
                    from s55.drafts.style import style_warnings

                    problems += style_warnings(checked.draft, settings, checked.problems)
        except S55Error as failure:
            problems += failure.problems
    problems += missing_sets(workspace, settings, drafts)
    problems += () if names else _of_the_office(workspace)
    if len(reports) > 1:
        from s55.rules.same_report import same_report_problems

        problems += same_report_problems(reports)
    if printed := REPORTS[report](problems):
        typer.echo(printed)
    if report is ReportFormat.TEXT:
        count = "1 draft" if len(paths) == 1 else f"{len(paths)} drafts"
        typer.echo(f"{count} checked: {counted(problems)}.")
    if has_errors(problems):
        raise typer.Exit(ExitCode.PROBLEMS)


def _of_the_office(workspace: Workspace) -> Sequence[Problem]:
    """Say what is wrong with the files of the office; one that cannot be read stops no check."""
    try:
        return workspace.problems()
    except S55Error as failure:
        return failure.problems
