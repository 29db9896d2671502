"""``s55 register``: every item of every response as a spreadsheet, a table, a page or data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import (
    Force,
    Formats,
    Names,
    Out,
    ReadingJobs,
    Today,
    at_once,
    formats_of,
    the_day,
)


def register(
    names: Names = None,
    to: Formats = "xlsx,csv,html,json",
    out: Out = None,
    template: Annotated[
        str, typer.Option("--template", metavar="SET", help="The template set of the register.")
    ] = "register",
    force: Force = False,
    jobs: ReadingJobs = None,
    today: Today = None,
) -> None:
    """Write the register of every item of every response.

    It shows how far the force is with each item. It is for the office alone: it holds the
    evidence, which no published document shows.

    Example: s55 register --to xlsx,html
    """
    from s55.disk.made import MadeFiles
    from s55.pipeline.register import RegisterFormat, RegisterRequest, write_register
    from s55.workspace import find_workspace

    workspace = find_workspace(Path.cwd())
    request = RegisterRequest(
        names=names or [],
        formats=formats_of(to, RegisterFormat),
        template=template,
        out=out if out is not None else workspace.build,
        today=the_day(today),
        made=MadeFiles(workspace.root, forgotten=force),
        jobs=at_once(jobs),
    )
    summary, warnings = write_register(workspace, request)
    for line in warnings:
        typer.echo(line, err=True)
    typer.echo(summary)
