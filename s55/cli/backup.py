"""``s55 backup``: a copy of the whole workspace in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The zip file to make.")],
) -> None:
    """Copy the whole workspace into one zip file.

    Settings, drafts with their history, template sets and what was published, each with its hash.
    What is rendered is left out. A file that is there is never overwritten.

    Example: s55 backup responses-2026-11.zip
    """
    from s55.pipeline.keeping.backup import backup as made
    from s55.workspace import find_workspace

    typer.echo(made(find_workspace(Path.cwd()), file))
