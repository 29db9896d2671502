"""``s55 diff``: what changed in a response since it was published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.cli.options import Name, Today, the_day


def diff(
    name: Name,
    since: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="N",
            help="What to compare: the number of a publication, 'signed' or 'draft'. Default: the "
            "last publication.",
            show_default=False,
        ),
    ] = None,
    until: Annotated[
        str,
        typer.Option("--to", metavar="N", help="What to compare it with, named as for --from."),
    ] = "draft",
    docx: Annotated[
        Path | None,
        typer.Option(
            "--docx",
            metavar="FILE",
            help="Also write a Word file in which all that changed is a tracked change.",
        ),
    ] = None,
    today: Today = None,
) -> None:
    """Show what changed in a response since it was published.

    Field by field, with the words that were removed and added.

    Example: s55 diff peel-2025 --from signed --docx changes.docx
    """
    from s55.disk.writing import write_atomically
    from s55.pipeline.publications.comparing import Versions, as_lines, redline_of
    from s55.workspace import find_workspace, shown

    workspace = find_workspace(Path.cwd())
    versions = Versions(workspace, name, workspace.settings(), the_day(today))
    old, new = versions.version(since), versions.version(until)
    made = redline_of(versions, old, new) if docx else b""
    typer.echo("\n".join(as_lines(versions.stem, old, new)))
    if docx:
        write_atomically(docx, made)
        typer.echo(f"{shown(docx)}: accept all changes for {new.name}, reject all for {old.name}.")
