"""``s55 init``: start an office's own workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from s55.sources.files import resolved


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
) -> None:
    """Start a workspace for your office.

    It holds settings.yaml, panel.yaml, templates/, responses/ and build/. Files that are already
    there stay as they are.

    Example: s55 init our-responses
    """
    from s55.disk.places import SETTINGS_FILE
    from s55.pipeline.starting import start_workspace
    from s55.workspace import shown

    start_workspace(folder)
    here = "this folder" if resolved(folder) == Path.cwd() else shown(folder)
    typer.echo(f"Started a workspace in {here}.")
    typer.echo(f"Next: put your office's names into {shown(folder / SETTINGS_FILE)}, then,")
    typer.echo("in that folder, start a draft, for example: s55 new peel-2026")
    typer.echo("To do all this in the browser instead, in that folder: s55 desk")
