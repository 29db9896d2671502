"""``s55 gather``: one register of what several offices published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Out
from s55.cli.screen import print_problems


def gather(
    places: Annotated[
        list[Path],
        typer.Argument(
            metavar="FOLDER|FILE",
            help="Folders with the register.json of offices' publication pages, or such files.",
            show_default=False,
        ),
    ],
    out: Out = None,
    template: Annotated[
        str, typer.Option("--template", metavar="SET", help="The template set of the page.")
    ] = "gathered",
) -> None:
    """Make one register of what several offices published.

    It shows, report by report, which offices answered, in time or late, and how far each force is
    with each recommendation. It reads the register.json that 's55 site' puts among an office's
    pages; download these first, because nothing is fetched. A file that cannot be used is named,
    and the others are gathered.

    Example: s55 gather norfolk suffolk --out both
    """
    from s55.errors import ExitCode
    from s55.pipeline.gathering.writing import GatherRequest, write_gathered
    from s55.problems import has_errors

    folder = out if out is not None else Path("build")
    request = GatherRequest(places, template, folder, Path("templates"))
    summary, problems = write_gathered(request)
    print_problems(problems)
    if summary:
        typer.echo(summary)
    if has_errors(problems):
        raise typer.Exit(ExitCode.PROBLEMS)
