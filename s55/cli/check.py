"""``s55 check``: every problem of the drafts at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from s55.cli.options import Final, Names, ReadingJobs, Today, at_once, the_day
from s55.errors import ExitCode, S55Error
from s55.problems import Problem, has_errors
from s55.records import dataclass
from s55.reporting import REPORTS, ReportFormat, counted
from s55.sent import Sent

if TYPE_CHECKING:
    from datetime import date

    from s55.model.inspection import Inspection
    from s55.model.office import Settings
    from s55.pipeline.checking import ReplacedDrafts
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
    jobs: ReadingJobs = None,
    today: Today = None,
) -> None:
    """Report every problem of the drafts.

    Each problem is one line: file, line, column, what is wrong and what to do. Errors stop a
    render, warnings do not. The exit status is 1 when there is an error. The hints of --style are
    warnings that stop nothing.

    Example: s55 check peel-2025 --final --style
    """
    from s55.pipeline.checking import ReplacedDrafts, each_of
    from s55.pipeline.rendering.sets import missing_set_of_settings
    from s55.workspace import find_workspace

    day = the_day(today)
    workspace = find_workspace(Path.cwd())
    settings = workspace.settings_or_none()
    paths = workspace.chosen(names or [])
    request = _CheckRequest(workspace, settings, day, final, style, ReplacedDrafts())
    found = each_of(paths, partial(_check_one, request), at_once(jobs))
    problems = [problem for one in found for problem in one.problems]
    problems += [problem for one in found for problem in one.of_set]
    if settings is not None and any(one.has_set_of_settings for one in found):
        problems += missing_set_of_settings(workspace, settings)
    problems += _of_the_office(workspace, names or [])
    reports = [one.report for one in found if one.report]
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


@dataclass(frozen=True, slots=True)
class _CheckRequest:
    """What the check of every draft is given.

    Attributes:
        workspace: where the drafts lie.
        settings: its settings, if there are any.
        today: the current day in Europe/London.
        final: whether what is missing is an error.
        style: whether hints on plain language are given.
        replaced: the replaced drafts beside them.
    """

    workspace: Workspace
    settings: Settings | None
    today: date
    final: bool
    style: bool
    replaced: ReplacedDrafts


@dataclass(frozen=True, slots=True)
class _DraftProblems(Sent):
    """What the check of one draft gives: little, as it may come from another process.

    Attributes:
        problems: what is wrong with the draft and its record of progress.
        of_set: the problem of a template set that it names and that there is not.
        has_set_of_settings: whether it names none.
        report: its file and the report that it answers; None where another response replaces it, or
            it cannot be understood.
    """

    problems: Sequence[Problem]
    of_set: Sequence[Problem] = ()
    has_set_of_settings: bool = False
    report: tuple[str, Inspection] | None = None


def _check_one(request: _CheckRequest, path: Path) -> _DraftProblems:
    """Check one draft; one that cannot be read stops no other."""
    from s55.pipeline.checking import check_file
    from s55.pipeline.rendering.sets import missing_set_of
    from s55.pipeline.tracking.progress import progress_of

    settings, day = request.settings, request.today
    problems: list[Problem] = []
    try:
        checked = check_file(path, settings, day, final=request.final, replaced=request.replaced)
        draft = checked.draft
        problems += checked.problems
        if draft is None:
            return _DraftProblems(problems)
        response = draft.response
        problems += progress_of(path, response, day)[1]
        if request.style:
            from s55.drafts.style import style_warnings

            problems += style_warnings(draft, settings, checked.problems)
        of_set = missing_set_of(request.workspace, draft)
    except S55Error as failure:
        return _DraftProblems([*problems, *failure.problems])
    is_replaced = response.withdrawal is not None and response.withdrawal.replaced_by is not None
    report = None if is_replaced else (draft.file, response.inspection)
    return _DraftProblems(problems, of_set, response.template is None, report)


def _of_the_office(workspace: Workspace, names: Sequence[str]) -> Sequence[Problem]:
    """Say what is wrong with the files of the office; one that cannot be read stops no check.

    What still is that of the example is said of each draft: it would be printed there.
    """
    try:
        return [*workspace.example_values(), *(() if names else workspace.problems())]
    except S55Error as failure:
        return failure.problems
