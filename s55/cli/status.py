"""``s55 status``: where every response stands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from s55.cli.options import Names, Today, the_day
from s55.cli.screen import print_problems
from s55.errors import S55Error

if TYPE_CHECKING:
    from s55.model.inspection import Inspection
    from s55.pipeline.standing import Standing
    from s55.problems import Problem


class StatusFormat(StrEnum):
    """How the standing of responses is printed."""

    TEXT = "text"
    JSON = "json"


def status(
    names: Names = None,
    still_open: Annotated[
        bool, typer.Option("--open", help="Only those with something left to do.")
    ] = False,
    report: Annotated[
        StatusFormat, typer.Option("--format", help="How to print it.")
    ] = StatusFormat.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="Same as --format json.")] = False,
    today: Today = None,
) -> None:
    """Show how far each response is, the next deadline on top.

    A line for each. With a name: both deadlines, the days left, the checklist and what is missing.

    Example: s55 status peel-2025
    """
    from s55.pipeline.response import DraftSets, ReplacedDrafts
    from s55.pipeline.standing import load_standing
    from s55.rules.deadlines import england_and_wales
    from s55.rules.meetings import next_meeting
    from s55.rules.same_report import same_report_problems
    from s55.views.meetings import papers_line
    from s55.views.overview import overview
    from s55.workspace import find_workspace, shown

    day = the_day(today)
    workspace = find_workspace(Path.cwd())
    settings = workspace.settings()
    standings: list[Standing] = []
    reports: list[tuple[str, Inspection]] = []
    problems: list[Problem] = []
    sets, replaced = DraftSets(workspace, settings), ReplacedDrafts()
    for path in workspace.chosen(names or []):
        try:
            standing = load_standing(sets, path, day, replaced)
            standings.append(standing)
            if not standing.is_replaced:
                reports.append((shown(path), standing.inspection))
        except S55Error as failure:
            problems.extend(failure.problems)
    standings.sort(key=lambda standing: (standing.is_published, standing.statutory, standing.name))
    if as_json or report is StatusFormat.JSON:
        chosen = _chosen(standings, still_open=still_open)
        typer.echo(json.dumps([s.as_data() for s in chosen], ensure_ascii=False, indent=2))
    elif names:
        chosen = _chosen(standings, still_open=still_open)
        typer.echo("\n\n".join(standing.as_text() for standing in chosen))
    else:
        typer.echo(overview((s.as_row() for s in standings), still_open=still_open))
        panel = workspace.panel()
        if meeting := next_meeting(panel, day):
            typer.echo(papers_line(meeting.date, panel.papers, day, england_and_wales()))
    print_problems(same_report_problems(reports))
    if problems:
        raise S55Error(problems)


def _chosen(standings: Sequence[Standing], *, still_open: bool) -> list[Standing]:
    return [one for one in standings if not (still_open and one.as_row().is_done)]
