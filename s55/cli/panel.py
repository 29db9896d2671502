"""``s55 panel``: the paper for a meeting of the Police and Crime Panel."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Names, Today, a_date, current_folder, the_day


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(panel)


def panel(  # noqa: PLR0913, PLR0917 (each is an option of the command)
    meeting: Annotated[
        str, typer.Option("--meeting", metavar="DATE", help="The day of the meeting.")
    ],
    names: Names = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DATE",
            help="The first day of the period; the day after the last paper's if not said.",
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            "--until", metavar="DATE", help="The last day of the period; today if not said."
        ),
    ] = None,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMATS", help="Which of docx, pdf and html to write.")
    ] = "docx,pdf,html",
    template: Annotated[
        str | None,
        typer.Option("--template", metavar="SET", help="Use this template set for the paper."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Where to write; build/ if not said."),
    ] = None,
    today: Today = None,
) -> None:
    """Write the paper for a meeting of the panel: a covering report and the responses in full.

    Its own words stand in panel.yaml.

    Example: s55 panel --meeting 2026-12-08
    """
    from s55.cli.paneling import Wish, write_paper
    from s55.cli.rendering import formats_of
    from s55.reporting import as_text
    from s55.workspace import find_workspace

    workspace = find_workspace(current_folder())
    wish = Wish(
        meeting=a_date(meeting, "--meeting"),
        since=None if since is None else a_date(since, "--since"),
        until=None if until is None else a_date(until, "--until"),
        names=tuple(names or ()),
        formats=formats_of(to),
        template=template,
        out=out if out is not None else workspace.build,
        today=the_day(today),
    )
    written = write_paper(workspace, wish)
    if written.warnings:
        typer.echo(as_text(written.warnings), err=True)
    typer.echo("\n".join(written.lines))
