"""``s55 sign``: record in a draft who approved it, bound to the text that was approved."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Name, Today, a_date, the_day


def sign(
    name: Name,
    who: Annotated[
        str | None,
        typer.Option("--name", metavar="TEXT", help="Who approved it. Default: as recorded."),
    ] = None,
    post: Annotated[
        str | None, typer.Option("--post", metavar="TEXT", help="Their post. Default: as recorded.")
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day of the approval, like 2023-08-24."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Replace the sign-off that is recorded.")
    ] = False,
    today: Today = None,
) -> None:
    """Record who approved a response, and bind the sign-off to its text.

    What the response still lacks is named first; in a terminal s55 then asks whether to sign.

    After that, 's55 check' names each field that somebody changes, and --final refuses the response
    until it is signed again. The draft as it was signed is kept in published/.

    Example: s55 sign peel-2025 --name "Alex Example" --post Commissioner --on 2025-10-30
    """
    from s55.cli.lacking import goes_ahead
    from s55.drafts.signing import Approval
    from s55.pipeline.recording.approvals import record_sign_off
    from s55.rules.signed import CHANGED_SINCE
    from s55.workspace import find_workspace

    workspace = find_workspace(Path.cwd())
    path = workspace.draft(name)
    approval = Approval(who, post, a_date(on, "--on") if on is not None else None)
    day = the_day(today)
    if goes_ahead(workspace, path, day, "the approval", {"D115", *CHANGED_SINCE}):
        typer.echo(record_sign_off(workspace, path, approval, day, again=again))
