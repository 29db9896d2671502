"""``s55 status``: where every response stands."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from s55.cli.options import Names, Today, current_folder, the_day
from s55.errors import S55Error

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from s55.model.office import Settings
    from s55.pipeline.standing import Standing
    from s55.problems import Problem
    from s55.workspace import Workspace


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
    from s55.workspace import find_workspace

    day = the_day(today)
    workspace = find_workspace(current_folder())
    settings = workspace.settings()
    standings: list[Standing] = []
    problems: list[Problem] = []
    for path in workspace.chosen(names or []):
        try:
            standings.append(_standing(workspace, settings, path, day))
        except S55Error as failure:
            problems.extend(failure.problems)
    standings.sort(key=lambda standing: (standing.is_published, standing.statutory, standing.name))
    if report is StatusFormat.JSON:
        typer.echo(json.dumps([s.as_data() for s in standings], ensure_ascii=False, indent=2))
    else:
        typer.echo("\n\n".join(standing.as_text() for standing in standings))
    if problems:
        raise S55Error(problems)


def _standing(workspace: Workspace, settings: Settings, path: Path, day: date) -> Standing:

    from s55.pipeline.response import check
    from s55.pipeline.standing import standing_of
    from s55.rules.deadlines import england_and_wales
    from s55.sources.files import read_text
    from s55.workspace import shown

    file = shown(path)
    checked = check(read_text(path, file), file, settings, day, england_and_wales(), final=False)
    if checked.draft is None:
        raise S55Error(checked.problems)
    response = checked.draft.response
    try:
        manifest = workspace.template_set(response.template or settings.template).manifest
        return standing_of(
            path.stem,
            response,
            checked.problems,
            settings,
            manifest,
            day,
            england_and_wales(),
        )
    except S55Error as failure:
        raise S55Error(
            [p if p.file else p.in_file(file) for p in failure.problems], failure.exit_code
        ) from None
