"""``s55 invite``: the invitation to comment, with its form, and its record in the draft."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Formats, Name, Out, Today, a_date, formats_of, the_day
from s55.cli.screen import print_problems
from s55.errors import problems_in


def invite(  # noqa: PLR0913, PLR0917 (each is an option of the command)
    name: Name,
    by: Annotated[
        str, typer.Option("--by", metavar="DATE", help="The day by which you ask for comments.")
    ],
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day of the invitation. Default: today."),
    ] = None,
    how: Annotated[
        str | None, typer.Option("--how", metavar="TEXT", help="How it is sent, for the record.")
    ] = None,
    to: Formats = "docx,pdf",
    template: Annotated[
        str | None,
        typer.Option(
            "--template", metavar="SET", help="Use this template set, not the draft's own."
        ),
    ] = None,
    out: Out = None,
    again: Annotated[
        bool, typer.Option("--again", help="Replace an invitation that is recorded.")
    ] = False,
    today: Today = None,
) -> None:
    """Write the invitation to comment, and record it in the draft.

    The Word file goes to the chief officer, who fills in its form. When it comes back, read it
    into the draft with s55 collect.

    Example: s55 invite peel-2025 --by 2025-10-17
    """
    from s55.pipeline.invitation import InvitationRequest, write_invitation
    from s55.pipeline.response import Format
    from s55.views.invitation import InvitationDates
    from s55.workspace import find_workspace, shown

    workspace = find_workspace(Path.cwd())
    path = workspace.draft(name)
    now = the_day(today)
    request = InvitationRequest(
        asked=InvitationDates(a_date(on, "--on") if on is not None else now, a_date(by, "--by")),
        how=how,
        formats=formats_of(to, Format),
        template=template,
        out=out if out is not None else workspace.build,
        again=again,
        today=now,
    )
    with problems_in(shown(path)):
        summary, warnings = write_invitation(workspace, path, request)
    print_problems([*warnings, *workspace.example_values()])
    typer.echo(summary)
