"""``s55 status``: where every response stands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from s55.cli.options import Names, ReadingJobs, Today, at_once, the_day
from s55.cli.screen import print_problems
from s55.errors import S55Error

if TYPE_CHECKING:
    from s55.pipeline.standing import Standing


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
    jobs: ReadingJobs = None,
    today: Today = None,
) -> None:
    """Show how far each response is, the next deadline on top.

    A line for each. With a name: both deadlines, the days left, the checklist and what is missing.

    Example: s55 status peel-2025
    """
    from s55.pipeline.standing import load_standings
    from s55.rules.deadlines import england_and_wales
    from s55.rules.meetings import next_meeting
    from s55.views.meetings import papers_line
    from s55.views.overview import overview
    from s55.workspace import find_workspace

    day = the_day(today)
    workspace = find_workspace(Path.cwd())
    settings = workspace.settings()
    standings = load_standings(workspace, settings, names or [], day, jobs=at_once(jobs))
    chosen = _chosen(standings.found, still_open=still_open)
    if as_json or report is StatusFormat.JSON:
        typer.echo(json.dumps([one.as_data() for one in chosen], ensure_ascii=False, indent=2))
    elif names:
        typer.echo("\n\n".join(one.as_text() for one in chosen))
    else:
        typer.echo(overview((one.as_row() for one in standings.found), still_open=still_open))
        panel = workspace.panel()
        if meeting := next_meeting(panel, day):
            typer.echo(papers_line(meeting.date, panel.papers, day, england_and_wales()))
    print_problems(standings.doubled)
    if standings.problems:
        raise S55Error(standings.problems)


def _chosen(standings: Sequence[Standing], *, still_open: bool) -> list[Standing]:
    return [one for one in standings if not (still_open and one.as_row().is_done)]
