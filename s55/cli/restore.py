"""``s55 restore``: a workspace from a backup."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What s55 backup made.")],
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="FOLDER",
            help="The folder to make. Default: the name of the file, in this folder.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Make a workspace from a backup.

    Every file is compared with its hash first. Nothing is overwritten: the folder must be new, or
    empty.

    Example: s55 restore responses-2026-11.zip our-responses
    """
    from s55.pipeline.keeping.backup import restore as made

    typer.echo(made(file, folder if folder is not None else Path.cwd() / file.stem))
