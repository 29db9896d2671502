"""``s55 site``: the publication pages of all published responses."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Today, current_folder, the_day


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(site)


def site(
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Where to write; build/site if not said."),
    ] = None,
    template: Annotated[
        str, typer.Option("--template", metavar="SET", help="The template set of the pages.")
    ] = "site",
    today: Today = None,
) -> None:
    """Write the web pages of all published responses, ready to be uploaded.

    In are the responses that are signed off and recorded as published.

    Example: s55 site --out public
    """
    from s55.cli.siting import Job, make_site
    from s55.workspace import find_workspace

    job = Job(find_workspace(current_folder()), template, out, the_day(today))
    for line in make_site(job):
        typer.echo(line)
