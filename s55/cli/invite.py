"""``s55 invite``: the invitation to comment, with its form, and its record in the draft."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Today, a_date, current_folder, the_day
from s55.errors import ExitCode, S55Error


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(invite)


def invite(  # noqa: PLR0913, PLR0917 (each is an option of the command)
    name: Annotated[str, typer.Argument(metavar="NAME", help="The draft.")],
    by: Annotated[
        str, typer.Option("--by", metavar="DATE", help="Comments are asked for by this day.")
    ],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day of the invitation; today if not said."),
    ] = None,
    how: Annotated[str | None, typer.Option("--how", metavar="TEXT", help="How it goes.")] = None,
    to: Annotated[
        str, typer.Option("--to", metavar="FORMATS", help="Which of docx, pdf and html to write.")
    ] = "docx,pdf",
    template: Annotated[
        str | None, typer.Option("--template", metavar="SET", help="Use this template set.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Where to write; build/ if not said."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Replace an invitation that is recorded.")
    ] = False,
    today: Today = None,
) -> None:
    """Write the invitation to comment, a letter with a form, and record it in the draft.

    The Word file goes to the chief officer, who fills in its places.

    Example: s55 invite peel-2025 --by 2025-10-17
    """
    from s55.cli.inviting import Wish, invited
    from s55.cli.rendering import formats_of
    from s55.reporting import as_text
    from s55.views.invitation import InvitationDates
    from s55.workspace import find_workspace, shown

    workspace = find_workspace(current_folder())
    path = workspace.draft(name)
    now = the_day(today)
    wish = Wish(
        asked=InvitationDates(a_date(on, "--on") if on is not None else now, a_date(by, "--by")),
        how=how,
        formats=formats_of(to),
        template=template,
        out=out if out is not None else workspace.build,
        again=again,
        today=now,
    )
    try:
        line, warnings = invited(workspace, path, wish)
    except S55Error as failure:
        located = [p if p.file else p.in_file(shown(path)) for p in failure.problems]
        raise S55Error(located, failure.exit_code or ExitCode.PROBLEMS) from None
    if warnings:
        typer.echo(as_text(warnings), err=True)
    typer.echo(line)
