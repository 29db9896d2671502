"""``s55 mark``: record in a draft that the response was published or sent."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Name, a_date


def mark(
    name: Name,
    recipient: Annotated[
        str,
        typer.Argument(
            metavar="RECIPIENT",
            help="website, inspectorate, inspectorate_portal, secretary_of_state, chief_officer, "
            "panel, or one that the settings add.",
        ),
    ],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day, like 2023-08-30.")],
    how: Annotated[
        str | None, typer.Option("--how", metavar="TEXT", help="How it was sent.")
    ] = None,
    reference: Annotated[
        str | None,
        typer.Option("--reference", metavar="TEXT", help="A web address or a message number."),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="TEXT", help="Who did it.")] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Replace what is recorded for this recipient.")
    ] = False,
) -> None:
    """Record that a response was published or sent.

    Nothing else in the draft changes.

    Example: s55 mark peel-2025 website --on 2025-11-03 --reference https://www.example.org/r
    """
    from s55.drafts.record import Record
    from s55.pipeline.recording import record_dispatch
    from s55.workspace import find_workspace

    workspace = find_workspace(Path.cwd())
    path = workspace.draft(name)
    record = Record(recipient, a_date(on, "--on"), how, reference, by)
    typer.echo(record_dispatch(workspace, path, record, again=again))
