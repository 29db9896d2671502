"""``s55 mark``: record in a draft that the response was published or sent."""

from __future__ import annotations

from typing import Annotated

import typer

from s55.cli.options import a_date, current_folder
from s55.errors import ExitCode, S55Error


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(mark)


def mark(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The draft.")],
    recipient: Annotated[
        str,
        typer.Argument(
            metavar="RECIPIENT",
            help="website, inspectorate, inspectorate_portal, secretary_of_state, chief_officer, "
            "panel, or one that the settings add.",
        ),
    ],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="The day, like 2023-08-30.")],
    how: Annotated[str | None, typer.Option("--how", metavar="TEXT", help="How it went.")] = None,
    reference: Annotated[
        str | None,
        typer.Option("--reference", metavar="TEXT", help="A web address, a message number."),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="TEXT", help="Who did it.")] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Replace what is recorded for this recipient.")
    ] = False,
) -> None:
    """Record that a response was published or sent; nothing else in the file changes.

    Example: s55 mark peel-2025 website --on 2025-11-03 --reference https://www.example.org/r
    """
    from s55.drafts.record import Record, marked
    from s55.model.dates import in_words
    from s55.office.outputs import write_atomically
    from s55.sources.files import read_text
    from s55.workspace import find_workspace, shown

    workspace = find_workspace(current_folder())
    path = workspace.draft(name)
    settings = workspace.settings_or_none()
    lines = settings.checklist.add if settings else ()
    record = Record(recipient, a_date(on, "--on"), how, reference, by)
    try:
        text = marked(
            read_text(path, shown(path), keep_mark=True),
            record,
            {key for line in lines for key in line.recipients},
            again=again,
        )
    except S55Error as failure:
        located = [problem.in_file(shown(path)) for problem in failure.problems]
        raise S55Error(located, ExitCode.PROBLEMS) from None
    write_atomically(path, text.encode())
    typer.echo(f"{shown(path)}: recorded {recipient}, {in_words(record.day)}.")
