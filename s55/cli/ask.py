"""``s55 ask``: a spreadsheet of open items for those who can say how far they are."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Out, Today, a_date, the_day
from s55.cli.screen import print_problems


def ask(
    by: Annotated[
        str, typer.Option("--by", metavar="DATE", help="The day by which you ask for it.")
    ],
    owner: Annotated[
        str | None,
        typer.Option("--owner", metavar="NAME", help="Only items that this owner sees to."),
    ] = None,
    force: Annotated[
        str | None, typer.Option("--force", metavar="NAME", help="Only items of this force.")
    ] = None,
    docx: Annotated[
        bool, typer.Option("--docx", help="Write a Word form in place of the spreadsheet.")
    ] = False,
    out: Out = None,
    template: Annotated[
        str, typer.Option("--template", metavar="SET", help="The template set of the register.")
    ] = "register",
    today: Today = None,
) -> None:
    """Ask for the progress of open items by a spreadsheet or a Word form.

    It writes the file, for the owner or the force to fill in, and a short note to send with it.
    Nothing in them is for the office alone. When it comes back: s55 update --from FILE.

    Example: s55 ask --by 2026-12-11 --owner "Head of crime"
    """
    from s55.pipeline.tracking.asking import ProgressRequest, write_request
    from s55.workspace import find_workspace

    workspace = find_workspace(Path.cwd())
    request = ProgressRequest(
        by=a_date(by, "--by"),
        owner=owner,
        force=force,
        template=template,
        out=out if out is not None else workspace.build,
        today=the_day(today),
        docx=docx,
    )
    written = write_request(workspace, request)
    print_problems(written.warnings)
    typer.echo(written.summary)
