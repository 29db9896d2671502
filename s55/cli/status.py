"""``s55 status``: where every response stands."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from s55.cli.options import Names, Today, current_folder, the_day
from s55.errors import S55Error
from s55.pipeline import check
from s55.problems import Problem
from s55.sources.files import read_text
from s55.standing import Standing, standing_of
from s55.working_days import england_and_wales
from s55.workspace import find_workspace, shown


class StatusFormat(StrEnum):
    """How the standing of responses is printed."""

    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(status)


def status(
    names: Names = None,
    report: Annotated[
        StatusFormat, typer.Option("--format", help="How it is printed.")
    ] = StatusFormat.TEXT,
    today: Today = None,
) -> None:
    """Show every response: what is missing, both deadlines, days left or late, the checklist.

    Example: s55 status peel-2025
    """
    day = the_day(today)
    workspace = find_workspace(current_folder())
    settings = workspace.settings()
    standings: list[Standing] = []
    unreadable: list[Problem] = []
    for path in workspace.chosen(names or []):
        try:
            checked = check(
                read_text(path, shown(path)),
                shown(path),
                settings,
                day,
                england_and_wales(),
                final=False,
            )
            if checked.draft is None:
                unreadable.extend(checked.problems)
                continue
            response = checked.draft.response
            manifest = workspace.template_set(response.template or settings.template).manifest
            standings.append(
                standing_of(
                    path.stem,
                    response,
                    checked.problems,
                    settings,
                    manifest,
                    day,
                    england_and_wales(),
                )
            )
        except S55Error as failure:
            unreadable.extend(
                problem if problem.file else problem.in_file(shown(path))
                for problem in failure.problems
            )
    standings.sort(key=lambda standing: (standing.is_published, standing.statutory, standing.name))
    if report is StatusFormat.JSON:
        typer.echo(json.dumps([s.as_data() for s in standings], ensure_ascii=False, indent=2))
    else:
        typer.echo("\n\n".join(standing.as_text() for standing in standings))
    if unreadable:
        raise S55Error(unreadable)
